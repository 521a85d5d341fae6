extension TeXNames {
  /// A text of sentences and formulas in ASCII alone: names by their TeX words, signs as typed.
  ///
  /// Every character has some spelling; what has none of its own becomes its code, `\u{1F600}`.
  package static func asciiText(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = ""
    var name = ""
    func flush() {
      if !name.isEmpty { result += ASCIINames.spelled(name) }
      name = ""
    }
    for character in text {
      if let sign = signs[character] {
        flush()
        result += sign
      } else if character.isLetter {
        name.append(character)
      } else if character.isASCII {
        flush()
        result.append(character)
      } else if let script = script(character) {
        flush()
        result += script
      } else {
        flush()
        result += ASCIINames.spelled(String(character))
      }
    }
    flush()
    return result
  }

  private static let signs: [Character: String] = [
    "−": "-", "·": "*", "×": "x", "⊙": ".*", "←": ":=", "≤": "<=", "≥": ">=", "≠": "!=",
    "Σ": "sum", "Π": "prod", "∂": "\\partial ", "∇": "\\nabla", "√": "sqrt ", "‖": "||",
    "…": "...", "ᵀ": "^T", "⁽": "^{(", "⁾": ")}", "½": "1/2", "Δ": "\\Delta ", "′": "'",
    "⌊": "\\lfloor ", "⌋": "\\rfloor ", "⌈": "\\lceil ", "⌉": "\\rceil ", "“": "\"", "”": "\"",
    "’": "'", "—": "-", "–": "-", "→": "->", "⎡": "[", "⎤": "]", "⎢": "[", "⎥": "]",
    "⎣": "[", "⎦": "]",
  ]

  private static func script(_ character: Character) -> String? {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else {
      return nil
    }
    if let plain = ScriptCharacters.raisedBase(of: scalar) { return "^\(plain)" }
    if let plain = ScriptCharacters.loweredBase(of: scalar) { return "_\(plain)" }
    return nil
  }
}
