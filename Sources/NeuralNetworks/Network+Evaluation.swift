package import Tensors

// An evaluation copies the cases once and passes over them in stretches.
extension Network {
  /// The cases that an evaluation passes at once.
  static let stretch = 256

  /// The outputs a[L] for inputs: outputs × cases for features × cases.
  ///
  /// - Throws: inputs that do not fit, and numbers beyond all bounds.
  package func outputs(for inputs: Tensor) throws(TrainingError) -> Tensor {
    let cases = try Cases(.evaluation, inputs: inputs, targets: nil, for: self)
    let engine = try engine(for: cases, .evaluation)
    let shape = Shape(rows: outputs, columns: cases.count)
    let result = Tensor(shape: shape) { target in
      engine.outputs(for: cases) { first, size, rows in
        for row in 0..<size {
          for j in 0..<outputs { target[j * cases.count + first + row] = rows[row * outputs + j] }
        }
      }
    }
    if result.firstNotFinite != nil {
      throw engine.failure(of: cases)
    }
    return result
  }

  /// The cost of the cases, penalties included; N is their number.
  ///
  /// - Throws: data that do not fit, outputs that the loss has no value for, and numbers beyond
  ///   all bounds.
  package func cost(_ inputs: Tensor, _ targets: Tensor) throws(TrainingError) -> Double {
    try evaluate(inputs, targets).cost
  }

  /// The share of the cases that the network gets right, nil where the targets are no classes.
  ///
  /// One output says yes from 0.5 on; of several the largest counts.
  package func accuracy(_ inputs: Tensor, _ targets: Tensor) throws(TrainingError) -> Double? {
    let cases = try Cases(.evaluation, inputs: inputs, targets: targets, for: self)
    guard let judgement = cases.judgement else { return nil }
    let engine = try engine(for: cases, .evaluation)
    var right = 0
    engine.outputs(for: cases) { first, size, rows in
      for row in 0..<size {
        let y = cases.targets + (first + row) * outputs
        if judgement.accepts(rows + row * outputs, y, outputs) { right += 1 }
      }
    }
    return Double(right) / Double(cases.count)
  }

  /// How often which class was predicted: rows are true classes, columns predicted ones.
  ///
  /// nil where the targets are no classes, or several may hold at once.
  package func confusionMatrix(
    inputs: Tensor,
    targets: Tensor
  ) throws(TrainingError) -> Tensor? {
    let cases = try Cases(.evaluation, inputs: inputs, targets: targets, for: self)
    guard let judgement = cases.judgement, judgement == .largest || outputs == 1 else { return nil }
    let classes = outputs == 1 ? 2 : outputs
    var counts = [Double](repeating: 0, count: classes * classes)
    try engine(for: cases, .evaluation).outputs(for: cases) { first, size, rows in
      for row in 0..<size {
        let y = cases.targets + (first + row) * outputs
        let actual = classIndex(y)
        counts[actual * classes + classIndex(rows + row * outputs)] += 1
      }
    }
    return Tensor(shape: Shape(rows: classes, columns: classes), elements: counts)
  }

  /// The cost, and how many answers are right.
  func evaluate(
    _ inputs: Tensor,
    _ targets: Tensor
  ) throws(TrainingError) -> (cost: Double, right: Double) {
    let cases = try Cases(.evaluation, inputs: inputs, targets: targets, for: self)
    let engine = try engine(for: cases, .evaluation)
    let result = engine.evaluate(cases)
    if !result.cost.isFinite { throw engine.failure(of: cases) }
    return result
  }

  /// An engine for one pass over some cases.
  private func engine(
    for cases: Cases,
    _ purpose: Engine.Purpose
  ) throws(TrainingError) -> Engine {
    let capacity = Swift.min(cases.count, Self.stretch)
    try checkMemory(cases: capacity)
    return Engine(self, capacity: capacity, purpose: purpose)
  }

  /// The class that the numbers of a case speak for.
  private func classIndex(_ numbers: UnsafePointer<Double>) -> Int {
    outputs == 1 ? (numbers[0] >= 0.5 ? 1 : 0) : indexOfLargest(numbers, outputs)
  }
}
