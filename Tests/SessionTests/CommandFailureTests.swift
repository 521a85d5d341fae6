import Testing

/// Every way in which a command fails, with the whole message.
@Suite struct CommandFailureTests {
  @Test func unknownCommand() {
    #expect(
      answers(
        ":frob",
        ":hepl",
        ":"
      )
        == """
        There is no command :frob
          Type :help for what there is.
        There is no command :hepl
          Did you mean :help?
        A command's name follows the colon
          Type :help for what there is.
        """
    )
  }

  @Test func stepWithoutAStatement() {
    #expect(
      answers(
        ":step",
        ":step :vars"
      )
        == """
        :step needs a statement
          Type :step forward().
        :step takes a statement, no command
          Type :step forward().
        """
    )
  }

  @Test func stepOfWhatFails() {
    #expect(
      answers(
        ":step 1 + foo"
      )
        == """
        input 1, line 1: foo has no value
          1 + foo
              ^^^
        """
    )
  }

  @Test func checkWithoutAGradient() {
    #expect(
      answers(
        ":check"
      )
        == """
        :check needs a gradient
          Type :check ΔW[1], or :check ΔW[1] of C.
        """
    )
  }

  @Test func checkOfWhatIsNoClaim() {
    #expect(
      answers(
        ":check 5",
        ":check ΔW[1]",
        "w = 1",
        ":check w"
      )
        == """
        :check, line 1: 5 is no claim about a derivative
          5
          ^
          Check ΔW[1], Δz[2] or ∂J/∂W[1].
        :check, line 1: ΔW[1] has no value
          ΔW[1]
          ^^^^^
        w = 1
        :check, line 1: w is no claim about a derivative
          w
          ^
          Check ΔW[1], Δz[2] or ∂J/∂W[1].
        """
    )
  }

  @Test func checkOfTwoThings() {
    #expect(
      answers(
        ":check a; b",
        ":check ΔW[1] of 3"
      )
        == """
        :check, line 1: One name or expression is needed here
          a; b
          ^^^^
        :check, line 1: The name of a cost stands behind `of`
          3
          ^
          Type :check ΔW[1] of J.
        """
    )
  }

  @Test func listOfWhatIsNoAlgorithm() {
    #expect(
      answers(
        ":list forwrd",
        ":list softmax",
        ":list nothing_like_it"
      )
        == """
        There is no algorithm forwrd
          Did you mean forward?
        softmax is a function, computed as it stands: there is no text of it
          Type :help softmax, or :step softmax(…) to see it at work.
        There is no algorithm nothing_like_it
          Type :list for what there is.
        """
    )
  }

  @Test func showWithoutAValue() {
    #expect(
      answers(
        ":show",
        ":show foo",
        ":show 1 +",
        ":show x = 1"
      )
        == """
        :show needs a name
          Type :show W[1].
        :show, line 1: foo has no value
          foo
          ^^^
        :show, line 1: `+` needs a value behind it, not the end
          1 +
             ^
        :show, line 1: One name or expression is needed here
          x = 1
          ^^^^^
        """
    )
  }

  @Test func stateOfWhatIsNoAlgorithm() {
    #expect(
      answers(
        ":state foo"
      )
        == """
        There is no algorithm foo
          Type :list for what there is.
        """
    )
  }

  @Test func roundingOfWhatIsNoNumber() {
    #expect(
      answers(
        ":rounding three",
        ":rounding 16",
        ":rounding -1"
      )
        == """
        :rounding takes 0 to 15 decimals, not three
          Type :rounding 3 or :rounding off.
        :rounding takes 0 to 15 decimals, not 16
          Type :rounding 3 or :rounding off.
        :rounding takes 0 to 15 decimals, not -1
          Type :rounding 3 or :rounding off.
        """
    )
  }

  @Test func precisionOfWhatIsNoNumber() {
    #expect(
      answers(
        ":precision many",
        ":precision 0",
        ":precision 18"
      )
        == """
        :precision takes 1 to 17 digits, not many
          Type :precision 5.
        :precision takes 1 to 17 digits, not 0
          Type :precision 5.
        :precision takes 1 to 17 digits, not 18
          Type :precision 5.
        """
    )
  }

  @Test func notationOfNobody() {
    #expect(
      answers(
        ":notation galwey",
        ":notation oxford"
      )
        == """
        There is no notation galwey
          Type :notation galway or manchester.
        There is no notation oxford
          Type :notation galway or manchester.
        """
    )
  }

  @Test func notationOnceLayersExist() {
    #expect(
      answers(
        "W[1] = 2",
        ":notation manchester"
      )
        == """
        W[1] = 2
        The notation stays as it is: variables with layers exist, and manchester may
          count them otherwise
          Type :reset to start afresh, then :notation manchester.
        """
    )
  }

  @Test func helpOnNothing() {
    #expect(
      answers(
        ":help :frob",
        ":help softmx",
        ":help qqqqqq"
      )
        == """
        There is no command :frob
          Type :help for what there is.
        There is no help on softmx
          Did you mean softmax?
        There is no help on qqqqqq
          Type :help for what there is.
        """
    )
  }

  @Test func undoOfNothing() {
    #expect(
      answers(
        ":undo"
      )
        == """
        There is nothing to take back.
        """
    )
  }
}
