import Algorithms
import ArgumentParser
import Course
import Diagnostics
import Interpreter
import LineEditing
import Notation
import Notebooks
import Rendering
import Session

/// `gradus run FILE`: runs a program.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a program in the notation, or a notebook.",
    discussion: """
      FILE is a text in the notation; - reads standard input. A file whose name ends in .md is a \
      notebook: its gradus cells are run.
      """
  )

  @ArgumentParser.Argument(
    help: "The program's file, or - for standard input.",
    completion: .file(extensions: ["gradus", "md", "markdown"])
  )
  var file: String

  @Flag(help: "Show every step of every statement.")
  var step = false

  @Option(
    help: "Keep trainings in this file; a training that was cut off goes on from there.",
    completion: .file()
  )
  var checkpoint: String?

  @OptionGroup var program: ProgramOptions
  @OptionGroup var display: DisplayOptions

  func run() throws {
    var session = try program.session(display)
    var outlet = Outlet(
      json: program.json,
      colour: Terminal.usesColour(display),
      look: session.look
    )
    do {
      session.interpreter.trainingStore = try checkpoint.map(TrainingFile.init)
      if NotebookFolder.isNotebook(file) {
        try runNotebook(in: &session, to: &outlet)
        if outlet.failed { throw ExitCode(1) }
        return
      }
      try program.define(in: &session)
      let text = try SourceFile.read(file)
      let name = file == "-" ? "standard input" : file
      session.interpreter.beginCell(1)
      session.runFile(text, name: name, steps: step) { outlet.write($0) }
    } catch let error as Diagnostic {
      _ = outlet.write(.failure(error))
    }
    if outlet.failed { throw ExitCode(1) }
  }

  /// Runs a notebook; each cell's program stands before its outputs, as a REPL has it.
  private func runNotebook(in session: inout Session, to outlet: inout Outlet) throws {
    let notebook = try Notebook(parsing: try SourceFile.readExactly(file), name: file)
    try notebook.prepare(
      &session,
      seed: program.seed,
      notation: program.notation.flatMap(Dialect.named)
    )
    try program.define(in: &session)
    let look = session.look
    var isFirst = true
    notebook.run(in: &session, steps: step) { event in
      switch event {
      case .cell(let cell):
        outlet.cell = cell.number
        var text = isFirst ? StyledText() : StyledText("")
        isFirst = false
        text.append(look.echo(cell))
        _ = outlet.write(.text(text))
      case .output(let output): _ = outlet.write(output)
      }
    }
    if notebook.cells.isEmpty {
      throw Diagnostic.noCells(file)
    }
  }
}

/// `gradus eval EXPRESSION`: evaluates expressions.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Evaluate expressions or statements, one after another.",
    discussion: "Numbers are printed with all their digits."
  )

  // An expression may start with a minus: what is no option is one.
  @ArgumentParser.Argument(
    parsing: .allUnrecognized,
    help: "What to evaluate, such as 'd/dx sin(x^2)'."
  )
  var expressions: [String]

  @OptionGroup var program: ProgramOptions
  @OptionGroup var display: DisplayOptions

  mutating func validate() throws {
    // `--` ends the options; it is no expression itself.
    if let end = expressions.firstIndex(of: "--") { expressions.remove(at: end) }
    if expressions.isEmpty {
      throw ValidationError("Missing expected argument '<expressions> ...'.")
    }
    let option = expressions.first { $0.hasPrefix("--") && $0.dropFirst(2).first?.isLetter == true }
    if let option { throw ValidationError("Unknown option '\(option)'.") }
  }

  func run() throws {
    var session = try program.session(display)
    session.look.precision = 17
    // What another program reads is not broken into lines.
    if !Terminal.writesToTerminal { session.look.width = 1 << 20 }
    var outlet = Outlet(
      json: program.json,
      colour: Terminal.usesColour(display),
      look: session.look
    )
    do {
      try program.define(in: &session)
      for (position, expression) in expressions.enumerated() {
        let name = expressions.count == 1 ? "expression" : "expression \(position + 1)"
        let source = SourceText(expression, name: name)
        outlet.cell = position + 1
        session.interpreter.beginCell(position + 1)
        evaluate(source, in: &session, to: &outlet)
        if outlet.failed { break }
      }
    } catch {
      _ = outlet.write(.failure(error))
    }
    if outlet.failed { throw ExitCode(1) }
  }

  /// Runs one argument; in text only results are printed.
  private func evaluate(
    _ source: SourceText,
    in session: inout Session,
    to outlet: inout Outlet
  ) {
    let look = session.look
    var written: [Output] = []
    session.run(source, steps: false) { written.append($0) }
    for output in written {
      switch output {
      case .text: break
      case .statement(let outcome):
        _ = outlet.write(output)
        _ = outlet.write(.text(look.result(outcome, session.interpreter)))
      case .failure, .check, .stepper, .quit: _ = outlet.write(output)
      }
    }
  }
}

extension ProgramOptions {
  /// A session with these options.
  func session(_ display: DisplayOptions) throws -> Session {
    if let notation, Dialect.named(notation) == nil {
      let names = Dialect.all.map(\.name).joined(separator: " or ")
      throw ValidationError("There is no notation \(notation): choose \(names).")
    }
    var interpreter = Interpreter(
      dialect: notation.flatMap(Dialect.named) ?? .galway,
      seed: seed ?? 1,
      library: .shipped,
      interruption: TerminalInterruption()
    )
    interpreter.limits.seconds = 10
    interpreter.stackBytes = LargeStack.usableBytes
    interpreter.trainingObserver = TrainingBar(display)
    InterruptFlag.catchInterrupts()
    var session = Session(interpreter: interpreter, look: display.look)
    session.commands.add(CommandTable.notebookCommands)
    session.commands.add(CommandTable.courseCommands(CourseOptions.found, CourseOptions.progress))
    return session
  }

  /// Reads the data given by `--data`, and runs the definitions given by `--set`.
  func define(in session: inout Session) throws(Diagnostic) {
    for option in data { try DataSource(option: option)?.register(in: &session) }
    for definition in set {
      guard definition.contains("=") else {
        throw Diagnostic(
          .usage,
          "--set \(definition) defines nothing.",
          suggestions: ["Write --set w=2."]
        )
      }
      let source = SourceText(definition, name: "--set")
      session.interpreter.beginCell(0)
      let parsed = try Program(parsing: source, dialect: session.interpreter.dialect)
      for statement in parsed.statements {
        guard case .assignment = statement.kind else {
          throw Diagnostic(
            .usage,
            "--set \(definition) defines nothing.",
            suggestions: ["Write --set w=2."]
          )
        }
        _ = try session.interpreter.run(statement, in: source)
      }
    }
  }
}

/// Ctrl-C as the interpreter asks for it.
struct TerminalInterruption: Interruption {
  func takeInterrupt() -> Bool { InterruptFlag.shared.lower() }
}
