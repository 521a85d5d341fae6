import Tensors

/// The losses of each case, from an output a or stably from z; forward and backward.
///
/// Columns are cases. One column gives a scalar, several give a row.
enum Losses {
  /// The loss of each case from its output a.
  static func forward(
    _ loss: Loss,
    _ a: Tensor,
    _ y: Tensor
  ) throws(OperationError) -> Tensor {
    try checkShapes(.loss(loss), a, y)
    let (outputs, targets) = (a.elements, y.elements)
    var sums = [Double](repeating: 0, count: a.columns)
    for index in outputs.indices {
      let term = try term(loss, outputs[index], targets[index])
      sums[index % a.columns] += term
    }
    return perCase(sums)
  }

  /// The loss of each case from z, where a = softmax(z), a = σ(z) or a = z.
  ///
  /// Cross-entropy is −Σⱼ yⱼ log_softmax(z)ⱼ. Binary cross-entropy uses
  /// −log σ(z) = softplus(−z) and −log(1 − σ(z)) = softplus(z), so that no logarithm meets a 0.
  static func logitsForward(
    _ loss: Loss,
    _ z: Tensor,
    _ y: Tensor
  ) throws(OperationError) -> Tensor {
    try checkShapes(.lossFromLogits(loss), z, y)
    let targets = y.elements
    let inputs =
      loss == .crossEntropy
      ? try Softmax.logForward(.columns, z, for: .lossFromLogits(loss)).elements : z.elements
    var sums = [Double](repeating: 0, count: z.columns)
    for index in inputs.indices {
      let (input, target) = (inputs[index], targets[index])
      let term =
        switch loss {
        case .crossEntropy: target == 0 ? 0 : -target * input
        case .binaryCrossEntropy:
          target * ElementwiseFunction.softplus.value(at: -input)
            + (1 - target) * ElementwiseFunction.softplus.value(at: input)
        case .squaredError: (input - target) * (input - target) / 2
        }
      sums[index % z.columns] += term
    }
    return perCase(sums)
  }

  /// ∂loss/∂a for each case, in the shape of a.
  static func derivative(
    _ loss: Loss,
    _ a: Tensor,
    _ y: Tensor
  ) throws(OperationError) -> Tensor {
    try checkShapes(.lossDerivative(loss), a, y)
    return try pairs(a, y) { output, target throws(OperationError) in
      try slope(loss, output, target)
    }
  }

  /// By a: upstream of the case · ∂loss/∂a; by y: the loss is linear in y but for ½(a − y)².
  static func backward(
    _ loss: Loss,
    _ upstream: Tensor,
    _ a: Tensor,
    _ y: Tensor
  ) throws(OperationError) -> [Tensor?] {
    let byOutput = try derivative(loss, a, y)
    let byTarget = pairs(a, y) { output, target in
      switch loss {
      case .crossEntropy: -ElementaryFunction.naturalLogarithm(output)
      case .binaryCrossEntropy:
        ElementaryFunction.logarithmOfOnePlus(-output)
          - ElementaryFunction.naturalLogarithm(output)
      case .squaredError: target - output
      }
    }
    return [
      scaled(byOutput, by: upstream), scaled(byTarget, by: upstream).reshaped(to: y.shape),
    ]
  }

  /// By z: a Σⱼ yⱼ − y for cross-entropy (a − y where the targets sum to 1), σ(z) − y, z − y.
  ///
  /// galway, "Multi-Class Classification: Backprop with Softmax": Δz = a − y.
  static func logitsBackward(
    _ loss: Loss,
    _ upstream: Tensor,
    _ z: Tensor,
    _ y: Tensor
  ) throws(OperationError) -> [Tensor?] {
    let byLogits: Tensor
    let byTarget: Tensor
    switch loss {
    case .crossEntropy:
      let operation = Operation.lossFromLogits(loss)
      let a = try Softmax.forward(.columns, z, for: operation)
      var totals = [Double](repeating: 0, count: y.columns)
      for (index, target) in y.elements.enumerated() { totals[index % y.columns] += target }
      let (outputs, targets) = (a.elements, y.elements)
      byLogits = Tensor(
        shape: z.shape,
        elements: outputs.indices.map { outputs[$0] * totals[$0 % y.columns] - targets[$0] }
      )
      byTarget = try Softmax.logForward(.columns, z, for: operation).map { -$0 }
    case .binaryCrossEntropy:
      byLogits = pairs(z, y) { ElementwiseFunction.sigmoid.value(at: $0) - $1 }
      byTarget = z.map { -$0 }
    case .squaredError:
      byLogits = pairs(z, y) { $0 - $1 }
      byTarget = pairs(z, y) { $1 - $0 }
    }
    return [
      scaled(byLogits, by: upstream), scaled(byTarget, by: upstream).reshaped(to: y.shape),
    ]
  }

  /// The backward pass of ∂loss/∂a, element by element: −y/a, (a − y)/(a(1 − a)), a − y.
  static func derivativeBackward(
    _ loss: Loss,
    _ upstream: Tensor,
    _ a: Tensor,
    _ y: Tensor
  ) -> [Tensor?] {
    let byOutput = pairs(a, y) { a, y in
      switch loss {
      case .crossEntropy: y / (a * a)
      case .binaryCrossEntropy: y / (a * a) + (1 - y) / ((1 - a) * (1 - a))
      case .squaredError: 1
      }
    }
    let byTarget = a.map { a in
      switch loss {
      case .crossEntropy: -1 / a
      case .binaryCrossEntropy: -1 / (a * (1 - a))
      case .squaredError: -1
      }
    }
    let onTargets = upstream.reshaped(to: y.shape)
    return [
      Pairwise.multiply(upstream, byOutput),
      Pairwise.multiply(onTargets, byTarget.reshaped(to: y.shape)),
    ]
  }

  private static func term(
    _ loss: Loss,
    _ a: Double,
    _ y: Double
  ) throws(OperationError) -> Double {
    try check(loss, a, y)
    return loss.term(a, y)
  }

  private static func slope(
    _ loss: Loss,
    _ a: Double,
    _ y: Double
  ) throws(OperationError) -> Double {
    try check(loss, a, y)
    return loss.slope(a, y)
  }

  /// The domain of the logarithms: log a where y ≠ 0, log(1 − a) where y ≠ 1.
  private static func check(_ loss: Loss, _ a: Double, _ y: Double) throws(OperationError) {
    if loss == .squaredError { return }
    let binary = loss == .binaryCrossEntropy
    if a < 0 || (binary && a > 1) { throw .noProbability(loss, output: a) }
    if (a == 0 && y != 0) || (binary && a == 1 && y != 1) {
      throw .impossibleTarget(loss, output: a, target: y)
    }
  }

  private static func checkShapes(
    _ operation: Operation,
    _ a: Tensor,
    _ y: Tensor
  ) throws(OperationError) {
    guard a.shape.rank <= 2 else { throw .needsMatrix(operation, a.shape) }
    guard a.shape == y.shape || (a.count == 1 && y.count == 1 && y.shape.rank <= 2) else {
      throw .targetShape(operation, a.shape, y.shape)
    }
  }

  private static func perCase(_ sums: [Double]) -> Tensor {
    sums.count == 1 ? Tensor(sums[0]) : Tensor(row: sums)
  }

  /// Each element times its case's (column's) upstream number.
  private static func scaled(_ x: Tensor, by upstream: Tensor) -> Tensor {
    let factors = upstream.elements
    let elements = x.elements
    return Tensor(
      shape: x.shape,
      elements: elements.indices.map { elements[$0] * factors[$0 % x.columns] }
    )
  }

  private static func pairs<Failure: Error>(
    _ a: Tensor,
    _ y: Tensor,
    _ body: (Double, Double) throws(Failure) -> Double
  ) throws(Failure) -> Tensor {
    let (outputs, targets) = (a.elements, y.elements)
    var results = [Double](repeating: 0, count: outputs.count)
    for index in outputs.indices { results[index] = try body(outputs[index], targets[index]) }
    return Tensor(shape: a.shape, elements: results)
  }
}
