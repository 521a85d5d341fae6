import Interpreter
import Notation
import TestSupport
import Testing

/// The optimisers, by the reference values, by the decks' figures, and by their options.
@Suite("Optimisers") struct OptimizerTests {
  @Test(
    "The reference steps, to 1e-9 relative",
    arguments: try ReferenceValues.optimizers(),
    [false, true]
  )
  func golden(_ entry: ReferenceValues.Optimizer, manchester: Bool) throws {
    var learner = Learner(manchester ? .manchester : .galway)
    try learner.type("w = \(column(entry.w0))")
    // PyTorch adds the L2 penalty's derivative to the gradient that it is given.
    let gradient = entry.hyperparameters["l2"].map { "g + \($0)w" } ?? "g"
    let options = Golden.options(entry.hyperparameters)
    for (g, w) in zip(entry.gradients, entry.w) {
      try learner.type("g = \(column(g))")
      try learner.type("\(Golden.algorithm(entry.name))(w, \(gradient)\(options))")
      let value = try learner.numbers("w")
      #expect(areClose(value, w), "\(value) is not \(w)")
    }
  }

  /// Calls that mean the same step, from w = [1; −2] by g = [0.5; −4]: w afterwards by hand.
  static let steps: [(calls: [String], w: [Double])] = [
    (
      [
        "gradient_descent(w, g, α = 0.1)", "gradient_descent(w, g, learning_rate = 0.1)",
        "gradient_descent(w, g)", "gradient_descent(w, g, 0.1)",
      ],
      [0.95, -1.6]
    ),
    (
      [
        "momentum(w, g, α = 0.1, γ = 0.5)", "momentum(w, g, learning_rate = 0.1, momentum = 0.5)",
        "momentum_update(w, g, 0.1, 0.5)",
        "momentum_update(w, g, α = 0.1, momentum = 0.5)",
      ],
      [0.95, -1.6]
    ),
    (
      // v = g: w − α (g + μ g).
      [
        "nesterov(w, g, α = 0.1, μ = 0.5)", "nesterov(w, g, learning_rate = 0.1, momentum = 0.5)",
      ],
      [0.925, -1.4]
    ),
    (
      // Each entry is divided by its own size.
      [
        "adagrad(w, g, α = 0.1, ϵ = 0)", "adagrad(w, g, learning_rate = 0.1, epsilon = 0)",
        "adagrad_without_epsilon(w, g, α = 0.1)",
        "adagrad_without_epsilon(w, g, learning_rate = 0.1)",
        "rmsprop(w, g, learning_rate = 0.05, beta = 0.75, epsilon = 0)",
        "rmsprop(w, g, α = 0.05, β = 0.75, ϵ = 0)", "adam(w, g, α = 0.1, epsilon = 0)",
        "adamw(w, g, α = 0.1, epsilon = 0, weight_decay = 0)",
      ],
      [0.9, -1.9]
    ),
    (
      // s = √ϵ/√(½ g² + ϵ) g, with ϵ = 8: √8/√8.125 · 0.5 and √8/√16 · −4.
      [
        "adadelta(w, g, rho = 0.5, epsilon = 8)", "adadelta(w, g, ρ = 0.5, ϵ = 8)",
        "adadelta(w, g, learning_rate = 1, ρ = 0.5, ϵ = 8)",
      ],
      [1 - 0.5 * (8 / 8.125).squareRoot(), -2 + 4 * 0.5.squareRoot()]
    ),
    (
      // Decoupled: α λ w is taken off besides.
      [
        "adamw(w, g, α = 0.1, ϵ = 0, λ = 0.5)",
        "adamw(w, g, learning_rate = 0.1, epsilon = 0, weight_decay = 0.5)",
      ],
      [0.9 - 0.05, -1.9 + 0.1]
    ),
  ]

  @Test("One step by hand, options by symbol and by name", arguments: steps, [false, true])
  func byHand(_ step: (calls: [String], w: [Double]), manchester: Bool) throws {
    for call in step.calls {
      var learner = Learner(manchester ? .manchester : .galway)
      try learner.type("w = [1; −2]; g = [0.5; −4]")
      var call = call
      if manchester { call = call.replacing("α", with: "η").replacing("γ", with: "μ") }
      try learner.type(call)
      let w = try learner.numbers("w")
      #expect(areClose(w, step.w, absolute: 1e-15, relative: 1e-14), "\(call): \(w)")
    }
  }

  @Test("The weight decay of adamw is its own, and the network's λ the L2 penalty")
  func weightDecay() throws {
    for (call, decay) in [("adamw(w, g)", 0.01), ("adamw(w, g, weight_decay = 0.1)", 0.1)] {
      var learner = Learner()
      try learner.type("λ = 7; w = 2; g = 3", call)
      #expect(try learner.number("λ") == 7)
      // ŝ/(√r̂ + ϵ) is 1 but for ϵ.
      let expected = 2 - 0.001 * (3 / (3 + 1e-8) + decay * 2)
      #expect(areClose([try learner.number("w")], [expected], relative: 1e-14))
    }
  }

  @Test("Both are set at once: λ in the gradient, weight_decay in the step")
  func bothDecays() throws {
    var learner = Learner()
    try learner.type("x = [1 2]; y = [0 1]; network([1, 1], [σ]); λ = 0.5; W[1] = [2]")
    try learner.type("forward(); backward(); g = ΔW[1]", "descend(adamw, weight_decay = 0.1)")
    try learner.type("v = [2]", "adamw(v, g, weight_decay = 0.1)")
    #expect(try learner.number("W[1]") == learner.number("v"))
    #expect(try learner.number("λ") == 0.5)
  }

  @Test("eindhoven's ν is −Δw of manchester: the same path")
  func momentumForms() throws {
    var learner = Learner()
    try learner.type("w = [1; 2]; v = w")
    for g in ["[1; −1]", "[0.5; 3]", "[−2; 0.1]", "[0; 0]"] {
      try learner.type("g = \(g)", "momentum(w, g, 0.1, 0.9)", "momentum_update(v, g, 0.1, 0.9)")
      #expect(areClose(try learner.numbers("w"), try learner.numbers("v"), relative: 1e-14))
    }
  }

  @Test("The rates on santa-cruz' slide: α/0.1 and α/0.22, α/20 and α/22")
  func adagradRates() throws {
    var learner = Learner()
    try learner.type("θ = [0; 0]; g = [0.1; 20]", "adagrad_without_epsilon(θ, g, 1)")
    #expect(areClose(try learner.numbers("1 / α_θ"), [0.1, 20], relative: 1e-15))
    try learner.type("g = [0.2; 10]", "adagrad_without_epsilon(θ, g, 1)")
    let truth = [0.22360679774997896, 22.360679774997898]
    #expect(areClose(try learner.numbers("1 / α_θ"), truth, relative: 1e-15))
  }

  @Test("Without ϵ a first gradient of 0 is an error")
  func noEpsilon() throws {
    var learner = Learner()
    try learner.type("w = [1; 1]; g = [0; 1]")
    #expect(
      learner.error("adagrad_without_epsilon(w, g)")
        == "0.01/0: nothing can be divided by zero"
    )
    #expect(try learner.numbers("w") == [1, 1])
  }
}
