import Operations
import Testing

@testable import Calculus

@Suite("Simplification") struct SimplificationTests {
  @Test(
    "A form is written as a lecturer writes it",
    arguments: [
      (x * 1 + 0, "x"),
      (0 * sin(x), "0"),
      (x + -y, "x - y"),
      (x - -y, "x + y"),
      (-(-x), "x"),
      (x + -3, "x - 3"),
      (2 * (3 * x), "6*x"),
      (x * 2, "2*x"),
      (cos(x ** 2) * (2 * x), "cos(x^2)*2*x"),
      (x * x ** 2, "x^3"),
      (x ** 2 / x, "x"),
      (x / y / z, "x/(y*z)"),
      (x / (y / z), "x*z/y"),
      ((x ** 2) ** 3, "x^6"),
      ((2 * x) ** 2, "4*x^2"),
      ((-x) ** 3, "-x^3"),
      (x ** -2, "1/x^2"),
      (sqrt(x) * sqrt(x), "x"),
      (x - (y - z), "x - y + z"),
      (x + x, "2*x"),
      (x * y + y * x, "2*x*y"),
      (x - x, "0"),
      (1 / (3 as Form) + 1 / (6 as Form), "1/2"),
      (0.5 * x * 4, "2*x"),
      (x / 2, "x/2"),
      (exp(log(x)), "x"),
      (log(exp(x)), "x"),
      (sqrt(9), "3"),
      (sqrt(2), "sqrt(2)"),
      (exp(0), "1"),
      (x / 0, "x/0"),
      (0 ** -1, "0^(-1)"),
      (2 ** 10, "1024"),
      (-(x - y) * z, "(y - x)*z"),
      (-1 * (x - y), "y - x"),
      (-(y / x - (1 - y) / (1 - x)), "-y/x + (1 - y)/(1 - x)"),
      (x ** y * x, "x^(y + 1)"),
    ] as [(Form, String)]
  )
  func written(_ form: Form, _ expected: String) {
    #expect(plainText(form.simplified()) == expected)
  }

  @Test("Random forms keep their value to 1e-9, and none of the forbidden patterns is left")
  func randomForms() {
    for seed in 0..<3000 {
      var random = FormGenerator(seed: UInt64(seed) &+ 77)
      let form = random.form(depth: 1 + seed % 5)
      let simple = form.simplified()
      #expect(faults(simple) == [], "\(plainText(form)) → \(plainText(simple))")
      #expect(simple.simplified() == simple, "\(plainText(form)) → \(plainText(simple))")
      for _ in 0..<3 {
        let point = random.point()
        guard let before = try? form.evaluated(at: point), before.isFinite,
          isSteady(form, at: point, before)
        else { continue }
        guard let after = try? simple.evaluated(at: point) else {
          Issue.record("\(plainText(form)) → \(plainText(simple)) has no value at \(point)")
          continue
        }
        #expect(
          (before - after).magnitude <= 1e-9 * (1 + before.magnitude),
          "\(plainText(form)) → \(plainText(simple)) at \(point)"
        )
      }
    }
  }

  /// Whether rounding is not what decides the value: a neighbouring point gives nearly the same.
  private func isSteady(_ form: Form, at point: [String: Double], _ value: Double) -> Bool {
    let near = point.mapValues { $0 * (1 + 1e-13) }
    guard let other = try? form.evaluated(at: near) else { return false }
    return (other - value).magnitude <= 1e-10 * (1 + value.magnitude)
  }

  /// What a shown form must not contain.
  private func faults(_ form: Form) -> [String] {
    guard case .apply(let operation, let operands) = form else { return [] }
    var found = operands.flatMap(faults)
    func isNegative(_ form: Form) -> Bool {
      switch form {
      case .number(let value): value < 0
      case .apply(.elementwise(.negate), _): true
      default: false
      }
    }
    let numbers = operands.compactMap { operand -> Double? in
      if case .number(let value) = operand { value } else { nil }
    }
    switch operation {
    case .pairwise(.add):
      if numbers.contains(0) { found.append("+ 0") }
      if isNegative(operands[1]) { found.append("+ −") }
      if numbers.count == 2 { found.append("number + number") }
    case .pairwise(.subtract):
      if numbers.contains(0) { found.append("− 0") }
      if isNegative(operands[1]) { found.append("− −") }
      if numbers.count == 2 { found.append("number − number") }
    case .pairwise(.multiply):
      if numbers.contains(1) { found.append("· 1") }
      if numbers.contains(0) { found.append("· 0") }
      if operands.contains(where: isNegative) { found.append("· −") }
      if numbers.count == 2 { found.append("number · number") }
      if factorNumbers(form) > 1 { found.append("two numbers in a product") }
    case .pairwise(.divide):
      if operands[1] == .number(1) { found.append("/ 1") }
      if operands.contains(where: isNegative) { found.append("sign in a quotient") }
      if operands[1] == .number(0) { break }
      if case .apply(.pairwise(.divide), let inner) = operands[0], inner[1] != .number(0) {
        found.append("nested quotient")
      }
      if case .apply(.pairwise(.divide), let inner) = operands[1], inner[1] != .number(0) {
        found.append("nested quotient")
      }
    case .pairwise(.power):
      if operands[1] == .number(1) { found.append("^1") }
      if operands[1] == .number(0) { found.append("^0") }
    case .elementwise(.negate):
      if isNegative(operands[0]) { found.append("− −") }
      if numbers.count == 1 { found.append("− number") }
    default:
      break
    }
    return found
  }

  private func factorNumbers(_ form: Form) -> Int {
    switch form {
    case .number: 1
    case .apply(.pairwise(.multiply), let operands):
      operands.reduce(0) { $0 + factorNumbers($1) }
    default: 0
    }
  }
}

@Suite("Sums of letters") struct ExpandedTermsTests {
  private static func letter(_ name: String) -> Form { .symbol(name) }

  @Test("The convolution of the manchester deck multiplies out in the slide's order")
  func convolution() {
    let (a, b, d, e) = (Self.letter("a"), Self.letter("b"), Self.letter("d"), Self.letter("e"))
    let (j, k, l, m) = (Self.letter("j"), Self.letter("k"), Self.letter("l"), Self.letter("m"))
    let form = Form.apply(.sumOfTerms, [a * j, b * k, d * l, e * m])
    #expect(plainText(form.expandedTerms()) == "a*j + b*k + d*l + e*m")
  }

  @Test(
    "Products of sums are multiplied out",
    arguments: [
      ((x + y) * (x - y), "x^2 - y^2"),
      ((x + y) ** 2, "x^2 + 2*x*y + y^2"),
      ((x + 1) * 3, "3*x + 3"),
      ((x + y) / z, "x/z + y/z"),
      (-(x - y), "-x + y"),
      (-(x + y) * z, "-x*z - y*z"),
      (x - x, "0"),
    ] as [(Form, String)]
  )
  func multipliedOut(_ form: Form, _ expected: String) {
    #expect(plainText(form.expandedTerms()) == expected)
  }

  @Test("Too many monomials are not written out")
  func limit() {
    let sum = (0..<30).map { Form.symbol("a\($0)") }.reduce(x) { $0 + $1 }
    let power = (sum ** 40).expandedTerms()
    #expect(power == (sum ** 40).simplified())
  }
}
