/// A scalar, a matrix or an array of higher rank, of float64 elements in row-major order.
///
/// A scalar is stored in place, so that the scalar path of the interpreter allocates nothing.
package struct Tensor: Sendable {
  /// The two ways elements are stored.
  private enum Storage: Sendable {
    case scalar(Double)
    case dense([Double])
  }

  /// The extents.
  package let shape: Shape

  private var storage: Storage

  /// Makes a scalar.
  package init(_ value: Double) {
    shape = .scalar
    storage = .scalar(value)
  }

  /// Makes a tensor from its elements in row-major order; their number is the shape's.
  package init(shape: Shape, elements: [Double]) {
    precondition(shape.count == elements.count, "As many elements are given as the shape holds.")
    self.shape = shape
    storage = shape.rank == 0 ? .scalar(elements[0]) : .dense(elements)
  }

  /// Makes a matrix from its rows, which are equally long.
  package init(rows: [[Double]]) {
    let columns = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == columns }, "All rows of a matrix are equally long.")
    self.init(shape: Shape(rows: rows.count, columns: columns), elements: rows.flatMap(\.self))
  }

  /// Makes a tensor whose elements all have one value.
  package init(repeating value: Double, shape: Shape) {
    self.shape = shape
    storage =
      shape.rank == 0 ? .scalar(value) : .dense(Array(repeating: value, count: shape.count))
  }

  /// The value of a scalar, nil for every other shape.
  package var scalar: Double? {
    if case .scalar(let value) = storage { value } else { nil }
  }

  /// The value of a scalar or of a tensor with one single element.
  package var single: Double? {
    switch storage {
    case .scalar(let value): value
    case .dense(let elements): elements.count == 1 ? elements[0] : nil
    }
  }

  /// The elements in row-major order.
  package var elements: [Double] {
    switch storage {
    case .scalar(let value): [value]
    case .dense(let elements): elements
    }
  }

  /// The number of elements.
  package var count: Int {
    switch storage {
    case .scalar: 1
    case .dense(let elements): elements.count
    }
  }

  /// The number of rows; 1 for a scalar.
  package var rows: Int { shape.rows }

  /// The number of columns; 1 for a scalar.
  package var columns: Int { shape.columns }

  /// The element of a matrix in a row and a column, both counted from 0.
  package subscript(row: Int, column: Int) -> Double {
    switch storage {
    case .scalar(let value): value
    case .dense(let elements): elements[row * shape.columns + column]
    }
  }

  /// Applies a function to each element.
  package func map(_ transform: (Double) -> Double) -> Tensor {
    switch storage {
    case .scalar(let value): Tensor(transform(value))
    case .dense(let elements): Tensor(shape: shape, elements: elements.map(transform))
    }
  }
}

extension Tensor: Equatable {
  /// Whether shape and every element are the same; a NaN equals nothing.
  package static func == (left: Tensor, right: Tensor) -> Bool {
    left.shape == right.shape && left.elements == right.elements
  }
}
