import Operations
import Tensors
import Testing

@Suite("Backward passes") struct BackwardTests {
  @Test("The table of examples has every operation")
  func complete() {
    let tested = Set(operationExamples.map { OperationKind($0.operation) })
    #expect(tested == Set(OperationKind.allCases))
  }

  @Test(
    "The vector-Jacobian product is the slope of upstream · result, to 1e-6",
    arguments: operationExamples
  )
  func finiteDifferences(_ example: OperationExample) throws {
    let operation = example.operation
    let result = try operation.forward(example.operands)
    var upstream = result.elements
    for index in upstream.indices { upstream[index] = 0.3 + 0.7 * Double(index % 5) }
    let products = try operation.vectorJacobianProduct(
      Tensor(shape: result.shape, elements: upstream),
      operands: example.operands,
      result: result
    )
    #expect(products.count == example.operands.count)

    func total(_ operand: Int, _ element: Int, _ shift: Double) throws -> Double {
      var operands = example.operands
      var elements = operands[operand].elements
      elements[element] += shift
      operands[operand] = Tensor(shape: operands[operand].shape, elements: elements)
      let shifted = try operation.forward(operands).elements
      return zip(shifted, upstream).reduce(0) { $0 + $1.0 * $1.1 }
    }

    let step = 1e-5
    for (operand, product) in products.enumerated() {
      if let product { #expect(product.shape == example.operands[operand].shape) }
      for element in 0..<example.operands[operand].count {
        let slope =
          (try total(operand, element, step) - total(operand, element, -step)) / (2 * step)
        let claimed = product?.elements[element] ?? 0
        #expect(
          (slope - claimed).magnitude <= 1e-6 * (1 + slope.magnitude),
          "operand \(operand + 1), element \(element + 1)"
        )
      }
    }
  }

  @Test("Functions without a slope pass nothing back")
  func nothingToPass() throws {
    let x = Tensor(column: [1.2, 3.4])
    for operation in [
      Operation.elementwise(.sign), .elementwise(.round), .reduce(.argumentOfMaximum, .all),
    ] {
      let result = try operation.forward([x])
      let products = try operation.vectorJacobianProduct(result, operands: [x], result: result)
      #expect(products == [nil])
    }
  }

  @Test("Of equal extrema the first one gets the whole derivative")
  func firstExtremum() throws {
    let x = Tensor(column: [1, 5, 5])
    let products = try Operation.reduce(.maximum, .all)
      .vectorJacobianProduct(Tensor(2), operands: [x], result: Tensor(5))
    #expect(products == [Tensor(column: [0, 2, 0])])
  }

  @Test(
    "At a kink one slope is taken",
    arguments: [
      (ElementwiseFunction.relu, 0.0), (.absolute, 0.0), (.leakyRelu(slope: 0.01), 0.01),
      (.elu(alpha: 1), 1.0),
    ]
  )
  func kinks(_ function: ElementwiseFunction, _ slope: Double) {
    #expect(function.derivative(at: 0) == slope)
  }

  @Test("Norms and deviations of equal numbers take the slope 0")
  func flatSpots() throws {
    let zero = Tensor(column: [0, 0])
    let norm = try Operation.norm(2)
      .vectorJacobianProduct(Tensor(1), operands: [zero], result: Tensor(0))
    #expect(norm == [zero])
    let same = Tensor(column: [3, 3])
    let deviation = try Operation.reduce(.standardDeviation, .all)
      .vectorJacobianProduct(Tensor(1), operands: [same], result: Tensor(0))
    #expect(deviation == [zero])
  }

  @Test("The root has no slope at 0, and says so")
  func verticalSlope() throws {
    let error = #expect(throws: OperationError.self) {
      try Operation.elementwise(.squareRoot)
        .vectorJacobianProduct(Tensor(1), operands: [Tensor(0)], result: Tensor(0))
    }
    #expect(error?.message == "sqrt has no derivative at 0: its slope is infinite there")
    #expect(error?.category == .derivative)
  }
}
