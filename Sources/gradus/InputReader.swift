import Files
import LineEditing
import Session

/// Where the REPL's lines come from, and in which order those of a pasted text are read.
struct InputReader {
  private var plain: PlainLineReader
  private let terminal: TerminalLineReader?
  private let isInteractive: Bool
  /// The lines of a text of several lines that are still to be answered.
  private var rest: ArraySlice<String> = []
  /// Whether these lines are shown once more, as answers stand between them and where they were
  /// typed.
  private var showsRest = false
  /// How often Ctrl-C had been pressed before the input that is answered now.
  private var interruptions = 0
  private var assistant: SessionAssistant?

  /// Makes a reader: with line editing where both standard streams are a terminal that can.
  init(isInteractive: Bool, _ display: DisplayOptions, showsColour: Bool) {
    self.isInteractive = isInteractive
    plain = PlainLineReader(showsPrompt: isInteractive, interrupt: .shared)
    if isInteractive, !Terminal.isPlain(display), TerminalLineReader.isUsable {
      terminal = TerminalLineReader(
        program: "gradus",
        store: StateFolder(environment: Terminal.environment).map { HistoryStore($0) },
        interrupt: .shared,
        showsColour: showsColour
      )
    } else {
      terminal = nil
    }
  }

  /// Whether lines are edited here, and not by the terminal itself.
  var editsLines: Bool { terminal != nil }

  /// Whether lines wait that were entered together with the last one.
  var hasMore: Bool { !rest.isEmpty }

  /// Reads the next line of an input that begins with what is pending.
  mutating func read(_ session: Session, after pending: String) throws -> ReadResult {
    let prompt = pending.isEmpty ? session.prompt : session.continuationPrompt
    // Empty lines between pasted inputs say nothing.
    if pending.isEmpty { rest = rest.drop { $0.allSatisfy(\.isWhitespace) } }
    if let line = rest.popFirst() {
      if showsRest { Terminal.write(prompt + line + "\n") }
      return .line(line)
    }
    showsRest = false
    guard let terminal else { return try plain.readLine(prompt: prompt) }
    // While an input goes on, the session's names stay the same.
    if pending.isEmpty || assistant == nil { assistant = SessionAssistant(session) }
    assistant?.earlier = pending
    terminal.assistant = assistant
    let result = try terminal.readLine(prompt: prompt)
    guard case .line(let text) = result else { return result }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    rest = lines.dropFirst()
    return .line(lines[0])
  }

  /// Lets someone walk through a run: by single keys on a screen, or by lines.
  mutating func walk(through stepper: inout Stepper, colour: Bool) throws {
    let screen = StepperScreen(colour: colour)
    guard let terminal else { return try screen.runAsText(&stepper, &plain) }
    terminal.whenSuspended = { Terminal.write(StepperScreen.leaving) }
    defer { terminal.whenSuspended = nil }
    var (keys, lines) = (terminal, terminal)
    try screen.run(&stepper, &keys, &lines)
  }

  /// Keeps an input that is to be answered now in history.
  mutating func remember(_ input: String) {
    terminal?.remember(input)
    showsRest = true
    interruptions = InterruptFlag.shared.count
  }

  /// Forgets the lines that wait, where Ctrl-C stopped the input before them.
  mutating func dropRestIfInterrupted() {
    if InterruptFlag.shared.count != interruptions { rest = [] }
  }
}
