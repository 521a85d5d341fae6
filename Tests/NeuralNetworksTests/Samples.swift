import NeuralNetworks
import Operations
import Tensors

/// Networks and data that tests make up from seeds.
enum Samples {
  /// A matrix of normal numbers.
  static func normal(_ rows: Int, _ columns: Int, seed: UInt64) -> Tensor {
    var stream = RandomStream(seed: seed, stream: 7)
    return Tensor(
      shape: Shape(rows: rows, columns: columns),
      elements: (0..<rows * columns).map { _ in stream.normal() }
    )
  }

  /// Columns with a single 1.
  static func oneHot(_ classes: Int, _ cases: Int, seed: UInt64) -> Tensor {
    var stream = RandomStream(seed: seed, stream: 8)
    var elements = [Double](repeating: 0, count: classes * cases)
    for column in 0..<cases { elements[stream.below(classes) * cases + column] = 1 }
    return Tensor(shape: Shape(rows: classes, columns: cases), elements: elements)
  }

  /// A network of some sizes whose parameters are normal numbers times a scale.
  static func network(
    _ sizes: [Int],
    _ activations: [Activation],
    _ loss: Loss,
    l2: Double = 0,
    l1: Double = 0,
    convention: CostConvention = .mean,
    scale: Double = 0.5,
    seed: UInt64 = 3
  ) throws(NetworkError) -> Network {
    let layers = activations.enumerated().map { index, activation in
      let seed = seed &* 100 &+ UInt64(index)
      return DenseLayer(
        weights: normal(sizes[index + 1], sizes[index], seed: seed).map { scale * $0 },
        biases: normal(sizes[index + 1], 1, seed: seed &+ 50).map { scale * $0 },
        activation: activation
      )
    }
    return try Network(layers: layers, loss: loss, l2: l2, l1: l1, convention: convention)
  }

  /// Three classes of points: 37 cases of 5 features.
  static let data = LabelledData(
    inputs: normal(5, 37, seed: 1),
    targets: oneHot(3, 37, seed: 2)
  )

  /// A classifier for them.
  static func classifier(seed: UInt64 = 3) throws(NetworkError) -> Network {
    try network([5, 8, 3], [.tanh, .softmax], .crossEntropy, l2: 0.01, seed: seed)
  }

  static let xor = LabelledData(
    inputs: Tensor(rows: [[0, 0, 1, 1], [0, 1, 0, 1]]),
    targets: Tensor(rows: [[0, 1, 1, 0]])
  )
}

extension Network {
  /// Its layers, where all are dense.
  var denseLayers: [DenseLayer] {
    layers.compactMap { layer in
      layer.parameters.map {
        DenseLayer(weights: $0.weights, biases: $0.biases, activation: layer.activation)
      }
    }
  }
}
