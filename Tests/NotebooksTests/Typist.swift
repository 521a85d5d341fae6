import Algorithms
import Diagnostics
import Foundation
import Interpreter
import Notation
import Rendering
import Session

@testable import Notebooks

/// Someone who types at a session that can save and load.
struct Typist {
  var session: Session

  init(dialect: Dialect = .galway, seed: UInt64 = 1) {
    session = Session(
      interpreter: Interpreter(dialect: dialect, seed: seed, library: .shipped),
      look: Look(dialect: dialect)
    )
    session.commands.add(CommandTable.notebookCommands)
  }

  /// What is read after typing inputs, errors as they are shown.
  @discardableResult
  mutating func reads(_ inputs: String...) -> String { reads(inputs) }

  /// What is read after typing inputs.
  @discardableResult
  mutating func reads(_ inputs: [String]) -> String {
    var texts: [String] = []
    for input in inputs {
      for output in session.handle(input) {
        switch output {
        case .text(let text): texts.append(text.plain)
        case .failure(let diagnostic): texts.append(session.look.failure(diagnostic).plain)
        case .statement, .check, .stepper, .quit: break
        }
      }
    }
    return texts.joined(separator: "\n")
  }
}

/// Runs a test in a folder of its own, whose path it is given.
func inFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "n\(UInt32.random(in: 0...UInt32.max))"
  )
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer {
    try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
    try? FileManager.default.removeItem(at: folder)
  }
  return try body(folder.path)
}

/// A notebook run again in a new session.
func replay(_ text: String, dialect: Dialect = .galway) throws -> Replay {
  var typist = Typist(dialect: dialect)
  return try Notebook(parsing: text, name: "f.md").replay(in: &typist.session)
}
