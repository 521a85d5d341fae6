import Tensors

extension OperationError {
  /// What happened, with the shapes or numbers and the rule they break; no full stop.
  package var message: String {
    switch self {
    case .outsideDomain(let function, let x):
      let need = function == .squareRoot ? "number that is not negative" : "positive number"
      return "\(function.name)(\(x.inMessage)): the \(function.noun) needs a \(need)"
    case .divisionByZero(let x):
      return "\(x.inMessage)/0: nothing can be divided by zero"
    case .rootOfNegative(let base, let exponent):
      return "(\(base.inMessage))^\(exponent.asExponent): a negative number has only whole powers"
    case .negativePowerOfZero(let exponent):
      return "0^(\(exponent.inMessage)): a negative power of zero divides by zero"
    case .noProbability(let loss, let output):
      return "\(loss.name) of the output \(output.inMessage): "
        + "an output must be a probability, between 0 and 1"
    case .impossibleTarget(let loss, let output, let target):
      return "\(loss.name) of the output \(output.inMessage) for the target \(target.inMessage): "
        + "it is log(0), which is infinite"
    case .normOrder(let order):
      return "a norm of order \(order.inMessage): the order must be positive"
    case .noElements(let operation):
      return "\(operation.name) of no elements: there must be at least one"
    case .verticalSlope(let function, let x):
      return "\(function) has no derivative at \(x.inMessage): its slope is infinite there"
    case .operandCount(let operation, let given):
      let counts = operation.operandCounts ?? 0...0
      let most = counts.count > 1 ? " to \(counts.upperBound)" : ""
      return "\(operation.name) of \(given) values: it takes \(counts.lowerBound)\(most)"
    case .cannotSpread(let function, let left, let right):
      return "\(left.phrase) \(function.name) \(right.phrase): the shapes must be the same, "
        + "or one a scalar, a column as high or a row as wide as the other"
    case .productShapes(let left, let right):
      return "\(left.phrase) times \(right.phrase): the columns of the first (\(left.columns)) "
        + "must be as many as the rows of the second (\(right.rows))"
    case .needsMatrix(let operation, let shape):
      return "\(operation.name) of \(shape.phrase): it takes a scalar or a matrix"
    case .needsSquare(let operation, let shape):
      return "\(operation.name) of \(shape.phrase): it takes a square matrix"
    case .needsColumn(let operation, let shape):
      return "\(operation.name) of \(shape.phrase): it takes one column"
    case .needsScalars(let operation, let shape):
      return "\(operation.name) over \(shape.phrase): each term must be a scalar"
    case .elementCount(let shape, let dimensions):
      let target = dimensions.map { Double($0).inMessage }.joined(separator: "×")
      return "\(shape.phrase) cannot become \(target): "
        + "the new shape must hold as many elements (\(shape.count))"
    case .targetShape(let operation, let output, let target):
      return "\(operation.name) of \(output.phrase) and \(target.phrase): "
        + "the output and the target must have the same shape"
    case .termShapes(let operation, let first, let other):
      return "\(operation.name) over \(first.phrase) and \(other.phrase): "
        + "all terms must have the same shape"
    case .blockHeights(let left, let right):
      return "\(left.phrase) beside \(right.phrase): "
        + "what stands in one row must have equally many rows (\(left.rows) and \(right.rows))"
    case .blockWidths(let upper, let lower):
      return "a row of \(upper.columns) over a row of \(lower.columns): "
        + "all rows must have equally many columns"
    case .partShape(let part, let given):
      return "\(given.phrase) in the place of \(part.phrase): the shapes must be the same"
    case .indexOutside(let index, let dimension, let shape):
      return "index \(Double(index).inMessage) of \(shape.phrase): "
        + "there \(shape.census(dimension))"
    case .indexCount(let given, let shape):
      return "\(given) \(given == 1 ? "index" : "indices") on \(shape.phrase): "
        + "it takes \(shape.rank)"
    case .oneIndexOnMatrix(let shape):
      return "one index on \(shape.phrase): an element has a row and a column"
    case .needsImage, .needsFilters, .channelCount, .biasCount, .windowTooLarge, .windowSize,
      .windowStride, .windowPadding, .poolPadding, .imageSize, .upstreamShape, .cropOutside, .angle:
      return imageMessage
    case .normalizedShape, .normalizesOne, .normalizationParameter, .noDeviation, .negativeDelta:
      return normalizationMessage
    }
  }

  /// What to try, a whole sentence, or nil where the message says it all.
  package var suggestion: String? {
    switch self {
    case .productShapes(let left, let right):
      if left.columns == 1, right.columns == 1, left.rows == right.rows {
        return "For the scalar product of two columns write wᵀ x, element by element w ⊙ x."
      }
      if left.rows == right.rows {
        return "Transpose the first, Aᵀ B."
      }
      if left.columns == right.columns { return "Transpose the second, A Bᵀ." }
      return nil
    case .impossibleTarget:
      return "Behind softmax or σ the loss is computed from z, which never takes log(0)."
    case .noProbability(.crossEntropy, _):
      return "Put the outputs through softmax first."
    case .noProbability:
      return "Put the outputs through σ first."
    case .rootOfNegative(let base, let exponent):
      return "For the real root of a negative number write "
        + "−(\((-base).inMessage)^\(exponent.asExponent))."
    case .oneIndexOnMatrix:
      return "Write x_{i,j} for an element, x_{(n)} for the column of case n."
    case .needsColumn:
      return "Take one column, x_{(n)}."
    case .verticalSlope:
      return "Start a little away from there."
    case .elementCount(let shape, let dimensions):
      return shape.fittingShapes(instead: dimensions)
    case .needsImage, .needsFilters, .channelCount, .biasCount, .windowTooLarge, .windowSize,
      .windowStride, .windowPadding, .poolPadding, .imageSize, .upstreamShape, .cropOutside, .angle:
      return imageSuggestion
    case .normalizedShape, .normalizesOne, .normalizationParameter, .noDeviation, .negativeDelta:
      return normalizationSuggestion
    default:
      return nil
    }
  }
}

extension ElementwiseFunction {
  /// What a message calls the function.
  fileprivate var noun: String {
    self == .squareRoot ? "square root" : "logarithm"
  }
}

extension Shape {
  /// The shape in words: `a 2×3 matrix`, `a 3×1 column`, `a 1×3 row`, `a scalar`.
  package var phrase: String {
    switch rank {
    case 0: "a scalar"
    case 1: "a list of \(rows)"
    case 2 where columns == 1 && rows != 1: "a \(self) column"
    case 2 where rows == 1 && columns != 1: "a \(self) row"
    case 2: "\(article) \(self) matrix"
    default: "\(article) \(self) tensor"
    }
  }

  /// `an` before 8, 11, 18 and 80, `a` before other extents.
  private var article: String {
    let digits = String(rows)
    return digits.hasPrefix("8") || digits == "11" || digits == "18" ? "an" : "a"
  }

  /// How many there are along a dimension, counted from 1, or of all elements where it is 0.
  fileprivate func census(_ dimension: Int) -> String {
    let extent = dimension == 0 || dimension > rank ? count : dimensions[dimension - 1]
    let noun = rank != 2 || dimension == 0 ? "element" : dimension == 1 ? "row" : "column"
    return extent == 1 ? "is 1 \(noun)" : "are \(extent) \(noun)s"
  }
}

extension Double {
  /// The number behind ^ in a message: `(1/3)` for a third, which decimals would hide.
  fileprivate var asExponent: String {
    let whole = (1 / self).rounded()
    return self == 1 / whole && magnitude < 0.5 && whole.magnitude < 1000
      ? "(\(self < 0 ? "−" : "")1/\(whole.magnitude.inMessage))" : inMessage
  }

  /// The number as a message writes it: `−1`, `0.5`, with a true minus sign.
  package var inMessage: String {
    let digits: String
    if self == rounded(), magnitude < 1e15 {
      digits = String(Int(magnitude))
    } else {
      digits = isNaN ? "NaN" : isInfinite ? "∞" : "\(magnitude)"
    }
    return self < 0 ? "−" + digits : digits
  }
}
