import Tensors

/// softmax and its logarithm, along columns or rows, stably; forward and backward.
enum Softmax {
  /// aⱼ = exp(zⱼ − m)/Σₖ exp(zₖ − m), with m the largest zₖ.
  ///
  /// The factor e^(−m) cancels, and no exponent is positive, so that nothing overflows.
  static func forward(
    _ axis: SoftmaxAxis,
    _ z: Tensor,
    for operation: Operation
  ) throws(OperationError) -> Tensor {
    let lanes = try lanes(axis, z, for: operation)
    return z.withElements { elements in
      Tensor(shape: z.shape) { a in
        for line in 0..<lanes.count { normalize(elements, lanes, line, into: a) }
      }
    }
  }

  /// log aⱼ = (zⱼ − m) − log Σₖ exp(zₖ − m).
  static func logForward(
    _ axis: SoftmaxAxis,
    _ z: Tensor,
    for operation: Operation
  ) throws(OperationError) -> Tensor {
    let lanes = try lanes(axis, z, for: operation)
    return z.withElements { elements in
      Tensor(shape: z.shape) { target in
        for line in 0..<lanes.count {
          let largest = largest(elements, lanes, line)
          var total = 0.0
          for j in 0..<lanes.length {
            total += ElementaryFunction.exponential(elements[lanes.position(line, j)] - largest)
          }
          let logarithm = ElementaryFunction.naturalLogarithm(total)
          for j in 0..<lanes.length {
            let position = lanes.position(line, j)
            target[position] = (elements[position] - largest) - logarithm
          }
        }
      }
    }
  }

  /// ∂J/∂zⱼ = aⱼ (∂J/∂aⱼ − Σₖ ∂J/∂aₖ aₖ), from ∂aₖ/∂zⱼ = aₖ(δₖⱼ − aⱼ).
  static func backward(
    _ axis: SoftmaxAxis,
    _ upstream: Tensor,
    _ a: Tensor
  ) throws(OperationError) -> Tensor {
    let lanes = try lanes(axis, a, for: .softmax(axis))
    return upstream.withElements { g in
      a.withElements { a in
        Tensor(shape: upstream.shape) { target in
          for line in 0..<lanes.count {
            var total = 0.0
            for k in 0..<lanes.length {
              total += g[lanes.position(line, k)] * a[lanes.position(line, k)]
            }
            for j in 0..<lanes.length {
              let position = lanes.position(line, j)
              target[position] = a[position] * (g[position] - total)
            }
          }
        }
      }
    }
  }

  /// ∂J/∂zⱼ = gⱼ − aⱼ Σₖ gₖ, from ∂(log aₖ)/∂zⱼ = δₖⱼ − aⱼ; the result is log a.
  static func logBackward(
    _ axis: SoftmaxAxis,
    _ upstream: Tensor,
    _ result: Tensor
  ) throws(OperationError) -> Tensor {
    let lanes = try lanes(axis, result, for: .logSoftmax(axis))
    return upstream.withElements { g in
      result.withElements { logarithms in
        Tensor(shape: upstream.shape) { target in
          for line in 0..<lanes.count {
            var total = 0.0
            for k in 0..<lanes.length { total += g[lanes.position(line, k)] }
            for j in 0..<lanes.length {
              let position = lanes.position(line, j)
              let a = ElementaryFunction.exponential(logarithms[position])
              target[position] = g[position] - a * total
            }
          }
        }
      }
    }
  }

  /// Jᵢⱼ = aᵢ(δᵢⱼ − aⱼ) of one column z (a row counts as one).
  static func jacobian(_ z: Tensor) throws(OperationError) -> Tensor {
    let a = try column(z)
    return Tensor(shape: Shape(rows: a.count, columns: a.count)) { target in
      for i in a.indices {
        for j in a.indices {
          target[i * a.count + j] = a[i] * ((i == j ? 1 : 0) - a[j])
        }
      }
    }
  }

  /// The backward pass of the Jacobian: through aᵢ(δᵢⱼ − aⱼ), then through softmax.
  ///
  /// ∂/∂aₖ Σᵢⱼ Uᵢⱼ aᵢ(δᵢⱼ − aⱼ) = Uₖₖ − Σⱼ (Uₖⱼ + Uⱼₖ) aⱼ.
  static func jacobianBackward(
    _ upstream: Tensor,
    _ z: Tensor
  ) throws(OperationError) -> Tensor {
    let a = try column(z)
    let byA = a.indices.map { k in
      a.indices.reduce(upstream[k, k]) { $0 - (upstream[k, $1] + upstream[$1, k]) * a[$1] }
    }
    return try backward(.columns, Tensor(column: byA), Tensor(column: a)).reshaped(to: z.shape)
  }

  private static func column(_ z: Tensor) throws(OperationError) -> [Double] {
    guard z.shape.rank <= 2, z.rows == 1 || z.columns == 1 else {
      throw .needsColumn(.softmaxJacobian, z.shape)
    }
    return try forward(.columns, Tensor(column: z.elements), for: .softmaxJacobian).elements
  }

  private static func lanes(
    _ axis: SoftmaxAxis,
    _ z: Tensor,
    for operation: Operation
  ) throws(OperationError) -> Lanes {
    guard let lanes = Lanes(z.shape, axis == .columns ? .rows : .columns) else {
      throw .needsMatrix(operation, z.shape)
    }
    if lanes.length == 0 { throw .noElements(operation) }
    return lanes
  }

  /// The largest element of a line; NaN if there is one.
  private static func largest(
    _ elements: UnsafeBufferPointer<Double>,
    _ lanes: Lanes,
    _ line: Int
  ) -> Double {
    var largest = -Double.infinity
    for j in 0..<lanes.length {
      let element = elements[lanes.position(line, j)]
      if element.isNaN { return element }
      if element > largest { largest = element }
    }
    return largest
  }

  private static func normalize(
    _ z: UnsafeBufferPointer<Double>,
    _ lanes: Lanes,
    _ line: Int,
    into a: UnsafeMutableBufferPointer<Double>
  ) {
    let largest = largest(z, lanes, line)
    var total = 0.0
    for j in 0..<lanes.length {
      let position = lanes.position(line, j)
      a[position] = ElementaryFunction.exponential(z[position] - largest)
      total += a[position]
    }
    for j in 0..<lanes.length { a[lanes.position(line, j)] /= total }
  }
}
