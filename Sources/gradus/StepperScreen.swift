import Diagnostics
import LineEditing
import Rendering
import Session

/// Shows a stepper on the terminal: on a screen of its own, or, where nothing may be redrawn, as
/// text with a line for each key.
struct StepperScreen {
  /// Whether text is coloured.
  let colour: Bool

  // MARK: On a screen

  private static let entering = "\u{1B}[?1049h"
  /// Shows the cursor and what the terminal showed before.
  static let leaving = "\u{1B}[?25h\u{1B}[?1049l"

  /// Lets someone walk through a run by single keys until they leave.
  ///
  /// - Parameters:
  ///   - stepper: The stepper; afterwards as it was left.
  ///   - keys: Where single keys come from.
  ///   - lines: Where names, expressions and predictions come from.
  /// - Throws: `InputError` if the input cannot be read; the terminal is as before then, too.
  func run(
    _ stepper: inout Stepper,
    _ keys: inout some KeyReader,
    _ lines: inout some LineReader
  ) throws {
    Terminal.write(Self.entering)
    TerminalLineReader.noteScreen(true)
    keys.beginKeys()
    defer {
      keys.endKeys()
      TerminalLineReader.noteScreen(false)
      Terminal.write(Self.leaving)
    }
    var effect = stepper.begin()
    while true {
      if effect != .leave { draw(&stepper) }
      switch effect {
      case .leave: return
      case .ask(let prompt, let purpose):
        keys.endKeys()
        defer { keys.beginKeys() }
        Terminal.write("\u{1B}[\(Terminal.rows);1H\u{1B}[2K\u{1B}[?25h")
        switch try lines.readLine(prompt: stepper.look.typed(prompt)) {
        case .line(let text): effect = stepper.answer(text, for: purpose)
        case .endOfInput, .interrupted:
          _ = InterruptFlag.shared.lower()
          return
        case .notUTF8, .tooLong: effect = stepper.answer("", for: purpose)
        }
      case .redraw:
        let key = try keys.readKey()
        switch key {
        case .control("c"), .control("d"), .endOfInput: return
        // What was shown may be gone, the screen of its own too.
        case .resized: Terminal.write(Self.entering)
        default: if let key = stepperKey(key) { effect = stepper.press(key) }
        }
      }
    }
  }

  /// The stepper's key for a key; nil for one that only draws anew.
  private func stepperKey(_ key: Key) -> StepperKey? {
    switch key {
    case .enter, .down: .next
    case .right: .into
    case .left, .backspace: .out
    case .up: .back
    case .home: .first
    case .end: .last
    case .pageDown: .pageDown
    case .pageUp: .pageUp
    case .escape: .quit
    case .tab: .next
    case .character(let character): StepperKey(character)
    case .control, .resized, .endOfInput: nil
    }
  }

  /// One frame, written at once so that nothing flickers.
  private func draw(_ stepper: inout Stepper) {
    let (rows, columns) = (Terminal.rows, Terminal.width)
    stepper.look.width = columns
    let screen = stepper.screen(rows: rows, columns: columns)
    let text = colour ? screen.ansi : screen.plain
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    // Each line is emptied before it is written: behind a full line, its last letter would go.
    Terminal.write(
      "\u{1B}[?25l\u{1B}[H" + lines.map { "\u{1B}[2K" + $0 }.joined(separator: "\r\n")
    )
  }

  // MARK: As text

  /// Lets someone walk through a run by lines, such as `n` and `u W[1]`, until they leave.
  func runAsText(_ stepper: inout Stepper, _ lines: inout some LineReader) throws {
    write(StyledText("The stepper: Enter goes on, ? lists what else there is, q leaves.", .remark))
    var effect = stepper.begin()
    write(stepper.passage())
    while true {
      let prompt: String
      switch effect {
      case .leave: return
      case .ask(let question, _): prompt = question
      case .redraw: prompt = "step> "
      }
      let result = try lines.readLine(prompt: stepper.look.typed(prompt))
      stepper.look.width = Terminal.width
      let before = stepper
      switch result {
      case .line(let text):
        if case .ask(_, let purpose) = effect {
          effect = stepper.answer(text, for: purpose)
        } else {
          effect = stepper.answer(line: text)
        }
      case .endOfInput, .interrupted:
        _ = InterruptFlag.shared.lower()
        Terminal.write("\n")
        return
      case .notUTF8, .tooLong: continue
      }
      if effect != .leave { write(stepper.reply(since: before)) }
    }
  }

  private func write(_ text: StyledText) {
    if !text.isEmpty { Terminal.write((colour ? text.ansi : text.plain) + "\n") }
  }
}
