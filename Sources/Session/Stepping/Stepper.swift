import Diagnostics
package import Interpreter
import Notation
package import Rendering
import Tensors

/// One who walks through what has run, step by step: forwards, backwards, into the parts.
///
/// A view of the log: nothing runs again, and a step is worked out only when it is looked at. It
/// knows no terminal: keys come in by `press(_:)`, and `screen(rows:columns:)` is what to show.
package struct Stepper: Sendable {
  /// One top-level statement of the run.
  struct Run: Sendable {
    var outcome: StatementOutcome
    /// Its steps in the log.
    var records: Range<Int32>
    /// The places in `stations` that belong to it.
    var stations: Range<Int>
    /// Whether it has a heading of its own: a call, a loop, a condition.
    var isCompound: Bool
  }

  /// A place where `next` stops.
  enum Place: Hashable, Sendable {
    /// The heading of a compound statement, before its first step.
    case heading(run: Int)
    /// An executed statement, by its position in `stations`.
    case station(Int)
    /// A call, a loop or a turn that has been gone out of, by its step in the log.
    case done(Int32)
  }

  /// Where the stepper stands: a place, and the way into its parts.
  struct Cursor: Hashable, Sendable {
    var place: Place
    var path: [Int] = []
  }

  /// Something said below the step; it is set when it is shown, for the width there is then.
  enum Note: Sendable {
    case sentence(String, Style)
    case value(Expression, Value)
    case failure(Diagnostic)
  }

  /// The session as it was when the run had ended.
  let interpreter: Interpreter
  /// How things are shown.
  package var look: Look
  private(set) var runs: [Run] = []
  /// The executed statements: their steps in the log, or −1 − the run that has none.
  private(set) var stations: [Int32] = []
  /// How many steps of the run the log no longer holds.
  let isCut: Bool

  var cursor = Cursor(place: .station(0))
  /// The ways that `next` has gone, so that `back` goes them back.
  var trail: [(from: Cursor, to: Cursor)] = []
  /// The steps from the statement down to the current one; none at a heading.
  private(set) var steps: [Step] = []
  /// The parts that the current step stands among.
  private(set) var siblings: [Step] = []
  /// The first line of the step that is shown.
  var scroll = 0
  /// What was answered last.
  var message: Note?
  /// Whether the list of keys is shown.
  var showsHelp = false

  /// The expressions watched, as they were typed.
  package internal(set) var watches: [String] = []
  /// What they came to here.
  var watched: [Note] = []
  /// What names stood for at each step.
  var history: RunHistory

  /// Whether values are asked for before they are shown.
  package internal(set) var isPredicting = false
  /// How the predictions have gone.
  package internal(set) var score = PredictionScore()
  /// The step whose value is asked for and not yet shown.
  var asked: Cursor?
  /// The steps whose values have been shown.
  var revealed: Set<Cursor> = []

  /// Makes a stepper on the outcomes of a run.
  ///
  /// - Parameters:
  ///   - outcomes: What the statements of one input came to, in order; at least one.
  ///   - before: What names stood for before the first of them ran.
  ///   - interpreter: The session after the last of them.
  ///   - look: How things are shown.
  package init(
    outcomes: [StatementOutcome],
    before: Environment,
    interpreter: Interpreter,
    look: Look
  ) {
    precondition(!outcomes.isEmpty, "A stepper needs something that has run.")
    self.interpreter = interpreter
    self.look = look
    let first = outcomes[0].step
    isCut = first < interpreter.log.stepBase
    history = RunHistory(before: before, from: first, interpreter)
    for (position, outcome) in outcomes.enumerated() {
      let end =
        position + 1 < outcomes.count ? outcomes[position + 1].step : interpreter.log.stepEnd
      add(outcome, outcome.step..<max(outcome.step, end))
    }
    cursor = Cursor(place: firstPlace(of: 0))
    settle()
  }

  private mutating func add(_ outcome: StatementOutcome, _ records: Range<Int32>) {
    let log = interpreter.log
    let start = stations.count
    var isCompound = false
    if records.isEmpty {
      // A definition has no step: it is one place all the same.
      stations.append(Int32(-1 - runs.count))
    } else {
      let first = max(records.lowerBound, log.stepBase)
      var isContainer: [Bool] = []
      isContainer.reserveCapacity(records.count)
      for index in first..<max(first, records.upperBound) {
        let record = log.step(index)
        let isInContainer = record.parent < first || isContainer[Int(record.parent - first)]
        isContainer.append(isInContainer && record.kind.isContainer)
        if index == records.lowerBound { isCompound = record.kind.isContainer }
        if isInContainer, record.kind == .simple, !record.isText { stations.append(index) }
      }
      if first > records.lowerBound { isCompound = outcome.isCompound }
      if stations.count == start { isCompound = true }
    }
    runs.append(
      Run(
        outcome: outcome,
        records: records,
        stations: start..<stations.count,
        isCompound: isCompound
      )
    )
  }

  // MARK: Places

  /// Whether the parts of the only statement are walked through too.
  var walksParts: Bool { stations.count == 1 && runs.count == 1 && !runs[0].isCompound }

  /// The place where a statement's steps begin.
  func firstPlace(of run: Int) -> Place {
    runs[run].isCompound ? .heading(run: run) : .station(runs[run].stations.lowerBound)
  }

  /// The statement that a place belongs to.
  func run(of place: Place) -> Int {
    switch place {
    case .heading(let run): return run
    case .station(let station):
      return runs.lastIndex { $0.stations.lowerBound <= station && !$0.stations.isEmpty } ?? 0
    case .done(let record):
      return runs.lastIndex { $0.records.lowerBound <= record && !$0.records.isEmpty } ?? 0
    }
  }

  /// The step in the log that a place belongs to, or −1.
  func record(of place: Place) -> Int32 {
    switch place {
    case .heading(let run):
      let first = runs[run].records.lowerBound
      return interpreter.log.holdsStep(first) && !runs[run].records.isEmpty ? first : -1
    case .station(let station): return max(-1, stations[station])
    case .done(let record): return record
    }
  }

  /// The step that is current; nil at a heading.
  var step: Step? { steps.last }

  /// Whether the current value waits for a prediction.
  var isHidden: Bool { asked == cursor }

  /// A note as lines.
  func lines(of note: Note) -> StyledText {
    switch note {
    case .sentence(let text, let style):
      look.wrapped(look.typed(text), style: style, within: look.width, hanging: "  ")
    case .value(let expression, let value):
      look.block(value, head: look.formula(expression) + " = ")
    case .failure(let diagnostic): look.failure(diagnostic)
    }
  }

  /// Works out the steps of the place where the stepper has come to.
  mutating func settle() {
    scroll = 0
    steps = []
    siblings = []
    if case .station(let station) = cursor.place, stations[station] >= 0,
      var step = interpreter.step(at: stations[station])
    {
      if step.value == nil { step.value = runs[run(of: cursor.place)].topValue(stations[station]) }
      steps = [step]
      for position in cursor.path {
        siblings = parts(of: steps[steps.count - 1])
        guard siblings.indices.contains(position) else { break }
        steps.append(siblings[position])
      }
    }
    watched = watches.map { shown(watch: $0) }
  }

  /// The parts of a step, as `into` shows them.
  func parts(of step: Step) -> [Step] {
    step.kind == .block || step.kind == .turn ? [] : look.parts(of: step, interpreter)
  }
}

extension Stepper.Run {
  /// The value of the statement itself, where the log keeps none: a formula or a function.
  fileprivate func topValue(_ record: Int32) -> Value? {
    record == records.lowerBound ? outcome.value : nil
  }
}

extension StepRecord.Kind {
  /// Whether its children are statements.
  fileprivate var isContainer: Bool {
    switch self {
    case .algorithmCall, .compound, .iteration: true
    case .simple, .functionCall: false
    }
  }
}

extension StepRecord {
  /// Whether it is a text that an algorithm says.
  fileprivate var isText: Bool {
    if case .expression(let expression) = site.statement.kind, case .string = expression.kind {
      return parent >= 0
    }
    return false
  }
}
