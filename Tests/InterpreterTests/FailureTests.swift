import Foundation
import Interpreter
import Notation
import Operations
import Synchronization
import Tensors
import Testing

/// A statement that fails changes nothing, limits hold, and nothing that is no number is silent.
@Suite("Failures and limits") struct FailureTests {
  /// Statements that fail, each after having done something first.
  static let failing = [
    "for i = 1, ..., 3 { a = i; b[i] = i; nope }",
    "if 1 { a = 7; f(x) = 3; symbols q; nope }",
    "for i = 1, ..., 2 { u = uniform(0, 1); nope }",
    "for i = 1, ..., 2 { counts(a); nope }",
    "for i = 1, ..., 2 { ∂J/∂a = 9; nope }",
    "for i = 1, ..., 2 { network([2, 2], [σ]); nope }",
    "for i = 1, ..., 2 { a ← 5; v_{1} ← 9; nope }",
    "for i = 1, ..., 2 { algorithm fresh() { }; nope }",
    "broken()",
    "[a; b] = [1; 2; 3]",
    "[a; i_1; v] ← [1; 2; 3]",
    "y = nope | a = 3",
    "a = 1/0",
    "break",
    "for i = 1, ..., 2 { a = 99 }; x",
    "Σ_{j=1}^{3} nope",
  ]

  @Test("A failing statement leaves everything as it was", arguments: failing)
  func atomic(_ text: String) throws {
    var student = Student()
    try student.type("a = 2; v = [1; 2]; J = a² + Σ v")
    try student.type("algorithm counts(p) { state n = 0; n ← n + 1; p ← p + n }")
    try student.type("algorithm broken() assigns a, v { a = 3; g(x) = 1; v_{1} = nope }")
    try student.type("counts(a)")
    let before = Snapshot(student.interpreter)
    let answer = student.answer(text)
    if text.hasSuffix("; x") {
      // The first statement of this input ran; only the second failed.
      #expect(try student.number("a") == 99)
      return
    }
    #expect(answer.contains(" at `"), "\(text) came to \(answer)")
    let after = Snapshot(student.interpreter)
    #expect(after == before, "\(text)")
    let draw = try student.number("uniform(0, 1)")
    var other = Student()
    other.input = student.input - 1
    #expect(try other.number("uniform(0, 1)") == draw)
  }

  @Test("A draw more in one cell does not shift the next")
  func streams() throws {
    var first = Student()
    var second = Student()
    try first.type("u = uniform(0, 1)")
    try second.type("u = uniform(0, 1); v = uniform(0, 1)")
    #expect(try first.number("uniform(0, 1)") == second.number("uniform(0, 1)"))
    var other = Student(seed: 2)
    try other.type("u = 1")
    #expect(try other.number("uniform(0, 1)") != first.number("uniform(0, 1)"))
  }

  @Test("Undo goes back input by input, whatever the input did")
  func undo() throws {
    var student = Student()
    try student.type("a = 2")
    let inputs = [
      "a = 3", "f(x) = x²", "a ← 4; b = 7", "∂J/∂a = 3", "W[1] = [1 2]", "symbols q",
      "algorithm g() { }", "network([2, 1], [σ])", "_ + 1", "for i = 1, ..., 3 { c = i }",
    ]
    var snapshots: [Snapshot] = []
    for input in inputs {
      snapshots.append(Snapshot(student.interpreter))
      try student.type(input)
    }
    for (input, snapshot) in zip(inputs, snapshots).reversed() {
      #expect(student.interpreter.undo() == input)
      #expect(Snapshot(student.interpreter) == snapshot, "\(input)")
    }
    #expect(try student.number("a") == 2)
    #expect(student.interpreter.undo() == "a")
    #expect(student.interpreter.undo() == "a = 2")
    #expect(student.interpreter.undo() == nil)
  }

  @Test("Derivatives after undo are those of before")
  func undoneDerivative() throws {
    var student = Student()
    try student.type("w = 3")
    try student.type("J = w²")
    try student.type("w ← 1")
    #expect(student.answer("dJ/dw").hasPrefix("stale"))
    #expect(student.interpreter.undo() == "dJ/dw")
    #expect(student.interpreter.undo() == "w ← 1")
    #expect(try student.number("dJ/dw") == 6)
  }

  // MARK: Limits

  @Test("Each limit is an error with its whole message, and the session goes on")
  func limits() throws {
    var student = Student()
    student.interpreter.limits.statements = 100
    student.interpreter.limits.elements = 1000
    student.interpreter.limits.depth = 20
    try student.type("n = 0; f(x) = f(x + 1); algorithm again() { again() }")
    let answers = [
      (
        "while 1 { n ← n + 1 }",
        "limit at `n ← n + 1`: This ran more than 100 statements; "
          + "nothing was changed. | Does the loop come to its end?"
      ),
      (
        "while 1 { }",
        "limit at `while 1 { }`: This ran more than 100 statements; "
          + "nothing was changed. | Does the loop come to its end?"
      ),
      (
        "Σ_{i=1}^{1000} i",
        "limit at `Σ_{i=1}^{1000} i`: This ran more than 100 statements; "
          + "nothing was changed. | Does the loop come to its end?"
      ),
      (
        "zeros(100, 100)",
        "limit at `zeros(100, 100)`: This needs 10000 elements; "
          + "all values together may have 1000."
      ),
      (
        "ones(40, 1) ones(1, 40)",
        "limit at `ones(40, 1) ones(1, 40)`: "
          + "This needs 1600 elements; all values together may have 1000."
      ),
    ]
    for (input, answer) in answers { #expect(student.answer(input) == answer) }
    #expect(
      student.answer("f(1)").hasSuffix(
        "f was called within itself or others 20 deep. | Does the recursion come to its end?"
      )
    )
    #expect(
      student.answer("again()").hasSuffix(
        "again was called within itself or others 20 deep. | Does the recursion come to its end?"
      )
    )
    #expect(try student.number("n") == 0)
    student.interpreter.limits.elements = 10
    #expect(
      student.answer("a = zeros(2, 3); b = zeros(2, 3)")
        == "limit at `zeros(2, 3)`: This needs 6 elements; all values together may have 10."
    )
    #expect(try student.tensor("a").count == 6)
    #expect(student.answer("a = 0; b = zeros(2, 3)") == "[0, 0, 0; 0, 0, 0]")
  }

  @Test("A product that nothing could interrupt is refused, at the limit it is worked out")
  func multiplications() {
    var student = Student()
    student.interpreter.limits.multiplications = 24
    #expect(student.answer("A = ones(2, 3) ones(3, 4)") == "[3, 3, 3, 3; 3, 3, 3, 3]")
    #expect(
      student.answer("B = ones(5, 1) ones(1, 5)")
        == "limit at `ones(5, 1) ones(1, 5)`: This product needs 25 multiplications; it may have "
        + "24. | Work with fewer cases at a time."
    )
    #expect(student.answer("B") == "name at `B`: B has no value.")
  }

  @Test("Time is a limit outside the REPL")
  func time() throws {
    var student = Student()
    student.interpreter.limits.seconds = 0.05
    let start = ContinuousClock.now
    #expect(
      student.answer("while 1 { }")
        == "limit at `while 1 { }`: This ran longer than 0.05 seconds; nothing was changed. "
        + "| Does the loop come to its end?"
    )
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test("Ctrl-C stops a program, and changes nothing")
  func interrupted() throws {
    final class Presses: Interruption {
      let asked = Mutex(0)
      func takeInterrupt() -> Bool {
        asked.withLock { count in
          count += 1
          return count == 3
        }
      }
    }
    var student = Student()
    student.interpreter.interruption = Presses()
    try student.type("n = 0")
    #expect(
      student.answer("while 1 { n ← n + 1 }").hasPrefix("interrupted at `")
        && student.answer("n") == "0"
    )
  }

  @Test("A recursion as deep as the limit runs where the stack is large")
  func deep() throws {
    let answers = Mutex<[String]>([])
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      var student = Student()
      student.interpreter.stackBytes = 400 << 20
      let answer = student.answer(
        "algorithm down(n) { if n ≤ 0 { return 0 }; return 1 + down(n − 1) }; down(990)"
      )
      let deeper = student.answer("down(1500)")
      answers.withLock { $0 = [answer, deeper] }
      done.signal()
    }
    thread.stackSize = 512 << 20
    thread.start()
    done.wait()
    let found = answers.withLock { $0 }
    #expect(found[0] == "990")
    #expect(
      found[1].hasSuffix(
        "down was called within itself or others 1000 deep. | Does the recursion come to its end?"
      )
    )
  }

  @Test("What is no number never comes silently")
  func nonFinite() {
    for (input, answer) in [
      ("exp(1000)", "inf ! exp(1000) came to inf: it is larger than a Double can hold."),
      (
        "−exp(1000)",
        "−inf ! exp(1000) came to inf: it is larger than a Double can hold. "
          + "! −exp(1000) came to −inf: it is larger than a Double can hold."
      ),
      ("1e200·1e200", "inf ! 1e200·1e200 came to inf: it is larger than a Double can hold."),
    ] {
      var student = Student()
      #expect(student.answer(input) == answer)
    }
    var student = Student()
    _ = student.answer("a = 1e308·10")
    #expect(student.answer("a − a").contains("came to nan, which is not a number"))
    #expect(student.answer("0 a").contains("came to nan"))
    #expect(student.answer("if a − a { b = 1 }").hasPrefix("domain"))
    #expect(student.answer("d/dx e^(x²) | x = 100").contains("came to inf"))
    #expect(student.answer("[1e200; 1]ᵀ [1e200; 1]").contains("came to inf"))
  }
}

/// What a failing statement may not change.
struct Snapshot: Equatable {
  let variables: [String: String]
  let functions: [String]
  let algorithms: [String]
  let claims: [String: String]
  let states: [String]
  let letters: Set<String>
  let results: [Int]
  let nodes: NodeID
  let steps: Int32
  let hasNetwork: Bool

  init(_ interpreter: Interpreter) {
    let environment = interpreter.environment
    var variables: [String: String] = [:]
    for (key, variable) in environment.variables {
      variables[key.spelling] = Student.text(of: variable.value) + "@\(variable.node)"
    }
    self.variables = variables
    functions = environment.functions.map { "\($0.key) = \($0.value.body)" }.sorted()
    algorithms = environment.algorithms.keys.sorted()
    var claims: [String: String] = [:]
    for (key, variable) in environment.claims {
      claims[key.spelling] = Student.text(of: variable.value)
    }
    self.claims = claims
    states = environment.states.map { key, values in
      "\(key.algorithm) \(key.argument) "
        + values.map { "\($0.key) = \(Student.text(of: $0.value.value))" }.sorted().joined()
    }.sorted()
    letters = environment.letters
    results = [environment.lastResult].compactMap { $0 }
    nodes = interpreter.log.end
    steps = interpreter.log.stepEnd
    hasNetwork = environment.hasNetwork
  }
}
