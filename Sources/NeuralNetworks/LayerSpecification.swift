/// A kind of layer with its options, as `network([…])` is given it; it has no parameters yet.
package indirect enum LayerSpecification: Hashable, Sendable {
  /// `64`: the first entry, cases that are columns of so many numbers.
  case input(units: Int)
  /// `image(channels, rows, columns)`: the first entry, cases that are images.
  case image(channels: Int, rows: Int, columns: Int)
  /// `dense(units)`: z = W a + b.
  case dense(units: Int)
  /// `conv(filters, size, stride = 1, padding = 0)`: z = conv(a, W) + b, filters not flipped.
  case convolution(filters: Int, size: Int, stride: Int, padding: Int)
  /// `max_pool(size, stride = size, padding = 0)`: the largest of each window.
  case maxPool(size: Int, stride: Int, padding: Int)
  /// `average_pool(size, stride = size)`: the mean of each window.
  case averagePool(size: Int, stride: Int)
  /// `flatten`: an image as a column.
  case flatten
  /// `batch_norm(delta = 1e-5, momentum = 0.9)`: γ (z − μ)/(σ + δ) + β over the cases.
  case batchNorm(delta: Double, momentum: Double)
  /// `layer_norm(delta = 1e-5)`: γ (z − μ)/(σ + δ) + β over the units of a case.
  case layerNorm(delta: Double)
  /// `dropout(p, inverted = 0)`: each unit is turned off with probability p while training.
  case dropout(p: Double, isInverted: Bool)
  /// `residual([…], shortcut = […])`: F(x) + x, or F(x) + shortcut(x).
  case residual([LayerSpecification], shortcut: [LayerSpecification])
  /// `relu`: the activation of the layer before it, by its name.
  case activation(name: String)
}
