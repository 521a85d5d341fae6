package import Tensors

/// What an operation cannot do with the operands it was given.
///
/// The wording stands in `OperationError+Message.swift`.
package enum OperationError: Error, Equatable, Sendable {
  /// f(x) where f is not defined: log(−1).
  case outsideDomain(ElementwiseFunction, Double)
  /// x/0.
  case divisionByZero(Double)
  /// A broken power of a negative number: (−8)^(1/3).
  case rootOfNegative(base: Double, exponent: Double)
  /// 0^(−1).
  case negativePowerOfZero(exponent: Double)
  /// A loss of an output that is no probability.
  case noProbability(Loss, output: Double)
  /// A loss of an output that rules out what the target says happened: log 0.
  case impossibleTarget(Loss, output: Double, target: Double)
  /// A norm's order that is not positive.
  case normOrder(Double)
  /// A mean or a maximum of no elements.
  case noElements(Operation)

  /// A derivative where the function rises vertically: √x at 0.
  case verticalSlope(String, Double)

  /// Another number of operands than the operation takes.
  case operandCount(Operation, given: Int)
  /// Two operands of which neither can be spread over the other.
  case cannotSpread(PairwiseFunction, Shape, Shape)
  /// A matrix product whose inner extents differ.
  case productShapes(Shape, Shape)
  /// An array of higher rank where a scalar or a matrix is needed.
  case needsMatrix(Operation, Shape)
  /// A matrix with other numbers of rows and columns where they must be equal.
  case needsSquare(Operation, Shape)
  /// A matrix where a single column is needed.
  case needsColumn(Operation, Shape)
  /// Terms that are no scalars.
  case needsScalars(Operation, Shape)
  /// A new shape for another number of elements.
  case elementCount(Shape, newDimensions: [Int])
  /// An output and a target of different shapes.
  case targetShape(Operation, Shape, Shape)
  /// Terms of different shapes.
  case termShapes(Operation, Shape, Shape)
  /// Blocks of different heights in one row.
  case blockHeights(Shape, Shape)
  /// Rows of blocks of different widths.
  case blockWidths(Shape, Shape)
  /// A part replaced by something of another shape.
  case partShape(part: Shape, given: Shape)

  /// An index, counted from 1, beyond the extent of its dimension, also counted from 1.
  case indexOutside(index: Int, dimension: Int, Shape)
  /// Another number of indices than the array has dimensions.
  case indexCount(given: Int, Shape)
  /// One index on a matrix with several rows and columns.
  case oneIndexOnMatrix(Shape)
}

extension OperationError {
  /// What kind of mistake an error is.
  package enum Category: Hashable, Sendable {
    /// Shapes that do not fit, numbers outside a domain, a wrong index, a wrong kind of value, a
    /// derivative that does not exist.
    case shape, domain, index, type, derivative
  }

  /// What kind of mistake this is.
  package var category: Category {
    switch self {
    case .outsideDomain, .divisionByZero, .rootOfNegative, .negativePowerOfZero, .noProbability,
      .impossibleTarget, .normOrder, .noElements:
      .domain
    case .verticalSlope: .derivative
    case .operandCount, .needsMatrix, .needsScalars: .type
    case .cannotSpread, .productShapes, .needsSquare, .needsColumn, .elementCount, .targetShape,
      .termShapes, .blockHeights, .blockWidths, .partShape:
      .shape
    case .indexOutside, .indexCount, .oneIndexOnMatrix: .index
    }
  }
}
