import Tensors

/// Reads a table (CSV): a case is a row, the target its last column unless another is named.
///
/// A first line without any number names the columns. Targets that are texts are classes; so are
/// whole numbers of at most 20 different values, if there are twice as many cases; other numbers
/// are real values.
struct TableReader {
  private let source: ByteSource
  private let targetName: String?
  private var scanner: TableScanner

  /// The number of cells in each row, and the place of the target, from 0.
  private var width = 0
  private var target = 0
  private var names: [String] = []
  private var inputs: [[Double]] = []
  private var cases = 0

  /// The different targets, in the order they came, and where each came first.
  private var labels: [(text: String, value: Double?, line: Int)] = []
  private var labelNumbers: [[UInt8]: Int] = [:]
  private var targetLabels: [Int] = []

  private init(_ source: ByteSource, target: String?) throws(DatasetError) {
    self.source = source
    targetName = target
    scanner = try TableScanner(source)
  }

  /// Reads a data set.
  ///
  /// - Parameters:
  ///   - source: The file, from its beginning.
  ///   - target: The name of the target's column, or its number from 1; nil for the last.
  /// - Returns: The data set, without a name.
  /// - Throws: `DatasetError`, with line and column.
  static func read(_ source: ByteSource, target: String?) throws(DatasetError) -> Dataset {
    var reader = try TableReader(source, target: target)
    try reader.readFirstRow()
    try reader.readRows()
    if reader.cases == 0 { throw source.problem(.noCases) }
    return try reader.dataset()
  }

  private mutating func readFirstRow() throws(DatasetError) {
    var cells: [(bytes: [UInt8], text: String, line: Int)] = []
    while case .cell = try scanner.next() {
      cells.append((scanner.cell, try scanner.text(), scanner.line))
    }
    guard let first = cells.first else { throw source.problem(.noCases) }
    if cells.count == 1 { throw source.problem(.oneColumn(line: first.line)) }
    width = cells.count
    target = width - 1
    inputs = Array(repeating: [], count: width - 1)
    let isHeader =
      cells.allSatisfy { Decimal.value(of: $0.bytes) == nil && !Self.isNotFinite($0.text) }
      && cells.contains { !$0.bytes.isEmpty }
    if isHeader { names = cells.map(\.text) }
    if let targetName {
      if let found = names.firstIndex(of: targetName) {
        target = found
      } else if let number = Int(targetName), (1...width).contains(number) {
        target = number - 1
      } else {
        throw source.problem(.noColumn(targetName, names))
      }
    }
    if isHeader { return }
    for (index, cell) in cells.enumerated() {
      try take(cell.bytes, at: index, line: cell.line)
    }
    cases = 1
  }

  private mutating func readRows() throws(DatasetError) {
    while true {
      switch try scanner.next() {
      case .end: return
      case .cell:
        if scanner.column <= width {
          try take(scanner.cell, at: scanner.column - 1, line: scanner.line)
        }
        rowWidth = scanner.column
      case .endOfRow:
        guard rowWidth == width else {
          throw source.problem(
            .cellCount(line: scanner.line, rowWidth, expected: width)
          )
        }
        cases += 1
        if cases > Dataset.mostElements / width {
          throw source.problem(.tooLarge(cases: cases, features: width))
        }
      }
    }
  }

  /// The number of cells in the present row so far.
  private var rowWidth = 0

  private mutating func take(
    _ bytes: [UInt8],
    at index: Int,
    line: Int
  ) throws(DatasetError) {
    let column = index + 1
    if bytes.isEmpty { throw source.problem(.emptyCell(line: line, column: column)) }
    if index == target {
      try takeTarget(bytes, line: line)
      return
    }
    guard let value = Decimal.value(of: bytes) else {
      throw source.problem(try notNumber(bytes, line: line, column: column))
    }
    inputs[index < target ? index : index - 1].append(value)
  }

  private mutating func takeTarget(_ bytes: [UInt8], line: Int) throws(DatasetError) {
    if let known = labelNumbers[bytes] {
      targetLabels.append(known)
      return
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw source.problem(.notText(line: line))
    }
    let value = Decimal.value(of: bytes)
    if value == nil, Self.isNotFinite(text) {
      throw source.problem(.cellNotFinite(text, line: line, column: target + 1))
    }
    labelNumbers[bytes] = labels.count
    targetLabels.append(labels.count)
    labels.append((text, value, line))
  }

  private func notNumber(
    _ bytes: [UInt8],
    line: Int,
    column: Int
  ) throws(DatasetError) -> FileProblem {
    guard let text = String(validating: bytes, as: UTF8.self) else { return .notText(line: line) }
    return Self.isNotFinite(text)
      ? .cellNotFinite(text, line: line, column: column)
      : .cellIsText(text, line: line, column: column)
  }

  /// Whether a text is a number that cannot be computed with, or says that there is none.
  private static func isNotFinite(_ text: String) -> Bool {
    if let value = Double(text) { return !value.isFinite }
    return ["na", "n/a", "null", "none", "?", "#n/a", "-inf", "+inf"].contains(text.lowercased())
  }

  private mutating func dataset() throws(DatasetError) -> Dataset {
    let (targets, classes) = try encodedTargets()
    let shape = Shape(rows: width - 1, columns: cases)
    let tensor = Tensor(shape: shape) { result in
      for feature in inputs.indices {
        let start = feature * shape.columns
        for (index, value) in inputs[feature].enumerated() { result[start + index] = value }
        // What has been copied is let go at once: the table may be large.
        inputs[feature] = []
      }
    }
    return Dataset(name: "", inputs: tensor, targets: targets, classes: classes)
  }

  private func encodedTargets() throws(DatasetError) -> (Tensor, [String]) {
    let column = target + 1
    let values = labels.compactMap(\.value)
    if values.count == labels.count {
      return Targets.encoded(targetLabels.map { values[$0] }, alwaysClasses: false)
    }
    if !values.isEmpty, let text = labels.first(where: { $0.value == nil }) {
      throw source.problem(.mixedTargets(text.text, line: text.line, column: column))
    }
    if labels.count == 1 { throw source.problem(.oneClass(labels[0].text, column: column)) }
    if labels.count > 1000 {
      throw source.problem(.tooManyClasses(labels.count, column: column))
    }
    // By their bytes, as on every machine.
    let order = labels.indices.sorted {
      labels[$0].text.utf8.lexicographicallyPrecedes(labels[$1].text.utf8)
    }
    var ranks = [Int](repeating: 0, count: labels.count)
    for (rank, label) in order.enumerated() { ranks[label] = rank }
    if cases > Dataset.mostElements / (labels.count + width) {
      throw source.problem(.tooLarge(cases: cases, features: labels.count + width))
    }
    return (
      Dataset.targets(targetLabels.map { ranks[$0] }, classes: labels.count),
      order.map { labels[$0].text }
    )
  }
}
