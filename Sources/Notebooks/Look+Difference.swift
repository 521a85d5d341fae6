package import Rendering

extension Look {
  /// What a cell printed now against what was recorded, line by line.
  ///
  /// ```
  /// chain.md, line 13: cell 2 prints something else (- recorded, + now)
  ///     w = 1
  ///   - x = 5
  ///   + x = 6
  /// ```
  package func difference(_ difference: Replay.Difference, in file: String) -> StyledText {
    var styled = wrapped(
      "\(file), line \(difference.line): cell \(difference.cell) prints something else "
        + "(- recorded, + now)",
      style: .error,
      within: width,
      hanging: "  "
    )
    let changes = difference.found.difference(from: difference.recorded)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var rows: [(mark: String, text: String)] = []
    var (old, new) = (0, 0)
    while old < difference.recorded.count || new < difference.found.count {
      if removed.contains(old) {
        rows.append(("-", difference.recorded[old]))
        old += 1
      } else if inserted.contains(new) {
        rows.append(("+", difference.found[new]))
        new += 1
      } else {
        rows.append((" ", difference.recorded[old]))
        old += 1
        new += 1
      }
    }
    if difference.found.isEmpty { rows.append(("+", "(nothing)")) }
    if difference.recorded.isEmpty { rows.insert(("-", "(nothing)"), at: 0) }
    append(rows, to: &styled)
    return styled
  }

  /// Appends the rows that differ, each with a neighbour; what is left out is an ellipsis.
  private func append(_ rows: [(mark: String, text: String)], to styled: inout StyledText) {
    var isCut = false
    for (index, row) in rows.enumerated() {
      let neighbours = rows[max(0, index - 1)...min(rows.count - 1, index + 1)]
      guard neighbours.contains(where: { $0.mark != " " }) else {
        if !isCut { styled.append(typed("    …"), .remark) }
        isCut = true
        continue
      }
      isCut = false
      let style: Style = row.mark == "-" ? .error : row.mark == "+" ? .success : .plain
      styled.append("  \(row.mark) \(typed(row.text))", style)
    }
  }
}
