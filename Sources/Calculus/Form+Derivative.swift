package import Operations

extension Form {
  /// d/d(symbol) of the form, simplified: `sin(x²)` by x is `cos(x²)·2x`.
  ///
  /// By the chain rule the outer derivative stands first, then the inner one. Other names are
  /// constants. Functions with kinks give their derivative by name, `relu′(x)`.
  /// - Throws: `CalculusError.noClosedForm` where the symbol goes through an operation on matrices.
  package func derivative(by symbol: String) throws(CalculusError) -> Form {
    try slope(symbol).simplified()
  }

  /// The derivative as the rules give it, not simplified.
  private func slope(_ symbol: String) throws(CalculusError) -> Form {
    switch self {
    case .number: return .number(0)
    case .symbol(let name): return .number(name == symbol ? 1 : 0)
    case .apply(let operation, let operands):
      let moving = operands.map { $0.contains(symbol) }
      guard moving.contains(true) else { return .number(0) }
      var slopes: [Form] = []
      for (operand, moves) in zip(operands, moving) {
        slopes.append(moves ? try operand.slope(symbol) : .number(0))
      }
      if let form = Form.rule(operation, operands, slopes, moving) { return form }
      var terms: [Form] = []
      for index in operands.indices where moving[index] {
        guard let outer = operation.partialDerivative(byOperand: index, operands: operands)
        else { throw .noClosedForm(operation) }
        terms.append(.product(outer, slopes[index]))
      }
      return terms.count == 1 ? terms[0] : .apply(.sumOfTerms, terms)
    }
  }

  /// The rules that a lecturer writes otherwise than outer · inner: sums, products, quotients.
  private static func rule(
    _ operation: Operation,
    _ u: [Form],
    _ slopes: [Form],
    _ moving: [Bool]
  ) -> Form? {
    switch operation {
    case .pairwise(.add), .pairwise(.subtract), .sumOfTerms, .elementwise(.negate),
      .elementwise(.identity):
      // Linear: (u + v)′ = u′ + v′.
      return .apply(operation, slopes)
    case .pairwise(.multiply):
      // (u v)′ = u′ v + u v′.
      if !moving[0] { return .product(u[0], slopes[1]) }
      if !moving[1] { return .product(slopes[0], u[1]) }
      return .sum(.product(slopes[0], u[1]), .product(u[0], slopes[1]))
    case .pairwise(.divide):
      // (u/v)′ = (u′ v − u v′)/v²; u′/v for a constant v.
      if !moving[1] { return .quotient(slopes[0], u[1]) }
      let square = Form.power(u[1], .number(2))
      let below = Form.product(u[0], slopes[1])
      if !moving[0] { return .negative(.quotient(below, square)) }
      return .quotient(.difference(.product(slopes[0], u[1]), below), square)
    case .pairwise(.power):
      return powerRule(u[0], u[1], slopes, moving)
    default:
      return nil
    }
  }

  /// (uⁿ)′ = n uⁿ⁻¹ u′; (cᵛ)′ = cᵛ log(c) v′; (uᵛ)′ = uᵛ (v′ log u + v u′/u).
  private static func powerRule(
    _ base: Form,
    _ exponent: Form,
    _ slopes: [Form],
    _ moving: [Bool]
  ) -> Form {
    let power = Form.power(base, exponent)
    if !moving[1] {
      let lower = Form.power(base, .difference(exponent, .number(1)))
      return .product(.product(exponent, lower), slopes[0])
    }
    let logarithm = Form.call(.log, base)
    if !moving[0] { return .product(.product(power, logarithm), slopes[1]) }
    let inner = Form.sum(
      .product(slopes[1], logarithm),
      .quotient(.product(exponent, slopes[0]), base)
    )
    return .product(power, inner)
  }
}
