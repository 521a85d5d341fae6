import Tensors

extension Network {
  /// What a case looks like above each layer.
  ///
  /// - Throws: the first layer that does not fit, or whose parameters are no finite numbers.
  static func shapes(
    of layers: [Layer],
    upon input: LayerShape
  ) throws(NetworkError) -> [LayerShape] {
    var shapes = [input]
    var isRead = Array(repeating: false, count: layers.count)
    for (index, layer) in layers.enumerated() {
      let number = index + 1
      let source = layer.input ?? index
      guard (0...index).contains(source) else { throw .source(layer: number, source) }
      if source > 0 { isRead[source - 1] = true }
      shapes.append(try shape(of: layer, number, upon: shapes[source], source))
      if case .residual(let second) = layer.kind {
        guard (0...index).contains(second) else { throw .source(layer: number, second) }
        if second > 0 { isRead[second - 1] = true }
        guard shapes[second] == shapes[source] else {
          throw .architecture(
            .residualShapes(layer: number, block: shapes[source], shortcut: shapes[second])
          )
        }
      }
      try checkActivation(layer, number)
    }
    if let unread = isRead.dropLast().firstIndex(of: false) { throw .unread(layer: unread + 1) }
    return Array(shapes.dropFirst())
  }

  private static func shape(
    of layer: Layer,
    _ number: Int,
    upon below: LayerShape,
    _ source: Int
  ) throws(NetworkError) -> LayerShape {
    let shape = try kind(of: layer, number, upon: below, source)
    let above: LayerShape
    do { above = try shape.shape(upon: below, layer: number) } catch { throw .architecture(error) }
    let expected: Int? =
      switch layer.kind {
      case .dense, .convolution: above.channels
      case .batchNorm: below.channels
      case .layerNorm: below.count
      default: nil
      }
    guard let expected, let parameters = layer.parameters else { return above }
    var columns: [(Parameter, Tensor)] = []
    switch layer.kind {
    case .batchNorm(let norm, _, let mean, let deviation):
      columns = [
        (.gamma, norm.gamma), (.beta, norm.beta), (.runningMean, mean),
        (.runningDeviation, deviation),
      ]
    case .layerNorm(let norm): columns = [(.gamma, norm.gamma), (.beta, norm.beta)]
    default:
      try checkFinite(.weights, parameters.weights, number)
      guard isColumn(parameters.biases, expected) else {
        throw .biasesShape(layer: number, parameters.biases.shape, units: expected)
      }
      try checkFinite(.biases, parameters.biases, number)
    }
    for (parameter, tensor) in columns {
      guard isColumn(tensor, expected) else {
        throw .columnShape(parameter, layer: number, tensor.shape, count: expected)
      }
      try checkFinite(parameter, tensor, number)
    }
    if let deviation = layer.runningAverages?.deviation,
      let place = deviation.firstPlace(where: { $0 < 0 })
    {
      throw .negativeDeviation(layer: number, place)
    }
    return above
  }

  /// The kind without its parameters, whose shapes are checked against what is below.
  private static func kind(
    of layer: Layer,
    _ number: Int,
    upon below: LayerShape,
    _ source: Int
  ) throws(NetworkError) -> Architecture.Kind {
    switch layer.kind {
    case .dense(let weights, _):
      guard weights.shape.rank <= 2, weights.count > 0 else {
        throw .weightsShape(layer: number, weights.shape)
      }
      if case .units(let units) = below, weights.columns != units {
        throw .layersDoNotFit(
          layer: number,
          inputs: weights.columns,
          source: source,
          below: units
        )
      }
      return .dense(units: weights.rows)
    case .convolution(let filters, _, let stride, let padding):
      let extents = filters.shape.dimensions
      guard extents.count == 4, filters.count > 0, extents[2] == extents[3] else {
        throw .filtersShape(layer: number, filters.shape)
      }
      if case .image(let channels, _, _) = below, channels != extents[1] {
        throw .channels(layer: number, filters: extents[1], below: below)
      }
      return .convolution(
        filters: extents[0],
        size: extents[2],
        stride: stride,
        padding: padding
      )
    case .maxPool(let size, let stride, let padding):
      return .maxPool(size: size, stride: stride, padding: padding)
    case .averagePool(let size, let stride): return .averagePool(size: size, stride: stride)
    case .flatten: return .flatten
    case .identity: return .identity
    case .batchNorm(let norm, let momentum, _, _):
      return .batchNorm(delta: norm.delta, momentum: momentum)
    case .layerNorm(let norm): return .layerNorm(delta: norm.delta)
    case .dropout(let p, let isInverted): return .dropout(p: p, isInverted: isInverted)
    case .residual(let source): return .residual(source: source)
    }
  }

  private static func isColumn(_ tensor: Tensor, _ count: Int) -> Bool {
    tensor.shape.rank <= 2 && tensor.rows == count && tensor.columns == 1
  }

  private static func checkFinite(
    _ parameter: Parameter,
    _ tensor: Tensor,
    _ number: Int
  ) throws(NetworkError) {
    if let place = tensor.firstNotFinite { throw .notFinite(parameter, layer: number, place) }
  }

  private static func checkActivation(_ layer: Layer, _ number: Int) throws(NetworkError) {
    switch layer.activation {
    case .leakyRelu(let option) where !option.isFinite, .elu(let option) where !option.isFinite:
      throw .activationOption(layer: number, option)
    default: break
    }
  }
}
