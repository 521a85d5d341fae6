extension Kernels {
  /// The functions computed element by element.
  package enum Function: Sendable, CaseIterable {
    /// eˣ.
    case exp
    /// log x.
    case log
    /// tanh x.
    case tanh
    /// 1/(1 + e⁻ˣ).
    case sigmoid
  }

  /// Applies a function to `count` elements; source and target may be the same.
  ///
  /// exp and log are off by at most one unit in the last place, tanh and sigmoid by four.
  package func apply(
    _ function: Function,
    _ source: UnsafePointer<Double>,
    to target: UnsafeMutablePointer<Double>,
    count: Int
  ) {
    switch function {
    case .exp: table.exponentials(source, target, count)
    case .log: table.logarithms(source, target, count)
    case .tanh: table.hyperbolicTangents(source, target, count)
    case .sigmoid: table.sigmoids(source, target, count)
    }
  }

  /// delta ← delta ⊙ y ⊙ (1 − y), the sigmoid's derivative at its value y.
  package func multiplyBySigmoidSlope(
    _ y: UnsafePointer<Double>,
    _ delta: UnsafeMutablePointer<Double>,
    count: Int
  ) {
    table.sigmoidSlopes(y, delta, count)
  }

  /// delta ← delta ⊙ (1 − y²), the derivative of tanh at its value y.
  package func multiplyByTanhSlope(
    _ y: UnsafePointer<Double>,
    _ delta: UnsafeMutablePointer<Double>,
    count: Int
  ) {
    table.tanhSlopes(y, delta, count)
  }

  /// y ← y + a x.
  package func addScaled(
    _ a: Double,
    _ x: UnsafePointer<Double>,
    to y: UnsafeMutablePointer<Double>,
    count: Int
  ) {
    table.addScaled(a, x, y, count)
  }
}
