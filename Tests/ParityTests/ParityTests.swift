import NeuralNetworks
import Operations
import Tensors
import Testing

/// The notation and the native engine are held to each other.
@Suite("Parity of notation and native engine") struct ParityTests {
  /// |a − b| ≤ tolerance · (1 + |b|), for every element.
  static let tolerance = 1e-10

  static let configurations = (0..<200).map(Configuration.init(number:))

  @Test("Five updates come to the same parameters and costs", arguments: configurations)
  func updates(_ configuration: Configuration) throws {
    var taught = try Lecture(configuration)
    let spoken = try taught.trainByNotation(configuration)
    var trained = try Lecture(configuration)
    let native = try trained.trainNatively(configuration)
    #expect(Self.difference(spoken, native) <= Self.tolerance)
    let pairs = zip(taught.parameters(configuration), trained.parameters(configuration))
    for (left, right) in pairs {
      #expect(left.shape == right.shape)
      #expect(Self.difference(left.elements, right.elements) <= Self.tolerance)
    }
    #expect(taught.parameters(configuration).count == 2 * configuration.activations.count)
  }

  @Test("The configurations cover every part of the engine")
  func coverage() {
    func share(_ holds: (Configuration) -> Bool) -> Int { Self.configurations.count(where: holds) }
    for activation in ["identity", "tanh", "relu", "leaky_relu", "elu", "softplus", "softmax"] {
      #expect(share { $0.activations.dropLast().contains(activation) } >= 5, "\(activation)")
    }
    for optimizer in ["gradient_descent", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta"]
      + ["adam", "adamw"]
    {
      #expect(share { $0.optimizer == optimizer } >= 10, "\(optimizer)")
    }
    for loss in ["cross_entropy", "binary_cross_entropy", "squared_error"] {
      #expect(share { $0.loss == loss } >= 20, "\(loss)")
    }
    #expect(share { $0.loss == "squared_error" && $0.activations.last == "softmax" } >= 5)
    #expect(share { $0.cases % $0.batch != 0 && $0.batch < $0.cases } >= 30)
    #expect(share { $0.penalties.contains("λ_1") } >= 30)
    #expect(share { $0.penalties.contains("λ = ") } >= 30)
    #expect(share { $0.dialect == "manchester" } >= 20)
    #expect(Set(Self.configurations.compactMap { $0.schedule?.name }).count == 7)
  }

  /// A slope off by a millionth is found: the comparison is as sharp as it says.
  @Test("A derivative that is a little wrong does not pass")
  func sharpness() throws {
    let configuration = try #require(
      Self.configurations.first {
        $0.dialect == "galway" && $0.activations.dropLast().contains("leaky_relu")
      }
    )
    var taught = try Lecture(configuration)
    try taught.run("forward(); backward()")
    let layers = try configuration.activations.enumerated().map { position, name in
      let slope = Activation.leakyRelu(slope: 0.01 + 1e-6)
      return DenseLayer(
        weights: try #require(taught.tensor("W", layer: position + 1)),
        biases: try #require(taught.tensor("b", layer: position + 1)),
        activation: name == "leaky_relu" ? slope : try #require(Activation(name: name))
      )
    }
    let loss = try #require(Loss.allCases.first { Operation.loss($0).name == configuration.loss })
    let network = try Network(
      layers: layers,
      loss: loss,
      l2: taught.tensor("λ")?.single ?? 0,
      l1: taught.tensor("λ_1")?.single ?? 0
    )
    let inputs = try #require(taught.tensor("x"))
    let gradients = try network.gradients(inputs, try #require(taught.tensor("y")))
    let differences = try gradients.layers.enumerated().map { position, gradient in
      let stated = try #require(taught.tensor("ΔW", layer: position + 1))
      return Self.difference(stated.elements, gradient.weights.elements)
    }
    #expect(differences.contains { $0 > Self.tolerance })
  }

  private static func difference(_ left: [Double], _ right: [Double]) -> Double {
    guard left.count == right.count else { return .infinity }
    let worst = zip(left, right).map { ($0 - $1).magnitude / (1 + $0.magnitude) }
    return worst.contains(where: \.isNaN) ? .infinity : worst.max() ?? 0
  }
}
