/// What may stand at the cursor instead of the text before it.
package struct Completions: Hashable, Sendable {
  /// One of the texts that fit.
  package struct Candidate: Hashable, Sendable {
    /// The word that what was typed is the beginning of: `\sigma`.
    package var word: String
    /// What is put in its place: `σ`.
    package var text: String
    /// How it is listed: `\sigma σ`.
    package var shown: String

    /// Makes a candidate.
    package init(_ word: String, text: String? = nil, shown: String? = nil) {
      self.word = word
      self.text = text ?? word
      self.shown = shown ?? word
    }
  }

  /// The number of Unicode scalars before the cursor that a candidate replaces.
  package var replaced: Int
  /// What fits, in the order of listing.
  package var candidates: [Candidate]

  /// Makes completions.
  package init(replaced: Int = 0, _ candidates: [Candidate] = []) {
    self.replaced = replaced
    self.candidates = candidates
  }

  /// The longest text that all candidates begin with.
  package var commonPrefix: String {
    guard var prefix = candidates.first.map({ Array($0.word.unicodeScalars) }) else { return "" }
    for candidate in candidates.dropFirst() {
      let same = zip(prefix, candidate.word.unicodeScalars).prefix { $0 == $1 }.count
      prefix.removeLast(prefix.count - same)
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: prefix)
    return String(text)
  }
}

/// A part of a line, by what it is.
package struct Highlight: Hashable, Sendable {
  /// What parts of a line are told apart.
  package enum Kind: Hashable, Sendable {
    case number, function, keyword, command, string, comment, unbalanced
  }

  /// The Unicode scalars, counted from 0.
  package var range: Range<Int>
  /// What they are.
  package var kind: Kind

  /// Makes a highlight.
  package init(_ range: Range<Int>, _ kind: Kind) {
    self.range = range
    self.kind = kind
  }
}

/// What helps with typing a line: a value, without a terminal.
package protocol LineAssistant {
  /// What may stand at the cursor; `cursor` counts Unicode scalars.
  func completions(of line: String, at cursor: Int) -> Completions

  /// What is shown, not typed, behind a line whose end the cursor is at; nil for nothing.
  func hint(for line: String) -> String?

  /// What a list of candidates says of those it leaves out, given their number.
  func more(_ count: Int) -> String

  /// The parts of a line that have a colour, in order and without overlap.
  func highlights(of line: String) -> [Highlight]
}
