/// Characters that look like another one and mean the same.
enum LookAlikes {
  /// The character that is meant, itself if it is no look-alike.
  static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.value < 0x80 { return scalar }
    if let letter = mathematicalLetter(scalar) { return table[letter] ?? letter }
    return table[scalar] ?? scalar
  }

  private static let table: [Unicode.Scalar: Unicode.Scalar] = [
    "ϵ": "ε", "ϑ": "θ", "ϕ": "φ", "ϰ": "κ", "ϱ": "ρ", "ϖ": "π", "µ": "μ",
    "∆": "Δ", "∑": "Σ", "∏": "Π",
    "−": "-", "\u{2010}": "-", "\u{2011}": "-", "\u{2012}": "-", "–": "-",
    "⋅": "·", "∙": "·", "∗": "*", "∥": "‖", "∣": "|", "′": "'", "’": "'",
    "⩽": "≤", "⩾": "≥", "≔": "←", "⟵": "←", "∕": "/",
  ]

  /// A mathematical alphanumeric's plain letter or digit: 𝐖 is W, ℓ is l.
  private static func mathematicalLetter(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    let value = scalar.value
    switch value {
    case 0x2102...0x2134: return letterlike[scalar]
    case 0x1D400...0x1D6A3:
      // Thirteen alphabets of A–Z, a–z.
      let place = (value - 0x1D400) % 52
      return Unicode.Scalar(place < 26 ? 0x41 + place : 0x61 + place - 26)
    case 0x1D6A8...0x1D7C9:
      // Five alphabets of Α–Ω with ϴ before Σ, ∇, α–ω, ∂ and six variants.
      let place = Int((value - 0x1D6A8) % 58)
      return place < greek.count ? greek[place] : nil
    case 0x1D7CE...0x1D7FF: return Unicode.Scalar(0x30 + (value - 0x1D7CE) % 10)
    default: return nil
    }
  }

  private static let greek = Array(
    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΘΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ".unicodeScalars
  )

  /// Where the mathematical alphabets have holes, Unicode had the letter before.
  private static let letterlike: [Unicode.Scalar: Unicode.Scalar] = [
    "ℂ": "C", "ℊ": "g", "ℋ": "H", "ℌ": "H", "ℍ": "H", "ℎ": "h", "ℐ": "I", "ℑ": "I", "ℒ": "L",
    "ℓ": "l", "ℕ": "N", "ℙ": "P", "ℚ": "Q", "ℛ": "R", "ℜ": "R", "ℝ": "R", "ℤ": "Z", "ℨ": "Z",
    "ℬ": "B", "ℭ": "C", "ℯ": "e", "ℰ": "E", "ℱ": "F", "ℳ": "M", "ℴ": "o",
  ]
}
