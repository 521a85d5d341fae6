import NeuralNetworks
import Operations
import Tensors
import Testing

@Suite("Schedules of the learning rate") struct ScheduleTests {
  /// The rates of the first five epochs from α = 0.8; equal to 1e-15.
  static let tables: [(Schedule, [Double])] = [
    (.constant, [0.8, 0.8, 0.8, 0.8, 0.8]),
    (.linear(final: 0.2, epochs: 3), [0.8, 0.6, 0.4, 0.2, 0.2]),
    (.exponential(decay: 0.5), [0.8, 0.4, 0.2, 0.1, 0.05]),
    (.step(factor: 0.1, every: 2), [0.8, 0.8, 0.08, 0.08, 0.008]),
    (.inverseSquareRoot, [0.8, 0.5656854249492381, 0.46188021535170065, 0.4, 0.35777087639996635]),
    (.inverseTime(decay: 1), [0.8, 0.4, 0.26666666666666666, 0.2, 0.16]),
    (.warmUp(epochs: 4), [0.2, 0.4, 0.6, 0.8, 0.8]),
    (.reduceOnPlateau(factor: 0.5, patience: 1), [0.8, 0.8, 0.8, 0.8, 0.8]),
    (.table([0.3, 0.2, 0.1]), [0.3, 0.2, 0.1, 0.1, 0.1]),
  ]

  @Test("Each schedule's table", arguments: tables)
  func rates(_ schedule: Schedule, _ expected: [Double]) {
    for (epoch, rate) in expected.enumerated() {
      #expect((schedule.rate(base: 0.8, epoch: epoch) - rate).magnitude <= 1e-15)
    }
  }

  @Test("A training uses the rates of its schedule")
  func training() throws {
    let trainer = try Trainer(
      network: Samples.classifier(),
      data: Samples.data,
      options: TrainingOptions(
        epochs: 4,
        batchSize: 20,
        learningRate: 0.8,
        schedule: .exponential(decay: 0.5)
      )
    )
    while try trainer.runBatch() {}
    #expect(trainer.rates == [0.8, 0.4, 0.2, 0.1])
  }

  @Test("On a plateau the rate is cut, and cut again")
  func plateau() throws {
    // With every weight 0, behind relu, nothing ever changes: each cost is the first.
    let network = try Samples.network([5, 4, 3], [.relu, .identity], .squaredError, scale: 0)
    let trainer = try Trainer(
      network: network,
      data: LabelledData(inputs: Samples.data.inputs, targets: Samples.data.targets.map { _ in 0 }),
      options: TrainingOptions(
        epochs: 7,
        learningRate: 0.8,
        schedule: .reduceOnPlateau(factor: 0.5, patience: 2)
      )
    )
    while try trainer.runBatch() {}
    #expect(trainer.rates == [0.8, 0.8, 0.8, 0.4, 0.4, 0.2, 0.2])
  }
}
