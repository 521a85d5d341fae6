import Tensors

/// Convolution as the lectures have it, filters not flipped, and the two sides of its backward pass.
///
/// With the pixels under the window as the columns of P and a filter in each row of W it is the
/// matrix product Z = W P, so that ∂J/∂W = ∂J/∂Z Pᵀ, and ∂J/∂P = Wᵀ ∂J/∂Z, which adds up at each
/// pixel over the places whose window covers it (galway, "Convolution").
enum Convolutions {
  /// conv(image, filters), plus the bias of each filter where there is one.
  static func forward(
    _ steps: ConvolutionSteps,
    _ operands: [Tensor]
  ) throws(OperationError) -> Tensor {
    let shape = try ConvolutionShape(
      image: operands[0].shape,
      filters: operands[1].shape,
      steps
    )
    if operands.count > 2, operands[2].count != shape.filters {
      throw .biasCount(given: operands[2].count, filters: shape.filters)
    }
    return output(shape, operands[0], operands[1], bias: operands.count > 2 ? operands[2] : nil)
  }

  /// ∂J/∂image, ∂J/∂filters, and ∂J/∂bias, the sums over each channel.
  static func backward(
    _ steps: ConvolutionSteps,
    _ upstream: Tensor,
    _ operands: [Tensor]
  ) throws(OperationError) -> [Tensor?] {
    let shape = try ConvolutionShape(
      image: operands[0].shape,
      filters: operands[1].shape,
      steps
    )
    var shares: [Tensor?] = [
      inputGradient(shape, upstream, operands[1]).reshaped(to: operands[0].shape),
      filterGradient(shape, operands[0], upstream).reshaped(to: operands[1].shape),
    ]
    if operands.count > 2 {
      shares.append(Tensor(shape: operands[2].shape, elements: channelSums(shape, upstream)))
    }
    return shares
  }

  /// conv_input_gradient(Δz, filters): what ∂J/∂z is for the image.
  static func inputGradient(
    _ steps: ConvolutionSteps,
    rows: Int,
    columns: Int,
    _ operands: [Tensor]
  ) throws(OperationError) -> Tensor {
    let shape = try ConvolutionShape(
      upstream: operands[0].shape,
      filters: operands[1].shape,
      rows: rows,
      columns: columns,
      steps
    )
    return inputGradient(shape, operands[0], operands[1])
  }

  /// By Δz it is the convolution of the upstream, by the filters their gradient with it as image.
  static func inputGradientBackward(
    _ steps: ConvolutionSteps,
    rows: Int,
    columns: Int,
    _ upstream: Tensor,
    _ operands: [Tensor]
  ) throws(OperationError) -> [Tensor?] {
    let shape = try ConvolutionShape(
      upstream: operands[0].shape,
      filters: operands[1].shape,
      rows: rows,
      columns: columns,
      steps
    )
    return [
      output(shape, upstream, operands[1], bias: nil).reshaped(to: operands[0].shape),
      filterGradient(shape, upstream, operands[0]).reshaped(to: operands[1].shape),
    ]
  }

  /// conv_filter_gradient(image, Δz): what ∂J/∂z is for the filters, summed over the cases.
  static func filterGradient(
    _ steps: ConvolutionSteps,
    rows: Int,
    columns: Int,
    _ operands: [Tensor]
  ) throws(OperationError) -> Tensor {
    let shape = try ConvolutionShape(
      image: operands[0].shape,
      upstream: operands[1].shape,
      rows: rows,
      columns: columns,
      steps
    )
    return filterGradient(shape, operands[0], operands[1])
  }

  /// By the image it is its gradient with the upstream as filters, by Δz their convolution.
  static func filterGradientBackward(
    _ steps: ConvolutionSteps,
    rows: Int,
    columns: Int,
    _ upstream: Tensor,
    _ operands: [Tensor]
  ) throws(OperationError) -> [Tensor?] {
    let shape = try ConvolutionShape(
      image: operands[0].shape,
      upstream: operands[1].shape,
      rows: rows,
      columns: columns,
      steps
    )
    return [
      inputGradient(shape, operands[1], upstream).reshaped(to: operands[0].shape),
      output(shape, operands[0], upstream, bias: nil).reshaped(to: operands[1].shape),
    ]
  }

  // MARK: Matrix products

  private static func output(
    _ shape: ConvolutionShape,
    _ image: Tensor,
    _ filters: Tensor,
    bias: Tensor?
  ) -> Tensor {
    let weights = filters.reshaped(to: Shape(rows: shape.filters, columns: shape.patch))
    return Tensor(shape: shape.outputShape) { target in
      for tile in shape.tiles {
        shape.place(Tensor.product(weights, shape.unrolled(image, tile)), tile, into: target)
      }
      guard let bias = bias?.elements else { return }
      let count = shape.placeCount
      for (filter, value) in bias.enumerated() {
        for index in filter * count..<(filter + 1) * count { target[index] += value }
      }
    }
  }

  private static func inputGradient(
    _ shape: ConvolutionShape,
    _ upstream: Tensor,
    _ filters: Tensor
  ) -> Tensor {
    let weights = filters.reshaped(to: Shape(rows: shape.filters, columns: shape.patch))
    let image = shape.image
    return Tensor(shape: image.shape(rows: image.rows, columns: image.columns)) { target in
      target.initialize(repeating: 0)
      for tile in shape.tiles {
        let part = Tensor.product(transposing: weights, shape.part(upstream, tile))
        shape.fold(part, tile, into: target)
      }
    }
  }

  private static func filterGradient(
    _ shape: ConvolutionShape,
    _ image: Tensor,
    _ upstream: Tensor
  ) -> Tensor {
    Tensor(shape: shape.filterShape) { target in
      target.initialize(repeating: 0)
      for tile in shape.tiles {
        Tensor.product(shape.part(upstream, tile), transposing: shape.unrolled(image, tile))
          .withElements { part in
            for index in target.indices { target[index] += part[index] }
          }
      }
    }
  }

  /// The sum of each channel of the result, over all places and cases.
  private static func channelSums(_ shape: ConvolutionShape, _ upstream: Tensor) -> [Double] {
    let count = shape.placeCount
    return upstream.withElements { elements in
      (0..<shape.filters).map { filter in
        var sum = 0.0
        for index in filter * count..<(filter + 1) * count { sum += elements[index] }
        return sum
      }
    }
  }
}
