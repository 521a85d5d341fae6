import Foundation
import Testing

/// The reference values, computed with PyTorch.
enum Golden {
  /// An optimiser that is fed gradients, and the parameters after each.
  struct Optimizer: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let hyperparameters: [String: Double]
    let w0: [Double]
    let gradients: [[Double]]
    let w: [[Double]]

    var testDescription: String { name }
  }

  /// Fifty updates of a 2-3-1 network on XOR: the cost before each, the parameters after the last.
  struct Training: Decodable, Sendable, CustomTestStringConvertible {
    struct Parameters: Decodable, Sendable {
      let W1: [[Double]]
      let b1: [[Double]]
      let W2: [[Double]]
      let b2: [[Double]]
    }

    let name: String
    let hyperparameters: [String: Double]
    let X: [[Double]]
    let Y: [[Double]]
    let W1: [[Double]]
    let W2: [[Double]]
    let costs: [Double]
    let final: Parameters

    var testDescription: String { name }
  }

  static func optimizers() throws -> [Optimizer] { try read("optimizers") }
  static func trainings() throws -> [Training] { try read("training") }

  /// The algorithm that does what an entry of the reference values names.
  static func algorithm(_ name: String) -> String {
    name.hasPrefix("sgd") ? "gradient_descent" : name
  }

  /// Hyperparameters as options by their English names; l2 is the gradient's, not an option.
  static func options(_ hyperparameters: [String: Double], rate factor: Double = 1) -> String {
    hyperparameters.sorted { $0.key < $1.key }.compactMap { name, value in
      switch name {
      case "l2": nil
      case "rate": ", learning_rate = \(value * factor)"
      default: ", \(name) = \(value)"
      }
    }.joined()
  }

  private static func read<Content: Decodable>(_ name: String) throws -> Content {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Golden")
    )
    return try JSONDecoder().decode(Content.self, from: Data(contentsOf: url))
  }
}
