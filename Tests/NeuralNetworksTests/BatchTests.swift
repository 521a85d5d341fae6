import Operations
import Tensors
import Testing

@testable import NeuralNetworks

@Suite("Batches and their order") struct BatchTests {
  @Test("An epoch's order is the permutation of its stream, the full batch keeps its order")
  func order() {
    var stream = RandomStream(seed: 9, for: .epochs, number: 2)
    #expect(
      Trainer.order(cases: 10, epoch: 2, seed: 9, batchSize: 4) == stream.permutation(10)
    )
    let orders = (0..<3).map { Trainer.order(cases: 10, epoch: $0, seed: 9, batchSize: 9) }
    #expect(Set(orders).count == 3)
    for order in orders { #expect(order.sorted() == Array(0..<10)) }
    for size in [10, 11, Int.max] {
      #expect(Trainer.order(cases: 10, epoch: 2, seed: 9, batchSize: size) == Array(0..<10))
    }
  }

  /// The columns of a matrix in some order.
  private func columns(_ matrix: Tensor, _ order: some Collection<Int>) -> Tensor {
    Tensor(rows: (0..<matrix.rows).map { row in order.map { matrix[row, $0] } })
  }

  /// 37 cases in batches of 37, 16 (16, 16, 5), 1 and more than there are; with each penalty.
  static let trainings: [(batch: Int, l2: Double, l1: Double, convention: CostConvention)] = [
    (37, 0, 0, .mean), (16, 0.1, 0, .mean), (16, 0.1, 0.05, .mean), (1, 0, 0, .mean),
    (Int.max, 0.1, 0, .sum), (16, 0.1, 0.05, .sum),
  ]

  @Test("Gradient descent replayed batch by batch, to 1e-12", arguments: trainings)
  func replay(_ training: (batch: Int, l2: Double, l1: Double, convention: CostConvention)) throws {
    var network = try Samples.network(
      [5, 8, 3],
      [.sigmoid, .softmax],
      .crossEntropy,
      l2: training.l2,
      l1: training.l1,
      convention: training.convention
    )
    let rate = training.convention == .mean ? 0.3 : 0.01
    let trainer = try Trainer(
      network: network,
      data: Samples.data,
      options: TrainingOptions(epochs: 3, batchSize: training.batch, learningRate: rate, seed: 5)
    )
    var costs: [Double] = []
    var shares: [Double] = []
    let size = Swift.min(training.batch, 37)
    for epoch in 0..<3 {
      let order = Trainer.order(cases: 37, epoch: epoch, seed: 5, batchSize: training.batch)
      var (sum, right, batches) = (0.0, 0.0, 0)
      for start in stride(from: 0, to: 37, by: size) {
        let part = order[start..<Swift.min(start + size, 37)]
        let x = columns(Samples.data.inputs, part)
        let y = columns(Samples.data.targets, part)
        let gradients = try network.gradients(x, y)
        sum += gradients.cost
        right += Double(part.count) * (try #require(try network.accuracy(x, y)))
        batches += 1
        network = try Network(
          layers: zip(network.denseLayers, gradients.layers).map { layer, gradient in
            DenseLayer(
              weights: layer.weights.minus(gradient.weights, times: rate),
              biases: layer.biases.minus(gradient.biases, times: rate),
              activation: layer.activation
            )
          },
          loss: network.loss,
          l2: network.l2,
          l1: network.l1,
          convention: network.convention
        )
      }
      costs.append(sum / Double(batches))
      shares.append(right / 37)
    }
    while try trainer.runBatch() {}
    expectClose(Tensor(row: trainer.costHistory), Tensor(row: costs))
    expectClose(Tensor(row: trainer.accuracyHistory), Tensor(row: shares))
    for (trained, expected) in zip(trainer.network.denseLayers, network.denseLayers) {
      expectClose(trained.weights, expected.weights)
      expectClose(trained.biases, expected.biases)
    }
  }

  private func expectClose(_ left: Tensor, _ right: Tensor) {
    #expect(left.shape == right.shape)
    for (value, expected) in zip(left.elements, right.elements) {
      #expect((value - expected).magnitude <= 1e-14 + 1e-12 * expected.magnitude)
    }
  }

  @Test("Progress before, between and after batches")
  func progress() throws {
    let trainer = try Trainer(
      network: Samples.classifier(),
      data: Samples.data,
      options: TrainingOptions(epochs: 2, batchSize: 16, learningRate: 0.1)
    )
    #expect(
      trainer.progress
        == Trainer.Progress(
          epoch: 1,
          epochs: 2,
          batch: 0,
          batchesPerEpoch: 3,
          cost: 0,
          accuracy: nil
        )
    )
    var steps: [[Int]] = []
    while try trainer.runBatch() {
      let progress = trainer.progress
      steps.append([progress.epoch, progress.batch])
      #expect(progress.cost > 0)
      #expect(progress.accuracy != nil)
    }
    #expect(steps == [[1, 1], [1, 2], [1, 3], [2, 1], [2, 2], [2, 3]])
    #expect(trainer.progress.cost == trainer.costHistory[1])
    #expect(trainer.progress.accuracy == trainer.accuracyHistory[1])
    #expect(!trainer.stoppedEarly)
    #expect(trainer.isComplete)
  }
}

extension Tensor {
  fileprivate func minus(_ other: Tensor, times factor: Double) -> Tensor {
    Tensor(shape: shape, elements: zip(elements, other.elements).map { $0 - factor * $1 })
  }
}
