import Foundation
import TestSupport
import Testing

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The stepper on a terminal: single keys on a screen of its own, or lines where it is plain.
@Suite struct StepperTests {
  private let network = "network([2, 2, 1], [tanh, σ], seed = 1); x = [0 1; 1 1]; y = [1 0]"
  private let opened = "\u{1B}[?1049h"
  private let closed = "\u{1B}[?1049l"
  /// The end of a screen: the last of the keys that are listed.
  private let keys = "q quit"

  private func start(
    _ arguments: String...,
    environment: [String: String] = ["NO_COLOR": "1"],
    rows: Int = 24,
    columns: Int = 80
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      try gradusExecutable(),
      arguments,
      environment: environment,
      size: .init(rows: rows, columns: columns)
    )
    try terminal.expect("1> ")
    return terminal
  }

  private func type(_ line: String, _ terminal: PseudoTerminal, _ prompt: String) throws {
    terminal.send(line + "\r")
    try terminal.expect(prompt)
  }

  /// Presses a key and returns the lines of the screen that answers it.
  private func press(_ key: String, _ terminal: PseudoTerminal) throws -> [String] {
    terminal.send(key)
    return try screen(terminal)
  }

  /// Presses a key that asks for a line, and waits for its prompt in the last row.
  private func ask(_ key: String, _ prompt: String, _ terminal: PseudoTerminal) throws {
    terminal.send(key)
    try terminal.expect("\u{1B}[24;1H")
    try terminal.expect(prompt)
  }

  /// The lines of the next screen.
  private func screen(_ terminal: PseudoTerminal) throws -> [String] {
    let frame = withoutReturns(try terminal.expect(keys))
    let start = frame.ranges(of: "\u{1B}[H").last?.upperBound ?? frame.startIndex
    return frame[start...].replacing("\u{1B}[2K", with: "").split(
      separator: "\n",
      omittingEmptySubsequences: false
    ).map(String.init)
  }

  /// A text without returns, of which the terminal may add some of its own.
  private func withoutReturns(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\r" }))
  }

  @Test func fiveTimesEnterInBackwardShowsDeltaW() throws {
    let terminal = try start()
    try type(network + "; forward()", terminal, "2> ")
    terminal.send(":step backward()\r")
    try terminal.expect(opened)
    _ = try screen(terminal)
    for _ in 0..<4 { _ = try press("\r", terminal) }
    let lines = try press("\r", terminal)
    try #require(lines.count == 24)
    #expect(lines[0].hasPrefix("backward() › l = 1 › ΔW[1] = …"))
    #expect(lines[0].hasSuffix("step 5 of 6"))
    #expect(lines[3].hasPrefix("ΔW[1] = 1/N Δz[1] a[0]ᵀ + λ/N W[1]"))
    let part = try press("\u{1B}[C", terminal)
    #expect(part[3] == "        ^^^")
    terminal.send("q")
    try terminal.expect(closed)
    let answer = try terminal.expect("3> ")
    #expect(answer.contains("ΔW[1] = 1/N Δz[1] a[0]ᵀ + λ/N W[1]"))
    #expect(answer.ranges(of: "Δb[1] = ").count == 1)
    terminal.send(":quit\r")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test func typedAheadKeysAreNotLost() throws {
    let terminal = try start()
    try type("w = 1", terminal, "2> ")
    terminal.send(":step for i = 1, ..., 9 { w ← 2w }\r")
    _ = try screen(terminal)
    terminal.send("nnnnnn")
    for _ in 0..<5 { _ = try screen(terminal) }
    #expect(try screen(terminal)[0].hasSuffix("step 6 of 9"))
    terminal.send("q")
    try terminal.expect("3> ")
  }

  @Test func theScreenFitsAfterEachResize() throws {
    let terminal = try start()
    try type(network, terminal, "2> ")
    terminal.send(":step forward()\r")
    #expect(try screen(terminal).count == 24)
    _ = try press("n", terminal)
    for (rows, columns) in [(12, 40), (5, 20), (30, 100)] {
      terminal.resize(to: .init(rows: rows, columns: columns))
      terminal.signal(SIGWINCH)
      var lines = try screen(terminal)
      // A resize may be told twice; the last screen counts.
      while lines.count != rows { lines = try screen(terminal) }
      #expect(lines.allSatisfy { $0.count <= columns })
    }
    terminal.send("q")
    try terminal.expect("3> ")
  }

  @Test(arguments: ["\u{3}", "\u{4}", "q", "\u{1B}"])
  func theTerminalIsAsBeforeHoweverItIsLeft(_ key: String) throws {
    let terminal = try start()
    terminal.send(":step w = 2 + 3\r")
    _ = try screen(terminal)
    terminal.send(key)
    try terminal.expect(closed)
    #expect(try terminal.expect("2> ").contains("w = 2 + 3\r\n  = 5"))
    try type("w", terminal, "3> ")
  }

  @Test func ctrlCLeavesWhereALineIsAskedFor() throws {
    let terminal = try start()
    terminal.send(":step w = 2 + 3\r")
    _ = try screen(terminal)
    try ask("p", "print ", terminal)
    terminal.send("w\u{3}")
    try terminal.expect(closed)
    try terminal.expect("2> ")
    try type("w", terminal, "3> ")
  }

  @Test func ctrlZGivesTheScreenBackAndContinuingTakesItAgain() throws {
    let terminal = try start()
    terminal.send(":step w = 2 + 3\r")
    _ = try screen(terminal)
    terminal.send("\u{1A}")
    try terminal.expect(closed)
    // Without a shell to go on in, the system lets a program that leads a session not stop.
    terminal.signal(SIGCONT)
    try terminal.expect(opened)
    #expect(try screen(terminal).dropFirst(2).first == "w = 2 + 3")
    terminal.send("q")
    try terminal.expect("2> ")
  }

  @Test func aNotebookIsSteppedThroughAsAWhole() throws {
    try withFolder { folder in
      let notebook = "```gradus\nw = 1\nx = 2w + 3\n```\n\n```gradus\ny = log(x)\n```\n"
      try Data(notebook.utf8).write(to: URL(fileURLWithPath: folder + "/ŷ.md"))
      let terminal = try start()
      try type(":step on", terminal, "2> ")
      terminal.send(":load \(folder)/ŷ.md\r")
      try terminal.expect(opened)
      #expect(try screen(terminal)[0].hasSuffix("step 1 of 3"))
      _ = try press("n", terminal)
      let last = try press("n", terminal)
      #expect(last[2...4] == ["y = log(x)", "  = log(5)", "  = 1.609"])
      terminal.send("q")
      try terminal.expect("2> y = log(x)\r\ny = log(x)\r\n  = log(5)\r\n  = 1.609\r\n")
      try terminal.expect("3> ")
    }
  }

  @Test func aLoopTypedOverLinesIsSteppedThrough() throws {
    let terminal = try start()
    try type(":step for i = 1, ..., 2 {", terminal, "…> ")
    try type("  v = 2i", terminal, "…> ")
    terminal.send("}\r")
    try terminal.expect(opened)
    _ = try screen(terminal)
    let lines = try press("n", terminal)
    #expect(lines[0].hasPrefix("for i = 1, ..., 2 › i = 1 › v = …"))
    terminal.send("q")
    try terminal.expect("v = 2i\r\n  = 2·2\r\n  = 4\r\n")
    try terminal.expect("2> ")
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGSEGV])
  func whatEndsTheProcessGivesTheScreenBack(_ signal: Int32) throws {
    let terminal = try start()
    terminal.send(":step x = 2·3\r")
    try terminal.expect(opened)
    _ = try screen(terminal)
    terminal.signal(signal)
    _ = try terminal.waitForExit()
    let end = try #require(terminal.transcript.ranges(of: opened).last?.upperBound)
    #expect(terminal.transcript[end...].contains(closed))
  }

  @Test func linesAreAskedForInTheLastRow() throws {
    let terminal = try start()
    try type("w = 1", terminal, "2> ")
    terminal.send(":step w ← w + 1; w ← 5w\r")
    _ = try screen(terminal)
    try ask("p", "print ", terminal)
    terminal.send("10w\r")
    #expect(try screen(terminal).dropLast().last == "10w = 20")
    try ask("p", "print ", terminal)
    terminal.send("ww\r")
    let failure = try screen(terminal)
    #expect(
      failure.dropLast().suffix(4).joined(separator: "\n") == """
        the stepper, line 1: ww has no value
          ww
          ^^
          For a product of names write w w.
        """
    )
    try ask("u", "until ", terminal)
    terminal.send("w\r")
    #expect(try screen(terminal)[0].hasSuffix("step 2 of 2"))
    terminal.send("q")
    try terminal.expect("3> ")
  }

  @Test func predictionsAreAskedForAndCounted() throws {
    let terminal = try start()
    try type(":predict on", terminal, "1> ")
    terminal.send(":step z = 2 − 5\r")
    let hidden = try screen(terminal)
    #expect(hidden[3] == "  = ?")
    try terminal.expect("z = ")
    terminal.send("3\r")
    let lines = try screen(terminal)
    #expect(
      lines.suffix(3).dropLast().joined(separator: "\n") == """
        You said 3: off by 6, 200 % of the value. The sign is flipped. 0 of 1 right so
          far.
        """
    )
    terminal.send("q")
    try terminal.expect("0 of 1 value predicted right.")
    try terminal.expect("2> ")
  }

  @Test(arguments: [["GRADUS_PLAIN": "1"], ["TERM": "dumb", "NO_COLOR": "1"]])
  func aPlainTerminalGetsLines(_ environment: [String: String]) throws {
    let terminal = try start(environment: environment)
    terminal.send("w = 1\n")
    try terminal.expect("2> ")
    terminal.send(":step x = 2w + 3\n")
    let opening = try terminal.expect("step> ").replacing("\r\n", with: "\n")
    #expect(
      opening
        == """
        :step x = 2w + 3
        The stepper: Enter goes on, ? lists what else there is, q leaves.
        x = …                                                                step 1 of 1
        x = 2w + 3
          = 2·1 + 3
          = 5
        step> \

        """.trimmingLastBreak
    )
    terminal.send("\n")
    #expect(
      try terminal.expect("step> ").replacing("\r\n", with: "\n")
        == """

        x = … › 2w                                                           part 1 of 2
        x = 2w + 3
            ^^

        2w = 2·1 = 2
        step> \

        """.trimmingLastBreak
    )
    terminal.send("p w + 1\n")
    #expect(try terminal.expect("step> ") == "p w + 1\r\nw + 1 = 2\r\nstep> ")
    terminal.send("q\n")
    #expect(try terminal.expect("3> ") == "q\r\nx = 2w + 3\r\n  = 2·1 + 3\r\n  = 5\r\n3> ")
    #expect(!terminal.transcript.contains("\u{1B}"))
  }

  @Test func fortyColumnsAreEnough() throws {
    let terminal = try start(columns: 40)
    try type(network, terminal, "2> ")
    terminal.send(":step forward()\r")
    _ = try screen(terminal)
    for key in ["n", "n", "n", "i", "n", "i", "o", "o", "?"] {
      terminal.send(key)
      let frame = withoutReturns(try terminal.expect(key == "?" ? "any key goes back" : keys))
      for line in frame.replacing("\u{1B}[2K", with: "").split(separator: "\n") {
        let text = line.split(separator: "\u{1B}[H").last ?? ""
        #expect(text.count <= 40, "\(text)")
      }
    }
    terminal.send("xq")
    try terminal.expect("3> ")
  }
}

extension String {
  /// The text without a line break at its end.
  fileprivate var trimmingLastBreak: String { hasSuffix("\n") ? String(dropLast()) : self }
}
