import Foundation
import TestSupport
import Testing

/// Typing lines: signs of all kinds, pastes, Ctrl-C, Ctrl-D, and terminals of all kinds.
@Suite struct EntryTests {
  @Test(arguments: [
    ["LANG": "C.UTF-8", "NO_COLOR": "1"], ["LANG": "C", "NO_COLOR": "1"],
    ["LANG": "", "NO_COLOR": "1"], ["LANG": "C.UTF-8"],
  ])
  func signsOfAllKinds(_ environment: [String: String]) throws {
    let typist = try Typist(environment: environment)
    #expect(
      try typist.answer("Δz = 1", next: "2>") == "2> Δz = 1\nΔz = 1".replacing("2>", with: "1>")
    )
    #expect(try typist.answer("ŷ = 2", next: "3>") == "2> ŷ = 2\nŷ = 2")
    #expect(try typist.answer("y\u{302}", next: "4>") == "3> ŷ\nŷ = 2")
    #expect(
      try typist.answer("r\u{302} = 4 # 漢字", next: "5>") == "4> r\u{302} = 4 # 漢字\nr\u{302} = 4"
    )
    #expect(
      try typist.answer("W⁽²⁾ = [1 2]", next: "6>").hasPrefix("5> W⁽²⁾ = [1 2]\nW[2] = [1  2]")
    )
    #expect(try typist.answer("3² × ½", next: "7>").contains("4.5"))
    try typist.leave()
  }

  @Test func cursorKeysPassWideCharactersAndMarks() throws {
    let typist = try Typist(environment: [:])
    try typist.type(
      "漢w = r\u{302}\u{1B}[D\u{1B}[D\u{1B}[D\u{1B}[D\u{1B}[D\u{1B}[D",
      until: "1> 漢w = r\u{302}"
    )
    try typist.type("\u{1B}[3~", until: "1> 漢 = r\u{302}")
    try typist.type("\u{1}# \u{5}x\u{1B}OD\u{1B}OCy", until: "1> # 漢 = r\u{302}xy")
    let screen = try typist.type("\u{7F}\u{7F}", until: "1> # 漢 = r\u{302}")
    #expect(screen.cursor == (screen.rows.lastIndex { !$0.isEmpty } ?? 0, 11))
  }

  @Test func ctrlCDropsALineOfManyRowsAndNothingElse() throws {
    let typist = try Typist(columns: 20)
    try typist.type("w = 1\r", until: "\nw = 1\n2>")
    let long = String(repeating: "1 + ", count: 12)
    try typist.type("x = " + long + "\u{1}", until: "1 + 1 +")
    let screen = try typist.type("\u{3}", until: "^C\n2>")
    #expect(
      screen.text.hasSuffix("2> x = 1 + 1 + 1 + 1\n + 1 + 1 + 1 + 1 + 1\n + 1 + 1 + 1 + ^C\n2>")
    )
    try typist.type("w\r", until: "2> w\nw = 1\n3>")
    try typist.type("y = [1,\r", until: "\n…>")
    try typist.type("2,\r", until: "2,\n…>")
    try typist.type("3\u{3}", until: "…> 3^C\n3>")
    try typist.type("w\r", until: "3> w\nw = 1\n4>")
    try typist.leave()
  }

  @Test func ctrlCStopsWhatRuns() throws {
    let typist = try Typist()
    try typist.type("while 1 { x = 1 }\r", until: "{ x = 1 }")
    // The program starts a moment after its line has ended.
    usleep(500_000)
    let screen = try typist.type("\u{3}", until: "\n2>")
    #expect(screen.text.contains("Interrupted; nothing was changed"))
    try typist.type("1+1\r", until: "1 + 1 = 2\n3>")
    try typist.leave()
  }

  @Test func aPasteWaitsForEnterAndIsAnsweredInOrder() throws {
    let typist = try Typist()
    let pasted = "w = 1\n\nfor i = 1, ..., 2 {\n\tv = w\n}\nv\n\u{7}"
    try typist.type("\u{1B}[200~\(pasted)\u{1B}[201~", until: "    v = w\n}\nv")
    let screen = try typist.type("\r", until: "\n4>")
    #expect(
      screen.text.split(separator: "1> ", maxSplits: 1).last == """
        w = 1

        for i = 1, ..., 2 {
            v = w
        }
        v
        w = 1
        2> for i = 1, ..., 2 {
        …>     v = w
        …> }
        v = w
          = 1
        v = w
          = 1
        3> v
        v = 1
        4>
        """
    )
    // Each is an entry of its own, and one of several lines comes back whole.
    try typist.type("\u{1B}[A", until: "4> v")
    try typist.type("\u{1B}[A", until: "4> for i = 1, ..., 2 {\n    v = w\n}")
    try typist.type("\u{1B}[D\u{7F}; u = w\n", until: "\n5>")
    try typist.leave()
  }

  @Test func aPasteThatIsStoppedEndsThere() throws {
    let typist = try Typist()
    try typist.type("\u{1B}[200~while 1 { x = 1 }\nw = 7\u{1B}[201~", until: "w = 7")
    terminalPause()
    typist.terminal.send("\r")
    usleep(700_000)
    try typist.type("\u{3}", until: "\n2>")
    let screen = try typist.type("w\r", until: "\n3>")
    #expect(screen.text.contains("w has no value"))
  }

  private func terminalPause() { usleep(50_000) }

  @Test func aLineThatGoesOnIsPromptedFor() throws {
    let typist = try Typist()
    try typist.type("x = [1,\r", until: "1> x = [1,\n…>")
    try typist.type("2]\r", until: "…> 2]\nx = [1  2]   1×2\n2>")
    try typist.type("\u{1B}[A", until: "2> x = [1,\n2]")
    // Up and Down stay in a text that is being changed.
    try typist.type(" \u{1B}[A\u{1B}[C\u{1B}[C\u{1B}[C\u{7F}0", until: "2> x = [0,\n2]")
    try typist.type("\r", until: "x = [0  2]   1×2\n3>")
    try typist.leave()
  }

  @Test func ctrlDLeavesOnlyAnEmptyLine() throws {
    let typist = try Typist()
    try typist.type("ab\u{1}", until: "1> ab")
    try typist.type("\u{4}", until: "1> b")
    try typist.type("\u{4}", until: "1>")
    try typist.leave()
  }

  @Test func theLineIsDrawnAgainInAnotherSize() throws {
    let typist = try Typist()
    try typist.type("w = 1 + 2", until: "1> w = 1 + 2")
    typist.terminal.resize(to: .init(rows: 24, columns: 40))
    usleep(200_000)
    let screen = try typist.type(" + 3\r", until: "\n2>")
    #expect(screen.text.contains("1> w = 1 + 2 + 3\n"))
  }

  @Test(
    arguments: [
      (["--plain"], [:]), ([], ["GRADUS_PLAIN": "1"]), ([], ["TERM": "dumb"]), ([], ["TERM": ""]),
    ] as [([String], [String: String])]
  )
  func withoutEditingLinesAreReadAsTheyCome(
    _ arguments: [String],
    _ environment: [String: String]
  ) throws {
    let typist = try Typist(arguments, environment: environment)
    try typist.type("Δz = 1\n", until: "\n2>")
    #expect(!typist.terminal.transcript.contains("\u{1B}[?2004h"))
    try typist.leave()
  }

  @Test func aCrashGivesTheTerminalBack() throws {
    for number in [SIGSEGV, SIGTERM] {
      let typist = try Typist()
      typist.terminal.signal(number)
      _ = try typist.terminal.waitForExit()
      #expect(typist.terminal.transcript.contains("1> \u{1B}[?2004l"))
    }
  }
}
