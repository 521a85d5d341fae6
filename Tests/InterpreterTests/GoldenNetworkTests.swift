import Interpreter
import Notation
import Tensors
import Testing

/// Every number of the reference networks, three ways, in both dialects, to 1e-9 relative.
@Suite("Reference networks") struct GoldenNetworkTests {
  @Test("Typed line by line, without an algorithm", arguments: try Golden.networks())
  func typed(_ network: Golden.Network) throws {
    var student = Student()
    for line in network.settings(layer: { "[\($0)]" }, first: 0) { try student.type(line) }
    for line in network.forwardLines { try student.type(line) }
    try expectForward(&student, network)
    for line in network.backwardLines { try student.type(line) }
    try expectDeltas(&student, network)
  }

  @Test("By forward() and backward()", arguments: try Golden.networks())
  func algorithms(_ network: Golden.Network) throws {
    var student = Student()
    try student.type(network.definition)
    for line in network.settings(layer: { "[\($0)]" }, first: 0) { try student.type(line) }
    try student.type("forward()")
    try expectForward(&student, network)
    try student.type("backward()")
    try expectDeltas(&student, network)
  }

  @Test("By ∂J/∂W[l]", arguments: try Golden.networks())
  func reverseMode(_ network: Golden.Network) throws {
    var student = Student()
    try student.type(network.definition)
    for line in network.settings(layer: { "[\($0)]" }, first: 0) { try student.type(line) }
    try student.type("forward()")
    for l in 1...network.layers {
      try expect(&student, "N·∂J/∂z[\(l)]", network.dz["\(l)"])
      try expect(&student, "∂J/∂W[\(l)]", network.dW["\(l)"])
      try expect(&student, "∂J/∂b[\(l)]", network.db["\(l)"])
    }
  }

  @Test("In manchester by its algorithms: E is N J", arguments: try Golden.networks())
  func manchester(_ network: Golden.Network) throws {
    var student = try manchesterStudent(network)
    try student.type("backward()")
    try expectManchester(&student, network)
  }

  @Test("In manchester by reverse mode: E is N J", arguments: try Golden.networks())
  func manchesterReverse(_ network: Golden.Network) throws {
    var student = try manchesterStudent(network)
    try expectManchester(&student, network)
  }

  @Test(
    "The first case in manchester, typed as the slide's equations stand there",
    arguments: try Golden.networks()
  )
  func manchesterTyped(_ network: Golden.Network) throws {
    var student = try manchesterStudent(network)
    try student.type("x = x_{(1)}; y = y_{(1)}; λ = 0; forward()")
    let last = superscript(network.layers + 1)
    try student.type("∂E/∂z⁽\(last)⁾ = ∂E/∂a⁽\(last)⁾ ∂a⁽\(last)⁾/∂z⁽\(last)⁾")
    for l in stride(from: network.layers, through: 1, by: -1) {
      let here = superscript(l + 1)
      let below = superscript(l)
      try student.type("∂E/∂W⁽\(here)⁾ = a⁽\(below)⁾ (∂E/∂z⁽\(here)⁾)")
      try student.type("∂E/∂b⁽\(here)⁾ = ∂E/∂z⁽\(here)⁾")
      if l > 1 {
        try student.type(
          "∂E/∂z⁽\(below)⁾ = ∂E/∂z⁽\(here)⁾ W⁽\(here)⁾ ∂a⁽\(below)⁾/∂z⁽\(below)⁾"
        )
      }
      let dz = try #require(network.dz["\(l)"]).map { $0[0] }
      let input = try #require(network.a["\(l - 1)"]).map { $0[0] }
      try expect(&student, "∂E/∂z⁽\(here)⁾", [dz])
      try expect(&student, "∂E/∂b⁽\(here)⁾", [dz])
      try expect(&student, "∂E/∂W⁽\(here)⁾", input.map { a in dz.map { $0 * a } })
    }
  }

  // MARK: Expectations

  private func manchesterStudent(_ network: Golden.Network) throws -> Student {
    var student = Student(.manchester)
    try student.type(network.definition)
    for line in network.settings(layer: { "⁽\(superscript($0))⁾" }, first: 1) {
      try student.type(line)
    }
    try student.type("forward()")
    for l in 1...network.layers {
      let layer = superscript(l + 1)
      try expect(&student, "z⁽\(layer)⁾", network.z["\(l)"])
      try expect(&student, "a⁽\(layer)⁾", network.a["\(l)"])
    }
    let error = try student.number("E / N")
    #expect(isClose(error, network.J), "E/N is \(error), not \(network.J)")
    return student
  }

  private func expectManchester(_ student: inout Student, _ network: Golden.Network) throws {
    let cases = Double(network.N)
    for l in 1...network.layers {
      let layer = superscript(l + 1)
      try expect(&student, "∂E/∂z⁽\(layer)⁾", network.dz["\(l)"].map(transposed))
      try expect(&student, "∂E/∂W⁽\(layer)⁾", network.dW["\(l)"].map(transposed), times: cases)
      try expect(&student, "∂E/∂b⁽\(layer)⁾", network.db["\(l)"].map(transposed), times: cases)
    }
  }

  private func expectForward(_ student: inout Student, _ network: Golden.Network) throws {
    for l in 0...network.layers {
      if l > 0 { try expect(&student, "z[\(l)]", network.z["\(l)"]) }
      try expect(&student, "a[\(l)]", network.a["\(l)"])
    }
    let cost = try student.number("J")
    #expect(isClose(cost, network.J), "J is \(cost), not \(network.J)")
  }

  private func expectDeltas(_ student: inout Student, _ network: Golden.Network) throws {
    for l in 1...network.layers {
      try expect(&student, "Δz[\(l)]", network.dz["\(l)"])
      try expect(&student, "ΔW[\(l)]", network.dW["\(l)"])
      try expect(&student, "Δb[\(l)]", network.db["\(l)"])
    }
  }

  private func expect(
    _ student: inout Student,
    _ text: String,
    _ rows: [[Double]]?,
    times factor: Double = 1,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let value = try student.tensor(text)
    let reference = Tensor(rows: try #require(rows)).map { $0 * factor }
    #expect(
      isClose(value, reference),
      "\(text): \(value.elements) is not \(reference.elements)",
      sourceLocation: location
    )
  }
}

extension Golden.Network {
  /// `network(…)` with the sizes, activations and loss of this one.
  var definition: String {
    let sizes = sizes.map(String.init).joined(separator: ", ")
    let functions = activations.joined(separator: ", ")
    return "network([\(sizes)], [\(functions)], loss = \(loss))"
  }

  /// The data and the parameters as a learner types them in.
  func settings(layer: (Int) -> String, first: Int) -> [String] {
    var lines = ["x = \(literal(X))", "y = \(literal(Y))", "λ = \(l2_lambda)"]
    for l in 1...layers {
      lines.append("W\(layer(l + first)) = \(literal(W["\(l)"] ?? []))")
      lines.append("b\(layer(l + first)) = \(literal(b["\(l)"] ?? []))")
    }
    return lines
  }

  /// The forward pass by the lecture's formulas.
  var forwardLines: [String] {
    var lines = ["N = columns(x)", "a[0] = x"]
    for l in 1...layers {
      lines.append("z[\(l)] = W[\(l)] a[\(l - 1)] + b[\(l)]")
      lines.append("a[\(l)] = \(activations[l - 1])(z[\(l)])")
    }
    let a = "a[\(layers)]_{(n)j}"
    let perCase =
      switch loss {
      case "cross_entropy": "−Σ_j y_{(n)j} log(\(a))"
      case "binary_cross_entropy":
        "−Σ_j (y_{(n)j} log(\(a)) + (1 − y_{(n)j}) log(1 − \(a)))"
      default: "½ Σ_j (\(a) − y_{(n)j})²"
      }
    lines.append("J = 1/N Σ_{n=1}^{N} (\(perCase)) + λ/2N Σ_l ‖W[l]‖²")
    return lines
  }

  /// The backward pass by the lecture's formulas, Jacobians written out case by case.
  var backwardLines: [String] {
    let L = layers
    var lines: [String] = []
    if isMatched {
      lines.append("Δz[\(L)] = a[\(L)] − y")
    } else {
      let outputs =
        switch loss {
        case "cross_entropy": "−y / a[\(L)]"
        case "binary_cross_entropy": "(a[\(L)] − y) / (a[\(L)] ⊙ (1 − a[\(L)]))"
        default: "a[\(L)] − y"
        }
      lines += through(L, outputs)
    }
    for l in stride(from: L, through: 1, by: -1) {
      lines.append("ΔW[\(l)] = 1/N Δz[\(l)] a[\(l - 1)]ᵀ + λ/N W[\(l)]")
      lines.append("Δb[\(l)] = 1/N Σ_{n=1}^{N} Δz[\(l)]_{(n)}")
      if l > 1 { lines += through(l - 1, "W[\(l)]ᵀ Δz[\(l)]") }
    }
    return lines
  }

  private func through(_ l: Int, _ upstream: String) -> [String] {
    let g = activations[l - 1]
    guard g == "softmax" else { return ["Δz[\(l)] = \(g)'(z[\(l)]) ⊙ (\(upstream))"] }
    return [
      "Δa = \(upstream)", "Δz[\(l)] = 0 z[\(l)]",
      "for n = 1, ..., N { Δz[\(l)]_{(n)} = softmax'(z[\(l)]_{(n)})ᵀ Δa_{(n)} }",
    ]
  }
}

/// A number in superscript digits.
func superscript(_ number: Int) -> String {
  let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
  return String("\(number)".compactMap { $0.wholeNumberValue.map { digits[$0] } })
}
