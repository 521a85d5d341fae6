import Operations
import Tensors
import Testing

@Suite("Symbolic partial derivatives") struct SymbolicPartialTests {
  @Test(
    "A closed form is the slope of the value, to 1e-6",
    arguments: operationExamples.filter { $0.operands.allSatisfy { $0.shape == .scalar } }
  )
  func slope(_ example: OperationExample) throws {
    let names = example.operands.indices.map { "x\($0)" }
    let point = Dictionary(
      uniqueKeysWithValues: zip(names, example.operands.map { $0.scalar ?? 0 })
    )
    let forms = names.map(Form.symbol)
    let whole = Form.apply(example.operation, forms)
    for (index, name) in names.enumerated() {
      guard let partial = example.operation.partialDerivative(byOperand: index, operands: forms)
      else { continue }
      let exact = try #require(try partial.evaluated(at: point))
      func value(_ shift: Double) throws -> Double {
        try #require(try whole.evaluated(at: point.merging([name: shift]) { $0 + $1 }))
      }
      let slope = (try value(1e-5) - value(-1e-5)) / 2e-5
      #expect((exact - slope).magnitude <= 1e-6 * (1 + slope.magnitude), "by \(name)")
    }
  }

  @Test("Functions of single numbers have closed forms, operations on matrices have none")
  func presence() {
    let operands = [Form.symbol("x"), .symbol("y")]
    for example in operationExamples {
      let partial = example.operation.partialDerivative(byOperand: 0, operands: operands)
      switch OperationKind(example.operation) {
      case .elementwise, .elementwiseDerivative, .pairwise, .loss, .lossDerivative,
        .lossFromLogits, .sumOfTerms, .productOfFactors:
        #expect(partial != nil, "\(example.testDescription)")
      default:
        #expect(partial == nil, "\(example.testDescription)")
      }
    }
  }
}
