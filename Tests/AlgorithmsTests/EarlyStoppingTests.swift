import Interpreter
import Notation
import Testing

/// Early stopping: the slide's rule to the letter, and the usual one.
@Suite("Early stopping") struct EarlyStoppingTests {
  /// A network whose weight is the number of the check; 0.50 0.40 0.60 0.55 are its errors.
  private func check(_ rule: String, _ dialect: Dialect) throws -> (kept: Double, stops: [Double]) {
    let W = dialect == .galway ? "W[1]" : "W⁽²⁾"
    var learner = Learner(dialect)
    try learner.type("network([1, 1], [identity])")
    var stops: [Double] = []
    for (number, error) in [0.50, 0.40, 0.60, 0.55].enumerated() {
      // An update, as training makes: = would begin anew.
      try learner.type("\(W) ← [\(number + 1)]; error = \(error)")
      stops.append(try learner.number(rule))
    }
    try learner.type("restore_parameters()")
    return (try learner.number(W), stops)
  }

  @Test(
    "On 0.50 0.40 0.60 0.55 the slide keeps the parameters of 0.55, the usual rule those of 0.40",
    arguments: [Dialect.galway, .manchester]
  )
  func rules(_ dialect: Dialect) throws {
    let slide = try check("early_stopping_last_check(error)", dialect)
    #expect(slide.kept == 4)
    #expect(slide.stops == [0, 0, 0, 0])
    let usual = try check("early_stopping(error, patience = 2)", dialect)
    #expect(usual.kept == 2)
    #expect(usual.stops == [0, 0, 0, 1])
    let hasty = try check("early_stopping(error, patience = 1)", dialect)
    #expect(hasty.kept == 2)
    #expect(hasty.stops == [0, 0, 1, 1])
  }

  @Test("The biases are kept as well, and an error that is computed anew")
  func everything() throws {
    var learner = Learner()
    try learner.type("x = [0 0 1 1; 0 1 0 1]; y = [0 1 1 0]; network([2, 3, 1], [tanh, σ])")
    try learner.type("forward(); backward(); early_stopping(J)", "b_1 = b[1]; W_2 = W[2]")
    try learner.type("descend(α = −1); forward()")
    #expect(try learner.number("early_stopping(J, patience = 1)") == 1)
    #expect(try learner.numbers("b[1]") != learner.numbers("b_1"))
    try learner.type("restore_parameters()")
    #expect(try learner.numbers("b[1]") == learner.numbers("b_1"))
    #expect(try learner.numbers("W[2]") == learner.numbers("W_2"))
  }

  @Test("A new network begins anew")
  func anew() throws {
    var learner = Learner()
    try learner.type("network([1, 1], [identity])")
    #expect(try learner.number("early_stopping(0.1, patience = 1)") == 0)
    try learner.type("network([1, 1], [identity])")
    #expect(try learner.number("early_stopping(0.9, patience = 1)") == 0)
    #expect(try learner.number("early_stopping(0.9, patience = 1)") == 1)
  }
}
