package import Diagnostics
package import Interpreter
import Notation

extension Look {
  /// The formula of a statement with the part marked that was read from a place in its source.
  ///
  /// The part has a style of its own and carets below it. Where its place is not known for sure,
  /// nothing is marked.
  package func formula(of step: Step, marking span: SourceSpan?) -> StyledText {
    guard let resolved = step.resolved ?? step.written else { return StyledText() }
    var found: (text: String, range: Range<Int>?) = (formula(resolved), nil)
    if let span { found = printer.text(resolved, marking: span) { shortened($0) } }
    var head = step.target.map { formula($0) } ?? ""
    if !head.isEmpty {
      head += step.isUpdate ? (typography == .unicode ? " ← " : " := ") : " = "
    }
    let shift = head.count
    let range = found.range.map { $0.lowerBound + shift..<$0.upperBound + shift }
    return marked(head + found.text, range, hanging: DisplayWidth.of(head))
  }

  /// A text with a range of its characters marked, broken at spaces where it is too wide.
  package func marked(_ text: String, _ range: Range<Int>?, hanging: Int = 2) -> StyledText {
    var styled = StyledText()
    let characters = Array(text)
    let indentation = min(hanging, max(0, width / 2))
    var start = 0
    while start < characters.count {
      let blank = start == 0 ? 0 : indentation
      let end = lineEnd(characters, from: start, within: max(1, width - blank))
      append(characters, start..<end, marking: range, behind: blank, to: &styled)
      start = end
      while start < characters.count, characters[start] == " " { start += 1 }
    }
    return styled
  }

  /// Where a line that begins at a position ends: at a space, or where there is no more room.
  private func lineEnd(_ characters: [Character], from start: Int, within room: Int) -> Int {
    var used = 0
    var lastSpace: Int?
    for position in start..<characters.count {
      used += DisplayWidth.of(characters[position])
      if used > room { return lastSpace ?? max(start + 1, position) }
      if characters[position] == " ", position > start { lastSpace = position }
    }
    return characters.count
  }

  private func append(
    _ characters: [Character],
    _ line: Range<Int>,
    marking range: Range<Int>?,
    behind indentation: Int,
    to styled: inout StyledText
  ) {
    let blank = String(repeating: " ", count: indentation)
    let part = (range ?? 0..<0).clamped(to: line)
    guard !part.isEmpty else {
      styled.append(blank + String(characters[line]), .formula)
      return
    }
    let before = blank + String(characters[line.lowerBound..<part.lowerBound])
    let marked = String(characters[part])
    styled.append(line: [
      StyledRun(text: before, style: .formula), StyledRun(text: marked, style: .marked),
      StyledRun(text: String(characters[part.upperBound..<line.upperBound]), style: .formula),
    ])
    let carets = String(repeating: "^", count: max(1, DisplayWidth.of(marked)))
    styled.append(
      String(repeating: " ", count: DisplayWidth.of(before)) + carets,
      .remark
    )
  }
}
