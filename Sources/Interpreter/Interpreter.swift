package import Datasets
package import Diagnostics
package import Notation
import Tensors

/// Where algorithms come from that the learner has not defined.
package struct AlgorithmLibrary: Sendable {
  /// Finds an algorithm by name in a dialect; nil where there is none.
  package let find: @Sendable (_ name: String, _ dialect: Dialect) -> Algorithm?
  /// The names of all algorithms.
  package let names: [String]

  /// Makes a library.
  package init(
    names: [String],
    find: @escaping @Sendable (_ name: String, _ dialect: Dialect) -> Algorithm?
  ) {
    self.names = names
    self.find = find
  }

  /// A library without algorithms.
  package static let empty = AlgorithmLibrary(names: []) { _, _ in nil }
}

/// What running one top-level statement came to.
package struct StatementOutcome: Sendable {
  /// The statement and its text.
  package var site: CodeSite
  /// The name it assigned, with layers in brackets; nil where it assigned none.
  package var name: String?
  /// Its value, nil where it has none.
  package var value: Value?
  /// What a compound statement assigned, in the order of first assignment.
  package var assigned: [(name: String, value: Value)]
  /// Whether it is a call of an algorithm, a network, a loop or a condition.
  package var isCompound: Bool
  /// Sentences the learner should see: warnings and remarks.
  package var notices: [String]
  /// Its step in the log.
  package var step: Int32
  /// Whether the value was read from a claim of the learner's.
  package var isClaim: Bool
  /// What a training came to, epoch by epoch, or the trainings of a loop; nil where there was none.
  package var training: TrainingReport?
}

/// Runs the notation: an environment with versions, and the log of all that was computed.
///
/// A top-level statement that fails changes nothing. Not to be copied while it runs: the log is
/// large, and a copy would be made on the next change.
package struct Interpreter: Sendable {
  /// What names stand for.
  package internal(set) var environment = Environment()
  /// What has been computed.
  package internal(set) var log = Log()
  /// The conventions in use.
  package internal(set) var dialect: Dialect
  /// The decimals every intermediate value is rounded to; nil for none.
  package var rounding: Int?
  /// What a program may use.
  package var limits = Limits()
  /// The seed of random draws.
  package var seed: UInt64
  /// The algorithms that come with the kit.
  package let library: AlgorithmLibrary
  /// Where to ask whether to stop.
  package var interruption: any Interruption
  /// Who is told how a training goes on; nil for nobody.
  package var trainingObserver: (any TrainingObserver)?
  /// Where trainings keep checkpoints; nil for nowhere.
  package var trainingStore: (any TrainingStore)? {
    didSet { trainings = 0 }
  }

  /// The data sets read from files, by the names that `dataset` knows them by.
  package var datasets: [String: Dataset] = [:]

  /// The results of inputs by their numbers, of which the environment says which are in force.
  ///
  /// Apart from it, so that a session's length does not make its checkpoints long.
  var results: [Int: Evaluated] = [:]

  // The state of the statement that is running.
  var site: CodeSite
  var frames: [Frame] = []
  var indices: [IndexBinding] = []
  var currentStep: Int32 = -1
  var notices: [String] = []
  var assigned: [VariableKey] = []
  var assignedClaims: [DerivativeKey] = []
  var readClaim = false
  var trainingReports: [TrainingReport] = []
  /// Whether Ctrl-C has ended a training, and with it the statement around it.
  var isStopping = false
  var statementCount = 0
  var depth = 0
  /// The elements that the running algorithms' own variables hold.
  var localElements = 0
  var stackTop: UInt = 0
  var unrecorded = 0
  /// The trainings that have ended since their checkpoints were given a place.
  var trainings = 0
  var cell = 0
  var random = RandomStream(seed: 1, stream: 0)
  var deadline: ContinuousClock.Instant?
  var checkpoints: [Checkpoint] = []
  /// The inputs that have been run and not taken back, those that are too old for `undo` included.
  package private(set) var undoableCount = 0

  /// The bytes of native stack that recursion may use, counted from where a statement starts.
  package var stackBytes: UInt = Stack.usualBytes

  /// A state of the session to go back to.
  struct Checkpoint: Sendable {
    var environment: Environment
    var dialect: Dialect
    var rounding: Int?
    var mark: Log.Mark
    var text: String
  }

  /// Makes an interpreter with an empty session.
  package init(
    dialect: Dialect = .galway,
    seed: UInt64 = 1,
    library: AlgorithmLibrary = .empty,
    interruption: any Interruption = NoInterruption()
  ) {
    self.dialect = dialect
    self.seed = seed
    self.library = library
    self.interruption = interruption
    let nothing = Statement(.breakLoop, span: SourceSpan(start: 0, end: 0))
    site = CodeSite(statement: nothing, source: SourceText("", name: ""))
  }

  /// Starts a cell: its random draws come from a stream of its own.
  package mutating func beginCell(_ number: Int) {
    cell = number
    random = RandomStream(seed: seed, stream: UInt64(truncatingIfNeeded: number))
    deadline = limits.seconds.map { ContinuousClock.now + .seconds($0) }
  }

  /// Runs one top-level statement; where it fails, nothing has changed.
  package mutating func run(
    _ statement: Statement,
    in source: SourceText
  ) throws(Diagnostic) -> StatementOutcome {
    let before = environment
    let mark = log.mark
    let randomBefore = random
    let trainingsBefore = trainings
    resetForStatement(CodeSite(statement: statement, source: source))
    do {
      let step = log.stepEnd
      let result = try execute(statement)
      try checkEnd(result, statement)
      return outcome(of: statement, result: result, step: step)
    } catch {
      environment = before
      log.rewind(to: mark)
      random = randomBefore
      trainings = trainingsBefore
      frames = []
      indices = []
      var diagnostic = error
      if diagnostic.source == nil { diagnostic.source = source }
      throw diagnostic
    }
  }

  /// Refuses a break or a return that stands in nothing it could leave.
  private func checkEnd(_ result: StatementResult, _ statement: Statement) throws(Diagnostic) {
    switch result {
    case .broke: throw .breakOutsideLoop(statement.span)
    case .returned: throw .returnOutsideAlgorithm(statement.span)
    case .nothing, .assigned, .value, .defined, .compound: break
    }
  }

  /// Remembers the present state under the text that is about to run, for `undo`.
  package mutating func checkpoint(before text: String) {
    checkpoints.append(
      Checkpoint(
        environment: environment,
        dialect: dialect,
        rounding: rounding,
        mark: log.mark,
        text: text
      )
    )
    // A checkpoint costs as much as there are names; with thousands of them fewer are kept.
    // With large data sets a change of each may keep the one before in memory.
    let byNames = min(200, max(20, 200_000 / max(1, environment.variables.count)))
    let most = min(byNames, max(2, 200_000_000 / max(1, environment.elements)))
    if checkpoints.count > most { checkpoints.removeFirst(checkpoints.count - most) }
    undoableCount += 1
  }

  /// Forgets the last checkpoint: its text changed nothing.
  package mutating func dropCheckpoint() {
    if checkpoints.popLast() != nil { undoableCount -= 1 }
  }

  /// Goes back to before the last input; returns its text, nil where there is none.
  package mutating func undo() -> String? {
    guard let last = checkpoints.popLast() else { return nil }
    undoableCount -= 1
    environment = last.environment
    dialect = last.dialect
    rounding = last.rounding
    log.rewind(to: last.mark)
    results = results.filter { isInForce($0.key) }
    return last.text
  }

  /// Chooses another dialect; refused once variables with layers exist.
  package mutating func choose(_ other: Dialect) throws(Diagnostic) {
    if other == dialect { return }
    if environment.hasLayers { throw .dialectWithLayers(other.name) }
    dialect = other
  }

  /// Forgets every variable, function and algorithm of the learner's.
  package mutating func reset() {
    let last = environment.lastResult ?? environment.lastForgotten
    environment = Environment()
    environment.lastForgotten = last
  }

  /// Keeps a result under its input's number, as `_` and `_3` read it.
  package mutating func keepResult(_ value: Value, node: NodeID, input: Int) {
    results[input] = Evaluated(value, node: node)
    environment.lastResult = input
  }

  /// Whether the result of an input is one that `_3` may read.
  func isInForce(_ input: Int) -> Bool {
    input > environment.lastForgotten
      && input <= environment.lastResult ?? environment.lastForgotten
  }

  /// The value of a variable by its key.
  package func value(of key: VariableKey) -> Value? {
    environment.variables[key]?.value
  }

  private mutating func resetForStatement(_ newSite: CodeSite) {
    site = newSite
    frames = []
    indices = []
    currentStep = -1
    notices = []
    assigned = []
    assignedClaims = []
    readClaim = false
    trainingReports = []
    isStopping = false
    statementCount = 0
    depth = 0
    localElements = 0
    stackTop = Stack.here
    unrecorded = 0
  }

  private func outcome(
    of statement: Statement,
    result: StatementResult,
    step: Int32
  ) -> StatementOutcome {
    var outcome = StatementOutcome(
      site: CodeSite(statement: statement, source: site.source),
      name: nil,
      value: nil,
      assigned: [],
      isCompound: false,
      notices: notices,
      step: step,
      isClaim: false,
      training: TrainingReport(trainingReports)
    )
    outcome.assigned = assigned.compactMap { key in
      environment.variables[key].map { (key.spelling, $0.value) }
    }
    outcome.assigned += assignedClaims.compactMap { key in
      environment.claims[key].map { (key.spelling, $0.value) }
    }
    switch result {
    case .assigned(let name, let value):
      outcome.name = name
      outcome.value = value
    case .value(let evaluated):
      outcome.value = evaluated.value
      outcome.isClaim = readClaim
      outcome.isCompound = !outcome.assigned.isEmpty
    case .compound, .returned, .broke, .nothing:
      outcome.isCompound = true
    case .defined(let name, let text):
      outcome.name = name
      outcome.value = .string(text)
    }
    return outcome
  }
}

/// What executing a statement came to.
enum StatementResult {
  case nothing
  case assigned(name: String, Value)
  case value(Evaluated)
  /// A function or algorithm was defined: its name and text.
  case defined(name: String, text: String)
  case compound
  case broke
  case returned(Evaluated?)
}
