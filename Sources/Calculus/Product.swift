import Operations

/// A product as a coefficient and powers of different bases, in the order they were written.
///
/// Quotients are negative exponents. `init(_:)` takes a simplified form apart, `form` writes it.
struct Product {
  /// base ^ exponent, both simplified.
  struct Factor: Hashable {
    var base: Form
    var exponent: Form
  }

  var coefficient: Rational
  private(set) var factors: [Factor]
  /// Where the coefficient stands.
  private var place = Place.front

  /// The places of a coefficient: in cos(x²)·2x it stands before x.
  private enum Place {
    case front
    case before(Form)
    /// Last so far: before whatever is multiplied next.
    case last
  }

  /// How many terms or factors are written with + and ·; more stay a Σ or Π, which does not nest.
  static let nestingLimit = 256

  init(_ coefficient: Rational, _ factors: [Factor] = []) {
    self.coefficient = coefficient
    self.factors = coefficient == .zero ? [] : factors
  }

  /// Takes a simplified form apart.
  init(_ form: Form) {
    switch form {
    case .number(let value) where value.isFinite:
      self.init(Rational(value))
    case .apply(.elementwise(.negate), let operands):
      self = -Product(operands[0])
    case .apply(.pairwise(.multiply), let operands):
      self = Product(operands[0]) * Product(operands[1])
    case .apply(.productOfFactors, let operands):
      self = operands.reduce(Product(.one)) { $0 * Product($1) }
    case .apply(.pairwise(.divide), let operands):
      if let inverse = Product(operands[1]).inverse {
        self = Product(operands[0]) * inverse
      } else {
        // x/0 stays as it is written, but for its sign.
        let above = Product(operands[0])
        let isNegative = above.coefficient.isNegative
        let quotient = Form.quotient(isNegative ? (-above).form : above.form, .number(0))
        self.init(
          isNegative ? -.one : .one,
          [Factor(base: quotient, exponent: .number(1))]
        )
      }
    case .apply(.pairwise(.power), let operands):
      self.init(.one, [Factor(base: operands[0], exponent: operands[1])])
    default:
      self.init(.one, [Factor(base: form, exponent: .number(1))])
    }
  }

  /// 1/product, nil for the product 0.
  var inverse: Product? {
    guard coefficient != .zero else { return nil }
    return Product(
      coefficient.inverse,
      factors.map { Factor(base: $0.base, exponent: Product.negated($0.exponent)) }
    )
  }

  static prefix func - (product: Product) -> Product {
    var result = product
    result.coefficient = -product.coefficient
    return result
  }

  /// The product; powers of one base are put together at the place of the first.
  static func * (left: Product, right: Product) -> Product {
    var result = Product(left.coefficient * right.coefficient, left.factors)
    guard result.coefficient != .zero else { return result }
    result.place = left.place
    if let first = right.factors.first, case .last = left.place {
      result.place = .before(first.base)
    }
    if !right.coefficient.isUnit {
      switch right.place {
      case .front where !left.factors.isEmpty:
        result.place = right.factors.first.map { .before($0.base) } ?? .last
      default:
        result.place = right.place
      }
    }
    for factor in right.factors { result.multiply(by: factor) }
    return result
  }

  private mutating func multiply(by factor: Factor) {
    guard let index = factors.firstIndex(where: { $0.base == factor.base }) else {
      factors.append(factor)
      return
    }
    let exponent = Product.sum(factors[index].exponent, factor.exponent)
    if exponent == .number(0) {
      factors.remove(at: index)
    } else {
      factors[index].exponent = exponent
    }
  }

  /// base^exponent of simplified forms.
  init(power base: Form, _ exponent: Form) {
    let opaque = Product(.one, [Factor(base: base, exponent: exponent)])
    guard let constant = Rational(exponent) else {
      // 1ˣ is 1, and eˣ is written exp(x).
      if base == .number(1) {
        self.init(.one)
      } else if base == .number(Form.eulersNumber) {
        self.init(.call(.exp, exponent))
      } else {
        self = opaque
      }
      return
    }
    if constant == .zero {
      self.init(.one)
    } else if let whole = constant.whole {
      self = Product.wholePower(of: base, whole) ?? opaque
    } else if base == .number(1) || (base == .number(0) && !constant.isNegative) {
      self.init(base)
    } else {
      self = opaque
    }
  }

  /// (c u v)ⁿ = cⁿ uⁿ vⁿ for a whole n; (√u)² = u.
  private static func wholePower(of base: Form, _ exponent: Int) -> Product? {
    if case .apply(.elementwise(.squareRoot), let operands) = base,
      exponent.isMultiple(of: 2)
    {
      return Product(power: operands[0], .number(Double(exponent / 2)))
    }
    let product = Product(base)
    guard let coefficient = product.coefficient.power(exponent) else { return nil }
    let scale = Rational(Double(exponent))
    return Product(
      coefficient,
      product.factors.map {
        Factor(base: $0.base, exponent: ($0.scaledExponent(by: scale)))
      }
    )
  }

  /// The form: sign, numerator with its coefficient, denominator.
  var form: Form {
    var above: [Form] = []
    var below: [Form] = []
    var position = 0
    for factor in factors {
      if factor.standsBelow {
        below.append(Product.power(factor.base, Product.negated(factor.exponent)))
      } else {
        let power = Product.power(factor.base, factor.exponent)
        if case .before(factor.base) = place, factor.base.isLetter { position = above.count }
        above.append(power)
      }
    }
    let size = coefficient.numerator.magnitude
    if size != 1 || above.isEmpty { above.insert(.number(size), at: min(position, above.count)) }
    if coefficient.denominator != 1 { below.insert(.number(coefficient.denominator), at: 0) }
    let numerator = Product.chain(above)
    let result = below.isEmpty ? numerator : .quotient(numerator, Product.chain(below))
    guard coefficient.isNegative else { return result }
    if case .number(let value) = result { return .number(-value) }
    return .negative(result)
  }

  /// Whether the form has a fraction bar.
  var isQuotient: Bool {
    coefficient.denominator != 1 || factors.contains(where: \.standsBelow)
  }

  /// The terms of the sum that the product is, if it is ±(a + b + …) and nothing else.
  var loneSum: Form? {
    guard coefficient.isUnit, factors.count == 1, factors[0].exponent == .number(1) else {
      return nil
    }
    switch factors[0].base {
    case .apply(.pairwise(.add), _), .apply(.pairwise(.subtract), _), .apply(.sumOfTerms, _):
      return factors[0].base
    default:
      return nil
    }
  }
}

extension Product {
  private static func chain(_ factors: [Form]) -> Form {
    if factors.count > nestingLimit { return .apply(.productOfFactors, factors) }
    return factors.dropFirst().reduce(factors[0]) { .product($0, $1) }
  }

  private static func power(_ base: Form, _ exponent: Form) -> Form {
    exponent == .number(1) ? base : .power(base, exponent)
  }

  private static func negated(_ exponent: Form) -> Form {
    Sum(-Product(exponent)).form
  }

  private static func sum(_ left: Form, _ right: Form) -> Form {
    (Sum(left) + Sum(right)).form
  }
}

extension Product.Factor {
  /// Whether the factor belongs below the fraction bar: x⁻² and 2⁻ⁿ do.
  ///
  /// relu(x)^(−n) stays above: where n is negative and relu(x) is 0, it is 0 and not 1/0.
  fileprivate var standsBelow: Bool {
    guard Product(exponent).coefficient.isNegative else { return false }
    if Rational(exponent) != nil { return base != .number(0) }
    switch base {
    case .number(let value): return value != 0
    default: return base.isLetter
    }
  }

  fileprivate func scaledExponent(by scale: Rational) -> Form {
    Sum(Product(scale) * Product(exponent)).form
  }
}

extension Form {
  /// e, the base of the natural logarithm, as the nearest float64.
  static let eulersNumber = 2.718281828459045

  /// Whether the form is a name or an element of one, before which a number stands well.
  fileprivate var isLetter: Bool {
    switch self {
    case .symbol: true
    case .apply(.slice, let operands): operands[0].isLetter
    default: false
    }
  }
}
