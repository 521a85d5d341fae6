import Diagnostics
import Operations
import Tensors

// softmax and σ may come to 0 or 1 in float64 where the logarithm still has a value. Losses and
// logarithms of them are therefore computed from z, whatever the formula shown; a notice says so
// where it changes what would have come out.
extension Interpreter {
  /// The loss of each case: from z where a is softmax(z) or σ(z).
  mutating func evaluate(
    _ loss: Loss,
    _ output: Evaluated,
    _ target: Evaluated,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    guard let a = output.value.tensor, let y = target.value.tensor, a.shape == y.shape,
      let logits = try logits(of: output.node, for: loss, span: span)
    else { return try apply(.loss(loss), output, target, span: span) }
    let value: Tensor
    do { value = try Operation.lossFromLogits(loss).forward([log[logits].value, y]) } catch {
      throw Diagnostic(error, span)
    }
    return finish(
      .lossFromLogits(loss),
      value,
      operands: [logits, target.node, output.node],
      span: span
    )
  }

  /// A function of each element; the logarithm of what came from softmax or σ from z.
  mutating func elementwise(
    _ function: ElementwiseFunction,
    _ operand: Evaluated,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    if function == .log, let value = try stableLogarithm(operand, span: span) { return value }
    return try apply(.elementwise(function), operand, span: span)
  }

  /// The node of z where a node holds the activation of z that a loss is matched with.
  private mutating func logits(
    of node: NodeID,
    for loss: Loss,
    span: SourceSpan
  ) throws(Diagnostic) -> NodeID? {
    guard unrecorded == 0, let (producer, slices) = producer(of: node) else { return nil }
    switch (log[producer].action, loss) {
    case (.apply(.softmax(.columns)), .crossEntropy):
      // Of softmax only whole columns can be computed from theirs of z.
      guard slices.allSatisfy({ $0.count == 2 && $0[0] == .all }) else { return nil }
    case (.apply(.elementwise(.sigmoid)), .binaryCrossEntropy): break
    default: return nil
    }
    let z = log.operands(of: producer)[0]
    guard log.holds(z) else { return nil }
    var part = evaluated(z)
    for slice in slices.reversed() { part = try apply(.slice(slice), part, span: span) }
    return part.node
  }

  /// The operation whose result a node passes on, and the slices taken of it on the way.
  private func producer(of node: NodeID) -> (node: NodeID, slices: [[SliceIndex]])? {
    var node = node
    var slices: [[SliceIndex]] = []
    while log.holds(node) {
      switch log[node].action {
      case .read, .define, .call: node = log.operands(of: node).first ?? -1
      case .apply(.slice(let indices)):
        slices.append(indices)
        node = log.operands(of: node)[0]
      case .apply: return (node, slices)
      case .constant, .update, .derivative: return nil
      }
    }
    return nil
  }

  /// log a where a = softmax(z) or σ(z) has lost what the logarithm needs, nil elsewhere.
  private mutating func stableLogarithm(
    _ operand: Evaluated,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated? {
    guard unrecorded == 0, let a = operand.value.tensor, operand.node >= 0 else { return nil }
    if a.elements.contains(where: { $0 < 1e-290 }), let found = producer(of: operand.node),
      let value = try logarithm(ofProducer: found.node, slices: found.slices, span: span)
    {
      return value
    }
    // log(1 − σ(z)) = −softplus(z).
    guard a.elements.contains(where: { $0 < 1e-8 }), log.holds(operand.node),
      let difference = producer(of: operand.node), difference.slices.isEmpty,
      case .apply(.pairwise(.subtract)) = log[difference.node].action
    else { return nil }
    let operands = log.operands(of: difference.node)
    guard log.holds(operands[0]), log[operands[0]].value.scalar == 1,
      let sigmoid = producer(of: operands[1]),
      case .apply(.elementwise(.sigmoid)) = log[sigmoid.node].action
    else { return nil }
    var z = evaluated(log.operands(of: sigmoid.node)[0])
    for slice in sigmoid.slices.reversed() { z = try apply(.slice(slice), z, span: span) }
    let softplus = try apply(.elementwise(.softplus), z, span: span)
    noticeStability(span)
    return try apply(.elementwise(.negate), softplus, span: span)
  }

  private mutating func logarithm(
    ofProducer node: NodeID,
    slices: [[SliceIndex]],
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated? {
    let z = log.operands(of: node).first ?? -1
    guard log.holds(z) else { return nil }
    var value: Evaluated
    switch log[node].action {
    case .apply(.softmax(let axis)):
      value = try apply(.logSoftmax(axis), evaluated(z), span: span)
    case .apply(.elementwise(.sigmoid)):
      let negative = try apply(.elementwise(.negate), evaluated(z), span: span)
      let softplus = try apply(.elementwise(.softplus), negative, span: span)
      value = try apply(.elementwise(.negate), softplus, span: span)
    default: return nil
    }
    for slice in slices.reversed() { value = try apply(.slice(slice), value, span: span) }
    noticeStability(span)
    return value
  }

  /// A node's value as an operand.
  func evaluated(_ node: NodeID) -> Evaluated {
    Evaluated(.tensor(log[node].value), node: node)
  }

  private mutating func noticeStability(_ span: SourceSpan) {
    let notice = "\(site.source.text(of: span)) is computed from z, where it does not underflow."
    if !notices.contains(notice), notices.count < 8 { notices.append(notice) }
  }

  /// Whether Δz = a − y holds: softmax or σ with its cross-entropy, identity with squared error.
  ///
  /// With softmax it is a Σⱼ yⱼ − y: a − y needs targets that sum to 1 in each case.
  func isMatched(_ activation: Value, _ loss: Value) -> Bool {
    guard case .function(.builtin(let g)) = activation, case .function(.builtin(let l)) = loss
    else { return false }
    switch (g, l) {
    case ("softmax", "cross_entropy"): return targetsSumToOne
    case ("σ", "binary_cross_entropy"), ("identity", "squared_error"): return true
    default: return false
    }
  }

  /// Whether the targets y, where they are set, sum to 1 in each case.
  private var targetsSumToOne: Bool {
    guard let y = variable(VariableKey("y"))?.value.tensor,
      let sums = try? Operation.reduce(.sum, .rows).forward([y])
    else { return true }
    return sums.elements.allSatisfy { abs($0 - 1) < 1e-12 }
  }
}
