import Foundation
import Operations
import TestSupport
import Testing

@testable import Calculus

/// Reference derivatives of random expressions, computed with SymPy to 30 digits.
@Suite("Reference values of derivatives") struct GoldenDerivativeTests {
  struct Reference: Decodable {
    let expression: String
    let at: [String: Double]
    let value: Double
    let derivative: [String: Double]
  }

  @Test("Value and derivative agree to 1e-9, before and after simplifying")
  func agree() throws {
    let references = try ReferenceValues.read("derivatives", as: [Reference].self)
    #expect(references.count == 60)
    for reference in references {
      var reader = ReferenceReader(reference.expression)
      let read = reader.expression()
      let form = try #require(read, "\(reference.expression)")
      for same in [form, form.simplified()] {
        let value = try #require(try same.evaluated(at: reference.at))
        #expect(isClose(value, reference.value), "\(reference.expression)")
      }
      for (name, slope) in reference.derivative {
        let derivative = try form.derivative(by: name)
        let value = try #require(try derivative.evaluated(at: reference.at))
        #expect(
          isClose(value, slope),
          "d/d\(name) \(reference.expression) = \(plainText(derivative))"
        )
      }
    }
  }

  private func isClose(_ value: Double, _ reference: Double) -> Bool {
    (value - reference).magnitude <= 1e-12 + 1e-9 * reference.magnitude
  }
}

/// Reads the fully bracketed expressions of the reference file.
private struct ReferenceReader {
  private var rest: Substring

  init(_ text: String) { rest = Substring(text.filter { $0 != " " }) }

  /// operand (operator operand)*, where brackets make any precedence of ours superfluous.
  mutating func expression() -> Form? {
    guard var form = power() else { return nil }
    while let symbol = rest.first, "+-*/".contains(symbol) {
      rest.removeFirst()
      guard let right = power() else { return nil }
      switch symbol {
      case "+": form = form + right
      case "-": form = form - right
      case "*": form = form * right
      default: form = form / right
      }
    }
    return form
  }

  private mutating func power() -> Form? {
    guard let base = operand() else { return nil }
    guard rest.first == "^" else { return base }
    rest.removeFirst()
    return operand().map { base ** $0 }
  }

  private mutating func operand() -> Form? {
    let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "." }
    rest = rest.dropFirst(word.count)
    guard rest.first == "(" && (word.isEmpty || word.first?.isLetter == true) else {
      return Double(word).map(Form.number) ?? .symbol(String(word))
    }
    rest.removeFirst()
    guard let inner = expression(), rest.first == ")" else { return nil }
    rest.removeFirst()
    let functions: [Substring: ElementwiseFunction] = [
      "": .identity, "sin": .sine, "cos": .cosine, "exp": .exp, "log": .log,
      "tanh": .hyperbolicTangent, "sigmoid": .sigmoid, "sqrt": .squareRoot,
    ]
    guard let function = functions[word] else { return nil }
    return word.isEmpty ? inner : .call(function, inner)
  }
}
