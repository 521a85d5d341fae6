import Diagnostics
import Interpreter
package import Notation
import Rendering

/// One input that was answered.
package struct Exchange: Sendable, Equatable {
  /// What was typed.
  package var text: String
  /// Its number; nil for a command that has none.
  package var number: Int?
  /// Whether a session that is brought back needs it.
  package var changesSession: Bool
  /// Where it failed, the number of its statements that had run before; nil where all went well.
  package var completed: Int?
  /// Whether a file may hold it: a program, or a command that shows or sets how things are shown.
  package var mayStandInFiles: Bool
  /// 1 if `:undo` can take it back, −1 if it took another input back, else 0.
  package var undoableChange: Int
  /// The cells that it loaded from a file.
  package var loaded: [LoadedCell]

  /// Whether any of it failed.
  package var failed: Bool { completed != nil }

  /// Makes an exchange.
  package init(
    text: String,
    number: Int?,
    changesSession: Bool,
    completed: Int?,
    mayStandInFiles: Bool = true,
    undoableChange: Int = 0,
    loaded: [LoadedCell] = []
  ) {
    self.text = text
    self.number = number
    self.changesSession = changesSession
    self.completed = completed
    self.mayStandInFiles = mayStandInFiles
    self.undoableChange = undoableChange
    self.loaded = loaded
  }
}

/// A cell that was loaded from a file into a session.
package struct LoadedCell: Sendable, Equatable {
  /// What was run.
  package var text: String
  /// Its number, which its draws and its `_3` go by.
  package var number: Int
  /// The seed of its draws.
  package var seed: UInt64

  /// Makes a cell.
  package init(text: String, number: Int, seed: UInt64) {
    self.text = text
    self.number = number
    self.seed = seed
  }
}

extension Session {
  /// Runs an input of an earlier session again, as far as it ran then.
  ///
  /// One that failed or was stopped is not tried again beyond the statements that had run: it
  /// might have been stopped because it had no end.
  package mutating func bringBack(_ text: String, completed: Int?) -> [Output] {
    guard let completed else { return handleInput(text) }
    let number = input
    let isCommand = command(in: text) != nil
    var undoableChange = 0
    let source = SourceText(text, name: "input \(number)")
    if completed > 0, !isCommand,
      let program = try? Program(parsing: source, dialect: interpreter.dialect),
      program.statements.count >= completed
    {
      let end = program.statements[completed - 1].span.end
      _ = handleInput(String(decoding: Array(source.text.utf8)[..<end], as: UTF8.self))
      undoableChange = exchanges.removeLast().undoableChange
    }
    // The numbers of the inputs stay as they were.
    if !isCommand { input = number + 1 }
    exchanges.append(
      Exchange(
        text: text,
        number: isCommand ? nil : number,
        changesSession: !isCommand || completed > 0,
        completed: completed,
        undoableChange: undoableChange
      )
    )
    return []
  }

  /// Starts anew with an empty environment: what was typed so far belongs to the session no more.
  package mutating func startAnew(seed: UInt64, dialect: Dialect) {
    var fresh = Interpreter(
      dialect: dialect,
      seed: seed,
      library: interpreter.library,
      interruption: interpreter.interruption
    )
    fresh.limits = interpreter.limits
    fresh.stackBytes = interpreter.stackBytes
    fresh.trainingObserver = interpreter.trainingObserver
    fresh.trainingStore = interpreter.trainingStore
    interpreter = fresh
    firstDialect = dialect
    look.dialect = dialect
    look.precision = Look.usualPrecision
    input = 1
    stepsThrough = false
    exchanges = []
    beginnings += 1
  }
}
