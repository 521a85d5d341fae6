package import Tensors

/// The derivatives of the cost by every parameter, for tests and comparisons.
package struct Gradients: Sendable {
  /// The cost, penalties included.
  package let cost: Double
  /// ΔW and Δb, or Δγ and Δβ, of each layer, in the shapes of the parameters.
  ///
  /// Tensors without elements where a layer has no parameters.
  package let layers: [(weights: Tensor, biases: Tensor)]
  /// Δz of each layer, numbers × cases: the derivative of each case's loss, without 1/N.
  package let deltas: [Tensor]
  /// The derivative of each case's loss by the inputs, numbers × cases.
  package let input: Tensor
}

extension Network {
  /// The derivatives of the cost of the cases by every parameter.
  ///
  /// - Throws: data that do not fit, outputs that the loss has no value for, and numbers beyond
  ///   all bounds.
  ///
  /// Training mode: batch statistics, and dropout by the given masks, numbers × cases of 0 and 1 for
  /// layers counted from 1; without one a layer keeps everything on.
  package func gradients(
    _ inputs: Tensor,
    _ targets: Tensor,
    masks: [Int: Tensor] = [:]
  ) throws(TrainingError) -> Gradients {
    let cases = try Cases(.evaluation, inputs: inputs, targets: targets, for: self)
    try checkBatch(cases.count, of: cases.count, size: cases.count)
    try checkMemory(cases: cases.count)
    let engine = Engine(self, capacity: cases.count, purpose: .gradients)
    try engine.take(masks, cases: cases.count)
    engine.step(
      Batch(
        inputs: cases.inputs,
        targets: cases.targets,
        order: nil,
        count: cases.count,
        judgement: nil,
        largestInput: cases.largestInput,
        rate: nil,
        time: 1,
        limit: .infinity
      )
    )
    switch engine.outcome.pointee.verdict {
    case .fine: break
    case .gradient(let index): throw .overflow(layer: index + 1)
    case .cost, .growth, .uncertain: throw engine.failure(of: cases, .training(update: nil))
    }
    func columns(_ rows: UnsafePointer<Double>, _ units: Int) -> Tensor {
      let elements = Array(UnsafeBufferPointer(start: rows, count: cases.count * units))
      return Tensor(shape: Shape(rows: cases.count, columns: units), elements: elements)
        .transposed()
    }
    return Gradients(
      cost: engine.outcome.pointee.cost,
      layers: engine.tensors(of: engine.block.gradient, as: self),
      deltas: layers.indices.map { columns(engine.layers[$0].delta, engine.layers[$0].units) },
      input: columns(engine.inputDelta, self.inputs)
    )
  }
}

extension Engine {
  /// Takes over masks, numbers × cases, of layers of dropout.
  func take(_ masks: [Int: Tensor], cases: Int) throws(TrainingError) {
    for index in 0..<count {
      guard case .dropout(let dropout) = layers[index].work, let mask = masks[index + 1] else {
        continue
      }
      let units = layers[index].units
      guard mask.shape.rank <= 2, mask.rows == units, mask.columns == cases else {
        throw .maskShape(layer: index + 1, mask.shape, units: units, cases: cases)
      }
      mask.copyTransposed(to: dropout.pointee.mask)
    }
  }
}
