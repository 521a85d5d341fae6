/// Why a list of layers makes up no network; layers are counted from 1, 0 is the input.
///
/// The wording stands in `NeuralNetworks+ArchitectureMessage.swift`.
package enum ArchitectureError: Error, Equatable, Sendable {
  /// The list does not begin with `image(…)` or a number of inputs.
  case noInput
  /// There is nothing behind the input.
  case noLayers
  /// A second input further on.
  case secondInput(layer: Int)
  /// A number of units, filters or pixels that is not positive.
  case notPositive(String, Int, layer: Int)
  /// A dense layer upon an image.
  case denseUponImage(layer: Int, LayerShape)
  /// A convolution or pooling upon a column.
  case needsImage(String, layer: Int, LayerShape)
  /// A stride that is not positive.
  case stride(String, layer: Int, Int)
  /// A padding that is negative or absurd.
  case padding(String, layer: Int, Int)
  /// A pooling whose windows could lie in the padding alone.
  case poolPadding(layer: Int, size: Int, padding: Int)
  /// A filter or window larger than the padded image.
  case windowTooLarge(String, layer: Int, size: Int, rows: Int, columns: Int)
  /// δ that is negative or not finite.
  case delta(String, layer: Int, Double)
  /// The momentum of running averages outside 0 ≤ m < 1.
  case momentum(layer: Int, Double)
  /// p of dropout outside 0 … 1.
  case probability(layer: Int, Double)
  /// Inverted dropout that turns everything off and divides by 1 − p = 0.
  case invertedDropout(layer: Int)
  /// A residual block without layers.
  case emptyBlock(layer: Int)
  /// F(x) has another shape than what is added to it.
  case residualShapes(layer: Int, block: LayerShape, shortcut: LayerShape)
  /// More layers than are laid out.
  case tooManyLayers(Int)
  /// More parameters than can be counted.
  case tooLarge(layer: Int)
}
