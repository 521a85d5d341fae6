import Foundation
import Operations
import Tensors
import TestSupport
import Testing

/// The reference values, computed with PyTorch in float64.
@Suite("Reference values of activations") struct GoldenTests {
  struct Activation: Decodable {
    let name: String
    let x: [Double]?
    let value: Value
    let derivative: [Double]?
    let z: [[Double]]?
    let jacobian: [[Double]]?
    let log_softmax: [[Double]]?
  }

  /// A list for functions of one number, rows for softmax.
  enum Value: Decodable {
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

  private func activations() throws -> [Activation] {
    try ReferenceValues.read("activations")
  }

  private func isClose(_ value: Double, _ reference: Double) -> Bool {
    (value - reference).magnitude <= 1e-300 + 1e-9 * reference.magnitude
  }

  @Test("Values and derivatives agree to 1e-9, also at ±1000")
  func functions() throws {
    let functions: [String: ElementwiseFunction] = [
      "identity": .identity, "sigmoid": .sigmoid, "tanh": .hyperbolicTangent, "relu": .relu,
      "leaky_relu": .leakyRelu(slope: 0.01), "elu": .elu(alpha: 1), "softplus": .softplus,
    ]
    var tested = 0
    for activation in try activations() where activation.name != "softmax" {
      let function = try #require(functions[activation.name])
      guard case .list(let values) = activation.value, let points = activation.x,
        let derivatives = activation.derivative
      else {
        Issue.record("\(activation.name) has no list of values")
        continue
      }
      for (index, x) in points.enumerated() {
        #expect(isClose(function.value(at: x), values[index]), "\(activation.name)(\(x))")
        #expect(
          isClose(function.derivative(at: x), derivatives[index]),
          "\(activation.name)′(\(x))"
        )
      }
      tested += 1
    }
    #expect(tested == 7)
  }

  @Test("softmax, its logarithm and its Jacobian agree to 1e-9, also at z of 1000")
  func softmax() throws {
    var tested = 0
    for activation in try activations() where activation.name == "softmax" {
      guard case .rows(let values) = activation.value else { continue }
      let z = Tensor(rows: try #require(activation.z))
      let pairs = [
        (try Operation.softmax(.columns).forward([z]), Tensor(rows: values)),
        (
          try Operation.logSoftmax(.columns).forward([z]),
          Tensor(rows: try #require(activation.log_softmax))
        ),
        (
          try Operation.softmaxJacobian.forward([z]),
          Tensor(rows: try #require(activation.jacobian))
        ),
      ]
      for (value, reference) in pairs {
        #expect(value.shape == reference.shape)
        for (own, theirs) in zip(value.elements, reference.elements) {
          #expect((own - theirs).magnitude <= 1e-300 + 1e-9 * theirs.magnitude)
        }
      }
      tested += 1
    }
    #expect(tested == 3)
  }
}
