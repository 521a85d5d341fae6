import Operations

/// A sum as terms with different factors, in the order they were written; like terms are collected.
struct Sum {
  private(set) var terms: [Product] = []
  /// Where the term with given factors stands, whatever their order.
  private var places: [Set<Product.Factor>: Int] = [:]

  /// The sum of one term; ±(a + b) is taken apart.
  init(_ term: Product) {
    if let sum = term.loneSum {
      let inner = Sum(sum)
      self = term.coefficient.isNegative ? inner.reversedDifference ?? -inner : inner
    } else {
      add(term)
    }
  }

  /// Takes a simplified form apart.
  init(_ form: Form) {
    switch form {
    case .apply(.pairwise(.add), let operands):
      self = Sum(operands[0]) + Sum(operands[1])
    case .apply(.pairwise(.subtract), let operands):
      self = Sum(operands[0]) + -Sum(operands[1])
    case .apply(.sumOfTerms, let operands):
      self.init([])
      for operand in operands { add(Sum(operand)) }
    default:
      self.init(Product(form))
    }
  }

  /// The sum of terms.
  init(_ terms: [Product]) {
    for term in terms { add(term) }
  }

  static func + (left: Sum, right: Sum) -> Sum {
    var result = left
    result.add(right)
    return result
  }

  static prefix func - (sum: Sum) -> Sum {
    Sum(sum.terms.map { -$0 })
  }

  /// b − a for a − b, which reads better than −a + b; nil for other sums.
  ///
  /// Quotients keep their places: −y/a + (1 − y)/(1 − a) is how the slide has it.
  private var reversedDifference: Sum? {
    guard terms.count == 2, !terms[0].coefficient.isNegative, terms[1].coefficient.isNegative,
      !terms.contains(where: \.isQuotient)
    else { return nil }
    return Sum([-terms[1], -terms[0]])
  }

  private mutating func add(_ sum: Sum) {
    for term in sum.terms { add(term) }
  }

  private mutating func add(_ term: Product) {
    guard term.coefficient != .zero else { return }
    let key = Set(term.factors)
    if let place = places[key] {
      terms[place].coefficient = terms[place].coefficient + term.coefficient
    } else {
      places[key] = terms.count
      terms.append(term)
    }
  }

  /// The form: the first term with its sign, then + and −.
  var form: Form {
    let terms = terms.filter { $0.coefficient != .zero }
    guard let first = terms.first else { return .number(0) }
    if terms.count > Product.nestingLimit {
      return .apply(.sumOfTerms, terms.map(\.form))
    }
    return terms.dropFirst().reduce(first.form) { sum, term in
      term.coefficient.isNegative
        ? .difference(sum, (-term).form) : .sum(sum, term.form)
    }
  }
}
