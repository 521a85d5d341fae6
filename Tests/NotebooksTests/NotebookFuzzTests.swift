import Diagnostics
import Rendering
import Testing

@testable import Notebooks

/// Texts that nobody meant to write: each is answered, and nothing crashes.
@Suite struct NotebookFuzzTests {
  private static let pieces = [
    "\n", "\n\n", "\r\n", "\r", " ", "   ", "\t", "> ", "- ", "1. ", "```", "````", "~~~",
    "```gradus",
    "```gradus\n", "```output\n", "```gradus type\n", "```gradus predict x\n", "```question q\n",
    "w = 1", "w = 1\n", "x = 2\n", "w + 1\n", "zz\n", "ask: a\nanswer: 1\n", "---\n", "title: T\n",
    "cells: [3]\n",
    "seed: 4\n", "\u{FEFF}", "ŷ", "你", "\u{301}", "$", "$$", "\\frac{a}{b}", "*", "**", "`",
    "[a](b)",
    "| a | b |\n|---|:-:|\n", "|", "<!--", "-->", "# ", "\u{0}", "\u{1B}[31m", "    ", "![i](j)",
    "\\", "{", "}",
  ]

  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private func text(_ seed: Int) -> String {
    var random = Generator(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
    let count = Int.random(in: 0..<24, using: &random)
    return (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
  }

  /// A text of well-formed blocks, one behind another, most outputs stale.
  private func blocks(_ seed: Int) -> String {
    var random = Generator(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
    var text = ""
    for _ in 0..<Int.random(in: 1..<8, using: &random) {
      let program = ["w = 1", "x = [1 2; 3 4]", "zz", "\"```\"", "", "1 + 1\n\n2"].randomElement(
        using: &random
      )
      let recorded = ["old", "w = 1", "", "a\n\nb", "  ~~~"].randomElement(using: &random)
      let mark = ["```", "~~~", "````"].randomElement(using: &random) ?? ""
      let gap = ["", "\n", "<!-- c -->\n\n"].randomElement(using: &random) ?? ""
      let cell =
        "\(mark)gradus\n\(program ?? "")\n\(mark)\n\(gap)\(mark)output\n\(recorded ?? "")\n\(mark)\n"
      let (first, rest) =
        [("", ""), ("> ", "> "), ("- ", "  "), ("1. ", "   "), ("", ""), ("> - ", ">   ")]
        .randomElement(using: &random) ?? ("", "")
      let lines = cell.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      text += lines.map { ($0 == 0 ? first : rest) + $1 }.joined(separator: "\n")
      text += ["\n\n", "\n\ntext\n\n", "\n\n\n"].randomElement(using: &random) ?? ""
    }
    while Bool.random(using: &random), text.hasSuffix("\n") { text.removeLast() }
    return Bool.random(using: &random) ? text : text.replacing("\n", with: "\r\n")
  }

  @Test func whatIsUpdatedIsAsRecorded() throws {
    var updates = 0
    for seed in 0..<2000 {
      let text = seed < 500 ? text(seed) : blocks(seed)
      guard let notebook = try? Notebook(parsing: text, name: "f.md") else { continue }
      var typist = Typist()
      let first = notebook.replay(in: &typist.session)
      if first.differences.isEmpty { #expect(first.updatedText == text, "\(seed)") }
      guard first.failure == nil, !first.differences.isEmpty else { continue }
      updates += 1
      let second = try replay(first.updatedText)
      #expect(second.differences.isEmpty, "\(seed): \(text.debugDescription)")
      #expect(second.updatedText == first.updatedText)
    }
    #expect(updates > 500)
  }

  @Test func everyMistakeHasAPlace() {
    var mistakes = 0
    for seed in 3000..<8000 {
      do throws(Diagnostic) {
        _ = try Notebook(parsing: text(seed), name: "f.md")
      } catch {
        mistakes += 1
        #expect(error.kind == .notebook)
        #expect(error.rendered().hasPrefix("f.md, line "))
      }
    }
    #expect(mistakes > 100)
  }

  @Test func proseFitsAndHoldsNothingThatDrivesTheTerminal() {
    for seed in 8000..<11000 {
      let look = Look(width: seed % 50 + 2)
      let text = look.prose(text(seed))
      for scalar in text.plain.unicodeScalars where scalar != "\n" {
        #expect(scalar.properties.generalCategory != .control, "\(seed)")
      }
    }
  }
}
