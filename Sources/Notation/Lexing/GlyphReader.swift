import Diagnostics

/// Reads a text into glyphs: folds look-alikes, replaces TeX words, drops comments.
///
/// The text inside quotation marks is left as it stands.
struct GlyphReader {
  private let scalars: [Unicode.Scalar]
  private let offsets: [Int]
  private var position = 0
  private(set) var glyphs: [Glyph] = []

  /// Reads a whole text.
  static func read(_ source: SourceText) throws(SyntaxFault) -> [Glyph] {
    var reader = GlyphReader(source.text)
    while reader.position < reader.scalars.count { try reader.readNext() }
    return reader.glyphs
  }

  private init(_ text: String) {
    var scalars: [Unicode.Scalar] = []
    var offsets: [Int] = []
    scalars.reserveCapacity(text.utf8.count)
    offsets.reserveCapacity(text.utf8.count + 1)
    var offset = 0
    for scalar in text.unicodeScalars {
      scalars.append(scalar)
      offsets.append(offset)
      offset += UTF8.width(scalar)
    }
    offsets.append(offset)
    self.scalars = scalars
    self.offsets = offsets
    glyphs.reserveCapacity(scalars.count)
  }

  private mutating func readNext() throws(SyntaxFault) {
    let scalar = scalars[position]
    switch scalar {
    case "#":
      while position < scalars.count, !scalars[position].isLineBreak { position += 1 }
    case "\"": readString()
    case "\\": try readTeX()
    case "…": readSpelled("...")
    case "″": readSpelled("''")
    default:
      emit(LookAlikes.folded(scalar), from: position, to: position + 1)
      position += 1
    }
  }

  private mutating func readSpelled(_ text: String) {
    for scalar in text.unicodeScalars { emit(scalar, from: position, to: position + 1) }
    position += 1
  }

  /// The raw text up to the closing mark, a backslash keeping the character behind it.
  private mutating func readString() {
    var isOpening = true
    var isEscaped = false
    while position < scalars.count, !scalars[position].isLineBreak {
      let scalar = scalars[position]
      emit(scalar, from: position, to: position + 1)
      position += 1
      if scalar == "\"", !isOpening, !isEscaped { return }
      isEscaped = scalar == "\\" && !isEscaped
      isOpening = false
    }
  }

  // MARK: TeX

  private mutating func readTeX() throws(SyntaxFault) {
    let start = position
    position += 1
    guard let next = peek else { throw fault(.strayBackslash, from: start) }
    if isWordLetter(next) { return try readWord(from: start) }
    position += 1
    switch next {
    case "^": try readRaised(from: start)
    case "_": try readLowered(from: start)
    case "|": emit("‖", from: start, to: position)
    case ",", ";", ":", "!", " ": emit(" ", from: start, to: position)
    default: throw fault(.strayBackslash, from: start)
    }
  }

  private mutating func readWord(from start: Int) throws(SyntaxFault) {
    let word = readLetters()
    if word == "u", peek == "{" { return try readCodePoint(from: start) }
    if let mark = TeXNames.accentMark(for: word) {
      try readAccented(word, mark, from: start)
    } else if TeXNames.typefaces.contains(word), peek == "{" {
      try readTypeface(word, from: start)
    } else if let text = TeXNames.spacing[word] ?? TeXNames.symbol(for: word) {
      for scalar in text.unicodeScalars { emit(scalar, from: start, to: position) }
      finishWord(word)
    } else {
      throw fault(.unknownTeXWord(word), from: start)
    }
  }

  /// What may follow a word: `{}` ends it without a space; some words reach for the next name.
  private mutating func finishWord(_ word: String) {
    if peek == "{", position + 1 < scalars.count, scalars[position + 1] == "}" {
      position += 2
      return
    }
    guard TeXNames.attaching.contains(word) else { return }
    var next = position
    while next < scalars.count, scalars[next] == " " || scalars[next] == "\t" { next += 1 }
    guard next < scalars.count else { return }
    let scalar = LookAlikes.folded(scalars[next])
    let startsWord = scalar == "\\" && next + 1 < scalars.count && isWordLetter(scalars[next + 1])
    if scalar.isNameStart || startsWord { position = next }
  }

  /// `\hat y`, `\hat{y}`, `\hat\beta`: the letter, then its mark.
  private mutating func readAccented(
    _ word: String,
    _ mark: Unicode.Scalar,
    from start: Int
  ) throws(SyntaxFault) {
    while let next = peek, next == " " || next == "\t" { position += 1 }
    let isBraced = peek == "{"
    if isBraced { position += 1 }
    let first = glyphs.count
    while isBraced, peek == " " { position += 1 }
    guard peek != nil else { throw fault(.accentWithoutLetter(word), from: start) }
    if peek == "\\" {
      try readTeXLetter(word, from: start)
    } else {
      try readNext()
    }
    while let next = peek, next.value >= 0x300, next.isMark {
      emit(next, from: position, to: position + 1)
      position += 1
    }
    while isBraced, peek == " " { position += 1 }
    guard glyphs.count > first, glyphs[first].scalar.isNameStart else {
      throw fault(.accentWithoutLetter(word), from: start)
    }
    if isBraced {
      guard peek == "}" else { throw fault(.accentWithoutLetter(word), from: start) }
      position += 1
    }
    emit(mark, from: start, to: position)
  }

  /// A letter that is itself a TeX word; accents do not nest deeper than two.
  private mutating func readTeXLetter(_ accent: String, from start: Int) throws(SyntaxFault) {
    position += 1
    let word = readLetters()
    guard let symbol = TeXNames.symbol(for: word), let letter = symbol.unicodeScalars.first,
      symbol.unicodeScalars.count == 1
    else { throw fault(.accentWithoutLetter(accent), from: start) }
    emit(letter, from: start, to: position)
  }

  private mutating func readTypeface(_ word: String, from start: Int) throws(SyntaxFault) {
    position += 1
    while let next = peek, next != "}" {
      if next == "\\", position + 1 < scalars.count, scalars[position + 1] == "_" {
        position += 1
        emit("_", from: position - 1, to: position + 1)
        position += 1
        continue
      }
      let scalar = LookAlikes.folded(next)
      guard scalar.isNameRest || scalar == "_" else {
        throw fault(.typefaceWithoutName(word), from: start)
      }
      emit(scalar, from: position, to: position + 1)
      position += 1
    }
    guard peek == "}" else { throw fault(.typefaceWithoutName(word), from: start) }
    position += 1
  }

  /// `\u{4E2D}`: a character by its number, which is how plain ASCII spells any letter.
  private mutating func readCodePoint(from start: Int) throws(SyntaxFault) {
    position += 1
    var value: UInt32 = 0
    var digits = 0
    while let next = peek, let digit = Character(next).hexDigitValue, digits < 7 {
      value = value * 16 + UInt32(digit)
      digits += 1
      position += 1
    }
    guard peek == "}", digits > 0, let scalar = Unicode.Scalar(value) else {
      throw fault(.strayBackslash, from: start)
    }
    position += 1
    emit(LookAlikes.folded(scalar), from: start, to: position)
  }

  /// `\^2`, `\^12`, `\^T`, `\^(2)`; before a brace or `[` it is a plain `^`.
  private mutating func readRaised(from start: Int) throws(SyntaxFault) {
    guard let next = peek else { throw fault(.strayBackslash, from: start) }
    if next == "{" || next == "[" { return emit("^", from: start, to: position) }
    if next == "(" {
      // `\^(l-1)` is the layer ⁽ˡ⁻¹⁾; spelled `^{(…)}` it may hold any expression.
      let inner = position
      var depth = 0
      var close = position
      while close < scalars.count, !scalars[close].isLineBreak {
        if scalars[close] == "(" { depth += 1 }
        if scalars[close] == ")" { depth -= 1 }
        if depth == 0 { break }
        close += 1
      }
      guard close < scalars.count, scalars[close] == ")" else {
        throw fault(.unclosed("(", closing: ")"), from: inner, to: inner + 1)
      }
      emit("^", from: start, to: inner)
      emit("{", from: inner, to: inner)
      while position < close { try readNext() }
      emit(")", from: close, to: close + 1)
      emit("}", from: close + 1, to: close + 1)
      position = close + 1
      return
    }
    try readScript(from: start, ScriptCharacters.superscript, else: "^")
  }

  private mutating func readLowered(from start: Int) throws(SyntaxFault) {
    guard let next = peek else { throw fault(.strayBackslash, from: start) }
    if next == "{" { return emit("_", from: start, to: position) }
    try readScript(from: start, ScriptCharacters.subscript, else: "_")
  }

  /// One character, or a sign and digits, in its small form; what has none goes behind `mark`.
  private mutating func readScript(
    from start: Int,
    _ small: (Unicode.Scalar) -> Unicode.Scalar?,
    else mark: Unicode.Scalar
  ) throws(SyntaxFault) {
    var isFirst = true
    while let next = peek {
      let scalar = LookAlikes.folded(next)
      let from = isFirst ? start : position
      guard let image = small(scalar) else {
        if isFirst { emit(mark, from: start, to: position) }
        return
      }
      emit(image, from: from, to: position + 1)
      position += 1
      isFirst = false
      let isNumber = scalar.isDigit || scalar == "-" || scalar == "+"
      guard isNumber, let following = peek, following.isDigit else { return }
    }
  }

  // MARK: Small parts

  private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private func isWordLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80 && scalar.isNameStart
  }

  private mutating func readLetters() -> String {
    var word = String.UnicodeScalarView()
    while let next = peek, isWordLetter(next) {
      word.append(next)
      position += 1
    }
    return String(word)
  }

  private mutating func emit(_ scalar: Unicode.Scalar, from: Int, to: Int) {
    glyphs.append(Glyph(scalar: scalar, start: offsets[from], end: offsets[to]))
  }

  private func fault(_ problem: SyntaxProblem, from: Int, to: Int? = nil) -> SyntaxFault {
    let end = to ?? min(max(position, from + 1), scalars.count)
    return SyntaxFault(problem, SourceSpan(start: offsets[from], end: offsets[end]))
  }
}
