package import Operations

extension Form {
  /// The form as a lecturer writes it: no ·1, + 0, ^1, double sign, or number times number.
  ///
  /// Like terms and powers of one base are collected, quotients are brought to one fraction bar,
  /// factors and terms keep the order they were written in: `cos(x²)·2x` stays as it is.
  /// The value stays the same wherever the form had one; u/u becomes 1.
  package func simplified() -> Form {
    var form = self
    // One pass nearly always does; what a pass brings together may simplify again.
    for _ in 0..<8 {
      let next = form.simplifiedOnce()
      if next == form { break }
      form = next
    }
    return form
  }

  private func simplifiedOnce() -> Form {
    switch self {
    case .number(let value): return .number(value == 0 ? 0 : value)
    case .symbol: return self
    case .apply(let operation, let operands):
      return Form.rebuilt(operation, operands.map { $0.simplifiedPart(of: operation) })
    }
  }

  /// The operand of a chain of sums or products with its own operands simplified.
  ///
  /// The chain itself is put together in one go: a number in the middle of cos(x²)·2·x would
  /// otherwise move to the front of cos(x²)·2.
  private func simplifiedPart(of chain: Operation) -> Form {
    guard case .apply(let operation, let operands) = self else { return simplifiedOnce() }
    switch (chain, operation) {
    case (.pairwise(.multiply), .pairwise(.multiply)),
      (.pairwise(.divide), .pairwise(.multiply)),
      (.pairwise(.add), .pairwise(.add)), (.pairwise(.add), .pairwise(.subtract)),
      (.pairwise(.subtract), .pairwise(.add)), (.pairwise(.subtract), .pairwise(.subtract)),
      (.elementwise(.negate), .pairwise(.multiply)):
      return .apply(operation, operands.map { $0.simplifiedPart(of: operation) })
    default:
      return simplifiedOnce()
    }
  }

  /// An operation on simplified operands, simplified.
  private static func rebuilt(_ operation: Operation, _ operands: [Form]) -> Form {
    switch operation {
    case .pairwise(.add), .pairwise(.subtract), .sumOfTerms:
      return Sum(.apply(operation, operands)).form
    case .pairwise(.multiply), .pairwise(.divide), .productOfFactors,
      .elementwise(.negate):
      return Sum(Product(.apply(operation, operands))).form
    case .pairwise(.power):
      return Sum(Product(power: operands[0], operands[1])).form
    case .elementwise(let function):
      return called(function, operands[0])
    case .elementwiseDerivative(let function):
      if function.isPiecewise, case .number(let x) = operands[0], x.isFinite {
        return .number(function.derivative(at: x))
      }
      return .apply(operation, operands)
    case .pairwise(let function):
      if case .number(let x) = operands[0], case .number(let y) = operands[1] {
        return .number(function.value(x, y))
      }
      return .apply(operation, operands)
    default:
      return .apply(operation, operands)
    }
  }

  /// f of a simplified form; known values of f are put in.
  private static func called(_ function: ElementwiseFunction, _ x: Form) -> Form {
    switch (function, x) {
    case (.identity, _):
      return x
    case (.exp, .apply(.elementwise(.log), let inner)),
      (.log, .apply(.elementwise(.exp), let inner)):
      return inner[0]
    case (.log, .number(eulersNumber)):
      return .number(1)
    case (_, .number(let value)) where function.hasPlainValue(at: value):
      return .number(function.value(at: value) + 0)
    default:
      return .call(function, x)
    }
  }
}

extension ElementwiseFunction {
  /// Whether the function consists of straight pieces, so that its values need no rounding.
  fileprivate var isPiecewise: Bool {
    switch self {
    case .identity, .negate, .relu, .leakyRelu, .absolute, .sign, .round, .floor, .ceiling, .not:
      true
    default:
      false
    }
  }

  /// Whether f(x) is a number a lecturer would write in its place: exp(0) = 1, √9 = 3.
  fileprivate func hasPlainValue(at x: Double) -> Bool {
    guard x.isFinite else { return false }
    if isPiecewise { return true }
    switch self {
    case .exp, .sine, .cosine, .tangent, .hyperbolicTangent, .sigmoid, .elu:
      return x == 0
    case .log: return x == 1
    case .log2, .log10, .squareRoot:
      guard x > 0 || (x == 0 && self == .squareRoot) else { return false }
      let value = value(at: x)
      guard value == value.rounded() else { return false }
      switch self {
      case .log2: return PairwiseFunction.power.value(2, value) == x
      case .log10: return PairwiseFunction.power.value(10, value) == x
      default: return value * value == x
      }
    default: return false
    }
  }
}
