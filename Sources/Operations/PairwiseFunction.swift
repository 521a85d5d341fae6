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
  @inlinable
  package func value(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    // Squares and their slopes are most of what lectures need, and pow is slow.
    case .power: y == 2 ? x * x : y == 1 ? x : ElementaryFunction.powerOf(x, y)
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
  func slopes(_ x: Double, _ y: Double) throws(OperationError) -> (Double, Double) {
    try checkSlopes(x, y)
    return (slopeByFirst(x, y), slopeBySecond(x, y))
  }

  /// Throws where a slope is vertical: xʸ rises so at 0 for 0 < y < 1.
  func checkSlopes(_ x: Double, _ y: Double) throws(OperationError) {
    if self == .power, x == 0, y > 0, y < 1 { throw .verticalSlope("x^\(y.inMessage)", x) }
  }

  /// ∂f/∂x at a point where f is defined, infinite where x^y is vertical; 0 for comparisons.
  @inlinable
  package func slopeByFirst(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .add, .subtract: 1
    case .multiply: y
    case .divide: 1 / y
    // y x^(y−1); for y = 0 the power is the constant 1, also at x = 0.
    case .power: y == 0 ? 0 : y * PairwiseFunction.power.value(x, y - 1)
    // The kink at x = 0 takes the slope from the left, as leaky_relu does.
    case .prelu: x > 0 ? 1 : y
    default: 0
    }
  }

  /// ∂f/∂y at a point where f is defined; 0 for comparisons.
  ///
  /// ∂(xʸ)/∂y = xʸ log x is NaN for x < 0: a power of a negative number is defined for whole y
  /// only, so there is nothing to differentiate. At x = 0 it is 0 (y > 0).
  @inlinable
  package func slopeBySecond(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .add: 1
    case .subtract: -1
    case .multiply: x
    // (x/y)′ by y is −x/y².
    case .divide: -x / (y * y)
    case .power: x == 0 ? 0 : value(x, y) * ElementaryFunction.naturalLogarithm(x)
    case .prelu: x > 0 ? 0 : x
    default: 0
    }
  }
}
