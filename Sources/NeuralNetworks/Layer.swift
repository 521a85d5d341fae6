package import Tensors

/// A layer with its parameters: what it does to what is below it, and its activation.
package struct Layer: Sendable, Equatable {
  /// What a layer does.
  package enum Kind: Sendable, Equatable {
    /// z = W a + b: weights units × inputs, biases units × 1.
    case dense(weights: Tensor, biases: Tensor)
    /// z = conv(a, W) + b: filters out × in × M × M, biases out × 1; not flipped.
    case convolution(filters: Tensor, biases: Tensor, stride: Int, padding: Int)
    /// The largest of each window; padding is smaller than any pixel.
    case maxPool(size: Int, stride: Int, padding: Int)
    /// The mean of each window.
    case averagePool(size: Int, stride: Int)
    /// An image as a column.
    case flatten
    /// z = a: an activation that stands behind no layer.
    case identity
    /// γ (a − μ)/(σ + δ) + β over the cases, for images over the pixels of a channel too.
    ///
    /// In test mode μ and σ are the running averages, a column each.
    case batchNorm(
      Normalization,
      momentum: Double,
      runningMean: Tensor,
      runningDeviation: Tensor
    )
    /// γ (a − μ)/(σ + δ) + β over the numbers of a case.
    case layerNorm(Normalization)
    /// Each number is turned off with probability p while training.
    ///
    /// mask ⊙ a in training, (1 − p) a else; inverted: mask ⊙ a/(1 − p) in training, a else.
    case dropout(p: Double, isInverted: Bool)
    /// z = a + a[source]: layers are counted from 1, 0 is the network's input.
    case residual(source: Int)
  }

  /// What it does.
  package var kind: Kind
  /// g.
  package var activation: Activation
  /// The layer whose output it takes, counted from 1, 0 for the network's input; nil: the one below.
  package var input: Int?
  /// Whether training leaves its parameters as they are.
  package var isFrozen: Bool

  /// Makes a layer; whether the shapes fit is checked by the network it becomes part of.
  package init(
    _ kind: Kind,
    activation: Activation = .identity,
    input: Int? = nil,
    isFrozen: Bool = false
  ) {
    self.kind = kind
    self.activation = activation
    self.input = input
    self.isFrozen = isFrozen
  }

  /// Makes a dense layer upon the one below.
  package init(_ layer: DenseLayer) {
    self.init(
      .dense(weights: layer.weights, biases: layer.biases),
      activation: layer.activation
    )
  }

  /// Makes a layer of an architecture with parameters: W and b or γ and β, none for other kinds.
  ///
  /// Running averages are those of the start, 0 and 1.
  package init(
    _ layer: Architecture.Layer,
    parameters: [Tensor] = [],
    activation: Activation = .identity
  ) {
    let weights = parameters.first ?? .none
    let biases = parameters.dropFirst().first ?? .none
    let kind: Kind
    switch layer.kind {
    case .dense: kind = .dense(weights: weights, biases: biases)
    case .convolution(_, _, let stride, let padding):
      kind = .convolution(filters: weights, biases: biases, stride: stride, padding: padding)
    case .maxPool(let size, let stride, let padding):
      kind = .maxPool(size: size, stride: stride, padding: padding)
    case .averagePool(let size, let stride): kind = .averagePool(size: size, stride: stride)
    case .flatten: kind = .flatten
    case .identity: kind = .identity
    case .batchNorm(let delta, let momentum):
      let column = Shape(rows: layer.inputShape.channels, columns: 1)
      kind = .batchNorm(
        Normalization(gamma: weights, beta: biases, delta: delta),
        momentum: momentum,
        runningMean: Tensor(repeating: 0, shape: column),
        runningDeviation: Tensor(repeating: 1, shape: column)
      )
    case .layerNorm(let delta):
      kind = .layerNorm(Normalization(gamma: weights, beta: biases, delta: delta))
    case .dropout(let p, let isInverted): kind = .dropout(p: p, isInverted: isInverted)
    case .residual(let source): kind = .residual(source: source)
    }
    self.init(kind, activation: activation, input: layer.input)
  }
}

/// γ, β and δ of a normalisation.
package struct Normalization: Sendable, Equatable {
  /// γ, a column: one for each unit or, in batch normalisation of images, for each channel.
  package var gamma: Tensor
  /// β, in the shape of γ.
  package var beta: Tensor
  /// δ, which keeps σ + δ away from 0.
  package var delta: Double

  /// Makes a normalisation.
  package init(gamma: Tensor, beta: Tensor, delta: Double = 1e-5) {
    self.gamma = gamma
    self.beta = beta
    self.delta = delta
  }
}

extension Layer {
  /// W, the filters or γ; nil where a layer has no parameters.
  package var weights: Tensor? { parameters?.weights }

  /// b or β; nil where a layer has no parameters.
  package var biases: Tensor? { parameters?.biases }

  /// Its two parameters: W and b, or γ and β.
  package var parameters: (weights: Tensor, biases: Tensor)? {
    switch kind {
    case .dense(let weights, let biases): (weights, biases)
    case .convolution(let filters, let biases, _, _): (filters, biases)
    case .batchNorm(let norm, _, _, _), .layerNorm(let norm): (norm.gamma, norm.beta)
    case .maxPool, .averagePool, .flatten, .identity, .dropout, .residual: nil
    }
  }

  /// The layer with other parameters in the same shapes; as it is where it has none.
  package func with(weights: Tensor, biases: Tensor) -> Layer {
    var layer = self
    switch kind {
    case .dense: layer.kind = .dense(weights: weights, biases: biases)
    case .convolution(_, _, let stride, let padding):
      layer.kind = .convolution(
        filters: weights,
        biases: biases,
        stride: stride,
        padding: padding
      )
    case .batchNorm(let norm, let momentum, let mean, let deviation):
      layer.kind = .batchNorm(
        Normalization(gamma: weights, beta: biases, delta: norm.delta),
        momentum: momentum,
        runningMean: mean,
        runningDeviation: deviation
      )
    case .layerNorm(let norm):
      layer.kind = .layerNorm(Normalization(gamma: weights, beta: biases, delta: norm.delta))
    case .maxPool, .averagePool, .flatten, .identity, .dropout, .residual: break
    }
    return layer
  }

  /// The running averages of a batch normalisation, nil elsewhere.
  package var runningAverages: (mean: Tensor, deviation: Tensor)? {
    if case .batchNorm(_, _, let mean, let deviation) = kind { (mean, deviation) } else { nil }
  }

  /// The layer with other running averages; as it is where it has none.
  func with(runningMean: Tensor, runningDeviation: Tensor) -> Layer {
    guard case .batchNorm(let norm, let momentum, _, _) = kind else { return self }
    var layer = self
    layer.kind = .batchNorm(
      norm,
      momentum: momentum,
      runningMean: runningMean,
      runningDeviation: runningDeviation
    )
    return layer
  }
}

extension Tensor {
  /// A tensor without elements, where a parameter is missing.
  fileprivate static let none = Tensor(shape: Shape(rows: 0, columns: 0), elements: [])
}
