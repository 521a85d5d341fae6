package import Rendering

extension Look {
  /// The program of a cell as a REPL would show it typed: behind a prompt with the cell's number.
  package func echo(_ cell: Cell) -> StyledText {
    var styled = StyledText()
    var lines = cell.text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    let prompt = "\(cell.number)> "
    let indentation = String(repeating: " ", count: prompt.count)
    for (index, line) in lines.enumerated() {
      styled.append((index == 0 ? prompt : indentation) + typed(Self.visible(line)), .remark)
    }
    return styled
  }

  /// A line without characters that would drive the terminal.
  private static func visible(_ line: Substring) -> String {
    String(
      line.map { character in
        if character == "\t" { return " " }
        let isControl = character.unicodeScalars.contains {
          $0.properties.generalCategory == .control
        }
        return isControl ? "·" : character
      }
    )
  }
}
