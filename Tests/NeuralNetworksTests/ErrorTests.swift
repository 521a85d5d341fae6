import NeuralNetworks
import Operations
import Tensors
import Testing

@Suite("What cannot be trained, in whole sentences") struct ErrorTests {
  private func message(
    _ data: LabelledData = Samples.data,
    _ change: (inout TrainingOptions) -> Void = { _ in }
  ) throws -> [String?] {
    var options = TrainingOptions(epochs: 1, learningRate: 0.1)
    change(&options)
    let error = try #require(throws: TrainingError.self) {
      try Trainer(network: Samples.classifier(), data: data, options: options)
    }
    return [error.message, error.suggestion]
  }

  private func data(_ x: Tensor? = nil, _ y: Tensor? = nil) -> LabelledData {
    LabelledData(inputs: x ?? Samples.data.inputs, targets: y ?? Samples.data.targets)
  }

  private func changed(_ tensor: Tensor, _ row: Int, _ column: Int, _ value: Double) -> Tensor {
    var elements = tensor.elements
    elements[row * tensor.columns + column] = value
    return Tensor(shape: tensor.shape, elements: elements)
  }

  @Test("Data that do not fit")
  func shapes() throws {
    let empty = Tensor(shape: Shape(rows: 5, columns: 0), elements: [])
    let none = Tensor(shape: Shape(rows: 3, columns: 0), elements: [])
    #expect(
      try message(data(empty, none)) == [
        "the training data have no cases: there must be at least one column", nil,
      ]
    )
    #expect(
      try message(data(Samples.data.inputs.transposed())) == [
        "the inputs have 37 rows, but the first layer takes 5 inputs for each case",
        "For such data the network begins with 37, not 5; if cases are rows, transpose them, xᵀ.",
      ]
    )
    #expect(
      try message(data(nil, Samples.oneHot(4, 37, seed: 1))) == [
        "the targets have 4 rows, but the last layer has 3 units: "
          + "there must be a row for each output",
        "There are more classes than outputs: let the network end with 4.",
      ]
    )
    #expect(
      try message(data(nil, Tensor(row: Array(repeating: 1, count: 37)))) == [
        "the targets have 1 row, but the last layer has 3 units: "
          + "there must be a row for each output",
        "Make a row for each class of labels by one_hot.",
      ]
    )
    #expect(
      try message(data(nil, Samples.oneHot(2, 37, seed: 1))) == [
        "the targets have 2 rows, but the last layer has 3 units: "
          + "there must be a row for each output",
        "Let the network end with 2, or give other targets.",
      ]
    )
    #expect(
      try message(data(nil, Samples.oneHot(3, 36, seed: 1))) == [
        "the inputs have 37 columns, the targets 36: both need one for each case", nil,
      ]
    )
    let cube = Tensor(repeating: 0, shape: Shape([5, 2, 2]))
    #expect(
      try message(data(cube)) == [
        "the inputs are a 5×2×2 tensor: they must be a matrix, a column for each case",
        "Put each case into a column of numbers first.",
      ]
    )
  }

  @Test("Numbers that are none, and labels out of range")
  func numbers() throws {
    #expect(
      try message(data(changed(Samples.data.inputs, 2, 30, .nan))) == [
        "the inputs have NaN in row 3, column 31: every number must be finite",
        "Leave the case out, or put a number in its place.",
      ]
    )
    #expect(
      try message(data(nil, changed(Samples.data.targets, 0, 0, -.infinity))) == [
        "the targets have −∞ in row 1, column 1: every number must be finite",
        "Leave the case out, or put a number in its place.",
      ]
    )
    #expect(
      try message(data(nil, changed(Samples.data.targets, 1, 7, 2))) == [
        "the targets have 2 in row 2, column 8: cross_entropy needs targets between 0 and 1",
        "Make labels into zeros and ones by one_hot; for real numbers use squared_error.",
      ]
    )
    #expect(
      try message(data(nil, changed(Samples.data.targets, 1, 7, -0.5))) == [
        "the targets have −0.5 in row 2, column 8: cross_entropy needs targets between 0 and 1",
        "Make labels into zeros and ones by one_hot; for real numbers use squared_error.",
      ]
    )
    #expect(
      try message { $0.validation = data(changed(Samples.data.inputs, 4, 36, .infinity)) } == [
        "the validation inputs have ∞ in row 5, column 37: every number must be finite",
        "Leave the case out, or put a number in its place.",
      ]
    )
  }

  @Test("Options out of range")
  func options() throws {
    let rate = "Usual rates are 0.001 for adam, 0.1 for gradient_descent."
    for (value, text) in [(0.0, "0"), (-0.5, "−0.5"), (.nan, "NaN"), (.infinity, "∞")] {
      #expect(
        try message { $0.learningRate = value } == [
          "the learning rate is \(text): it must be a positive number", rate,
        ]
      )
    }
    #expect(try message { $0.epochs = 0 } == ["0 epochs: there must be at least 1", nil])
    #expect(
      try message { $0.batchSize = 0 } == [
        "a batch of 0 cases: there must be at least 1",
        "64 is usual; as many cases as there are make the full batch.",
      ]
    )
    #expect(try message { $0.threads = 0 } == ["0 threads: there must be at least 1", nil])
    #expect(
      try message { $0.earlyStopping = EarlyStopping(patience: 2) } == [
        "early stopping watches the cost of validation data, and there are none",
        "Give some cases as validation data.",
      ]
    )
    #expect(
      try message {
        $0.validation = Samples.data
        $0.earlyStopping = EarlyStopping(patience: 0)
      } == ["patience of early_stopping is 0: it must be at least 1", nil]
    )
  }

  static let optimizers: [(Optimizer, String)] = [
    (.momentum(decay: 1), "momentum of momentum is 1: it must be at least 0 and less than 1"),
    (.nesterov(decay: -0.1), "momentum of nesterov is −0.1: it must be at least 0 and less than 1"),
    (.adagrad(epsilon: -1e-8), "epsilon of adagrad is −1e-08: it must be a positive number"),
    (.rmsprop(beta: 1.5), "beta of rmsprop is 1.5: it must be at least 0 and less than 1"),
    (.rmsprop(epsilon: 0), "epsilon of rmsprop is 0: it must be a positive number"),
    (.adadelta(rho: .nan), "rho of adadelta is NaN: it must be at least 0 and less than 1"),
    (.adam(beta1: 1), "beta1 of adam is 1: it must be at least 0 and less than 1"),
    (.adam(beta2: 1), "beta2 of adam is 1: it must be at least 0 and less than 1"),
    (.adam(epsilon: .infinity), "epsilon of adam is ∞: it must be a positive number"),
    (
      .adamw(weightDecay: -1),
      "weight_decay of adamw is −1: it must be a number that is not negative"
    ),
  ]

  @Test("Options of optimisers out of range", arguments: optimizers)
  func optimizer(_ optimizer: Optimizer, _ text: String) throws {
    #expect(try message { $0.optimizer = optimizer } == [text, nil])
  }

  static let schedules: [(Schedule, String)] = [
    (.table([]), "a table of learning rates without a rate: it needs at least one"),
    (.table([0.1, -1]), "rate of table is −1: it must be a number that is not negative"),
    (
      .linear(final: -1, epochs: 3),
      "final of linear is −1: it must be a number that is not negative"
    ),
    (.linear(final: 0, epochs: 0), "epochs of linear is 0: it must be at least 1"),
    (.exponential(decay: 0), "decay of exponential is 0: it must be more than 0 and at most 1"),
    (.step(factor: 2, every: 1), "factor of step is 2: it must be more than 0 and at most 1"),
    (.step(factor: 0.5, every: 0), "every of step is 0: it must be at least 1"),
    (
      .inverseTime(decay: -1),
      "decay of inverse_time is −1: it must be a number that is not negative"
    ),
    (.warmUp(epochs: 0), "epochs of warm_up is 0: it must be at least 1"),
    (
      .reduceOnPlateau(factor: 0.5, patience: 0),
      "patience of reduce_on_plateau is 0: it must be at least 1"
    ),
  ]

  @Test("Options of schedules out of range", arguments: schedules)
  func schedule(_ schedule: Schedule, _ text: String) throws {
    #expect(try message { $0.schedule = schedule } == [text, nil])
  }

  @Test("A logarithm of what is no probability")
  func loss() throws {
    let network = try Samples.network([5, 3], [.identity], .crossEntropy, scale: 0)
    let trainer = try Trainer(
      network: network,
      data: Samples.data,
      options: TrainingOptions(epochs: 1, learningRate: 0.1)
    )
    let error = try #require(throws: TrainingError.self) { try trainer.runBatch() }
    #expect(
      error.message
        == "cross_entropy of the output 0 for the target 1: it is log(0), which is infinite "
        + "(epoch 1, update 1)"
    )
    #expect(
      error.suggestion
        == "Behind softmax or σ the loss is computed from z, which never takes log(0)."
    )
    #expect(throws: error.withoutMoment) {
      try network.cost(Samples.data.inputs, Samples.data.targets)
    }
  }

  @Test("Layers that make up no network")
  func networks() throws {
    func message(_ layers: [DenseLayer], l2: Double = 0, l1: Double = 0) throws -> String {
      let error = try #require(throws: NetworkError.self) {
        try Network(layers: layers, loss: .squaredError, l2: l2, l1: l1)
      }
      return error.message
    }
    func layer(_ units: Int, _ inputs: Int, biases: Int? = nil, _ value: Double = 0) -> DenseLayer {
      DenseLayer(
        weights: Tensor(repeating: value, shape: Shape(rows: units, columns: inputs)),
        biases: Tensor(repeating: 0, shape: Shape(rows: biases ?? units, columns: 1)),
        activation: .tanh
      )
    }
    #expect(try message([]) == "a network without a layer: it needs at least one")
    #expect(
      try message([layer(3, 0)])
        == "W[1] is a 3×0 matrix: it must be a matrix, a row for each unit and a column for each input"
    )
    #expect(
      try message([layer(3, 2), layer(2, 4)])
        == "layer 2 takes 4 inputs, but layer 1 has 3 units: W[2] needs 3 columns"
    )
    #expect(
      try message([layer(3, 2, biases: 2)])
        == "b[1] is a 2×1 column, but layer 1 has 3 units: it must be a column with one bias for each"
    )
    #expect(
      try message([layer(3, 2, .nan)])
        == "W[1] has NaN in row 1, column 1: every parameter must be a finite number"
    )
    #expect(
      try message([layer(3, 2)], l2: -1)
        == "λ, the L2 penalty, is −1: it must be a finite number that is not negative"
    )
    #expect(
      try message([layer(3, 2)], l1: .nan)
        == "λ₁, the L1 penalty, is NaN: it must be a finite number that is not negative"
    )
  }
}

extension TrainingError {
  /// The same where no training is under way.
  fileprivate var withoutMoment: TrainingError {
    if case .outsideLoss(let error, _) = self { .outsideLoss(error, nil) } else { self }
  }
}
