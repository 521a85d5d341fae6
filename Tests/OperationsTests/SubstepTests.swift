import Operations
import Tensors
import Testing

@Suite("Sub-steps") struct SubstepTests {
  @Test(
    "The last sub-step's value is the result, and formula and numbers come to each value",
    arguments: operationExamples
  )
  func agree(_ example: OperationExample) throws {
    let names = example.operands.indices.map { "x\($0)" }
    let result = try example.operation.forward(example.operands)
    let steps = example.operation.substeps(
      operands: names.map(Form.symbol),
      values: example.operands,
      result: result,
      limit: 5
    )
    #expect(steps.last?.value == result)
    let point = Dictionary(uniqueKeysWithValues: zip(names, example.operands))
    for step in steps {
      let formula = try #require(try step.formula.tensor(at: point))
      #expect(isClose(formula, step.value), "\(step.formula)")
      // Numbers that are too many stay a formula, which then needs the names.
      let numbers = try #require(try step.numbers.tensor(at: point))
      #expect(isClose(numbers, step.value), "\(step.numbers)")
      if example.operands.allSatisfy({ $0.count == 1 }) {
        #expect(step.numbers.symbols.isEmpty)
      }
    }
  }

  /// Equal to 1e-9; a 1×1 matrix is written as its number.
  private func isClose(_ left: Tensor, _ right: Tensor) -> Bool {
    left.count == right.count
      && zip(left.elements, right.elements).allSatisfy {
        ($0 - $1).magnitude <= 1e-9 * (1 + $1.magnitude)
      }
  }

  private func labels(_ operation: Operation, _ operands: Tensor..., limit: Int = 9) throws
    -> [String?]
  {
    let names = ["W", "b"].prefix(operands.count).map(Form.symbol)
    return operation.substeps(
      operands: names,
      values: operands,
      result: try operation.forward(operands),
      limit: limit
    ).map(\.label)
  }

  @Test("A matrix product opens into its elements, at most as many as asked for")
  func product() throws {
    let a = Tensor(rows: [[1, 2], [3, 4]])
    let steps = Operation.matrixProduct.substeps(
      operands: [.symbol("W"), .symbol("x")],
      values: [a, Tensor(column: [5, 6])],
      result: Tensor(column: [17, 39]),
      limit: 1
    )
    #expect(steps.count == 2)
    #expect(steps[0].label == "element 1")
    #expect(steps[0].value == Tensor(17))
    let w = Form.symbol("W")
    let x = Form.symbol("x")
    #expect(
      steps[0].formula
        == .sum(
          .product(.apply(.slice([.at(0), .at(0)]), [w]), .apply(.slice([.at(0)]), [x])),
          .product(.apply(.slice([.at(0), .at(1)]), [w]), .apply(.slice([.at(1)]), [x]))
        )
    )
    #expect(
      steps[0].numbers
        == .sum(.product(.number(1), .number(5)), .product(.number(2), .number(6)))
    )
    #expect(
      try labels(.matrixProduct, a, a) == [
        "row 1, column 1", "row 1, column 2", "row 2, column 1", "row 2, column 2", nil,
      ]
    )
    #expect(try labels(.matrixProduct, a, a, limit: 0) == [nil])
  }

  @Test("A spread operand is named")
  func spread() throws {
    let z = Tensor(rows: [[1, 2, 3], [4, 5, 6]])
    #expect(
      try labels(.pairwise(.add), z, Tensor(column: [1, 2]), limit: 0)
        == ["b added to each of the 3 cases"]
    )
    #expect(
      try labels(.pairwise(.subtract), z, Tensor(row: [1, 2, 3]), limit: 0)
        == ["b subtracted from each of the 2 rows"]
    )
  }

  @Test("σ opens into e⁻ᶻ, 1 + e⁻ᶻ and its inverse")
  func sigmoid() {
    let z = Form.symbol("z")
    let steps = Operation.elementwise(.sigmoid).substeps(
      operands: [z],
      values: [Tensor(0)],
      result: Tensor(0.5),
      limit: 3
    )
    let power = Form.call(.exp, .negative(z))
    #expect(
      steps.map(\.formula) == [
        power, .sum(.number(1), power), .quotient(.number(1), .sum(.number(1), power)),
      ]
    )
    #expect(steps.map(\.value) == [Tensor(1), Tensor(2), Tensor(0.5)])
  }

  @Test("softmax says that it is computed stably")
  func softmax() throws {
    #expect(
      try labels(.softmax(.columns), Tensor(column: [1000, 1001])) == [
        "the largest of each column", "subtracted for stability: it cancels in the quotient",
        nil, nil, nil,
      ]
    )
  }

  @Test("A loss with 0 · log 0 stays one sub-step")
  func zeroTimesLogarithm() throws {
    let steps = Operation.loss(.crossEntropy).substeps(
      operands: [.symbol("a"), .symbol("y")],
      values: [Tensor(column: [0, 1]), Tensor(column: [0, 1])],
      result: Tensor(0),
      limit: 3
    )
    #expect(steps.count == 1)
    #expect(steps[0].value == Tensor(0))
  }
}
