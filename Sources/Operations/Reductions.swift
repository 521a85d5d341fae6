import Tensors

/// Sums, means, extrema of all elements or along one dimension; forward and backward.
enum Reductions {
  /// One number per line of elements.
  static func forward(
    _ reduction: Reduction,
    _ dimension: ReductionDimension,
    _ x: Tensor
  ) throws(OperationError) -> Tensor {
    let lanes = try lanes(reduction, dimension, x)
    return x.withElements { elements in
      Tensor(shape: lanes.reducedShape) { target in
        for line in 0..<lanes.count {
          target[line] = value(reduction, elements, lanes, line)
        }
      }
    }
  }

  /// The backward pass; nil for argmax, whose positions do not move with the elements.
  ///
  /// ∂Σ/∂xᵢ = 1, ∂mean/∂xᵢ = 1/N, ∂var/∂xᵢ = 2(xᵢ − μ)/N (the mean's own movement cancels),
  /// ∂std/∂xᵢ = (xᵢ − μ)/(N · std), 0 where all elements are equal: there std, a norm of the
  /// deviations, has a kink. Of equal extrema the first one gets all.
  static func backward(
    _ reduction: Reduction,
    _ dimension: ReductionDimension,
    _ upstream: Tensor,
    _ x: Tensor,
    _ result: Tensor
  ) throws(OperationError) -> Tensor? {
    guard reduction != .argumentOfMaximum else { return nil }
    let lanes = try lanes(reduction, dimension, x)
    let (elements, gradients, results) = (x.elements, upstream.elements, result.elements)
    return Tensor(shape: x.shape) { target in
      elements.withUnsafeBufferPointer { elements in
        for line in 0..<lanes.count {
          spreadBack(
            reduction,
            gradients[line],
            results[line],
            elements,
            lanes,
            line,
            into: target
          )
        }
      }
    }
  }

  private static func lanes(
    _ reduction: Reduction,
    _ dimension: ReductionDimension,
    _ x: Tensor
  ) throws(OperationError) -> Lanes {
    guard let lanes = Lanes(x.shape, dimension) else {
      throw .needsMatrix(.reduce(reduction, dimension), x.shape)
    }
    if lanes.length == 0, reduction != .sum { throw .noElements(.reduce(reduction, dimension)) }
    return lanes
  }

  private static func value(
    _ reduction: Reduction,
    _ elements: UnsafeBufferPointer<Double>,
    _ lanes: Lanes,
    _ line: Int
  ) -> Double {
    switch reduction {
    case .sum: sum(elements, lanes, line)
    case .mean: sum(elements, lanes, line) / Double(lanes.length)
    case .variance: variance(elements, lanes, line)
    case .standardDeviation: variance(elements, lanes, line).squareRoot()
    case .maximum: elements[lanes.position(line, first(elements, lanes, line, >))]
    case .minimum: elements[lanes.position(line, first(elements, lanes, line, <))]
    case .argumentOfMaximum: Double(first(elements, lanes, line, >) + 1)
    }
  }

  private static func sum(
    _ elements: UnsafeBufferPointer<Double>,
    _ lanes: Lanes,
    _ line: Int
  ) -> Double {
    var total = 0.0
    for element in 0..<lanes.length { total += elements[lanes.position(line, element)] }
    return total
  }

  /// 1/N Σ (x − μ)²: the population's variance, from the deviations, so that nothing cancels.
  private static func variance(
    _ elements: UnsafeBufferPointer<Double>,
    _ lanes: Lanes,
    _ line: Int
  ) -> Double {
    let mean = sum(elements, lanes, line) / Double(lanes.length)
    var total = 0.0
    for element in 0..<lanes.length {
      let deviation = elements[lanes.position(line, element)] - mean
      total += deviation * deviation
    }
    return total / Double(lanes.length)
  }

  /// The first element that no other one beats; a NaN beats every number, so that it shows.
  private static func first(
    _ elements: UnsafeBufferPointer<Double>,
    _ lanes: Lanes,
    _ line: Int,
    _ beats: (Double, Double) -> Bool
  ) -> Int {
    var best = 0
    for element in 0..<lanes.length {
      let (value, champion) = (
        elements[lanes.position(line, element)], elements[lanes.position(line, best)]
      )
      if champion.isNaN { return best }
      if value.isNaN || beats(value, champion) { best = element }
    }
    return best
  }

  private static func spreadBack(
    _ reduction: Reduction,
    _ gradient: Double,
    _ result: Double,
    _ elements: UnsafeBufferPointer<Double>,
    _ lanes: Lanes,
    _ line: Int,
    into target: UnsafeMutableBufferPointer<Double>
  ) {
    let count = Double(lanes.length)
    let mean = sum(elements, lanes, line) / count
    let extremum =
      switch reduction {
      case .maximum: first(elements, lanes, line, >)
      case .minimum: first(elements, lanes, line, <)
      default: -1
      }
    for element in 0..<lanes.length {
      let position = lanes.position(line, element)
      let deviation = elements[position] - mean
      target[position] =
        switch reduction {
        case .sum: gradient
        case .mean: gradient / count
        case .variance: gradient * 2 * deviation / count
        case .standardDeviation: result == 0 ? 0 : gradient * deviation / (count * result)
        case .maximum, .minimum: element == extremum ? gradient : 0
        case .argumentOfMaximum: 0
        }
    }
  }
}
