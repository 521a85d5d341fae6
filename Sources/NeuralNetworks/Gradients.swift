package import Tensors

/// The derivatives of the cost by every parameter, for tests and comparisons.
package struct Gradients: Sendable {
  /// The cost, penalties included.
  package let cost: Double
  /// ΔW and Δb of each layer, in the shapes of W and b.
  package let layers: [(weights: Tensor, biases: Tensor)]
  /// Δz of each layer, units × cases: the derivative of each case's loss, without 1/N.
  package let deltas: [Tensor]
}

extension Network {
  /// The derivatives of the cost of the cases by every parameter.
  ///
  /// - Throws: data that do not fit, outputs that the loss has no value for, and numbers beyond
  ///   all bounds.
  package func gradients(_ inputs: Tensor, _ targets: Tensor) throws(TrainingError) -> Gradients {
    let cases = try Cases(.evaluation, inputs: inputs, targets: targets, for: self)
    let engine = Engine(self, capacity: cases.count, purpose: .gradients)
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
    case .cost, .growth, .uncertain: throw engine.failure(of: cases)
    }
    return Gradients(
      cost: engine.outcome.pointee.cost,
      layers: engine.tensors(of: engine.block.gradient),
      deltas: (0..<layers.count).map { index in
        let layer = engine.layers[index]
        let rows = UnsafeBufferPointer(start: layer.delta, count: cases.count * layer.units)
        let shape = Shape(rows: cases.count, columns: layer.units)
        return Tensor(shape: shape, elements: Array(rows)).transposed()
      }
    )
  }
}
