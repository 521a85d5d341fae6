import NeuralNetworks
import Operations
import Tensors
import Testing

@Suite("A training that goes astray") struct DivergenceTests {
  /// A line through x = 1 … 4, which gradient descent on this cost overshoots from 0.25 on.
  private func train(
    rate: Double,
    scale: Double = 1,
    _ optimizer: Optimizer = .gradientDescent,
    epochs: Int = 1000
  ) throws -> (Trainer, TrainingError) {
    let network = try Network(
      layers: [
        DenseLayer(
          weights: Tensor(rows: [[0.5]]),
          biases: Tensor(column: [0]),
          activation: .identity
        )
      ],
      loss: .squaredError
    )
    let x = Tensor(row: [1, 2, 3, 4].map { scale * $0 })
    let trainer = try Trainer(
      network: network,
      data: LabelledData(inputs: x, targets: Tensor(row: [3, 5, 7, 9])),
      options: TrainingOptions(epochs: epochs, optimizer: optimizer, learningRate: rate)
    )
    let error = try #require(throws: TrainingError.self) { while try trainer.runBatch() {} }
    return (trainer, error)
  }

  private func expectFinite(_ trainer: Trainer) {
    for layer in trainer.network.denseLayers {
      #expect(layer.weights.elements.allSatisfy { $0.isFinite })
      #expect(layer.biases.elements.allSatisfy { $0.isFinite })
    }
    #expect(trainer.isComplete)
  }

  @Test("A cost that grows a million times")
  func growth() throws {
    let (trainer, error) = try train(rate: 0.5)
    #expect(
      error.message
        == "training went astray in epoch 7, update 1: the cost has grown from 12.6875 to 13304500; "
        + "the largest weight is 1687.93"
    )
    #expect(
      error.suggestion
        == "Try a smaller learning rate: 0.05 in place of 0.5."
    )
    expectFinite(trainer)
    #expect(trainer.costHistory.count == 6)
    let goesOn = try trainer.runBatch()
    #expect(!goesOn)
  }

  @Test("A first batch without a cost is no measure: others may have more")
  func luck() throws {
    let network = try Samples.network([1, 1], [.identity], .squaredError, scale: 0)
    let trainer = try Trainer(
      network: network,
      data: LabelledData(
        inputs: Tensor(row: Array(repeating: 0.1, count: 20)),
        targets: Tensor(row: (0..<20).map { $0 < 19 ? 0 : 5 })
      ),
      options: TrainingOptions(epochs: 2, batchSize: 1, learningRate: 0.1)
    )
    while try trainer.runBatch() {}
    #expect(trainer.costHistory.count == 2)
  }

  /// The bounds on the parameters grow with every update, whatever the parameters do.
  @Test(
    "A long epoch of small steps with a penalty is no divergence",
    arguments: [
      .gradientDescent, .momentum(), .nesterov(), .adagrad(), .rmsprop(), .adadelta(), .adam(),
      .adamw(), .adam(beta1: 0.9, beta2: 0.5), .adam(beta1: 0, beta2: 0),
    ] as [Optimizer]
  )
  func longEpoch(_ optimizer: Optimizer) throws {
    var random = RandomStream(seed: 2, stream: 1)
    let inputs = (0..<3000).map { _ in random.uniform() }
    let start = try Samples.network([1, 3, 1], [.tanh, .identity], .squaredError)
    let trainer = try Trainer(
      network: Network(layers: start.denseLayers, loss: .squaredError, l2: 1),
      data: LabelledData(inputs: Tensor(row: inputs), targets: Tensor(row: inputs.map { 2 * $0 })),
      options: TrainingOptions(
        epochs: 1,
        batchSize: 1,
        optimizer: optimizer,
        learningRate: 0.001
      )
    )
    while try trainer.runBatch() {}
    #expect(trainer.costHistory.count == 1)
    expectFinite(trainer)
  }

  @Test("Inputs that are large besides")
  func inputs() throws {
    let (trainer, error) = try train(rate: 0.1, scale: 100)
    #expect(
      error.suggestion
        == "Try a smaller learning rate: 0.01 in place of 0.1, "
        + "and scale the inputs to 0 … 1: the largest is 400."
    )
    expectFinite(trainer)
  }

  @Test("A step so large that a parameter would become infinite is not made")
  func parameter() throws {
    let (trainer, error) = try train(rate: 1e308)
    #expect(
      error.message
        == "training went astray in epoch 1, update 1: "
        + "a parameter of layer 1 would become infinite; the largest weight is 0.5"
    )
    expectFinite(trainer)
    #expect(trainer.network.denseLayers[0].weights == Tensor(rows: [[0.5]]))
  }

  @Test("Sums beyond all bounds name their layer")
  func sums() throws {
    let network = try Samples.network([5, 4, 3], [.relu, .softmax], .crossEntropy, scale: 1e200)
    let trainer = try Trainer(
      network: network,
      data: Samples.data,
      options: TrainingOptions(epochs: 1, learningRate: 0.1)
    )
    let error = try #require(throws: TrainingError.self) { try trainer.runBatch() }
    guard case .diverged(let divergence) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(divergence.cause == .sums(layer: 2))
    #expect(divergence.moment == Moment(epoch: 1, update: 1))
    #expect(trainer.network == network)
    #expect(throws: TrainingError.overflow(layer: 2)) {
      try network.outputs(for: Samples.data.inputs)
    }
    #expect(throws: TrainingError.overflow(layer: 2)) {
      try network.cost(Samples.data.inputs, Samples.data.targets)
    }
    #expect(
      TrainingError.overflow(layer: 2).message
        == "z[2] or what follows from it is no finite number: the weights or the inputs are too large"
    )
  }

  static let optimizers: [Optimizer] = [
    .momentum(), .nesterov(), .adagrad(), .rmsprop(), .adadelta(), .adam(), .adamw(),
  ]

  @Test("Whatever the optimiser, no parameter becomes NaN or infinite", arguments: optimizers)
  func everyOptimizer(_ optimizer: Optimizer) throws {
    for rate in [1e9, 1e300] {
      let (trainer, _) = try train(rate: rate, optimizer)
      expectFinite(trainer)
    }
  }

  @Test("A gradient whose square is out of reach")
  func gradient() throws {
    let network = try Samples.network([1, 1], [.identity], .squaredError, scale: 0)
    let trainer = try Trainer(
      network: network,
      data: LabelledData(inputs: Tensor(row: [1]), targets: Tensor(row: [1e150])),
      options: TrainingOptions(epochs: 1, optimizer: .adam(), learningRate: 0.1)
    )
    let error = try #require(throws: TrainingError.self) { try trainer.runBatch() }
    #expect(
      error.message
        == "training went astray in epoch 1, update 1: "
        + "the gradient of layer 1 is beyond all bounds; the largest weight is 0"
    )
  }
}
