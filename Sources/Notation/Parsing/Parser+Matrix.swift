import Diagnostics

/// Matrix literals.
extension Parser {
  /// Reads a matrix literal.
  ///
  ///     matrix = "[" row { ( ";" | line break ) row } "]"
  mutating func matrix() throws(SyntaxFault) -> Expression {
    try enter()
    let opening = span
    let outer = context
    advance()
    context = .bracketed
    if kind == .bracketClose { throw fault(.emptyLiteral, at: opening.union(span)) }
    var rows: [[Expression]] = []
    var tallest = 0
    while true {
      rows.append(try row())
      tallest = max(tallest, height)
      if kind == .semicolon || kind == .rowBreak {
        let separator = span
        advance()
        if kind == .bracketClose { throw fault(.semicolonBeforeBracket, at: separator) }
        continue
      }
      guard kind == .bracketClose else { throw unexpected() }
      break
    }
    context = outer
    advance()
    leave()
    return try make(.matrix(rows), from: opening.start, height: tallest + 1)
  }

  /// Reads a row.
  ///
  ///     row = expression { "," expression } | expression { expression }
  ///
  /// Without a comma in the row, spaces separate its elements.
  private mutating func row() throws(SyntaxFault) -> [Expression] {
    context.spaceEnds = !token.rowHasComma
    defer { context.spaceEnds = false }
    var elements = [try expression()]
    var tallest = height
    while true {
      switch kind {
      case .comma:
        let comma = span
        advance()
        if kind == .bracketClose { throw fault(.commaBeforeBracket("]"), at: comma) }
      case .bracketClose, .semicolon, .rowBreak, .end:
        height = tallest
        return elements
      default:
        guard context.spaceEnds,
          startsOperand || kind == .minus || kind == .bar || kind == .keyword(.not), !isGlued
        else { throw unexpected() }
      }
      elements.append(try expression())
      tallest = max(tallest, height)
    }
  }
}
