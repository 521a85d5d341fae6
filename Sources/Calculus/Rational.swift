import Operations

/// A quotient of two numbers, reduced while both are whole: how the coefficients of a form add up.
///
/// Whole numbers stay exact, so that 1/3 + 1/6 is 1/2; anything else is worked out in float64.
struct Rational: Hashable {
  let numerator: Double
  /// Positive.
  let denominator: Double

  static let zero = Rational(0)
  static let one = Rational(1)

  /// Makes p/q; q is not zero.
  init(_ p: Double, _ q: Double = 1) {
    precondition(q != 0, "A quotient's denominator is not zero.")
    guard Self.isWhole(p), Self.isWhole(q) else {
      (numerator, denominator) = (p / q + 0, 1)
      return
    }
    let divisor = Self.greatestCommonDivisor(p.magnitude, q.magnitude) * (q < 0 ? -1 : 1)
    // Adding 0 turns −0 into 0.
    (numerator, denominator) = (p / divisor + 0, q / divisor)
  }

  /// The number as a form's constant: `3`, `1/2`, `−1/2`; nil for any other form.
  init?(_ form: Form) {
    switch form {
    case .number(let value) where value.isFinite:
      self.init(value)
    case .apply(.elementwise(.negate), let operands):
      guard let positive = Rational(operands[0]) else { return nil }
      self = -positive
    case .apply(.pairwise(.divide), let operands):
      guard let above = Rational(operands[0]), let below = Rational(operands[1]),
        below != .zero
      else { return nil }
      self = above * below.inverse
    default:
      return nil
    }
  }

  var inverse: Rational { Rational(denominator, numerator) }
  var isNegative: Bool { numerator < 0 }
  /// The whole number it is, nil for a fraction.
  var whole: Int? {
    denominator == 1 && Self.isWhole(numerator) ? Int(numerator) : nil
  }
  /// Whether it is 1 or −1, which no product shows.
  var isUnit: Bool { numerator.magnitude == 1 && denominator == 1 }

  static func * (left: Rational, right: Rational) -> Rational {
    Rational(left.numerator * right.numerator, left.denominator * right.denominator)
  }

  static func + (left: Rational, right: Rational) -> Rational {
    Rational(
      left.numerator * right.denominator + right.numerator * left.denominator,
      left.denominator * right.denominator
    )
  }

  static prefix func - (value: Rational) -> Rational {
    Rational(-value.numerator, value.denominator)
  }

  /// The power to a whole exponent; nil where it leaves the range of float64.
  func power(_ exponent: Int) -> Rational? {
    if exponent < 0, self == .zero { return nil }
    guard exponent.magnitude <= 1024 else { return isUnit && !isNegative ? self : nil }
    let base = exponent < 0 ? inverse : self
    var result = Rational.one
    for _ in 0..<exponent.magnitude { result = result * base }
    let isLost =
      !result.numerator.isFinite || (result == .zero && self != .zero)
    return isLost ? nil : result
  }

  private static func isWhole(_ value: Double) -> Bool {
    value == value.rounded() && value.magnitude <= 9_007_199_254_740_992
  }

  private static func greatestCommonDivisor(_ a: Double, _ b: Double) -> Double {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a.truncatingRemainder(dividingBy: b)) }
    return a == 0 ? 1 : a
  }
}
