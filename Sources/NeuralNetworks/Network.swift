package import Operations
import Tensors

/// Layers, each upon one before it, with the cost they are trained by.
package struct Network: Sendable, Equatable {
  /// What a case looks like at the input.
  package let input: LayerShape
  /// The layers, in the order they run; there is at least one.
  package internal(set) var layers: [Layer]
  /// What a case looks like above each layer.
  package let shapes: [LayerShape]
  /// The loss of a case.
  package let loss: Loss
  /// λ of the L2 penalty λ/2 Σ‖W‖² over dense and convolution weights; 0 for none.
  package let l2: Double
  /// λ₁ of the L1 penalty λ₁ Σ‖W‖₁ over dense and convolution weights; 0 for none.
  package let l1: Double
  /// Whether the cost is the cases' mean or their sum.
  package let convention: CostConvention

  /// Makes a network whose layers fit together.
  ///
  /// - Throws: shapes that do not fit, parameters or penalties that are no finite numbers.
  package init(
    input: LayerShape,
    layers: [Layer],
    loss: Loss,
    l2: Double = 0,
    l1: Double = 0,
    convention: CostConvention = .mean
  ) throws(NetworkError) {
    if layers.isEmpty { throw .noLayers }
    shapes = try Self.shapes(of: layers, upon: input)
    for (penalty, value) in [(Penalty.l2, l2), (.l1, l1)] where !(value >= 0 && value.isFinite) {
      throw .penalty(penalty, value)
    }
    self.input = input
    self.layers = layers
    self.loss = loss
    self.l2 = l2
    self.l1 = l1
    self.convention = convention
  }

  /// Makes a chain of dense layers that fit together.
  ///
  /// - Throws: shapes that do not fit, parameters or penalties that are no finite numbers.
  package init(
    layers: [DenseLayer],
    loss: Loss,
    l2: Double = 0,
    l1: Double = 0,
    convention: CostConvention = .mean
  ) throws(NetworkError) {
    try self.init(
      input: .units(layers.first?.inputs ?? 0),
      layers: layers.map { Layer($0) },
      loss: loss,
      l2: l2,
      l1: l1,
      convention: convention
    )
  }

  /// The numbers of a case at the input.
  package var inputs: Int { input.count }

  /// The numbers that the last layer gives for a case.
  package var outputs: Int { shapes[shapes.count - 1].count }

  /// How many weights, biases, γ and β there are.
  package var parameterCount: Int {
    layers.reduce(0) { sum, layer in
      sum + (layer.parameters.map { $0.weights.count + $0.biases.count } ?? 0)
    }
  }

  /// What a case looks like above a layer, counted from 1; layer 0 is the input.
  package func shape(above layer: Int) -> LayerShape {
    layer == 0 ? input : shapes[layer - 1]
  }

  /// The layer, counted from 1 with 0 for the input, that the layer at an index takes its input from.
  func source(of index: Int) -> Int { layers[index].input ?? index }
}
