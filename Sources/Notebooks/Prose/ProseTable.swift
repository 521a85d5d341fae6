import Diagnostics
import Rendering

/// A table of rows between bars, as GitHub reads it.
struct ProseTable {
  /// Where a column's cells stand.
  enum Alignment { case left, right, centre }

  private(set) var header: [String]
  private(set) var alignments: [Alignment]
  private(set) var rows: [[String]]

  /// Reads the lines of a paragraph; nil where they are no table.
  init?(_ lines: [String]) {
    guard lines.count >= 2, lines[0].contains("|"), let marks = Self.delimiters(lines[1]) else {
      return nil
    }
    let header = Self.cells(lines[0])
    guard header.count == marks.count else { return nil }
    self.header = header
    alignments = marks
    rows = lines.dropFirst(2).map { line in
      let cells = Self.cells(line).prefix(marks.count)
      return cells + Array(repeating: "", count: marks.count - cells.count)
    }
  }

  /// The cells of a row; `\|` is a bar in a cell.
  private static func cells(_ line: String) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    var text = line[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    if text.first == "|" { text.removeFirst() }
    if text.last == "|", !text.hasSuffix("\\|") { text.removeLast() }
    for character in text {
      if isEscaped {
        cell += character == "|" ? "|" : "\\\(character)"
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "|" {
        cells.append(cell)
        cell = ""
      } else {
        cell.append(character)
      }
    }
    if isEscaped { cell += "\\" }
    cells.append(cell)
    return cells
  }

  /// What the second row says of the columns: `---`, `:--`, `--:` or `:-:` each.
  private static func delimiters(_ line: String) -> [Alignment]? {
    var alignments: [Alignment] = []
    for cell in cells(line) {
      let mark = cell.filter { !$0.isWhitespace }
      let dashes = mark.drop { $0 == ":" }.prefix { $0 == "-" }
      guard !dashes.isEmpty, mark.filter({ $0 != "-" && $0 != ":" }).isEmpty else { return nil }
      switch (mark.hasPrefix(":"), mark.hasSuffix(":")) {
      case (true, true): alignments.append(.centre)
      case (false, true): alignments.append(.right)
      default: alignments.append(.left)
      }
    }
    return alignments
  }

  /// The table at a width: columns as wide as they need to be, or narrowed, their cells broken.
  func lines(
    within columns: Int,
    isASCII: Bool,
    inline: (String, Style) -> InlineText
  ) -> [[StyledRun]] {
    let head = header.map { inline($0, .strong) }
    let body = rows.map { $0.map { inline($0, .plain) } }
    let all = [head] + body
    let widths = fitted(all, within: columns - 3 * (header.count - 1))
    var result = set(head, widths, isASCII)
    let line = isASCII ? "-" : "─"
    let rule = widths.map { String(repeating: line, count: $0) }
      .joined(separator: isASCII ? "-+-" : "─┼─")
    result.append([StyledRun(text: rule, style: .remark)])
    for row in body { result += set(row, widths, isASCII) }
    return result
  }

  /// The columns' widths: the widest is narrowed until all fit.
  private func fitted(_ all: [[InlineText]], within columns: Int) -> [Int] {
    var widths = header.indices.map { column in max(1, all.map { $0[column].width }.max() ?? 1) }
    let words = header.indices.map { column in all.map { $0[column].widestWord }.max() ?? 1 }
    while widths.reduce(0, +) > columns {
      // Words are broken only where nothing else helps.
      let candidates = widths.indices.filter { widths[$0] > max(1, words[$0]) }
      let choice = candidates.isEmpty ? Array(widths.indices) : candidates
      guard let widest = choice.max(by: { widths[$0] < widths[$1] }), widths[widest] > 1 else {
        break
      }
      widths[widest] -= 1
    }
    return widths
  }

  private func set(_ row: [InlineText], _ widths: [Int], _ isASCII: Bool) -> [[StyledRun]] {
    let cells = zip(row, widths).map { $0.lines(within: $1) }
    let bar = StyledRun(text: isASCII ? " | " : " │ ", style: .remark)
    return (0..<(cells.map(\.count).max() ?? 0)).map { index in
      var line: [StyledRun] = []
      for (column, cell) in cells.enumerated() {
        if column > 0 { line.append(bar) }
        let runs = index < cell.count ? cell[index] : []
        let used = runs.reduce(0) { $0 + DisplayWidth.of($1.text) }
        let space = max(0, widths[column] - used)
        let before =
          switch alignments[column] {
          case .left: 0
          case .right: space
          case .centre: space / 2
          }
        line.append(StyledRun(text: String(repeating: " ", count: before), style: .plain))
        line += runs
        line.append(StyledRun(text: String(repeating: " ", count: space - before), style: .plain))
      }
      return line
    }
  }
}
