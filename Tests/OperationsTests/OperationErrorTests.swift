import Operations
import Tensors
import Testing

@Suite("Errors of operations") struct OperationErrorTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let operation: Operation
    let operands: [Tensor]
    let category: OperationError.Category
    let message: String
    let suggestion: String?
    var testDescription: String { message }

    init(
      _ operation: Operation,
      _ operands: [Tensor],
      _ category: OperationError.Category,
      _ message: String,
      _ suggestion: String? = nil
    ) {
      (self.operation, self.operands, self.category) = (operation, operands, category)
      (self.message, self.suggestion) = (message, suggestion)
    }
  }

  private static func zeros(_ rows: Int, _ columns: Int) -> Tensor {
    Tensor(repeating: 0, shape: Shape(rows: rows, columns: columns))
  }
  private static let image = Tensor(repeating: 0, shape: Shape([2, 3, 4]))

  @Test(
    "An operation says what is wrong, names the shapes and the rule, and what to try",
    arguments: [
      Example(
        .elementwise(.log),
        [Tensor(-1)],
        .domain,
        "log(−1): the logarithm needs a positive number"
      ),
      Example(
        .elementwise(.log),
        [Tensor(0)],
        .domain,
        "log(0): the logarithm needs a positive number"
      ),
      Example(
        .elementwise(.log10),
        [Tensor(column: [1, -0.5])],
        .domain,
        "log10(−0.5): the logarithm needs a positive number"
      ),
      Example(
        .elementwise(.squareRoot),
        [Tensor(-4)],
        .domain,
        "sqrt(−4): the square root needs a number that is not negative"
      ),
      Example(
        .elementwiseDerivative(.log2),
        [Tensor(0)],
        .domain,
        "log2(0): the logarithm needs a positive number"
      ),
      Example(
        .elementwiseDerivative(.squareRoot),
        [Tensor(0)],
        .derivative,
        "sqrt has no derivative at 0: its slope is infinite there",
        "Start a little away from there."
      ),
      Example(
        .pairwise(.divide),
        [Tensor(1), Tensor(0)],
        .domain,
        "1/0: nothing can be divided by zero"
      ),
      Example(
        .pairwise(.divide),
        [Tensor(column: [1, 2]), Tensor(column: [1, 0])],
        .domain,
        "2/0: nothing can be divided by zero"
      ),
      Example(
        .pairwise(.power),
        [Tensor(-8), Tensor(0.5)],
        .domain,
        "(−8)^0.5: a negative number has only whole powers",
        "For the real root of a negative number write −(8^0.5)."
      ),
      Example(
        .pairwise(.power),
        [Tensor(0), Tensor(-1)],
        .domain,
        "0^(−1): a negative power of zero divides by zero"
      ),
      Example(
        .pairwise(.add),
        [zeros(2, 3), zeros(3, 2)],
        .shape,
        "a 2×3 matrix + a 3×2 matrix: the shapes must be the same, or one a scalar, "
          + "a column as high or a row as wide as the other"
      ),
      Example(
        .pairwise(.multiply),
        [zeros(3, 1), zeros(1, 3)],
        .shape,
        "a 3×1 column ⊙ a 1×3 row: the shapes must be the same, or one a scalar, "
          + "a column as high or a row as wide as the other"
      ),
      Example(
        .matrixProduct,
        [zeros(2, 3), zeros(2, 3)],
        .shape,
        "a 2×3 matrix times a 2×3 matrix: the columns of the first (3) must be as many as "
          + "the rows of the second (2)",
        "Transpose the first, Aᵀ B."
      ),
      Example(
        .matrixProduct,
        [zeros(2, 3), zeros(4, 3)],
        .shape,
        "a 2×3 matrix times a 4×3 matrix: the columns of the first (3) must be as many as "
          + "the rows of the second (4)",
        "Transpose the second, A Bᵀ."
      ),
      Example(
        .matrixProduct,
        [zeros(3, 1), zeros(3, 1)],
        .shape,
        "a 3×1 column times a 3×1 column: the columns of the first (1) must be as many as "
          + "the rows of the second (3)",
        "For the scalar product of two columns write wᵀ x, element by element w ⊙ x."
      ),
      Example(
        .matrixProduct,
        [image, zeros(3, 1)],
        .type,
        "the matrix product of a 2×3×4 tensor: it takes a scalar or a matrix"
      ),
      Example(
        .transpose,
        [image],
        .type,
        "transpose of a 2×3×4 tensor: it takes a scalar or a matrix"
      ),
      Example(
        .transpose,
        [Tensor(1), Tensor(2)],
        .type,
        "transpose of 2 values: it takes 1"
      ),
      Example(
        .reduce(.sum, .rows),
        [image],
        .type,
        "sum of a 2×3×4 tensor: it takes a scalar or a matrix"
      ),
      Example(
        .reduce(.mean, .all),
        [zeros(0, 3)],
        .domain,
        "mean of no elements: there must be at least one"
      ),
      Example(
        .norm(0),
        [zeros(2, 1)],
        .domain,
        "a norm of order 0: the order must be positive"
      ),
      Example(.trace, [zeros(2, 3)], .shape, "trace of a 2×3 matrix: it takes a square matrix"),
      Example(
        .diagonal,
        [image],
        .type,
        "diag of a 2×3×4 tensor: it takes a scalar or a matrix"
      ),
      Example(
        .reshape([2, 4]),
        [zeros(2, 3)],
        .shape,
        "a 2×3 matrix cannot become 2×4: the new shape must hold as many elements (6)",
        "6 numbers make 2×3, not 2×4."
      ),
      Example(
        .reshape([-2, -3]),
        [zeros(2, 3)],
        .shape,
        "a 2×3 matrix cannot become −2×−3: the new shape must hold as many elements (6)",
        "6 numbers make 2×3, not −2×−3."
      ),
      Example(
        .softmax(.columns),
        [image],
        .type,
        "softmax of a 2×3×4 tensor: it takes a scalar or a matrix"
      ),
      Example(
        .softmaxJacobian,
        [zeros(2, 3)],
        .shape,
        "softmax′ of a 2×3 matrix: it takes one column",
        "Take one column, x_{(n)}."
      ),
      Example(
        .loss(.crossEntropy),
        [Tensor(column: [0, 1]), Tensor(column: [1, 0])],
        .domain,
        "cross_entropy of the output 0 for the target 1: it is log(0), which is infinite",
        "Behind softmax or σ the loss is computed from z, which never takes log(0)."
      ),
      Example(
        .loss(.binaryCrossEntropy),
        [Tensor(1), Tensor(0)],
        .domain,
        "binary_cross_entropy of the output 1 for the target 0: it is log(0), which is infinite",
        "Behind softmax or σ the loss is computed from z, which never takes log(0)."
      ),
      Example(
        .lossDerivative(.binaryCrossEntropy),
        [Tensor(1.5), Tensor(0)],
        .domain,
        "binary_cross_entropy of the output 1.5: an output must be a probability, "
          + "between 0 and 1",
        "Put the outputs through σ first."
      ),
      Example(
        .loss(.crossEntropy),
        [Tensor(-0.1), Tensor(0)],
        .domain,
        "cross_entropy of the output −0.1: an output must be a probability, between 0 and 1",
        "Put the outputs through softmax first."
      ),
      Example(
        .lossFromLogits(.squaredError),
        [zeros(2, 3), zeros(3, 2)],
        .shape,
        "squared_error of a 2×3 matrix and a 3×2 matrix: "
          + "the output and the target must have the same shape"
      ),
      Example(
        .slice([.at(2), .at(0)]),
        [zeros(2, 3)],
        .index,
        "index 3 of a 2×3 matrix: there are 2 rows"
      ),
      Example(
        .slice([.at(0), .at(3)]),
        [zeros(2, 3)],
        .index,
        "index 4 of a 2×3 matrix: there are 3 columns"
      ),
      Example(
        .slice([.at(-1)]),
        [zeros(3, 1)],
        .index,
        "index 0 of a 3×1 column: there are 3 elements"
      ),
      Example(
        .slice([.all, .several([1, 3])]),
        [zeros(2, 3)],
        .index,
        "index 4 of a 2×3 matrix: there are 3 columns"
      ),
      Example(
        .slice([.several([0, -1])]),
        [zeros(3, 1)],
        .index,
        "index 0 of a 3×1 column: there are 3 elements"
      ),
      Example(
        .replaceSlice([.several([0, 1])]),
        [zeros(3, 1), zeros(1, 2)],
        .shape,
        "a 1×2 row in the place of a 2×1 column: the shapes must be the same"
      ),
      Example(
        .slice([.at(1)]),
        [Tensor(5)],
        .index,
        "index 2 of a scalar: there is 1 element"
      ),
      Example(
        .slice([.at(1)]),
        [zeros(2, 3)],
        .index,
        "one index on a 2×3 matrix: an element has a row and a column",
        "Write x_{i,j} for an element, x_{(n)} for the column of case n."
      ),
      Example(
        .slice([.at(0), .at(0), .at(0)]),
        [zeros(2, 3)],
        .index,
        "3 indices on a 2×3 matrix: it takes 2"
      ),
      Example(
        .replaceSlice([.at(0), .all]),
        [zeros(2, 3), zeros(3, 1)],
        .shape,
        "a 3×1 column in the place of a 1×3 row: the shapes must be the same"
      ),
      Example(
        .assemble([2]),
        [zeros(2, 1), zeros(3, 1)],
        .shape,
        "a 2×1 column beside a 3×1 column: what stands in one row must have equally many rows "
          + "(2 and 3)"
      ),
      Example(
        .assemble([1, 1]),
        [zeros(1, 2), zeros(1, 3)],
        .shape,
        "a row of 2 over a row of 3: all rows must have equally many columns"
      ),
      Example(
        .assemble([1]),
        [image],
        .type,
        "a matrix literal of a 2×3×4 tensor: it takes a scalar or a matrix"
      ),
      Example(
        .stack,
        [zeros(1, 2), zeros(1, 3)],
        .shape,
        "a literal over a 1×2 row and a 1×3 row: all terms must have the same shape"
      ),
      Example(
        .sumOfTerms,
        [Tensor(1), zeros(2, 2)],
        .shape,
        "Σ over a scalar and a 2×2 matrix: all terms must have the same shape"
      ),
      Example(
        .productOfFactors,
        [zeros(8, 2)],
        .type,
        "Π over an 8×2 matrix: each term must be a scalar"
      ),
      Example(
        .largestOfTerms,
        [],
        .domain,
        "max of no elements: there must be at least one"
      ),
    ]
  )
  func message(_ example: Example) {
    let error = #expect(throws: OperationError.self) {
      try example.operation.forward(example.operands)
    }
    #expect(error?.message == example.message)
    #expect(error?.suggestion == example.suggestion)
    #expect(error?.category == example.category)
  }

  @Test("Overflow is no error, and NaN propagates")
  func overflowAndNaN() throws {
    #expect(try Operation.elementwise(.exp).forward([Tensor(1000)]).scalar == .infinity)
    #expect(try Operation.pairwise(.power).forward([Tensor(10), Tensor(400)]).scalar == .infinity)
    for (function, _) in elementwiseFunctions {
      #expect(function.value(at: .nan).isNaN, "\(function)")
      #expect(try function.checked(.nan).isNaN, "\(function)")
    }
    for operation in [
      Operation.reduce(.maximum, .all), .reduce(.sum, .all), .norm(2), .norm(.infinity), .norm(1),
    ] {
      let value = try operation.forward([Tensor(column: [1, .nan, 3])])
      #expect(value.scalar?.isNaN == true, "\(operation)")
    }
  }
}
