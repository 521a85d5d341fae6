import Notation
import Session
import Testing

/// What the stepper shows and answers, key by key.
@Suite struct StepperPassageTests {
  @Test func theHeadingSaysWhatIsToCome() throws {
    let walker = try Walker(xorNetwork + ["forward()"])
    #expect(
      walker.passage() == """
        forward()                                                                7 steps
        forward()
        (galway, "Mini-Batch GD - Adjustment to Backprop" and "L2 Regularization - Cost
         Function".)

        7 steps: a[0], N, z[1], a[1], z[2], a[2], J
        """
    )
  }

  @Test func softmaxOpensIntoItsParts() throws {
    var walker = try Walker(["p = softmax([1; 2; 3])"])
    walker.press("nnn")
    #expect(
      walker.passage() == """
        p = … › exp([1; 2; 3] − max([1; 2…                                   part 3 of 5
        p = softmax([1; 2; 3])

        exp([1; 2; 3] − max([1; 2; 3], 1))
          = exp([−2; −1; 0])
          = ⎡ 0.1353 ⎤
            ⎢ 0.3679 ⎥
            ⎣      1 ⎦ 3×1
        """
    )
  }

  @Test func aTurnIsGoneOutOf() throws {
    var walker = try Walker(["w = 1", "for i = 1, ..., 3 { w ← 2w }"])
    walker.press("nno")
    #expect(
      walker.passage() == """
        for i = 1, ..., 3 › i = 2                                                   done
        i = 2 is done:
        w = 4
        """
    )
  }

  @Test func behindTheLoopIsTheOutermostLevel() throws {
    var walker = try Walker(["w = 1", "for i = 1, ..., 3 { w ← 2w }"])
    walker.press("nnooo")
    #expect(
      walker.passage() == """
        for i = 1, ..., 3                                                           done
        for i = 1, ..., 3 is done:
        w = 8
        This is the outermost level: q leaves.
        """
    )
  }

  @Test func backShowsTheEarlierValue() throws {
    var walker = try Walker(["w = 1", "for i = 1, ..., 3 { w ← 2w }"])
    walker.press("nnnbp")
    walker.answer("w")
    #expect(
      walker.passage() == """
        for i = 1, ..., 3 › i = 2 › w ← …                                    step 2 of 3
        w ← 2w
          = 2·2
          = 4
        w = 4
        """
    )
  }

  @Test func theIndexOfALoopHasItsValueInside() throws {
    var walker = try Walker(["w = 1", "for i = 1, ..., 3 { w ← 2w }"])
    walker.press("nnp")
    walker.answer("w + i")
    #expect(
      walker.passage() == """
        for i = 1, ..., 3 › i = 2 › w ← …                                    step 2 of 3
        w ← 2w
          = 2·2
          = 4
        w + i = 6
        """
    )
  }

  @Test func theHeadingIsBeforeTheRun() throws {
    var walker = try Walker(["w = 1", "for i = 1, ..., 3 { w ← 2w }"])
    walker.press("nnnHp")
    walker.answer("w")
    #expect(
      walker.passage() == """
        for i = 1, ..., 3                                                        3 steps
        for i = 1, ..., 3

        3 steps: w
        w = 1
        """
    )
  }

  @Test func aWatchedValueGoesBackToo() throws {
    var walker = try Walker(["w = 1", "for i = 1, ..., 3 { w ← 2w }"])
    walker.press("w")
    walker.answer("w")
    walker.press("Eb")
    #expect(
      walker.passage() == """
        for i = 1, ..., 3 › i = 2 › w ← …                                    step 2 of 3
        w ← 2w
          = 2·2
          = 4
        Watched:
          w = 4
        """
    )
  }

  @Test func whatIsWatchedTwiceIsNotWatched() throws {
    var walker = try Walker(["w = 1", "for i = 1, ..., 3 { w ← 2w }"])
    walker.press("w")
    walker.answer("w")
    walker.press("w")
    walker.answer("w")
    #expect(
      walker.passage() == """
        for i = 1, ..., 3                                                        3 steps
        for i = 1, ..., 3

        3 steps: w
        w is watched no more.
        """
    )
  }

  @Test func anAlgorithmsOwnNamesAreSeenInside() throws {
    var walker = try Walker([
      "algorithm twice(v) assigns out { own = 2v; out = own + 1; v ← out }", "a = 5", "twice(a)",
    ])
    walker.press("nnp")
    walker.answer("own + v + a")
    #expect(
      walker.passage() == """
        twice(a) › out = …                                                   step 2 of 3
        out = own + 1
            = 10 + 1
            = 11
        own + v + a = 20
        """
    )
  }

  @Test func aParameterStandsForItsVariable() throws {
    var walker = try Walker([
      "algorithm twice(v) assigns out { own = 2v; out = own + 1; v ← out }", "a = 5", "twice(a)",
    ])
    walker.press("nnnp")
    walker.answer("v")
    #expect(
      walker.passage() == """
        twice(a) › a ← …                                                     step 3 of 3
        v ← out
        a ← out
          = 11
        v = 11
        """
    )
  }

  @Test func anAlgorithmsOwnNamesAreGoneBehindIt() throws {
    var walker = try Walker([
      "algorithm twice(v) assigns out { own = 2v; out = own + 1; v ← out }", "a = 5", "twice(a)",
    ])
    walker.press("nnop")
    walker.answer("own")
    #expect(
      walker.passage() == """
        twice(a)                                                                    done
        twice(a) is done:
        out = 11
        a = 11
        the stepper, line 1: own has no value
          own
          ^^^
        """
    )
  }

  @Test func anUnknownNameIsAnswered() throws {
    var walker = try Walker(xorNetwork + ["forward()"])
    walker.press("p")
    walker.answer("W[7] + foo(")
    #expect(
      walker.passage() == """
        forward()                                                                7 steps
        forward()
        (galway, "Mini-Batch GD - Adjustment to Backprop" and "L2 Regularization - Cost
         Function".)

        7 steps: a[0], N, z[1], a[1], z[2], a[2], J
        the stepper, line 1: this `(` is never closed
          W[7] + foo(
                    ^
          Add `)`.
        """
    )
  }

  @Test func aDerivativeCanBePrinted() throws {
    var walker = try Walker(["w = 2", "z = w²; w ← 5; z = w³"])
    walker.press("p")
    walker.answer("dz/dw")
    #expect(
      walker.passage() == """
        z = …                                                                step 1 of 3
        z = w²
          = 2²
          = 4
        dz/dw = 4
        """
    )
  }

  @Test func untilGoesOnToTheNextAssignment() throws {
    var walker = try Walker(xorNetwork + ["forward()", "backward()"])
    walker.press("u")
    walker.answer("ΔW[1]")
    #expect(
      walker.passage() == """
        backward() › l = 1 › ΔW[1] = …                                       step 5 of 6
        ΔW[l] = 1/N Δz[l] a[l−1]ᵀ + λ/N W[l]
        ΔW[1] = 1/N Δz[1] a[0]ᵀ + λ/N W[1]
              = ⎡ 0.07961  0.03334 ⎤
                ⎣  0.0222  0.05236 ⎦ 2×2
        (galway, "Backprop with Softmax", "Mini-Batch GD - Adjustment to Backprop", "L2
         Regularization - Backprop".)
        """
    )
  }

  @Test func untilAnyLayer() throws {
    var walker = try Walker(xorNetwork + ["forward()", "backward()"])
    walker.press("u")
    walker.answer("Δb")
    #expect(
      walker.passage() == """
        backward() › l = 2 › Δb[2] = …                                       step 3 of 6
        Δb[l] = 1/N Σ_n Δz[l]_{(n)}
        Δb[2] = 1/N Σ_n Δz[2]_{(n)}
              = [−0.08664]
        (galway, "Backprop with Softmax", "Mini-Batch GD - Adjustment to Backprop", "L2
         Regularization - Backprop".)
        """
    )
  }

  @Test func untilANameThatIsNotAssigned() throws {
    var walker = try Walker(xorNetwork + ["forward()", "backward()"])
    walker.press("u")
    walker.answer("ΔW[3]")
    #expect(
      walker.passage() == """
        backward()                                                               6 steps
        backward()
        (galway, "Backprop with Softmax", "Mini-Batch GD - Adjustment to Backprop", "L2
         Regularization - Backprop".)

        6 steps: Δz[2], ΔW[2], Δb[2], Δz[1], ΔW[1], Δb[1]
        ΔW[3] is not assigned in this run
          Did you mean ΔW[2]?
        """
    )
  }

  @Test func untilANameThatWasAssigned() throws {
    var walker = try Walker(xorNetwork + ["forward()", "backward()"])
    walker.press("Eu")
    walker.answer("Δz[2]")
    #expect(
      walker.passage() == """
        backward() › l = 1 › Δb[1] = …                                       step 6 of 6
        Δb[l] = 1/N Σ_n Δz[l]_{(n)}
        Δb[1] = 1/N Σ_n Δz[1]_{(n)}
              = ⎡ 0.02751 ⎤
                ⎣ 0.04849 ⎦ 2×1
        (galway, "Backprop with Softmax", "Mini-Batch GD - Adjustment to Backprop", "L2
         Regularization - Backprop".)
        Δz[2] is not assigned after this step; it was at step 1.
        """
    )
  }

  @Test func untilSomethingThatIsNoName() throws {
    var walker = try Walker(xorNetwork + ["forward()", "backward()"])
    walker.press("u")
    walker.answer("2 + 3")
    #expect(
      walker.passage() == """
        backward()                                                               6 steps
        backward()
        (galway, "Backprop with Softmax", "Mini-Batch GD - Adjustment to Backprop", "L2
         Regularization - Backprop".)

        6 steps: Δz[2], ΔW[2], Δb[2], Δz[1], ΔW[1], Δb[1]
        the stepper, line 1: A name is needed here
          2 + 3
          ^^^^^
          Type u W[1], or u z.
        """
    )
  }

  @Test func theLastStepSaysSo() throws {
    var walker = try Walker(["w = 1", "for i = 1, ..., 3 { w ← 2w }"])
    walker.press("En")
    #expect(
      walker.passage() == """
        for i = 1, ..., 3 › i = 3 › w ← …                                    step 3 of 3
        w ← 2w
          = 2·4
          = 8
        This was the last step: q leaves, b goes back.
        """
    )
  }

  @Test func theFirstStepSaysSo() throws {
    var walker = try Walker(["w = 1", "for i = 1, ..., 3 { w ← 2w }"])
    walker.press("b")
    #expect(
      walker.passage() == """
        for i = 1, ..., 3                                                        3 steps
        for i = 1, ..., 3

        3 steps: w
        This is the first step.
        """
    )
  }

  @Test func otherKeysAreAnswered() throws {
    var walker = try Walker(["w = 1", "for i = 1, ..., 3 { w ← 2w }"])
    walker.press("x")
    #expect(
      walker.passage() == """
        for i = 1, ..., 3                                                        3 steps
        for i = 1, ..., 3

        3 steps: w
        There is no key x: ? lists the keys.
        """
    )
  }

  @Test func aSingleOperationHasNoParts() throws {
    var walker = try Walker(xorNetwork + ["forward()"])
    walker.press("ni")
    #expect(
      walker.passage() == """
        forward() › a[0] = …                                                 step 1 of 7
        a[0] = x
             = ⎡ 0  0  1  1 ⎤
               ⎣ 0  1  0  1 ⎦ 2×4
        (galway, "Mini-Batch GD - Adjustment to Backprop" and "L2 Regularization - Cost
         Function".)
        There is nothing to look into: this is done in one go.
        """
    )
  }

  @Test func aCellIsWalkedThroughStatementByStatement() throws {
    var walker = try Walker(["w = 1; f(x) = x²; z = f(w) + 1"])
    walker.press("nni")
    #expect(
      walker.passage() == """
        z = … › f(1) = …                                        step 3 of 3, part 1 of 2
        z = f(w) + 1

        f(x) = x²
        f(1) = 1²
             = 1
        """
    )
  }

  @Test func aFunctionIsLookedInto() throws {
    var walker = try Walker(["f(x) = x² + 1", "z = 2f(3)"])
    walker.press("i")
    #expect(
      walker.passage() == """
        z = … › f(3) = …                                                     part 1 of 2
        z = 2f(3)

        f(x) = x² + 1
        f(3) = 3² + 1
             = 10
        """
    )
  }

  @Test func aNetworkIsAHeading() throws {
    let walker = try Walker(["network([1, 1], [σ])"])
    #expect(
      walker.passage() == """
        network([1, 1], [σ])
        network([1, 1], [σ])
        L = 1
        W[1] = [−0.06869]
        b[1] = [0]
        g[1] = σ
        λ = 0
        loss = binary_cross_entropy
        """
    )
  }
}
