import Testing

@testable import Diagnostics

/// Whole messages, carets and all.
@Suite struct RenderingTests {
  private func message(_ text: String, _ start: Int, _ end: Int, firstLine: Int = 1) -> String {
    let source = SourceText(text, name: "input 3", firstLine: firstLine)
    let span = SourceSpan(start: start, end: end)
    return Diagnostic(.name, "zz has no value", span: span, source: source).rendered()
  }

  @Test func suggestionsFollowTheCarets() {
    let diagnostic = Diagnostic(
      .name,
      "zz has no value",
      suggestions: ["Did you mean `z`?", "Or `y`?"],
      span: SourceSpan(start: 5, end: 7),
      source: SourceText("y = 2zz + 1", name: "input 3")
    )
    #expect(
      diagnostic.rendered() == """
        input 3, line 1: zz has no value
          y = 2zz + 1
               ^^
          Did you mean `z`?
          Or `y`?
        """
    )
  }

  @Test func withoutPlace() {
    #expect(
      Diagnostic(.limit, "too long", suggestions: ["Wait."]).rendered() == "too long\n  Wait."
    )
  }

  @Test func caretsStandByWidth() {
    // r̂ is two scalars and one column, 層 three bytes and two columns.
    #expect(
      message("r\u{302} 層 zz", 8, 10) == """
        input 3, line 1: zz has no value
          r\u{302} 層 zz
               ^^
        """
    )
    #expect(message("Δŷ", 2, 4).hasSuffix("\n   ^"))
    #expect(message("x 層層", 2, 8).hasSuffix("\n    ^^^^"))
  }

  @Test func linesAreCountedFromTheCell() {
    #expect(
      message("x = 1\nzz", 6, 8, firstLine: 12) == """
        input 3, line 13: zz has no value
          zz
          ^^
        """
    )
  }

  @Test func anEmptySpanGetsOneCaret() {
    #expect(message("x +", 3, 3).hasSuffix("\n  x +\n     ^"))
    #expect(message("", 0, 0) == "input 3, line 1: zz has no value\n  \n  ^")
  }

  @Test func aSpanOverLinesMarksTheFirst() {
    #expect(message("x = (\n2)", 4, 8).hasSuffix("\n  x = (\n      ^"))
  }

  @Test func controlCharactersAreShownAsDots() {
    #expect(message("\u{1B}[31m\tzz", 6, 8).hasSuffix("\n  ·[31m zz\n        ^^"))
  }

  @Test func longLinesAreCutAroundThePlace() {
    let text = String(repeating: "a + ", count: 100) + "zz" + String(repeating: " + b", count: 100)
    let lines = message(text, 400, 402).split(separator: "\n")
    #expect(
      lines[1] == "  …" + String(repeating: "a + ", count: 10) + "zz + b + b + b + b + b + b + b …"
    )
    #expect(lines[2] == "  " + String(repeating: " ", count: 41) + "^^")
  }

  @Test func placesInside() {
    let algorithm = SourceText("z = W x", name: "the algorithm forward")
    let diagnostic = Diagnostic(
      .shape,
      "W is 2×3, x is 2×1",
      span: SourceSpan(start: 0, end: 9),
      source: SourceText("forward()", name: "input 1"),
      inside: [Diagnostic.Place(source: algorithm, span: SourceSpan(start: 4, end: 7))]
    )
    #expect(
      diagnostic.rendered() == """
        input 1, line 1: W is 2×3, x is 2×1
          forward()
          ^^^^^^^^^
          inside the algorithm forward, line 1:
          z = W x
              ^^^
        """
    )
  }
}
