import Tensors
import TestSupport
import Testing

/// The reference values, computed with PyTorch and SymPy.
enum Golden {
  /// A dense network with its forward pass and its gradients.
  ///
  /// `dz` is the derivative of each case's loss; `dW` and `db` are those of the cost J, the mean
  /// over the cases with the penalty.
  struct Network: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let sizes: [Int]
    let activations: [String]
    let loss: String
    let l2_lambda: Double
    let N: Int
    let X: [[Double]]
    let Y: [[Double]]
    let W: [String: [[Double]]]
    let b: [String: [[Double]]]
    let z: [String: [[Double]]]
    let a: [String: [[Double]]]
    let loss_per_case: [Double]
    let J: Double
    let penalty: Double
    let dz: [String: [[Double]]]
    let dW: [String: [[Double]]]
    let db: [String: [[Double]]]

    var testDescription: String { name }
    var layers: Int { activations.count }
    var isMatched: Bool {
      switch (activations.last, loss) {
      case ("softmax", "cross_entropy"), ("sigmoid", "binary_cross_entropy"),
        ("identity", "squared_error"):
        true
      default: false
      }
    }
  }

  /// A random expression of three variables with its derivatives at a point.
  struct Derivative: Decodable, Sendable, CustomTestStringConvertible {
    let expression: String
    let at: [String: Double]
    let value: Double
    let derivative: [String: Double]

    var testDescription: String { expression }
  }

  /// An activation function at many points, or softmax of one column.
  struct Activation: Decodable, Sendable {
    let name: String
    let x: [Double]?
    let z: [[Double]]?
    let value: Values
    let derivative: [Double]?
    let jacobian: [[Double]]?
    let log_softmax: [[Double]]?
  }

  /// A list of numbers, or rows of them.
  enum Values: Decodable, Sendable {
    case list([Double])
    case rows([[Double]])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let list = try? container.decode([Double].self) {
        self = .list(list)
      } else {
        self = .rows(try container.decode([[Double]].self))
      }
    }
  }

  static func networks() throws -> [Network] { try ReferenceValues.read("networks") }
  static func derivatives() throws -> [Derivative] { try ReferenceValues.read("derivatives") }
  static func activations() throws -> [Activation] { try ReferenceValues.read("activations") }
}

/// Rows of numbers as a literal of the notation.
func literal(_ rows: [[Double]]) -> String {
  "[" + rows.map { $0.map { "\($0)" }.joined(separator: ", ") }.joined(separator: "; ") + "]"
}

/// The transpose of rows of numbers.
func transposed(_ rows: [[Double]]) -> [[Double]] {
  guard let first = rows.first else { return [] }
  return first.indices.map { column in rows.map { $0[column] } }
}
