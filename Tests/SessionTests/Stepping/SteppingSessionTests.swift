import Interpreter
import Notation
import Rendering
import Session
import Testing

/// `:step` and `:predict` in a session: what is run, what is kept, what is said.
@Suite struct SteppingSessionTests {
  @Test func theAnswerStandsBehindTheStepperOnce() throws {
    var learner = Learner()
    learner.session.opensStepper = true
    let outputs = learner.session.handle(":step w = 2 + 3")
    #expect(outputs.first?.stepper != nil)
    #expect(outputs.compactMap(learner.shown).joined() == "w = 2 + 3\n  = 5")
    #expect(learner.session.prompt == "2> ")
    #expect(learner.reads(":undo") == "Taken back: :step w = 2 + 3")
    #expect(learner.reads(":vars") == "No name has a value yet: try w = 1.")
  }

  @Test func everyInputOpensItWhereStepsAreOn() {
    var learner = Learner()
    learner.session.opensStepper = true
    _ = learner.session.handle(":step on")
    #expect(learner.session.handle("w = 2").contains { $0.stepper != nil })
    #expect(!learner.session.handle(":vars").contains { $0.stepper != nil })
    _ = learner.session.handle(":step off")
    #expect(!learner.session.handle("w = 2").contains { $0.stepper != nil })
  }

  @Test func whatFailsOpensNone() {
    var learner = Learner()
    learner.session.opensStepper = true
    #expect(!learner.session.handle(":step foo").contains { $0.stepper != nil })
    let outputs = learner.session.handle(":step w = 1; foo")
    #expect(outputs.first?.stepper != nil)
    #expect(
      outputs.compactMap(learner.shown).last == """
        input 2, line 1: foo has no value
          w = 1; foo
                 ^^^
        """
    )
  }

  @Test func filesAreSteppedAsText() {
    var learner = Learner()
    learner.session.opensStepper = true
    var shown: [String] = []
    let reader = learner
    learner.session.runFile("w = 1\n:step w + 1\n", name: "file") { output in
      #expect(output.stepper == nil)
      shown += reader.shown(output).map { [$0] } ?? []
      return false
    }
    #expect(shown == ["w = 1", "1  w + 1 = 1 + 1\n         = 2"])
  }

  @Test func theScoreIsKept() throws {
    var learner = Learner()
    #expect(learner.reads(":predict") == "Predictions are off. Nothing has been predicted yet.")
    #expect(
      learner.reads(":predict on") == """
        Values are asked for before they are shown, in :step STATEMENT. A number, a
        matrix or any expression counts; Enter skips.
        """
    )
    learner.session.opensStepper = true
    for (answer, said) in [
      ("3", "1 of 1 value predicted right."), ("4", "0 of 1 value predicted right."),
      ("", "0 of 0 values predicted right, 1 skipped."),
    ] {
      let outputs = learner.session.handle(":step 1 + 2")
      var stepper = try #require(outputs.first?.stepper)
      #expect(stepper.begin() == .ask(prompt: "1 + 2 = ", .prediction))
      #expect(stepper.answer(answer, for: .prediction) == .redraw)
      #expect(learner.session.close(stepper).compactMap(learner.shown) == [said])
    }
    #expect(
      learner.reads(":predict off")
        == "Values are shown at once. 1 of 2 values predicted right, 1 skipped."
    )
    #expect(
      learner.reads(":predict maybe") == """
        :predict takes on or off, not maybe
          Type :predict on.
        """
    )
  }

  @Test func watchesStayForTheNextStepper() throws {
    var learner = Learner()
    learner.session.opensStepper = true
    var stepper = try #require(learner.session.handle(":step w = 1").first?.stepper)
    _ = stepper.press(.watch)
    _ = stepper.answer("w", for: .watch)
    #expect(learner.session.close(stepper).isEmpty)
    let next = try #require(learner.session.handle(":step w = 2").first?.stepper)
    #expect(next.watches == ["w"])
    #expect(next.passage().plain.hasSuffix("w = 2\nWatched:\n  w = 2"))
  }

  @Test(arguments: [
    ("", StepperEffect.redraw), ("n", .redraw), ("next", .redraw), ("q", .leave), ("quit", .leave),
    ("u", .ask(prompt: "until ", .until)), ("u w", .redraw), ("p w", .redraw), ("foo", .redraw),
    ("p", .ask(prompt: "print ", .print)), ("  i  ", .redraw), ("?", .redraw),
  ])
  func keysAreTypedAsLines(_ line: String, _ effect: StepperEffect) throws {
    var walker = try Walker("w = 1", "w ← w + 1")
    #expect(walker.stepper.answer(line: line) == effect)
  }

  @Test func theTraceIsText() {
    var learner = Learner()
    #expect(learner.session.traceText().plain == "(Nothing has run yet.)")
    _ = learner.reads(["w = 2", "foo", "x = 2w + 3"])
    #expect(
      learner.session.traceText().plain == """
        1  w = 2
        2  x = 2w + 3
             = 2·2 + 3
             = 7
        2.1  2w = 2·2 = 4
        2.2  2w + 3 = 4 + 3 = 7
        """
    )
    #expect(
      learner.session.traceText(most: 1).plain == """
        1  w = 2
        (Statement 1 has more than 1 lines: the rest is left out.)
        2  x = 2w + 3
             = 2·2 + 3
             = 7
        (Statement 2 has more than 1 lines: the rest is left out.)
        """
    )
  }

  @Test func aRunLongerThanTheLogIsSteppedFromWhereItIsKept() throws {
    var learner = Learner()
    learner.session.opensStepper = true
    let outputs = learner.session.handle(
      ":step w = 0; for i = 1, ..., 40000 { w ← w + 1; v = 2w }"
    )
    var stepper = try #require(outputs.first?.stepper)
    #expect(stepper.passage().plain.contains("The run was long"))
    _ = stepper.press(.last)
    _ = stepper.press(.back)
    _ = stepper.press(.print)
    _ = stepper.answer("v − 2w", for: .print)
    #expect(stepper.passage().plain.hasSuffix("v − 2w = −2"))
    _ = stepper.press(.first)
    for _ in 0..<3 { _ = stepper.press(.next) }
    _ = stepper.press(.print)
    _ = stepper.answer("w − i", for: .print)
    #expect(stepper.passage().plain.hasSuffix("w − i = 0"))
  }
}
