import NeuralNetworks
import Operations
import Tensors
import Testing

/// Every kind of layer against differences of the cost in training mode, with masks held.
@Suite("Gradients of all kinds of layers by finite differences") struct LayerGradientTests {
  @Test("Parameters and inputs", arguments: try LayerSamples.all())
  func gradients(_ sample: LayerSamples.Sample) throws {
    let (x, y, network) = (sample.inputs, sample.targets, sample.network)
    let found = try network.gradients(x, y, masks: sample.masks)
    var checked = Differences()
    func cost(_ layers: [Layer], _ x: Tensor) throws -> Double {
      let changed = try Network(
        input: network.input,
        layers: layers,
        loss: network.loss,
        l2: network.l2,
        l1: network.l1,
        convention: network.convention
      )
      return try changed.gradients(x, y, masks: sample.masks).cost
    }
    for (index, layer) in network.layers.enumerated() {
      guard let (weights, biases) = layer.parameters else { continue }
      for element in 0..<weights.count {
        try checked.check(found.layers[index].weights.elements[element]) { step in
          var layers = network.layers
          layers[index] = layer.with(weights: weights.adding(step, at: element), biases: biases)
          return try cost(layers, x)
        }
      }
      for element in 0..<biases.count {
        try checked.check(found.layers[index].biases.elements[element]) { step in
          var layers = network.layers
          layers[index] = layer.with(weights: weights, biases: biases.adding(step, at: element))
          return try cost(layers, x)
        }
      }
    }
    // The inputs' derivatives are those of a case's loss, without 1/N.
    let factor = network.convention == .mean ? 1 / Double(sample.cases) : 1
    for element in 0..<x.count {
      try checked.check(factor * found.input.elements[element]) { step in
        try cost(network.layers, x.adding(step, at: element))
      }
    }
    #expect(checked.wrong == [])
    // Where a difference crosses a kink the two sides disagree; that is rare.
    #expect(checked.kinks * 20 <= checked.count, "\(checked.kinks) of \(checked.count)")
    #expect(checked.count >= x.count + 10)
  }

  @Test("Δz of the layers have the numbers of their outputs", arguments: try LayerSamples.all())
  func deltas(_ sample: LayerSamples.Sample) throws {
    let found = try sample.network.gradients(sample.inputs, sample.targets, masks: sample.masks)
    for (delta, shape) in zip(found.deltas, sample.network.shapes) {
      #expect(delta.shape == Shape(rows: shape.count, columns: sample.cases))
    }
    #expect(found.input.shape == sample.inputs.shape)
  }
}

/// Derivatives against differences: |a − b| ≤ 2e-8 + 1e-6 |b|.
private struct Differences {
  var count = 0
  var kinks = 0
  var wrong: [String] = []

  mutating func check(_ found: Double, _ cost: (Double) throws -> Double) throws {
    let h = 1e-5
    let (left, middle, right) = (try cost(-h), try cost(0), try cost(h))
    let expected = (right - left) / (2 * h)
    count += 1
    let bend = ((right - middle) - (middle - left)) / h
    if bend.magnitude > 3e-3 * (1 + expected.magnitude) {
      kinks += 1
    } else if !((found - expected).magnitude <= 2e-8 + 1e-6 * expected.magnitude) {
      wrong.append("\(count): \(found) for \(expected)")
    }
  }
}

extension Tensor {
  /// The tensor with a number changed.
  func adding(_ step: Double, at index: Int) -> Tensor {
    var elements = elements
    elements[index] += step
    return Tensor(shape: shape, elements: elements)
  }
}
