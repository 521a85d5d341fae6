import Diagnostics
import Notation
import Rendering
import Testing

@Suite struct FailureTests {
  @Test func sentencesAreBrokenBetweenWords() {
    #expect(
      plain("[1 2; 3 4] [1 2 3]", Look(width: 50)) == """
        input 1, line 1: a 2×2 matrix times a 1×3 row: the
          columns of the first (2) must be as many as the
          rows of the second (1)
          [1 2; 3 4] [1 2 3]
          ^^^^^^^^^^^^^^^^^^
        """
    )
  }

  @Test func caretsStayBelowTheirPlaceInASCII() {
    let look = Look(typography: .ascii)
    #expect(
      plain("Δz = 2ŷŷ + 1", look) == #"""
        input 1, line 1: \hat{y}\hat{y} has no value
          \Delta z = 2\hat{y}\hat{y} + 1
                      ^^^^^^^^^^^^^^
        """#
    )
  }

  @Test func longLinesAreCutAroundThePlace() {
    let text = "total = 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + foo + 9 + 10 + 11 + 12 + 13 + 14"
    #expect(
      plain(text, Look(width: 40)) == """
        input 1, line 1: foo has no value
          … 5 + 6 + 7 + 8 + foo + 9 + 10 + 11 +…
                            ^^^
        """
    )
  }

  @Test func whatIsCalledShowsItsPlaceToo() {
    #expect(
      plain("algorithm halve(w) { w ← w / nothing }\nq = 1\nhalve(q)") == """
        input 1, line 3: nothing has no value
          halve(q)
          ^^^^^^^^
          inside input 1, line 1:
          algorithm halve(w) { w ← w / nothing }
                                       ^^^^^^^
        """
    )
  }

  @Test func aMessageWithoutAPlaceIsJustText() {
    let diagnostic = Diagnostic(.usage, "Δ is short", suggestions: ["Type Δz."])
    #expect(Look().failure(diagnostic).plain == "Δ is short\n  Type Δz.")
    #expect(
      Look(typography: .ascii).failure(diagnostic).plain == "\\Delta is short\n  Type \\Delta z."
    )
  }
}
