extension ElementwiseFunction {
  /// f′(x), without a check of the domain; one-sided slopes are infinite where f is vertical.
  ///
  /// At a kink one of the two slopes is taken, as deep-learning libraries do: relu′(0) = 0,
  /// leaky_relu′(0) = slope, elu′(0) = α (both from the left), abs′(0) = 0.
  /// sign, round, floor, ceil and not are flat between their jumps: 0.
  @inlinable
  package func derivative(at x: Double) -> Double {
    derivative(at: x, value: value(at: x))
  }

  /// f′(x) where f(x) is known already, as on the tape; it is asked for only where it helps.
  @inlinable
  package func derivative(at x: Double, value: @autoclosure () -> Double) -> Double {
    switch self {
    case .identity: return 1
    case .negate: return -1
    case .exp: return value()
    case .log: return 1 / x
    // log₂ x = log x / log 2.
    case .log2: return 1 / (x * ElementaryFunction.naturalLogarithm(2))
    case .log10: return 1 / (x * ElementaryFunction.naturalLogarithm(10))
    // (x^½)′ = ½ x^(−½).
    case .squareRoot: return 1 / (2 * value())
    case .sine: return ElementaryFunction.cosineOf(x)
    case .cosine: return -ElementaryFunction.sineOf(x)
    case .tangent:
      // (sin/cos)′ = (cos² + sin²)/cos².
      let cosine = ElementaryFunction.cosineOf(x)
      return 1 / (cosine * cosine)
    case .hyperbolicTangent:
      // manchester, "Compute gradients on a toy example (3)": tanh′ = 1 − tanh².
      let value = value()
      return 1 - value * value
    case .sigmoid:
      // manchester, "Compute gradients on a toy example (3)": σ′ = σ(1 − σ).
      let value = value()
      return value * (1 - value)
    case .relu: return x.isNaN ? x : x > 0 ? 1 : 0
    // (log(1 + eᶻ))′ = eᶻ/(1 + eᶻ) = σ(z).
    case .softplus: return ElementwiseFunction.sigmoid.value(at: x)
    case .leakyRelu(let slope): return x.isNaN ? x : x > 0 ? 1 : slope
    case .elu(let alpha): return x > 0 ? 1 : alpha * ElementaryFunction.exponential(x)
    case .absolute: return ElementwiseFunction.sign.value(at: x)
    case .sign, .round, .floor, .ceiling, .not: return x.isNaN ? x : 0
    }
  }

  /// Whether f consists of straight pieces, so that f″ is 0 between its kinks.
  var isStraight: Bool {
    switch self {
    case .identity, .negate, .relu, .leakyRelu, .absolute, .sign, .round, .floor, .ceiling, .not:
      true
    default: false
    }
  }

  /// f″(x), without a check of the domain; 0 where f is straight; at a kink that of the left side.
  package func secondDerivative(at x: Double) -> Double {
    switch self {
    case .identity, .negate, .relu, .leakyRelu, .absolute, .sign, .round, .floor, .ceiling, .not:
      return x.isNaN ? x : 0
    case .exp: return value(at: x)
    case .log: return -1 / (x * x)
    case .log2: return -1 / (x * x * ElementaryFunction.naturalLogarithm(2))
    case .log10: return -1 / (x * x * ElementaryFunction.naturalLogarithm(10))
    // (½ x^(−½))′ = −¼ x^(−3/2).
    case .squareRoot: return -1 / (4 * x * x.squareRoot())
    case .sine: return -ElementaryFunction.sineOf(x)
    case .cosine: return -ElementaryFunction.cosineOf(x)
    // (cos⁻²)′ = 2 sin cos⁻³ = 2 tan · tan′.
    case .tangent: return 2 * value(at: x) * derivative(at: x)
    // (1 − t²)′ = −2 t t′.
    case .hyperbolicTangent: return -2 * value(at: x) * derivative(at: x)
    // (σ − σ²)′ = σ′(1 − 2σ).
    case .sigmoid: return derivative(at: x) * (1 - 2 * value(at: x))
    case .softplus: return ElementwiseFunction.sigmoid.derivative(at: x)
    case .elu(let alpha): return x > 0 ? 0 : alpha * ElementaryFunction.exponential(x)
    }
  }

  /// f′(x), or the error that says why there is none: outside the domain, or a vertical slope.
  package func checkedDerivative(at x: Double) throws(OperationError) -> Double {
    guard isDefined(at: x) else { throw .outsideDomain(self, x) }
    // √x rises vertically at 0, and only there is a slope infinite.
    if self == .squareRoot, x == 0 { throw .verticalSlope(name, x) }
    return derivative(at: x)
  }
}
