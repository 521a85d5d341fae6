import Diagnostics
import Interpreter
import Notation
import Rendering
import Session
import Testing

/// Files: programs, and the commands that stand between them.
@Suite struct FileTests {
  /// What a file prints, errors as they are shown.
  private func printed(_ text: String, steps: Bool = false) -> String {
    var learner = Learner()
    var lines: [String] = []
    let reader = learner
    learner.session.runFile(text, name: "f.gradus", steps: steps) { output in
      if let text = reader.shown(output) { lines.append(text) }
      return false
    }
    return lines.joined(separator: "\n")
  }

  /// The lines that a file's statements stand on.
  private func lines(_ text: String) -> [Int] {
    var learner = Learner()
    var found: [Int] = []
    learner.session.runFile(text, name: "f.gradus", steps: false) { output in
      if case .statement(let outcome) = output {
        found.append(outcome.site.source.position(of: outcome.site.statement.span.start).line)
      }
      return false
    }
    return found
  }

  @Test func aCommandsStatementGoesOnOverLines() {
    #expect(
      printed(":step for i = 1, ..., 2 {\n  v = i\n}\nw = v + nope").hasSuffix(
        """
        1.2.1  v = i
                 = 2
        f.gradus, line 4: nope has no value
          w = v + nope
                  ^^^^
        """
      )
    )
    #expect(lines(":step for i = 1, ..., 2 {\n  v = i\n}\n\nw = v") == [1, 5])
  }

  @Test func statementsAndCommandsRunInTurn() {
    #expect(
      printed(
        """
        w = 1/3
        :precision 2
        w
        :rounding 1
        1/3
        :show w
        """
      ) == """
        w = 1/3
          = 0.3333
        Numbers are shown with 2 significant digits.
        w = 0.33
        From now on every value is rounded to 1 decimal, at each step.
        What has been computed stays as it is: run it again to round it.
        1/3 = 0.3
        w = 0.33
        """
    )
  }

  @Test func linesAreTheFilesBehindCommandsToo() {
    let text = """
      # a comment

      :rounding 3
      w = 1; v = 2

        :step x = 2w

      A = [1, 2
        3, 4]
      :check A
      """
    #expect(lines(text) == [4, 4, 6, 8])
  }

  @Test func aColonInsideABracketBeginsNoCommand() {
    #expect(lines("A = [1, 2; 3, 4]\nA_{\n:,1}\nb = 1") == [1, 2, 4])
  }

  @Test func anErrorStopsTheFile() {
    #expect(
      printed("w = 1\n:rounding 3\nx = 2foo\ny = 3") == """
        w = 1
        From now on every value is rounded to 3 decimals, at each step.
        What has been computed stays as it is: run it again to round it.
        f.gradus, line 3: foo has no value
          x = 2foo
               ^^^
        """
    )
  }

  @Test func anErrorBehindAColonStandsAtItsPlace() {
    #expect(
      printed("w = 1\n  :step w + foo  # here\nw") == """
        w = 1
        f.gradus, line 2: foo has no value
            :step w + foo  # here
                      ^^^
        """
    )
    #expect(
      printed(":check qq # here") == """
        f.gradus, line 1: qq is no claim about a derivative
          :check qq # here
                 ^^
          Check ΔW[1], Δz[2] or ∂J/∂W[1].
        """
    )
    #expect(
      printed("\n:rounding many") == """
        f.gradus, line 2: :rounding takes 0 to 15 decimals, not many
          :rounding many
          ^^^^^^^^^^^^^^
          Type :rounding 3 or :rounding off.
        """
    )
  }

  @Test(arguments: ["undo", "reset", "quit", "help", "vars", "frob"])
  func filesHoldNoCommandsOfTheKeyboard(_ name: String) {
    #expect(
      printed("w = 1\n:\(name)\nw = 2") == """
        w = 1
        f.gradus, line 2: A file cannot hold the command :\(name)
          :\(name)
          \(String(repeating: "^", count: name.count + 1))
          Files may hold :step, :check, :list, :show, :state, :rounding, :precision,
            :notation.
        """
    )
  }

  @Test func anOpenBracketAtTheEndIsAnError() {
    #expect(
      printed("w = (1 +\n2") == """
        f.gradus, line 1: this `(` is never closed
          w = (1 +
              ^
          Add `)`.
        """
    )
  }

  @Test func stepsAreShownWhereTheyAreAskedFor() {
    #expect(
      printed("w = 3\nw² + 1", steps: true) == """
        1  w = 3
        1  w² + 1 = 3² + 1
                  = 10
        1.1  w² = 3² = 9
        1.2  w² + 1 = 9 + 1 = 10
        """
    )
  }

  @Test func emptyFilesPrintNothing() {
    #expect(printed("") == "")
    #expect(printed("\n\n# only a comment\n") == "")
  }
}
