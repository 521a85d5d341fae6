/// The layers of a network in the order they run, with their shapes; no parameters yet.
///
/// Residual blocks are laid out flat: the layers of the shortcut, if it has any, those of F, then
/// one layer that adds the two. An activation belongs to the layer before it.
///
/// The parameters of a layer: dense units · inputs + units; convolution filters · channels ·
/// size² + filters; normalisation two for each channel or unit; all others none.
package struct Architecture: Hashable, Sendable {
  /// What a layer does.
  package enum Kind: Hashable, Sendable {
    /// z = W a + b.
    case dense(units: Int)
    /// z = conv(a, W) + b.
    case convolution(filters: Int, size: Int, stride: Int, padding: Int)
    /// The largest of each window.
    case maxPool(size: Int, stride: Int, padding: Int)
    /// The mean of each window.
    case averagePool(size: Int, stride: Int)
    /// An image as a column.
    case flatten
    /// γ (z − μ)/(σ + δ) + β over the cases, of images for each channel.
    case batchNorm(delta: Double, momentum: Double)
    /// γ (z − μ)/(σ + δ) + β over the units of a case.
    case layerNorm(delta: Double)
    /// Each unit is turned off with probability p while training.
    case dropout(p: Double, isInverted: Bool)
    /// Adds the output of the layer `source`; 0 is the network's input.
    case residual(source: Int)
    /// z = a: an activation that stands behind no layer.
    case identity
  }

  /// A layer with its place.
  package struct Layer: Hashable, Sendable {
    /// What it does.
    package let kind: Kind
    /// The name of its activation, nil for the identity.
    package internal(set) var activation: String?
    /// The number of the layer whose output it takes; 0 is the network's input.
    package let input: Int
    /// What a case looks like below it.
    package let inputShape: LayerShape
    /// What a case looks like above it.
    package let outputShape: LayerShape

    /// How many weights, biases, γ and β it has.
    package var parameterCount: Int {
      switch kind {
      case .dense(let units): units * (inputShape.count + 1)
      case .convolution(let filters, let size, _, _):
        filters * (inputShape.channels * size * size + 1)
      case .batchNorm: 2 * inputShape.channels
      case .layerNorm: 2 * inputShape.count
      case .maxPool, .averagePool, .flatten, .dropout, .residual, .identity: 0
      }
    }
  }

  /// What a case looks like at the input.
  package let input: LayerShape
  /// The layers; the first has the number 1.
  package private(set) var layers: [Layer] = []

  /// Lays out the layers and infers every shape.
  ///
  /// - Throws: A layer that does not fit what is below it, naming it by its number.
  package init(_ specifications: [LayerSpecification]) throws(ArchitectureError) {
    switch specifications.first {
    case .input(let units)?:
      guard units > 0 else { throw .notPositive("input", units, layer: 0) }
      input = .units(units)
    case .image(let channels, let rows, let columns)?:
      for extent in [channels, rows, columns] where extent <= 0 {
        throw .notPositive("image", extent, layer: 0)
      }
      input = .image(channels: channels, rows: rows, columns: columns)
    default: throw .noInput
    }
    try Self.checkExtents(input, layer: 0)
    guard specifications.count > 1 else { throw .noLayers }
    try append(specifications.dropFirst())
    var total = 0
    for (index, layer) in layers.enumerated() {
      total = total.addingOrLargest(layer.checkedParameterCount)
      if total == .max { throw .tooLarge(layer: index + 1) }
    }
  }

  /// What a case looks like at the output.
  package var output: LayerShape { layers.last?.outputShape ?? input }

  /// How many parameters all layers have.
  package var parameterCount: Int { layers.reduce(0) { $0 + $1.parameterCount } }

  /// What a case looks like above a layer; layer 0 is the input.
  package func shape(above layer: Int) -> LayerShape {
    layer == 0 ? input : layers[layer - 1].outputShape
  }

  /// Lays out layers, the first of them upon the layer `input`, the top one unless given.
  private mutating func append(
    _ specifications: some Sequence<LayerSpecification>,
    upon input: Int? = nil
  ) throws(ArchitectureError) {
    var below = input ?? layers.count
    // Layers of before a block get no activation from inside it.
    var takesActivation = false
    for specification in specifications {
      switch specification {
      case .input, .image: throw .secondInput(layer: layers.count + 1)
      case .activation(let name):
        if takesActivation {
          layers[layers.count - 1].activation = name
        } else {
          try append(.identity, upon: below)
          layers[layers.count - 1].activation = name
        }
        takesActivation = false
        below = layers.count
        continue
      case .residual(let block, let shortcut): try append(block, shortcut, upon: below)
      case .dense(let units): try append(.dense(units: units), upon: below)
      case .convolution(let filters, let size, let stride, let padding):
        let kind = Kind.convolution(filters: filters, size: size, stride: stride, padding: padding)
        try append(kind, upon: below)
      case .maxPool(let size, let stride, let padding):
        try append(.maxPool(size: size, stride: stride, padding: padding), upon: below)
      case .averagePool(let size, let stride):
        try append(.averagePool(size: size, stride: stride), upon: below)
      case .flatten: try append(.flatten, upon: below)
      case .batchNorm(let delta, let momentum):
        try append(.batchNorm(delta: delta, momentum: momentum), upon: below)
      case .layerNorm(let delta): try append(.layerNorm(delta: delta), upon: below)
      case .dropout(let p, let isInverted):
        try append(.dropout(p: p, isInverted: isInverted), upon: below)
      }
      takesActivation = true
      below = layers.count
    }
  }

  /// Lays out the shortcut, F, and the layer that adds them.
  private mutating func append(
    _ block: [LayerSpecification],
    _ shortcut: [LayerSpecification],
    upon input: Int
  ) throws(ArchitectureError) {
    guard !block.isEmpty else { throw .emptyBlock(layer: layers.count + 1) }
    try append(shortcut, upon: input)
    let source = shortcut.isEmpty ? input : layers.count
    try append(block, upon: input)
    let (sum, below) = (layers.count + 1, layers.count)
    guard shape(above: below) == shape(above: source) else {
      throw .residualShapes(layer: sum, block: shape(above: below), shortcut: shape(above: source))
    }
    try append(.residual(source: source), upon: below)
  }

  private mutating func append(_ kind: Kind, upon input: Int) throws(ArchitectureError) {
    let number = layers.count + 1
    guard number <= Self.mostLayers else { throw .tooManyLayers(Self.mostLayers) }
    let below = shape(above: input)
    let above = try kind.shape(upon: below, layer: number)
    try Self.checkExtents(above, layer: number)
    layers.append(
      Layer(kind: kind, activation: nil, input: input, inputShape: below, outputShape: above)
    )
  }

  /// Throws where the numbers of a case are more than can be counted.
  private static func checkExtents(_ shape: LayerShape, layer: Int) throws(ArchitectureError) {
    let most = if case .image = shape { 1 << 20 } else { 1 << 60 }
    for extent in shape.dimensions where extent > most { throw .tooLarge(layer: layer) }
  }

  /// More layers than this are not laid out.
  private static let mostLayers = 10_000
}

extension LayerShape {
  /// The channels of an image, or the units of a column: what batch normalisation keeps apart.
  package var channels: Int { dimensions[0] }
}
