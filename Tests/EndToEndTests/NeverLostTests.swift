import Foundation
import TestSupport
import Testing

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What was answered is never lost, however a session ends.
@Suite struct NeverLostTests {
  /// A home of the test's own, gone with it.
  final class Home {
    let path: String

    init() throws {
      path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func start(_ arguments: String...) throws -> PseudoTerminal {
      try PseudoTerminal(
        try gradusExecutable(),
        arguments,
        environment: ["HOME": path, "NO_COLOR": "1"]
      )
    }

    var journals: [String] {
      let folder = path + "/.local/state/gradus/sessions"
      return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }
  }

  /// What a student types: names, layers, accents, a wide character, several lines, errors.
  static let inputs = [
    "w = 1", "x(w) = 2w + 3", "x = x(w)", "Δz[2] = [0.5, x]", "ŷ = 0.7", "r̂ = ŷ²",
    "W⁽²⁾ = [1 2; 3 4]",
    "nope + 1", "u = W⁽²⁾ᵀ  # 漢字", ":rounding 3", "v = normal(2, 2)", "q = v; s = nope",
    "for l = 1, ..., 3 {\rh[l] = l ŷ\r}", ":undo", "g = x + _3", ":precision 5", "k = exp(r̂)",
  ]

  /// What `:vars` prints after so many of the inputs, in a session that nothing disturbs.
  private func variables(after count: Int, _ home: Home) throws -> String {
    let lines = Self.inputs[..<count].map { $0.replacing("\r", with: "\n") }
    let run = try Run.gradus(input: lines.joined(separator: "\n") + "\n7·11·13\n:vars\n")
    let end = try #require(run.output.range(of: "7·11·13 = 1001\n"))
    return String(run.output[end.upperBound...])
  }

  @Test(arguments: 0..<100)
  func aKilledSessionComesBack(_ round: Int) throws {
    let home = try Home()
    let killed = try home.start()
    try killed.expect("1> ")
    let answered = Int.random(in: 1..<Self.inputs.count)
    for input in Self.inputs[..<answered] {
      for line in input.split(separator: "\r") { try type(String(line), killed) }
    }
    // The next one is on its way when the process dies.
    killed.send(Self.inputs[answered] + "\r")
    usleep(UInt32.random(in: 0..<8000))
    killed.signal(SIGKILL)
    _ = try killed.waitForExit()

    let back = try home.start("--plain")
    let greeting = try back.expect("1> ").replacing("\r\n", with: "\n")
    #expect(greeting.contains(":restore brings "), "\(greeting)")
    back.send(":restore\r7·11·13\r")
    try back.expect("= 1001\r\n")
    try back.expect("> ")
    back.send(":vars\r")
    try back.expect(":vars\r\n")
    let printed = try back.expect("> ").replacing("\r\n", with: "\n")
    let found = printed.split(separator: "\n").dropLast().joined(separator: "\n") + "\n"
    // What was on its way may have been answered: then it is back too.
    let possible = try [answered, answered + 1].map { try variables(after: $0, home) }
    #expect(possible.contains(found), "after \(answered) inputs: \(found)")
  }

  /// Types a line and waits for the prompt behind its answer.
  private func type(_ line: String, _ terminal: PseudoTerminal) throws {
    terminal.send(line + "\r")
    try terminal.expect("\r\n")
    try terminal.expect("> ")
  }

  @Test func aSessionThatEndsAsItShouldIsNotOffered() throws {
    let home = try Home()
    for (ending, wasCutOff) in [(":quit\r", false), ("\u{4}", false)] {
      let terminal = try home.start()
      let greeting = try terminal.expect("1> ")
      #expect(!greeting.contains(":restore"))
      try type("w = 1", terminal)
      terminal.send(ending)
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(home.journals.allSatisfy { $0.hasSuffix(".ended") } == !wasCutOff)
    }
    for signal in [SIGHUP, SIGTERM, SIGSEGV] {
      let terminal = try home.start()
      try terminal.expect("1> ")
      try type("w = \(signal)", terminal)
      terminal.signal(signal)
      _ = try terminal.waitForExit()
    }
    let terminal = try home.start()
    #expect(try terminal.expect("1> ").contains("back (latest of 3)."))
  }

  @Test func aSessionThatStillRunsIsNotOffered() throws {
    let home = try Home()
    let first = try home.start()
    try first.expect("1> ")
    try type("w = 1", first)
    let second = try home.start()
    #expect(!(try second.expect("1> ").contains(":restore")))
    try type("w = 2", second)
    #expect(home.journals.count == 2)
  }

  @Test func whereNothingCanBeWrittenItIsSaidAndTheSessionGoesOn() throws {
    let home = try Home()
    try Data().write(to: URL(fileURLWithPath: home.path + "/.local"))
    let terminal = try home.start()
    let greeting = try terminal.expect("1> ").replacing("\r\n", with: "\n")
    #expect(
      greeting.replacing("\n", with: " ").contains(
        "This session cannot be brought back if it is cut off:"
      )
    )
    try type("w = 1", terminal)
    terminal.send(":quit\r")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test(arguments: [true, false])
  func ctrlCStopsAHundredTimesAndNothingHasChanged(_ isPlain: Bool) throws {
    let home = try Home()
    let terminal = isPlain ? try home.start("--plain") : try home.start()
    try terminal.expect("1> ")
    try type("n = 7", terminal)
    var stopped = 0
    for round in 0..<100 {
      terminal.send("while 1 { n ← n + 1 }\r")
      try terminal.expect("}\r\n")
      // Where lines are edited, Ctrl-C is a key up to the moment when the program runs.
      usleep(UInt32.random(in: isPlain ? 0..<20_000 : 10_000..<30_000))
      terminal.send("\u{3}")
      try terminal.expect("^C")
      // One that comes before the line is read drops the line: then nothing ran.
      let answer = try terminal.expect("> ", timeout: .seconds(10))
      if answer.contains("Interrupted; nothing was changed") { stopped += 1 }
      terminal.send("n + \(round)\r")
      let value = try terminal.expect("\(stopped + round + 3)> ")
      #expect(value.contains("= \(7 + round)\r\n"), "round \(round): \(value)")
    }
    #expect(stopped > 10)
    terminal.send(":quit\r")
    #expect(try terminal.waitForExit() == .exited(0))
  }
}
