import TestSupport
import Testing

@Suite struct CommandLineTests {
  @Test func evaluatesExpressions() throws {
    #expect(try Run.gradus("eval", "1/3") == Run(output: "0.3333333333333333\n", status: 0))
    #expect(
      try Run.gradus("eval", "w = 2", "w²", "d/dx sin(x^2)", "[1 2; 3 4]ᵀ")
        == Run(
          output: """
            w = 2
            4
            cos(x²)·2x
            ⎡ 1  3 ⎤
            ⎣ 2  4 ⎦ 2×2

            """,
          status: 0
        )
    )
    #expect(try Run.gradus("eval", "--", "-1") == Run(output: "−1\n", status: 0))
    #expect(try Run.gradus("eval", "-1 + 2", "-2^2") == Run(output: "1\n−4\n", status: 0))
    #expect(
      try Run.gradus("eval", "--ascii", "Δz = [1 2]ᵀ")
        == Run(
          output: """
            \\Delta z = [ 1 ]
                       [ 2 ] 2x1

            """,
          status: 0
        )
    )
  }

  @Test func anExpressionThatFailsEndsWithOne() throws {
    #expect(
      try Run.gradus("eval", "1 + 1", "2foo", "3")
        == Run(
          output: "2\n",
          errors: """
            expression 2, line 1: foo has no value
              2foo
               ^^^

            """,
          status: 1
        )
    )
  }

  @Test func runsStandardInput() throws {
    #expect(
      try Run.gradus("run", "-", input: "w = 1\nx = 2w + 3\n")
        == Run(
          output: """
            w = 1
            x = 2w + 3
              = 2·1 + 3
              = 5

            """,
          status: 0
        )
    )
    #expect(
      try Run.gradus("run", "--step", "-", input: "w = 3\r\n2w + 1\r\n")
        == Run(
          output: """
            1  w = 3
            1  2w + 1 = 2·3 + 1
                      = 7
            1.1  2w = 2·3 = 6
            1.2  2w + 1 = 6 + 1 = 7

            """,
          status: 0
        )
    )
    #expect(try Run.gradus("run", "-") == Run(output: "", status: 0))
  }

  @Test func namesAreDefinedBeforehand() throws {
    #expect(
      try Run.gradus("run", "-", "--set", "w=2", "--set", "A=[1 2]", input: "w A")
        == Run(
          output: """
            w A = 2 · [1, 2]
                = [2  4]   1×2

            """,
          status: 0
        )
    )
    #expect(
      try Run.gradus("eval", "w", "--set", "w=2foo")
        == Run(
          errors: """
            --set, line 1: foo has no value
              w=2foo
                 ^^^

            """,
          status: 1
        )
    )
    #expect(
      try Run.gradus("eval", "w", "--set", "w").errors.hasPrefix(
        "Error: --set w defines nothing. Write --set w=2.\n"
      )
    )
    #expect(
      try Run.gradus("eval", "w", "--set", "w==2")
        == Run(errors: "--set w==2 defines nothing\n  Write --set w=2.\n", status: 1)
    )
  }

  @Test func theSeedMakesDrawsReproducible() throws {
    let first = try Run.gradus("eval", "--seed", "7", "normal(3, 3)")
    #expect(first.status == .exited(0))
    #expect(try Run.gradus("eval", "--seed", "7", "normal(3, 3)") == first)
    #expect(try Run.gradus("eval", "--seed", "8", "normal(3, 3)") != first)
    #expect(
      try Run.gradus("eval", "normal(3, 3)") == Run.gradus("eval", "--seed", "1", "normal(3, 3)")
    )
  }

  @Test func theNotationIsChosen() throws {
    let program = "W⁽²⁾ = 3\n"
    #expect(try Run.gradus("run", "-", input: program).output == "W[2] = 3\n")
    #expect(
      try Run.gradus("run", "-", "--notation", "manchester", input: program).output == "W⁽²⁾ = 3\n"
    )
    let refused = try Run.gradus("run", "-", "--notation", "oxford")
    #expect(
      refused.errors.hasPrefix("Error: There is no notation oxford: choose galway or manchester.\n")
    )
    #expect(refused.status == .exited(64))
  }

  @Test func saysItsVersion() throws {
    let run = try Run.gradus("--version")
    #expect(run.status == .exited(0))
    #expect(run.output.wholeMatch(of: #/gradus \d+\.\d+\.\d+\n/#) != nil)
  }

  @Test func helpNamesEverySubcommand() throws {
    let run = try Run.gradus("help")
    #expect(run.status == .exited(0) && run.errors.isEmpty)
    for name in [
      "repl", "run", "eval", "replay", "lesson", "exercise", "check", "hint", "solution",
      "progress", "reset", "benchmark",
    ] {
      #expect(run.output.contains("\n  \(name)"))
      let page = try Run.gradus("help", name)
      #expect(page.output.contains("USAGE: gradus \(name)"))
      #expect(page.output.contains("--plain") && page.output.contains("--ascii"))
    }
    #expect(try Run.gradus("--help") == run)
  }

  @Test func whatIsNotUnderstoodEndsWithSixtyFour() throws {
    #expect(
      try Run.gradus("frobnicate")
        == Run(
          errors: """
            There is no subcommand frobnicate.
              To evaluate it type gradus eval 'frobnicate'.
              Type gradus help for what there is.

            """,
          status: 64
        )
    )
    #expect(
      try Run.gradus("evl", "1")
        == Run(
          errors: """
            There is no subcommand evl.
              Did you mean eval?
              Type gradus help for what there is.

            """,
          status: 64
        )
    )
    for arguments in [
      ["--frob"], ["run"], ["eval"], ["eval", "--jsn", "1"], ["run", "a", "b"],
      ["run", "-", "--seed", "x"],
    ] {
      let run = try Run(try gradusExecutable(), arguments)
      #expect(run.status == .exited(64) && run.output.isEmpty)
      #expect(run.errors.hasPrefix("Error: ") && run.errors.contains("Usage: gradus"))
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionScriptsKnowTheSubcommands(_ shell: String) throws {
    let run = try Run.gradus("--generate-completion-script", shell)
    #expect(run.status == .exited(0))
    for word in ["run", "eval", "repl", "--notation", "--seed", "--json"] {
      let name = shell == "fish" ? word.drop { $0 == "-" }.description : word
      #expect(run.output.contains(name), "\(word)")
    }
  }

  @Test func coloursAreForTerminalsAlone() throws {
    let run = try Run.gradus("run", "-", input: "w = 1\nfoo")
    #expect(!(run.output + run.errors).contains("\u{1B}"))
  }
}

extension Run {
  /// What a run is compared with: nothing on standard error unless said.
  init(output: String = "", errors: String = "", status: Int32) {
    self.init(output: output, errors: errors, status: .exited(status))
  }
}
