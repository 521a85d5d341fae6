extension PairwiseFunction {
  /// How the notation writes the function: `+`, `⊙`, `≤`, `prelu`.
  package var name: String {
    switch self {
    case .add: "+"
    case .subtract: "−"
    case .multiply: "⊙"
    case .divide: "/"
    case .power: "^"
    case .equal: "=="
    case .notEqual: "≠"
    case .less: "<"
    case .lessOrEqual: "≤"
    case .greater: ">"
    case .greaterOrEqual: "≥"
    case .and: "and"
    case .or: "or"
    case .prelu: "prelu"
    }
  }

  /// f(x, y) in float64, without a check of the domain; comparisons give 1 or 0.
  package func value(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .power: y == 2 ? x * x : ElementaryFunction.powerOf(x, y)
    case .equal: x == y ? 1 : 0
    case .notEqual: x != y ? 1 : 0
    case .less: x < y ? 1 : 0
    case .lessOrEqual: x <= y ? 1 : 0
    case .greater: x > y ? 1 : 0
    case .greaterOrEqual: x >= y ? 1 : 0
    case .and: x != 0 && y != 0 ? 1 : 0
    case .or: x != 0 || y != 0 ? 1 : 0
    case .prelu: x > 0 ? x : y * x
    }
  }

  /// f(x, y), or the error that says why f is not defined there; overflow is no error.
  ///
  /// Undefined are x/0, a negative power of 0, and a broken power of a negative number.
  package func checked(_ x: Double, _ y: Double) throws(OperationError) -> Double {
    switch self {
    case .divide where y == 0:
      throw .divisionByZero(x)
    case .power where x == 0 && y < 0:
      throw .negativePowerOfZero(exponent: y)
    case .power where x < 0 && y.isFinite && y != y.rounded():
      throw .rootOfNegative(base: x, exponent: y)
    default:
      return value(x, y)
    }
  }

  /// Whether f is defined for all pairs of numbers, so that no element needs a check.
  var isDefinedEverywhere: Bool {
    switch self {
    case .divide, .power: false
    default: true
    }
  }

  /// Whether f has a derivative worth passing on; comparisons and logic are flat.
  var isDifferentiable: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .power, .prelu: true
    default: false
    }
  }

  /// (∂f/∂x, ∂f/∂y) at a point where f is defined, or an error where a slope is vertical.
  ///
  /// ∂(xʸ)/∂y = xʸ log x is NaN for x < 0: a power of a negative number is defined for whole y
  /// only, so there is nothing to differentiate. At x = 0 it is 0 (y > 0).
  func slopes(_ x: Double, _ y: Double) throws(OperationError) -> (Double, Double) {
    switch self {
    case .add: return (1, 1)
    case .subtract: return (1, -1)
    case .multiply: return (y, x)
    // (x/y)′ by y is −x/y².
    case .divide: return (1 / y, -x / (y * y))
    case .power:
      if x == 0, y > 0, y < 1 { throw .verticalSlope("x^\(y.inMessage)", x) }
      // y x^(y−1); for y = 0 the power is the constant 1, also at x = 0.
      let byBase = y == 0 ? 0 : y * PairwiseFunction.power.value(x, y - 1)
      let byExponent: Double =
        x == 0 ? 0 : value(x, y) * ElementaryFunction.naturalLogarithm(x)
      return (byBase, byExponent)
    // The kink at x = 0 takes the slope from the left, as leaky_relu does.
    case .prelu: return x > 0 ? (1, 0) : (y, x)
    default: return (0, 0)
    }
  }
}
