extension Tensor {
  /// Makes a tensor whose elements a function writes, in row-major order, into fresh memory.
  ///
  /// `write` must set every element; nothing is zeroed beforehand.
  package init(shape: Shape, writing write: (UnsafeMutableBufferPointer<Double>) -> Void) {
    let count = shape.count
    let elements = [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
      write(UnsafeMutableBufferPointer(rebasing: buffer[0..<count]))
      initialized = count
    }
    self.init(shape: shape, elements: elements)
  }

  /// Makes a column, an n×1 matrix.
  package init(column elements: [Double]) {
    self.init(shape: Shape(rows: elements.count, columns: 1), elements: elements)
  }

  /// Makes a row, a 1×n matrix.
  package init(row elements: [Double]) {
    self.init(shape: Shape(rows: 1, columns: elements.count), elements: elements)
  }

  /// The identity matrix of a size.
  package static func identity(_ size: Int) -> Tensor {
    var elements = [Double](repeating: 0, count: size * size)
    for index in 0..<size { elements[index * size + index] = 1 }
    return Tensor(shape: Shape(rows: size, columns: size), elements: elements)
  }

  /// The same elements in the same row-major order under another shape of as many elements.
  package func reshaped(to shape: Shape) -> Tensor {
    shape == self.shape ? self : Tensor(shape: shape, elements: elements)
  }

  /// Reads the elements in place, in row-major order.
  package func withElements<Result>(
    _ body: (UnsafeBufferPointer<Double>) -> Result
  ) -> Result {
    elements.withUnsafeBufferPointer(body)
  }
}
