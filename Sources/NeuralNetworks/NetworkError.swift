package import Tensors

/// Why layers make up no network.
///
/// The wording stands in `NeuralNetworks+Message.swift`.
package enum NetworkError: Error, Equatable, Sendable {
  /// There is not one layer.
  case noLayers
  /// Weights that are no matrix, or one without elements; layers are counted from 1.
  case weightsShape(layer: Int, Shape)
  /// A layer that takes another number of inputs than the layer below has units.
  case layersDoNotFit(layer: Int, inputs: Int, source: Int, below: Int)
  /// A layer that does not fit what is below it.
  case architecture(ArchitectureError)
  /// Filters that are no out × in × M × M.
  case filtersShape(layer: Int, Shape)
  /// Filters of another number of channels than the image has.
  case channels(layer: Int, filters: Int, below: LayerShape)
  /// γ, β or a running average that is no column of one number for each channel or unit.
  case columnShape(Parameter, layer: Int, Shape, count: Int)
  /// A running deviation that is negative.
  case negativeDeviation(layer: Int, Place)
  /// A layer that takes the output of one that does not come before it.
  case source(layer: Int, Int)
  /// A layer whose output no other takes, though it is not the last.
  case unread(layer: Int)
  /// Biases that are no column of one for each unit.
  case biasesShape(layer: Int, Shape, units: Int)
  /// A weight or bias that is NaN or infinite.
  case notFinite(Parameter, layer: Int, Place)
  /// A penalty that is negative, NaN or infinite.
  case penalty(Penalty, Double)
  /// A slope or α of an activation that is NaN or infinite.
  case activationOption(layer: Int, Double)
}

/// The numbers that a layer has of its own.
package enum Parameter: Hashable, Sendable {
  /// W.
  case weights
  /// b.
  case biases
  /// γ.
  case gamma
  /// β.
  case beta
  /// The running average of μ.
  case runningMean
  /// The running average of σ.
  case runningDeviation

  /// The name in the notation.
  var name: String {
    switch self {
    case .weights: "W"
    case .biases: "b"
    case .gamma: "γ"
    case .beta: "β"
    case .runningMean: "running_μ"
    case .runningDeviation: "running_σ"
    }
  }
}

/// The two penalties on large weights.
package enum Penalty: Hashable, Sendable {
  /// λ.
  case l2
  /// λ₁.
  case l1
}

/// An element of a matrix that is no finite number.
package struct Place: Equatable, Sendable {
  /// Its row, counted from 1.
  package let row: Int
  /// Its column, counted from 1.
  package let column: Int
  /// What stands there, as a message writes it: `NaN`, `∞`, `−∞`, `1.5`.
  package let value: String

  init(row: Int, column: Int, value: Double) {
    self.row = row
    self.column = column
    self.value = value.inSentence
  }
}
