package import Operations

/// An activation function of a layer.
package enum Activation: Hashable, Sendable {
  /// z itself.
  case identity
  /// 1/(1 + e⁻ᶻ).
  case sigmoid
  /// tanh z.
  case tanh
  /// max(z, 0).
  case relu
  /// z for z > 0, slope · z otherwise.
  case leakyRelu(slope: Double)
  /// z for z > 0, α(eᶻ − 1) otherwise.
  case elu(alpha: Double)
  /// log(1 + eᶻ).
  case softplus
  /// e^zⱼ / Σ e^zₖ over the units of a case.
  case softmax

  /// The activation that the notation calls by a name: `σ`, `sigmoid`, `leaky_relu`; else nil.
  ///
  /// leaky_relu has the slope 0.01, elu α = 1, as where the notation names them alone.
  package init?(name: String) {
    switch name {
    case "identity": self = .identity
    case "σ", "sigmoid": self = .sigmoid
    case "tanh": self = .tanh
    case "relu": self = .relu
    case "leaky_relu": self = .leakyRelu(slope: 0.01)
    case "elu": self = .elu(alpha: 1)
    case "softplus": self = .softplus
    case "softmax": self = .softmax
    default: return nil
    }
  }

  /// The function of one number that stands in Operations, nil for softmax.
  package var function: ElementwiseFunction? {
    switch self {
    case .identity: .identity
    case .sigmoid: .sigmoid
    case .tanh: .hyperbolicTangent
    case .relu: .relu
    case .leakyRelu(let slope): .leakyRelu(slope: slope)
    case .elu(let alpha): .elu(alpha: alpha)
    case .softplus: .softplus
    case .softmax: nil
    }
  }

  /// The name in the notation: `σ`, `tanh`, `softmax`.
  package var name: String { function?.name ?? "softmax" }
}
