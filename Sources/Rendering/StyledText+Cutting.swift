import Diagnostics

extension StyledText {
  /// Each line cut to so many columns, its end replaced by a sign where something is left out.
  ///
  /// Characters that are no text, such as tabs, become spaces, so that columns stay columns.
  package func cut(to columns: Int, ellipsis: String = "…") -> StyledText {
    var styled = StyledText()
    for line in lines { styled.append(line: Self.cut(line, to: columns, ellipsis: ellipsis)) }
    return styled
  }

  /// The lines that are too wide broken at spaces; rows of a matrix over several lines stay.
  package func broken(to columns: Int) -> StyledText {
    var styled = StyledText()
    for line in lines {
      let isRow = line.contains { $0.text.contains { "⎡⎢⎣".contains($0) } }
      if isRow || columns < 12 || Self.width(of: line) <= columns {
        styled.append(line: line)
      } else {
        for part in Self.broken(line, to: columns) { styled.append(line: part) }
      }
    }
    return styled
  }

  private static func broken(_ line: [StyledRun], to columns: Int) -> [[StyledRun]] {
    var rest = line.flatMap { run in run.text.map { (character: $0, style: run.style) } }[...]
    var parts: [[StyledRun]] = []
    while !rest.isEmpty {
      let indentation = parts.isEmpty ? 0 : 4
      var used = indentation
      var end = rest.startIndex
      var lastSpace: Int?
      while end < rest.endIndex, used + DisplayWidth.of(rest[end].character) <= columns {
        used += DisplayWidth.of(rest[end].character)
        if rest[end].character == " ", end > rest.startIndex { lastSpace = end }
        end += 1
      }
      if end < rest.endIndex { end = lastSpace ?? max(end, rest.startIndex + 1) }
      var runs = [StyledRun(text: String(repeating: " ", count: indentation), style: .plain)]
      for (character, style) in rest[..<end] {
        if runs[runs.count - 1].style == style {
          runs[runs.count - 1].text.append(character)
        } else {
          runs.append(StyledRun(text: String(character), style: style))
        }
      }
      parts.append(runs)
      rest = rest[end...].drop { $0.character == " " }
    }
    return parts
  }

  /// The first lines alone.
  package func first(_ count: Int) -> StyledText {
    var styled = StyledText()
    for line in lines.prefix(max(0, count)) { styled.append(line: line) }
    return styled
  }

  /// The lines from a position on.
  package func from(_ position: Int) -> StyledText {
    var styled = StyledText()
    for line in lines.dropFirst(max(0, position)) { styled.append(line: line) }
    return styled
  }

  /// The columns that a line takes.
  package static func width(of line: [StyledRun]) -> Int {
    line.reduce(0) { $0 + DisplayWidth.of($1.text) }
  }

  private static func cut(
    _ line: [StyledRun],
    to columns: Int,
    ellipsis: String
  ) -> [StyledRun] {
    let line = line.map { run in
      StyledRun(text: String(run.text.map { $0.isControl ? " " : $0 }), style: run.style)
    }
    guard width(of: line) > columns else { return line }
    let sign = String(ellipsis.prefix(max(0, columns)))
    var room = columns - DisplayWidth.of(sign)
    var kept: [StyledRun] = []
    for run in line {
      var text = ""
      for character in run.text {
        let width = DisplayWidth.of(character)
        if width > room {
          kept.append(StyledRun(text: text, style: run.style))
          kept.append(StyledRun(text: sign, style: .remark))
          return kept
        }
        room -= width
        text.append(character)
      }
      kept.append(StyledRun(text: text, style: run.style))
    }
    return kept
  }
}

extension Character {
  /// Whether it moves the cursor rather than being seen.
  fileprivate var isControl: Bool {
    unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}
