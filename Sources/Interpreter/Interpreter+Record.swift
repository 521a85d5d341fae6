import Diagnostics
import Notation
import Operations
import Tensors

extension Interpreter {
  /// Applies an operation to one operand and records it.
  mutating func apply(
    _ operation: Operation,
    _ operand: Evaluated,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    if case .elementwise(let function) = operation, let x = operand.value.tensor?.scalar {
      let value: Double
      do { value = try function.checked(x) } catch { throw Diagnostic(error, span) }
      return finish(operation, value, first: node(of: operand, span: span), span: span)
    }
    return try apply(operation, [operand], span: span)
  }

  /// Applies an operation to two operands and records it.
  mutating func apply(
    _ operation: Operation,
    _ left: Evaluated,
    _ right: Evaluated,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    if case .pairwise(let function) = operation, let x = left.value.tensor?.scalar,
      let y = right.value.tensor?.scalar
    {
      let value: Double
      do { value = try function.checked(x, y) } catch { throw Diagnostic(error, span) }
      return finish(
        operation,
        value,
        first: node(of: left, span: span),
        second: node(of: right, span: span),
        span: span
      )
    }
    return try apply(operation, [left, right], span: span)
  }

  /// Applies an operation to any number of operands and records it.
  mutating func apply(
    _ operation: Operation,
    _ operands: [Evaluated],
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    if let symbolic = try applySymbolic(operation, operands, span: span) { return symbolic }
    var tensors: [Tensor] = []
    for operand in operands {
      guard let tensor = operand.value.tensor else {
        if case .function(let function) = operand.value {
          throw .functionAsNumber(function.name, span)
        }
        throw .needsNumber(operand.value.kindName, span)
      }
      tensors.append(tensor)
    }
    try checkSize(operation, tensors, span: span)
    let value: Tensor
    do { value = try operation.forward(tensors) } catch { throw Diagnostic(error, span) }
    return finish(operation, value, operands: nodes(of: operands, span: span), span: span)
  }

  /// The node that holds an operand; a value from outside the log becomes a constant.
  private mutating func node(of operand: Evaluated, span: SourceSpan) -> NodeID {
    guard operand.node < 0, unrecorded == 0, case .tensor(let tensor) = operand.value else {
      return operand.node
    }
    return log.append(.constant, span: span, value: tensor)
  }

  private mutating func nodes(of operands: [Evaluated], span: SourceSpan) -> [NodeID] {
    var nodes: [NodeID] = []
    nodes.reserveCapacity(operands.count)
    for operand in operands { nodes.append(node(of: operand, span: span)) }
    return nodes
  }

  /// Records a scalar result.
  private mutating func finish(
    _ operation: Operation,
    _ exact: Double,
    first: NodeID,
    second: NodeID = -1,
    span: SourceSpan
  ) -> Evaluated {
    let value = rounding == nil ? exact : rounded(exact)
    if !value.isFinite { noticeNonFinite(value, span: span) }
    let tensor = Tensor(value)
    guard unrecorded == 0 else { return Evaluated(.tensor(tensor)) }
    let node = log.append(
      .apply(operation),
      first: first,
      second: second,
      span: span,
      value: tensor
    )
    return Evaluated(.tensor(tensor), node: node)
  }

  /// Records a result of any shape.
  mutating func finish(
    _ operation: Operation,
    _ exact: Tensor,
    operands: [NodeID],
    span: SourceSpan
  ) -> Evaluated {
    let value = rounded(exact)
    if let bad = value.elements.first(where: { !$0.isFinite }) {
      noticeNonFinite(bad, span: span)
    }
    guard unrecorded == 0 else { return Evaluated(.tensor(value)) }
    let node = log.append(.apply(operation), operands: operands, span: span, value: value)
    return Evaluated(.tensor(value), node: node)
  }

  /// Rounds half away from zero to the decimals in force.
  func rounded(_ value: Double) -> Double {
    guard let rounding, value.isFinite else { return value }
    return Self.round(value, decimals: rounding)
  }

  /// Rounds each element half away from zero to the decimals in force.
  func rounded(_ tensor: Tensor) -> Tensor {
    rounding == nil ? tensor : tensor.map { rounded($0) }
  }

  /// Rounds half away from zero to so many decimals, as the slides do.
  package static func round(_ value: Double, decimals: Int) -> Double {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = value * scale
    guard scaled.isFinite, scaled.magnitude < 1e15 else { return value }
    // A product a hair below a half was a half in decimals: 1.0005 · 1000 is 1000.4999….
    let nudged = scaled.magnitude + scaled.magnitude.ulp * 2
    let whole = (nudged + 0.5).rounded(.down)
    return (scaled < 0 ? -whole : whole) / scale
  }

  private mutating func noticeNonFinite(_ value: Double, span: SourceSpan) {
    guard unrecorded == 0, notices.count < 8 else { return }
    let text = site.source.text(of: span)
    let notice =
      value.isNaN
      ? "\(text) came to nan, which is not a number: check what goes into it."
      : "\(text) came to \(value < 0 ? "−" : "")inf: it is larger than a Double can hold."
    if !notices.contains(notice) { notices.append(notice) }
  }

  /// Refuses a result that would pass the limit on elements, before it is made.
  private func checkSize(
    _ operation: Operation,
    _ operands: [Tensor],
    span: SourceSpan
  ) throws(Diagnostic) {
    var count = 0
    switch operation {
    case .matrixProduct where operands[0].shape.rank == 2 && operands[1].shape.rank == 2:
      count = operands[0].rows.multipliedReportingOverflow(by: operands[1].columns).partialValue
      let work = Double(count) * Double(operands[0].columns)
      if work > Double(limits.multiplications) {
        throw .tooManyMultiplications(work, limits.multiplications, span)
      }
    case .pairwise where operands[0].shape.rank == 2 && operands[1].shape.rank == 2:
      count =
        max(operands[0].rows, operands[1].rows) * max(operands[0].columns, operands[1].columns)
    case .diagonal, .softmaxJacobian:
      let size = operands[0].count
      count = size.multipliedReportingOverflow(by: size).partialValue
    case .assemble, .stack:
      count = operands.reduce(0) { $0 + $1.count }
    default:
      guard let cost = operation.cost(operands.map(\.shape)) else { return }
      count = Int(exactly: min(cost.elements, 1e18).rounded()) ?? Int.max
      // Too many elements are told first: their number is what a learner can see.
      try checkElements(count, span: span)
      if cost.multiplications > Double(limits.multiplications) {
        throw .tooManyMultiplications(cost.multiplications, limits.multiplications, span)
      }
    }
    try checkElements(count, span: span)
  }

  /// Refuses a value whose elements, with all that is held, pass the limit.
  func checkElements(_ count: Int, span: SourceSpan) throws(Diagnostic) {
    if count < 0 || count > limits.elements - environment.elements - localElements {
      throw .tooManyElements(count, limits.elements, span)
    }
  }
}

extension Diagnostic {
  /// An operation's error at the place in the text where it was applied.
  init(_ error: OperationError, _ span: SourceSpan) {
    let kind: Kind =
      switch error.category {
      case .shape: .shape
      case .domain: .domain
      case .index: .index
      case .type: .type
      case .derivative: .derivative
      }
    self.init(
      kind,
      error.message,
      suggestions: error.suggestion.map { [$0] } ?? [],
      span: span
    )
  }
}
