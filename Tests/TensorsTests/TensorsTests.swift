import Testing

@testable import Tensors

@Suite("Tensors") struct TensorsTests {
  private let a = Tensor(rows: [[1, 2, 3], [4, 5, 6]])

  @Test("The transpose exchanges rows and columns")
  func transposed() {
    #expect(a.transposed() == Tensor(rows: [[1, 4], [2, 5], [3, 6]]))
    #expect(Tensor(column: [1, 2]).transposed() == Tensor(row: [1, 2]))
    #expect(Tensor(7).transposed() == Tensor(7))
  }

  @Test("A matrix product is rows times columns")
  func product() {
    let b = Tensor(rows: [[1, 0], [0, 1], [2, 2]])
    #expect(Tensor.product(a, b) == Tensor(rows: [[7, 8], [16, 17]]))
    #expect(Tensor.product(a, .identity(3)) == a)
  }

  @Test("Products with a transpose are those of the transposed matrix")
  func transposedProducts() {
    let b = Tensor(rows: [[1, -1, 2], [0, 3, 5]])
    #expect(
      Tensor.product(transposing: a, b) == Tensor.product(a.transposed(), b)
    )
    #expect(
      Tensor.product(a, transposing: b) == Tensor.product(a, b.transposed())
    )
  }

  @Test("An empty product is zero")
  func emptyProduct() {
    let none = Tensor(rows: 2, 0)
    let below = Tensor(rows: 0, 3)
    #expect(Tensor.product(none, below) == Tensor(repeating: 0, shape: Shape(rows: 2, columns: 3)))
  }

  @Test("Shapes describe themselves")
  func shapes() {
    #expect(a.shape.description == "2×3")
    #expect(Shape.scalar.description == "scalar")
    #expect(Tensor(column: [1, 2]).shape == Shape(rows: 2, columns: 1))
    #expect(
      a.reshaped(to: Shape(rows: 3, columns: 2)) == Tensor(rows: [[1, 2], [3, 4], [5, 6]])
    )
  }
}

extension Tensor {
  /// A matrix of zeros.
  fileprivate init(rows: Int, _ columns: Int) {
    self.init(repeating: 0, shape: Shape(rows: rows, columns: columns))
  }
}
