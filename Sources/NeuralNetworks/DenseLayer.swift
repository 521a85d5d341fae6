package import Tensors

/// A layer whose every unit sees every input: a = g(W a₋₁ + b).
package struct DenseLayer: Sendable, Equatable {
  /// W, units × inputs.
  package var weights: Tensor
  /// b, units × 1.
  package var biases: Tensor
  /// g.
  package var activation: Activation

  /// Makes a layer; whether the shapes fit is checked by the network it becomes part of.
  package init(weights: Tensor, biases: Tensor, activation: Activation) {
    self.weights = weights
    self.biases = biases
    self.activation = activation
  }

  /// The numbers it takes for a case.
  package var inputs: Int { weights.columns }

  /// The numbers it gives for a case.
  package var units: Int { weights.rows }
}
