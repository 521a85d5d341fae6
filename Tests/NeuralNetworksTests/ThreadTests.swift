import NeuralNetworks
import Operations
import Tensors
import Testing

@Suite("The same result for any number of threads") struct ThreadTests {
  static let optimizers: [Optimizer] = [
    .gradientDescent, .momentum(), .nesterov(), .adagrad(), .rmsprop(), .adadelta(), .adam(),
    .adamw(),
  ]

  @Test("1, 2 and 3 threads agree bit for bit", arguments: optimizers)
  func threads(_ optimizer: Optimizer) throws {
    let network = try Samples.network(
      [13, 150, 41, 3],
      [.tanh, .softplus, .softmax],
      .crossEntropy,
      l2: 0.01,
      scale: 0.2
    )
    let data = LabelledData(
      inputs: Samples.normal(13, 90, seed: 31),
      targets: Samples.oneHot(3, 90, seed: 32)
    )
    let results = try [1, 2, 3].map { threads in
      let trainer = try Trainer(
        network: network,
        data: data,
        options: TrainingOptions(
          epochs: 2,
          batchSize: 37,
          optimizer: optimizer,
          learningRate: 0.01,
          validation: Samples.validation,
          threads: threads
        )
      )
      while try trainer.runBatch() {}
      return (trainer.network, trainer.costHistory, trainer.validationCostHistory)
    }
    #expect(results[0].0 != network)
    for result in results {
      #expect(result == results[0])
    }
  }

  @Test("Layers so wide that products are cut into blocks")
  func wide() throws {
    let network = try Samples.network(
      [450, 70, 3],
      [.relu, .softmax],
      .crossEntropy,
      l2: 0.01,
      scale: 0.05
    )
    let data = LabelledData(
      inputs: Samples.normal(450, 67, seed: 35),
      targets: Samples.oneHot(3, 67, seed: 36)
    )
    let results = try [1, 2, 4].map { threads in
      let trainer = try Trainer(
        network: network,
        data: data,
        options: TrainingOptions(epochs: 2, batchSize: 45, learningRate: 0.1, threads: threads)
      )
      while try trainer.runBatch() {}
      return (trainer.network, trainer.costHistory)
    }
    #expect(results[0].1[1] < results[0].1[0])
    for result in results { #expect(result == results[0]) }
  }
}

extension Samples {
  /// 50 cases of 13 features and 3 classes.
  static let validation = LabelledData(
    inputs: normal(13, 50, seed: 33),
    targets: oneHot(3, 50, seed: 34)
  )
}
