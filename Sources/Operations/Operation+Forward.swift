package import Tensors

extension Operation {
  /// The result of the operation, computed stably in float64; NaN elements propagate.
  ///
  /// - Throws: what a learner can get wrong: shapes that do not fit, numbers outside the domain,
  ///   indices outside the array.
  package func forward(_ operands: [Tensor]) throws(OperationError) -> Tensor {
    try checkCount(operands)
    switch self {
    case .elementwise(let function):
      return try Elementwise.forward(function, operands[0])
    case .elementwiseDerivative(let function):
      return try Elementwise.derivative(function, operands[0])
    case .pairwise(let function):
      return try Pairwise.forward(function, operands[0], operands[1])
    case .matrixProduct:
      for operand in operands { _ = try Rearrangements.matrix(operand, for: self) }
      guard operands[0].columns == operands[1].rows else {
        throw .productShapes(operands[0].shape, operands[1].shape)
      }
      return Tensor.product(operands[0], operands[1])
    case .transpose:
      return try Rearrangements.matrix(operands[0], for: self).transposed()
    case .reduce(let reduction, let dimension):
      return try Reductions.forward(reduction, dimension, operands[0])
    case .norm(let order):
      return Tensor(try Norms.forward(order, operands[0]))
    case .trace:
      return Tensor(try Rearrangements.trace(operands[0]))
    case .diagonal:
      return try Rearrangements.diagonal(operands[0])
    case .reshape(let dimensions):
      return try Rearrangements.reshape(operands[0], to: dimensions)
    case .flatten:
      return operands[0].reshaped(to: Shape(rows: operands[0].count, columns: 1))
    case .softmax(let axis):
      return try Softmax.forward(axis, operands[0], for: self)
    case .logSoftmax(let axis):
      return try Softmax.logForward(axis, operands[0], for: self)
    case .softmaxJacobian:
      return try Softmax.jacobian(operands[0])
    case .loss(let loss):
      return try Losses.forward(loss, operands[0], operands[1])
    case .lossDerivative(let loss):
      return try Losses.derivative(loss, operands[0], operands[1])
    case .lossFromLogits(let loss):
      return try Losses.logitsForward(loss, operands[0], operands[1])
    case .slice(let indices):
      return try Slices.forward(indices, operands[0])
    case .replaceSlice(let indices):
      return try Slices.replace(indices, operands[0], operands[1])
    case .assemble(let blocksPerRow):
      return try Blocks.assemble(blocksPerRow, operands)
    case .stack:
      return try Blocks.stack(operands)
    case .sumOfTerms:
      return try Terms.sum(operands)
    case .productOfFactors:
      return try Terms.product(operands)
    case .largestOfTerms, .smallestOfTerms:
      return try Terms.extremum(self, operands)
    case .convolution(let steps):
      return try Convolutions.forward(steps, operands)
    case .convolutionInputGradient(let steps, let rows, let columns):
      return try Convolutions.inputGradient(steps, rows: rows, columns: columns, operands)
    case .convolutionFilterGradient(let steps, let rows, let columns):
      return try Convolutions.filterGradient(steps, rows: rows, columns: columns, operands)
    case .maxPool(let window):
      return try Pooling.maximum(window, operands[0])
    case .maxPoolGradient(let window):
      return try Pooling.maximumGradient(window, operands[0], operands[1])
    case .averagePool(let window):
      return try Pooling.average(window, operands[0])
    case .averagePoolGradient(let window, let rows, let columns):
      return try Pooling.averageGradient(window, rows: rows, columns: columns, operands[0])
    case .normalize(let kind, let delta):
      return try Normalizations.forward(kind, delta: delta, operands)
    case .normalizeGradient(let kind, let delta):
      return try Normalizations.gradient(kind, delta: delta, operands)
    case .resample(let kind):
      return try Resamplings.forward(kind, operands[0])
    }
  }

  /// Throws unless there are as many operands as the operation takes.
  func checkCount(_ operands: [Tensor]) throws(OperationError) {
    if let operandCounts, !operandCounts.contains(operands.count) {
      throw .operandCount(self, given: operands.count)
    }
  }
}
