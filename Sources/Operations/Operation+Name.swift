extension Operation {
  /// What the notation, or a message, calls the operation: `softmax`, `σ′`, `the matrix product`.
  package var name: String {
    switch self {
    case .elementwise(let function): function.name
    case .elementwiseDerivative(let function): function.name + "′"
    case .pairwise(let function): function.name
    case .matrixProduct: "the matrix product"
    case .transpose: "transpose"
    case .reduce(let reduction, _): reduction.name
    case .norm: "norm"
    case .trace: "trace"
    case .diagonal: "diag"
    case .reshape: "reshape"
    case .flatten: "flatten"
    case .softmax: "softmax"
    case .logSoftmax: "log_softmax"
    case .softmaxJacobian: "softmax′"
    case .loss(let loss), .lossFromLogits(let loss): loss.name
    case .lossDerivative(let loss): "the derivative of " + loss.name
    case .slice, .replaceSlice: "an index"
    case .assemble: "a matrix literal"
    case .stack: "a literal"
    case .sumOfTerms: "Σ"
    case .productOfFactors: "Π"
    case .largestOfTerms: "max"
    case .smallestOfTerms: "min"
    case .convolution: "conv"
    case .convolutionInputGradient: "conv_input_gradient"
    case .convolutionFilterGradient: "conv_filter_gradient"
    case .maxPool: "max_pool"
    case .maxPoolGradient: "max_pool_gradient"
    case .averagePool: "average_pool"
    case .averagePoolGradient: "average_pool_gradient"
    case .normalize(let kind, _): kind.name
    case .normalizeGradient(let kind, _): kind.name + "_gradient"
    case .resample(let kind): kind.name
    }
  }
}

extension Reduction {
  /// The name in the notation: `sum`, `var`, `argmax`.
  package var name: String {
    switch self {
    case .sum: "sum"
    case .mean: "mean"
    case .variance: "var"
    case .standardDeviation: "std"
    case .maximum: "max"
    case .minimum: "min"
    case .argumentOfMaximum: "argmax"
    }
  }
}

extension NormalizationKind {
  /// The name in the notation: `batch_norm`.
  package var name: String {
    switch self {
    case .batch: "batch_norm"
    case .layer: "layer_norm"
    }
  }
}

extension Loss {
  /// The name in the notation: `cross_entropy`.
  package var name: String {
    switch self {
    case .crossEntropy: "cross_entropy"
    case .binaryCrossEntropy: "binary_cross_entropy"
    case .squaredError: "squared_error"
    }
  }
}
