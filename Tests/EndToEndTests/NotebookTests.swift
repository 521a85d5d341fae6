import Foundation
import TestSupport
import Testing

/// Notebooks on the command line: run, replay.
@Suite struct NotebookTests {
  private static let chain = """
    ---
    title: The chain
    seed: 7
    ---

    # The chain

    ```gradus setup
    w = 1
    x = 2w + 3
    ```

    ```output
    w = 1
    x = 2w + 3
      = 2·1 + 3
      = 5
    ```

    Some prose.

    ```gradus
    for l = 1 to 2 {
      s = _1 + l
    }
    :check ∂J/∂w
    ```
    """

  /// Runs gradus in a folder that holds these files.
  private func gradus(
    _ arguments: [String],
    files: [String: String],
    input: String = "",
    body: (URL) throws -> Void = { _ in }
  ) throws -> Run {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files {
      let url = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try text.write(to: url, atomically: false, encoding: .utf8)
    }
    let run = try Run(try gradusExecutable(), arguments, input: input, directory: folder.path)
    try body(folder)
    return run
  }

  // MARK: run

  @Test func cellsAreShownWithTheirNumbersAndErrorsWithTheFilesLine() throws {
    #expect(
      try gradus(["run", "chain.md"], files: ["chain.md": Self.chain])
        == Run(
          output: """
            1> w = 1
               x = 2w + 3
            w = 1
            x = 2w + 3
              = 2·1 + 3
              = 5

            2> for l = 1 to 2 {
                 s = _1 + l
               }
               :check ∂J/∂w
            s = _1 + l
              = _1 + 1
              = 6
            s = _1 + l
              = _1 + 2
              = 7

            """,
          errors: """
            chain.md, line 26: ∂J/∂w has not been assigned: there is nothing to check
              :check ∂J/∂w
                     ^^^^^
              State it first: ∂J/∂w = ….

            """,
          status: 1
        )
    )
  }

  @Test func jsonHasCellsAndTheFilesLines() throws {
    #expect(
      try gradus(["run", "chain.md", "--json", "--set", "v=1"], files: ["chain.md": Self.chain])
        .output.split(separator: "\n").map { String($0.prefix(40)) } == [
          #"{"cell":1,"line":9,"statement":"w = 1",""#,
          #"{"cell":1,"line":10,"statement":"x = 2w "#,
          #"{"cell":2,"line":23,"statement":"for l ="#,
          #"{"error":{"kind":"name","message":"∂J/∂w"#,
        ]
    )
  }

  @Test func optionsComeBeforeTheFrontMatter() throws {
    let files = [
      "n.markdown":
        "---\nseed: 7\nnotation: manchester\n---\n```gradus\nr = normal(1, 2)\n:notation\n```\n"
    ]
    let own = try gradus(["run", "n.markdown"], files: files)
    let seven = try gradus(["run", "n.markdown", "--seed", "7"], files: files)
    let one = try gradus(["run", "n.markdown", "--seed", "1"], files: files)
    #expect(own == seven)
    #expect(own.output != one.output)
    #expect(own.output.contains("The notation is manchester's."))
    #expect(
      try gradus(["run", "n.markdown", "--notation", "galway"], files: files).output
        .contains("The notation is galway's.")
    )
  }

  @Test func stepsAreShown() throws {
    #expect(
      try gradus(["run", "n.md", "--step"], files: ["n.md": "```gradus\n2 · 3 + 1\n```\n"]).output
        == """
        1> 2 · 3 + 1
        1  2·3 + 1 = 7
        1.1  2·3 = 6
        1.2  2·3 + 1 = 6 + 1 = 7

        """
    )
  }

  @Test func aHoleIsToBeFilledIn() throws {
    #expect(
      try gradus(["run", "n.md"], files: ["n.md": "# T\n\n```gradus answer a\nΔz[2] = ?\n```\n"])
        == Run(
          output: "1> Δz[2] = ?\n",
          errors: """
            n.md, line 4: Here is a hole that is still to be filled in
              Δz[2] = ?
                      ^
              Put your answer in place of the ?.

            """,
          status: 1
        )
    )
  }

  @Test func mistakesInTheFileAreTold() throws {
    #expect(
      try gradus(["run", "n.md"], files: ["n.md": "---\nminutes: x\n---\n"])
        == Run(
          errors: """
            n.md, line 2: `minutes` takes a whole number, not x
              minutes: x
                       ^

            """,
          status: 1
        )
    )
    #expect(
      try gradus(["run", "n.md", "--json"], files: ["n.md": "# Text\n"])
        == Run(
          output:
            #"{"error":{"kind":"notebook","message":"n.md has no cells: there is nothing to run. "#
            + #"A cell stands between a line ```gradus and a line ```."}}"# + "\n",
          status: 1
        )
    )
  }

  // MARK: replay

  private static let good = "```gradus\nw = 1\n```\n```output\nw = 1\n```\n"
  private static let stale = "# T\n\n```gradus\nw = 2\n```\n```output\nw = 1\n```\n"

  @Test func replayGoesThroughFoldersAndCounts() throws {
    let files = [
      "a/1.md": Self.good, "a/b/2.md": Self.good + Self.good, "a/c.txt": "", "a/notes.md": "# N\n",
      "a/.hidden/3.md": Self.stale, "d.markdown": Self.good,
    ]
    #expect(
      try gradus(["replay", "a", "d.markdown"], files: files)
        == Run(output: "3 notebooks, 4 cells: all as recorded\n", status: 0)
    )
  }

  @Test func aDifferenceIsShownAndUpdated() throws {
    let shown = """
      a/s.md, line 7: cell 1 prints something else (- recorded, + now)
        - w = 1
        + w = 2
      2 notebooks, 2 cells: 1 differs from what was recorded

      """
    let files = ["a/g.md": Self.good, "a/s.md": Self.stale]
    for arguments in [["replay", "a/"], ["replay", "a", "--ascii"]] {
      #expect(try gradus(arguments, files: files) == Run(output: shown, status: 1))
    }
    let update = try gradus(["replay", "a", "--update"], files: files) { folder in
      let stale = folder.appendingPathComponent("a/s.md")
      let text = try String(contentsOf: stale, encoding: .utf8)
      #expect(text == Self.stale.replacing("w = 1", with: "w = 2"))
      let good = folder.appendingPathComponent("a/g.md")
      let untouched = try String(contentsOf: good, encoding: .utf8)
      #expect(untouched == Self.good)
    }
    #expect(
      update == Run(output: "2 notebooks, 2 cells: 1 output rewritten in 1 file\n", status: 0)
    )
  }

  @Test func whatCannotBeReplayedIsTold() throws {
    let files = [
      "a.md": Self.good, "bad.md": "```gradus\nzz\n```\n", "empty/x.txt": "", "text.md": "# T\n",
    ]
    #expect(
      try gradus(["replay", "no.md", "bad.md", "empty", "text.md", "a.md"], files: files)
        == Run(
          output: "2 notebooks, 2 cells: 4 notebooks could not be run to the end\n",
          errors: """
            There is no file or folder no.md
              Is the name spelled as it is on disk?
            bad.md, line 2: zz has no value
              zz
              ^^
            There is no notebook in empty
              The names of notebooks end in .md.
            text.md has no cells: there is nothing to run
              A cell stands between a line ```gradus and a line ```.

            """,
          status: 1
        )
    )
    #expect(try gradus(["replay"], files: [:]).status == .exited(64))
  }

  // MARK: the REPL

  @Test func aPipeSavesLoadsAndExports() throws {
    let input = """
      w = 1
      bad
      x = 2w + 3
      :save chain
      :save chain.md
      n
      :export trace.txt
      :load chain.md
      :save chain.md

      """
    let run = try gradus(["repl"], files: [:], input: input) { folder in
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      #expect(names == ["chain.md", "trace.txt"])
      let again = try Run(try gradusExecutable(), ["replay", "chain.md"], directory: folder.path)
      #expect(again == Run(output: "1 notebook, 2 cells: all as recorded\n", status: 0))
    }
    #expect(
      run
        == Run(
          output: """
            w = 1
            x = 2w + 3
              = 2·1 + 3
              = 5
            Wrote 2 cells to chain.md.
            chain.md is there already.
            chain.md is left as it is.
            Wrote the trace to trace.txt.
            1> w = 1
            w = 1
            3> x = 2w + 3
            x = 2w + 3
              = 2·1 + 3
              = 5
            chain.md is there already.
            chain.md is left as it is.

            """,
          errors: "input 2, line 1: bad has no value\n  bad\n  ^^^\n  Did you mean pad?\n",
          status: 1
        )
    )
  }

  @Test func whatIsPipedBehindAQuestionIsAnsweredAndOverwritesNothing() throws {
    let input = "w = 1\n:save old.md\nfor i = 1, ..., 2 {\n  v = i\n}\nx = 3\n"
    let run = try gradus(["repl"], files: ["old.md": "kept"], input: input) { folder in
      let file = folder.appendingPathComponent("old.md")
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text == "kept")
    }
    #expect(
      run
        == Run(
          output: """
            w = 1
            old.md is there already.
            old.md is left as it is.
            v = i
              = 1
            v = i
              = 2
            x = 3

            """,
          status: 0
        )
    )
  }

  @Test(arguments: [[], ["--plain"]])
  func overwritingIsAskedOnATerminal(arguments: [String]) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("ŷ.md")
    let terminal = try PseudoTerminal(
      try gradusExecutable(),
      arguments,
      environment: ["NO_COLOR": "1"],
      directory: folder.path
    )
    try terminal.expect("1> ")
    terminal.send("w = 1\n")
    try terminal.expect("2> ")
    let question = "Overwrite ŷ.md? [y/n] "
    let isThere = "ŷ.md is there already."
    terminal.send(":save ŷ\n")
    try terminal.expect("Wrote 1 cell to ŷ.md.")
    try terminal.expect("2> ")
    let first = try String(contentsOf: file, encoding: .utf8)
    terminal.send("x = 2\n")
    try terminal.expect("3> ")
    for no in ["n\n", "\u{3}"] {
      terminal.send(":save ŷ.md\n")
      try terminal.expect(isThere)
      try terminal.expect(question)
      terminal.send(no)
      try terminal.expect("ŷ.md is left as it is.")
      try terminal.expect("3> ")
      #expect(try String(contentsOf: file, encoding: .utf8) == first)
    }
    terminal.send(":save ŷ.md\n")
    try terminal.expect(isThere)
    try terminal.expect(question)
    terminal.send("\n")
    try terminal.expect("Type y or n.")
    try terminal.expect(question)
    terminal.send("y\n")
    try terminal.expect("Wrote 2 cells to ŷ.md.")
    try terminal.expect("3> ")
    #expect(try String(contentsOf: file, encoding: .utf8) != first)
    terminal.send(":load ŷ.md\n")
    try terminal.expect("2> x = 2\r\nx = 2\r\n")
    try terminal.expect("3> ")
    terminal.send("quit\n")
    #expect(try terminal.waitForExit() == .exited(0))
  }
}
