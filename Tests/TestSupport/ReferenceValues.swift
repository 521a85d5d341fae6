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
