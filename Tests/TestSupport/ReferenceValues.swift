import Foundation

/// The reference values, computed with PyTorch and SymPy in float64: a file for each topic.
package enum ReferenceValues {
  /// An optimiser that is fed gradients, and the parameters after each.
  package struct Optimizer: Decodable, Sendable, CustomStringConvertible {
    /// The optimiser: `adam`; of gradient descent with the penalty `sgd_l2`.
    package let name: String
    /// Its numbers by their English names, the learning rate as `rate`.
    package let hyperparameters: [String: Double]
    /// The parameters at first.
    package let w0: [Double]
    /// The gradient of each update.
    package let gradients: [[Double]]
    /// The parameters after each update.
    package let w: [[Double]]

    /// The optimiser's name, as the tests print it.
    package var description: String { name }
  }

  /// Fifty updates of a 2-3-1 network on XOR: the cost before each, the parameters after the last.
  package struct Training: Decodable, Sendable, CustomStringConvertible {
    /// Weights and biases of both layers, row by row.
    package struct Parameters: Decodable, Sendable {
      /// The weights of the hidden layer.
      package let W1: [[Double]]
      /// The biases of the hidden layer.
      package let b1: [[Double]]
      /// The weights of the output.
      package let W2: [[Double]]
      /// The bias of the output.
      package let b2: [[Double]]
    }

    /// The optimiser.
    package let name: String
    /// Its numbers by their English names, the learning rate as `rate`.
    package let hyperparameters: [String: Double]
    /// The cases, a column each.
    package let X: [[Double]]
    /// Their targets.
    package let Y: [[Double]]
    /// The weights of the hidden layer at first; the biases are 0.
    package let W1: [[Double]]
    /// The weights of the output at first.
    package let W2: [[Double]]
    /// The cost before each update.
    package let costs: [Double]
    /// The parameters after the last.
    package let final: Parameters

    /// The optimiser's name, as the tests print it.
    package var description: String { name }
  }

  /// A convolution or a pooling of one image of several channels, with its derivatives.
  package struct Convolution: Decodable, Sendable, CustomStringConvertible {
    /// `conv`, `max_pool` or `average_pool`.
    package let kind: String
    /// The zeros around the image; of `conv` alone.
    package let padding: Int?
    /// The pixels from place to place.
    package let stride: Int
    /// The size of the window; of pooling alone.
    package let size: Int?
    /// channels × rows × columns.
    package let image: [[[Double]]]
    /// out × in × rows × columns; of `conv` alone.
    package let filters: [[[[Double]]]]?
    /// A number for each filter; of `conv` alone.
    package let bias: [Double]?
    /// The result.
    package let output: [[[Double]]]
    /// ∂J/∂output.
    package let upstream: [[[Double]]]
    /// ∂J/∂image.
    package let dimage: [[[Double]]]
    /// ∂J/∂filters.
    package let dfilters: [[[[Double]]]]?
    /// ∂J/∂bias.
    package let dbias: [Double]?

    /// The kind and the stride, as the tests print them.
    package var description: String { "\(kind), stride \(stride), padding \(padding ?? 0)" }
  }

  /// A normalisation of a matrix, with its derivatives.
  package struct Normalisation: Decodable, Sendable, CustomStringConvertible {
    /// `batch_norm` or `layer_norm`.
    package let kind: String
    /// δ.
    package let delta: Double
    /// What is normalised; cases are columns.
    package let x: [[Double]]
    /// γ, a column.
    package let gamma: [[Double]]
    /// β, a column.
    package let beta: [[Double]]
    /// The means.
    package let mu: [[Double]]
    /// The standard deviations.
    package let sigma: [[Double]]
    /// The result.
    package let y: [[Double]]
    /// ∂J/∂y.
    package let upstream: [[Double]]
    /// ∂J/∂x.
    package let dx: [[Double]]
    /// ∂J/∂γ.
    package let dgamma: [[Double]]
    /// ∂J/∂β.
    package let dbeta: [[Double]]

    /// The kind and δ, as the tests print them.
    package var description: String { "\(kind), δ = \(delta)" }
  }

  /// Convolutions and poolings.
  package static func convolutions() throws -> [Convolution] { try read("convolution") }

  /// Batch and layer normalisations.
  package static func normalisations() throws -> [Normalisation] { try read("normalisation") }

  /// Six updates of each optimiser.
  package static func optimizers() throws -> [Optimizer] { try read("optimizers") }

  /// A training by each of four optimisers.
  package static func trainings() throws -> [Training] { try read("training") }

  /// The contents of a topic's file as a type of the test's own.
  ///
  /// - Throws: where there is no such file, or its contents are not of that type.
  package static func read<Content: Decodable>(
    _ topic: String,
    as type: Content.Type = Content.self
  ) throws -> Content {
    let url = Bundle.module.url(forResource: topic, withExtension: "json", subdirectory: "Golden")
    guard let url else { throw CocoaError(.fileNoSuchFile) }
    return try JSONDecoder().decode(type, from: Data(contentsOf: url))
  }
}
