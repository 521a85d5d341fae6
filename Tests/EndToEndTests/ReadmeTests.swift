import Foundation
import TestSupport
import Testing

/// The README says what is true: its sessions, its commands and their output are run.
@Suite struct ReadmeTests {
  /// A fenced block: the word behind the fence, and its lines.
  struct Block: CustomTestStringConvertible {
    var language: String
    var lines: [String]
    /// The number of the line with the opening fence.
    var line: Int

    var testDescription: String { "\(language) block at line \(line)" }
  }

  static let file = repository.appendingPathComponent("README.md")

  static var text: [String] {
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  static var blocks: [Block] {
    var blocks: [Block] = []
    var open: Block?
    for (index, line) in text.enumerated() {
      if let block = open {
        if line == "```" {
          blocks.append(block)
          open = nil
        } else {
          open?.lines.append(line)
        }
      } else if line.hasPrefix("```") {
        open = Block(language: String(line.dropFirst(3)), lines: [], line: index + 1)
      }
    }
    return blocks
  }

  static func blocks(_ language: String) -> [Block] { blocks.filter { $0.language == language } }

  /// Writes what a block prints now into the README, where GRADUS_RECORD is set.
  private func record(_ block: Block, _ lines: [String]) throws {
    guard ProcessInfo.processInfo.environment["GRADUS_RECORD"] == "1" else { return }
    let text = try String(contentsOf: Self.file, encoding: .utf8)
    let fence = "\n```\(block.language)"
    let old = ([fence] + block.lines).joined(separator: "\n") + "\n```"
    let new = fence + "\n" + lines.joined(separator: "\n") + "\n```"
    try Data(text.replacing(old, with: new).utf8).write(to: Self.file)
  }

  @Test func everyKindOfBlockIsTested() {
    #expect(Set(Self.blocks.map(\.language)) == ["gradus", "console", "stepper"])
  }

  @Test(.serialized, arguments: blocks("gradus"))
  func sessionsPrintWhatIsShown(_ block: Block) throws {
    let found = try SessionText(block.lines.joined(separator: "\n")).replayed()
    try record(block, found)
    let changes = difference(block.lines, found)
    #expect(changes == nil, "\(changes ?? "")")
  }

  @Test(.serialized, arguments: blocks("console"))
  func commandsPrintWhatIsShown(_ block: Block) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for part in ["lessons", "exercises", "solutions"] {
      try FileManager.default.copyItem(
        at: repository.appendingPathComponent(part),
        to: folder.appendingPathComponent(part)
      )
    }
    let program = URL(fileURLWithPath: try gradusExecutable()).deletingLastPathComponent().path
    var found: [String] = []
    for line in block.lines where line.hasPrefix("$ ") {
      found.append(line)
      let command = line.dropFirst(2)
      if command.hasPrefix("make ") {
        // What make would do is all that a test can ask.
        let run = try Run(
          "/bin/sh",
          ["-c", "make --dry-run \(command.dropFirst(5))"],
          directory: repository.path
        )
        #expect(run.status == .exited(0), "\(line): \(run.errors)")
        continue
      }
      let run = try Run(
        "/bin/sh",
        ["-c", "PATH=\(program):$PATH; { \(command)\n} 2>&1"],
        environment: Self.environment(folder.path),
        directory: folder.path
      )
      if !run.output.isEmpty { found += SessionText(run.output).lines }
    }
    try record(block, found)
    let changes = difference(block.lines, found)
    #expect(changes == nil, "\(changes ?? "")")
  }

  /// A home of the test's own.
  static func environment(_ folder: String) -> [String: String] {
    ["XDG_STATE_HOME": folder + "/state"]
  }

  /// The picture of the stepper: the session above it, then the keys that the text names.
  @Test func theStepperShowsWhatIsShown() throws {
    let picture = try #require(Self.blocks("stepper").first)
    let session = try #require(Self.blocks("gradus").last { $0.line < picture.line })
    let text = Self.text.joined(separator: " ")
    #expect(
      text.contains(
        "With the keys `u`, `ΔW[1]`, Enter, then `i`, `n`, `n`, `n` and `i`, this is what the terminal"
      )
    )
    let size = PseudoTerminal.Size(rows: 10, columns: 80)
    let terminal = try PseudoTerminal(
      try gradusExecutable(),
      environment: ["NO_COLOR": "1"],
      size: size
    )
    for (position, input) in SessionText(session.lines.joined(separator: "\n")).inputs.enumerated()
    {
      try terminal.expect(position == 0 ? "1> " : input.prompt)
      terminal.send(input.text + "\r")
    }
    try terminal.expect("is missing.")
    try terminal.expect("> ")
    terminal.send(":step backward()\r")
    try terminal.expect("q quit")
    terminal.send("u")
    try terminal.expect("until")
    terminal.send("ΔW[1]\r")
    // Each key is pressed when the screen of the one before it is there.
    for (key, shown) in [
      ("i", "step 5 of 6"), ("n", "part 1 of 7"), ("n", "part 2 of 7"), ("n", "part 3 of 7"),
      ("i", "part 4 of 7"), ("", "part 1 of 5"),
    ] {
      try terminal.expect(shown)
      try terminal.expect("q quit")
      terminal.send(key)
    }
    let rows = terminal.screen(size: size).text
    let found = rows.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    try record(picture, found)
    let changes = difference(picture.lines, found)
    #expect(changes == nil, "\(changes ?? "")")
  }

  @Test func everyCommandIsListed() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    let help = try Run.gradus(
      input: ":help commands\n",
      environment: Self.environment(folder.path)
    ).output
    let usages = help.split(separator: "\n").dropFirst().compactMap { line in
      line.wholeMatch(of: #/  (:\S.*?)  +\S.*/#).map { String($0.output.1) }
    }
    #expect(usages.count >= 13)
    let rows = Self.text.filter { $0.hasPrefix("| `:") }
    let listed = rows.compactMap { row in
      row.prefixMatch(of: #/\| `(.*?)` \|/#).map { String($0.output.1).replacing("\\|", with: "|") }
    }
    #expect(listed == usages)
  }

  @Test func itIsShort() {
    #expect(Self.text.count < 290)
  }
}
