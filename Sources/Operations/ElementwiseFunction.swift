extension ElementwiseFunction {
  /// The name in the notation: `σ`, `log`, `tanh`, `leaky_relu`.
  package var name: String {
    switch self {
    case .identity: "identity"
    case .negate: "−"
    case .exp: "exp"
    case .log: "log"
    case .log2: "log2"
    case .log10: "log10"
    case .squareRoot: "sqrt"
    case .sine: "sin"
    case .cosine: "cos"
    case .tangent: "tan"
    case .hyperbolicTangent: "tanh"
    case .sigmoid: "σ"
    case .relu: "relu"
    case .softplus: "softplus"
    case .leakyRelu: "leaky_relu"
    case .elu: "elu"
    case .absolute: "abs"
    case .sign: "sign"
    case .round: "round"
    case .floor: "floor"
    case .ceiling: "ceil"
    case .not: "not"
    }
  }

  /// f(x) in float64, without a check of the domain; a NaN stays a NaN.
  ///
  /// Stable on the whole line: no intermediate overflows where the result does not.
  @inlinable
  package func value(at x: Double) -> Double {
    switch self {
    case .identity: return x
    case .negate: return -x
    case .exp: return ElementaryFunction.exponential(x)
    case .log: return ElementaryFunction.naturalLogarithm(x)
    case .log2: return ElementaryFunction.binaryLogarithm(x)
    case .log10: return ElementaryFunction.decimalLogarithm(x)
    case .squareRoot: return x.squareRoot()
    case .sine: return ElementaryFunction.sineOf(x)
    case .cosine: return ElementaryFunction.cosineOf(x)
    case .tangent: return ElementaryFunction.tangentOf(x)
    case .hyperbolicTangent: return ElementaryFunction.hyperbolicTangentOf(x)
    case .sigmoid:
      // For z < 0, eᶻ/(1 + eᶻ) is the same number, and eᶻ cannot overflow there.
      if x >= 0 { return 1 / (1 + ElementaryFunction.exponential(-x)) }
      let power = ElementaryFunction.exponential(x)
      return power / (1 + power)
    case .relu: return x < 0 ? 0 : x
    case .softplus:
      // log(1 + eᶻ) = max(z, 0) + log(1 + e^(−|z|)), whose exponent is never positive.
      return x.isNaN
        ? x
        : Swift.max(x, 0)
          + ElementaryFunction.logarithmOfOnePlus(ElementaryFunction.exponential(-x.magnitude))
    case .leakyRelu(let slope): return x > 0 ? x : slope * x
    case .elu(let alpha): return x > 0 ? x : alpha * ElementaryFunction.exponentialMinusOne(x)
    case .absolute: return x.magnitude
    case .sign: return x > 0 ? 1 : x < 0 ? -1 : x
    // Half away from zero, as the slides round.
    case .round: return x.rounded(.toNearestOrAwayFromZero)
    case .floor: return x.rounded(.down)
    case .ceiling: return x.rounded(.up)
    case .not: return x.isNaN ? x : x == 0 ? 1 : 0
    }
  }

  /// f(x), or the error that says why f is not defined at x.
  ///
  /// The logarithms need x > 0, the square root x ≥ 0; every other function takes any number.
  package func checked(_ x: Double) throws(OperationError) -> Double {
    guard isDefined(at: x) else { throw .outsideDomain(self, x) }
    return value(at: x)
  }

  /// Whether f is defined everywhere, so that no element needs a check.
  var isDefinedEverywhere: Bool {
    switch self {
    case .log, .log2, .log10, .squareRoot: false
    default: true
    }
  }

  /// Whether f is defined at x; NaN counts as defined and propagates.
  func isDefined(at x: Double) -> Bool {
    switch self {
    case .log, .log2, .log10: !(x <= 0)
    case .squareRoot: !(x < 0)
    default: true
    }
  }
}
