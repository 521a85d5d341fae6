package import Operations

extension Form {
  /// The form multiplied out into monomials, as the slides write sums of letters: `aj + bk`.
  ///
  /// Terms and the letters in them keep the order they were written in; like terms are collected.
  /// Where more than 10 000 monomials would come of it, the form is only simplified.
  package func expandedTerms() -> Form {
    guard let terms = monomials() else { return simplified() }
    return Sum(terms).form
  }

  /// The monomials of the form, nil where there are too many.
  private func monomials() -> [Product]? {
    switch self {
    case .apply(.pairwise(.add), let operands), .apply(.sumOfTerms, let operands):
      return Form.concatenated(operands)
    case .apply(.pairwise(.subtract), let operands):
      return Form.concatenated([operands[0], .negative(operands[1])])
    case .apply(.elementwise(.negate), let operands):
      return operands[0].monomials()?.map { -$0 }
    case .apply(.pairwise(.multiply), let operands), .apply(.productOfFactors, let operands):
      return Form.multiplied(operands)
    case .apply(.pairwise(.divide), let operands):
      guard let inverse = Product(operands[1].simplified()).inverse else {
        return [Product(simplified())]
      }
      return operands[0].monomials()?.map { $0 * inverse }
    case .apply(.pairwise(.power), let operands):
      guard let exponent = Rational(operands[1].simplified())?.whole, (1...64).contains(exponent)
      else { return Sum(simplified()).terms }
      return Form.multiplied(Array(repeating: operands[0], count: exponent))
    default:
      return Sum(simplified()).terms
    }
  }

  private static let monomialLimit = 10_000

  private static func concatenated(_ forms: [Form]) -> [Product]? {
    var all: [Product] = []
    for form in forms {
      guard let terms = form.monomials(), all.count + terms.count <= monomialLimit else {
        return nil
      }
      all += terms
    }
    return all
  }

  private static func multiplied(_ forms: [Form]) -> [Product]? {
    var all = [Product(.one)]
    for form in forms {
      guard let terms = form.monomials(), all.count * terms.count <= monomialLimit else {
        return nil
      }
      // Like terms are collected on the way, so that powers do not grow beyond their result.
      all = Sum(all.flatMap { left in terms.map { left * $0 } }).terms
    }
    return all
  }
}
