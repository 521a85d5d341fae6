import Tensors

/// Writes an operation's sub-steps: each line is a formula over earlier lines, worked out.
struct Worksheet {
  /// Something with a formula and a value: an operand, one of its elements, an earlier line.
  struct Entry {
    var form: Form
    var value: Tensor

    /// The value as a literal, or the formula where the literal would be too long to read.
    var numbers: Form {
      guard value.count <= Substep.literalLimit else { return form }
      return Form(literal: value) ?? form
    }
  }

  let operation: Operation
  let entries: [Entry]
  let result: Tensor
  private(set) var lines: [Substep] = []

  init(_ operation: Operation, operands: [Form], values: [Tensor], result: Tensor) {
    self.operation = operation
    self.result = result
    entries = zip(operands, values).map { Entry(form: $0, value: $1) }
  }

  /// The sub-steps: the opened ones, or the operation itself, ending with the result.
  var finished: [Substep] {
    var finished = lines
    if let last = finished.indices.last {
      // What is shown last is the step's own result to the last bit.
      finished[last].value = result
    } else {
      finished = [whole(label: nil)]
    }
    return finished
  }

  /// Writes a line: a formula over entries, its numbers and its value.
  @discardableResult
  mutating func write(
    _ label: String?,
    _ inputs: [Entry],
    _ build: ([Form]) -> Form
  ) throws(OperationError) -> Entry {
    let names = inputs.indices.map { "\($0)" }
    let bindings = Dictionary(uniqueKeysWithValues: zip(names, inputs.map(\.value)))
    let value = try build(names.map(Form.symbol)).tensor(at: bindings) ?? result
    let line = Substep(
      label: label,
      formula: build(inputs.map(\.form)),
      numbers: build(inputs.map(\.numbers)),
      value: value
    )
    lines.append(line)
    return Entry(form: line.formula, value: value)
  }

  /// Writes a line whose formula says what it computes.
  @discardableResult
  mutating func write(
    _ inputs: [Entry],
    _ build: ([Form]) -> Form
  ) throws(OperationError) -> Entry {
    try write(nil, inputs, build)
  }

  /// Writes the operation itself as a line.
  mutating func writeWhole(_ label: String? = nil) {
    lines.append(whole(label: label))
  }

  /// Takes back every line, where one of them could not be worked out.
  mutating func clear() {
    lines = []
  }

  private func whole(label: String?) -> Substep {
    Substep(
      label: label,
      formula: .apply(operation, entries.map(\.form)),
      numbers: .apply(operation, entries.map(\.numbers)),
      value: result
    )
  }
}

extension Worksheet.Entry {
  /// The element at a row-major position, `z_{2}` of a vector, `W_{2,1}` of a matrix.
  func element(_ position: Int) -> Worksheet.Entry {
    let shape = value.shape
    let number = Tensor(value.elements[position])
    if shape.rank == 0 { return self }
    if shape.count == 1, case .number = form { return Worksheet.Entry(form: form, value: number) }
    // A literal's element is the number that stands there.
    if case .apply(.assemble(let counts), let blocks) = form, blocks.count == shape.count,
      counts.allSatisfy({ $0 == shape.columns })
    {
      return Worksheet.Entry(form: blocks[position], value: number)
    }
    var indices: [SliceIndex] = []
    if shape.rank == 2, shape.rows == 1 || shape.columns == 1 {
      indices = [.at(position)]
    } else {
      var rest = position
      for extent in shape.dimensions.reversed() {
        indices.insert(.at(rest % extent), at: 0)
        rest /= extent
      }
    }
    return Worksheet.Entry(form: .apply(.slice(indices), [form]), value: number)
  }

  /// A row of a matrix, counted from 0; the matrix itself where it is the only one.
  func row(_ index: Int) -> Worksheet.Entry {
    if value.rows == 1 { return self }
    let columns = value.columns
    let elements = value.elements[index * columns..<(index + 1) * columns]
    return Worksheet.Entry(
      form: .apply(.slice([.at(index), .all]), [form]),
      value: Tensor(row: Array(elements))
    )
  }

  /// A column of a matrix, counted from 0; the matrix itself where it is the only one.
  func column(_ index: Int) -> Worksheet.Entry {
    if value.columns == 1 { return self }
    let elements = (0..<value.rows).map { value[$0, index] }
    return Worksheet.Entry(
      form: .apply(.slice([.all, .at(index)]), [form]),
      value: Tensor(column: elements)
    )
  }
}
