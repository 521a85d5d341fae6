/// What may stand at the cursor instead of the text before it.
package struct Suggestions: Hashable, Sendable {
  /// One of the texts that fit.
  package struct Item: Hashable, Sendable {
    /// The word that what was typed is the beginning of: `\sigma`.
    package var word: String
    /// What is put in its place: `σ`.
    package var text: String
    /// How it is listed: `\sigma σ`.
    package var shown: String

    init(_ word: String, text: String? = nil, shown: String? = nil) {
      self.word = word
      self.text = text ?? word
      self.shown = shown ?? word
    }
  }

  /// The number of Unicode scalars before the cursor that an item replaces.
  package var replaced: Int
  /// What fits, in the order of listing.
  package var items: [Item]

  init(replaced: Int = 0, _ items: [Item] = []) {
    self.replaced = replaced
    self.items = items
  }
}

/// A part of a line that is told apart, by what it is.
package struct LinePart: Hashable, Sendable {
  /// The kinds of parts.
  package enum Kind: Hashable, Sendable {
    case number, function, keyword, command, string, comment, unbalanced
  }

  /// The Unicode scalars, counted from 0.
  package var range: Range<Int>
  /// What they are.
  package var kind: Kind
}
