import Notation
import Session
import Testing

/// Predictions: what counts, and what is said.
@Suite struct PredictionTests {
  @Test func theValueIsHidden() throws {
    let walker = try Walker(["y = [1, 2; 3, 4]", "z = 2y"], predicts: true)
    #expect(
      walker.passage() == """
        z = …                                                                step 1 of 1
        z = 2y
          = 2 · [1, 2; 3, 4]
          = ?
        What will it be? A number, a matrix or any expression; Enter shows it, Ctrl-C
        leaves.
        """
    )
  }

  @Test func theRightValue() throws {
    var walker = try Walker(["y = [1, 2; 3, 4]", "z = 2y"], predicts: true)
    walker.answer("[2, 4; 6, 8]")
    #expect(
      walker.passage() == """
        z = …                                                                step 1 of 1
        z = 2y
          = 2 · [1, 2; 3, 4]
          = ⎡ 2  4 ⎤
            ⎣ 6  8 ⎦ 2×2
        Right. 1 of 1 right so far.
        """
    )
  }

  @Test func anyExpressionCounts() throws {
    var walker = try Walker(["y = [1, 2; 3, 4]", "z = 2y"], predicts: true)
    walker.answer("y + y")
    #expect(
      walker.passage() == """
        z = …                                                                step 1 of 1
        z = 2y
          = 2 · [1, 2; 3, 4]
          = ⎡ 2  4 ⎤
            ⎣ 6  8 ⎦ 2×2
        Right. 1 of 1 right so far.
        """
    )
  }

  @Test func theDigitsShownCount() throws {
    var walker = try Walker(["z = log(5)"], predicts: true)
    walker.answer("1.609")
    #expect(
      walker.passage() == """
        z = …                                                                step 1 of 1
        z = log(5)
          = 1.609
        Right. 1 of 1 right so far.
        """
    )
  }

  @Test func oneDigitLessIsOff() throws {
    var walker = try Walker(["z = log(5)"], predicts: true)
    walker.answer("1.61")
    #expect(
      walker.passage() == """
        z = …                                                                step 1 of 1
        z = log(5)
          = 1.609
        You said 1.61: off by 0.0005621, 0.035 % of the value. 0 of 1 right so far.
        """
    )
  }

  @Test func aFlippedSign() throws {
    var walker = try Walker(["a = 0.3; z = a − 1"], predicts: true)
    walker.press("n")
    walker.answer("0.7")
    #expect(
      walker.passage() == """
        z = …                                                                step 2 of 2
        z = a − 1
          = 0.3 − 1
          = −0.7
        You said 0.7: off by 1.4, 200 % of the value. The sign is flipped. 0 of 1 right
          so far.
        """
    )
  }

  @Test func aMissingMean() throws {
    var walker = try Walker(xorNetwork + ["forward()", "backward()"], predicts: true)
    walker.press("u")
    walker.answer("Δz[1]")
    walker.press("n")
    walker.answer("Δz[1] a[0]ᵀ")
    #expect(
      walker.passage() == """
        backward() › l = 1 › ΔW[1] = …                                       step 5 of 6
        ΔW[l] = 1/N Δz[l] a[l−1]ᵀ + λ/N W[l]
        ΔW[1] = 1/N Δz[1] a[0]ᵀ + λ/N W[1]
              = ⎡ 0.07961  0.03334 ⎤
                ⎣  0.0222  0.05236 ⎦ 2×2
        (galway, "Backprop with Softmax", "Mini-Batch GD - Adjustment to Backprop", "L2
         Regularization - Backprop".)
        0 of 4 elements are right. Most wrong is row 1, column 1. You said 0.3184: off
          by 0.2388, 300 % of the value. It is 4 times too large: a mean over the 4
          cases has 1/N. 0 of 1 right so far.
        """
    )
  }

  @Test func aTransposedMatrix() throws {
    var walker = try Walker(["y = [1, 2; 3, 4]", "z = 2y"], predicts: true)
    walker.answer("2yᵀ")
    #expect(
      walker.passage() == """
        z = …                                                                step 1 of 1
        z = 2y
          = 2 · [1, 2; 3, 4]
          = ⎡ 2  4 ⎤
            ⎣ 6  8 ⎦ 2×2
        2 of 4 elements are right. Most wrong is row 1, column 2. You said 6: off by 2,
          50 % of the value. It looks transposed. 0 of 1 right so far.
        """
    )
  }

  @Test func anotherShape() throws {
    var walker = try Walker(["y = [1, 2]", "z = 2y"], predicts: true)
    walker.answer("3")
    #expect(
      walker.passage() == """
        z = …                                                                step 1 of 1
        z = 2y
          = 2 · [1, 2]
          = [2  4]   1×2
        Yours is a number, the value a row of 2. 0 of 1 right so far.
        """
    )
  }

  @Test func anotherShapeTransposed() throws {
    var walker = try Walker(["y = [1, 2]", "z = 2y"], predicts: true)
    walker.answer("[2; 4]")
    #expect(
      walker.passage() == """
        z = …                                                                step 1 of 1
        z = 2y
          = 2 · [1, 2]
          = [2  4]   1×2
        Yours is a column of 2, the value a row of 2. Transposed, it is right. 0 of 1
          right so far.
        """
    )
  }

  @Test func oneElementWrong() throws {
    var walker = try Walker(["y = [1, 2; 3, 4]", "z = 2y"], predicts: true)
    walker.answer("[2, 4; 6, 9]")
    #expect(
      walker.passage() == """
        z = …                                                                step 1 of 1
        z = 2y
          = 2 · [1, 2; 3, 4]
          = ⎡ 2  4 ⎤
            ⎣ 6  8 ⎦ 2×2
        3 of 4 elements are right. Most wrong is row 2, column 2. You said 9: off by 1,
          13 % of the value. 0 of 1 right so far.
        """
    )
  }

  @Test func anErrorIsAnsweredAndAskedAgain() throws {
    var walker = try Walker(["z = log(5)"], predicts: true)
    walker.answer("lgo(5)")
    #expect(
      walker.passage() == """
        z = …                                                                step 1 of 1
        z = log(5)
          = ?
        What will it be? A number, a matrix or any expression; Enter shows it, Ctrl-C
        leaves.
        the stepper, line 1: lgo is neither a function nor a value
          lgo(5)
          ^^^
          Did you mean log?
        """
    )
  }

  @Test func noNumber() throws {
    var walker = try Walker(["z = log(5)"], predicts: true)
    walker.answer("\"five\"")
    #expect(
      walker.passage() == """
        z = …                                                                step 1 of 1
        z = log(5)
          = ?
        What will it be? A number, a matrix or any expression; Enter shows it, Ctrl-C
        leaves.
        This is a text, the value a number or a matrix. Enter skips it.
        """
    )
  }

  @Test func enterShowsTheValue() throws {
    var walker = try Walker(["z = log(5)"], predicts: true)
    walker.answer("")
    #expect(
      walker.passage() == """
        z = …                                                                step 1 of 1
        z = log(5)
          = 1.609
        """
    )
  }

  @Test func aLinkOfTheChainRule() throws {
    var walker = try Walker(
      ["w = 1", "x = 2w + 3", "y = log(x)", "z = 2y² − 1", "dz/dw"],
      predicts: true
    )
    walker.answer("")
    walker.press("n")
    walker.answer("4y")
    #expect(
      walker.passage() == """
        dz/dw › dz/dy                                                        part 1 of 3
        dz/dw = dz/dy · dy/dx · dx/dw
                ^^^^^

        dz/dy = 4y = 4·1.609 = 6.438
        Right. 1 of 1 right so far.
        """
    )
  }

  @Test func aHiddenLinkGivesNothingAway() throws {
    var walker = try Walker(
      ["w = 1", "x = 2w + 3", "y = log(x)", "z = 2y² − 1", "dz/dw"],
      predicts: true
    )
    walker.answer("")
    walker.press("n")
    #expect(
      walker.passage() == """
        dz/dw › dz/dy                                                        part 1 of 3
        dz/dw = dz/dy · dy/dx · dx/dw
                ^^^^^

        dz/dy
          = ?
        What will it be? A number, a matrix or any expression; Enter shows it, Ctrl-C
        leaves.
        """
    )
  }
}
