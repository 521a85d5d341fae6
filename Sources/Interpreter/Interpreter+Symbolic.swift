import Calculus
import Diagnostics
import Notation
import Operations
import Tensors

extension Interpreter {
  /// An operation on operands of which one holds letters; nil where none does.
  func applySymbolic(
    _ operation: Operation,
    _ operands: [Evaluated],
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated? {
    guard operands.contains(where: { if case .symbolic = $0.value { true } else { false } }) else {
      return nil
    }
    var symbolic: [SymbolicTensor] = []
    for operand in operands {
      switch operand.value {
      case .symbolic(let value): symbolic.append(value)
      case .tensor(let tensor): symbolic.append(SymbolicTensor(tensor))
      default: return nil
      }
    }
    let result = try symbolicResult(operation, symbolic, span: span)
    return Evaluated(.symbolic(result.simplified))
  }

  private func symbolicResult(
    _ operation: Operation,
    _ operands: [SymbolicTensor],
    span: SourceSpan
  ) throws(Diagnostic) -> SymbolicTensor {
    switch operation {
    case .elementwise:
      return operands[0].map { .apply(operation, [$0]) }
    case .pairwise:
      return try spread(operation, operands[0], operands[1], span: span)
    case .matrixProduct:
      return try symbolicProduct(operands[0], operands[1], span: span)
    case .transpose:
      return operands[0].transposed
    case .reduce(.sum, .all):
      return SymbolicTensor(sum(operands[0].elements))
    case .sumOfTerms:
      var result = operands[0]
      for operand in operands.dropFirst() {
        result = try spread(.pairwise(.add), result, operand, span: span)
      }
      return result
    case .productOfFactors:
      var result = operands[0]
      for operand in operands.dropFirst() {
        result = try spread(.pairwise(.multiply), result, operand, span: span)
      }
      return result
    case .assemble(let counts):
      return try assembled(counts, operands, span: span)
    case .slice(let indices):
      return operands[0].slice(indices)
    default:
      if let result = try symbolicArray(operation, operands, span: span) { return result }
      throw .noLetters(span)
    }
  }

  func sum(_ forms: [Form]) -> Form {
    guard let first = forms.first else { return .number(0) }
    return forms.dropFirst().reduce(first) { .apply(.pairwise(.add), [$0, $1]) }
  }

  private func spread(
    _ operation: Operation,
    _ left: SymbolicTensor,
    _ right: SymbolicTensor,
    span: SourceSpan
  ) throws(Diagnostic) -> SymbolicTensor {
    if left.shape == right.shape {
      let elements = zip(left.elements, right.elements).map { Form.apply(operation, [$0, $1]) }
      return SymbolicTensor(shape: left.shape, elements: elements)
    }
    if left.shape.count == 1 {
      return right.map { .apply(operation, [left.elements[0], $0]) }
    }
    if right.shape.count == 1 {
      return left.map { .apply(operation, [$0, right.elements[0]]) }
    }
    throw .shapesDiffer(left.shape, right.shape, span)
  }

  private func symbolicProduct(
    _ left: SymbolicTensor,
    _ right: SymbolicTensor,
    span: SourceSpan
  ) throws(Diagnostic) -> SymbolicTensor {
    guard left.shape.rank == 2, right.shape.rank == 2, left.shape.columns == right.shape.rows
    else { throw .shapesDiffer(left.shape, right.shape, span) }
    let inner = left.shape.columns
    var elements: [Form] = []
    for row in 0..<left.shape.rows {
      for column in 0..<right.shape.columns {
        let terms = (0..<inner).map { k in
          Form.apply(
            .pairwise(.multiply),
            [
              left.elements[row * inner + k],
              right.elements[k * right.shape.columns + column],
            ]
          )
        }
        elements.append(sum(terms))
      }
    }
    return SymbolicTensor(
      shape: Shape(rows: left.shape.rows, columns: right.shape.columns),
      elements: elements
    )
  }

  private func assembled(
    _ counts: [Int],
    _ operands: [SymbolicTensor],
    span: SourceSpan
  ) throws(Diagnostic) -> SymbolicTensor {
    guard operands.allSatisfy({ $0.shape.count == 1 }), Set(counts).count == 1 else {
      throw .lettersInBlocks(span)
    }
    return SymbolicTensor(
      shape: Shape(rows: counts.count, columns: counts[0]),
      elements: operands.map { $0.elements[0] }
    )
  }
}

extension SymbolicTensor {
  /// The tensor with a function applied to each element.
  func map(_ transform: (Form) -> Form) -> SymbolicTensor {
    SymbolicTensor(shape: shape, elements: elements.map(transform))
  }

  /// The tensor with each element simplified.
  var simplified: SymbolicTensor { map { $0.simplified() } }

  /// The transpose of a matrix; a scalar is its own.
  var transposed: SymbolicTensor {
    guard shape.rank == 2 else { return self }
    var result: [Form] = []
    for column in 0..<shape.columns {
      for row in 0..<shape.rows { result.append(elements[row * shape.columns + column]) }
    }
    return SymbolicTensor(
      shape: Shape(rows: shape.columns, columns: shape.rows),
      elements: result
    )
  }

  /// The part that indices take, which lie within the array.
  func slice(_ indices: [SliceIndex]) -> SymbolicTensor {
    if shape.rank > 2, indices.count == shape.rank {
      // Where the elements come from is what the operation makes of their positions.
      let positions = Tensor(shape: shape, elements: elements.indices.map(Double.init))
      guard let part = try? Operation.slice(indices).forward([positions]) else { return self }
      return SymbolicTensor(shape: part.shape, elements: part.elements.map { elements[Int($0)] })
    }
    guard shape.rank == 2, indices.count == 2 else { return self }
    let rows = indices[0].positions(of: shape.rows)
    let columns = indices[1].positions(of: shape.columns)
    let part = rows.flatMap { row in columns.map { elements[row * shape.columns + $0] } }
    if case (.at, .at) = (indices[0], indices[1]) { return SymbolicTensor(part[0]) }
    return SymbolicTensor(
      shape: Shape(rows: rows.count, columns: columns.count),
      elements: part
    )
  }
}

extension SliceIndex {
  /// The positions it takes of a dimension.
  fileprivate func positions(of extent: Int) -> [Int] {
    switch self {
    case .at(let position): [position]
    case .all: Array(0..<extent)
    case .several(let list): list
    }
  }
}
