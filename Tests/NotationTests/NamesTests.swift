import Diagnostics
import Testing

@testable import Notation

/// TeX names, small characters, dialects, and when the REPL asks for another line.
@Suite struct NamesTests {
  @Test(arguments: TeXNames.all)
  func everyTeXWordIsRead(_ entry: TeXNames.Entry) throws {
    let glyphs = try GlyphReader.read(SourceText("\\" + entry.name, name: "input"))
    let text = String(String.UnicodeScalarView(glyphs.map(\.scalar)))
    #expect(text == entry.symbol)
  }

  @Test func wordsInAndOut() {
    #expect(TeXNames.symbol(for: "Delta") == "Δ")
    #expect(TeXNames.symbol(for: "top") == "ᵀ")
    #expect(TeXNames.name(for: "Δ") == "Delta")
    #expect(TeXNames.name(for: "ε") == "epsilon")
    #expect(TeXNames.symbol(for: "nonsense") == nil)
    #expect(TeXNames.accentMark(for: "hat") == "\u{302}")
  }

  @Test func smallCharacters() {
    #expect(ScriptCharacters.superscript("l-1") == "ˡ⁻¹")
    #expect(ScriptCharacters.superscript("(2)") == "⁽²⁾")
    #expect(ScriptCharacters.subscript("12") == "₁₂")
    #expect(ScriptCharacters.superscript("τ") == nil)
    #expect(ScriptCharacters.subscript("C") == nil)
  }

  /// Every mathematical letter and digit reads as its plain one, whatever its face.
  @Test(arguments: [
    ("𝐖𝑊𝒲𝓦𝔚𝕎𝖂𝖶𝗪𝘞𝙒𝚆", "W"), ("𝛂𝛼𝜶𝝰𝞪", "α"), ("𝚫𝛥𝜟𝝙𝞓", "Δ"), ("𝟐𝟚𝟤𝟮𝟸", "2"), ("ℎℓℳ", "hlM"),
    ("𝛜𝛆𝝐ϵ", "ε"),
    ("𝛉𝛝", "θ"), ("𝛟𝛗", "φ"),
  ])
  func mathematicalLetters(_ letters: String, _ plain: String) {
    let folded = letters.unicodeScalars.map { LookAlikes.folded(LookAlikes.folded($0)) }
    let expected = Array(plain.unicodeScalars)
    for (place, scalar) in folded.enumerated() {
      #expect(scalar == (expected.count > 1 ? expected[place] : expected[0]))
    }
  }

  @Test func dialects() {
    #expect(Dialect.named("manchester") == .manchester)
    #expect(Dialect.named("dublin") == nil)
    #expect(Dialect.all.map(\.name) == ["galway", "manchester"])
    #expect(Dialect.galway.symbol(for: .learningRate) == "α")
    #expect(Dialect.manchester.symbol(for: .learningRate) == "η")
    #expect(Dialect.manchester.firstLayer == 1)
    for dialect in Dialect.all {
      for concept in Dialect.Concept.allCases { #expect(dialect.symbol(for: concept) != nil) }
    }
  }

  @Test(arguments: [
    ("f(1,", true), ("x = [1 2", true), ("if c {", true), ("x = 1 +", true), ("x =", true),
    ("W[1", true), ("x_{1", true), ("x ←", true), ("a and", true), ("x = 1 + # why", true),
    ("x = 1", false), ("f(1)", false), ("x = )", false), ("\"text", false), ("", false),
    ("(]", false), ("x = 1e999 + (", false), ("x⁽²", false), ("if c { }", false),
  ])
  func incomplete(_ text: String, _ expected: Bool) {
    #expect(Program.isIncomplete(text) == expected)
  }
}
