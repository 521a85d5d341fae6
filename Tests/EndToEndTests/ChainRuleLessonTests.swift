import Diagnostics
import Foundation
import TestSupport
import Testing

/// The lesson on the chain rule, played from start to end as a student plays it.
@Suite struct ChainRuleLessonTests {
  /// The prompts, and what is typed behind them: right and wrong answers, and words of the player.
  static let play: [(prompt: String, answer: String)] = [
    ("[Enter] ", ""), ("[Enter runs it] ", ""), ("[Enter runs it] ", ""), ("type> ", "y = x"),
    ("type> ", "y = y(w)"), ("type> ", "y = y(x)"), ("z = ? ", "4.2"), ("answer> ", "4"),
    ("answer> ", "1"), ("[Enter runs it] ", ""), ("type> ", "2"), ("[Enter runs it] ", ""),
    ("δ_y = ? ", "hint"), ("δ_y = ? ", "dx/dw"), ("type> ", "1/0"), ("type> ", "6.438/5"),
    ("type> ", "δ_y · 2"), ("type> ", "play"), ("play 8> ", "q = Δ + 1"), ("play 9> ", "δ_x"),
    ("play 10> ", "resume"), ("type> ", "δ_x = 2δ_y"), ("[Enter runs it] ", ""),
    ("[Enter runs it] ", ""), ("answer> ", "1 4 2 3"), ("[Enter runs it] ", ""),
    ("answer> ", "0.02"), ("answer> ", "0.01 dz/dw"), ("[Enter runs it] ", ""), ("answer> ", "18"),
    ("answer> ", "3"), ("[Enter runs it] ", ""), ("[Enter runs it] ", ""), ("[Enter runs it] ", ""),
    ("answer> ", "2"), ("answer> ", "1"), ("type> ", "Δz = y - a"),
    ("type> ", "\\Delta z = a − y"), ("Δw = ? ", "-0.16"), ("[Enter runs it] ", ""),
    ("[Enter runs it] ", ""), ("answer> ", "1 2"), ("answer> ", "1"), ("type> ", "dz/dx"),
    ("[Enter runs it] ", ""),
  ]

  private func withHome<Result>(_ body: ([String: String]) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body([
      "XDG_STATE_HOME": folder.path, "GRADUS_COURSE": repository.path, "NO_COLOR": "1",
    ])
  }

  /// Compares lines with a recorded session.
  private func compare(_ found: [String], _ name: String) throws {
    let file = repository.appendingPathComponent("Tests/EndToEndTests/Sessions/\(name).txt")
    if ProcessInfo.processInfo.environment["GRADUS_RECORD"] == "1" {
      try Data((found.joined(separator: "\n") + "\n").utf8).write(to: file)
    }
    let expected = SessionText(try String(contentsOf: file, encoding: .utf8)).lines
    let changes = difference(expected, found)
    #expect(changes == nil, "\(changes ?? "")")
  }

  @Test func itIsPlayedFromStartToEnd() throws {
    try withHome { environment in
      let terminal = try PseudoTerminal(
        try gradusExecutable(),
        ["lesson", "chain", "--plain"],
        environment: environment
      )
      for (prompt, answer) in Self.play {
        try terminal.expect(prompt)
        terminal.send(answer + "\r")
      }
      #expect(try terminal.waitForExit() == .exited(0))
      let lines = SessionText(terminal.transcript.replacing("\r\n", with: "\n")).lines
      #expect(lines.contains("That is the end of the lesson. 6 of 14 were right at the first try."))
      try compare(lines, "lesson-chain-rule")
    }
  }

  @Test func itIsPlayedWithTheLineEditor() throws {
    try withHome { environment in
      let terminal = try PseudoTerminal(
        try gradusExecutable(),
        ["lesson", "04"],
        environment: environment
      )
      for (prompt, answer) in Self.play {
        try terminal.expect(prompt)
        terminal.send(answer + "\r")
      }
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(terminal.transcript.contains("6 of 14 were right at the first try."))
    }
  }

  @Test(arguments: [[], ["--plain"]])
  func ctrlDLeavesTheLessonAndNotTheSession(_ arguments: [String]) throws {
    try withHome { environment in
      let terminal = try PseudoTerminal(
        try gradusExecutable(),
        arguments,
        environment: environment
      )
      try terminal.expect("1> ")
      terminal.send("weight = 5\r")
      try terminal.expect("2> ")
      terminal.send(":lesson chain\r")
      try terminal.expect("[Enter] ")
      terminal.send(":restore\r")
      try terminal.expect("A lesson is going on: quit leaves it, then :restore works.")
      try terminal.expect("[Enter] ")
      terminal.send("\u{4}")
      try terminal.expect("Your place is kept")
      try terminal.expect("2> ")
      terminal.send("weight + 1\r")
      try terminal.expect("= 6")
      try terminal.expect("3> ")
      terminal.send("\u{4}")
      #expect(try terminal.waitForExit() == .exited(0))
    }
  }

  @Test(arguments: [80, 40])
  func asTextItFitsTheWidth(_ columns: Int) throws {
    try withHome { environment in
      let answers = Self.play.map(\.answer).joined(separator: "\n") + "\n"
      let run = try Run.gradus(
        "lesson",
        "04",
        "--plain",
        input: answers,
        environment: environment.merging(["COLUMNS": "\(columns)"]) { $1 }
      )
      #expect(run.status == .exited(0))
      let lines = SessionText(run.output).lines
      // A narrow terminal has more pages, so the answers given here do not reach the end.
      #expect(lines.count > (columns == 80 ? 250 : 150))
      for line in lines { #expect(DisplayWidth.of(line) <= columns, "\(line)") }
      if columns == 80 { try compare(lines, "lesson-chain-rule-piped") }
    }
  }

  @Test func theCourseProvesItself() throws {
    let run = try Run.gradus("course", "check", directory: repository.path)
    #expect(
      run
        == Run(
          output: "1 lesson and 1 exercise checked: the course holds.\n",
          errors: "",
          status: .exited(0)
        )
    )
  }
}
