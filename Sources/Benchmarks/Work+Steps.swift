import NeuralNetworks
import Operations
import Tensors

extension Work {
  /// Steps of training as `train(...)` makes them: batch, forward, backward, update, cost.
  static let steps: [Work] = [
    step("mlp-step", mlp),
    step("mlp-step", mlp, .float32),
    step("xor-step", TrainingTask(sizes: [2, 2, 1], output: .sigmoid, cases: 4, batch: 4)),
  ]

  private static let mlp = TrainingTask(
    sizes: [784, 500, 500, 10],
    output: .softmax,
    cases: 200,
    batch: 100
  )

  private static func step(
    _ name: String,
    _ task: TrainingTask,
    _ precision: Precision = .float64
  ) -> Work {
    Work(
      name,
      variant: "batch-\(task.batch)",
      size: .operations(task.operations),
      precision: precision,
      usesThreads: true
    ) { threads in
      let trainer = task.trainer(threads: threads, precision: precision)
      return { times in
        for _ in 0..<times {
          // Of data and options stated here none is wrong, and the cost cannot leave its bounds.
          guard let trainer, (try? trainer.runBatch()) == true else {
            preconditionFailure("A step of \(name) can always be made.")
          }
        }
      }
    }
  }
}

/// A classifier to be trained on random cases: sigmoid layers, cross-entropy, gradient descent.
struct TrainingTask: Sendable {
  let sizes: [Int]
  /// The activation of the last layer.
  let output: Activation
  let cases: Int
  let batch: Int

  /// The operations of a step's products: a Wᵀ, aᵀ δ, and but for the first layer δ W.
  var operations: Double {
    let weights = zip(sizes, sizes.dropFirst()).map { Double($0 * $1) }
    let products = 3 * weights.reduce(0, +) - weights[0]
    return 2 * Double(batch) * products
  }

  /// A training that goes on for as long as anybody will measure; nil is never given.
  func trainer(threads: Int, precision: Precision = .float64) -> Trainer? {
    guard let network else { return nil }
    let options = TrainingOptions(
      epochs: Int(Int32.max),
      batchSize: batch,
      learningRate: 0.1,
      threads: threads,
      precision: precision
    )
    return try? Trainer(network: network, data: data, options: options)
  }

  /// Weights evenly from −1/√inputs to 1/√inputs, biases 0.
  var network: Network? {
    var random = RandomStream(seed: 1, stream: 10)
    let layers = zip(sizes, sizes.dropFirst()).enumerated().map { index, size in
      let (inputs, units) = size
      let bound = 1 / Double(inputs).squareRoot()
      let weights = Tensor(shape: Shape(rows: units, columns: inputs)) { target in
        for place in target.indices { target[place] = bound * (2 * random.uniform() - 1) }
      }
      return DenseLayer(
        weights: weights,
        biases: Tensor(repeating: 0, shape: Shape(rows: units, columns: 1)),
        activation: index == sizes.count - 2 ? output : .sigmoid
      )
    }
    return try? Network(
      layers: layers,
      loss: output == .softmax ? .crossEntropy : .binaryCrossEntropy
    )
  }

  /// Inputs evenly from 0 to 1; of several classes one is right, a single output is 0 or 1.
  var data: LabelledData {
    var random = RandomStream(seed: 1, stream: 11)
    let (inputs, outputs) = (sizes[0], sizes[sizes.count - 1])
    let x = Tensor(shape: Shape(rows: inputs, columns: cases)) { target in
      for place in target.indices { target[place] = random.uniform() }
    }
    let y = Tensor(shape: Shape(rows: outputs, columns: cases)) { target in
      target.initialize(repeating: 0)
      for column in 0..<cases {
        let row = random.below(max(outputs, 2))
        if row < outputs { target[row * cases + column] = 1 }
      }
    }
    return LabelledData(inputs: x, targets: y)
  }
}
