/// A named text with its lines: what spans point into.
///
/// The text is normalised to NFC on entry, so that `ŷ` typed as two scalars is one letter;
/// columns count characters as a reader sees them.
package final class SourceText: Sendable {
  /// A place in the text as people name it, both counted from 1.
  package struct Position: Hashable, Sendable {
    /// The line, from 1.
    package var line: Int
    /// The column in characters, from 1.
    package var column: Int
  }

  /// What the text is called in messages: a file's name, `input 3`, `the algorithm forward`.
  package let name: String

  /// The text, in NFC.
  package let text: String

  /// The number of lines that stand before this text in its file, for cells of a notebook.
  package let firstLine: Int

  /// The offset at which each line starts.
  private let lineStarts: [Int]

  /// Makes a source text.
  ///
  /// - Parameters:
  ///   - text: The text; it is normalised to NFC.
  ///   - name: Its name in messages.
  ///   - firstLine: The number its first line has in its file, from 1.
  package init(_ text: String, name: String, firstLine: Int = 1) {
    self.text = normalizedToNFC(text)
    self.name = name
    self.firstLine = firstLine
    var starts = [0]
    for (offset, byte) in self.text.utf8.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts = starts
  }

  /// The line and column of an offset.
  package func position(of offset: Int) -> Position {
    let line = lineIndex(of: offset)
    let start = index(at: lineStarts[line])
    let end = index(at: offset)
    return Position(
      line: line + firstLine,
      column: text.distance(from: start, to: max(start, end)) + 1
    )
  }

  /// The whole line in which an offset stands, without its line break.
  package func line(of offset: Int) -> Substring {
    let line = lineIndex(of: offset)
    let end = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : text.utf8.count
    return text[index(at: lineStarts[line])..<index(at: max(lineStarts[line], end))]
  }

  /// The text of a span.
  package func text(of span: SourceSpan) -> Substring {
    text[index(at: span.start)..<index(at: span.end)]
  }

  /// The number of characters a span covers on its first line, at least 1.
  package func length(of span: SourceSpan) -> Int {
    let whole = text(of: span)
    let first = whole.prefix { $0 != "\n" }
    return max(1, first.count)
  }

  private func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private func index(at offset: Int) -> String.Index {
    let utf8 = text.utf8
    let bounded = min(max(0, offset), utf8.count)
    return utf8.index(utf8.startIndex, offsetBy: bounded)
  }
}
