import Interpreter
import Notation
import Tensors
import Testing

/// Every activation with every loss in every place: backward(), reverse mode and finite
/// differences must come to the same.
@Suite("Every activation and loss in every place") struct EveryNetworkTests {
  static let activations = [
    "identity", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "softmax",
  ]

  struct Spot: Sendable, CustomTestStringConvertible {
    let hidden: String
    let output: String
    let loss: String
    var testDescription: String { "\(hidden), \(output), \(loss)" }
  }

  /// All hidden activations, all outputs, all losses; the cross-entropies need outputs between
  /// 0 and 1, which the data below gives to every output function.
  static let spots = activations.flatMap { hidden in
    activations.flatMap { output in
      ["cross_entropy", "binary_cross_entropy", "squared_error"].map { loss in
        Spot(hidden: hidden, output: output, loss: loss)
      }
    }
  }

  @Test("backward() agrees with ∂J/∂W[l] and with numeric_gradient", arguments: spots)
  func galway(_ spot: Spot) throws {
    var student = Student()
    try student.type(
      "network([2, 3, 2], [\(spot.hidden), \(spot.output)], loss = \(spot.loss), seed = 3)"
    )
    try setUp(&student, layers: ["[1]", "[2]"], loss: spot.loss)
    try student.type("forward(); backward()")
    for l in ["1", "2"] {
      try expectSame(&student, "ΔW[\(l)]", "∂J/∂W[\(l)]", 1e-10)
      try expectSame(&student, "Δb[\(l)]", "∂J/∂b[\(l)]", 1e-10)
      try expectSame(&student, "Δz[\(l)]", "N·∂J/∂z[\(l)]", 1e-10)
      try student.type("numeric_gradient(W[\(l)])")
      try expectSame(&student, "ΔW[\(l)]", "G", 1e-6)
      try student.type("numeric_gradient(b[\(l)])")
      try expectSame(&student, "Δb[\(l)]", "G", 1e-6)
    }
    for claim in ["Δz[1]", "Δz[2]", "ΔW[1]", "ΔW[2]", "Δb[1]", "Δb[2]"] {
      #expect(student.check(claim).hasPrefix("agrees: \(claim) agrees with ∂"))
    }
  }

  @Test("The same in manchester, where a derivative is a row", arguments: spots)
  func manchester(_ spot: Spot) throws {
    var student = Student(.manchester)
    try student.type(
      "network([2, 3, 2], [\(spot.hidden), \(spot.output)], loss = \(spot.loss), seed = 3)"
    )
    try setUp(&student, layers: ["⁽²⁾", "⁽³⁾"], loss: spot.loss)
    try student.type("forward()")
    for l in ["⁽²⁾", "⁽³⁾"] {
      for name in ["W", "b", "z"] { try student.type("true_\(name)\(l) = ∂E/∂\(name)\(l)") }
    }
    try student.type("backward()")
    for l in ["⁽²⁾", "⁽³⁾"] {
      for name in ["W", "b", "z"] {
        try expectSame(&student, "∂E/∂\(name)\(l)", "true_\(name)\(l)", 1e-10)
      }
      try student.type("numeric_gradient(W\(l))")
      try expectSame(&student, "∂E/∂W\(l)", "G", 1e-6)
    }
  }

  /// Data and weights for which every output lies between 0 and 1 and no unit is at its kink.
  private func setUp(_ student: inout Student, layers: [String], loss: String) throws {
    try student.type("x = [0.3 −0.4 0.9; 0.7 0.2 −0.5]")
    try student.type(loss == "cross_entropy" ? "y = [1 0 0; 0 1 1]" : "y = [1 0 1; 0 1 1]")
    try student.type("W\(layers[0]) = [0.3 −0.2; 0.25 0.4; −0.1 0.35]")
    try student.type("b\(layers[0]) = [0.07; −0.1; 0.2]")
    try student.type("W\(layers[1]) = [0.2 0.15 −0.1; 0.05 −0.1 0.2]")
    try student.type("b\(layers[1]) = [0.3; 0.25]; λ = 0.2")
  }

  private func expectSame(
    _ student: inout Student,
    _ text: String,
    _ other: String,
    _ relative: Double,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let value = try student.tensor(text)
    let reference = try student.tensor(other)
    let scale = reference.elements.reduce(0) { max($0, $1.magnitude) }
    #expect(
      isClose(value, reference, absolute: relative * max(scale, 1e-3), relative: 0),
      "\(text) is \(value.elements), \(other) \(reference.elements)",
      sourceLocation: location
    )
  }
}
