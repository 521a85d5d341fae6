import Operations
import Tensors
import Testing

@testable import NeuralNetworks

@Suite("Early stopping") struct EarlyStoppingTests {
  /// The cost of which the parameters are kept, and after how many checks training stops.
  private func run(
    _ rule: EarlyStopping.Rule,
    patience: Int,
    _ costs: [Double]
  ) -> (kept: Double?, checks: Int) {
    var watch = EarlyStoppingWatch(EarlyStopping(rule: rule, patience: patience))
    var kept: Double?
    for (index, cost) in costs.enumerated() {
      let check = watch.check(cost)
      if check.saves { kept = cost }
      if check.stops { return (kept, index + 1) }
    }
    return (kept, costs.count)
  }

  @Test("The deck's validation errors 0.50 0.40 0.60 0.55")
  func deck() {
    let costs = [0.50, 0.40, 0.60, 0.55]
    #expect(run(.bestSoFar, patience: 10, costs).kept == 0.40)
    #expect(run(.lastCheck, patience: 10, costs).kept == 0.55)
    #expect(run(.bestSoFar, patience: 2, costs) == (0.40, 4))
    #expect(run(.bestSoFar, patience: 1, costs) == (0.40, 3))
    #expect(run(.lastCheck, patience: 1, costs) == (0.40, 3))
    #expect(run(.lastCheck, patience: 2, costs) == (0.55, 4))
    #expect(EarlyStopping(rule: .bestSoFar, patience: 10).keptEpoch(of: costs) == 2)
    #expect(EarlyStopping(rule: .lastCheck, patience: 10).keptEpoch(of: costs) == 4)
  }

  @Test("An equal cost is no improvement")
  func equal() {
    #expect(run(.bestSoFar, patience: 2, [0.3, 0.3, 0.3, 0.1]) == (0.3, 3))
    #expect(run(.lastCheck, patience: 2, [0.3, 0.3, 0.3, 0.1]) == (0.3, 3))
  }

  @Test("The network at the end has the parameters of the least validation cost")
  func restores() throws {
    // Few cases and many units: the validation cost soon rises again.
    let network = try Samples.network([5, 30, 3], [.tanh, .softmax], .crossEntropy, scale: 0.3)
    let validation = LabelledData(
      inputs: Samples.normal(5, 30, seed: 21),
      targets: Samples.oneHot(3, 30, seed: 22)
    )
    let trainer = try Trainer(
      network: network,
      data: Samples.data,
      options: TrainingOptions(
        epochs: 200,
        batchSize: 10,
        learningRate: 0.5,
        validation: validation,
        earlyStopping: EarlyStopping(patience: 5)
      )
    )
    while try trainer.runBatch() {}
    #expect(trainer.stoppedEarly)
    #expect(trainer.isComplete)
    let costs = trainer.validationCostHistory
    #expect(costs.count < 200)
    let best = try #require(costs.min())
    #expect(costs.firstIndex(of: best) == costs.count - 6)
    #expect(try trainer.network.cost(validation.inputs, validation.targets) == best)
    #expect(trainer.validationAccuracyHistory.count == costs.count)
  }
}
