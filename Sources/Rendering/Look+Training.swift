import Diagnostics
import Interpreter

extension Look {
  /// The epochs of a training that its table shows at most.
  private static var shownEpochs: Int { 10 }

  /// What a training came to: a row for every so many epochs, and what was assigned.
  ///
  /// Where there is no room the headings take two lines; where that is not enough, the columns of
  /// the validation data stand below.
  func table(_ report: TrainingReport, _ assigned: [String]) -> StyledText {
    let rows = shown(report.costs.count)
    let training = [
      Column("cost", report.costs, rows, number),
      Column("accuracy", report.accuracies, rows, Self.percentage),
    ].filter { !$0.cells.isEmpty }
    let validation = [
      Column("validation cost", report.validationCosts, rows, number),
      Column("validation accuracy", report.validationAccuracies, rows, Self.percentage),
    ].filter { !$0.cells.isEmpty }
    let numbers = Column(report.unit.rawValue, rows)
    var styled = StyledText()
    if !rows.isEmpty {
      let all = [numbers] + training + validation
      if Self.width(of: all, stacked: false) <= width {
        append(all, stacked: false, to: &styled)
      } else if Self.width(of: all, stacked: true) <= width {
        append(all, stacked: true, to: &styled)
      } else {
        append([numbers] + training, stacked: true, to: &styled)
        if !validation.isEmpty {
          append([numbers] + validation, stacked: true, to: &styled)
        }
      }
    }
    let names = assigned.map(spelled).joined(separator: ", ")
    styled.append(
      wrapped("Assigned: \(names).", style: .remark, within: width, hanging: "  ")
    )
    return styled
  }

  private static func width(of columns: [Column], stacked: Bool) -> Int {
    columns.reduce(-2) { $0 + 2 + $1.width(stacked: stacked) }
  }

  /// Adds columns side by side, their headings in as many lines as the longest has words if stacked.
  private func append(
    _ columns: [Column],
    stacked: Bool,
    to styled: inout StyledText
  ) {
    let widths = columns.map { $0.width(stacked: stacked) }
    let heads = columns.map { $0.head(stacked: stacked) }
    let height = heads.reduce(1) { max($0, $1.count) }
    for line in 0..<height {
      let words = zip(heads, widths).map { head, width in
        let index = line - (height - head.count)
        return padded(index < 0 ? "" : head[index], width)
      }
      styled.append(words.joined(separator: "  "), .heading)
    }
    for row in columns[0].cells.indices {
      let cells = zip(columns, widths).map { padded($0.cells[row], $1) }
      styled.append(cells.joined(separator: "  "))
    }
  }

  /// A share as per cent with one decimal, `97.2 %`.
  package static func percentage(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }

  /// One column of the table.
  private struct Column {
    let head: String
    let cells: [String]

    /// Makes a column of some of the values, by their positions; of none where there are none.
    init(_ head: String, _ values: [Double], _ rows: [Int], _ text: (Double) -> String) {
      self.head = head
      cells = values.isEmpty ? [] : rows.map { text(values[$0]) }
    }

    /// Makes the column of the rows' own numbers, from 1.
    init(_ head: String, _ rows: [Int]) {
      self.head = head
      cells = rows.map { String($0 + 1) }
    }

    /// The lines of the heading: a word each if stacked.
    func head(stacked: Bool) -> [String] {
      stacked ? head.split(separator: " ").map(String.init) : [head]
    }

    func width(stacked: Bool) -> Int {
      let head = head(stacked: stacked).map(DisplayWidth.of).max() ?? 0
      return cells.reduce(head) { max($0, DisplayWidth.of($1)) }
    }
  }

  /// The positions of the epochs shown: the first, the last, and those between at even distances.
  private func shown(_ count: Int) -> [Int] {
    guard count > Self.shownEpochs else { return Array(0..<count) }
    var positions: [Int] = []
    for row in 0..<Self.shownEpochs {
      positions.append(row * (count - 1) / (Self.shownEpochs - 1))
    }
    return positions
  }

  private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - DisplayWidth.of(text))) + text
  }
}
