import Diagnostics

/// What starts with a name: references, primes, calls.
extension Parser {
  /// Reads what starts with a name.
  ///
  ///     named = reference { "'" } [ power ] [ "(" arguments ")" ] | derivative
  mutating func named() throws(SyntaxFault) -> Expression {
    let start = span.start
    guard let reference = try referenceOrNil() else { throw unexpected() }
    let referenceHeight = height
    if let derivative = try ordinaryDerivative(of: reference, from: start) { return derivative }
    var primes = 0
    while kind == .prime {
      primes += 1
      advance()
    }
    if isCallBracket { return try call(Callee(reference: reference, primes: primes), from: start) }
    let name = try make(
      primes > 0 ? .primed(reference, primes) : .reference(reference),
      from: start,
      height: referenceHeight + 1
    )
    if startsTranspose { return name }
    let tallest = height
    guard let exponent = try exponentOrNil(of: start) else {
      height = tallest
      return name
    }
    if isCallBracket {
      let callee = Callee(reference: reference, primes: primes, power: exponent)
      return try call(callee, from: start)
    }
    return try make(.power(name, exponent), from: start, height: max(tallest, height) + 1)
  }

  var startsTranspose: Bool {
    guard kind == .caret else { return false }
    return isTranspose(at: position + 1) || isBracedTranspose
  }

  private var isBracedTranspose: Bool {
    position + 3 < tokens.count && tokens[position + 1].kind == .braceOpen
      && isTranspose(at: position + 2) && tokens[position + 3].kind == .braceClose
  }

  private var isCallBracket: Bool { kind == .parenOpen && isGlued }

  /// Reads a call's brackets.
  ///
  ///     call = "(" [ argument { "," argument } ] ")"; argument = [ name "=" ] expression
  mutating func call(_ callee: Callee, from start: Int) throws(SyntaxFault) -> Expression {
    try enter()
    let outer = context
    var tallest = height
    advance()
    context = .bracketed
    context.isArguments = true
    var arguments: [Argument] = []
    while kind != .parenClose {
      let place = span
      let value = try expression()
      tallest = max(tallest, height)
      if kind == .equals {
        guard case .reference(let name) = value.kind, name.layer == nil, name.element == nil else {
          throw fault(.equalsInExpression(text(value.span)))
        }
        advance()
        let option = try expression()
        tallest = max(tallest, height)
        arguments.append(Argument(label: name.identifier, value: option))
      } else {
        arguments.append(Argument(value: value))
      }
      guard kind == .comma else { break }
      let comma = span
      advance()
      if kind == .parenClose { throw fault(.commaBeforeBracket(")"), at: comma.union(place)) }
    }
    guard kind == .parenClose else { throw unexpected() }
    context = outer
    advance()
    leave()
    return try make(.call(callee, arguments), from: start, height: tallest + 1)
  }
}
