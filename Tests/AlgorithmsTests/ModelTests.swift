import Interpreter
import Notation
import Testing

/// Small models and looks at a network, as the decks have them.
@Suite("Models") struct ModelTests {
  @Test("A line through points: RSS falls to that of the least squares")
  func linear() throws {
    for dialect in [Dialect.galway, .manchester] {
      var learner = Learner(dialect)
      try learner.type("x = [0 1 2 3]; y = [1 3 4 8]", "linear_regression(x, y, 0.05, 250)")
      // Least squares by hand: β₁ = 11/5, β₀ = 4 − 1.5 β₁; the residuals 0.3, 0.1, −1.1, 0.7.
      let line = try learner.numbers("[β₀, β₁]")
      #expect(areClose(line, [0.7, 2.2], relative: 1e-9))
      #expect(areClose([try learner.number("RSS")], [1.8], relative: 1e-9))
    }
  }

  @Test("One step of it by hand: β ← β − ρ ∇RSS")
  func linearStep() throws {
    var learner = Learner()
    try learner.type("x = [1; 2]; y = [1; 3]", "linear_regression(x, y, α = 0.1, steps = 1)")
    // ∇RSS = [−2 Σ y; −2 Σ x y] = [−8; −14] at 0.
    #expect(areClose(try learner.numbers("[β₀, β₁]"), [0.8, 1.4], relative: 1e-14))
    #expect(areClose([try learner.number("RSS")], [1.44 + 0.36], relative: 1e-13))
  }

  @Test("Logistic regression: one step by hand, and a separable set separated")
  func logistic() throws {
    for (dialect, factor) in [(Dialect.galway, 0.25), (.manchester, 1.0)] {
      var learner = Learner(dialect)
      try learner.type("x = [0 1 2 5; 1 0 0 1]; y = [0 0 1 1]")
      try learner.type("logistic_regression(x, y, learning_rate = 0.1, steps = 1)")
      // At w = 0 every ŷ is ½: Σ x (ŷ − y) = [−3; 0], Σ (ŷ − y) = 0.
      #expect(areClose(try learner.numbers("w"), [0.3 * factor, 0], relative: 1e-13))
      #expect(areClose([try learner.number("b")], [0]))
      try learner.type("logistic_regression(x, y, learning_rate = 0.5, steps = 400)")
      #expect(try learner.numbers("ŷ > 0.5") == [0, 0, 1, 1])
      let cost = dialect == .galway ? "J" : "E"
      let mean = try learner.number("−1/4 Σ (y ⊙ log(ŷ) + (1 − y) ⊙ log(1 − ŷ))")
      #expect(areClose([try learner.number(cost)], [mean * 4 * factor], relative: 1e-9))
    }
  }

  @Test("Only the outputs of softmax sum to 1")
  func outputs() throws {
    var learner = Learner()
    try learner.type("softmax_against_logistic([1 0; 2 0; 3 0])")
    #expect(areClose(try learner.numbers("S_softmax"), [1, 1], relative: 1e-15))
    #expect(areClose(try learner.numbers("ŷ_softmax_{(2)}"), [1.0 / 3, 1.0 / 3, 1.0 / 3]))
    #expect(try learner.numbers("ŷ_logistic_{(2)}") == [0.5, 0.5, 0.5])
    #expect(try learner.number("S_logistic_{2}") == 1.5)
  }

  @Test("The gradient vanishes layer by layer downwards behind σ")
  func vanishing() throws {
    for dialect in [Dialect.galway, .manchester] {
      var learner = Learner(dialect)
      try learner.type("x = [0 0 1 1; 0 1 0 1]; y = [0 1 1 0]")
      try learner.type("network([2, 4, 4, 4, 4, 1], [σ, σ, σ, σ, σ])", "gradient_sizes()")
      let sizes = try learner.numbers("sizes")
      #expect(sizes.count == 5)
      #expect(sizes == sizes.sorted(), "\(sizes)")
      #expect(sizes[0] < sizes[4] / 100)
      let first = dialect == .galway ? "‖ΔW[1]‖" : "‖∂E/∂W⁽²⁾‖"
      #expect(try learner.number(first) == sizes[0])
    }
  }
}
