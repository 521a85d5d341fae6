import Diagnostics

/// Derivatives: `dz/dw`, `∂J/∂W[1]`, `d/dx e`, `∂/∂x e` and `∇_w J`.
extension Parser {
  /// The name behind the d of `dw`; nil for `d` alone and for other names.
  private func differential(_ kind: Token.Kind) -> String? {
    guard case .name(let name) = kind, name.first == "d", name.count > 1 else { return nil }
    let rest = String(name.dropFirst())
    return rest.unicodeScalars.first?.isNameStart == true ? rest : nil
  }

  /// Reads a quotient of differentials.
  ///
  ///     derivative = "d" reference "/" "d" reference, each d glued to its name
  ///
  /// Whether `dz` is itself a variable is not known here; the reference before it has been read.
  mutating func ordinaryDerivative(
    of numerator: Reference,
    from start: Int
  ) throws(SyntaxFault) -> Expression? {
    guard kind == .over, let of = differential(.name(numerator.base)),
      differential(kind(ahead: 1)) != nil
    else { return nil }
    let tallest = height
    advance()
    guard var by = try referenceOrNil(), let name = differential(.name(by.base)) else {
      return nil
    }
    by.base = name
    var numerator = numerator
    numerator.base = of
    try checkBehindDerivative(from: start, by: by.span.start, sign: "d")
    return try make(
      .derivative(.ordinary, of: numerator, by: by),
      from: start,
      height: max(tallest, height) + 1
    )
  }

  /// `dz/dx²` could be the square of the derivative, or by x².
  private func checkBehindDerivative(
    from start: Int,
    by denominator: Int,
    sign: String
  ) throws(SyntaxFault) {
    let end: Int
    switch kind {
    case .superscriptOpen:
      var place = position
      while tokens[place].kind != .superscriptClose, place < tokens.count - 1 { place += 1 }
      end = tokens[place].span.end
    case .caret:
      let next = tokens[position + 1]
      end = next.partner > 0 ? tokens[next.partner].span.end : next.span.end
    case .transposeMark, .prime: end = span.end
    case .parenOpen where isGlued: end = tokens[token.partner].span.end
    default: return
    }
    let whole = SourceSpan(start: start, end: end)
    throw fault(
      .derivativeNeedsBrackets(
        derivative: text(from: start, to: lastSpan.end),
        behind: text(from: span.start, to: end),
        numerator: text(from: start, to: denominator),
        denominator: text(from: denominator, to: end),
        isPartial: sign == "∂"
      ),
      at: whole
    )
  }

  // MARK: Of an expression

  /// Whether `d/dx` stands here with an expression behind it.
  var startsDifferentiation: Bool {
    guard kind == .name("d"), kind(ahead: 1) == .over, differential(kind(ahead: 2)) != nil else {
      return false
    }
    let behind = endOfReference(from: position + 2)
    return startsOperand(at: behind) || tokens[behind].kind == .bar && !context.barEnds
  }

  /// `d/dx − x`: a derivative, or a difference that starts with a quotient.
  func checkDifference() throws(SyntaxFault) {
    guard kind(ahead: 1) == .over, differential(kind(ahead: 2)) != nil else { return }
    let behind = endOfReference(from: position + 2)
    guard tokens[behind].kind == .minus, !(tokens[behind].newlineBefore && context.newlineEnds)
    else { return }
    let head = SourceSpan(start: span.start, end: tokens[behind - 1].span.end)
    throw fault(.differenceOrDerivative(text(head)), at: head.union(tokens[behind].span))
  }

  /// Reads the derivative of an expression.
  ///
  ///     differentiation = "d" "/" "d" reference elementwise
  mutating func differentiation() throws(SyntaxFault) -> Expression {
    try enter()
    let start = span.start
    let by = try ordinaryVariable()
    let tallest = height
    let body = try elementwise()
    leave()
    return try differentiation(.ordinary, by, body, from: start, tallest)
  }

  private mutating func ordinaryVariable() throws(SyntaxFault) -> Reference {
    advance()
    advance()
    guard var by = try referenceOrNil(), let name = differential(.name(by.base)) else {
      throw unexpected()
    }
    by.base = name
    return by
  }

  /// Reads a derivative with ∂.
  ///
  ///     partial = "∂" reference "/" "∂" reference | "∂" "/" "∂" reference elementwise
  mutating func partial() throws(SyntaxFault) -> Expression {
    let start = span.start
    advance()
    if kind == .superscriptOpen || kind == .caret { throw fault(.secondDerivative) }
    guard kind == .over else { return try partialDerivative(from: start) }
    return try partialDifferentiation(from: start)
  }

  private mutating func partialDerivative(from start: Int) throws(SyntaxFault) -> Expression {
    try enter()
    let of = try partialVariable(from: start)
    let tallest = height
    if isPowerOrCall {
      let whole = SourceSpan(start: start, end: span.end)
      throw fault(.numeratorNeedsName(text(whole)), at: whole)
    }
    guard kind == .over, kind(ahead: 1) == .partial else { throw incomplete(from: start) }
    advance()
    let denominator = span.start
    advance()
    let by = try partialVariable(from: start)
    try checkBehindDerivative(from: start, by: denominator, sign: "∂")
    leave()
    return try make(
      .derivative(.partial, of: of, by: by),
      from: start,
      height: max(tallest, height) + 1
    )
  }

  private mutating func partialVariable(from start: Int) throws(SyntaxFault) -> Reference {
    guard let name = try referenceOrNil() else { throw incomplete(from: start) }
    return name
  }

  private func incomplete(from start: Int) -> SyntaxFault {
    let whole = SourceSpan(start: start, end: lastSpan.end)
    return fault(.derivativeIncomplete(text(whole)), at: whole)
  }

  private var isPowerOrCall: Bool {
    switch kind {
    case .superscriptOpen, .caret, .transposeMark, .prime: true
    case .parenOpen: isGlued
    default: false
    }
  }

  private mutating func partialDifferentiation(from start: Int) throws(SyntaxFault) -> Expression {
    try enter()
    let by = try differentiationVariable(from: start)
    let tallest = height
    let body = try elementwise()
    leave()
    return try differentiation(.partial, by, body, from: start, tallest)
  }

  private mutating func differentiationVariable(
    from start: Int
  ) throws(SyntaxFault) -> Reference {
    advance()
    guard accept(.partial) else { throw incomplete(from: start) }
    let by = try partialVariable(from: start)
    if case .superscriptOpen = kind { throw fault(.secondDerivative) }
    try checkBody(behind: SourceSpan(start: start, end: lastSpan.end))
    return by
  }

  private mutating func differentiation(
    _ sign: DerivativeSign,
    _ by: Reference,
    _ body: Expression,
    from start: Int,
    _ tallest: Int
  ) throws(SyntaxFault) -> Expression {
    let kind = Expression.Kind.differentiate(sign, by: by, body)
    return try make(kind, from: start, height: max(tallest, height) + 1)
  }

  /// Whether something stands here that can be differentiated or summed.
  func checkBody(behind head: SourceSpan) throws(SyntaxFault) {
    guard startsOperand || kind == .minus || kind == .bar else {
      throw fault(.bodyMissing(text(head), found: found))
    }
  }

  // MARK: Gradients

  /// Reads a gradient.
  ///
  ///     nabla = "∇" ( "_" name | "_{" reference "}" ) ( nabla | power )
  mutating func nabla() throws(SyntaxFault) -> Expression {
    try enter()
    let start = span
    advance()
    let by = try nablaVariable(behind: start)
    let tallest = height
    try checkUnglued { .nablaOfGlued($0, $1) }
    try checkBody(behind: SourceSpan(start: start.start, end: lastSpan.end))
    let body = try kind == .nabla ? nabla() : power()
    leave()
    return try make(.nabla(by: by, body), from: start.start, height: max(tallest, height) + 1)
  }

  private mutating func nablaVariable(behind nabla: SourceSpan) throws(SyntaxFault) -> Reference {
    if case .subscriptPart(let part) = kind, part.unicodeScalars.first?.isNameStart == true {
      var by = Reference(base: part, span: span)
      advance()
      while case .subscriptPart(let part) = kind, isGlued {
        by.parts.append(part)
        by.span = by.span.union(span)
        advance()
      }
      height = 0
      return by
    }
    guard kind == .subscriptOpen else {
      throw fault(.nablaWithoutVariable, at: nabla)
    }
    let outer = context
    advance()
    context = .bracketed
    guard let by = try referenceOrNil() else { throw fault(.nablaWithoutVariable, at: nabla) }
    guard kind == .braceClose else { throw unexpected() }
    context = outer
    advance()
    return by
  }
}
