import Diagnostics

/// The levels of an expression, loosest first.
extension Parser {
  /// Reads an expression.
  ///
  ///     expression = disjunction [ "|" point { "," point } ]
  mutating func expression() throws(SyntaxFault) -> Expression {
    try enter()
    let body = try disjunction()
    leave()
    guard kind == .bar, !context.barEnds, !(context.spaceEnds && !isGlued) else { return body }
    return try evaluated(body)
  }

  /// Reads a disjunction.
  ///
  ///     disjunction = conjunction { "or" conjunction }
  mutating func disjunction() throws(SyntaxFault) -> Expression {
    try disjunction(after: try conjunction())
  }

  /// Reads a conjunction.
  ///
  ///     conjunction = negation { "and" negation }
  private mutating func conjunction() throws(SyntaxFault) -> Expression {
    if kind == .keyword(.not) { return try conjunction(after: try negation()) }
    let operand = try prefix()
    return try conjunction(after: try comparison(behind: operand))
  }

  /// Reads a negation.
  ///
  ///     negation = "not" negation | comparison
  private mutating func negation() throws(SyntaxFault) -> Expression {
    guard kind == .keyword(.not) else { return try comparison(behind: try prefix()) }
    try enter()
    let start = span.start
    advance()
    let operand = try negation()
    leave()
    return try make(.prefix(.not, operand), from: start, height: height + 1)
  }

  /// The levels from product to comparison behind a first operand.
  private mutating func comparison(behind operand: Expression) throws(SyntaxFault) -> Expression {
    try comparison(after: try sum(behind: operand))
  }

  /// Reads a sum.
  ///
  ///     sum = elementwise { ( "+" | "−" ) elementwise }
  mutating func sum() throws(SyntaxFault) -> Expression { try sum(behind: try prefix()) }

  private mutating func sum(behind operand: Expression) throws(SyntaxFault) -> Expression {
    try sum(after: try elementwise(after: try product(after: operand)))
  }

  /// Reads an element-wise product.
  ///
  ///     elementwise = product { "⊙" product }
  mutating func elementwise() throws(SyntaxFault) -> Expression {
    let operand = try prefix()
    return try elementwise(after: try product(after: operand))
  }

  // MARK: What goes on behind a first operand
  //
  // The first operand of every level is the same one. It is read first, with no method of the
  // levels waiting for it, so that brackets may nest deep on a small stack.

  private mutating func disjunction(after first: Expression) throws(SyntaxFault) -> Expression {
    var left = first
    while kind == .keyword(.or) {
      let tallest = height
      advance()
      let right = try conjunction()
      left = try infix(.or, left, right, tallest)
    }
    return left
  }

  private mutating func conjunction(after first: Expression) throws(SyntaxFault) -> Expression {
    var left = first
    while kind == .keyword(.and) {
      let tallest = height
      advance()
      let right = try negation()
      left = try infix(.and, left, right, tallest)
    }
    return left
  }

  /// Reads the rest of a comparison.
  ///
  ///     comparison = sum { ( "==" | "≠" | "<" | "≤" | ">" | "≥" ) sum }
  private mutating func comparison(after first: Expression) throws(SyntaxFault) -> Expression {
    guard case .comparison = kind else { return first }
    var tallest = height
    var rest: [(ComparisonOperator, Expression)] = []
    while case .comparison(let sign) = kind {
      advance()
      rest.append((sign, try sum()))
      tallest = max(tallest, height)
    }
    return try make(.comparison(first, rest), from: first.span.start, height: tallest + 1)
  }

  private mutating func sum(after first: Expression) throws(SyntaxFault) -> Expression {
    var left = first
    while let sign = sumOperator {
      let tallest = height
      advance()
      let right = try elementwise()
      left = try infix(sign, left, right, tallest)
    }
    return left
  }

  private var sumOperator: InfixOperator? {
    switch kind {
    case .plus: return .plus
    case .minus:
      // `[a −b]` has two elements, `[a − b]` one.
      let isGluedBehind = position + 1 < tokens.count && !tokens[position + 1].spaceBefore
      return context.spaceEnds && !isGlued && isGluedBehind ? nil : .minus
    default: return nil
    }
  }

  private mutating func elementwise(after first: Expression) throws(SyntaxFault) -> Expression {
    var left = first
    while kind == .elementwiseTimes {
      let tallest = height
      advance()
      let operand = try prefix()
      let right = try product(after: operand)
      left = try infix(.elementwiseProduct, left, right, tallest)
    }
    return left
  }

  private mutating func infix(
    _ sign: InfixOperator,
    _ left: Expression,
    _ right: Expression,
    _ leftHeight: Int
  ) throws(SyntaxFault) -> Expression {
    try make(
      .infix(sign, left, right),
      from: left.span.start,
      height: max(leftHeight, height) + 1
    )
  }

  /// Reads the rest of a product.
  ///
  ///     product = prefix { "·" prefix | "/" prefix | prefix }
  private mutating func product(after first: Expression) throws(SyntaxFault) -> Expression {
    var tallest = height
    var rest: [(ProductOperator, Expression)] = []
    while let sign = try productOperator() {
      if sign != .adjacent { advance() }
      let place = position
      let factor = try prefix()
      if sign == .over { try checkDivisor(factor, at: place, dividendFrom: first.span.start) }
      rest.append((sign, factor))
      tallest = max(tallest, height)
    }
    guard !rest.isEmpty else { return first }
    return try make(.product(first, rest), from: first.span.start, height: tallest + 1)
  }

  private func productOperator() throws(SyntaxFault) -> ProductOperator? {
    switch kind {
    case .times: return .times
    case .over where !context.slashEnds: return .over
    default:
      guard startsOperand, !(context.spaceEnds && !isGlued) else { return nil }
      try checkNeighbours()
      return .adjacent
    }
  }

  // MARK: Points

  /// Reads values at a point.
  ///
  ///     point = reference "=" disjunction
  private mutating func evaluated(_ body: Expression) throws(SyntaxFault) -> Expression {
    let start = body.span.start
    let bar = span
    var tallest = height
    advance()
    joined = position
    var points: [(Reference, Expression)] = []
    repeat {
      guard case .name = kind, let name = try referenceOrNil() else {
        throw fault(.barBehindOperand(text(from: start, to: bar.start)), at: bar)
      }
      guard kind == .equals else {
        throw fault(.barBehindOperand(text(from: start, to: bar.start)), at: bar)
      }
      advance()
      points.append((name, try disjunction()))
      tallest = max(tallest, height)
      guard kind == .comma, case .name = kind(ahead: 1) else { break }
      if context.isArguments, endsInEquals(from: position + 1) {
        throw fault(.pointOrOption(text(from: start, to: lastSpan.end)))
      }
      guard endsInEquals(from: position + 1) else { break }
      advance()
    } while true
    return try make(.evaluated(body, points), from: start, height: tallest + 1)
  }

  /// Whether a reference starts at a token and `=` follows it.
  private func endsInEquals(from place: Int) -> Bool {
    tokens[endOfReference(from: place)].kind == .equals
  }

  // MARK: Operands with what stands before them

  /// Reads signs and what follows them.
  ///
  ///     prefix = "−" prefix | "√" prefix | big | differentiation | nabla | glued
  mutating func prefix() throws(SyntaxFault) -> Expression {
    switch kind {
    case .minus, .root: return try signed()
    case .big: return try big()
    case .name where startsBig: return try big()
    case .name("d") where startsDifferentiation: return try differentiation()
    case .name("d"):
      try checkDifference()
      return try glued()
    case .partial: return try partial()
    case .nabla: return try nabla()
    default: return try glued()
    }
  }

  private mutating func signed() throws(SyntaxFault) -> Expression {
    try enter()
    let start = span.start
    let sign: PrefixOperator = kind == .minus ? .minus : .squareRoot
    advance()
    if sign == .squareRoot { try checkUnglued { .rootOfGlued($0, $1) } }
    let operand = try sign == .squareRoot && kind == .braceOpen ? braced() : prefix()
    leave()
    return try make(.prefix(sign, operand), from: start, height: height + 1)
  }

  /// Reads a number with a name glued to it.
  ///
  ///     glued = number power | power; the first with nothing between, and a name in front.
  private mutating func glued() throws(SyntaxFault) -> Expression {
    guard case .number(let number) = kind, case .name = kind(ahead: 1),
      !tokens[position + 1].spaceBefore
    else { return try power() }
    let start = span.start
    let place = position
    advance()
    if startsBig || startsDifferentiation {
      position = place
      return try power()
    }
    let operand = try power()
    return try make(.glued(number, operand), from: start, height: height + 1)
  }

  /// Braces as brackets, behind `√` and `^`.
  mutating func braced() throws(SyntaxFault) -> Expression {
    let outer = context
    let opening = span
    advance()
    context = .bracketed
    if kind == .braceClose { throw fault(.emptyBrackets("{ }"), at: opening.union(span)) }
    let inner = try expression()
    guard kind == .braceClose else { throw unexpected() }
    context = outer
    advance()
    return inner
  }

  // MARK: What may stand side by side

  /// Whether the token at hand can start a factor that is written without a sign.
  var startsOperand: Bool { startsOperand(kind) }

  /// The same of a token further on.
  func startsOperand(at place: Int) -> Bool {
    !(tokens[place].newlineBefore && context.newlineEnds) && startsOperand(tokens[place].kind)
  }

  private func startsOperand(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .name, .number, .string, .result, .hole, .parenOpen, .bracketOpen, .root, .big, .partial,
      .nabla, .floorOpen, .ceilingOpen:
      true
    case .doubleBar: !context.doubleBarEnds
    default: false
    }
  }

  /// Two numbers side by side are an error.
  private func checkNeighbours() throws(SyntaxFault) {
    guard case .number = kind, position > 0, case .number = tokens[position - 1].kind else {
      return
    }
    let both = lastSpan.union(span)
    throw fault(.numbersSideBySide(text(lastSpan), text(span)), at: both)
  }

  /// Behind `√` and `∇_w`, `2w` could mean two things.
  func checkUnglued(
    _ problem: (_ number: String, _ name: String) -> SyntaxProblem
  ) throws(SyntaxFault) {
    guard case .number = kind, case .name = kind(ahead: 1), !tokens[position + 1].spaceBefore
    else { return }
    let name = SourceSpan(
      start: tokens[position + 1].span.start,
      end: tokens[endOfReference(from: position + 1) - 1].span.end
    )
    throw fault(problem(text(span), text(name)), at: span.union(name))
  }

  /// `x/dz/dw`: where dz is a variable's name, this is another number than `x/(dz/dw)`.
  private func checkDivisor(
    _ factor: Expression,
    at place: Int,
    dividendFrom first: Int
  ) throws(SyntaxFault) {
    var inner = factor
    if case .glued(_, let operand) = inner.kind { inner = operand }
    guard case .derivative(.ordinary, _, _) = inner.kind,
      tokens[place].kind != .parenOpen
    else { return }
    let start = tokens[place].span.start
    throw fault(
      .dividedByQuotient(text(from: first, to: start), text(from: start, to: lastSpan.end)),
      at: SourceSpan(start: start, end: lastSpan.end)
    )
  }
}
