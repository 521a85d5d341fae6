import Notation
import Rendering
import Testing

/// Formula, indices, numbers, result.
@Suite struct StepTests {
  @Test func formulaNumbersResult() {
    #expect(
      plain("w = 2\nx = 2w + 3") == """
        x = 2w + 3
          = 2·2 + 3
          = 7
        """
    )
  }

  @Test func whatAnAlgorithmReturnsIsShown() {
    #expect(plain("step_decay(0.4, 20)") == "step_decay(0.4, 20) = 0.1")
    #expect(
      plain("algorithm twice(v) { u = 2v; return u + 1 }\ntwice(3)") == """
        u = 2v
          = 2·3
          = 6
        twice(3) = 7
        """
    )
    #expect(
      plain("algorithm sums(v) { s = 0; for i = 1, ..., 99 { s ← s + v }; return s }\nsums(2)")
        == "sums(2) = 198"
    )
    #expect(
      plain("a = 1\nalgorithm sets(v) assigns a { a = v; return [v; 1] }\nsets(3)") == """
        a = v
          = 3
        sets(3) = ⎡ 3 ⎤
                  ⎣ 1 ⎦ 2×1
        """
    )
  }

  @Test func indicesAreFilledIn() {
    #expect(
      plain("W[2] = 3; a[1] = 4\nfor l = 2, ..., 2 { z[l] = W[l] a[l-1] }", steps: true) == """
        1  for l = 2, ..., 2
        1.1  l = 2
        1.1.1  z[l] = W[l] a[l−1]
               z[2] = W[2] a[1]
                    = 3·4
                    = 12
        """
    )
  }

  @Test func operationsOpenIntoTheirParts() {
    #expect(
      plain("z = [1; 2]\nsoftmax(z)", steps: true) == """
        1  softmax(z) = softmax([1; 2])
                      = ⎡ 0.2689 ⎤
                        ⎣ 0.7311 ⎦ 2×1
        1.1  the largest of each column: max(z, 1) = max([1; 2], 1) = [2]
        1.2  subtracted for stability: it cancels in the quotient:
             z − max(z, 1) = [1; 2] − 2
                           = ⎡ −1 ⎤
                             ⎣  0 ⎦ 2×1
        1.3  exp(z − max(z, 1)) = exp([−1; 0])
                                = ⎡ 0.3679 ⎤
                                  ⎣      1 ⎦ 2×1
        1.4  sum(exp(z − max(z, 1)), 1) = sum([0.3679; 1], 1) = [1.368]
        1.5  exp(z − max(z, 1))/sum(exp(z − max(z, 1)), 1)
               = [0.3679; 1]/1.368
               = ⎡ 0.2689 ⎤
                 ⎣ 0.7311 ⎦ 2×1
        """
    )
  }

  @Test func aValueByItselfIsSaidOnce() {
    #expect(plain("w = 3\nw") == "w = 3")
    #expect(plain("w = 3\nw", steps: true) == "1  w = 3")
    #expect(plain("A = [1 2]\nA", steps: true) == "1  A = [1  2]   1×2")
    #expect(plain("d/dx sin(x²)") == "d/dx sin(x²) = cos(x²)·2x")
  }

  @Test func aDerivativeOpensIntoItsLinks() {
    #expect(
      plain("q = −3\nr = q²\ns = −r\nds/dq", steps: true) == """
        1  ds/dq = ds/dr · dr/dq
                 = −1 · (−6)
                 = 6
        1.1  ds/dr = −1
        1.2  dr/dq = 2q = 2·(−3) = −6
             ds/dq = ds/dr · dr/dq = −1 · (−6) = 6
        """
    )
  }

  @Test func severalWaysAddUp() {
    #expect(
      plain("q = −3\nr = q²\ns = −r + q\nds/dq") == """
          ds/dr = −1
          ds/dq = 1
          dr/dq = 2q = 2·(−3) = −6
          ds/dq ← ds/dq + ds/dr · dr/dq = 1 + (−1) · (−6) = 7
        ds/dq = 7
        """
    )
  }

  @Test func aPointStandsOnALineOfItsOwn() {
    #expect(
      plain("d/dx x² | x = 3") == """
        d/dx x² | x = 3
          = 6
        """
    )
  }

  @Test func spreadingIsRemarked() {
    #expect(
      plain("A = [1 2; 3 4]\nA + [1; 2]") == """
        A + [1; 2] = [1, 2; 3, 4] + [1; 2]
                   = ⎡ 2  3 ⎤
                     ⎣ 5  6 ⎦ 2×2
          (a column of 2 is added to each of the 2 cases)
        """
    )
  }

  @Test func longFormulasAreBroken() {
    #expect(
      plain("a = 1\nJ = a + a + a + a + a + a + a + a + a + a + a + a + a", Look(width: 40)) == """
        J = a + a + a + a + a + a + a + a + a +
            a + a + a + a
          = 13
        """
    )
  }

  @Test func precisionChangesWhatIsPrintedOnly() {
    #expect(plain("x = 1/3\n3x", Look(precision: 2)) == "3x = 3·0.33\n   = 1")
    #expect(plain("2/3", Look(precision: 1)) == "2/3 = 0.7")
    #expect(plain("2/3", Look(precision: 17)) == "2/3 = 0.6666666666666666")
    #expect(plain("123456.789", Look(precision: 4)) == "123500")
    #expect(plain("100000", Look(precision: 2)) == "100000")
  }

  @Test func roundingChangesValues() {
    #expect(plain("x = 1/3\n3x", rounding: 2) == "3x = 3·0.33\n   = 0.99")
    #expect(plain("x = 12345.6789\n2x", rounding: 2) == "2x = 2·12345.68\n   = 24691.36")
    #expect(plain("0.0005 + 0", rounding: 3) == "0.0005 + 0 = 0.001")
  }
}
