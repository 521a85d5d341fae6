import TestSupport
import Testing

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The REPL on a terminal, typed at as a person types; lines are edited by the terminal itself.
@Suite struct TerminalTests {
  private func start(
    _ arguments: String...,
    environment: [String: String] = ["NO_COLOR": "1"],
    columns: Int = 80
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      try gradusExecutable(),
      ["--plain"] + arguments,
      environment: environment,
      size: .init(rows: 24, columns: columns)
    )
  }

  /// Types a line and returns what is printed up to the next prompt.
  private func type(_ line: String, _ terminal: PseudoTerminal, next prompt: String) throws
    -> String
  {
    terminal.send(line + "\n")
    let printed = try terminal.expect("\r\n" + prompt)
    return printed.dropFirst(line.count).replacing("\r\n", with: "\n")
      .trimmingPrefix("\n").description.replacing("\n" + prompt, with: "")
  }

  @Test func theGreetingHasTwoLinesToTryAndBothWork() throws {
    let terminal = try start()
    let greeting = try terminal.expect("1> ").replacing("\r\n", with: "\n")
    #expect(
      greeting.replacing(#/\d+\.\d+\.\d+/#, with: "VERSION")
        == """
        gradus VERSION: backpropagation, step by step.
        Two lines to try:
          x(w) = 2w + 3
          d/dx sin(x²)
        :lesson teaches, :help says what there is, :quit leaves.
        1> \

        """.trimmingSuffix("\n")
    )
    let lines = greeting.split(separator: "\n").filter { $0.hasPrefix("  ") }.map {
      $0.dropFirst(2)
    }
    #expect(try type(String(lines[0]), terminal, next: "2> ") == "x(w) = 2w + 3")
    #expect(try type(String(lines[1]), terminal, next: "3> ") == "d/dx sin(x²) = cos(x²)·2x")
    terminal.send("quit\n")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test func ctrlCStopsWhatRunsAndNothingHasChanged() throws {
    let terminal = try start()
    try terminal.expect("1> ")
    _ = try type("x = 1", terminal, next: "2> ")
    terminal.send("while 1 { x = x + 1 }\n")
    try terminal.expect("}\r\n")
    usleep(300_000)
    terminal.send("\u{3}")
    let answer = try terminal.expect("3> ").replacing("\r\n", with: "\n")
    #expect(
      answer
        == """
        ^Cinput 2, line 1: Interrupted; nothing was changed
          while 1 { x = x + 1 }
          ^^^^^^^^^^^^^^^^^^^^^
        3> \

        """.trimmingSuffix("\n")
    )
    #expect(try type("x", terminal, next: "4> ") == "x = 1")
    #expect(try type(":undo", terminal, next: "4> ") == "Taken back: x")
  }

  @Test func ctrlCAtThePromptDropsTheLine() throws {
    let terminal = try start()
    try terminal.expect("1> ")
    terminal.send("w = 5\u{3}")
    try terminal.expect("^C\r\n1> ")
    terminal.send("w = [1\n")
    try terminal.expect("\r\n…> ")
    terminal.send("\u{3}")
    try terminal.expect("^C\r\n1> ")
    #expect(try type(":vars", terminal, next: "1> ") == "No name has a value yet: try w = 1.")
  }

  @Test func ctrlDLeaves() throws {
    let terminal = try start()
    try terminal.expect("1> ")
    terminal.send("\u{4}")
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(terminal.transcript.hasSuffix("1> \r\n"))
  }

  @Test func anErrorAtTheKeyboardIsNoFailure() throws {
    let terminal = try start()
    try terminal.expect("1> ")
    _ = try type("foo", terminal, next: "2> ")
    terminal.send("quit\n")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test func anInputGoesOnOverLines() throws {
    let terminal = try start()
    try terminal.expect("1> ")
    terminal.send("for i = 1, ..., 2 {\n")
    try terminal.expect("\r\n…> ")
    terminal.send("\n")
    try terminal.expect(
      "\r\n  (this input goes on: a bracket is open or an operator waits; Ctrl-C drops it)\r\n…> "
    )
    terminal.send("v = 2i\n")
    try terminal.expect("\r\n…> ")
    let answer = try type("}", terminal, next: "2> ")
    #expect(answer == "v = 2i\n  = 2·1\n  = 2\nv = 2i\n  = 2·2\n  = 4")
  }

  @Test func pastedLinesAreAnsweredOneByOne() throws {
    let terminal = try start()
    try terminal.expect("1> ")
    terminal.send("w = 1\nx = [w,\n2]\nx\n")
    try terminal.expect("3> ")
    try terminal.expect("4> ")
    #expect(terminal.transcript.contains("x = [1  2]   1×2"))
  }

  @Test func valuesAreInColourUnlessNotWanted() throws {
    for (arguments, environment, isColoured) in [
      ([], [:], true), ([], ["NO_COLOR": "1"], false), (["--plain"], [:], false),
      ([], ["GRADUS_PLAIN": "1"], false), ([], ["GRADUS_PLAIN": "0"], true),
      ([], ["TERM": "dumb"], false), ([], ["NO_COLOR": ""], true),
    ] as [([String], [String: String], Bool)] {
      let terminal = try PseudoTerminal(
        try gradusExecutable(),
        arguments,
        environment: environment
      )
      try terminal.expect("1> ")
      terminal.send("w = 1\n")
      let answer = try terminal.expect("2> ")
      #expect(answer.contains("\u{1B}[1m1\u{1B}[0m") == isColoured, "\(arguments) \(environment)")
    }
  }

  @Test func matricesFitTheTerminalAsItIs() throws {
    let terminal = try start(columns: 40)
    try terminal.expect("1> ")
    let narrow = try type("x = zeros(1, 100)", terminal, next: "2> ")
    #expect(narrow.contains("left out"))
    #expect(narrow.split(separator: "\n").allSatisfy { $0.count <= 40 })
    terminal.resize(to: .init(rows: 24, columns: 400))
    #expect(!(try type("x", terminal, next: "3> ")).contains("left out"))
  }

  @Test func aBugOfOursEndsWithSeventy() throws {
    for number in [SIGILL, SIGSEGV] {
      let terminal = try start()
      try terminal.expect("1> ")
      terminal.signal(number)
      #expect(try terminal.waitForExit() == .exited(70))
      #expect(
        terminal.transcript.hasSuffix(
          "gradus: this is a bug of ours. What did you type last? :restore brings the session back.\r\n"
        )
      )
    }
  }
}

extension String {
  /// The text without an ending.
  fileprivate func trimmingSuffix(_ end: String) -> String {
    hasSuffix(end) ? String(dropLast(end.count)) : self
  }
}
