import Notation
import Session
import Testing

/// Whole screens of the stepper.
@Suite struct StepperScreenTests {
  @Test func theChainRuleMarksTheLinkThatIsWorkedOut() throws {
    var walker = try Walker(["w = 1", "x = 2w + 3", "y = log(x)", "z = 2y² − 1", "dz/dw"])
    walker.press("nn")
    #expect(
      walker.screen() == """
        dz/dw › dy/dx                                                        part 2 of 3
        ────────────────────────────────────────────────────────────────────────────────
        dz/dw = dz/dy · dy/dx · dx/dw
                        ^^^^^

        dy/dx = 1/x = 1/5 = 0.2
        dz/dx = dz/dy · dy/dx = 6.438 · 0.2 = 1.288
















        Enter next  i into  o out  b back  u until  p print  w watch  ? help  q quit
        """
    )
  }

  @Test func theChainRuleOnFortyColumns() throws {
    var walker = try Walker(["w = 1", "x = 2w + 3", "y = log(x)", "z = 2y² − 1", "dz/dw"])
    walker.press("nn")
    #expect(
      walker.screen(24, 40) == """
        dz/dw › dy/dx                part 2 of 3
        ────────────────────────────────────────
        dz/dw = dz/dy · dy/dx · dx/dw
                        ^^^^^

        dy/dx = 1/x = 1/5 = 0.2
        dz/dx = dz/dy · dy/dx = 6.438 · 0.2 =
            1.288















        Enter next  i into  ? help  q quit
        """
    )
  }

  @Test func fiveTimesEnterInBackwardShowsHowDeltaWCameAbout() throws {
    var walker = try Walker(xorNetwork + ["forward()", "backward()"])
    walker.press("nnnnn")
    #expect(
      walker.screen() == """
        backward() › l = 1 › ΔW[1] = …                                       step 5 of 6
        ────────────────────────────────────────────────────────────────────────────────
        ΔW[l] = 1/N Δz[l] a[l−1]ᵀ + λ/N W[l]
        ΔW[1] = 1/N Δz[1] a[0]ᵀ + λ/N W[1]
              = ⎡ 0.07961  0.03334 ⎤
                ⎣  0.0222  0.05236 ⎦ 2×2
        (galway, "Backprop with Softmax", "Mini-Batch GD - Adjustment to Backprop", "L2
         Regularization - Backprop".)















        Enter next  i into  o out  b back  u until  p print  w watch  ? help  q quit
        """
    )
  }

  @Test func aPartOfDeltaWIsMarkedInItsFormula() throws {
    var walker = try Walker(xorNetwork + ["forward()", "backward()"])
    walker.press("nnnnnin")
    #expect(
      walker.screen() == """
        backward() › l = 1 › ΔW[1] = … › 1/N·Δz[1]              step 5 of 6, part 2 of 7
        ────────────────────────────────────────────────────────────────────────────────
        ΔW[1] = 1/N Δz[1] a[0]ᵀ + λ/N W[1]
                ^^^^^^^^^

        1/N·Δz[1] = ⎡  −0.1189  0.06685  0.1131  −0.03351 ⎤
                    ⎣ −0.07297  0.09927  0.0691   −0.0469 ⎦ 2×4
















        Enter next  i into  o out  b back  u until  p print  w watch  ? help  q quit
        """
    )
  }

  @Test func backwardOnFortyColumns() throws {
    var walker = try Walker(xorNetwork + ["forward()", "backward()"])
    walker.press("nnnnnin")
    #expect(
      walker.screen(24, 40) == """
        … › 1/N·Δz[1]   step 5 of 6, part 2 of 7
        ────────────────────────────────────────
        ΔW[1] = 1/N Δz[1] a[0]ᵀ + λ/N W[1]
                ^^^^^^^^^

        1/N·Δz[1] = ⎡  −0.1189  …  −0.03351 ⎤
                    ⎣ −0.07297  …   −0.0469 ⎦
                    2×4, 2 columns left out:
                    :show prints all














        Enter next  i into  ? help  q quit
        """
    )
  }

  @Test func theForwardPassWithAWatchedValue() throws {
    var walker = try Walker(xorNetwork + ["forward()"])
    walker.press("nnnw")
    walker.answer("a[0]")
    #expect(
      walker.screen() == """
        forward() › l = 1 › z[1] = …                                         step 3 of 7
        ────────────────────────────────────────────────────────────────────────────────
        z[l] = W[l] a[l−1] + b[l]
        z[1] = W[1] a[0] + b[1]
             = ⎡ 0   1.022  −0.04857   0.9735 ⎤
               ⎣ 0  0.1323  −0.08135  0.05099 ⎦ 2×4
          (b[1] is added to each of the 4 cases)
        (galway, "Mini-Batch GD - Adjustment to Backprop" and "L2 Regularization - Cost
         Function".)











        Watched:
          a[0] = ⎡ 0  0  1  1 ⎤
                 ⎣ 0  1  0  1 ⎦ 2×4
        Enter next  i into  o out  b back  u until  p print  w watch  ? help  q quit
        """
    )
  }

  @Test func theForwardPassInManchester() throws {
    var walker = try Walker(xorNetwork + ["forward()"], dialect: .manchester)
    walker.press("nnni")
    #expect(
      walker.screen() == """
        forward() › l = 2 › z⁽²⁾ = … › W⁽²⁾ a⁽¹⁾                step 3 of 8, part 1 of 2
        ────────────────────────────────────────────────────────────────────────────────
        z⁽²⁾ = W⁽²⁾ a⁽¹⁾ + b⁽²⁾
               ^^^^^^^^^

        W⁽²⁾ a⁽¹⁾ = ⎡ 0   1.022  −0.04857   0.9735 ⎤
                    ⎣ 0  0.1323  −0.08135  0.05099 ⎦ 2×4
















        Enter next  i into  o out  b back  u until  p print  w watch  ? help  q quit
        """
    )
  }

  @Test func theForwardPassInASCII() throws {
    var walker = try Walker(xorNetwork + ["forward()"], typography: .ascii)
    walker.press("nnni")
    #expect(
      walker.screen(16, 60) == """
        ... > z[1] = ... > W[1] a[0]        step 3 of 7, part 1 of 2
        ------------------------------------------------------------
        z[1] = W[1] a[0] + b[1]
               ^^^^^^^^^

        W[1] a[0] = [ 0   1.022  -0.04857   0.9735 ]
                    [ 0  0.1323  -0.08135  0.05099 ] 2x4








        Enter next  i into  o out  b back  u until  ? help  q quit
        """
    )
  }

  @Test func aTinyScreenShowsTheResult() throws {
    var walker = try Walker(xorNetwork + ["forward()"])
    walker.press("nnnnnn")
    #expect(
      walker.screen(8, 20) == """
        … › a[2] = …
        a[l] = g[l](z[l])
        a[2] = g[2](z[2])
             = [0.5  …
            0.3222]
          1×4, 2 columns
        … 7 more lines: PgDn
        ? help  q quit
        """
    )
  }

  @Test func aTinyScreenScrolls() throws {
    var walker = try Walker(xorNetwork + ["forward()"])
    walker.press("nnnnnnD")
    #expect(
      walker.screen(8, 20) == """
        … › a[2] = …
          left out: :show
          prints all
        (galway, "Mini-Batch
         GD - Adjustment to
         Backprop" and "L2
        … 2 more lines: PgDn
        ? help  q quit
        """
    )
  }

  @Test func theListOfKeys() throws {
    var walker = try Walker(xorNetwork + ["forward()"])
    walker.press("?")
    #expect(
      walker.screen() == """
        forward()                                                                7 steps
        ────────────────────────────────────────────────────────────────────────────────
        Keys of the stepper; any key goes back:
          Enter, n, Down  the next step
          i, Right        into the parts of this step
          o, Left         out: of the parts, the loop's turn, the algorithm
          b, Up           back, with the values there were
          Home, End       the first step, the last one
          u NAME          go on until NAME is assigned: u W[1]
          p EXPRESSION    print a value as it was at this step: p W[1]_{1,2}
          w NAME          watch a value; the same again: no more
          PgDn, PgUp      scroll a step that is longer than the screen
          q, Esc          leave; the answer is then printed as usual










        any key goes back
        """
    )
  }

  @Test func theListOfKeysOnFortyColumns() throws {
    var walker = try Walker(xorNetwork + ["forward()"])
    walker.press("?")
    #expect(
      walker.screen(24, 40) == """
        forward()                        7 steps
        ────────────────────────────────────────
        Keys of the stepper; any key goes back:
          Enter, n, Down
              the next step
          i, Right
              into the parts of this step
          o, Left
              out: of the parts, the loop's
              turn, the algorithm
          b, Up
              back, with the values there were
          Home, End
              the first step, the last one
          u NAME
              go on until NAME is assigned: u
              W[1]
          p EXPRESSION
              print a value as it was at this
              step: p W[1]_{1,2}
          w NAME
              watch a value; the same again: no
        … 7 more lines: PgDn
        any key goes back
        """
    )
  }

  @Test func wideAndCombiningCharactersKeepTheCaretsInPlace() throws {
    var walker = try Walker(["r̂ = 2", "ŷ = 3", "變 = 4", "z_變 = r̂ + ŷ 變"])
    walker.press("n")
    #expect(
      walker.screen(8, 40) == """
        z_變 = … › ŷ·變              part 1 of 2
        z_變 = r̂ + ŷ 變
                   ^^^^

        ŷ·變 = 3·4 = 12


        Enter next  i into  ? help  q quit
        """
    )
  }

  @Test func layersInParentheses() throws {
    var walker = try Walker(
      ["network([2, 1], [σ])", "x = [1; 2]", "y = 1", "forward()"],
      dialect: .manchester
    )
    walker.press("nnni")
    #expect(
      walker.screen(12, 60) == """
        … › l = 2 › z⁽²⁾ = … › W⁽²⁾ a⁽¹⁾    step 3 of 6, part 1 of 2
        ────────────────────────────────────────────────────────────
        z⁽²⁾ = W⁽²⁾ a⁽¹⁾ + b⁽²⁾
               ^^^^^^^^^

        W⁽²⁾ a⁽¹⁾ = [−0.05608, 1.18] [1; 2] = [2.304]





        Enter next  i into  o out  b back  u until  ? help  q quit
        """
    )
  }
}
