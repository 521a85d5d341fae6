import Algorithms
import Diagnostics
import Interpreter
import Notation
import Tensors
import Testing

/// Random and damaged programs: never a crash, a hang or a passed limit; a failure changes nothing.
@Suite("Programs that nobody would write") struct FuzzTests {
  static let chunks = 25
  static let programsInChunk = 800

  @Test("20 000 programs", arguments: 0..<chunks)
  func programs(_ chunk: Int) throws {
    var random = RandomStream(seed: 2024, stream: UInt64(chunk))
    let corpus = try Self.corpus()
    var student = Self.student(chunk)
    for number in 0..<Self.programsInChunk {
      if number % 25 == 0 { student = Self.student(chunk + number) }
      let text =
        number % 3 == 0
        ? ProgramGenerator(random: random).program(&random)
        : Self.mutant(of: corpus[random.index(corpus.count)], corpus, &random)
      run(text, &student)
    }
  }

  /// Runs a text statement by statement, as a session does.
  private func run(_ text: String, _ student: inout Student) {
    student.input += 1
    let source = SourceText(text, name: "input")
    student.interpreter.beginCell(student.input)
    guard
      let program = try? Program(parsing: source, dialect: student.interpreter.dialect)
    else { return }
    for statement in program.statements {
      let before = Fingerprint(student.interpreter)
      let start = ContinuousClock.now
      do {
        let outcome = try student.interpreter.run(statement, in: source)
        _ = Student.text(of: outcome)
        lookInto(outcome.step, student.interpreter)
      } catch {
        #expect(Fingerprint(student.interpreter) == before, "changed by failing: \(text)")
        #expect(!error.message.isEmpty)
        if let span = error.span { _ = error.source?.text(of: span) }
      }
      let elements = student.interpreter.environment.variables.values.reduce(0) {
        $0 + ($1.value.tensor?.count ?? 0)
      }
      #expect(elements <= 20_000, "\(text)")
      #expect(ContinuousClock.now - start < .seconds(10), "slow: \(text)")
    }
  }

  /// Makes every sub-step down to the second level, as a reader may.
  private func lookInto(_ index: Int32, _ interpreter: Interpreter) {
    guard let step = interpreter.step(at: index) else { return }
    for part in interpreter.substeps(of: step, limit: 2).prefix(4) {
      _ = interpreter.substeps(of: part, limit: 2)
    }
  }

  private static func student(_ number: Int) -> Student {
    var student = Student(number % 4 == 0 ? .manchester : .galway)
    student.interpreter.limits.statements = 500
    student.interpreter.limits.elements = 20_000
    student.interpreter.limits.depth = 12
    student.interpreter.limits.seconds = 0.3
    if number % 3 == 0 { student.interpreter.rounding = 3 }
    _ = student.answer(
      "w = 1; x = [1 2; 3 4]; y = [1 0]; z = 2w + 1; W[1] = x; v = [1; 2]; f(t) = t² + w"
    )
    _ = student.answer("network([2, 2, 1], [tanh, σ]); J = Σ x²; n = 1; l = 1")
    return student
  }

  private static func corpus() throws -> [String] {
    var texts = AlgorithmLibrary.shipped.names.compactMap {
      AlgorithmLibrary.shipped.find($0, .galway)?.listing
    }
    for file in ["values", "operators", "derivatives", "programs", "lectures"] {
      for transcript in try Transcript.all(in: file) {
        texts += transcript.entries.map(\.input)
      }
    }
    return texts
  }

  /// A text with some pieces deleted, doubled, exchanged or taken from another text.
  private static func mutant(
    of text: String,
    _ corpus: [String],
    _ random: inout RandomStream
  ) -> String {
    var pieces = pieces(of: text)
    for _ in 0..<1 + random.index(3) where !pieces.isEmpty {
      let place = random.index(pieces.count)
      switch random.index(6) {
      case 0: pieces.remove(at: place)
      case 1: pieces.insert(pieces[place], at: place)
      case 2: pieces.swapAt(place, random.index(pieces.count))
      case 3:
        let other = Self.pieces(of: corpus[random.index(corpus.count)])
        if !other.isEmpty { pieces[place] = other[random.index(other.count)] }
      case 4:
        let other = Self.pieces(of: corpus[random.index(corpus.count)])
        pieces.insert(contentsOf: other.prefix(1 + random.index(6)), at: place)
      default:
        pieces[place] =
          ["w", "x", "−1", "0", "1e300", "f", "W[1]", "l", "(", "?"][random.index(10)]
      }
    }
    return pieces.joined()
  }

  private static func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    var wasWord = false
    for character in text {
      let isWord = character.isLetter || character.isNumber
      if isWord && wasWord {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
      wasWord = isWord
    }
    return pieces
  }
}

/// Writes programs that mostly parse, over names that mostly exist.
struct ProgramGenerator {
  init(random: RandomStream) {}

  func program(_ random: inout RandomStream) -> String {
    (0..<1 + random.index(3)).map { _ in statement(2, &random) }.joined(separator: "; ")
  }

  private func pick(_ choices: [String], _ random: inout RandomStream) -> String {
    choices[random.index(choices.count)]
  }

  private func statement(_ depth: Int, _ random: inout RandomStream) -> String {
    let value = expression(2, &random)
    switch random.index(depth > 0 ? 14 : 7) {
    case 0: return "\(name(&random)) = \(value)"
    case 1: return "\(name(&random)) ← \(value)"
    case 2: return "f(t) = \(value)"
    case 3: return "x_{\(expression(0, &random)),1} = \(value)"
    case 4: return "∂J/∂\(name(&random)) = \(value)"
    case 5: return "[w; z] ← \(value)"
    case 6: return value
    case 7: return "for l = 1, ..., \(expression(0, &random)) { \(statement(depth - 1, &random)) }"
    case 8: return "if \(value) { \(statement(depth - 1, &random)) } else { break }"
    case 9: return "while \(value) { \(statement(depth - 1, &random)) }"
    case 10:
      return "algorithm k(w, t = 1) assigns z { state s = 0; \(statement(depth - 1, &random)); "
        + "return \(expression(1, &random)) }"
    case 11: return "k(\(expression(1, &random)))"
    case 12:
      return pick(
        ["forward()", "backward()", "descend()", "forward(); backward()", "symbols q r"],
        &random
      )
    default: return "descend(adam, α = \(value))"
    }
  }

  private func name(_ random: inout RandomStream) -> String {
    pick(
      ["w", "x", "y", "z", "J", "v", "W[1]", "W[l]", "W[2]", "b[1]", "a[1]", "N", "w_1"],
      &random
    )
  }

  private func expression(_ depth: Int, _ random: inout RandomStream) -> String {
    guard depth > 0 else {
      return pick(
        ["1", "2", "0", "½", "3", "w", "x", "v", "z", "W[1]", "l", "J", "q", "y", "e", "tanh"],
        &random
      )
    }
    let a = expression(depth - 1, &random)
    let b = expression(depth - 1, &random)
    switch random.index(22) {
    case 0: return "\(a) + \(b)"
    case 1: return "\(a) − \(b)"
    case 2: return "(\(a)) (\(b))"
    case 3: return "\(a) / (\(b))"
    case 4: return "\(a) ⊙ \(b)"
    case 5: return "(\(a))^(\(b))"
    case 6: return "(\(a))ᵀ"
    case 7: return "Σ_{i=1}^{\(a)} (\(b))"
    case 8: return "Σ_j x_{j,1} (\(b))"
    case 9: return "d/dw (\(a))"
    case 10: return "d/d\(pick(["x", "v", "q", "z"], &random)) (\(a))"
    case 11: return "∂\(name(&random))/∂\(name(&random))"
    case 12: return "f(\(a))"
    case 13: return "f'(\(a))"
    case 14:
      return pick(
        [
          "tanh", "σ", "softmax", "log", "exp", "sum", "max", "norm", "size", "relu'",
          "log_softmax",
        ],
        &random
      ) + "(\(a))"
    case 15: return "[\(a), \(b)]"
    case 16: return "[\(a); \(b)]"
    case 17: return "x_{(\(a))}"
    case 18: return "\(a) | w = \(b)"
    case 19: return "\(a) < \(b)"
    case 20: return "∇_w (\(a))"
    default: return "‖\(a)‖"
    }
  }
}

extension RandomStream {
  /// A number from 0 up to but not including a bound.
  mutating func index(_ bound: Int) -> Int {
    min(bound - 1, Int(uniform() * Double(bound)))
  }
}

/// What a failing statement may not change, by version numbers rather than by values.
private struct Fingerprint: Equatable {
  let variables: [VariableKey: NodeID]
  let functions: [String: ObjectIdentifier]
  let algorithms: [String: ObjectIdentifier]
  let claims: [DerivativeKey: NodeID]
  let states: [StateKey: [String: NodeID]]
  let letters: Set<String>
  let nodes: NodeID
  let steps: Int32

  init(_ interpreter: Interpreter) {
    let environment = interpreter.environment
    variables = environment.variables.mapValues(\.node)
    functions = environment.functions.mapValues { ObjectIdentifier($0) }
    algorithms = environment.algorithms.mapValues { ObjectIdentifier($0) }
    claims = environment.claims.mapValues(\.node)
    states = environment.states.mapValues { $0.mapValues(\.node) }
    letters = environment.letters
    nodes = interpreter.log.end
    steps = interpreter.log.stepEnd
  }
}
