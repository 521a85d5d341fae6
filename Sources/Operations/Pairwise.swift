import Tensors

/// Forward and backward of the functions of two numbers, with spreading.
enum Pairwise {
  /// f of each pair of elements; the smaller operand is spread over the larger.
  static func forward(
    _ function: PairwiseFunction,
    _ x: Tensor,
    _ y: Tensor
  ) throws(OperationError) -> Tensor {
    if let left = x.scalar, let right = y.scalar {
      return Tensor(try function.checked(left, right))
    }
    guard let shape = Spread.commonShape(x.shape, y.shape) else {
      throw .cannotSpread(function, x.shape, y.shape)
    }
    if !function.isDefinedEverywhere {
      try check(function, x, y, shape)
    }
    switch function {
    case .add: return combine(x, y, shape) { $0 + $1 }
    case .subtract: return combine(x, y, shape) { $0 - $1 }
    case .multiply: return combine(x, y, shape) { $0 * $1 }
    case .divide: return combine(x, y, shape) { $0 / $1 }
    default: return combine(x, y, shape, function.value)
    }
  }

  /// The element-wise product of two tensors that are known to fit.
  static func multiply(_ x: Tensor, _ y: Tensor) -> Tensor {
    combine(x, y, Spread.commonShape(x.shape, y.shape) ?? x.shape) { $0 * $1 }
  }

  /// upstream ⊙ ∂f/∂x and upstream ⊙ ∂f/∂y, summed over what was spread; nil for comparisons.
  static func backward(
    _ function: PairwiseFunction,
    _ upstream: Tensor,
    _ x: Tensor,
    _ y: Tensor
  ) throws(OperationError) -> [Tensor?] {
    guard function.isDifferentiable else { return [nil, nil] }
    if let g = upstream.scalar, let left = x.scalar, let right = y.scalar {
      let (byX, byY) = try function.slopes(left, right)
      return [Tensor(g * byX), Tensor(g * byY)]
    }
    switch function {
    case .add:
      return [Spread.summing(upstream, to: x.shape), Spread.summing(upstream, to: y.shape)]
    case .subtract:
      let negative = upstream.map { -$0 }
      return [Spread.summing(upstream, to: x.shape), Spread.summing(negative, to: y.shape)]
    case .multiply:
      return [
        Spread.summing(multiply(upstream, y), to: x.shape),
        Spread.summing(multiply(upstream, x), to: y.shape),
      ]
    default:
      return try backwardByElement(function, upstream, x, y)
    }
  }

  private static func backwardByElement(
    _ function: PairwiseFunction,
    _ upstream: Tensor,
    _ x: Tensor,
    _ y: Tensor
  ) throws(OperationError) -> [Tensor?] {
    let shape = upstream.shape
    let (xs, ys, gs) = (x.elements, y.elements, upstream.elements)
    let (xSpread, ySpread) = (Spread(of: x.shape, over: shape), Spread(of: y.shape, over: shape))
    var byX = [Double](repeating: 0, count: xs.count)
    var byY = [Double](repeating: 0, count: ys.count)
    for index in gs.indices {
      let i = Spread.position(xSpread, index, columns: shape.columns)
      let j = Spread.position(ySpread, index, columns: shape.columns)
      let (slopeX, slopeY) = try function.slopes(xs[i], ys[j])
      byX[i] += gs[index] * slopeX
      byY[j] += gs[index] * slopeY
    }
    return [Tensor(shape: x.shape, elements: byX), Tensor(shape: y.shape, elements: byY)]
  }

  private static func check(
    _ function: PairwiseFunction,
    _ x: Tensor,
    _ y: Tensor,
    _ shape: Shape
  ) throws(OperationError) {
    let (xs, ys) = (x.elements, y.elements)
    let (xSpread, ySpread) = (Spread(of: x.shape, over: shape), Spread(of: y.shape, over: shape))
    // A division by one number needs one look; the common case in 1/N.
    if function == .divide, ySpread == .scalar, ys[0] != 0 { return }
    for index in 0..<shape.count {
      let left = xs[Spread.position(xSpread, index, columns: shape.columns)]
      let right = ys[Spread.position(ySpread, index, columns: shape.columns)]
      _ = try function.checked(left, right)
    }
  }

  @inline(__always)
  private static func combine(
    _ x: Tensor,
    _ y: Tensor,
    _ shape: Shape,
    _ body: (Double, Double) -> Double
  ) -> Tensor {
    if let left = x.scalar, let right = y.scalar, shape.rank == 0 {
      return Tensor(body(left, right))
    }
    let xSpread = Spread(of: x.shape, over: shape)
    let ySpread = Spread(of: y.shape, over: shape)
    let columns = shape.columns
    return x.withElements { xs in
      y.withElements { ys in
        Tensor(shape: shape) { target in
          if xSpread == nil, ySpread == nil {
            for index in target.indices { target[index] = body(xs[index], ys[index]) }
          } else if xSpread == nil, ySpread == .scalar {
            let right = ys[0]
            for index in target.indices { target[index] = body(xs[index], right) }
          } else if ySpread == nil, xSpread == .scalar {
            let left = xs[0]
            for index in target.indices { target[index] = body(left, ys[index]) }
          } else {
            for index in target.indices {
              target[index] = body(
                xs[Spread.position(xSpread, index, columns: columns)],
                ys[Spread.position(ySpread, index, columns: columns)]
              )
            }
          }
        }
      }
    }
  }
}
