import Interpreter
import Notation
import Testing

/// The L1 penalty beside the L2 one, and the step that weight decay is.
@Suite("Regularisers") struct RegularizerTests {
  static let setup =
    "x = [0 0 1 1; 0 1 0 1]; y = [0 1 1 0]; network([2, 3, 1], [tanh, σ]); λ = 0.3"

  @Test("λ₁ adds λ₁/N Σ‖W‖₁ to J, and its derivative to ΔW")
  func galway() throws {
    var learner = Learner()
    try learner.type(Self.setup, "forward(); backward(); K = J; D = ΔW[1]; d = Δb[1]")
    try learner.type("λ_1 = 0.2", "forward(); backward()")
    let penalty = try learner.number("0.2/4 (Σ abs(W[1]) + Σ abs(W[2]))")
    #expect(areClose([try learner.number("J − K")], [penalty], relative: 1e-13))
    let difference = try learner.numbers("ΔW[1] − D − 0.05 sign(W[1])")
    #expect(areClose(difference, Array(repeating: 0, count: 6), absolute: 1e-15))
    #expect(try learner.numbers("Δb[1]") == learner.numbers("d"))
    for l in 1...2 {
      #expect(try learner.interpreter.check(try Expression(parsing: "ΔW[\(l)]"), of: nil).agrees)
      try learner.type("numeric_gradient(W[\(l)])")
      #expect(areClose(try learner.numbers("ΔW[\(l)]"), try learner.numbers("G"), absolute: 1e-8))
    }
  }

  @Test("In manchester without 1/N, and as a row")
  func manchester() throws {
    var learner = Learner(.manchester)
    try learner.type(
      Self.setup,
      "forward(); backward(); K = E",
      "λ₁ = 0.2",
      "forward(); backward()"
    )
    let penalty = try learner.number("0.2(Σ abs(W⁽²⁾) + Σ abs(W⁽³⁾))")
    #expect(areClose([try learner.number("E − K")], [penalty], relative: 1e-13))
    for l in ["²", "³"] {
      let claim = try Expression(parsing: "∂E/∂W⁽\(l)⁾", dialect: .manchester)
      #expect(try learner.interpreter.check(claim, of: nil).agrees)
      try learner.type("numeric_gradient(W⁽\(l)⁾)")
      #expect(
        areClose(try learner.numbers("∂E/∂W⁽\(l)⁾"), try learner.numbers("G"), absolute: 1e-7)
      )
    }
  }

  @Test("Without λ₁ nothing is added: not even a zero")
  func without() throws {
    var learner = Learner()
    try learner.type(Self.setup, "forward(); backward()")
    #expect(try learner.number("J") == learner.number("1/N Σ loss(a[L], y) + λ/2N Σ_l ‖W[l]‖²"))
    #expect(try learner.numbers("ΔW[1]") == learner.numbers("1/N Δz[1] a[0]ᵀ + λ/N W[1]"))
  }

  @Test("Weight decay is the extra step of the L2 penalty")
  func decay() throws {
    for (dialect, W, update) in [
      (Dialect.galway, "W[1]", "− 0.1·0.3/4"), (.manchester, "W⁽²⁾", "− 0.1·0.3"),
    ] {
      var with = Learner(dialect)
      try with.type(Self.setup, "forward(); backward(); V = \(W)", "descend()")
      var apart = Learner(dialect)
      try apart.type(Self.setup, "λ = 0; forward(); backward(); λ = 0.3", "decay_weights(0.1)")
      let decayed = try apart.numbers(W)
      try apart.type("V = \(W)")
      #expect(areClose(decayed, try with.numbers("V \(update) V"), relative: 1e-14))
      // Both together are one step down the penalised cost.
      try apart.type("descend()")
      #expect(areClose(try apart.numbers(W), try with.numbers(W), relative: 1e-13))
    }
  }
}
