import Diagnostics

/// Powers, transposes, and what else stands behind an operand.
extension Parser {
  /// Reads a power.
  ///
  ///     power = ( named | operand ) { "ᵀ" | "^T" | superscript | "^" exponent }
  mutating func power() throws(SyntaxFault) -> Expression {
    let start = span.start
    let first: Expression
    if case .name = kind { first = try named() } else { first = try operand() }
    return try raised(first, from: start)
  }

  /// The powers and transposes behind an operand.
  mutating func raised(
    _ base: Expression,
    from start: Int
  ) throws(SyntaxFault) -> Expression {
    var base = base
    while true {
      let tallest = height
      if acceptTranspose() {
        base = try make(.transpose(base), from: start, height: tallest + 1)
      } else if let exponent = try exponentOrNil(of: start) {
        base = try make(.power(base, exponent), from: start, height: max(tallest, height) + 1)
      } else {
        try checkBehind(base, from: start)
        height = tallest
        return base
      }
    }
  }

  /// What cannot stand behind an operand, though it would begin nothing else.
  func checkBehind(_ base: Expression, from start: Int) throws(SyntaxFault) {
    let base = text(from: start, to: lastSpan.end)
    switch kind {
    case .prime: throw fault(.primeBehindExpression(base))
    case .layerOpen: throw fault(.layerBehindExpression(base))
    case .bracketOpen where isGlued && position > 0:
      throw fault(.layerBehindExpression(base))
    case .caret where layerBehindCaret != nil: throw fault(.layerBehindExpression(base))
    case .subscriptOpen, .subscriptPart: throw subscriptFault(behind: start)
    default: break
    }
  }

  func subscriptFault(behind start: Int) -> SyntaxFault {
    var end = position
    if tokens[position].partner > 0 { end = tokens[position].partner }
    let index = text(from: span.start, to: tokens[end].span.end)
    let whole = SourceSpan(start: start, end: tokens[end].span.end)
    // `w²₁` and `w^2_1` are w₁², the subscript first.
    var place = position - 1
    while place > 0, tokens[place].span.start > start { place -= 1 }
    if case .name = tokens[place].kind {
      let endOfName = endOfReference(from: place)
      if endOfName < position {
        let name = text(from: start, to: tokens[endOfName - 1].span.end)
        let power = text(from: tokens[endOfName].span.start, to: span.start)
        if power.hasPrefix("^")
          || power.unicodeScalars.allSatisfy({
            ScriptCharacters.raisedBase(of: $0) != nil
          })
        {
          return fault(.subscriptBehindPower(name, power: power, index: index), at: whole)
        }
      }
    }
    return fault(.subscriptBehindExpression(text(from: start, to: span.start)), at: whole)
  }

  /// Takes `ᵀ`, `^T`, `^⊤` or `^{T}`.
  mutating func acceptTranspose() -> Bool {
    if kind == .transposeMark {
      advance()
      return true
    }
    guard kind == .caret else { return false }
    if isTranspose(at: position + 1) {
      position += 2
      return true
    }
    guard position + 3 < tokens.count, tokens[position + 1].kind == .braceOpen,
      tokens[position + 3].kind == .braceClose, isTranspose(at: position + 2)
    else { return false }
    position += 4
    return true
  }

  func isTranspose(at place: Int) -> Bool {
    place < tokens.count - 1
      && (tokens[place].kind == .transposeMark || tokens[place].kind == .name("T"))
  }

  /// An exponent, if one stands here.
  mutating func exponentOrNil(of start: Int) throws(SyntaxFault) -> Expression? {
    if kind == .superscriptOpen { return try superscript() }
    guard kind == .caret, layerBehindCaret == nil else { return nil }
    advance()
    return try exponent(of: start)
  }

  /// Reads a power in superscript characters.
  ///
  ///     superscript = a run of superscript characters, read as a sum
  mutating func superscript() throws(SyntaxFault) -> Expression {
    let outer = context
    advance()
    context = .bracketed
    let value = try sum()
    guard kind == .superscriptClose else { throw unexpected() }
    context = outer
    advance()
    return value
  }

  /// Reads what stands behind `^`.
  ///
  ///     exponent = ( "−" exponent | "√" exponent | braces | operand ) [ superscript | "^" exponent ]
  mutating func exponent(of base: Int) throws(SyntaxFault) -> Expression {
    try enter()
    let start = span.start
    let place = position
    let value: Expression
    switch kind {
    case .minus, .root:
      let sign: PrefixOperator = kind == .minus ? .minus : .squareRoot
      advance()
      let operand = try exponent(of: base)
      leave()
      return try make(.prefix(sign, operand), from: start, height: height + 1)
    case .braceOpen: value = try braced()
    case .name(let name):
      try checkTransposeOfName(name, of: base)
      value = try exponentName(of: base)
    default:
      value = try operand()
      try checkGlueBehindExponent(place, of: base)
    }
    let tallest = height
    if kind == .superscriptOpen || kind == .caret && !startsTranspose {
      if let power = try exponentOrNil(of: start) {
        leave()
        return try make(.power(value, power), from: start, height: max(tallest, height) + 1)
      }
    }
    leave()
    height = tallest
    return value
  }

  mutating func exponentName(of base: Int) throws(SyntaxFault) -> Expression {
    let start = span.start
    guard let name = try referenceOrNil() else { throw unexpected() }
    if kind == .parenOpen, isGlued {
      let call = text(from: start, to: tokens[token.partner].span.end)
      let power = text(from: base, to: lastSpan.end)
      throw fault(
        .exponentBeforeBracket(
          base: text(from: base, to: start),
          call: call,
          power: power,
          bracket: text(from: span.start, to: tokens[token.partner].span.end)
        ),
        at: SourceSpan(start: base, end: tokens[token.partner].span.end)
      )
    }
    return try make(.reference(name), from: start, height: height + 1)
  }

  /// `w^Tx`: a transpose and x, or a power by Tx.
  func checkTransposeOfName(_ name: String, of base: Int) throws(SyntaxFault) {
    guard name.hasPrefix("T"), name.count > 1 else { return }
    let whole = SourceSpan(start: base, end: span.end)
    throw fault(
      .transposeOrPower(
        base: text(from: base, to: tokens[position - 1].span.end),
        rest: String(name.dropFirst())
      ),
      at: whole
    )
  }

  /// `e^2x`: a power by 2x, or e² times x.
  func checkGlueBehindExponent(_ place: Int, of base: Int) throws(SyntaxFault) {
    guard place == position - 1, case .number = tokens[place].kind, isGlued,
      case .name = kind
    else { return }
    let name = text(
      from: span.start,
      to: tokens[endOfReference(from: position) - 1].span.end
    )
    let whole = SourceSpan(start: base, end: span.start + name.utf8.count)
    throw fault(
      .gluedExponent(
        base: text(from: base, to: tokens[place - 1].span.end),
        number: text(tokens[place].span),
        name: name
      ),
      at: whole
    )
  }
}
