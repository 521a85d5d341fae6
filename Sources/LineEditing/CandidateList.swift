import Diagnostics

/// Candidates in columns, as TAB lists them.
enum CandidateList {
  /// The rows that a list takes at most, the one that counts the rest not included.
  static let longest = 8

  /// The list as text, column by column, each row ended by a line break.
  ///
  /// - Parameters:
  ///   - shown: The candidates.
  ///   - columns: The columns of the terminal.
  ///   - more: What is said of those left out, given their number.
  /// - Returns: The rows.
  static func text(_ shown: [String], columns: Int, more: (Int) -> String) -> String {
    // One column is left free, as some terminals wrap in the last one.
    let space = max(columns - 1, 1)
    let limited = shown.prefix(longest * max(1, space / 3))
    let widths = limited.map { DisplayWidth.of($0) }
    let cell = min((widths.max() ?? 0) + 2, space)
    let across = max(1, (space + 2) / cell)
    let kept = min(shown.count, across * longest)
    let rows = (kept + across - 1) / across
    var text = ""
    for row in 0..<rows {
      var line = ""
      for index in stride(from: row, to: kept, by: rows) {
        let padding = index + rows < kept ? max(0, cell - DisplayWidth.of(shown[index])) : 0
        line += cut(shown[index], to: space) + String(repeating: " ", count: padding)
      }
      text += line + "\n"
    }
    return kept < shown.count ? text + more(shown.count - kept) + "\n" : text
  }

  private static func cut(_ text: String, to columns: Int) -> String {
    if DisplayWidth.of(text) <= columns { return text }
    var kept = ""
    var width = 0
    for character in text {
      width += DisplayWidth.of(character)
      if width > columns { break }
      kept.append(character)
    }
    return kept
  }
}
