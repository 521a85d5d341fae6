import Diagnostics

/// A problem and its place, before it is put into words.
struct SyntaxFault: Error, Equatable {
  var problem: SyntaxProblem
  var span: SourceSpan

  init(_ problem: SyntaxProblem, _ span: SourceSpan) {
    self.problem = problem
    self.span = span
  }
}

/// Splits a text into tokens and pairs its brackets, in one pass.
struct Lexer {
  /// How deep brackets may nest.
  static let depthLimit = 500

  var glyphs: [Glyph]
  var position = 0
  var tokens: [Token] = []
  var spaceBefore = false
  private var newlineBefore = false
  /// The open brackets: places in `tokens`, and of a matrix literal the row it is in.
  var open: [(token: Int, row: Int)] = []
  /// Inside a run of superscripts or subscripts, where spaces and line breaks do not occur.
  var isInScript = false

  /// Reads a whole text; the last token is `.end`.
  static func tokens(of source: SourceText) throws(SyntaxFault) -> [Token] {
    var lexer = Lexer(glyphs: try GlyphReader.read(source))
    try lexer.readAll()
    if let last = lexer.open.last {
      let token = lexer.tokens[last.token]
      let (opening, closing) = Lexer.spelling(of: token.kind)
      throw SyntaxFault(.unclosed(opening, closing: closing), token.span)
    }
    let end = source.text.utf8.count
    lexer.append(.end, SourceSpan(start: end, end: end))
    return lexer.tokens
  }

  private init(glyphs: [Glyph]) {
    self.glyphs = glyphs
    tokens.reserveCapacity(glyphs.count / 2 + 1)
  }

  mutating func readAll() throws(SyntaxFault) {
    while position < glyphs.count { try readToken() }
  }

  private mutating func readToken() throws(SyntaxFault) {
    let scalar = glyphs[position].scalar
    if scalar.isLineBreak {
      spaceBefore = true
      newlineBefore = true
      position += 1
    } else if scalar.isBlank {
      spaceBefore = true
      position += 1
    } else if scalar.isDigit || scalar == "." && peek(1)?.isDigit == true {
      try readNumber()
    } else if scalar.isNameStart {
      readName()
    } else if scalar == "_" {
      try readUnderscore()
    } else if scalar == "\"" {
      try readString()
    } else if let fraction = Lexer.fractions[scalar] {
      take(1, .number(fraction))
    } else if !isInScript, ScriptCharacters.raisedBase(of: scalar) != nil {
      try readSuperscripts()
    } else if !isInScript, ScriptCharacters.loweredBase(of: scalar) != nil {
      try readSubscripts()
    } else {
      try readSign()
    }
  }

  // MARK: Signs

  private mutating func readSign() throws(SyntaxFault) {
    let scalar = glyphs[position].scalar
    let next = peek(1)
    switch scalar {
    case "+": take(1, .plus)
    case "-": take(1, .minus)
    case "*", "·", "×": take(1, .times)
    case "/": take(1, .over)
    case "⊙": take(1, .elementwiseTimes)
    case "√": take(1, .root)
    case "^": take(1, .caret)
    case "'": take(1, .prime)
    case "⊤": take(1, .transposeMark)
    case ",": takeComma()
    case ";": takeSemicolon()
    case "?": take(1, .hole)
    case "|":
      if next == "|" { throw fault(.doubledBar, length: 2) }
      take(1, .bar)
    case "‖": take(1, .doubleBar)
    case "∂": take(1, .partial)
    case "∇": take(1, .nabla)
    case "Σ": take(1, .big(.sum))
    case "Π": take(1, .big(.product))
    case "←": take(1, .arrow)
    case "≠": take(1, .comparison(.notEqual))
    case "≤": take(1, .comparison(.lessOrEqual))
    case "≥": take(1, .comparison(.greaterOrEqual))
    case "=": next == "=" ? take(2, .comparison(.equal)) : take(1, .equals)
    case ":": next == "=" ? take(2, .arrow) : take(1, .colon)
    case "<": next == "=" ? take(2, .comparison(.lessOrEqual)) : take(1, .comparison(.less))
    case ">":
      next == "=" ? take(2, .comparison(.greaterOrEqual)) : take(1, .comparison(.greater))
    case "!" where next == "=": take(2, .comparison(.notEqual))
    case "." where next == "*": take(2, .elementwiseTimes)
    case "." where next == "." && peek(2) == ".": take(3, .ellipsis)
    default: try readBracket()
    }
  }

  private mutating func readBracket() throws(SyntaxFault) {
    switch glyphs[position].scalar {
    case "(": try openBracket(.parenOpen)
    case ")": try closeBracket(.parenClose)
    case "[": try openBracket(.bracketOpen)
    case "]": try closeBracket(.bracketClose)
    case "{": try openBracket(.braceOpen)
    case "}": try closeBracket(.braceClose)
    case "⌊": try openBracket(.floorOpen)
    case "⌋": try closeBracket(.floorClose)
    case "⌈": try openBracket(.ceilingOpen)
    case "⌉": try closeBracket(.ceilingClose)
    default: throw unexpectedCharacter()
    }
  }

  /// The whole character at this place, marks included.
  private func unexpectedCharacter() -> SyntaxFault {
    var length = 1
    while let next = peek(length), next.value >= 0x300, next.isMark || next.value == 0x200D {
      length += 1
    }
    var text = String.UnicodeScalarView()
    for glyph in glyphs[position..<position + length] { text.append(glyph.scalar) }
    return fault(.unexpectedCharacter(String(text)), length: length)
  }

  // MARK: Brackets

  mutating func openBracket(_ kind: Token.Kind, length: Int = 1) throws(SyntaxFault) {
    if open.count >= Lexer.depthLimit { throw fault(.nestedTooDeep(Lexer.depthLimit), length: 1) }
    take(length, kind)
    open.append((token: tokens.count - 1, row: tokens.count))
  }

  mutating func closeBracket(_ kind: Token.Kind) throws(SyntaxFault) {
    let closing = String(Character(glyphs[position].scalar))
    guard let last = open.last else { throw fault(.unopened(closing), length: 1) }
    let (opening, expected) = Lexer.spelling(of: tokens[last.token].kind)
    guard expected == closing || kind == .layerClose else {
      throw fault(.mismatched(opening, expected: expected, found: closing), length: 1)
    }
    take(1, kind)
    open.removeLast()
    tokens[last.token].partner = tokens.count - 1
    if kind == .braceClose { moveTransposeOut(of: last.token) }
  }

  /// Reads `w^{(3)⊤}`, as manchester sets it, as `w^{(3)}⊤`: the layer, then the transpose.
  private mutating func moveTransposeOut(of brace: Int) {
    let mark = tokens.count - 2
    guard brace > 0, mark > brace + 2, tokens[brace - 1].kind == .caret,
      tokens[mark].kind == .transposeMark || tokens[mark].kind == .name("T"),
      tokens[brace + 1].kind == .bracketOpen || tokens[brace + 1].kind == .parenOpen,
      tokens[brace + 1].partner == mark - 1
    else { return }
    tokens[mark].kind = .transposeMark
    tokens[mark].spaceBefore = false
    tokens.swapAt(mark, mark + 1)
    tokens[brace].partner = mark
  }

  private static func spelling(of kind: Token.Kind) -> (opening: String, closing: String) {
    switch kind {
    case .bracketOpen: ("[", "]")
    case .braceOpen: ("{", "}")
    case .subscriptOpen: ("_{", "}")
    case .floorOpen: ("⌊", "⌋")
    case .ceilingOpen: ("⌈", "⌉")
    case .layerOpen: ("⁽", "⁾")
    default: ("(", ")")
    }
  }

  private var innermost: Token.Kind? { open.last.map { tokens[$0.token].kind } }

  private mutating func takeComma() {
    if innermost == .bracketOpen, let row = open.last?.row, row < tokens.count {
      tokens[row].rowHasComma = true
    }
    take(1, .comma)
  }

  private mutating func takeSemicolon() {
    take(1, .semicolon)
    if innermost == .bracketOpen { open[open.count - 1].row = tokens.count }
  }

  // MARK: Small parts

  func peek(_ distance: Int) -> Unicode.Scalar? {
    position + distance < glyphs.count ? glyphs[position + distance].scalar : nil
  }

  func isDigit(at place: Int) -> Bool {
    place < glyphs.count && glyphs[place].scalar.isDigit
  }

  /// The text of glyphs, in NFC: an accent that was typed as a TeX word composes here.
  func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    var hasMark = false
    for glyph in glyphs[range] {
      view.append(glyph.scalar)
      if glyph.scalar.value >= 0x300, glyph.scalar.isMark { hasMark = true }
    }
    return hasMark ? normalizedToNFC(String(view)) : String(view)
  }

  mutating func take(_ length: Int, _ kind: Token.Kind) {
    let span = glyphs[position].span.union(glyphs[position + length - 1].span)
    append(kind, span)
    position += length
  }

  mutating func append(_ kind: Token.Kind, _ span: SourceSpan) {
    if newlineBefore, innermost == .bracketOpen, endsRow(before: kind) {
      let place = SourceSpan(start: span.start, end: span.start)
      tokens.append(
        Token(kind: .rowBreak, span: place, spaceBefore: true, newlineBefore: true)
      )
      open[open.count - 1].row = tokens.count
    }
    tokens.append(
      Token(kind: kind, span: span, spaceBefore: spaceBefore, newlineBefore: newlineBefore)
    )
    spaceBefore = false
    newlineBefore = false
  }

  /// Whether a line break in a matrix literal separates rows: between two elements it does.
  func endsRow(before next: Token.Kind) -> Bool {
    guard let last = tokens.last, !last.kind.joinsNextLine else { return false }
    switch last.kind {
    case .bracketOpen, .semicolon, .rowBreak: return false
    default: break
    }
    switch next {
    case .bracketClose, .semicolon, .comma, .end: return false
    case .minus, .root, .keyword(.not), .partial, .nabla: return true
    default: return !next.joinsNextLine
    }
  }

  func fault(_ problem: SyntaxProblem, length: Int) -> SyntaxFault {
    let last = min(position + length, glyphs.count) - 1
    return SyntaxFault(problem, glyphs[position].span.union(glyphs[last].span))
  }
}
