import Tensors

/// The entry-wise norms ‖A‖ₚ = (Σ |aᵢⱼ|ᵖ)^(1/p), p > 0, and ‖A‖∞ = max |aᵢⱼ|.
enum Norms {
  static func forward(_ order: Double, _ x: Tensor) throws(OperationError) -> Double {
    guard order > 0 else { throw .normOrder(order) }
    let elements = x.elements
    let largest = elements.reduce(0.0) { $0.isNaN || $1.magnitude < $0 ? $0 : $1.magnitude }
    if order == .infinity || largest == 0 || !largest.isFinite { return largest }
    if order == 1 { return elements.reduce(0) { $0 + $1.magnitude } }
    let direct = root(order, elements.reduce(0) { $0 + power($1.magnitude, order) })
    if direct.isFinite, direct >= 1e-150 { return direct }
    // Squares of very large or small entries leave the range: ‖x‖ = m ‖x/m‖ for any m.
    return largest
      * root(order, elements.reduce(0) { $0 + power($1.magnitude / largest, order) })
  }

  /// ∂‖x‖ₚ/∂xᵢ = sign(xᵢ) (|xᵢ|/‖x‖)^(p−1), by the chain rule on the root of the sum.
  ///
  /// At x = 0 every norm has a kink: 0 is taken. ‖x‖∞ passes all to the first largest entry.
  static func backward(
    _ order: Double,
    _ upstream: Double,
    _ x: Tensor,
    _ norm: Double
  ) throws(OperationError) -> Tensor {
    let sign = ElementwiseFunction.sign
    if norm == 0 { return x.map { _ in 0 } }
    if order == 1 { return x.map { upstream * sign.value(at: $0) } }
    if order == 2 { return x.map { upstream * ($0 / norm) } }
    if order == .infinity {
      var slopes = [Double](repeating: 0, count: x.count)
      let elements = x.elements
      if let first = elements.firstIndex(where: { $0.magnitude == norm }) {
        slopes[first] = upstream * sign.value(at: elements[first])
      }
      return Tensor(shape: x.shape, elements: slopes)
    }
    if order < 1, x.elements.contains(0) {
      throw .verticalSlope("‖x‖_\(order.inMessage)", 0)
    }
    return x.map { upstream * sign.value(at: $0) * power($0.magnitude / norm, order - 1) }
  }

  private static func power(_ x: Double, _ order: Double) -> Double {
    PairwiseFunction.power.value(x, order)
  }

  private static func root(_ order: Double, _ sum: Double) -> Double {
    order == 2 ? sum.squareRoot() : power(sum, 1 / order)
  }
}
