import Calculus
import Diagnostics
package import Interpreter
import Notation
import Operations
import Tensors

extension Look {
  /// A value behind a head such as `z[1] = `: on the same line, or as a block beside it.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - head: What stands before it.
  ///   - isWhole: Whether nothing is left out however large it is.
  /// - Returns: The lines; matrices are aligned in columns, too large ones elided in the middle.
  package func block(_ value: Value, head: String, isWhole: Bool = false) -> StyledText {
    switch value {
    case .tensor(let tensor): return block(tensor, head: head, isWhole: isWhole)
    case .symbolic(let symbolic): return block(symbolic, head: head)
    case .function(let function): return line(head, typed(function.name))
    case .functions(let list):
      return line(head, typed("[" + list.map(\.name).joined(separator: ", ") + "]"))
    case .string(let text): return line(head, typed(text))
    }
  }

  private func line(_ head: String, _ text: String, remark: String = "") -> StyledText {
    var styled = StyledText()
    let indentation = DisplayWidth.of(head)
    for (position, part) in broken(text, indentation: indentation).enumerated() {
      let before = position == 0 ? head : String(repeating: " ", count: indentation)
      styled.append(line: [
        StyledRun(text: before, style: .formula), StyledRun(text: part, style: .result),
      ])
    }
    if !remark.isEmpty {
      styled.extendLastLine(with: StyledRun(text: "   " + remark, style: .remark))
    }
    return styled
  }

  private func block(_ symbolic: SymbolicTensor, head: String) -> StyledText {
    let cells = symbolic.elements.map {
      formula($0.expression(joinsLetters: symbolic.shape.rank == 2))
    }
    guard symbolic.shape.rank == 2 else {
      let single = symbolic.elements[0].expression(joinsLetters: true)
      return line(head, formula(single))
    }
    let text = "[" + cells.joined(separator: ", ") + "]"
    if symbolic.shape.rows == 1, DisplayWidth.of(head + text) <= width { return line(head, text) }
    return grid(
      cells.chunked(symbolic.shape.columns),
      head: head,
      remark: times(symbolic.shape)
    )
  }

  private func block(_ tensor: Tensor, head: String, isWhole: Bool) -> StyledText {
    switch tensor.shape.rank {
    case 0: return line(head, number(tensor.single ?? .nan))
    case 2: return matrix(tensor, head: head, isWhole: isWhole)
    default: return array(tensor, head: head, isWhole: isWhole)
    }
  }

  private func times(_ shape: Shape) -> String {
    let cross = typography == .unicode ? "×" : "x"
    return shape.dimensions.map(String.init).joined(separator: cross)
  }

  // MARK: Matrices

  private func matrix(_ tensor: Tensor, head: String, isWhole: Bool) -> StyledText {
    let rows = tensor.rows
    let columns = tensor.columns
    guard rows > 0, columns > 0 else { return line(head, "[]", remark: times(tensor.shape)) }
    let rowIndices = indices(rows, shown: isWhole || rows <= 12 ? rows : 4)
    var shown = columns
    var cells = isWhole ? self.cells(tensor, rowIndices, indices(columns, shown: columns)) : []
    if !isWhole {
      // No more columns than could fit are looked at: there may be millions.
      let room = width - DisplayWidth.of(head) - (rows == 1 ? 2 : 4)
      shown = columns <= max(4, room / 3 + 1) ? columns : max(2, room / 6)
      cells = self.cells(tensor, rowIndices, indices(columns, shown: shown))
      while shown > 1, gridWidth(cells) > room {
        shown = shown == columns ? (columns - 1) / 2 : shown - 1
        cells = self.cells(tensor, rowIndices, indices(columns, shown: shown))
      }
    }
    var remark = rows * columns == 1 ? "" : times(tensor.shape)
    var leftOut: [String] = []
    if rowIndices.contains(nil) { leftOut.append(count(rows - rowIndices.count + 1, "row")) }
    if 2 * shown < columns, !isWhole { leftOut.append(count(columns - 2 * shown, "column")) }
    if !leftOut.isEmpty {
      remark += ", \(leftOut.joined(separator: " and ")) left out: :show prints all"
    }
    return grid(cells, head: head, remark: remark)
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  private func cells(_ tensor: Tensor, _ rows: [Int?], _ columns: [Int?]) -> [[String]] {
    rows.map { row in
      columns.map { column in
        guard let row, let column else { return ellipsis }
        return number(tensor[row, column])
      }
    }
  }

  private var ellipsis: String { typography == .unicode ? "…" : "..." }

  /// All indices, or the first and last few with nil between.
  private func indices(_ count: Int, shown: Int) -> [Int?] {
    guard count > 2 * shown, shown < count else { return Array(0..<count) }
    return Array(0..<shown) + [nil] + Array(count - shown..<count)
  }

  private func columnWidths(_ cells: [[String]]) -> [Int] {
    (0..<(cells.map(\.count).max() ?? 0)).map { column in
      cells.map { $0.indices.contains(column) ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
  }

  private func gridWidth(_ cells: [[String]]) -> Int {
    columnWidths(cells).reduce(-2) { $0 + $1 + 2 }
  }

  /// Cells in aligned columns between tall brackets; the remark behind them, or below.
  private func grid(_ cells: [[String]], head: String, remark: String) -> StyledText {
    let widths = columnWidths(cells)
    var styled = StyledText()
    let indentation = String(repeating: " ", count: DisplayWidth.of(head))
    for (position, row) in cells.enumerated() {
      let texts = zip(row, widths).map { cell, width in
        String(repeating: " ", count: max(0, width - DisplayWidth.of(cell))) + cell
      }
      let (left, right) = brackets(position, of: cells.count)
      styled.append(line: [
        StyledRun(text: position == 0 ? head : indentation, style: .formula),
        StyledRun(text: left + texts.joined(separator: "  ") + right, style: .result),
      ])
    }
    guard !remark.isEmpty else { return styled }
    let behind = StyledRun(text: (cells.count == 1 ? "   " : " ") + remark, style: .remark)
    if styled.width + DisplayWidth.of(behind.text) <= width {
      styled.extendLastLine(with: behind)
    } else {
      let room = width - DisplayWidth.of(head) - 1
      let isNarrow = room < 24
      styled.append(
        wrapped(remark, style: .remark, within: isNarrow ? width - 2 : room),
        indented: isNarrow ? 2 : DisplayWidth.of(head)
      )
    }
    return styled
  }

  private func brackets(_ row: Int, of rows: Int) -> (String, String) {
    if rows == 1 { return ("[", "]") }
    if typography != .unicode { return ("[ ", " ]") }
    if row == 0 { return ("⎡ ", " ⎤") }
    return row == rows - 1 ? ("⎣ ", " ⎦") : ("⎢ ", " ⎥")
  }

  private func array(_ tensor: Tensor, head: String, isWhole: Bool) -> StyledText {
    var styled = line(head, times(tensor.shape) + " array:")
    let slices = tensor.shape.dimensions[0]
    let inner = Shape(Array(tensor.shape.dimensions.dropFirst()))
    for index in 0..<slices where isWhole || slices <= 6 || index < 4 || index == slices - 1 {
      if !isWhole, slices > 6, index == slices - 1 {
        styled.append("  \(count(slices - 5, "slice")) left out: :show prints all", .remark)
      }
      let elements = tensor.elements[index * inner.count..<(index + 1) * inner.count]
      let part = Tensor(shape: inner, elements: Array(elements))
      styled.append(block(part, head: "  \(index + 1): ", isWhole: isWhole))
    }
    return styled
  }
}

extension Array {
  /// The elements in rows of one length.
  fileprivate func chunked(_ length: Int) -> [[Element]] {
    guard length > 0 else { return [] }
    return stride(from: 0, to: count, by: length).map {
      Array(self[$0..<Swift.min($0 + length, count)])
    }
  }
}
