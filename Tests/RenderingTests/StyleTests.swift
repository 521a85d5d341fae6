import Diagnostics
import Notation
import Rendering
import Testing

/// Programs whose answers hold every kind of line.
let samples = [
  "w = 1/3", "A = [1 2; 3 4] [0.5; 1]", "d/dx sin(x²)", "x = 2\ny = x²\ndy/dx", "f(x) = x² + 1",
  "symbols a b\n[a b; b a]", "algorithm step(w) { w ← w − 1 }", "g = tanh", "zeros(3, 200)",
  "zeros(30, 3)", "network([2, 2, 1], [tanh, σ])\nx = [0 1; 1 0]\ny = [0 1]\nforward()",
  "network([2, 2, 1], [tanh, σ])\nx = [0 1; 1 0]\nforward()", "log(−1)", "ŷ = 2zz + 1",
  "Δz = [1 2]\nΔz_{3}", "z = [1 2] [3 4]", "\"a text with ŷ\"", "1e300 · 1e300", "if 0 { w = 1 }",
  "ϵ = 1e-8; β₁ = 0.9\nw⁽²⁾ = ϵ β₁",
]

@Suite struct StyleTests {
  /// The text without its escapes.
  private func stripped(_ text: String) -> String {
    text.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
  }

  @Test(arguments: samples)
  func coloursAddNothingElse(_ text: String) {
    for steps in [false, true] {
      let styled = shown(text, steps: steps)
      #expect(stripped(styled.ansi) == styled.plain)
      #expect(!styled.plain.contains("\u{1B}"))
    }
  }

  @Test func everyStyleHasItsColour() {
    var text = StyledText()
    for style in Style.allCases { text.append("x", style) }
    #expect(
      text.ansi == """
        x
        x
        \u{1B}[1mx\u{1B}[0m
        \u{1B}[2mx\u{1B}[0m
        \u{1B}[36mx\u{1B}[0m
        \u{1B}[31mx\u{1B}[0m
        \u{1B}[32mx\u{1B}[0m
        \u{1B}[7mx\u{1B}[0m
        \u{1B}[3mx\u{1B}[0m
        \u{1B}[1mx\u{1B}[0m
        \u{1B}[36mx\u{1B}[0m
        """
    )
  }

  @Test func linesEndWithoutSpaces() {
    var text = StyledText("a  ", .error)
    text.append("   ")
    #expect(text.plain == "a\n")
    #expect(text.ansi == "\u{1B}[31ma\u{1B}[0m\n")
  }

  @Test(arguments: samples)
  func asciiIsPureASCII(_ text: String) {
    for dialect in Dialect.all where !text.contains("network") || dialect == .galway {
      let look = Look(typography: .ascii, dialect: dialect)
      for steps in [false, true] {
        let text = plain(text, look, steps: steps)
        let isASCII = text.allSatisfy(\.isASCII)
        #expect(isASCII, "\(text)")
        #expect(!text.contains("\\u{"), "\(text)")
      }
    }
  }

  @Test(arguments: samples)
  func formulasAndErrorsFitTheTerminal(_ text: String) {
    for width in [40, 80] {
      for typography in [Typography.unicode, .ascii] {
        let styled = shown(text, Look(typography: typography, width: width))
        #expect(styled.width <= width, "\(styled.plain)")
      }
    }
  }

  @Test func asciiReads() {
    let look = Look(typography: .ascii)
    #expect(
      plain("Δz = [1 2; −3 4]ᵀ", look) == """
        \\Delta z = [1, 2; -3, 4]^T
                 = [ 1  -3 ]
                   [ 2   4 ] 2x2
        """
    )
    #expect(plain("w = 1\nw ← 2w", look) == "w := 2w\n  = 2*1\n  = 2")
    #expect(
      plain("zeros(2, 100)", look) == """
        zeros(2, 100) = [ 0  0  0  0  0  0  0  0  0  ...  0  0  0  0  0  0  0  0  0 ]
                        [ 0  0  0  0  0  0  0  0  0  ...  0  0  0  0  0  0  0  0  0 ]
                        2x100, 82 columns left out: :show prints all
        """
    )
  }

  @Test func aListingIsASCIIAndFits() {
    let listing = Look(typography: .ascii, width: 60).listing(
      """
      # Adaptive moments: moving averages of the gradient and of its square.
      w ← w − α ŝ / (√r̂ + ϵ)
      N = columns(x)                           # columns are training cases
        if matched(g, loss) { z = a − y }   # softmax with its cross-entropy
      """
    )
    #expect(
      listing.plain == """
        # Adaptive moments: moving averages of the gradient and of
        # its square.
        w := w - \\alpha \\hat{s} / (sqrt \\hat{r} + \\epsilon)
        N = columns(x)                  # columns are training cases
          # softmax with its cross-entropy
          if matched(g, loss) { z = a - y }
        """
    )
  }
}
