import Foundation
import TestSupport
import Testing

@Suite("A terminal of its own") struct PseudoTerminalTests {
  private func shell(
    _ script: String,
    size: PseudoTerminal.Size = .init(rows: 24, columns: 80)
  ) throws -> PseudoTerminal {
    try PseudoTerminal("/bin/sh", ["-c", script], size: size)
  }

  @Test("What is awaited is returned with all before it, and only once")
  func expects() throws {
    let terminal = try shell("echo one; echo two; echo two")
    #expect(try terminal.expect("two") == "one\r\ntwo")
    #expect(try terminal.expect("two") == "\r\ntwo")
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(terminal.transcript == "one\r\ntwo\r\ntwo\r\n")
  }

  @Test("The program sees terminals, and one it may open by name")
  func isTerminal() throws {
    let terminal = try shell("test -t 0 && test -t 1 && test -t 2 && echo yes >/dev/tty")
    try terminal.expect("yes")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test("A conversation: prompt, answer, prompt")
  func conversation() throws {
    let terminal = try shell("printf '1> '; read a; printf \"got $a\\n2> \"; read b; exit 4")
    try terminal.expect("1> ")
    terminal.send("Δz\n")
    #expect(try terminal.expect("2> ") == "Δz\r\ngot Δz\r\n2> ")
    terminal.send("\u{4}")
    #expect(try terminal.waitForExit() == .exited(4))
  }

  @Test("Ctrl-C reaches the program")
  func controlC() throws {
    let terminal = try shell(
      "trap 'echo caught; exit 5' INT; echo ready; while :; do sleep 1; done"
    )
    try terminal.expect("ready")
    terminal.send("\u{3}")
    try terminal.expect("caught")
    #expect(try terminal.waitForExit() == .exited(5))
  }

  @Test("The size is the one asked for, and may change")
  func size() throws {
    let script = """
      stty size
      trap 'stty size; exit 0' WINCH
      echo ready
      while :; do sleep 0.1; done
      """
    let terminal = try shell(script, size: .init(rows: 10, columns: 33))
    #expect(try terminal.expect("ready") == "10 33\r\nready")
    terminal.resize(to: .init(rows: 12, columns: 45))
    try terminal.expect("12 45")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test("A signal can be sent")
  func signal() throws {
    let terminal = try PseudoTerminal("/bin/cat")
    terminal.send("a\n")
    try terminal.expect("a\r\na\r\n")
    terminal.signal(SIGTERM)
    #expect(try terminal.waitForExit() == .signalled(SIGTERM))
  }

  @Test("More is typed than the terminal holds")
  func longInput() throws {
    let terminal = try PseudoTerminal("/bin/cat")
    for number in 0..<500 { terminal.send("line \(number) \(String(repeating: "x", count: 60))\n") }
    terminal.send("last\n\u{4}")
    // A terminal may leave out the echo of what comes faster than it can show, never what is printed.
    try terminal.expect("last\r\n")
    #expect(try terminal.waitForExit() == .exited(0))
    let seen = terminal.transcript
    #expect((0..<500).allSatisfy { seen.contains("line \($0) x") })
  }

  @Test("A text that does not come is an error that shows what came")
  func missing() throws {
    let terminal = try shell("echo 5; sleep 100")
    try terminal.expect("5")
    let failure = ProcessFailure.textMissing("6", seconds: 0.2, seen: "\r\n")
    #expect(throws: failure) { try terminal.expect("6", timeout: .milliseconds(200)) }
    #expect(failure.description == #"no "6" within 0.2 s, but "\r\n""#)
  }

  @Test("An end before the text is an error at once")
  func closed() throws {
    let terminal = try shell("printf 5")
    let failure = ProcessFailure.closed(before: "6", seen: "5")
    let start = ContinuousClock.now
    #expect(throws: failure) { try terminal.expect("6") }
    #expect(ContinuousClock.now - start < .seconds(15))
    #expect(failure.description == #"the program ended before "6", after "5""#)
  }

  @Test("A program that goes on is killed, and the error says so")
  func goesOn() throws {
    let terminal = try shell("echo on; sleep 100")
    try terminal.expect("on")
    #expect(throws: ProcessFailure.self) {
      try terminal.waitForExit(timeout: .milliseconds(200))
    }
  }

  @Test("A terminal that is let go takes its program with it")
  func letGo() throws {
    let identifier: Int32
    do {
      let terminal = try shell("trap '' HUP; echo \"[$$]\"; while :; do sleep 1; done")
      let shown = try terminal.expect("]")
      identifier = try #require(Int32(shown.trimmingCharacters(in: ["[", "]"])))
      withExtendedLifetime(terminal) { #expect(kill(identifier, 0) == 0) }
    }
    #expect(kill(identifier, 0) == -1)
  }
}
