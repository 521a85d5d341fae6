import Diagnostics
import Notation

// `log h_i`: a function followed by a space and an operand is a call. The parser cannot know, so
// a product is read again here, where it is known what names stand for.
extension Interpreter {
  /// Factors with each function that stands before an operand made a call of it.
  ///
  /// `2 log h` becomes `2 · log(h)`, `−sin cos 0` becomes `−sin(cos(0))`, `tanh² x` the square.
  ///
  /// - Parameters:
  ///   - first: The first factor.
  ///   - rest: The factors behind it, each with how it is joined.
  ///   - bound: Names that stand for values whatever functions there are.
  /// - Returns: The factors, with calls in the place of functions and their operands.
  func withCalls(
    _ first: Expression,
    _ rest: [(ProductOperator, Expression)],
    bound: Set<String> = []
  ) -> (Expression, [(ProductOperator, Expression)]) {
    var factors: [(ProductOperator, Expression)] = [(.times, first)] + rest
    // From the right, so that the operand of `sin cos 0` is a call already.
    for position in factors.indices.dropLast().reversed()
    where position + 1 < factors.count && factors[position + 1].0 == .adjacent {
      let operand = factors[position + 1].1
      guard let call = applying(factors[position].1, to: operand, bound: bound) else { continue }
      factors[position].1 = call
      factors.remove(at: position + 1)
    }
    return (factors[0].1, Array(factors.dropFirst()))
  }

  /// Whether a factor could be a function that stands before an operand.
  func mayHoldCall(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .reference(let reference): functionOnly(reference) != nil
    case .primed: true
    case .power(let base, _), .prefix(.minus, let base), .glued(_, let base): mayHoldCall(base)
    default: false
    }
  }

  /// The call that a factor and its operand make, nil where the factor is no function.
  private func applying(
    _ expression: Expression,
    to operand: Expression,
    bound: Set<String>
  ) -> Expression? {
    var span = expression.span
    span.end = operand.span.end
    switch expression.kind {
    case .reference, .primed, .power:
      guard var callee = functionStanding(in: base(of: expression), bound: bound) else {
        return nil
      }
      if case .power(_, let exponent) = expression.kind { callee.power = exponent }
      return Expression(.call(callee, [Argument(value: operand)]), span: span)
    case .prefix(.minus, let inner):
      return applying(inner, to: operand, bound: bound).map {
        Expression(.prefix(.minus, $0), span: span)
      }
    case .glued(let number, let inner):
      return applying(inner, to: operand, bound: bound).map {
        Expression(.glued(number, $0), span: span)
      }
    default: return nil
    }
  }

  private func base(of expression: Expression) -> Expression {
    if case .power(let base, _) = expression.kind { base } else { expression }
  }

  /// A function's name standing as a factor, `log` or `σ'`; nil for every other expression.
  func functionStanding(in expression: Expression, bound: Set<String> = []) -> Callee? {
    switch expression.kind {
    case .reference(let reference):
      guard !bound.contains(reference.identifier), functionOnly(reference) != nil else {
        return nil
      }
      return Callee(reference: reference)
    case .primed(let reference, let primes):
      guard !bound.contains(reference.identifier), functionOnly(reference) != nil else {
        return nil
      }
      return Callee(reference: reference, primes: primes)
    default: return nil
    }
  }

  /// The function a bare name stands for where it has no value as a number.
  private func functionOnly(_ reference: Reference) -> FunctionValue? {
    guard reference.element == nil else { return nil }
    if reference.layer == nil, index(named: reference.identifier) != nil { return nil }
    if let layer = reference.layer {
      guard case .number(let value) = layer.kind, let number = Int(exactly: value) else {
        return nil
      }
      let key = VariableKey(reference.identifier, layer: number)
      if case .function(let function)? = variable(key)?.value { return function }
      return nil
    }
    if let variable = variable(VariableKey(reference.identifier)) {
      if case .function(let function) = variable.value { return function }
      return nil
    }
    return function(named: reference)
  }
}
