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
    product(left, right.transposed())
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
