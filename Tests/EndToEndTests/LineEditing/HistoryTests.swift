import Foundation
import TestSupport
import Testing

/// History at the prompt and between sessions; vi users; suspending.
@Suite struct HistoryAtThePromptTests {
  @Test func upLooksForWhatBeginsLikewise() throws {
    let typist = try Typist()
    for (number, line) in ["∂ = 1", "w = 2", "∂ = 3"].enumerated() {
      try typist.type(line + "\r", until: "\n\(number + 2)>")
    }
    try typist.type("∂\u{1B}[A", until: "4> ∂ = 3")
    try typist.type("\u{1B}[A", until: "4> ∂ = 1")
    try typist.type("\u{1B}[B", until: "4> ∂ = 3")
    try typist.type("\u{1B}[B", until: "4> ∂")
    try typist.type("\u{15}\u{1B}OA\u{1B}OA", until: "4> w = 2")
  }

  @Test func ctrlRFindsAnySign() throws {
    let typist = try Typist()
    for (number, line) in ["a∂ = 1", "b√4 = 1", "w = 2"].enumerated() {
      try typist.type(line + "\r", until: "\n\(number + 2)>")
    }
    try typist.type("draft\u{12}", until: "(search '') draft")
    try typist.type("∂", until: "(search '∂') a∂ = 1")
    try typist.type("x", until: "(not found '∂x') a∂ = 1")
    try typist.type("\u{7}", until: "4> draft")
    try typist.type("\u{12}√", until: "(search '√') b√4 = 1")
    try typist.type("\u{1B}", until: "4> draft")
    try typist.type("\u{15}\u{12}w", until: "(search 'w') w = 2")
    try typist.type("\r", until: "4> w = 2\nw = 2\n5>")
    try typist.type("\u{12}a∂\u{1}", until: "5> a∂ = 1")
    try typist.type("\u{3}", until: "^C\n5>")
  }

  @Test func historyOutlivesTheSession() throws {
    try withFolder { (folder) throws in
      let environment = ["XDG_STATE_HOME": folder, "NO_COLOR": "1"]
      let one = try Typist(environment: environment)
      let other = try Typist(environment: environment)
      try one.type("Δw = 1\r", until: "\n2>")
      try other.type("x = [1,\r", until: "\n…>")
      try other.type("\\pi]\r", until: "\n2>")
      try one.type("v = 3\r", until: "\n3>")
      try one.type("Δw = 1\r", until: "\n4>")
      try one.leave()
      try other.leave()
      let third = try Typist(environment: environment)
      try third.type("\u{1B}[A", until: "1> Δw = 1")
      try third.type("\u{1B}[A", until: "1> v = 3")
      try third.type("\u{1B}[A", until: "1> x = [1,\n\\pi]")
      let path = folder + "/gradus/history"
      #expect(
        try String(contentsOfFile: path, encoding: .utf8) == "x = [1,\n\t\\pi]\nv = 3\nΔw = 1\n"
      )
    }
  }

  @Test func viUsersHaveOurKeysToo() throws {
    try withFolder { (folder) throws in
      try "bind -v\n".write(toFile: folder + "/.editrc", atomically: true, encoding: .utf8)
      let typist = try Typist(environment: ["HOME": folder, "NO_COLOR": "1"])
      try typist.type("Δ² = 1\r", until: "\n2>")
      try typist.type("w = 2\r", until: "\n3>")
      // Escape by itself is the mode of commands: k goes back in history, x takes a letter away.
      typist.terminal.send("\u{1B}")
      usleep(150_000)
      try typist.type("kk", until: "3> Δ² = 1")
      try typist.type("j", until: "3> w = 2")
      try typist.type("0x", until: "3>  = 2")
      try typist.type("i\\De\t", until: "3> Δ = 2")
      try typist.type("\u{3}", until: "^C\n3>")
      try typist.type("\u{1B}[A", until: "3> w = 2")
      try typist.type("\u{3}", until: "^C\n3>")
      try typist.leave()
    }
  }

  @Test func ctrlZStopsAndTheLineIsThereAgain() throws {
    let gradus = try gradusExecutable()
    let size = PseudoTerminal.Size(rows: 24, columns: 80)
    let terminal = try PseudoTerminal(
      "/bin/sh",
      ["-c", "set -m; \"$0\"; echo stopped; stty -a | grep -c ' icanon'; fg >/dev/null", gradus],
      environment: ["NO_COLOR": "1"],
      size: size
    )
    try terminal.wait(untilScreenEndsWith: "1>", size: size)
    terminal.send("w = 5")
    try terminal.wait(untilScreenEndsWith: "1> w = 5", size: size)
    terminal.send("\u{1A}")
    try terminal.wait(untilScreenEndsWith: "^Z\nstopped\n1\n1> w = 5", size: size)
    terminal.send("0\r")
    try terminal.wait(untilScreenEndsWith: "w = 50\n2>", size: size)
  }
}
