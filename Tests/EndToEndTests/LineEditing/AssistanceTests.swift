import Foundation
import TestSupport
import Testing

/// TAB, hints and colours, as the screen shows them.
@Suite struct AssistanceTests {
  @Test func tabTurnsWordsIntoSigns() throws {
    let typist = try Typist()
    try typist.type("\\Delta\t", until: "1> Δ")
    try typist.type("z = W\\^(2)\t", until: "1> Δz = W⁽²⁾")
    try typist.type(" \\hat y\t", until: "1> Δz = W⁽²⁾ ŷ")
    try typist.type("\u{15}\\par\t", until: "1> ∂")
    try typist.type("\u{3}", until: "^C\n1>")
  }

  @Test func severalAreListedBelowTheLineWhichGoesOn() throws {
    let typist = try Typist()
    try typist.type("x = \\t", until: "1> x = \\t")
    let list = """
      \\theta θ    \\times ×    \\tan tan    \\tilde y ỹ
      \\tau τ      \\top ᵀ      \\tanh tanh
      """
    try typist.type("\t", until: "\n1> x = \\t\n\(list)\n1> x = \\t")
    try typist.type("he\t", until: "1> x = θ")
  }

  @Test func optionsCommandsAndNames() throws {
    let typist = try Typist()
    try typist.type("weights = 1\r", until: "\n2>")
    try typist.type("adam(w, g, ", until: "2> adam(w, g,")
    try typist.type("\t", until: "2> adam(w, g,\nα   β₁  β₂  ϵ\n2> adam(w, g,")
    try typist.type("lear\t", until: "2> adam(w, g, learning_rate =")
    try typist.type("\u{15}:und\t", until: "2> :undo")
    try typist.type("\u{15}wei\t + 1\r", until: "weights + 1 = 1 + 1\n            = 2\n3>")
  }

  @Test func whatFollowsIsHintedAndRightTakesIt() throws {
    let typist = try Typist(environment: [:])
    try typist.type("weights = 12\r", until: "\n2>")
    let screen = try typist.type("wei", until: "2> weights = 12")
    #expect(screen.cursor.column == 6)
    try typist.type("\u{1B}[C\r", until: "2> weights = 12\nweights = 12\n3>")
    try typist.type("\\sig", until: "3> \\sigma → σ")
    try typist.type(
      "\u{15}adam(w, ",
      until: "adam(w,   adam(w, g, α = 0.001, β₁ = 0.9, β₂ = 0.999, ϵ = 1e-8)"
    )
    // Nothing of a hint stays on the screen or is read.
    try typist.type(
      "\u{15}wei\u{1}\u{5}\u{7F}\u{7F}\u{7F}1 + 1\r",
      until: "3> 1 + 1\n1 + 1 = 2\n4>"
    )
  }

  @Test func coloursAreDrawnUnlessNotWanted() throws {
    let coloured = try Typist(environment: [:])
    try coloured.type("w = 12)", until: "1> w = 12)")
    // The colours are painted over the text once it stands there.
    try coloured.terminal.expect("w = \u{1B}[36m12\u{1B}[0m\u{1B}[4;31m)\u{1B}[0m")
    let plain = try Typist()
    try plain.type("w = 12\r", until: "\n2>")
    try plain.type("w", until: "2> w")
    try plain.type("\u{1B}[C\r", until: "2> w\nw = 12\n3>")
    #expect(!plain.terminal.transcript.contains("\u{1B}[36m"))
    #expect(!plain.terminal.transcript.contains("\u{1B}[2m"))
  }
}
