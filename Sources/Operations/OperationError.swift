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

  /// An array that is no image: neither a matrix nor of rank 3 or 4, or without pixels.
  case needsImage(Operation, Shape)
  /// An array that holds no filters: neither a matrix nor of rank 4, or without weights.
  case needsFilters(Operation, Shape)
  /// Images and filters with different numbers of channels.
  case channelCount(Operation, image: Int, filters: Int)
  /// Another number of biases than there are filters.
  case biasCount(given: Int, filters: Int)
  /// A filter or window larger than the image with its padding.
  case windowTooLarge(Operation, rows: Int, columns: Int, ImageShape, padding: Int)
  /// A window without pixels.
  case windowSize(Operation, Int)
  /// A stride that does not move on.
  case windowStride(Operation, Int)
  /// A padding that is negative or beyond all bounds.
  case windowPadding(Operation, Int)
  /// A padding of pooling as large as the window, which would then lie beside the image.
  case poolPadding(size: Int, padding: Int)
  /// A part that does not lie on the image.
  case cropOutside(Resampling, Shape)
  /// An angle that is no number.
  case angle(Double)
  /// An image without pixels, or beyond all bounds.
  case imageSize(Operation, rows: Int, columns: Int)
  /// A derivative of another shape than what it is the derivative by.
  case upstreamShape(Operation, expected: Shape, given: Shape)
  /// A normalisation of something that is no matrix or array of images.
  case normalizedShape(NormalizationKind, Shape)
  /// A batch normalisation of one number in each row.
  case normalizesOne(Shape)
  /// γ or β of another length.
  case normalizationParameter(NormalizationKind, String, given: Int, needed: Int)
  /// σ + δ = 0 in a row, channel or case, counted from 1.
  case noDeviation(NormalizationKind, Shape, lane: Int)
  /// A δ below 0.
  case negativeDelta(NormalizationKind, Double)

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
      .impossibleTarget, .normOrder, .noElements, .windowStride, .windowPadding, .windowSize,
      .poolPadding, .angle, .normalizesOne, .noDeviation, .negativeDelta:
      .domain
    case .verticalSlope: .derivative
    case .operandCount, .needsMatrix, .needsScalars, .needsImage, .needsFilters, .normalizedShape:
      .type
    case .cannotSpread, .productShapes, .needsSquare, .needsColumn, .elementCount, .targetShape,
      .termShapes, .blockHeights, .blockWidths, .partShape, .channelCount, .biasCount,
      .windowTooLarge,
      .imageSize, .upstreamShape, .normalizationParameter:
      .shape
    case .indexOutside, .indexCount, .oneIndexOnMatrix, .cropOutside: .index
    }
  }
}
