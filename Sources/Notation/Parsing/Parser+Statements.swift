import Diagnostics

/// Statements that are no loops.
extension Parser {
  /// Reads a program.
  ///
  ///     program = { statement ( ";" | line break ) }
  mutating func program() throws(SyntaxFault) -> [Statement] {
    let statements = try self.statements(upTo: .end)
    guard kind == .end else { throw unexpected() }
    return statements
  }

  /// The statements up to a token, which is not taken.
  private mutating func statements(upTo end: Token.Kind) throws(SyntaxFault) -> [Statement] {
    var statements: [Statement] = []
    while true {
      while kind == .semicolon || kind == .newline { skipSeparator() }
      if kind == end || kind == .end { return statements }
      statements.append(try statement())
      switch kind {
      case .semicolon, .newline, .end: break
      case end: break
      default: throw unexpectedBehindStatement()
      }
    }
  }

  /// Takes a `;`, or goes over a line break.
  private mutating func skipSeparator() {
    if kind == .newline { joined = position } else { advance() }
  }

  private func unexpectedBehindStatement() -> SyntaxFault {
    if kind == .keyword(.else) { return fault(.elseWithoutIf) }
    return unexpected()
  }

  /// Reads statements in braces.
  ///
  ///     block = "{" { statement } "}"
  mutating func block(of word: String) throws(SyntaxFault) -> [Statement] {
    guard kind == .braceOpen else { throw fault(.blockExpected(word, found: found)) }
    try enter()
    let outer = context
    advance()
    context = .statement
    let body = try statements(upTo: .braceClose)
    guard kind == .braceClose else { throw unexpected() }
    context = outer
    advance()
    leave()
    return body
  }

  /// Reads a statement.
  ///
  ///     statement = loop | conditional | "break" | "return" [ expression ] | algorithm | state
  ///       | symbols | assignment | expression
  mutating func statement() throws(SyntaxFault) -> Statement {
    let start = span.start
    let kind: Statement.Kind
    switch self.kind {
    case .keyword(.for): kind = try forLoop()
    case .keyword(.while):
      advance()
      let condition = try condition()
      kind = .whileLoop(condition, body: try block(of: "while"))
    case .keyword(.if): kind = try conditional()
    case .keyword(.else): throw fault(.elseWithoutIf)
    case .keyword(.break):
      advance()
      kind = .breakLoop
    case .keyword(.return):
      advance()
      kind = .returnValue(endsStatement ? nil : try expression())
    case .name("algorithm") where isNameBehind: kind = try algorithm()
    case .name("state") where isNameBehind: kind = try state()
    case .name("symbols") where isNameBehind: kind = try symbols()
    default: kind = try assignmentOrExpression()
    }
    return Statement(kind, span: SourceSpan(start: start, end: lastSpan.end))
  }

  private var isNameBehind: Bool {
    guard case .name = kind(ahead: 1) else { return false }
    return tokens[position + 1].spaceBefore
  }

  private var endsStatement: Bool {
    switch kind {
    case .newline, .semicolon, .end, .braceClose: true
    default: false
    }
  }

  /// The condition of `if` and `while`, in which `=` is most likely meant as `==`.
  private mutating func condition() throws(SyntaxFault) -> Expression {
    let condition = try expression()
    if kind == .equals { throw equalsFault(behind: condition) }
    return condition
  }

  private func equalsFault(behind left: Expression) -> SyntaxFault {
    fault(.equalsInExpression(text(left.span)))
  }

  /// Reads a conditional.
  ///
  ///     conditional = "if" expression block [ "else" ( conditional | block ) ]
  private mutating func conditional() throws(SyntaxFault) -> Statement.Kind {
    try enter()
    advance()
    let condition = try condition()
    let then = try block(of: "if")
    var otherwise: [Statement]?
    if startsElse {
      joined = position
      advance()
      if kind == .keyword(.if) {
        let start = span.start
        let inner = try conditional()
        otherwise = [Statement(inner, span: SourceSpan(start: start, end: lastSpan.end))]
      } else {
        otherwise = try block(of: "else")
      }
    }
    leave()
    return .conditional(condition, then: then, otherwise: otherwise)
  }

  /// Whether `else` comes next, also on a line of its own.
  private var startsElse: Bool { tokens[position].kind == .keyword(.else) }

  // MARK: Assignments

  /// Reads an assignment.
  ///
  ///     assignment = target ( "=" | "←" ) expression
  private mutating func assignmentOrExpression() throws(SyntaxFault) -> Statement.Kind {
    let start = position
    let left = try expression()
    let sign: AssignmentOperator
    switch kind {
    case .equals: sign = .define
    case .arrow: sign = .update
    default: return .expression(left)
    }
    let target = try target(left, sign, at: start)
    advance()
    let value = try expression()
    if kind == .equals { throw fault(.secondEquals(text(value.span))) }
    if kind == .arrow { throw fault(.arrowInExpression) }
    return .assignment(target, sign, value)
  }

  /// Reads the left side of an assignment.
  ///
  ///     target = reference | reference "(" names ")" | derivative | "[" references "]"
  private func target(
    _ left: Expression,
    _ sign: AssignmentOperator,
    at start: Int
  ) throws(SyntaxFault) -> Target {
    switch left.kind {
    case .reference(let reference) where tokens[start].kind != .parenOpen:
      return .reference(reference)
    case .primed(var reference, let primes) where tokens[start].kind != .parenOpen:
      reference.base += String(repeating: "'", count: primes)
      return .reference(reference)
    case .derivative(let sign, let of, let by): return .derivative(sign, of: of, by: by)
    case .call(let callee, let arguments):
      return try functionTarget(callee, arguments, sign, span: left.span)
    case .matrix(let rows):
      var references: [Reference] = []
      let isLine = rows.count == 1 || rows.allSatisfy { $0.count == 1 }
      for element in rows.joined() {
        guard isLine, case .reference(let reference) = element.kind else {
          throw fault(.listTarget, at: left.span)
        }
        references.append(reference)
      }
      return .list(references)
    default:
      throw fault(.notATarget(text(left.span), sign), at: left.span)
    }
  }

  private func functionTarget(
    _ callee: Callee,
    _ arguments: [Argument],
    _ sign: AssignmentOperator,
    span: SourceSpan
  ) throws(SyntaxFault) -> Target {
    let name = text(span)
    if sign == .update { throw fault(.functionUpdated(name)) }
    var reference = callee.reference
    guard callee.power == nil, reference.element == nil else {
      throw fault(.notATarget(name, sign), at: span)
    }
    reference.base += String(repeating: "'", count: callee.primes)
    var parameters: [String] = []
    for argument in arguments {
      guard argument.label == nil, case .reference(let parameter) = argument.value.kind,
        parameter.layer == nil, parameter.element == nil
      else { throw fault(.parameterExpected(text(argument.value.span)), at: argument.value.span) }
      guard !parameters.contains(parameter.identifier) else {
        throw fault(.parameterTwice(text(parameter.span)), at: parameter.span)
      }
      parameters.append(parameter.identifier)
    }
    if parameters.isEmpty { throw fault(.functionWithoutParameters(name), at: span) }
    return .function(reference, parameters: parameters)
  }

  // MARK: Algorithms

  /// Reads an algorithm.
  ///
  ///     algorithm = "algorithm" name "(" [ parameter { "," parameter } ] ")"
  ///       [ "assigns" name { "," name } ] block
  private mutating func algorithm() throws(SyntaxFault) -> Statement.Kind {
    advance()
    let name = try plainName(for: "an algorithm")
    guard kind == .parenOpen else { throw fault(.algorithmBrackets(name, found: found)) }
    let outer = context
    advance()
    context = .bracketed
    var parameters: [Parameter] = []
    while kind != .parenClose {
      let place = span
      let parameter = try self.parameter(needsValue: false)
      guard !parameters.contains(where: { $0.name == parameter.name }) else {
        throw fault(.parameterTwice(text(place)), at: place)
      }
      parameters.append(parameter)
      guard accept(.comma) else { break }
    }
    guard kind == .parenClose else { throw unexpected() }
    context = outer
    advance()
    var assigns: [String] = []
    if accept(.name("assigns")) {
      repeat { assigns.append(try plainName(for: "what is assigned")) } while accept(.comma)
    }
    let body = try block(of: "algorithm")
    return .algorithm(
      AlgorithmDefinition(name: name, parameters: parameters, assigns: assigns, body: body)
    )
  }

  /// Reads an algorithm's state.
  ///
  ///     state = "state" name "=" expression { "," name "=" expression }
  private mutating func state() throws(SyntaxFault) -> Statement.Kind {
    advance()
    var variables: [Parameter] = []
    repeat { variables.append(try parameter(needsValue: true)) } while accept(.comma)
    return .state(variables)
  }

  /// Reads a parameter.
  ///
  ///     parameter = name [ "=" expression ]
  private mutating func parameter(needsValue: Bool) throws(SyntaxFault) -> Parameter {
    let name = try plainName(for: needsValue ? "a state variable" : "a parameter")
    guard accept(.equals) else {
      if needsValue { throw fault(.stateWithoutValue(name)) }
      return Parameter(name: name)
    }
    let outer = context
    context.isArguments = true
    let value = try expression()
    context = outer
    return Parameter(name: name, value: value)
  }

  /// Reads a declaration of indeterminates.
  ///
  ///     symbols = "symbols" name { [ "," ] name }
  private mutating func symbols() throws(SyntaxFault) -> Statement.Kind {
    advance()
    var names = [try plainName(for: "a symbol")]
    while !endsStatement {
      _ = accept(.comma)
      names.append(try plainName(for: "a symbol"))
    }
    return .symbols(names)
  }

  /// A name without layer and braced subscript; `what` is what it names.
  mutating func plainName(for what: String) throws(SyntaxFault) -> String {
    guard let reference = try referenceOrNil() else {
      throw fault(.nameExpected(what, found: found))
    }
    guard reference.layer == nil, reference.element == nil else {
      throw fault(
        .plainNameExpected(what, found: text(reference.span), name: reference.identifier),
        at: reference.span
      )
    }
    return reference.identifier
  }
}
