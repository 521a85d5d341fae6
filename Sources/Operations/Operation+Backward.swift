package import Tensors

extension Operation {
  /// What an upstream ∂J/∂result is for each operand: (∂result/∂operand)ᵀ · upstream.
  ///
  /// The upstream has the result's shape, each answer its operand's. nil means that nothing flows:
  /// comparisons, positions and step functions are flat.
  /// - Throws: a derivative that does not exist, such as that of √x at 0.
  package func vectorJacobianProduct(
    _ upstream: Tensor,
    operands: [Tensor],
    result: Tensor
  ) throws(OperationError) -> [Tensor?] {
    try checkCount(operands)
    precondition(upstream.shape == result.shape, "An upstream has the shape of the result.")
    switch self {
    case .elementwise(let function):
      return [try Elementwise.backward(function, upstream, operands[0])]
    case .elementwiseDerivative(let function):
      return [Elementwise.backwardOfDerivative(function, upstream, operands[0])]
    case .pairwise(let function):
      return try Pairwise.backward(function, upstream, operands[0], operands[1])
    case .matrixProduct:
      // C = A B: ∂J/∂A = (∂J/∂C) Bᵀ and ∂J/∂B = Aᵀ (∂J/∂C); entry by entry, cᵢⱼ = Σₖ aᵢₖ bₖⱼ.
      return [
        Tensor.product(upstream, transposing: operands[1]).reshaped(to: operands[0].shape),
        Tensor.product(transposing: operands[0], upstream).reshaped(to: operands[1].shape),
      ]
    case .transpose:
      return [upstream.transposed()]
    case .reduce(let reduction, let dimension):
      return [try Reductions.backward(reduction, dimension, upstream, operands[0], result)]
    case .norm(let order):
      return [
        try Norms.backward(order, upstream.single ?? 0, operands[0], result.single ?? 0)
      ]
    case .trace:
      let diagonal = [Double](repeating: upstream.single ?? 0, count: operands[0].rows)
      let square = Rearrangements.placed(
        diagonal,
        rows: operands[0].rows,
        columns: operands[0].columns
      )
      return [square.reshaped(to: operands[0].shape)]
    case .diagonal:
      return [Rearrangements.diagonalBackward(upstream, operands[0])]
    case .reshape, .flatten:
      return [upstream.reshaped(to: operands[0].shape)]
    case .softmax(let axis):
      return [try Softmax.backward(axis, upstream, result)]
    case .logSoftmax(let axis):
      return [try Softmax.logBackward(axis, upstream, result)]
    case .softmaxJacobian:
      return [try Softmax.jacobianBackward(upstream, operands[0])]
    case .loss(let loss):
      return try Losses.backward(loss, upstream, operands[0], operands[1])
    case .lossDerivative(let loss):
      return Losses.derivativeBackward(loss, upstream, operands[0], operands[1])
    case .lossFromLogits(let loss):
      return try Losses.logitsBackward(loss, upstream, operands[0], operands[1])
    case .slice(let indices):
      return [try Slices.backward(indices, upstream, operands[0])]
    case .replaceSlice(let indices):
      return try Slices.replaceBackward(indices, upstream, operands[0], operands[1])
    case .assemble(let blocksPerRow):
      return Blocks.assembleBackward(blocksPerRow, upstream, operands)
    case .stack:
      return Blocks.stackBackward(upstream, operands)
    case .sumOfTerms:
      return operands.map { upstream.reshaped(to: $0.shape) }
    case .productOfFactors:
      return try Terms.productBackward(upstream.single ?? 0, operands)
    case .largestOfTerms, .smallestOfTerms:
      return try Terms.extremumBackward(self, upstream.single ?? 0, operands)
    case .convolution, .convolutionInputGradient, .convolutionFilterGradient, .maxPool,
      .maxPoolGradient, .averagePool, .averagePoolGradient, .normalize, .normalizeGradient,
      .resample:
      let shares = try imageBackward(upstream, operands)
      return zip(shares, operands).map { $0?.reshaped(to: $1.shape) }
    }
  }

  /// The backward passes of convolution, pooling and normalisation.
  private func imageBackward(
    _ upstream: Tensor,
    _ operands: [Tensor]
  ) throws(OperationError) -> [Tensor?] {
    switch self {
    case .convolution(let steps):
      return try Convolutions.backward(steps, upstream, operands)
    case .convolutionInputGradient(let steps, let rows, let columns):
      return try Convolutions.inputGradientBackward(
        steps,
        rows: rows,
        columns: columns,
        upstream,
        operands
      )
    case .convolutionFilterGradient(let steps, let rows, let columns):
      return try Convolutions.filterGradientBackward(
        steps,
        rows: rows,
        columns: columns,
        upstream,
        operands
      )
    case .maxPool(let window):
      return [try Pooling.maximumGradient(window, operands[0], upstream)]
    case .maxPoolGradient(let window):
      return try Pooling.maximumGradientBackward(window, upstream, operands[0], operands[1])
    case .averagePool(let window):
      return [try Pooling.averageBackward(window, upstream, operands[0])]
    case .averagePoolGradient(let window, let rows, let columns):
      return [
        try Pooling.averageGradientBackward(
          window,
          rows: rows,
          columns: columns,
          upstream,
          operands[0]
        )
      ]
    case .normalize(let kind, let delta):
      return try Normalizations.backward(kind, delta: delta, upstream, operands)
    case .normalizeGradient(let kind, let delta):
      return try Normalizations.gradientBackward(kind, delta: delta, upstream, operands)
    case .resample(let kind):
      return [try Resamplings.backward(kind, upstream, operands[0])]
    default:
      return []
    }
  }
}
