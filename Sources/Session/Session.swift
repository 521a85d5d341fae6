package import Diagnostics
package import Interpreter
package import Notation
package import Rendering

/// What a session has to say to one input.
package enum Output: Sendable {
  /// Text to show.
  case text(StyledText)
  /// An error, with where and what to try.
  case failure(Diagnostic)
  /// One executed statement, for readers that are programs.
  case statement(StatementOutcome)
  /// What `:check` found.
  case check(CheckResult)
  /// A stepper to be opened; what it stepped through is answered behind it.
  case stepper(Stepper)
  /// The session is over.
  case quit
}

/// A session: what has been computed, how it is shown, and how many inputs there were.
///
/// A pure transition from a state and a line to a state and outputs: no terminal, no file.
package struct Session: Sendable {
  /// What has been computed.
  package var interpreter: Interpreter
  /// How things are shown.
  package var look: Look
  /// The commands it knows.
  package var commands: CommandTable
  /// What has been typed and answered, in order.
  package internal(set) var exchanges: [Exchange] = []
  /// How often it has been started anew.
  package internal(set) var beginnings = 0
  /// What takes the inputs for itself while it goes on; the last one is asked first.
  package private(set) var activities: [any Activity] = []
  /// The number of the next input.
  package internal(set) var input = 1
  /// What the next command's statement is called and where it stands, in a file.
  var origin: (name: String, line: Int)?
  /// Whether every statement is shown with its sub-steps.
  package var stepsThrough = false
  /// Whether `:step` opens the stepper, where someone sits at a terminal, instead of printing.
  package var opensStepper = false
  /// What it remembers of its steppers.
  var stepping = SteppingMemory()
  /// The notation that the session began with.
  package internal(set) var firstDialect: Dialect
  /// The cells that the present input loaded from a file.
  private var loadedCells: [LoadedCell] = []

  /// Makes a session.
  package init(
    interpreter: Interpreter,
    look: Look = Look(),
    commands: CommandTable = .standard
  ) {
    self.interpreter = interpreter
    self.look = look
    self.commands = commands
    firstDialect = interpreter.dialect
    self.look.dialect = interpreter.dialect
  }

  /// The prompt for the next input: `3> `, with the rounding in force before it.
  package var prompt: String {
    if let prompt = activities.last?.prompt(in: self) { return prompt }
    let rounding = interpreter.rounding.map { "[rounding \($0)] " } ?? ""
    return "\(rounding)\(input)> "
  }

  /// The prompt where an input goes on over several lines.
  package var continuationPrompt: String {
    String(repeating: " ", count: max(0, prompt.count - 3))
      + (look.typography == .unicode ? "…> " : ".> ")
  }

  /// Whether a text is the beginning of an input that goes on.
  package func isIncomplete(_ text: String) -> Bool {
    if let activity = activities.last { return activity.isIncomplete(text, in: self) }
    return isIncompleteInput(text)
  }

  /// Whether a text is the beginning of a program that goes on, behind a command or by itself.
  package func isIncompleteInput(_ text: String) -> Bool {
    guard let (command, argument) = command(in: text) else { return Program.isIncomplete(text) }
    return command?.argument == .statement && Program.isIncomplete(argument)
  }

  /// Answers one input: what an activity waits for, a command, or a program.
  package mutating func handle(_ text: String) -> [Output] {
    if activities.isEmpty { return handleInput(text) }
    let position = activities.count - 1
    var activity = activities.remove(at: position)
    let answer = activity.handle(text, in: &self)
    if !answer.isOver { activities.insert(activity, at: min(position, activities.count)) }
    return answer.outputs
  }

  /// Lets an activity take the inputs from now on.
  package mutating func begin(_ activity: any Activity) {
    activities.append(activity)
  }

  /// Gives up what the last activity waits for: Ctrl-C was pressed.
  package mutating func cancel() -> [Output] {
    guard var activity = activities.popLast() else { return [] }
    let answer = activity.cancel(in: &self)
    if !answer.isOver { activities.append(activity) }
    return answer.outputs
  }

  /// Ends the last activity: Ctrl-D was pressed, or there is no more input.
  package mutating func leaveActivity() -> [Output] {
    guard var activity = activities.popLast() else { return [] }
    return activity.leave(in: &self)
  }

  /// Answers one input as a command or a program, whatever activity goes on.
  package mutating func handleInput(_ text: String) -> [Output] {
    if text.allSatisfy(\.isWhitespace) { return [] }
    let found = command(in: text)
    return noting(text, found) { $0.answer(text, found) }
  }

  /// Answers a command in a way of the caller's, and notes it among the exchanges as typed.
  package mutating func noting(
    _ text: String,
    _ answer: (inout Session) -> [Output]
  ) -> [Output] {
    noting(text, command(in: text), answer)
  }

  private mutating func noting(
    _ text: String,
    _ found: (command: Command?, argument: String)?,
    _ answer: (inout Session) -> [Output]
  ) -> [Output] {
    defer { look.dialect = interpreter.dialect }
    let number = input
    let undoable = interpreter.undoableCount
    loadedCells = []
    let outputs = answer(&self)
    exchanges.append(
      Exchange(
        text: text,
        number: found.map { $0.command?.isNumbered ?? false } ?? true ? number : nil,
        changesSession: found.map { $0.command?.changesSession ?? false } ?? true,
        completed: completed(outputs),
        mayStandInFiles: found.map { $0.command?.mayStandInFiles ?? false } ?? true,
        undoableChange: interpreter.undoableCount - undoable,
        loaded: loadedCells
      )
    )
    return outputs
  }

  /// Starts a cell of a notebook: its random draws and its `_3` go by its number.
  package mutating func beginCell(_ number: Int) {
    input = number
    interpreter.beginCell(number)
  }

  /// Notes that the present input ran cells of a file, and goes on behind their numbers.
  package mutating func noteLoaded(_ cells: [LoadedCell], nextInput: Int) {
    loadedCells = cells
    input = nextInput
  }

  /// The statements that ran before a failure; nil where nothing failed.
  private func completed(_ outputs: [Output]) -> Int? {
    let failed = outputs.contains { if case .failure = $0 { true } else { false } }
    guard failed else { return nil }
    return outputs.count { if case .statement = $0 { true } else { false } }
  }

  private mutating func answer(
    _ text: String,
    _ found: (command: Command?, argument: String)?
  ) -> [Output] {
    if let (command, argument) = found {
      let outputs = run(command, argument, text)
      if command?.isNumbered == true { input += 1 }
      return outputs
    }
    return runInput(
      SourceText(text, name: "input \(input)"),
      as: text,
      steps: stepsThrough,
      numbered: true
    )
  }

  /// Runs a program as an input that `:undo` takes back.
  ///
  /// One that failed before it changed anything is not kept for `:undo`.
  mutating func runInput(
    _ source: SourceText,
    as text: String,
    steps: Bool,
    numbered: Bool
  ) -> [Output] {
    interpreter.checkpoint(before: text)
    interpreter.beginCell(input)
    let before = interpreter.environment
    var outputs = run(source, steps: steps && !opensStepper)
    let outcomes = outputs.compactMap { output -> StatementOutcome? in
      if case .statement(let outcome) = output { outcome } else { nil }
    }
    let hasRun = !outcomes.isEmpty
    if steps, opensStepper, hasRun {
      outputs.insert(.stepper(stepper(on: outcomes, before: before)), at: 0)
    }
    if !hasRun { interpreter.dropCheckpoint() }
    if numbered { input += 1 }
    return outputs
  }

  /// Runs a program statement by statement until one fails; the outputs are collected.
  package mutating func run(_ source: SourceText, steps: Bool = false) -> [Output] {
    var outputs: [Output] = []
    run(source, steps: steps) { outputs.append($0) }
    return outputs
  }

  /// Runs a program statement by statement until one fails, handing each output over at once.
  ///
  /// - Returns: Whether all of it ran.
  @discardableResult
  package mutating func run(
    _ source: SourceText,
    steps: Bool,
    emit: (Output) -> Void
  ) -> Bool {
    do {
      let program = try Program(parsing: source, dialect: interpreter.dialect)
      for statement in program.statements {
        let outcome = try interpreter.run(statement, in: source)
        keep(outcome)
        emit(.statement(outcome))
        let text =
          steps
          ? currentLook.steps(outcome, interpreter) : currentLook.answer(outcome, interpreter)
        if !text.isEmpty { emit(.text(text)) }
      }
      return true
    } catch {
      var diagnostic = error
      if diagnostic.source == nil { diagnostic.source = source }
      emit(.failure(diagnostic))
      return false
    }
  }

  /// The look with the rounding in force.
  var currentLook: Look {
    var current = look
    current.dialect = interpreter.dialect
    current.rounding = interpreter.rounding
    return current
  }

  /// Keeps a statement's result under the input's number.
  mutating func keep(_ outcome: StatementOutcome) {
    guard let value = outcome.value else { return }
    switch value {
    case .tensor, .symbolic:
      var node: NodeID = -1
      if interpreter.log.holdsStep(outcome.step) {
        node = interpreter.log.step(outcome.step).result
      }
      interpreter.keepResult(value, node: node, input: input)
    case .function, .functions, .string: break
    }
  }
}

extension Session {
  /// Runs a file or a cell: programs, and between them the commands that show or set how things
  /// are shown.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - name: What its file is called in messages.
  ///   - firstLine: The number of its first line in the file.
  ///   - steps: Whether sub-steps are shown.
  ///   - emit: Takes each output; returns whether to stop.
  package mutating func runFile(
    _ text: String,
    name: String,
    firstLine: Int = 1,
    steps: Bool = false,
    emit: (Output) -> Bool
  ) {
    for part in FilePart.parts(of: text, goesOn: isIncompleteInput) {
      let source = SourceText(part.text, name: name, firstLine: part.line + firstLine - 1)
      var isOver = false
      if part.isCommand {
        for output in fileCommand(part.text, source) {
          isOver = emit(output) || isOver
          if case .failure = output { isOver = true }
        }
      } else {
        isOver = !run(source, steps: steps) { isOver = emit($0) || isOver } || isOver
      }
      look.dialect = interpreter.dialect
      if isOver { return }
    }
  }

  /// Runs a command of a file, where it is one that files may hold.
  private mutating func fileCommand(_ text: String, _ source: SourceText) -> [Output] {
    guard let (command, argument) = command(in: text) else { return [] }
    let allowed = commands.rows.filter(\.mayStandInFiles).map(\.name)
    let span = SourceSpan(start: 0, end: text.utf8.count - trailingSpace(text))
    guard let command, command.mayStandInFiles else {
      let name = text.drop { $0 != ":" }.prefix { !$0.isWhitespace }
      return [
        .failure(
          Diagnostic(
            .usage,
            "A file cannot hold the command \(name).",
            suggestions: [
              "Files may hold " + allowed.map { ":\($0)" }.joined(separator: ", ") + "."
            ],
            span: span,
            source: source
          )
        )
      ]
    }
    origin = (source.name, source.firstLine)
    defer { origin = nil }
    let beforeName = text.prefix { $0 != ":" }
    let word = text.dropFirst(beforeName.count).prefix { !$0.isWhitespace }
    let space = text.dropFirst(beforeName.count + word.count).prefix { $0.isWhitespace }
    let offset = beforeName.utf8.count + word.utf8.count + space.utf8.count
    return run(command, argument, text).map { output in
      guard case .failure(var diagnostic) = output else { return output }
      // What stands behind the colon is told at its place in the file.
      if let inner = diagnostic.span, diagnostic.source?.text == argument {
        diagnostic.span = SourceSpan(start: inner.start + offset, end: inner.end + offset)
        diagnostic.source = source
      } else if diagnostic.source == nil {
        diagnostic.source = source
        diagnostic.span = SourceSpan(start: 0, end: text.utf8.count - trailingSpace(text))
      }
      return .failure(diagnostic)
    }
  }

  /// The bytes of white space at the end of a line.
  private func trailingSpace(_ text: String) -> Int {
    text.utf8.count - text[...].trimmed(.end).utf8.count
  }
}

/// A part of a file: a program, or a line with a command.
struct FilePart {
  /// The text.
  var text: String
  /// The number of its first line.
  var line: Int
  /// Whether it is a command.
  var isCommand: Bool

  /// Takes a file apart: a line that starts with a colon is a command, unless a bracket is open.
  ///
  /// - Parameters:
  ///   - text: The file's text.
  ///   - goesOn: Whether a command is the beginning of one that goes on: `:step for l = 1, 2 {`.
  /// - Returns: Its parts in order.
  static func parts(of text: String, goesOn: (String) -> Bool) -> [FilePart] {
    var parts: [FilePart] = []
    var isOpen = false
    var program = ""
    var start = 1
    func flush() {
      if !program.allSatisfy(\.isWhitespace) {
        parts.append(FilePart(text: program, line: start, isCommand: false))
      }
    }
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let isCommand = line.drop { $0.isWhitespace }.first == ":"
      if isOpen {
        parts[parts.count - 1].text += "\n" + line
        isOpen = goesOn(parts[parts.count - 1].text)
        start = index + 2
      } else if isCommand, program.isEmpty || !Program.isIncomplete(program) {
        flush()
        parts.append(FilePart(text: String(line), line: index + 1, isCommand: true))
        isOpen = goesOn(String(line))
        program = ""
        start = index + 2
      } else {
        program += line + "\n"
      }
    }
    flush()
    return parts
  }
}
