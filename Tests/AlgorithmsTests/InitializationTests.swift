import Interpreter
import Notation
import Tensors
import Testing

/// Weights at the start: algorithms, and what network(…, init = …) draws.
@Suite("Initialisation") struct InitializationTests {
  /// The name, the option of network, and the deviation for 40 inputs and 60 units.
  static let kinds: [(call: String, option: String, deviation: Double)] = [
    ("initialize_he()", "he", (2.0 / 40).squareRoot()),
    ("initialize_xavier()", "xavier", (2.0 / 100).squareRoot()),
    ("initialize_gaussian()", "gaussian", 0.1),
    ("initialize_uniform()", "uniform", 0.1 / 3.0.squareRoot()),
  ]

  @Test("The deviation of 2400 weights, and biases of 0", arguments: kinds, [false, true])
  func deviation(
    _ kind: (call: String, option: String, deviation: Double),
    manchester: Bool
  ) throws {
    let layer = manchester ? "⁽²⁾" : "[1]"
    var learner = Learner(manchester ? .manchester : .galway)
    try learner.type("network([40, 60, 1], [relu, σ], init = zeros); b\(layer) = ones(60)")
    try learner.type(kind.call)
    var other = Learner(manchester ? .manchester : .galway)
    try other.type("network([40, 60, 1], [relu, σ], init = \(kind.option))")
    for var learner in [learner, other] {
      let weights = try learner.tensor("W\(layer)")
      #expect(weights.rows == 60 && weights.columns == 40)
      // The deviation of a deviation of n draws is 1/√(2n) of it, or less: 1.5 %.
      #expect(areClose([try learner.number("std(W\(layer))")], [kind.deviation], relative: 0.05))
      #expect(
        areClose([try learner.number("mean(W\(layer))")], [0], absolute: 0.1 * kind.deviation)
      )
      #expect(try learner.numbers("b\(layer)") == Array(repeating: 0, count: 60))
      let largest = weights.elements.map(\.magnitude).max() ?? 0
      #expect((largest <= 0.1) == (kind.option == "uniform"))
    }
  }

  @Test("limit and deviation are what they say")
  func options() throws {
    var learner = Learner()
    try learner.type("network([50, 50], [σ])", "initialize_uniform(limit = 2)")
    #expect(try learner.number("max(abs(W[1]))") <= 2)
    #expect(try learner.number("max(abs(W[1]))") > 1.9)
    try learner.type("initialize_gaussian(deviation = 3)")
    #expect(areClose([try learner.number("std(W[1])")], [3], relative: 0.05))
  }

  @Test("He's ε as on the slide: √(2/M)")
  func heIsTheSlides() throws {
    var learner = Learner()
    try learner.type("network([8, 1], [relu])", "initialize_he()")
    var drawn = Learner()
    try drawn.type("a = 1", "W = √(2/8) normal(1, 8)")
    #expect(areClose(try learner.numbers("W[1]"), try drawn.numbers("W"), relative: 1e-15))
  }

  @Test("Var[z] = M/2 ε² λ², measured over 10000 draws")
  func variance() throws {
    for (call, formula) in [
      ("variance_of_z(20)", 1.0), ("variance_of_z(20, λ = 2)", 4),
      ("variance_of_z(10, λ = 0.5, ϵ = 0.1)", 0.0125),
    ] {
      var learner = Learner()
      try learner.type(call)
      #expect(areClose([try learner.number("formula")], [formula], relative: 1e-14))
      // The fourth moment of z makes the measured variance spread by about 2 %.
      #expect(areClose([try learner.number("measured")], [formula], relative: 0.08), "\(call)")
    }
  }
}
