import Diagnostics

/// Sums, products, maxima and minima over an index.
extension Parser {
  /// Whether `sum_{…}`, `prod_j`, `max_j` or `min_j` stands here: the ASCII spellings.
  var startsBig: Bool {
    guard case .name(let name) = kind, bigOperator(named: name) != nil,
      position + 1 < tokens.count, !tokens[position + 1].spaceBefore
    else { return false }
    switch tokens[position + 1].kind {
    case .subscriptOpen: return true
    // `sum_squares` and `max_1` are names.
    case .subscriptPart(let part): return part.count == 1 && part.allSatisfy(\.isLetter)
    default: return false
    }
  }

  private func bigOperator(named name: String) -> BigOperator? {
    switch name {
    case "sum": .sum
    case "prod": .product
    case "max": .maximum
    case "min": .minimum
    default: nil
    }
  }

  /// Reads an operator that runs over an index.
  ///
  ///     big = ( "Σ" | "Π" | "max" | "min" ) [ "_" index | "_{" index [ "=" sum ] "}" ] [ "^" bound ]
  ///       elementwise
  mutating func big() throws(SyntaxFault) -> Expression {
    try enter()
    let start = span.start
    let head = try bigHead()
    let tallest = height
    let outer = context.slashEnds
    if head.sign == .product { context.slashEnds = true }
    let body = try elementwise()
    context.slashEnds = outer
    leave()
    return try big(head, body, from: start, tallest)
  }

  /// What stands before the body.
  private struct BigHead {
    var sign: BigOperator
    var index: String?
    var from: Expression?
    var to: Expression?
  }

  private mutating func big(
    _ head: BigHead,
    _ body: Expression,
    from start: Int,
    _ tallest: Int
  ) throws(SyntaxFault) -> Expression {
    let kind = Expression.Kind.big(
      head.sign,
      index: head.index,
      from: head.from,
      to: head.to,
      body
    )
    return try make(kind, from: start, height: max(tallest, height) + 1)
  }

  private mutating func bigHead() throws(SyntaxFault) -> BigHead {
    try enter()
    let start = span.start
    var head = BigHead(sign: .sum)
    switch kind {
    case .big(let sign): head.sign = sign
    case .name(let name): head.sign = bigOperator(named: name) ?? .sum
    default: throw unexpected()
    }
    let symbol = text(span)
    advance()
    var tallest = 0
    while true {
      if head.index == nil, startsIndex {
        (head.index, head.from) = try lowerBound(of: symbol)
        if head.from != nil { tallest = max(tallest, height) }
      } else if head.to == nil, let bound = try upperBound() {
        head.to = bound
        tallest = max(tallest, height)
      } else {
        break
      }
    }
    let whole = SourceSpan(start: start, end: lastSpan.end)
    if (head.from == nil) != (head.to == nil) {
      let problem = SyntaxProblem.halfRange(
        symbol,
        index: head.index,
        hasStart: head.from != nil
      )
      throw fault(problem, at: whole)
    }
    if case .subscriptPart = kind { throw fault(.secondSubscript) }
    try checkBody(behind: whole)
    leave()
    height = tallest
    return head
  }

  private var startsIndex: Bool {
    guard isGlued else { return false }
    switch kind {
    case .subscriptOpen, .subscriptPart: return true
    default: return false
    }
  }

  private mutating func lowerBound(
    of symbol: String
  ) throws(SyntaxFault) -> (index: String, from: Expression?) {
    if case .subscriptPart(let part) = kind {
      try checkIndex(part, of: symbol, at: span)
      advance()
      return (part, nil)
    }
    let opening = token
    let whole = opening.span.union(tokens[opening.partner].span)
    let outer = context
    advance()
    context = .bracketed
    guard case .name(let base) = kind else { throw fault(.indexExpected(symbol), at: whole) }
    let place = span
    advance()
    var name = base
    while case .subscriptPart(let part) = kind, isGlued {
      name += "_" + part
      advance()
    }
    if kind == .comma || startsOperand {
      throw fault(.severalIndices(symbol, indices(upTo: opening.partner)), at: whole)
    }
    try checkIndex(name, of: symbol, at: place)
    var from: Expression?
    if accept(.equals) { from = try sum() }
    guard kind == .braceClose else { throw unexpected() }
    context = outer
    advance()
    return (name, from)
  }

  /// The names in a list of indices, for the message.
  private func indices(upTo closing: Int) -> [String] {
    var place = position - 1
    var names: [String] = []
    while place < closing, names.count < 4 {
      if case .name(let name) = tokens[place].kind { names.append(name) }
      place += 1
    }
    return names
  }

  private func checkIndex(
    _ name: String,
    of symbol: String,
    at span: SourceSpan
  ) throws(SyntaxFault) {
    guard name.unicodeScalars.first?.isNameStart == true else {
      throw fault(.indexExpected(symbol), at: span)
    }
    if IndexLetters.areSeveral(name) {
      throw fault(.severalIndices(symbol, name.map(String.init)), at: span)
    }
  }

  /// Reads an upper bound.
  ///
  ///     bound = superscripts | "^" ( "{" sum "}" | "(" sum ")" | number | name )
  private mutating func upperBound() throws(SyntaxFault) -> Expression? {
    switch kind {
    case .superscriptOpen where isGlued: return try superscript()
    case .transposeMark where isGlued:
      let span = span
      advance()
      return try make(.reference(Reference(base: "T", span: span)), from: span.start, height: 1)
    case .caret: break
    default: return nil
    }
    let caret = span
    advance()
    let start = span.start
    switch kind {
    case .braceOpen: return try braced()
    case .parenOpen, .number: return try operand()
    case .name:
      guard let name = try referenceOrNil() else { throw unexpected() }
      if kind == .parenOpen, isGlued {
        throw fault(.boundBeforeBracket(text(name.span)), at: caret.union(name.span))
      }
      return try make(.reference(name), from: start, height: height + 1)
    default: throw fault(.operandMissing(behind: "^", found: found))
    }
  }
}
