import NeuralNetworks
import Operations
import Tensors
import Testing

@Suite("Checkpoints") struct CheckpointTests {
  private static let validation = LabelledData(
    inputs: Samples.normal(5, 11, seed: 41),
    targets: Samples.oneHot(3, 11, seed: 42)
  )

  private static func options(
    _ optimizer: Optimizer = .adam(),
    epochs: Int = 4,
    schedule: Schedule = .reduceOnPlateau(factor: 0.5, patience: 1)
  ) -> TrainingOptions {
    TrainingOptions(
      epochs: epochs,
      batchSize: 16,
      optimizer: optimizer,
      learningRate: 0.3,
      schedule: schedule,
      validation: validation,
      earlyStopping: EarlyStopping(patience: 3)
    )
  }

  private func resume(
    _ bytes: [UInt8],
    _ network: Network? = nil,
    _ data: LabelledData = Samples.data,
    _ options: TrainingOptions = options()
  ) throws -> Trainer {
    let network = if let network { network } else { try Samples.classifier() }
    return try Trainer(resuming: bytes, network: network, data: data, options: options)
  }

  @Test(
    "Resumed after every batch, the result is the same bit for bit",
    arguments: [
      Optimizer.gradientDescent, .momentum(), .adadelta(), .adam(),
    ]
  )
  func resumes(_ optimizer: Optimizer) throws {
    let options = Self.options(optimizer)
    let trainer = try Trainer(
      network: Samples.classifier(),
      data: Samples.data,
      options: options
    )
    var checkpoints = [trainer.checkpoint()]
    while try trainer.runBatch() { checkpoints.append(trainer.checkpoint()) }
    #expect(checkpoints.count > 9)
    for (index, bytes) in checkpoints.enumerated() {
      var options = options
      options.threads = 1 + index % 2
      let resumed = try resume(bytes, nil, Samples.data, options)
      #expect(resumed.checkpoint() == bytes)
      #expect(resumed.isComplete == (index == checkpoints.count - 1))
      while try resumed.runBatch() {}
      #expect(resumed.network == trainer.network)
      #expect(resumed.checkpoint() == checkpoints[checkpoints.count - 1])
      #expect(resumed.costHistory == trainer.costHistory)
      #expect(resumed.validationCostHistory == trainer.validationCostHistory)
      #expect(resumed.rates == trainer.rates)
    }
  }

  /// The bytes after two of the three batches of the second epoch.
  private func bytes() throws -> [UInt8] {
    let trainer = try Trainer(
      network: Samples.classifier(),
      data: Samples.data,
      options: Self.options()
    )
    for _ in 0..<5 { try trainer.runBatch() }
    return trainer.checkpoint()
  }

  private func message(_ attempt: () throws -> Trainer) throws -> String {
    let error = try #require(throws: TrainingError.self) { try attempt() }
    return error.message
  }

  @Test("A file cut off anywhere is cut off")
  func truncated() throws {
    let bytes = try bytes()
    for count in [0, 3, 8, 12, 24, 100, bytes.count - 1] {
      let message = try message { try resume(Array(bytes.prefix(count))) }
      #expect(message == "the checkpoint is cut off: its end is missing")
    }
  }

  @Test("A bit changed anywhere in the contents is found")
  func damaged() throws {
    let bytes = try bytes()
    for position in stride(from: 24, to: bytes.count, by: 97) {
      var changed = bytes
      changed[position] ^= 4
      let message = try message { try resume(changed) }
      #expect(message == "the checkpoint is damaged: its checksum does not fit its contents")
    }
    let message = try message { try resume(bytes + [0]) }
    #expect(message == "the checkpoint is damaged: its checksum does not fit its contents")
  }

  @Test("Something else, and a later format")
  func foreign() throws {
    #expect(
      try message { try resume(Array("epoch,cost\n1,0.5\n".utf8)) }
        == "this is no checkpoint of a training"
    )
    var later = try bytes()
    later[8] = 2
    #expect(
      try message { try resume(later) }
        == "the checkpoint has format 2, which this version of gradus cannot read"
    )
  }

  @Test("A checkpoint of another network, other options, other data, another start")
  func others() throws {
    let bytes = try bytes()
    let network = try Samples.network([5, 9, 3], [.relu, .softmax], .crossEntropy, l2: 0.01)
    #expect(
      try message { try resume(bytes, network) }
        == "a checkpoint of another network: 5-8-3 tanh softmax with cross_entropy there, "
        + "5-9-3 relu softmax with cross_entropy here"
    )
    #expect(
      try message { try resume(bytes, nil, Samples.data, Self.options(epochs: 5)) }
        == "a checkpoint of a training with other options: 4 epochs there, 5 epochs here"
    )
    let schedule = Self.options(schedule: .linear(final: 0.1, epochs: 3))
    #expect(
      try message { try resume(bytes, nil, Samples.data, schedule) }
        == "a checkpoint of a training with other options: "
        + "the schedule reduce_on_plateau(factor = 0.5, patience = 1) there, "
        + "the schedule linear(final = 0.1, epochs = 3) here"
    )
    let other = LabelledData(inputs: Samples.normal(5, 37, seed: 99), targets: Samples.data.targets)
    #expect(
      try message { try resume(bytes, nil, other) }
        == "a checkpoint of a training on other data"
    )
    #expect(
      try message { try resume(bytes, Samples.classifier(seed: 4)) }
        == "a checkpoint of a training that began with other weights"
    )
    let error = try #require(throws: TrainingError.self) { try resume(bytes, network) }
    #expect(
      error.suggestion
        == "Define the network as it was, or start anew without the checkpoint."
    )
  }
}
