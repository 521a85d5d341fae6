extension Tensor {
  /// The matrix with rows and columns exchanged, Aᵀ; a scalar is its own transpose.
  ///
  /// The tensor has at most two dimensions.
  package func transposed() -> Tensor {
    precondition(shape.rank <= 2, "Only a scalar or a matrix is transposed.")
    if shape.rank == 0 { return self }
    let (rows, columns) = (rows, columns)
    let flipped = Shape(rows: columns, columns: rows)
    // The elements of a single row or column keep their order.
    if rows == 1 || columns == 1 { return reshaped(to: flipped) }
    return withElements { source in
      Tensor(shape: flipped) { target in
        for row in 0..<rows {
          for column in 0..<columns {
            target[column * rows + row] = source[row * columns + column]
          }
        }
      }
    }
  }

  /// The matrix product A B: cᵢⱼ = Σₖ aᵢₖ bₖⱼ; A is m×k, B is k×n, a scalar counts as 1×1.
  ///
  /// Rows of B are added up, so that the innermost loop runs along memory. m·k·n multiplications.
  package static func product(_ left: Tensor, _ right: Tensor) -> Tensor {
    precondition(left.columns == right.rows, "Columns of the first match rows of the second.")
    let (rows, inner, columns) = (left.rows, left.columns, right.columns)
    if isLarge(rows, inner, columns) {
      return largeProduct(left, right, rows: rows, inner: inner, columns: columns)
    }
    return left.withElements { a in
      right.withElements { b in
        Tensor(shape: Shape(rows: rows, columns: columns)) { c in
          c.initialize(repeating: 0)
          for i in 0..<rows {
            for k in 0..<inner {
              addScaledRow(a[i * inner + k], b, from: k * columns, to: c, at: i * columns, columns)
            }
          }
        }
      }
    }
  }

  /// The matrix product Aᵀ B without forming Aᵀ; A is k×m, B is k×n.
  package static func product(transposing left: Tensor, _ right: Tensor) -> Tensor {
    precondition(left.rows == right.rows, "Both matrices have as many rows.")
    let (inner, rows, columns) = (left.rows, left.columns, right.columns)
    if isLarge(rows, inner, columns) {
      return largeProduct(
        left,
        right,
        transposesLeft: true,
        rows: rows,
        inner: inner,
        columns: columns
      )
    }
    return left.withElements { a in
      right.withElements { b in
        Tensor(shape: Shape(rows: rows, columns: columns)) { c in
          c.initialize(repeating: 0)
          for k in 0..<inner {
            for i in 0..<rows {
              addScaledRow(a[k * rows + i], b, from: k * columns, to: c, at: i * columns, columns)
            }
          }
        }
      }
    }
  }

  /// The matrix product A Bᵀ; A is m×k, B is n×k.
  ///
  /// Transposing B costs n·k moves and lets the product run along memory.
  package static func product(_ left: Tensor, transposing right: Tensor) -> Tensor {
    precondition(left.columns == right.columns, "Both matrices have as many columns.")
    let (rows, inner, columns) = (left.rows, left.columns, right.rows)
    if isLarge(rows, inner, columns) {
      return largeProduct(
        left,
        right,
        transposesRight: true,
        rows: rows,
        inner: inner,
        columns: columns
      )
    }
    return product(left, right.transposed())
  }

  /// Whether the kernels are worth their preparation; small products keep their last bits on
  /// every processor.
  private static func isLarge(_ rows: Int, _ inner: Int, _ columns: Int) -> Bool {
    rows * inner * columns >= 32_768
  }

  /// The product by this processor's kernels.
  private static func largeProduct(
    _ left: Tensor,
    _ right: Tensor,
    transposesLeft: Bool = false,
    transposesRight: Bool = false,
    rows: Int,
    inner: Int,
    columns: Int
  ) -> Tensor {
    left.withElements { a in
      right.withElements { b in
        Tensor(shape: Shape(rows: rows, columns: columns)) { c in
          guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
          Kernels.current.multiply(
            MatrixOperand(a, stride: transposesLeft ? rows : inner, isTransposed: transposesLeft),
            MatrixOperand(
              b,
              stride: transposesRight ? inner : columns,
              isTransposed: transposesRight
            ),
            rows: rows,
            inner: inner,
            columns: columns,
            into: c,
            stride: columns,
            part: 0..<rows,
            workspace: Workspace()
          )
        }
      }
    }
  }

  /// Adds factor · source row to a target row of `count` elements.
  @inline(__always)
  private static func addScaledRow(
    _ factor: Double,
    _ source: UnsafeBufferPointer<Double>,
    from sourceStart: Int,
    to target: UnsafeMutableBufferPointer<Double>,
    at targetStart: Int,
    _ count: Int
  ) {
    for j in 0..<count {
      target[targetStart &+ j] += factor * source[sourceStart &+ j]
    }
  }
}
