package import Tensors

/// How one operand of a pairwise function is repeated to fit the other.
package enum Spread: Hashable, Sendable {
  /// The same number everywhere.
  case scalar
  /// A column beside each column of the matrix: `b` added to each of the N cases.
  case column
  /// A row over each row of the matrix.
  case row

  /// How an operand is spread over a shape; nil where it has that shape or cannot be spread.
  package init?(of operand: Shape, over shape: Shape) {
    guard operand != shape else { return nil }
    if operand.rank == 0 {
      self = .scalar
    } else if operand.rank == 2, operand.count == 1, shape.rank > 0 {
      self = .scalar
    } else if operand.rank == 2, shape.rank == 2, operand.columns == 1, operand.rows == shape.rows {
      self = .column
    } else if operand.rank == 2, shape.rank == 2, operand.rows == 1,
      operand.columns == shape.columns
    {
      self = .row
    } else {
      return nil
    }
  }

  /// The position in the operand of the element that stands at a position of the whole.
  @inline(__always)
  static func position(_ spread: Spread?, _ index: Int, columns: Int) -> Int {
    switch spread {
    case nil: index
    case .scalar: 0
    case .column: index / columns
    case .row: index % columns
    }
  }

  /// The shape of the result of two operands, nil where they do not fit.
  package static func commonShape(_ left: Shape, _ right: Shape) -> Shape? {
    if left == right || Spread(of: right, over: left) != nil { return left }
    return Spread(of: left, over: right) != nil ? right : nil
  }

  /// Sums a tensor over everything that was repeated, back to the operand's shape.
  ///
  /// What was copied forwards adds up backwards: ∂J/∂bᵢ = Σₙ ∂J/∂(spread b)ᵢₙ.
  static func summing(_ tensor: Tensor, to shape: Shape) -> Tensor {
    guard let spread = Spread(of: shape, over: tensor.shape) else { return tensor }
    var sums = [Double](repeating: 0, count: shape.count)
    let columns = tensor.columns
    tensor.withElements { elements in
      for index in elements.indices {
        sums[position(spread, index, columns: columns)] += elements[index]
      }
    }
    return Tensor(shape: shape, elements: sums)
  }
}
