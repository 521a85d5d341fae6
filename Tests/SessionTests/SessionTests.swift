import Diagnostics
import Interpreter
import Notation
import Rendering
import Session
import Testing

@Suite struct SessionTests {
  @Test func inputsAreNumbered() {
    var learner = Learner()
    #expect(learner.session.prompt == "1> ")
    _ = learner.reads("w = 1")
    #expect(learner.session.prompt == "2> ")
    _ = learner.reads("foo")
    #expect(learner.session.prompt == "3> ")
  }

  @Test func commandsAndBlankLinesAreNoInputsButStepIs() {
    var learner = Learner()
    _ = learner.reads([":vars", "", "   ", "help", ":frob"])
    #expect(learner.session.prompt == "1> ")
    _ = learner.reads(":step 1 + 1")
    #expect(learner.session.prompt == "2> ")
  }

  @Test func thePromptShowsTheRounding() {
    var learner = Learner()
    _ = learner.reads(":rounding 3")
    #expect(learner.session.prompt == "[rounding 3] 1> ")
    #expect(learner.session.continuationPrompt == "             …> ")
    _ = learner.reads(":rounding off")
    #expect(learner.session.prompt == "1> ")
  }

  @Test func theContinuationPromptIsASCIIWhereAllIs() {
    #expect(Learner().session.continuationPrompt == "…> ")
    #expect(Learner(typography: .ascii).session.continuationPrompt == ".> ")
  }

  @Test func earlierResultsAreReadByNumber() {
    #expect(
      answers("2 + 3", "w = 10", "_", "_1 + _2", ":step 7", "_5", "_9") == """
        2 + 3 = 5
        w = 10
        _ = 10
        _1 + _2 = 15
        1  7
        _5 = 7
        input 7, line 1: Input 9 has no result
          _9
          ^^
          The inputs with a result: _2, _3, _4, _5, _6.
        """
    )
  }

  @Test(arguments: [
    ("1 + 1", false), ("1 +", true), ("[1, 2", true), ("for i = 1, ..., 2 {", true),
    ("for i = 1, ..., 2 {\nv = i }", false), (":step [1, 2", true), (":list (", false),
    (":step for i = 1, ..., 2 {\nv = i", true), (":step for i = 1, ..., 2 {\nv = i }", false),
    (":step forward()", false), (":nope (", false),
    ("help (", false), ("x = (1 + 2", true), ("", false),
  ])
  func inputsGoOnWhileABracketIsOpen(_ text: String, _ goesOn: Bool) {
    #expect(Learner().session.isIncomplete(text) == goesOn)
  }

  @Test(arguments: ["quit", "exit", ":quit", ":exit", ":q", "quit()", "exit()", "  quit  "])
  func theSessionEnds(_ word: String) {
    #expect(answers(word) == "(the session is over)")
  }

  @Test func aNameTakesHelpExitAndQuit() {
    #expect(
      answers("exit = 5", "exit", "quit(x) = x + 1", "quit(2)", "help = 3", "help", ":help :undo")
        == """
        exit = 5
        exit = 5
        quit(x) = x + 1
        quit(2) = 3
        help = 3
        help = 3
        :undo
          Take back the last input. Again for the one before. :rounding, :notation and
          :reset are taken back too.
        """
    )
  }

  @Test func aFunctionCanBeDefinedUnderTheNamesOfCommands() {
    #expect(
      answers("help(x) = x²", "help(3)") == """
        help(x) = x²
        help(3) = 9
        """
    )
  }

  @Test func commandsTakeCommentsAndSpaces() {
    #expect(
      answers("  :rounding   2   # as the slides do", "1/3 # a third") == """
        From now on every value is rounded to 2 decimals, at each step.
        1/3 = 0.33
        """
    )
  }

  @Test func everythingIsAnswered() {
    #expect(
      answers(
        "symbols a",
        "if 0 { v = 1 }",
        "for i = 2, ..., 1 { v = i }",
        "while 0 { v = 1 }",
        "algorithm nothing() { }",
        "nothing()",
        "f(x) = x",
        "\"words\"",
        "σ",
        "[tanh, σ]",
        "1; 2"
      )
        == """
        a stays a letter.
        Nothing was assigned.
        v = i
          = 2
        v = i
          = 1
        Nothing was assigned.
        algorithm nothing is defined.
        Nothing was assigned.
        f(x) = x
        words
        σ
        [tanh, σ]
        1
        2
        """
    )
  }

  @Test func severalStatementsOnALineAreAnsweredInTurn() {
    #expect(
      answers("u = 1; v = 2; u + v") == """
        u = 1
        v = 2
        u + v = 1 + 2
              = 3
        """
    )
  }
}
