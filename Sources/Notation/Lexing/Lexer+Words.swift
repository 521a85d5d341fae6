import Diagnostics

/// Names, numbers and strings.
extension Lexer {
  mutating func readName() {
    var end = position + 1
    while end < glyphs.count, glyphs[end].scalar.isNameRest { end += 1 }
    let name = text(position..<end)
    if let keyword = Token.Keyword(rawValue: name) {
      take(end - position, .keyword(keyword))
    } else {
      take(end - position, .name(name))
    }
  }

  /// `12`, `1.5`, `.5`, `1e-3`.
  mutating func readNumber() throws(SyntaxFault) {
    var end = position
    while isDigit(at: end) { end += 1 }
    if end < glyphs.count, glyphs[end].scalar == ".", isDigit(at: end + 1) {
      end += 1
      while isDigit(at: end) { end += 1 }
    }
    if end < glyphs.count, glyphs[end].scalar == "e" {
      let hasSign = end + 1 < glyphs.count && ["+", "-"].contains(glyphs[end + 1].scalar)
      if isDigit(at: end + (hasSign ? 2 : 1)) {
        end += hasSign ? 2 : 1
        while isDigit(at: end) { end += 1 }
      }
    }
    let digits = text(position..<end)
    guard let value = Double(digits), value.isFinite else {
      throw fault(.numberTooLarge(digits), length: end - position)
    }
    take(end - position, .number(value))
    if position < glyphs.count, glyphs[position].scalar == ".", peek(1) != ".", peek(1) != "*" {
      throw fault(.strayPoint(digits), length: 1)
    }
  }

  /// `_{`, `_1`, `_z` behind an operand; `_` and `_3` by themselves.
  mutating func readUnderscore() throws(SyntaxFault) {
    let isGlued = !spaceBefore && tokens.last?.kind.takesSubscript == true
    if peek(1) == "{" {
      guard isGlued else { throw fault(.subscriptWithoutName, length: 2) }
      return try openBracket(.subscriptOpen, length: 2)
    }
    var end = position + 1
    while end < glyphs.count, glyphs[end].scalar.isNameRest { end += 1 }
    let part = text(position + 1..<end)
    if isGlued {
      guard !part.isEmpty else { throw fault(.subscriptNeedsBraces, length: 1) }
      return take(end - position, .subscriptPart(part))
    }
    guard !part.isEmpty else { return take(1, .result(nil)) }
    guard let number = Int(part) else {
      throw fault(.nameStartsWithUnderscore("_" + part), length: end - position)
    }
    take(end - position, .result(number))
  }

  mutating func readString() throws(SyntaxFault) {
    var value = String.UnicodeScalarView()
    var end = position + 1
    while end < glyphs.count, glyphs[end].scalar != "\"", !glyphs[end].scalar.isLineBreak {
      let scalar = glyphs[end].scalar
      end += 1
      guard scalar == "\\", end < glyphs.count else {
        value.append(scalar)
        continue
      }
      switch glyphs[end].scalar {
      case "n": value.append("\n")
      case "t": value.append("\t")
      case "\"", "\\": value.append(glyphs[end].scalar)
      case "u":
        if let (escaped, next) = codePoint(at: end + 1) {
          value.append(escaped)
          end = next
          continue
        }
        fallthrough
      default:
        value.append("\\")
        continue
      }
      end += 1
    }
    guard end < glyphs.count, glyphs[end].scalar == "\"" else {
      throw fault(.unclosedString, length: 1)
    }
    take(end + 1 - position, .string(String(value)))
  }

  /// `{4E2D}` in a string.
  func codePoint(at start: Int) -> (Unicode.Scalar, next: Int)? {
    guard start < glyphs.count, glyphs[start].scalar == "{" else { return nil }
    var value: UInt32 = 0
    var place = start + 1
    while place < glyphs.count, place < start + 8,
      let digit = Character(glyphs[place].scalar).hexDigitValue
    {
      value = value * 16 + UInt32(digit)
      place += 1
    }
    guard place < glyphs.count, glyphs[place].scalar == "}", place > start + 1,
      let scalar = Unicode.Scalar(value)
    else { return nil }
    return (scalar, place + 1)
  }

  static let fractions: [Unicode.Scalar: Double] = [
    "½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 1 / 5, "⅛": 1 / 8,
  ]
}
