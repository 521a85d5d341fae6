import Operations
import Tensors

extension Network {
  /// Layers, activations and loss in words, as a checkpoint keeps them.
  ///
  /// `2-2-1 tanh σ with binary_cross_entropy` of dense layers alone, one upon the other; else
  /// `1×8×8, conv(3×3, 8, padding 1) relu, flatten with …`.
  var summary: String {
    let loss = " with \(loss.name)"
    let isChain = layers.allSatisfy { layer in
      if case .dense = layer.kind { layer.input == nil && !layer.isFrozen } else { false }
    }
    if isChain {
      let sizes = [inputs] + shapes.map(\.count)
      let activations = layers.map(\.activation.summary)
      return sizes.map(String.init).joined(separator: "-") + " "
        + activations.joined(separator: " ") + loss
    }
    let parts = layers.indices.map { index in
      let layer = layers[index]
      return [
        layer.kind.summary(shapes[index]),
        layer.activation == .identity ? nil : layer.activation.summary,
        layer.input.map { "upon \($0)" },
        layer.isFrozen ? "frozen" : nil,
      ].compactMap(\.self).joined(separator: " ")
    }
    return ([input.description] + parts).joined(separator: ", ") + loss
  }
}

extension Activation {
  fileprivate var summary: String {
    switch self {
    case .leakyRelu(let slope): "\(name)(\(slope))"
    case .elu(let alpha): "\(name)(\(alpha))"
    default: name
    }
  }
}

extension Layer.Kind {
  fileprivate func summary(_ shape: LayerShape) -> String {
    switch self {
    case .dense: "dense(\(shape.count))"
    case .convolution(let filters, _, let stride, let padding):
      "conv(\(shape.channels), \(filters.shape.dimensions.last ?? 0), stride \(stride), "
        + "padding \(padding))"
    case .maxPool(let size, let stride, let padding):
      "max_pool(\(size), stride \(stride), padding \(padding))"
    case .averagePool(let size, let stride): "average_pool(\(size), stride \(stride))"
    case .flatten: "flatten"
    case .identity: "identity"
    case .batchNorm(let norm, let momentum, _, _):
      "batch_norm(δ \(norm.delta), momentum \(momentum))"
    case .layerNorm(let norm): "layer_norm(δ \(norm.delta))"
    case .dropout(let p, let isInverted): "dropout(\(p)\(isInverted ? ", inverted" : ""))"
    case .residual(let source): "residual(\(source))"
    }
  }
}
