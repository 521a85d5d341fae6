import Interpreter
import Notation
import TestSupport
import Testing

/// The loops around forward(), backward() and descend().
@Suite("Training loops") struct TrainingTests {
  @Test("The reference trainings, to 1e-9 relative", arguments: try ReferenceValues.trainings())
  func golden(_ entry: ReferenceValues.Training) throws {
    var learner = Learner()
    try learner.type("x = \(literal(entry.X)); y = \(literal(entry.Y))")
    try learner.type("network([2, 3, 1], [tanh, σ])")
    try learner.type("W[1] = \(literal(entry.W1)); W[2] = \(literal(entry.W2))")
    let options = Golden.options(entry.hyperparameters)
    try learner.type("batch_gradient_descent(50, \(Golden.algorithm(entry.name))\(options))")
    #expect(areClose(try learner.numbers("cost_history"), entry.costs))
    let final = entry.final
    for (name, rows) in [
      ("W[1]", final.W1), ("b[1]", final.b1), ("W[2]", final.W2), ("b[2]", final.b2),
    ] {
      let value = try learner.numbers(name)
      #expect(areClose(value, rows.flatMap(\.self)), "\(name): \(value)")
    }
  }

  @Test(
    "In manchester E is the sum over the cases: a rate N times smaller takes the same path",
    arguments: try ReferenceValues.trainings().filter { ["sgd", "momentum"].contains($0.name) }
  )
  func manchester(_ entry: ReferenceValues.Training) throws {
    var learner = Learner(.manchester)
    try learner.type("x = \(literal(entry.X)); y = \(literal(entry.Y))")
    try learner.type("network([2, 3, 1], [tanh, σ])")
    try learner.type("W⁽²⁾ = \(literal(entry.W1)); W⁽³⁾ = \(literal(entry.W2))")
    let options = Golden.options(entry.hyperparameters, rate: 0.25)
    try learner.type("batch_gradient_descent(50, \(Golden.algorithm(entry.name))\(options))")
    #expect(areClose(try learner.numbers("cost_history / 4"), entry.costs))
    #expect(areClose(try learner.numbers("W⁽²⁾"), entry.final.W1.flatMap(\.self)))
    #expect(areClose(try learner.numbers("b⁽³⁾"), entry.final.b2.flatMap(\.self)))
  }

  /// A network that hands x on, and an optimiser that writes down what it was shown.
  private func witness(_ dialect: Dialect) throws -> Learner {
    var learner = Learner(dialect)
    try learner.type("x = [1 2 3 4 5 6 7]; y = zeros(1, 7); network([1, 1], [identity])")
    let W = dialect == .galway ? "W[1]" : "W⁽²⁾"
    try learner.type("\(W) = [1]; seen = [0]; sizes = [0]")
    // It is called for W and for b: only the first, whose gradient is not that of b, writes.
    try learner.type(
      """
      algorithm witness(w, g) assigns seen, sizes {
        if w == 1 {
          seen = [seen, x]
          sizes = [sizes, N]
        }
      }
      """
    )
    return learner
  }

  @Test(
    "Every case is seen once an epoch, the last batch smaller",
    arguments: [Dialect.galway, .manchester],
    [
      (batch: 1, sizes: [1, 1, 1, 1, 1, 1, 1]), (2, [2, 2, 2, 1]), (3, [3, 3, 1]), (4, [4, 3]),
      (7, [7]), (64, [7]),
    ]
  )
  func everyCase(_ dialect: Dialect, _ wanted: (batch: Int, sizes: [Double])) throws {
    var learner = try witness(dialect)
    try learner.type("minibatch_gradient_descent(3, \(wanted.batch), witness)")
    let seen = try learner.numbers("seen").dropFirst()
    let sizes = try learner.numbers("sizes").dropFirst()
    #expect(Array(sizes) == wanted.sizes + wanted.sizes + wanted.sizes)
    let epochs = (0..<3).map { Array(seen.dropFirst(1 + 7 * $0 - 1).prefix(7)) }
    for epoch in epochs { #expect(epoch.sorted() == [1, 2, 3, 4, 5, 6, 7]) }
    #expect(Set(epochs).count == 3, "Each epoch has an order of its own.")

    // The mean over the batches of the cost before each update: ½ x², averaged in a batch.
    let history = try learner.numbers("cost_history")
    for (epoch, cost) in zip(epochs, history) {
      var start = 0
      var costs: [Double] = []
      for size in wanted.sizes.map({ Int($0) }) {
        let sum = epoch[start..<start + size].reduce(0) { $0 + $1 * $1 / 2 }
        costs.append(dialect == .galway ? sum / Double(size) : sum)
        start += size
      }
      let mean = costs.reduce(0, +) / Double(costs.count)
      #expect(areClose([cost], [mean], relative: 1e-13))
    }
    #expect(try learner.numbers("x") == [1, 2, 3, 4, 5, 6, 7])
    #expect(try learner.numbers("y") == [0, 0, 0, 0, 0, 0, 0])
    #expect(try learner.number("N") == 7)
  }

  @Test("One case for each update, every one once an epoch")
  func stochastic() throws {
    for dialect in [Dialect.galway, .manchester] {
      var learner = try witness(dialect)
      try learner.type("stochastic_gradient_descent(2, witness)")
      let seen = Array(try learner.numbers("seen").dropFirst())
      #expect(seen.prefix(7).sorted() == [1, 2, 3, 4, 5, 6, 7])
      #expect(seen.dropFirst(7).sorted() == [1, 2, 3, 4, 5, 6, 7])
      #expect(seen.prefix(7) != seen.dropFirst(7))
      #expect(try learner.numbers("x") == [1, 2, 3, 4, 5, 6, 7])
      let mean = 0.5 * (1 + 4 + 9 + 16 + 25 + 36 + 49) / 7
      #expect(areClose(try learner.numbers("cost_history"), [mean, mean], relative: 1e-13))
    }
  }

  @Test("A batch of one is the stochastic step, a batch of all the whole")
  func extremes() throws {
    let setup = "x = [0 0 1 1; 0 1 0 1]; y = [0 1 1 0]; network([2, 3, 1], [tanh, σ])"
    let pairs = [
      (
        "stochastic_gradient_descent(3, adam, α = 0.1)",
        "minibatch_gradient_descent(3, 1, adam, α = 0.1)"
      ),
      (
        "batch_gradient_descent(3, momentum, α = 0.1)",
        "minibatch_gradient_descent(3, 4, momentum, α = 0.1)"
      ),
    ]
    for (one, other) in pairs {
      var first = Learner()
      var second = Learner()
      try first.type(setup, one)
      try second.type(setup, other)
      for name in ["W[1]", "b[1]", "W[2]", "b[2]", "cost_history", "J", "ΔW[1]"] {
        #expect(areClose(try first.numbers(name), try second.numbers(name)), "\(name) by \(other)")
      }
    }
  }

  @Test("Afterwards the claims are those of the cost that is left")
  func consistent() throws {
    var learner = Learner()
    try learner.type("x = [0 0 1 1; 0 1 0 1]; y = [0 1 1 0]; network([2, 3, 1], [tanh, σ])")
    for call in ["batch_gradient_descent(2)", "minibatch_gradient_descent(2, 3)"] {
      try learner.type(call)
      let claim = try Expression(parsing: "ΔW[1]")
      #expect(try learner.interpreter.check(claim, of: nil).agrees)
    }
  }

  /// What stops a training, in its own words.
  static let failures: [(call: String, message: String)] = [
    (
      "minibatch_gradient_descent(2, 0)",
      "4/0: nothing can be divided by zero"
    ),
    (
      "minibatch_gradient_descent(2, 2, adam, speed = 3)",
      "adam has no option speed. | It knows w, g, α (learning_rate), β₁ (beta1), β₂ (beta2), "
        + "ε (epsilon)."
    ),
    (
      "minibatch_gradient_descent(1.5, 2)",
      "zeros needs whole numbers of rows and columns, not 1.5."
    ),
  ]

  @Test("A training that fails changes nothing", arguments: failures)
  func failure(_ failure: (call: String, message: String)) throws {
    var learner = Learner()
    try learner.type("x = [0 0 1 1; 0 1 0 1]; y = [0 1 1 0]; network([2, 3, 1], [tanh, σ])")
    let before = learner.variables
    #expect(learner.error(failure.call) == failure.message)
    #expect(learner.variables == before)
  }
}
