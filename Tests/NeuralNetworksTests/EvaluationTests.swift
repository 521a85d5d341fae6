import NeuralNetworks
import Operations
import Tensors
import Testing

@Suite("Outputs, accuracy and confusion") struct EvaluationTests {
  /// A network that gives back what it is given.
  private func echo(_ size: Int, _ loss: Loss) throws -> Network {
    try Network(
      layers: [
        DenseLayer(
          weights: .identity(size),
          biases: Tensor(column: Array(repeating: 0, count: size)),
          activation: .identity
        )
      ],
      loss: loss
    )
  }

  @Test("Outputs of more cases than pass at once")
  func outputs() throws {
    let x = Samples.normal(4, 600, seed: 51)
    #expect(try echo(4, .squaredError).outputs(for: x) == x)
  }

  @Test("One output says yes from 0.5 on")
  func threshold() throws {
    let network = try echo(1, .squaredError)
    let x = Tensor(row: [0.2, 0.5, 0.7, 0.4])
    let y = Tensor(row: [0, 1, 0, 1])
    #expect(try network.accuracy(x, y) == 0.5)
    #expect(try network.confusionMatrix(inputs: x, targets: y) == Tensor(rows: [[1, 1], [1, 1]]))
  }

  @Test("Of several outputs the largest counts: rows are true classes, columns predicted ones")
  func largest() throws {
    let network = try echo(3, .squaredError)
    let x = Tensor(rows: [[3, 0, 0, 1], [1, 2, 0, 1], [0, 0, 1, 0]])
    let y = Tensor(rows: [[1, 0, 1, 0], [0, 1, 0, 1], [0, 0, 0, 0]])
    #expect(try network.accuracy(x, y) == 0.5)
    #expect(
      try network.confusionMatrix(inputs: x, targets: y)
        == Tensor(rows: [[1, 0, 1], [1, 1, 0], [0, 0, 0]])
    )
  }

  @Test("Real targets have no classes, several at once no confusion matrix")
  func none() throws {
    let network = try echo(2, .squaredError)
    let x = Tensor(rows: [[0.9, 0.2], [0.8, 0.1]])
    let real = Tensor(rows: [[0.5, 1], [0.5, 0]])
    #expect(try network.accuracy(x, real) == nil)
    #expect(try network.confusionMatrix(inputs: x, targets: real) == nil)
    let several = Tensor(rows: [[1, 0], [1, 1]])
    let logistic = try echo(2, .binaryCrossEntropy)
    #expect(try logistic.accuracy(x, several) == 0.5)
    #expect(try logistic.confusionMatrix(inputs: x, targets: several) == nil)
  }

  @Test(
    "Names of activations",
    arguments: [
      ("identity", Activation.identity), ("σ", .sigmoid), ("sigmoid", .sigmoid), ("tanh", .tanh),
      ("relu", .relu), ("leaky_relu", .leakyRelu(slope: 0.01)), ("elu", .elu(alpha: 1)),
      ("softplus", .softplus), ("softmax", .softmax),
    ]
  )
  func names(_ name: String, _ activation: Activation) {
    #expect(Activation(name: name) == activation)
    #expect(activation.name == (name == "sigmoid" ? "σ" : name))
  }

  @Test("Saturated outputs keep their loss: it is computed from z")
  func saturated() throws {
    let network = try Network(
      layers: [
        DenseLayer(
          weights: Tensor(rows: [[1], [-1]]),
          biases: Tensor(column: [0, 0]),
          activation: .softmax
        )
      ],
      loss: .crossEntropy
    )
    let cost = try network.cost(Tensor(row: [1000]), Tensor(column: [0, 1]))
    #expect(cost == 2000)
    let logistic = try Network(
      layers: [
        DenseLayer(weights: Tensor(rows: [[1]]), biases: Tensor(column: [0]), activation: .sigmoid)
      ],
      loss: .binaryCrossEntropy
    )
    #expect(try logistic.cost(Tensor(row: [-800]), Tensor(row: [1])) == 800)
  }
}
