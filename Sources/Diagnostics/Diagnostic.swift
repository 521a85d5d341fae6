/// An error as a value: what happened, where, and what to try.
package struct Diagnostic: Error, Equatable, Sendable {
  /// The class of an error, as `--json` spells it.
  package enum Kind: String, Sendable, CaseIterable {
    /// The text does not follow the grammar.
    case syntax
    /// A name has no value, or not the one that is asked for.
    case name
    /// Shapes do not fit each other or the operation.
    case shape
    /// A function is asked for a value where it has none.
    case domain
    /// An index lies outside its range.
    case index
    /// A value of another kind is needed.
    case type
    /// A derivative does not exist or cannot be formed.
    case derivative
    /// A derivative is asked for of versions that have been replaced.
    case stale
    /// An exercise's `?` is still there.
    case hole
    /// A limit on statements, elements, depth or time is passed.
    case limit
    /// The learner pressed Ctrl-C.
    case interrupted
    /// A file cannot be read.
    case file
    /// A notebook's front matter, a fence or a question is not as it should be.
    case notebook
    /// A command is used in a way it does not know.
    case usage
  }

  /// A place a problem was reached through: an algorithm's or function's text.
  package struct Place: Equatable, Sendable {
    /// The text.
    package var source: SourceText
    /// Where in it.
    package var span: SourceSpan

    /// Makes a place.
    package init(source: SourceText, span: SourceSpan) {
      self.source = source
      self.span = span
    }

    package static func == (left: Place, right: Place) -> Bool {
      left.source === right.source && left.span == right.span
    }
  }

  /// The class of the error.
  package var kind: Kind

  /// What happened, one sentence without its full stop's line break.
  package var message: String

  /// What to try, each a whole sentence.
  package var suggestions: [String]

  /// Where, in `source`.
  package var span: SourceSpan?

  /// The text that `span` points into, filled in where it is known.
  package var source: SourceText?

  /// Where inside algorithms and functions called from `span` it happened, outermost first.
  package var inside: [Place]

  /// Makes a diagnostic.
  package init(
    _ kind: Kind,
    _ message: String,
    suggestions: [String] = [],
    span: SourceSpan? = nil,
    source: SourceText? = nil,
    inside: [Place] = []
  ) {
    self.kind = kind
    self.message = message
    self.suggestions = suggestions
    self.span = span
    self.source = source
    self.inside = inside
  }

  package static func == (left: Diagnostic, right: Diagnostic) -> Bool {
    left.kind == right.kind && left.message == right.message
      && left.suggestions == right.suggestions && left.span == right.span
      && left.source === right.source && left.inside == right.inside
  }
}
