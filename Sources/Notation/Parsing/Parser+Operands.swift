import Diagnostics

/// The operands: numbers, brackets, norms.
extension Parser {
  /// Reads an operand.
  ///
  ///     operand = number | string | result | hole | "(" expression ")" | matrix | norm | floor | …
  mutating func operand() throws(SyntaxFault) -> Expression {
    let start = span.start
    switch kind {
    case .number(let value): return try leaf(.number(value), from: start)
    case .string(let value): return try leaf(.string(value), from: start)
    case .result(let number): return try leaf(.result(number), from: start)
    case .hole: return try leaf(.hole, from: start)
    case .name: return try named()
    case .parenOpen: return try parenthesised()
    case .bracketOpen: return try matrix()
    case .floorOpen:
      let inner = try enclosed(by: .floorClose)
      return try make(.floor(inner), from: start, height: height + 1)
    case .ceilingOpen:
      let inner = try enclosed(by: .ceilingClose)
      return try make(.ceiling(inner), from: start, height: height + 1)
    case .bar: return try absolute()
    case .doubleBar: return try norm()
    default: throw unexpectedOperand()
    }
  }

  private mutating func leaf(_ kind: Expression.Kind, from start: Int) throws(SyntaxFault)
    -> Expression
  {
    advance()
    return try make(kind, from: start, height: 1)
  }

  /// Reads an expression in brackets.
  ///
  ///     "(" expression ")"
  private mutating func parenthesised() throws(SyntaxFault) -> Expression {
    let opening = span
    let outer = context
    advance()
    context = .bracketed
    if kind == .parenClose { throw emptyBrackets(opening) }
    var inner = try expression()
    guard kind == .parenClose else { throw unexpectedInBrackets(opening) }
    context = outer
    advance()
    inner.span = opening.union(lastSpan)
    return inner
  }

  private func emptyBrackets(_ opening: SourceSpan) -> SyntaxFault {
    fault(.emptyBrackets("( )"), at: opening.union(span))
  }

  private func unexpectedInBrackets(_ opening: SourceSpan) -> SyntaxFault {
    guard kind == .comma else { return unexpected() }
    let close = tokens[indexOfToken(at: opening)].partner
    let whole = text(from: opening.end, to: tokens[close].span.start)
    return fault(.listInBrackets(whole), at: opening.union(tokens[close].span))
  }

  private func indexOfToken(at span: SourceSpan) -> Int {
    var place = position
    while place > 0, tokens[place].span.start > span.start { place -= 1 }
    return place
  }

  /// Reads a rounded expression.
  ///
  ///     "⌊" expression "⌋" and "⌈" expression "⌉"
  private mutating func enclosed(by closing: Token.Kind) throws(SyntaxFault) -> Expression {
    let outer = context
    advance()
    context = .bracketed
    let inner = try expression()
    guard kind == closing else { throw unexpected() }
    context = outer
    advance()
    return inner
  }

  /// Reads an absolute value.
  ///
  ///     absolute = "|" expression "|"
  private mutating func absolute() throws(SyntaxFault) -> Expression {
    let opening = span
    let outer = context
    advance()
    joined = position
    context = .bracketed
    context.barEnds = true
    let inner = try expression()
    guard kind == .bar else { throw fault(.unclosed("|", closing: "|"), at: opening) }
    context = outer
    advance()
    return try make(.absolute(inner), from: opening.start, height: height + 1)
  }

  /// Reads a norm.
  ///
  ///     norm = "‖" expression "‖" [ "_" ( digits | letters ) | "_{" expression "}" ]
  private mutating func norm() throws(SyntaxFault) -> Expression {
    let opening = span
    let outer = context
    advance()
    joined = position
    context = .bracketed
    context.doubleBarEnds = true
    let inner = try expression()
    guard kind == .doubleBar else { throw fault(.unclosed("‖", closing: "‖"), at: opening) }
    context = outer
    advance()
    var tallest = height
    let order = try normOrder()
    tallest = max(tallest, height)
    return try make(.norm(inner, order), from: opening.start, height: tallest + 1)
  }

  private mutating func normOrder() throws(SyntaxFault) -> Expression? {
    let span = span
    if case .subscriptPart(let part) = kind {
      advance()
      if let value = Double(part), value.isFinite, part.allSatisfy(\.isNumber) {
        return try make(.number(value), from: span.start, height: 1)
      }
      guard part.unicodeScalars.first?.isNameStart == true else {
        throw fault(.subscriptNeedsBraces, at: span)
      }
      return try make(.reference(Reference(base: part, span: span)), from: span.start, height: 1)
    }
    guard kind == .subscriptOpen else { return nil }
    let outer = context
    advance()
    context = .bracketed
    let order = try expression()
    guard kind == .braceClose else { throw unexpected() }
    context = outer
    advance()
    return order
  }

  // MARK: What was not expected

  /// The problem where an operand must stand.
  private func unexpectedOperand() -> SyntaxFault {
    if position > 0, tokens[position - 1].kind.joinsNextLine {
      return fault(.operandMissing(behind: text(lastSpan), found: found))
    }
    switch kind {
    case .plus: return fault(.unaryPlus)
    case .keyword(let word): return fault(.keywordAsName(word.rawValue))
    case .superscriptOpen, .transposeMark, .layerOpen: return fault(.superscriptWithoutBase)
    default: return fault(.operandExpected(found: found))
    }
  }

  /// The problem of a token that cannot go on here.
  func unexpected() -> SyntaxFault {
    switch kind {
    case .equals: return fault(.equalsInExpression(nil))
    case .arrow: return fault(.arrowInExpression)
    case .keyword(let word): return fault(.keywordAsName(word.rawValue))
    case .rowBreak: return fault(.unexpected("a line break"))
    default: return fault(.unexpected(found))
    }
  }
}
