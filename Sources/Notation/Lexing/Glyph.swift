import Diagnostics

/// One character of the text as the lexer sees it: look-alikes folded, TeX words replaced.
struct Glyph: Hashable {
  /// The character.
  var scalar: Unicode.Scalar
  /// Where what it was read from starts, a UTF-8 offset.
  var start: Int
  /// Where that ends.
  var end: Int

  var span: SourceSpan { SourceSpan(start: start, end: end) }
}

extension Unicode.Scalar {
  /// Whether a name can start with it: a letter of any alphabet, but no operator sign and no
  /// superscript or subscript character.
  var isNameStart: Bool {
    if value < 0x80 { return (0x41...0x5A).contains(value & ~0x20) }
    if self == "Σ" || self == "Π" { return false }
    if ScriptCharacters.raisedBase(of: self) != nil { return false }
    if ScriptCharacters.loweredBase(of: self) != nil { return false }
    return properties.isAlphabetic && !isMark
  }

  /// Whether a name can go on with it.
  var isNameRest: Bool { isDigit || isNameStart || (value >= 0x300 && isMark) }

  var isDigit: Bool { (0x30...0x39).contains(value) }

  /// Whether it is a combining mark, which belongs to the letter before it.
  var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  /// Whether it separates without meaning anything; a line break is not among them.
  var isBlank: Bool {
    if value < 0x80 { return self == " " || self == "\t" || self == "\r" }
    return value == 0xFEFF || properties.isWhitespace && !isLineBreak
  }

  /// Whether it ends a line.
  var isLineBreak: Bool {
    self == "\n" || value == 0x2028 || value == 0x2029 || value == 0x85
  }
}
