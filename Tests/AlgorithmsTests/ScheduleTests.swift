import Interpreter
import Notation
import Testing

/// The learning rates that schedules come to.
@Suite("Schedules") struct ScheduleTests {
  /// Calls with t in them, and the rates that they come to for t = 0, 1, 2 and so on.
  static let tables: [(call: String, rates: [Double])] = [
    ("linear_decay(0.5, t, epochs = 4)", [0.5, 0.375, 0.25, 0.125, 0, 0, 0]),
    ("linear_decay(0.5, t, final = 0.1, epochs = 2)", [0.5, 0.3, 0.1, 0.1]),
    ("linear_decay(1, 10t)", [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0, 0]),
    ("exponential_decay(2, t)", [2, 1.9, 1.805, 1.71475]),
    ("exponential_decay(2, t, decay = 0.5)", [2, 1, 0.5, 0.25]),
    ("step_decay(1, t, every = 2)", [1, 1, 0.5, 0.5, 0.25, 0.25]),
    ("step_decay(1, t, factor = 0.1, every = 3)", [1, 1, 1, 0.1, 0.1, 0.1, 0.01]),
    ("step_decay(1, 5t)", [1, 1, 0.5, 0.5, 0.25]),
    ("inverse_square_root_decay(3, t)", [3, 3 / 2.0.squareRoot(), 3 / 3.0.squareRoot(), 1.5]),
    ("inverse_time_decay(3, t)", [3, 1.5, 1, 0.75]),
    ("inverse_time_decay(3, t, decay = 0.5)", [3, 2, 1.5, 1.2]),
    ("warm_up(1, t)", [0.2, 0.4, 0.6, 0.8, 1, 1, 1]),
    ("warm_up(3, t, epochs = 2)", [1.5, 3, 3]),
  ]

  @Test("By the formula, t counted from 0", arguments: tables, [Dialect.galway, .manchester])
  func table(_ table: (call: String, rates: [Double]), dialect: Dialect) throws {
    var learner = Learner(dialect)
    for (t, rate) in table.rates.enumerated() {
      try learner.type("t = \(t)")
      let value = try learner.number(table.call)
      #expect(areClose([value], [rate], absolute: 1e-15, relative: 1e-14), "t = \(t): \(value)")
    }
  }

  @Test("The rate by its English name, and within a loop")
  func loop() throws {
    var learner = Learner()
    try learner.type(
      "w = 1; for t = 0, ..., 2 { gradient_descent(w, 1, step_decay(0.4, t, 0.5, 1)) }"
    )
    #expect(areClose([try learner.number("w")], [1 - 0.4 - 0.2 - 0.1]))
    #expect(try learner.number("warm_up(learning_rate = 2, t = 0)") == 0.4)
  }

  @Test("On a plateau: patience calls in a row that were no better, counted anew then")
  func plateau() throws {
    var learner = Learner()
    try learner.type("α = 1")
    let costs: [(cost: Double, rate: Double)] = [
      (5, 1), (4, 1), (4, 1), (4.5, 0.5), (4, 0.5), (4.1, 0.25), (3.9, 0.25), (4, 0.25),
      (3.8, 0.25), (3.8, 0.25), (9, 0.125),
    ]
    for (cost, rate) in costs {
      try learner.type("cost = \(cost); α ← reduce_on_plateau(α, cost, patience = 2)")
      #expect(try learner.number("α") == rate, "after \(cost)")
    }
    // α = … begins anew: what was best is forgotten.
    try learner.type("α = 1; α ← reduce_on_plateau(α, 100, factor = 0.1, patience = 1)")
    #expect(try learner.number("α") == 1)
    try learner.type("α ← reduce_on_plateau(α, 100, factor = 0.1, patience = 1)")
    #expect(try learner.number("α") == 0.1)
  }
}
