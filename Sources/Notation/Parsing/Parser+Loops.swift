import Diagnostics

/// `for` and its ranges.
extension Parser {
  /// Reads a loop.
  ///
  ///     loop = "for" name "=" range block
  mutating func forLoop() throws(SyntaxFault) -> Statement.Kind {
    advance()
    let variable = try plainName(for: "a loop's variable")
    guard accept(.equals) else { throw fault(.loopEquals(variable, found: found)) }
    let range = try range(of: variable)
    return .forLoop(variable: variable, range, body: try block(of: "for"))
  }

  /// Reads a loop's range.
  ///
  ///     range = e "," "..." "," e | e "," e "," "..." | e "to" e | e "downto" e
  private mutating func range(of variable: String) throws(SyntaxFault) -> LoopRange {
    let start = span.start
    let first = try disjunction()
    let firstText = text(from: start, to: lastSpan.end)
    if accept(.keyword(.to)) { return .up(first, try disjunction()) }
    if accept(.keyword(.downto)) { return .down(first, try disjunction()) }
    guard accept(.comma) else { throw fault(.rangeExpected(variable, first: firstText)) }
    if accept(.ellipsis) {
      guard accept(.comma) else { throw fault(.rangeExpected(variable, first: firstText)) }
      joined = position
      let place = span.start
      let last = try disjunction()
      let lastText = text(from: place, to: lastSpan.end)
      guard isLiteral(first) || isLiteral(last) else {
        throw fault(
          .rangeDirection(variable, first: firstText, last: lastText),
          at: SourceSpan(start: start, end: lastSpan.end)
        )
      }
      return .ellipsis(first: first, last: last)
    }
    let second = try disjunction()
    guard accept(.comma), accept(.ellipsis) else {
      throw fault(.rangeExpected(variable, first: firstText))
    }
    if kind == .comma {
      advance()
      let place = span.start
      _ = try disjunction()
      throw fault(
        .rangeWithStep(variable, first: firstText, last: text(from: place, to: lastSpan.end)),
        at: SourceSpan(start: start, end: lastSpan.end)
      )
    }
    return .endless(first: first, second: second)
  }

  /// A number with or without a sign: `−1`, but not `L − 1`.
  private func isLiteral(_ bound: Expression) -> Bool {
    switch bound.kind {
    case .number: true
    case .prefix(.minus, let operand): isLiteral(operand)
    default: false
    }
  }
}
