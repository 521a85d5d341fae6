import Tensors

/// Operations that move elements without computing with them, and the trace.
enum Rearrangements {
  /// A matrix or scalar, as the operation needs it.
  static func matrix(
    _ x: Tensor,
    for operation: Operation
  ) throws(OperationError) -> Tensor {
    guard x.shape.rank <= 2 else { throw .needsMatrix(operation, x.shape) }
    return x
  }

  static func trace(_ x: Tensor) throws(OperationError) -> Double {
    guard x.shape.rank <= 2, x.rows == x.columns else { throw .needsSquare(.trace, x.shape) }
    return (0..<x.rows).reduce(0) { $0 + x[$1, $1] }
  }

  /// A vector on the diagonal of a matrix, or the diagonal of a matrix as a column.
  static func diagonal(_ x: Tensor) throws(OperationError) -> Tensor {
    guard x.shape.rank <= 2 else { throw .needsMatrix(.diagonal, x.shape) }
    if x.count == 1 { return x }
    if x.rows == 1 || x.columns == 1 { return placed(x.elements, rows: x.count, columns: x.count) }
    return Tensor(column: (0..<min(x.rows, x.columns)).map { x[$0, $0] })
  }

  /// What came to the diagonal goes back to where it was taken from; all else is 0.
  static func diagonalBackward(_ upstream: Tensor, _ x: Tensor) -> Tensor {
    if x.count == 1 { return upstream }
    if x.rows == 1 || x.columns == 1 {
      return Tensor(shape: x.shape, elements: (0..<x.count).map { upstream[$0, $0] })
    }
    return placed(upstream.elements, rows: x.rows, columns: x.columns)
  }

  /// The elements on the diagonal of a matrix of zeros.
  static func placed(_ diagonal: [Double], rows: Int, columns: Int) -> Tensor {
    var elements = [Double](repeating: 0, count: rows * columns)
    for (index, value) in diagonal.enumerated() { elements[index * columns + index] = value }
    return Tensor(shape: Shape(rows: rows, columns: columns), elements: elements)
  }

  /// The same elements, row after row, in another shape.
  static func reshape(_ x: Tensor, to dimensions: [Int]) throws(OperationError) -> Tensor {
    var count = 1
    for dimension in dimensions {
      // A product that overflows certainly differs from the number of elements there are.
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      guard dimension >= 0, !overflow else {
        throw .elementCount(x.shape, newDimensions: dimensions)
      }
      count = product
    }
    guard count == x.count else { throw .elementCount(x.shape, newDimensions: dimensions) }
    return x.reshaped(to: Shape(dimensions))
  }
}
