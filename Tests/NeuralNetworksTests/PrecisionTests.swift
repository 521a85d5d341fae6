import NeuralNetworks
import Operations
import Tensors
import Testing

@Suite("Training with products in float32") struct PrecisionTests {
  private func trained(_ precision: Precision, threads: Int = 1) throws -> Trainer {
    var options = LayerTrainingTests.options(threads: threads)
    options.precision = precision
    let trainer = try Trainer(
      network: LayerTrainingTests.network(),
      data: LayerTrainingTests.data,
      options: options
    )
    while try trainer.runBatch() {}
    return trainer
  }

  /// Three epochs of nine updates stay together to 1e-4 of the cost, and are not the same.
  @Test("Near to float64, and the same for any number of threads")
  func near() throws {
    let (double, single) = (try trained(.float64), try trained(.float32))
    for (a, b) in zip(double.costHistory, single.costHistory) {
      #expect((a - b).magnitude <= 1e-4 * a)
    }
    #expect(double.costHistory != single.costHistory)
    let shared = try trained(.float32, threads: 2)
    #expect(shared.network == single.network)
    #expect(shared.validationCostHistory == single.validationCostHistory)
  }

  @Test("What float32 cannot hold is said, not made infinite")
  func overflow() throws {
    let x = Samples.normal(40, 20, seed: 1).map { $0 * 1e39 }
    let network = try Samples.network([40, 30, 1], [.sigmoid, .sigmoid], .binaryCrossEntropy)
    let data = LabelledData(inputs: x, targets: Tensor(repeating: 1, shape: Shape([1, 20])))
    var options = TrainingOptions(epochs: 1, learningRate: 0.1)
    try Trainer(network: network, data: data, options: options).runBatch()
    options.precision = .float32
    let error = try #require(throws: TrainingError.self) {
      try Trainer(network: network, data: data, options: options).runBatch()
    }
    #expect(error.message.hasPrefix("training went astray in epoch 1, update 1: "))
  }

  @Test("A checkpoint is resumed with the same precision only")
  func checkpoint() throws {
    let trainer = try trained(.float32)
    let error = try #require(throws: TrainingError.self) {
      try Trainer(
        resuming: trainer.checkpoint(),
        network: LayerTrainingTests.network(),
        data: LayerTrainingTests.data,
        options: LayerTrainingTests.options()
      )
    }
    #expect(
      error.message == "a checkpoint of a training with other options: "
        + "a cost that is a mean, products in float32 there, a cost that is a mean here"
    )
  }
}
