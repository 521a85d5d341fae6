import Algorithms
import ArgumentParser
import Diagnostics
import Interpreter
import LineEditing
import Notation
import Rendering
import Session

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// `gradus`: the REPL.
struct REPLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Type notation, see every value.",
    discussion: "This is what gradus does by itself; lines piped in are answered likewise."
  )

  @Flag(help: "Step through the chain-rule example as text, and leave.")
  var example = false

  @Option(help: "The seed of random draws.")
  var seed: UInt64 = 1

  @Option(help: "Whose notation is read: galway or manchester.", completion: .list(dialectNames))
  var notation = "galway"

  @OptionGroup var display: DisplayOptions

  func run() throws {
    var options = ProgramOptions()
    options.json = false
    options.seed = seed
    options.notation = notation
    options.set = []
    var session = try options.session(display)
    session.interpreter.limits.seconds = nil
    let colour = Terminal.usesColour(display)
    if example {
      runExample(&session, colour: colour)
      return
    }
    let isInteractive = Terminal.readsFromTerminal
    if isInteractive { Terminal.write(greeting(session.look)) }
    var reader = PlainLineReader(showsPrompt: isInteractive, interrupt: .shared)
    let failed = try converse(&session, &reader, colour: colour, isInteractive: isInteractive)
    if failed, !isInteractive { throw ExitCode(1) }
  }

  private static let waiting =
    "  (this input goes on: a bracket is open or an operator waits; Ctrl-C drops it)\n"

  private func read(_ reader: inout PlainLineReader, prompt: String) throws -> ReadResult {
    do {
      return try reader.readLine(prompt: prompt)
    } catch let error as InputError {
      let why = String(cString: strerror(error.code))
      Terminal.writeError("Standard input cannot be read: \(why).\n")
      throw ExitCode(1)
    }
  }

  private func greeting(_ look: Look) -> String {
    look.typed(
      """
      gradus \(gradusVersion): backpropagation, step by step.
      Two lines to try:
        x(w) = 2w + 3
        d/dx sin(x²)
      :help says what there is, :quit leaves.

      """
    )
  }

  /// Reads and answers until the input ends; returns whether anything failed.
  private func converse(
    _ session: inout Session,
    _ reader: inout PlainLineReader,
    colour: Bool,
    isInteractive: Bool
  ) throws -> Bool {
    var pending = ""
    var answered = false
    var failed = false
    while true {
      let prompt = pending.isEmpty ? session.prompt : session.continuationPrompt
      switch try read(&reader, prompt: prompt) {
      case .line(let line):
        pending += (pending.isEmpty ? "" : "\n") + line
        if session.isIncomplete(pending) {
          // Someone who expects an answer now must learn why there is none.
          if isInteractive, line.allSatisfy(\.isWhitespace) || line.hasPrefix(":") {
            Terminal.write(session.look.typed(Self.waiting))
          }
          continue
        }
        let text = pending
        pending = ""
        answered = answered || !text.allSatisfy(\.isWhitespace)
        if answer(text, &session, colour: colour, &failed) { return failed }
      case .interrupted:
        _ = InterruptFlag.shared.lower()
        pending = ""
        Terminal.write("\n")
      case .endOfInput:
        if !pending.isEmpty, answer(pending, &session, colour: colour, &failed) { return failed }
        if isInteractive {
          Terminal.write("\n")
        } else if !answered {
          runExample(&session, colour: colour)
        }
        return failed
      case .notUTF8(let line, _):
        fail("Line \(line) is not UTF-8: it was left out.", session, colour, &failed)
      case .tooLong(let line):
        fail("Line \(line) is longer than 1 MiB: it was left out.", session, colour, &failed)
      }
    }
  }

  private func fail(
    _ message: String,
    _ session: Session,
    _ colour: Bool,
    _ failed: inout Bool
  ) {
    var outlet = Outlet(json: false, colour: colour, look: session.look)
    _ = outlet.write(.failure(Diagnostic(.file, message)))
    failed = true
  }

  /// Answers one input; returns whether the session is over.
  private func answer(
    _ text: String,
    _ session: inout Session,
    colour: Bool,
    _ failed: inout Bool
  ) -> Bool {
    session.look.width = Terminal.width
    var outlet = Outlet(json: false, colour: colour, look: session.look)
    _ = InterruptFlag.shared.lower()
    for output in session.handle(text) where outlet.write(output) { return true }
    failed = failed || outlet.failed
    return false
  }

  /// The chain-rule example, step by step as text.
  private func runExample(_ session: inout Session, colour: Bool) {
    var outlet = Outlet(json: false, colour: colour, look: session.look)
    let lines = ["w = 1", "x = 2w + 3", "y = log(x)", "z = 2y² − 1", "dz/dw"]
    _ = outlet.write(
      .text(
        StyledText(
          "The chain-rule example (eindhoven, \"Computation steps: another example\"):",
          .heading
        )
      )
    )
    for line in lines {
      _ = outlet.write(.text(StyledText(session.prompt + session.look.typed(line), .plain)))
      for output in session.handle(":step " + line) { _ = outlet.write(output) }
    }
  }
}
