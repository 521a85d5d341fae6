import NeuralNetworks
import Operations
import Tensors
import Testing

/// The gradients against differences of the cost, which come from the definition alone.
@Suite("Gradients by finite differences") struct GradientTests {
  static let activations: [Activation] = [
    .identity, .sigmoid, .tanh, .relu, .leakyRelu(slope: 0.1), .elu(alpha: 1.3), .softplus,
    .softmax,
  ]

  /// Whether the loss takes every output that the activation gives: a logarithm needs them positive.
  static func fits(_ activation: Activation, _ loss: Loss) -> Bool {
    switch (loss, activation) {
    case (.squaredError, _), (_, .sigmoid), (_, .softmax), (.crossEntropy, .softplus): true
    default: false
    }
  }

  static let pairs = activations.flatMap { activation in
    Loss.allCases.filter { fits(activation, $0) }.map { (activation, $0) }
  }

  @Test("Every activation behind every loss that takes it", arguments: pairs)
  func outputs(_ activation: Activation, _ loss: Loss) throws {
    try check(
      Samples.network([3, 4, 3], [.tanh, activation], loss, l2: 0.3, l1: 0.1),
      targets(for: loss)
    )
  }

  @Test("Every activation in a hidden layer", arguments: activations)
  func hidden(_ activation: Activation) throws {
    try check(
      Samples.network([3, 5, 3], [activation, .softmax], .crossEntropy, convention: .sum),
      targets(for: .crossEntropy)
    )
  }

  @Test("Targets that do not sum to 1, and penalties on a sum")
  func unusual() throws {
    let targets = Samples.normal(3, 6, seed: 4).map { Swift.min($0 * $0 / 8, 1) }
    try check(
      Samples.network([3, 3], [.softmax], .crossEntropy, l2: 0.2, l1: 0.1, convention: .sum),
      targets
    )
  }

  private func targets(for loss: Loss) -> Tensor {
    loss == .squaredError ? Samples.normal(3, 6, seed: 9) : Samples.oneHot(3, 6, seed: 9)
  }

  /// (J(w + h) − J(w − h))/2h for each parameter; |a − b| ≤ 1e-7 + 1e-6 |b|.
  private func check(_ network: Network, _ targets: Tensor) throws {
    let x = Samples.normal(3, 6, seed: 5)
    let gradients = try network.gradients(x, targets)
    #expect((gradients.cost - (try network.cost(x, targets))).magnitude <= 1e-12)
    let h = 1e-5
    func difference(_ change: (inout [DenseLayer], Double) -> Void) throws -> Double {
      let costs = try [h, -h].map { step in
        var layers = network.denseLayers
        change(&layers, step)
        return try Network(
          layers: layers,
          loss: network.loss,
          l2: network.l2,
          l1: network.l1,
          convention: network.convention
        ).cost(x, targets)
      }
      return (costs[0] - costs[1]) / (2 * h)
    }
    for (index, layer) in network.denseLayers.enumerated() {
      for element in 0..<layer.weights.count {
        let expected = try difference { $0[index].weights.add($1, at: element) }
        let found = gradients.layers[index].weights.elements[element]
        #expect((found - expected).magnitude <= 1e-7 + 1e-6 * expected.magnitude)
      }
      for element in 0..<layer.biases.count {
        let expected = try difference { $0[index].biases.add($1, at: element) }
        let found = gradients.layers[index].biases.elements[element]
        #expect((found - expected).magnitude <= 1e-7 + 1e-6 * expected.magnitude)
      }
    }
  }
}

extension Tensor {
  fileprivate mutating func add(_ step: Double, at index: Int) {
    var elements = elements
    elements[index] += step
    self = Tensor(shape: shape, elements: elements)
  }
}
