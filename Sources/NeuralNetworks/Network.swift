package import Operations
import Tensors

/// A chain of dense layers with the cost it is trained by.
package struct Network: Sendable, Equatable {
  /// The layers, from the input to the output; there is at least one.
  package internal(set) var layers: [DenseLayer]
  /// The loss of a case.
  package let loss: Loss
  /// λ of the L2 penalty λ/2 Σ‖W‖²; 0 for none.
  package let l2: Double
  /// λ₁ of the L1 penalty λ₁ Σ‖W‖₁; 0 for none.
  package let l1: Double
  /// Whether the cost is the cases' mean or their sum.
  package let convention: CostConvention

  /// Makes a network whose layers fit together.
  ///
  /// - Throws: shapes that do not fit, parameters or penalties that are no finite numbers.
  package init(
    layers: [DenseLayer],
    loss: Loss,
    l2: Double = 0,
    l1: Double = 0,
    convention: CostConvention = .mean
  ) throws(NetworkError) {
    if layers.isEmpty { throw .noLayers }
    for (index, layer) in layers.enumerated() {
      try Self.check(layer, number: index + 1, below: index == 0 ? nil : layers[index - 1].units)
    }
    for (penalty, value) in [(Penalty.l2, l2), (.l1, l1)] where !(value >= 0 && value.isFinite) {
      throw .penalty(penalty, value)
    }
    self.layers = layers
    self.loss = loss
    self.l2 = l2
    self.l1 = l1
    self.convention = convention
  }

  /// The numbers of a case that the first layer takes.
  package var inputs: Int { layers[0].inputs }

  /// The numbers that the last layer gives for a case.
  package var outputs: Int { layers[layers.count - 1].units }

  /// How many weights and biases there are.
  package var parameterCount: Int {
    layers.reduce(0) { $0 + $1.weights.count + $1.biases.count }
  }

  private static func check(
    _ layer: DenseLayer,
    number: Int,
    below: Int?
  ) throws(NetworkError) {
    guard layer.weights.shape.rank <= 2, layer.weights.count > 0 else {
      throw .weightsShape(layer: number, layer.weights.shape)
    }
    if let below, layer.inputs != below {
      throw .layersDoNotFit(layer: number, inputs: layer.inputs, below: below)
    }
    guard layer.biases.shape.rank <= 2, layer.biases.rows == layer.units,
      layer.biases.columns == 1
    else { throw .biasesShape(layer: number, layer.biases.shape, units: layer.units) }
    for (parameter, tensor) in [(Parameter.weights, layer.weights), (.biases, layer.biases)] {
      if let place = tensor.firstNotFinite {
        throw .notFinite(parameter, layer: number, place)
      }
    }
    switch layer.activation {
    case .leakyRelu(let number_) where !number_.isFinite,
      .elu(let number_) where !number_.isFinite:
      throw .activationOption(layer: number, number_)
    default: break
    }
  }
}
