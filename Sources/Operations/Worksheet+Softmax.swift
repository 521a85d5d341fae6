import Tensors

extension Worksheet {
  /// exp(z − m), the sum, the quotient; m, the largest z, keeps exp from overflowing.
  mutating func openSoftmax(_ axis: SoftmaxAxis) throws(OperationError) {
    let along = ReductionDimension(axis)
    let shifted = try openShift(along)
    let powers = try write([shifted]) { .call(.exp, $0[0]) }
    let sum = try write([powers]) { .apply(.reduce(.sum, along), $0) }
    try write([powers, sum]) { .quotient($0[0], $0[1]) }
  }

  /// (z − m) − log Σ exp(z − m).
  mutating func openLogSoftmax(_ axis: SoftmaxAxis) throws(OperationError) {
    let along = ReductionDimension(axis)
    let shifted = try openShift(along)
    let powers = try write([shifted]) { .call(.exp, $0[0]) }
    let sum = try write([powers]) { .apply(.reduce(.sum, along), $0) }
    let logarithm = try write([sum]) { .call(.log, $0[0]) }
    try write([shifted, logarithm]) { .difference($0[0], $0[1]) }
  }

  private mutating func openShift(_ along: ReductionDimension) throws(OperationError) -> Entry {
    let z = entries[0]
    let largest = try write("the largest of each \(along == .rows ? "column" : "row")", [z]) {
      .apply(.reduce(.maximum, along), $0)
    }
    return try write("subtracted for stability: it cancels in the quotient", [z, largest]) {
      .difference($0[0], $0[1])
    }
  }

  /// diag(a) − a aᵀ.
  mutating func openJacobian() throws(OperationError) {
    let z = entries[0]
    let isRow = z.value.rows == 1 && z.value.columns > 1
    let column = isRow ? try write([z]) { .apply(.transpose, $0) } : z
    let a = try write([column]) { .apply(.softmax(.columns), $0) }
    if result.count == 1 {
      try write([a]) { .product($0[0], .difference(.number(1), $0[0])) }
      return
    }
    let diagonal = try write("aᵢ where i = j", [a]) { .apply(.diagonal, $0) }
    let outer = try write("aᵢ aⱼ", [a]) {
      .apply(.matrixProduct, [$0[0], .apply(.transpose, [$0[0]])])
    }
    try write([diagonal, outer]) { .difference($0[0], $0[1]) }
  }
}

extension ReductionDimension {
  /// The direction that softmax sums along.
  init(_ axis: SoftmaxAxis) {
    self = axis == .columns ? .rows : .columns
  }
}
