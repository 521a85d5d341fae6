package import Diagnostics

extension Printer {
  /// Stands before a marked part: a character for private use, which no text has.
  static let opening: Character = "\u{E000}"
  /// Stands behind a marked part.
  static let closing: Character = "\u{E001}"

  /// The text of an expression, and where in it stands what was read from a place in the source.
  ///
  /// The place may be a part that the tree has no node for: `1/N Δz` in `1/N Δz aᵀ`.
  /// - Parameters:
  ///   - expression: The expression, whose parts have kept their places.
  ///   - span: The place.
  ///   - edit: What is done to the text before it is shown; it must keep the characters' order.
  /// - Returns: The text, and the range of characters; nil where the place is not found for sure.
  package func text(
    _ expression: Expression,
    marking span: SourceSpan,
    edit: (String) -> String = { $0 }
  ) -> (text: String, range: Range<Int>?) {
    let plain = edit(text(expression))
    guard typography != .latex, span.end > span.start else { return (plain, nil) }
    var writer = writer
    writer.marked = span
    var characters: [Character] = []
    var start: Int?
    var end: Int?
    for character in edit(writer.text(expression, atLeast: .evaluated)) {
      switch character {
      case Self.opening:
        // A second place that begins there is another one: which is meant is not known.
        if let end, characters.count >= end { return (plain, nil) }
        start = start ?? characters.count
      case Self.closing: end = characters.count
      default: characters.append(character)
      }
    }
    guard String(characters) == plain, let start, let end, start < end else { return (plain, nil) }
    return (plain, start..<end)
  }
}
