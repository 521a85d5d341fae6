import Diagnostics
import Interpreter
import Notation
import Rendering
import Session

/// Where a session's outputs go: text in colour or plain, or JSON.
struct Outlet {
  /// Whether JSON is printed instead of text.
  let json: Bool
  /// Whether text is coloured.
  let colour: Bool
  /// How things are shown.
  let look: Look
  /// The number of the cell, for JSON.
  var cell = 1
  /// Whether anything has failed.
  private(set) var failed = false

  init(json: Bool, colour: Bool, look: Look) {
    self.json = json
    self.colour = colour
    self.look = look
  }

  /// Writes one output; returns whether the session is over.
  mutating func write(_ output: Output) -> Bool {
    switch output {
    case .text(let text):
      if !json { Terminal.write((colour ? text.ansi : text.plain) + "\n") }
    case .failure(let diagnostic):
      failed = true
      if json {
        Terminal.write(JSONReport.failure(diagnostic).text + "\n")
      } else {
        let text = look.failure(diagnostic)
        Terminal.writeError((colour ? text.ansi : text.plain) + "\n")
      }
    case .statement(let outcome):
      if json { Terminal.write(JSONReport.statement(outcome, cell: cell).text + "\n") }
    case .check(let result):
      if json { Terminal.write(JSONReport.check(result).text + "\n") }
      if !result.agrees { failed = true }
    // Who opens no stepper gets the answer behind it.
    case .stepper: break
    case .quit: return true
    }
    return false
  }
}

extension DisplayOptions {
  /// How things are shown with these options.
  var look: Look {
    var look = Look(width: Terminal.width)
    if ascii { look.typography = .ascii }
    return look
  }
}
