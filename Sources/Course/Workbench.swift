import Algorithms
import Diagnostics
import Interpreter
import Notation
import Tensors

/// A cell's program: its statements and the text they stand in.
struct CellProgram: Sendable {
  /// The statements.
  var statements: [Statement]
  /// The text, with the file's name and lines.
  var source: SourceText
  /// The number of the cell: its random stream.
  var number: Int

  /// Reads a cell; commands in it, which change only what is shown, are passed over.
  init(
    _ text: String,
    name: String,
    firstLine: Int,
    number: Int,
    dialect: Dialect
  ) throws(Diagnostic) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.trimmed.hasPrefix(":") ? "" : String($0)
    }
    source = SourceText(lines.joined(separator: "\n"), name: name, firstLine: firstLine)
    self.number = number
    statements = try Program(parsing: source, dialect: dialect).statements
  }

  /// Reads the cell of a fence.
  init(
    _ fence: Fence,
    number: Int,
    file: String,
    dialect: Dialect
  ) throws(Diagnostic) {
    try self.init(
      fence.text,
      name: file,
      firstLine: fence.line,
      number: number,
      dialect: dialect
    )
  }
}

/// An interpreter on which cells are tried out: a value, so that a copy is a state to go back to.
struct Workbench: Sendable {
  var interpreter: Interpreter

  /// What a cell of a learner's may use: nobody waits longer for an exercise to be graded.
  static let limits: Limits = {
    var limits = Limits()
    limits.statements = 1_000_000
    limits.elements = 20_000_000
    limits.seconds = 5
    return limits
  }()

  init(dialect: Dialect, seed: UInt64, limits: Limits, stackBytes: UInt?) {
    interpreter = Interpreter(dialect: dialect, seed: seed, library: .shipped)
    interpreter.limits = limits
    if let stackBytes { interpreter.stackBytes = stackBytes }
  }

  /// Starts a cell: its random stream and its time.
  mutating func begin(_ cell: CellProgram) {
    interpreter.beginCell(cell.number)
  }

  /// Runs one statement of a cell; returns the names it assigned.
  mutating func run(
    _ statement: Statement,
    of cell: CellProgram
  ) throws(Diagnostic) -> [String] {
    let outcome = try interpreter.run(statement, in: cell.source)
    if case .algorithm(let definition) = statement.kind { return [definition.name] }
    if outcome.isCompound || outcome.name == nil { return outcome.assigned.map(\.name) }
    return outcome.name.map { [$0] } ?? []
  }

  /// Runs a whole cell up to its first error.
  mutating func run(_ cell: CellProgram) throws(Diagnostic) {
    begin(cell)
    for statement in cell.statements { _ = try run(statement, of: cell) }
  }

  /// What running a learner's cell came to.
  struct Attempt {
    /// The names that were assigned.
    var assigned: Set<String> = []
    /// Whether a hole is left.
    var hasHole = false
    /// The first error that is no hole.
    var error: Diagnostic?
  }

  /// Runs a learner's cell: past its holes, up to its first error.
  mutating func attempt(_ cell: CellProgram) -> Attempt {
    begin(cell)
    var attempt = Attempt()
    for statement in cell.statements {
      do {
        attempt.assigned.formUnion(try run(statement, of: cell))
      } catch {
        if error.kind == .hole {
          attempt.hasHole = true
        } else if attempt.hasHole, error.kind == .name {
          // What a hole should have defined is missing: no second fault.
          continue
        } else {
          attempt.error = error
          return attempt
        }
      }
    }
    return attempt
  }

  /// Puts a value in place of a name's, as a number that comes from nowhere.
  ///
  /// - Returns: Whether there is a name to put it in place of.
  @discardableResult
  mutating func replace(_ name: String, by value: Value) -> Bool {
    // Far from all inputs that anyone numbers.
    let input = 1_000_000_007
    interpreter.keepResult(value, node: -1, input: input)
    let source = SourceText("\(name) = _\(input)", name: name)
    guard let program = try? Program(parsing: source, dialect: interpreter.dialect),
      let statement = program.statements.first
    else { return false }
    return (try? interpreter.run(statement, in: source)) != nil
  }

  /// The value of an expression; the state stays as it is.
  func value(of text: String, name: String? = nil) throws(Diagnostic) -> Value? {
    var copy = interpreter
    let source = SourceText(text, name: name ?? text)
    let program = try Program(parsing: source, dialect: interpreter.dialect)
    guard program.statements.count == 1, case .expression = program.statements[0].kind else {
      throw Diagnostic(
        .usage,
        "One name or expression is needed here.",
        span: SourceSpan(start: 0, end: source.text.utf8.count),
        source: source
      )
    }
    return try copy.run(program.statements[0], in: source).value
  }
}
