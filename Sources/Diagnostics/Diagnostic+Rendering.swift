extension Diagnostic {
  /// The whole message as plain text: what, where with carets, what to try.
  ///
  /// ```
  /// input 3, line 1: zz has no value
  ///   y = 2zz + 1
  ///        ^^
  ///   Did you mean `z`?
  /// ```
  ///
  /// Carets stand by display width; a long line is cut to a window around the place. There is no
  /// line break at the end.
  package func rendered() -> String {
    var lines: [String] = []
    // What follows on the next lines makes a full stop at this place superfluous.
    let message = message.hasSuffix(".") ? String(message.dropLast()) : message
    if let source, let span {
      lines.append("\(Self.place(span, in: source)): \(message)")
      lines += Self.excerpt(span, of: source)
    } else {
      lines.append(message)
    }
    for place in inside {
      lines.append("  inside \(Self.place(place.span, in: place.source)):")
      lines += Self.excerpt(place.span, of: place.source)
    }
    for suggestion in suggestions { lines.append("  " + suggestion) }
    return lines.joined(separator: "\n")
  }

  private static func place(_ span: SourceSpan, in source: SourceText) -> String {
    "\(source.name), line \(source.position(of: span.start).line)"
  }

  /// The source line and the carets below it, each indented by two.
  private static func excerpt(_ span: SourceSpan, of source: SourceText) -> [String] {
    let line = source.line(of: span.start)
    let before = shown(line.prefix(source.position(of: span.start).column - 1))
    let marked = shown(source.text(of: span).prefix { !$0.isNewline })
    let after = shown(line.dropFirst(before.count + marked.count))
    var text = before
    // The place keeps most of a line; what does not fit is replaced by an ellipsis.
    if DisplayWidth.of(text) > 60 { text = "…" + tail(of: text, width: 40) }
    let indent = DisplayWidth.of(text)
    let middle = marked.count > 60 ? marked.prefix(59) + "…" : marked[...]
    let rest = after.count > 30 ? after.prefix(29) + "…" : after[...]
    let carets = String(repeating: "^", count: max(1, DisplayWidth.of(middle)))
    return ["  " + text + middle + rest, "  " + String(repeating: " ", count: indent) + carets]
  }

  /// Tabs as one space; other control characters, which could drive the terminal, as `·`.
  private static func shown(_ text: Substring) -> String {
    String(
      text.map { character in
        if character == "\t" { return " " }
        let isControl = character.unicodeScalars.contains {
          $0.properties.generalCategory == .control
        }
        return isControl ? "·" : character
      }
    )
  }

  private static func tail(of text: String, width: Int) -> String {
    var kept = text.suffix(width)
    while DisplayWidth.of(kept) > width { kept = kept.dropFirst() }
    return String(kept)
  }
}
