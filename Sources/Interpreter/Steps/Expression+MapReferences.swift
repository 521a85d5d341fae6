import Notation

extension Expression {
  /// The same expression with every name by itself replaced, and the names of calls changed.
  ///
  /// Names in a derivative are changed like those of calls: they say what is differentiated.
  func mapReferences(
    _ replace: (Reference) -> Expression,
    callee rename: (Reference) -> Reference
  ) -> Expression {
    func map(_ expression: Expression) -> Expression {
      expression.mapReferences(replace, callee: rename)
    }
    let kind: Kind
    switch self.kind {
    case .number, .string, .result, .hole: return self
    case .derivative(let sign, let numerator, let denominator):
      return Expression(
        .derivative(sign, of: rename(numerator), by: rename(denominator)),
        span: span
      )
    case .reference(let reference): return replace(reference)
    case .primed(let reference, let primes): kind = .primed(rename(reference), primes)
    case .prefix(let prefix, let operand): kind = .prefix(prefix, map(operand))
    case .infix(let infix, let left, let right): kind = .infix(infix, map(left), map(right))
    case .comparison(let first, let rest):
      kind = .comparison(map(first), rest.map { ($0.0, map($0.1)) })
    case .product(let first, let rest):
      var original = first
      var previous = map(first)
      kind = .product(
        previous,
        rest.map { joiner, factor in
          let mapped = map(factor)
          defer { previous = mapped }
          // Two numbers side by side would not be told apart.
          let isNumber =
            (mapped.isPlainNumber && !factor.isPlainNumber)
            || (previous.isPlainNumber && !original.isPlainNumber)
          original = factor
          return (joiner == .adjacent && isNumber ? .times : joiner, mapped)
        }
      )
    case .glued(let number, let operand):
      let inner = map(operand)
      if inner.startsWithName {
        kind = .glued(number, inner)
      } else {
        kind = .product(Expression(.number(number), span: span), [(.times, inner)])
      }
    case .power(let base, let exponent): kind = .power(map(base), map(exponent))
    case .transpose(let operand): kind = .transpose(map(operand))
    case .call(var callee, let arguments):
      callee.reference = rename(callee.reference)
      callee.power = callee.power.map(map)
      kind = .call(
        callee,
        arguments.map { Argument(label: $0.label, value: map($0.value)) }
      )
    case .matrix(let rows): kind = .matrix(rows.map { $0.map(map) })
    case .norm(let operand, let p): kind = .norm(map(operand), p.map(map))
    case .floor(let operand): kind = .floor(map(operand))
    case .ceiling(let operand): kind = .ceiling(map(operand))
    case .absolute(let operand): kind = .absolute(map(operand))
    case .big(let big, let index, let from, let to, let body):
      kind = .big(big, index: index, from: from.map(map), to: to.map(map), map(body))
    case .differentiate, .nabla: return self
    case .evaluated(let body, let point):
      kind = .evaluated(body, point.map { ($0.0, map($0.1)) })
    }
    return Expression(kind, span: span)
  }

  /// Whether it is a number, with a minus or without.
  private var isPlainNumber: Bool {
    switch kind {
    case .number: true
    case .prefix(.minus, let operand): operand.isPlainNumber
    default: false
    }
  }

  /// Whether it starts with a name, so that a number may be glued to it.
  private var startsWithName: Bool {
    switch kind {
    case .reference, .call, .primed: true
    case .power(let base, _), .transpose(let base): base.startsWithName
    default: false
    }
  }
}
