import TestSupport
import Testing

/// The REPL without a terminal: no greeting, no prompts, the same answers.
@Suite struct PipedREPLTests {
  @Test func linesAreAnsweredAsAtTheKeyboard() throws {
    #expect(
      try Run.gradus(input: "w = 1\nA = [1,\n2]\n:rounding 2\n1/3\nquit\nw = 3\n")
        == Run(
          output: """
            w = 1
            A = [1  2]   1×2
            From now on every value is rounded to 2 decimals, at each step.
            What has been computed stays as it is: run it again to round it.
            1/3 = 0.33

            """,
          status: 0
        )
    )
  }

  @Test func anErrorIsToldAndTheRestRuns() throws {
    #expect(
      try Run.gradus(input: "foo\nw = 1")
        == Run(
          output: "w = 1\n",
          errors: """
            input 1, line 1: foo has no value
              foo
              ^^^

            """,
          status: 1
        )
    )
  }

  @Test func aBracketThatIsNeverClosedIsTold() throws {
    #expect(
      try Run.gradus(input: "w = 1\nx = [1, 2\n")
        == Run(
          output: "w = 1\n",
          errors: """
            input 2, line 1: this `[` is never closed
              x = [1, 2
                  ^
              Add `]`.

            """,
          status: 1
        )
    )
  }

  @Test func whatIsNotUTF8IsLeftOut() throws {
    #expect(
      try Run(
        try gradusExecutable(),
        input: Array("w = 1\n".utf8) + [0xff, 0x0a] + Array("w\n".utf8)
      )
        == Run(
          output: "w = 1\nw = 1\n",
          errors: "Line 2 is not UTF-8: it was left out\n",
          status: 1
        )
    )
  }

  @Test func withoutAnyInputTheExampleIsSteppedThrough() throws {
    let expected = Run(
      output: """
        The chain-rule example (eindhoven, "Computation steps: another example"):
        1> w = 1
        1  w = 1
        2> x = 2w + 3
        1  x = 2w + 3
             = 2·1 + 3
             = 5
        1.1  2w = 2·1 = 2
        1.2  2w + 3 = 2 + 3 = 5
        3> y = log(x)
        1  y = log(x)
             = log(5)
             = 1.609
        4> z = 2y² − 1
        1  z = 2y² − 1
             = 2·1.609² − 1
             = 4.181
        1.1  y² = 1.609² = 2.59
        1.2  2y² = 2·2.59 = 5.181
        1.3  2y² − 1 = 5.181 − 1 = 4.181
        5> dz/dw
        1  dz/dw = dz/dy · dy/dx · dx/dw
                 = 6.438 · 0.2 · 2
                 = 2.575
        1.1  dz/dy = 4y = 4·1.609 = 6.438
        1.2  dy/dx = 1/x = 1/5 = 0.2
             dz/dx = dz/dy · dy/dx = 6.438 · 0.2 = 1.288
        1.3  dx/dw = 2
             dz/dw = dz/dx · dx/dw = 1.288 · 2 = 2.575

        """,
      status: 0
    )
    #expect(try Run.gradus() == expected)
    #expect(try Run.gradus("--example") == expected)
    #expect(try Run.gradus("repl", "--example") == expected)
  }

  @Test func theOptionsOfTheREPL() throws {
    #expect(
      try Run.gradus("--ascii", "--notation", "manchester", input: "W⁽²⁾ = [1 2; 3 4]\n")
        == Run(
          output: """
            W[2] = [ 1  2 ]
                   [ 3  4 ] 2x2

            """,
          status: 0
        )
    )
  }
}
