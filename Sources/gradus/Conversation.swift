import ArgumentParser
import Diagnostics
import Files
import LineEditing
import Notation
import Notebooks
import Rendering
import Session

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A session and whoever types at it: reads an input, answers it, and again, until the end.
struct Conversation {
  /// The session.
  private var session: Session
  private var reader: InputReader
  private var journal: Journal?
  private let colour: Bool
  /// Whether someone sits at the keyboard.
  let isInteractive: Bool
  /// Whether anything has failed.
  private(set) var failed = false
  /// Whether anything has been answered.
  private var hasAnswered = false

  /// Makes a conversation with a session on the standard streams.
  init(_ session: Session, _ display: DisplayOptions) {
    self.session = session
    colour = Terminal.usesColour(display)
    isInteractive = Terminal.readsFromTerminal
    reader = InputReader(isInteractive: isInteractive, display, showsColour: colour)
    self.session.opensStepper = isInteractive && Terminal.writesToTerminal
  }

  /// Says what this is and how to begin.
  func greet() {
    Terminal.write(
      session.look.typed(
        """
        gradus \(gradusVersion): backpropagation, step by step.
        Two lines to try:
          x(w) = 2w + 3
          d/dx sin(x²)
        :lesson teaches, :help says what there is, :quit leaves.

        """
      )
    )
  }

  /// Begins the session's journal, and tells of a session that was cut off.
  mutating func beginJournal(in store: JournalStore) {
    if let offer = store.offer { remark(offer) }
    do {
      journal = try Journal(of: session, in: store)
    } catch {
      sayThatJournalEnds(error)
    }
  }

  /// Opens with something that has been begun in the session, such as a lesson.
  mutating func open(_ begin: (inout Session) -> [Output]) -> Bool {
    show(begin(&session))
  }

  /// Reads and answers until the input ends or the session is left.
  ///
  /// - Throws: `ExitCode`, where the input cannot be read.
  mutating func run() throws {
    defer { journal?.end() }
    var pending = ""
    while true {
      switch try read(after: pending) {
      case .line(let line):
        pending += (pending.isEmpty ? "" : "\n") + line
        if session.isIncomplete(pending) {
          explainWaiting(line)
          continue
        }
        let text = pending
        pending = ""
        reader.remember(text)
        if answer(text) { return }
        reader.dropRestIfInterrupted()
      case .interrupted:
        _ = InterruptFlag.shared.lower()
        pending = ""
        if !reader.editsLines { Terminal.write("\n") }
        if show(session.cancel()) { return }
      case .endOfInput:
        if !pending.isEmpty, answer(pending) { return }
        pending = ""
        if leaveActivity() { continue }
        return
      case .notUTF8(let line, _):
        fail("Line \(line) is not UTF-8: it was left out.")
      case .tooLong(let line):
        fail("Line \(line) is longer than 1 MiB: it was left out.")
      }
    }
  }

  private mutating func read(after pending: String) throws -> ReadResult {
    // From here on Ctrl-C is meant for the next input, also in the moment before it runs.
    _ = InterruptFlag.shared.lower()
    do {
      return try reader.read(session, after: pending)
    } catch let error as InputError {
      let why = String(cString: strerror(error.code))
      Terminal.writeError("Standard input cannot be read: \(why).\n")
      throw ExitCode(1)
    }
  }

  /// Someone who expects an answer now must learn why there is none.
  private func explainWaiting(_ line: String) {
    guard isInteractive, !reader.hasMore, line.allSatisfy(\.isWhitespace) || line.hasPrefix(":")
    else { return }
    let waiting =
      "  (this input goes on: a bracket is open or an operator waits; Ctrl-C drops it)\n"
    Terminal.write(session.look.typed(waiting))
  }

  /// Answers one input; returns whether the session is over.
  private mutating func answer(_ text: String) -> Bool {
    hasAnswered = hasAnswered || !text.allSatisfy(\.isWhitespace)
    session.look.width = Terminal.width
    let outputs = session.handle(text)
    // First the journal, then the screen: what has been seen to be answered is not lost.
    do {
      try journal?.record(session)
    } catch {
      journal = nil
      sayThatJournalEnds(error)
    }
    return show(outputs)
  }

  /// Shows outputs; returns whether the session is over.
  private mutating func show(_ outputs: [Output]) -> Bool {
    var outlet = Outlet(json: false, colour: colour, look: session.look)
    defer { failed = failed || outlet.failed }
    for output in outputs {
      if case .stepper(var stepper) = output {
        // Where the input cannot be read any more, the answer behind it is all there is.
        try? reader.walk(through: &stepper, colour: colour)
        for closing in session.close(stepper) { _ = outlet.write(closing) }
      }
      if outlet.write(output) { return true }
    }
    return false
  }

  /// The input has ended: for good, or, at the keyboard, for a question or a lesson alone.
  ///
  /// - Returns: Whether the conversation goes on.
  private mutating func leaveActivity() -> Bool {
    let hadActivity = !session.activities.isEmpty
    if isInteractive { Terminal.write("\n") }
    if hadActivity, show(session.leaveActivity()) { return false }
    if !isInteractive, !hadActivity, !hasAnswered { runExample() }
    return isInteractive && hadActivity
  }

  private mutating func fail(_ message: String) {
    _ = show([.failure(Diagnostic(.file, message))])
  }

  private func remark(_ text: String) {
    var outlet = Outlet(json: false, colour: colour, look: session.look)
    let look = session.look
    _ = outlet.write(.text(look.wrapped(text, style: .remark, within: look.width)))
  }

  private func sayThatJournalEnds(_ error: FileError) {
    remark(
      "This session cannot be brought back if it is cut off: \(error.path): \(error.reason). "
        + ":save FILE.md keeps it."
    )
  }

  /// The chain-rule example, step by step as text.
  mutating func runExample() {
    session.opensStepper = false
    let title = "The chain-rule example (eindhoven, \"Computation steps: another example\"):"
    _ = show([.text(StyledText(title, .heading))])
    for line in ["w = 1", "x = 2w + 3", "y = log(x)", "z = 2y² − 1", "dz/dw"] {
      _ = show([.text(StyledText(session.prompt + session.look.typed(line), .plain))])
      _ = show(session.handle(":step " + line))
    }
  }
}
