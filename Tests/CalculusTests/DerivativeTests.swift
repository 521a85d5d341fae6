import Operations
import Testing

@testable import Calculus

@Suite("Derivatives of forms") struct DerivativeTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let form: Form
    let by: String
    let expected: String
    var testDescription: String { "d/d\(by) \(plainText(form))" }

    init(_ form: Form, by: String = "x", _ expected: String) {
      (self.form, self.by, self.expected) = (form, by, expected)
    }
  }

  @Test(
    "A derivative reads as a lecturer writes it",
    arguments: [
      Example(sin(x ** 2), "cos(x^2)*2*x"),
      Example(2 * y ** 2 - 1, by: "y", "4*y"),
      Example(log(x), "1/x"),
      Example(2 * w + 3, by: "w", "2"),
      Example(log(2 * w + 3), by: "w", "2/(2*w + 3)"),
      Example(sigmoid(z), by: "z", "σ(z)*(1 - σ(z))"),
      Example(tanh(z), by: "z", "1 - tanh(z)^2"),
      Example(tanh(2 * z), by: "z", "2*(1 - tanh(2*z)^2)"),
      Example(x ** 3, "3*x^2"),
      Example(exp(x), "exp(x)"),
      Example(Form.number(Form.eulersNumber) ** x, "exp(x)"),
      Example(2 ** x, "2^x*log(2)"),
      Example(x ** y, "y*x^(y - 1)"),
      Example(x ** x, "x^x*(log(x) + 1)"),
      Example(1 / x, "-1/x^2"),
      Example(sqrt(x), "1/(2*sqrt(x))"),
      Example(sqrt(x ** 2 + 1), "x/sqrt(x^2 + 1)"),
      Example(x ** (1 / Form(floatLiteral: 2)), "1/(2*x^(1/2))"),
      Example(cos(x), "-sin(x)"),
      Example(cos(3 * x ** 2), "-sin(3*x^2)*6*x"),
      Example(3 * sin(x ** 2), "cos(x^2)*6*x"),
      Example(.call(.tangent, x), "1/cos(x)^2"),
      Example(.call(.softplus, x), "σ(x)"),
      Example(x * sin(x), "sin(x) + x*cos(x)"),
      Example(sin(x) / x, "(cos(x)*x - sin(x))/x^2"),
      Example(x / 3, "1/3"),
      Example((x - y) ** 2 / 2, "x - y"),
      Example(1 / 2 * (x - y) ** 2, "x - y"),
      Example(sin(x) ** 2, "2*sin(x)*cos(x)"),
      Example(.call(.log2, x), "1/(x*log(2))"),
      Example(-x - 3, "-1"),
      Example(1 / (1 + exp(-x)), "exp(-x)/(1 + exp(-x))^2"),
      Example(y * log(z), "0"),
      Example(.call(.relu, x), "relu'(x)"),
      Example(.call(.relu, 2 * x), "2*relu'(2*x)"),
      Example(.apply(.elementwiseDerivative(.relu), [x]), "0"),
      Example(.apply(.elementwiseDerivative(.sigmoid), [x]), "σ(x)*(1 - σ(x))*(1 - 2*σ(x))"),
      Example(.call(.sign, x), "0"),
      Example(.apply(.pairwise(.less), [x, y]), "0"),
      Example(.apply(.sumOfTerms, [x, x ** 2, y]), "1 + 2*x"),
      Example(.apply(.productOfFactors, [x, y, x]), "2*y*x"),
      Example(.apply(.loss(.binaryCrossEntropy), [x, y]), "(x - y)/(x*(1 - x))"),
      Example(.apply(.lossFromLogits(.binaryCrossEntropy), [x, y]), "σ(x) - y"),
      Example(
        -(y * log(x) + (1 - y) * log(1 - x)),
        "-y/x + (1 - y)/(1 - x)"
      ),
      Example(.apply(.trace, [.symbol("W")]), "0"),
    ]
  )
  func readsAsWritten(_ example: Example) throws {
    #expect(plainText(try example.form.derivative(by: example.by)) == example.expected)
  }

  @Test("A name inside an operation on matrices has no symbolic derivative")
  func noClosedForm() {
    let error = #expect(throws: CalculusError.self) {
      try Form.apply(.matrixProduct, [x, y]).derivative(by: "x")
    }
    #expect(
      error?.message
        == "the matrix product works on whole matrices: "
        + "its derivative is no formula in single numbers"
    )
    #expect(error?.suggestion == "Give the variables values: then ∂ follows what was computed.")
  }

  @Test("A maximum over an index says that it has no single formula")
  func maximum() {
    let error = #expect(throws: CalculusError.self) {
      try Form.apply(.largestOfTerms, [x, y]).derivative(by: "x")
    }
    #expect(
      error?.message
        == "max and min over an index have no single formula for their derivative: "
        + "it depends on which term is the largest or smallest"
    )
  }

  @Test("Random forms: the derivative is the slope of the value, to 1e-5", arguments: 0..<300)
  func slopes(seed: Int) throws {
    var random = FormGenerator(seed: UInt64(seed))
    let form = random.form(depth: 4)
    let derivative = try form.derivative(by: "x")
    let step = 1e-5
    for _ in 0..<4 {
      let point = random.point()
      func value(_ shift: Double) -> Double? {
        try? form.evaluated(at: point.merging(["x": shift]) { $0 + $1 })
      }
      guard let low = value(-step), let high = value(step), let middle = value(0),
        let exact = try? derivative.evaluated(at: point),
        exact.magnitude < 1e6, middle.magnitude < 1e6
      else { continue }
      // Kinks and poles within the step show as sides that disagree; they are passed over.
      let (left, right) = ((middle - low) / step, (high - middle) / step)
      guard (left - right).magnitude < 1e-2 * (1 + left.magnitude) else { continue }
      let slope = (high - low) / (2 * step)
      #expect(
        (slope - exact).magnitude <= 1e-4 + 1e-4 * exact.magnitude,
        "\(plainText(form)) → \(plainText(derivative)) at \(point)"
      )
    }
  }
}
