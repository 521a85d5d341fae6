import Notation
import Operations

/// The functions of the language by their names.
enum Builtins {
  /// What a function does.
  enum Kind {
    case elementwise(ElementwiseFunction)
    case leakyRelu, elu, prelu
    case softmax, logSoftmax
    case reduction(Reduction)
    case norm, transpose, trace, diagonal, reshape, flatten
    case zeros, ones, eye, normal, uniform, bernoulli, shuffle, oneHot
    case size, rows, columns, range
    case loss(Loss)
    /// Whether Δz = a − y holds for an activation with a loss.
    case matched
    /// Whether a function works element by element, as every activation but softmax does.
    case isElementwise
    /// Whether a name has a value.
    case defined
    case network, dataset, split
    /// The native engine: training, and what a trained network says.
    case train, predict, accuracy, confusionMatrix
    /// Convolution, pooling, normalisation, and the names of their derivatives.
    case image(ImageFunction)
  }

  /// Every function by the name it prints as.
  static let kinds: [String: Kind] = [
    "identity": .elementwise(.identity), "σ": .elementwise(.sigmoid),
    "tanh": .elementwise(.hyperbolicTangent), "relu": .elementwise(.relu),
    "softplus": .elementwise(.softplus), "log": .elementwise(.log),
    "log2": .elementwise(.log2), "log10": .elementwise(.log10), "exp": .elementwise(.exp),
    "sqrt": .elementwise(.squareRoot), "sin": .elementwise(.sine), "cos": .elementwise(.cosine),
    "tan": .elementwise(.tangent), "abs": .elementwise(.absolute), "sign": .elementwise(.sign),
    "round": .elementwise(.round), "floor": .elementwise(.floor),
    "ceil": .elementwise(.ceiling),
    "leaky_relu": .leakyRelu, "elu": .elu, "prelu": .prelu,
    "softmax": .softmax, "log_softmax": .logSoftmax,
    "sum": .reduction(.sum), "mean": .reduction(.mean), "var": .reduction(.variance),
    "std": .reduction(.standardDeviation), "max": .reduction(.maximum),
    "min": .reduction(.minimum), "argmax": .reduction(.argumentOfMaximum),
    "norm": .norm, "transpose": .transpose, "trace": .trace, "diag": .diagonal,
    "reshape": .reshape, "flatten": .flatten, "zeros": .zeros, "ones": .ones, "eye": .eye,
    "normal": .normal, "uniform": .uniform, "bernoulli": .bernoulli, "shuffle": .shuffle,
    "one_hot": .oneHot, "size": .size, "rows": .rows, "columns": .columns,
    "range": .range,
    "cross_entropy": .loss(.crossEntropy), "binary_cross_entropy": .loss(.binaryCrossEntropy),
    "squared_error": .loss(.squaredError), "matched": .matched, "elementwise": .isElementwise,
    "defined": .defined, "network": .network, "dataset": .dataset, "split": .split,
    "train": .train, "predict": .predict, "accuracy": .accuracy,
    "confusion_matrix": .confusionMatrix,
    "conv": .image(.convolution), "conv_input_gradient": .image(.convolutionInputGradient),
    "conv_filter_gradient": .image(.convolutionFilterGradient), "max_pool": .image(.maxPool),
    "max_pool_gradient": .image(.maxPoolGradient), "average_pool": .image(.averagePool),
    "average_pool_gradient": .image(.averagePoolGradient),
    "batch_norm": .image(.normalize(.batch)), "layer_norm": .image(.normalize(.layer)),
    "flip": .image(.flip), "shift": .image(.shift), "rotate": .image(.rotate),
    "crop": .image(.crop), "pad": .image(.pad), "add_noise": .image(.addNoise),
    "batch_norm_gradient": .image(.normalizeGradient(.batch)),
    "layer_norm_gradient": .image(.normalizeGradient(.layer)),
  ]

  /// Other names of functions.
  static let aliases: [String: String] = ["sigmoid": "σ", "ceiling": "ceil", "ReLU": "relu"]

  /// The name a function prints as, nil for what is no function.
  static func canonicalName(of name: String) -> String? {
    if kinds[name] != nil { return name }
    return aliases[name]
  }

  /// The elementwise function of a name with its usual option, nil for others.
  static func elementwiseFunction(_ name: String) -> ElementwiseFunction? {
    switch kinds[name] {
    case .elementwise(let function)?: function
    case .leakyRelu?: .leakyRelu(slope: 0.01)
    case .elu?: .elu(alpha: 1)
    default: nil
    }
  }

  /// The names of all functions, for the nearest name.
  static var names: [String] { Array(kinds.keys) + Array(aliases.keys) }
}
