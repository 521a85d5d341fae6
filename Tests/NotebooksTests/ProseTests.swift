import Diagnostics
import Foundation
import Notation
import Rendering
import Testing

@testable import Notebooks

@Suite struct ProseTests {
  @Test(arguments: [
    ("prose-80.txt", Look()), ("prose-40.txt", Look(width: 40)),
    ("prose-ascii.txt", Look(typography: .ascii, width: 60)),
  ])
  func everyKindOfBlock(expected: String, look: Look) throws {
    let text = look.prose(try fixture("prose.md"))
    if ProcessInfo.processInfo.environment["GRADUS_RECORD"] != nil {
      try record(text.plain + "\n", as: expected)
    }
    let wanted = try fixture(expected)
    #expect(text.plain + "\n" == wanted)
    #expect(text.width <= look.width)
    if look.typography == .ascii { #expect(text.plain.utf8.count == text.plain.count) }
  }

  @Test func stylesTellWhatIsStressed() {
    #expect(
      Look().prose("# Head\n*one two* **three** `four` $x_1$").ansi
        == """
        \u{1B}[36mHead\u{1B}[0m
        \u{1B}[36m════\u{1B}[0m

        \u{1B}[3mone two\u{1B}[0m \u{1B}[1mthree\u{1B}[0m \u{1B}[36mfour\u{1B}[0m x₁
        """
    )
  }

  @Test(arguments: [
    (#"\frac{1}{N} \sum_n \Delta z^{(l)}_n"#, "1/N Σₙ Δz⁽ˡ⁾ₙ"),
    (#"\frac{\partial E}{\partial w_{ij}} = (a - y) \odot x"#, "∂E/∂wᵢⱼ = (a − y) ⊙ x"),
    (#"\frac{a + b}{\sqrt{c}}"#, "(a + b)/√c"), (#"\sqrt{r} + \epsilon"#, "√r + ε"),
    (#"W^T x^\top, x^{\alpha+1}, x_q"#, "Wᵀ xᵀ, x^{α+1}, x_q"),
    (#"\hat{y}\,\bar z \to \infty"#, "ŷ z̄ → ∞"),
    (#"\mathbf{W}\text{ is a matrix}"#, "W is a matrix"),
    (#"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}"#, "[ 1 , 2 ; 3 , 4 ]"),
    (#"\left( x \right) \{1\} \unknown{x}"#, #"( x ) {1} \unknownx"#), ("", ""), ("\\", "\\"),
    ("{{{", ""), ("x_", "x"), ("}", "}"), (#"\frac"#, "/"),
  ])
  func formulasAreSetInUnicode(tex: String, unicode: String) {
    #expect(TeXFormula.unicode(tex) == unicode)
  }

  @Test(arguments: [
    ("It costs $5 and $6.", "It costs $5 and $6."),
    ("`$x$` and ``a ` $y$``", "$x$ and a ` $y$"),
    ("```\n$x$\n```", "    $x$"), (#"\$x\$ and $x$y$"#, "$x$ and xy$"),
    ("$a_1 * b_2 * c$", "a₁ * b₂ * c"), ("*open", "*open"), ("$open", "$open"),
    ("> $a$\n> b", "│ a b"), ("", ""), ("<!-- only -->", ""),
    ("a <b>c</b> <br> d", "a c\nd"), ("tab\there \u{7}", "tab here"), ("\u{E000}7\u{E001}", "7"),
    ("a|b\n-|-\nc", "a │ b\n──┼──\nc │"), ("a | b", "a | b"), ("- \n- x", "•\n• x"),
    ("1.\n2. x", "1.\n2. x"), ("    code\n    more", "    code\n    more"),
  ])
  func textIsNotTakenForSomethingElse(markdown: String, plain: String) {
    #expect(Look().prose(markdown).plain == plain)
  }

  @Test(arguments: [1, 2, 5, 13])
  func narrowLinesBreakWordsAndWideCharacters(width: Int) {
    let text = Look(width: width).prose("Wörter 你好 ŷ\u{301}x supercalifragilistic")
    #expect(text.width <= max(2, width))
    #expect(text.plain.filter { !$0.isWhitespace } == "Wörter你好ŷ\u{301}xsupercalifragilistic")
  }

  @Test func deepNestingEnds() {
    let quotes = String(repeating: ">", count: 5000) + " x"
    _ = Look().prose(quotes)
    _ = Look().prose(String(repeating: "- ", count: 3000))
    _ = Look().prose(String(repeating: "*a ", count: 3000))
    _ = Look().prose(String(repeating: "[", count: 3000))
  }
}
