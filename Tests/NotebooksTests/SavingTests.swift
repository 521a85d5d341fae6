import Diagnostics
import Foundation
import Interpreter
import Notation
import Session
import Testing

@testable import Notebooks

/// Sessions that are saved and run again.
@Suite struct SavingTests {
  /// What a session is saved as after these inputs.
  private func saved(
    _ inputs: [String],
    dialect: Dialect = .galway,
    seed: UInt64 = 1
  ) throws -> String {
    var typist = Typist(dialect: dialect, seed: seed)
    typist.reads(inputs)
    return try #require(typist.session.notebookText(title: "t"))
  }

  @Test func theWholeFile() throws {
    #expect(
      try saved([
        "w = 1", "bad", "x = 2w + 3", ":rounding 2", ":vars", "z = log(x)", ":undo", ":precision 2",
        "t = \"```\"", ":check ∂J/∂w", ":show w",
      ]) == """
        ---
        title: "t"
        cells: [1, 3, 5, 6]
        seed: 1
        notation: galway
        ---

        # t

        ```gradus
        w = 1
        ```

        ```output
        w = 1
        ```

        ```gradus
        x = 2w + 3
        ```

        ```output
        x = 2w + 3
          = 2·1 + 3
          = 5
        ```

        ````gradus
        :rounding 2
        :precision 2
        t = "```"
        ````

        ````output
        From now on every value is rounded to 2 decimals, at each step.
        What has been computed stays as it is: run it again to round it.
        Numbers are shown with 2 significant digits.
        t = ```
        ````

        ```gradus
        :show w
        ```

        ```output
        w = 1
        ```

        """
    )
  }

  /// Sessions, each of which runs again as it was saved.
  private static let sessions: [[String]] = [
    ["r = normal(2, 2)", "bad", "s = uniform(0, 1)", ":undo", "t = bernoulli(0.5)", "_1 + _5"],
    ["1 + 1", "2 + 2", "_1 + _2", ":undo", "_2", "_"],
    ["a = 1; b = zz; c = 3", "a + 1"],
    [
      "algorithm step(w) {\n  w ← w − 1\n}", "w = 3", "step(w)", ":step step(w)", ":list step",
      "ŷ = [1; 2]\nr̂ = ŷᵀ ŷ", "Δw⁽²⁾ = 1", ":rounding 3", "1/3", ":rounding off", "1/3",
    ],
    ["x = 1 # a remark", "# a remark alone", "你 = 2", "你 + 1", "s = \"```` and ~~~\""],
    ["network([2, 2, 1], [tanh, σ])", "x = [0 1; 1 0]", "y = [0 1]", "forward()", "backward()"],
    [":step on", "w = 1 + 2", ":step off", "w + 1"],
    ["w = 1", ":rounding 2", ":reset", "w = 1/3", ":precision 2", "w"],
    ["w = 1", ":reset", ":undo", "w + 1"], ["w = 1", ":reset"],
    ["J = 2", "w = 3", ":check w", "J = w²", "∂J/∂w = 7", ":check ∂J/∂w"],
    ["help", "w = 1", ":vars", ":help"], [":rounding 3"],
  ]

  @Test(arguments: sessions, Dialect.all)
  func whatIsSavedRunsAgainAsSaved(inputs: [String], dialect: Dialect) throws {
    for seed: UInt64 in [1, 7] {
      let text = try saved(inputs, dialect: dialect, seed: seed)
      let again = try replay(text)
      #expect(again.failure == nil)
      #expect(again.differences.isEmpty)
      #expect(again.updatedText == text)
    }
  }

  @Test(arguments: sessions, Dialect.all)
  func whatIsSavedLeavesTheSameValues(inputs: [String], dialect: Dialect) throws {
    var typist = Typist(dialect: dialect, seed: 3)
    typist.reads(inputs)
    let text = try #require(typist.session.notebookText(title: "t"))
    var again = Typist()
    _ = try Notebook(parsing: text, name: "f.md").replay(in: &again.session)
    typist.session.look = again.session.look
    #expect(again.reads(":vars") == typist.reads(":vars"))
    #expect(again.session.interpreter.rounding == typist.session.interpreter.rounding)
    #expect(again.session.interpreter.dialect == typist.session.interpreter.dialect)
  }

  @Test(arguments: [
    (["w = 1", "x = 2", ":undo"], ["w = 1"]),
    (["w = 1", "x = 2", ":undo", ":undo", ":undo", "y = 3"], ["y = 3"]),
    (["w = 1", ":precision 2", ":undo", "y = 3"], [":precision 2\ny = 3"]),
    (["w = 1", ":rounding 2", ":reset", "y = 3"], [":rounding 2\ny = 3"]),
    (["w = 1", ":rounding 2", ":undo", "y = 3"], ["w = 1", "y = 3"]),
    (["w = 1", ":reset", "y = 3", ":undo", ":undo", "z = 4"], ["w = 1", "z = 4"]),
    (["w = 1", "v = 2", ":undo", ":reset", ":undo", "z = 4"], ["w = 1", "z = 4"]),
    (["bad", "1 +* 2"], []), ([":vars", ":help", "help"], []),
    (["a = 1; b = zz; c = 3"], ["a = 1"]), (["w = 1", ":check w"], ["w = 1"]),
    ([":notation manchester", "w = 1"], [":notation manchester\nw = 1"]),
  ])
  func inputsInForce(inputs: [String], cells: [String]) {
    var typist = Typist()
    typist.reads(inputs)
    #expect(typist.session.cellsInForce.map(\.text) == cells)
  }

  @Test func theTrace() throws {
    var typist = Typist()
    typist.reads("w = 1", "x = 2w + 3", "bad", "for l = 1 to 2 {\n  s = l\n}")
    #expect(
      typist.session.exportText() == """
        1> w = 1
        1  w = 1

        2> x = 2w + 3
        1  x = 2w + 3
             = 2·1 + 3
             = 5
        1.1  2w = 2·1 = 2
        1.2  2w + 3 = 2 + 3 = 5

        4> for l = 1 to 2 {
             s = l
           }
        1  for l = 1 to 2
        1.1  l = 1
        1.1.1  s = l
                 = 1
        1.2  l = 2
        1.2.1  s = l
                 = 2

        """
    )
  }

  // MARK: Files

  @Test func savingAsksBeforeItOverwrites() throws {
    try inFolder { folder in
      var typist = Typist()
      #expect(
        typist.reads(":save \(folder)/a") == """
          There is nothing to save yet
            Type something first, such as w = 1.
          """
      )
      #expect(
        typist.reads("w = 1", ":save \(folder)/a") == "w = 1\nWrote 1 cell to \(folder)/a.md."
      )
      let first = try String(contentsOfFile: "\(folder)/a.md", encoding: .utf8)
      typist.reads("x = 2")
      #expect(typist.reads(":save \(folder)/a.md") == "\(folder)/a.md is there already.")
      #expect(typist.session.prompt == "Overwrite \(folder)/a.md? [y/n] ")
      #expect(typist.reads(" ") == "Type y or n.")
      #expect(typist.reads("n") == "\(folder)/a.md is left as it is.")
      #expect(try String(contentsOfFile: "\(folder)/a.md", encoding: .utf8) == first)
      #expect(typist.session.prompt == "3> ")
      typist.reads(":save \(folder)/a")
      #expect(typist.reads("y") == "Wrote 2 cells to \(folder)/a.md.")
      #expect(try String(contentsOfFile: "\(folder)/a.md", encoding: .utf8) != first)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.md"])
    }
  }

  @Test func everythingThatForbidsAFile() throws {
    try inFolder { folder in
      var typist = Typist()
      typist.reads("w = 1")
      for command in ["save", "export"] {
        #expect(
          typist.reads(":\(command) \(folder)/no/a.md") == """
            There is no folder \(folder)/no
              Make it first, or name another.
            """
        )
        #expect(
          typist.reads(":\(command) \(folder)") == "\(folder) is a directory\n  Name a file in it."
        )
        #expect(typist.reads(":\(command)").hasPrefix(":\(command) needs the name of a file"))
      }
      try "x".write(toFile: "\(folder)/file", atomically: true, encoding: .utf8)
      #expect(typist.reads(":save \(folder)/file/a").hasPrefix("\(folder)/file is no folder"))
      #expect(typist.reads(":load \(folder)/no.md").hasPrefix("There is no file \(folder)/no.md"))
      #expect(typist.reads(":load \(folder)").hasPrefix("\(folder) is a directory"))
      #expect(typist.reads(":load").hasPrefix(":load needs the name of a file"))
      try "# nothing\n".write(toFile: "\(folder)/n.md", atomically: true, encoding: .utf8)
      #expect(
        typist.reads(":load \(folder)/n.md") == """
          \(folder)/n.md has no cells: there is nothing to run
            A cell stands between a line ```gradus and a line ```.
          """
      )
    }
  }

  @Test func theHomeFolderIsATilde() {
    let home = ProcessInfo.processInfo.environment["HOME"] ?? ""
    #expect(FileWriter.expanded("~/a.md") == home + "/a.md")
    #expect(FileWriter.expanded("~") == home)
    #expect(FileWriter.expanded("a~b") == "a~b")
    #expect(FileWriter.expanded("\"a b.md\"") == "a b.md")
    #expect(FileWriter.expanded("\"") == "\"")
  }

  // MARK: Loading

  @Test func loadingIsOneInput() throws {
    try inFolder { folder in
      let path = "\(folder)/n.md"
      let text =
        "---\nseed: 5\n---\n```gradus\n:rounding 1\nw = 2\n```\n\n```gradus\nr = normal(1, 1)\n```\n"
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      var typist = Typist()
      let printed = typist.reads(":load \(path)")
      #expect(
        printed == """
          1> :rounding 1
             w = 2
          From now on every value is rounded to 1 decimal, at each step.
          w = 2
          2> r = normal(1, 1)
          r = normal(1, 1)
            = [0]
          """
      )
      #expect(typist.session.input == 3)
      #expect(typist.reads("_1") == "_1 = 2")
      let saved = try #require(typist.session.notebookText(title: "t"))
      #expect(saved.contains("seeds: [5, 5, 1]"))
      #expect(try replay(saved).differences.isEmpty)
      #expect(typist.reads(":undo", ":undo") == "Taken back: _1\nTaken back: :load \(path)")
      #expect(typist.session.interpreter.rounding == nil)
      #expect(typist.session.cellsInForce.isEmpty)
    }
  }

  @Test func aFilesNotationComesWithIt() throws {
    try inFolder { folder in
      let path = "\(folder)/n.md"
      let text = "---\nnotation: manchester\n---\n```gradus\nw⁽²⁾ = 2\n```\n"
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      var typist = Typist()
      typist.reads("v = 1", ":load \(path)")
      #expect(typist.session.interpreter.dialect == .manchester)
      let saved = try #require(typist.session.notebookText(title: "t"))
      #expect(saved.contains("cells: [1, 2, 1]") && saved.contains("notation: galway"))
      #expect(try replay(saved).differences.isEmpty)
      typist.reads(":undo")
      #expect(typist.session.interpreter.dialect == .galway)
      var other = Typist()
      #expect(
        other.reads("W[1] = 2", ":load \(path)").hasPrefix(
          "W[1] = 2\nThe notation stays as it is: variables with layers exist"
        )
      )
      #expect(other.session.interpreter.dialect == .galway)
    }
  }

  @Test func anErrorLeavesWhatRanBeforeIt() throws {
    try inFolder { folder in
      let path = "\(folder)/p.gradus"
      try "w = 2\nx = zz\ny = 3\n".write(toFile: path, atomically: true, encoding: .utf8)
      var typist = Typist()
      #expect(
        typist.reads("v = 1", ":load \(path)", "w", ":undo", ":undo", "w") == """
          v = 1
          2> w = 2
             x = zz
             y = 3
          w = 2
          \(path), line 2: zz has no value
            x = zz
                ^^
          What ran before the error stays; :undo takes it back.
          w = 2
          Taken back: w
          Taken back: :load \(path)
          input 4, line 1: w has no value
            w
            ^
          """
      )
    }
  }
}
