import Foundation
import TestSupport
import Testing

/// Someone at a terminal whose lines gradus edits: types, and looks at the screen.
struct Typist {
  let terminal: PseudoTerminal
  let size: PseudoTerminal.Size

  /// Starts the REPL; without colours, as colours of parts would only hide what is typed.
  init(
    _ arguments: [String] = [],
    environment: [String: String] = ["NO_COLOR": "1"],
    rows: Int = 24,
    columns: Int = 80,
    directory: String? = nil
  ) throws {
    size = .init(rows: rows, columns: columns)
    terminal = try PseudoTerminal(
      try gradusExecutable(),
      arguments,
      environment: environment,
      directory: directory,
      size: size
    )
    try terminal.wait(untilScreenEndsWith: "1>", size: size)
  }

  /// Types a text and waits until the screen ends with another.
  @discardableResult
  func type(_ text: String, until end: String) throws -> Screen {
    terminal.send(text)
    return try terminal.wait(untilScreenEndsWith: end, size: size)
  }

  /// Types a whole line and returns what is shown from it on, up to the next prompt.
  func answer(_ line: String, next prompt: String) throws -> String {
    let screen = try type(line + "\r", until: "\n" + prompt)
    let rows = screen.text.split(separator: "\n", omittingEmptySubsequences: false)
    let number = (Int(prompt.dropLast()) ?? 1) - 1
    let start = rows.lastIndex { $0.hasPrefix("\(number)> ") } ?? 0
    return rows[start..<(rows.count - 1)].joined(separator: "\n")
  }

  /// Leaves with Ctrl-D.
  func leave() throws {
    terminal.send("\u{4}")
    #expect(try terminal.waitForExit() == .exited(0))
  }
}

/// A folder of its own for a test, deleted afterwards.
func withFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("gradus-lines-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try body(folder)
}
