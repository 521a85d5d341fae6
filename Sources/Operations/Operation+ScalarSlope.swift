extension Operation {
  /// ∂f/∂(operand) of an operation on scalars with a scalar result, as a plain number.
  ///
  /// The vector-Jacobian product of the operation is upstream · slope, bit for bit.
  /// - Parameters:
  ///   - place: The operand differentiated by, from 0.
  ///   - x: The first operand.
  ///   - y: The second operand; of no meaning where there is one.
  /// - Returns: nil where the operation is flat or has no slopes of this kind.
  /// - Throws: a slope that does not exist, such as that of √x at 0.
  package func scalarSlope(
    by place: Int,
    _ x: Double,
    _ y: Double
  ) throws(OperationError) -> Double? {
    switch self {
    case .elementwise(let function):
      switch function {
      case .sign, .round, .floor, .ceiling, .not: return nil
      default: return try function.checkedDerivative(at: x)
      }
    case .elementwiseDerivative(let function):
      return function.isStraight ? nil : function.secondDerivative(at: x)
    case .pairwise(let function):
      guard function.isDifferentiable else { return nil }
      try function.checkSlopes(x, y)
      return place == 0 ? function.slopeByFirst(x, y) : function.slopeBySecond(x, y)
    default: return nil
    }
  }
}
