extension Architecture.Kind {
  /// What a case looks like above a layer of this kind.
  ///
  /// A window of size M moved by S over J pixels padded by P stops at ⌊(J + 2P − M)/S⌋ + 1 places
  /// (manchester, "Padding and stride", whose formula has − 1 inside the brackets for + 1 behind).
  func shape(upon below: LayerShape, layer: Int) throws(ArchitectureError) -> LayerShape {
    switch self {
    case .dense(let units):
      guard units > 0 else { throw .notPositive("dense", units, layer: layer) }
      if case .image = below { throw .denseUponImage(layer: layer, below) }
      return .units(units)
    case .convolution(let filters, let size, let stride, let padding):
      guard filters > 0 else { throw .notPositive("conv", filters, layer: layer) }
      let window = Window("conv", size: size, stride: stride, padding: padding)
      return try window.shape(upon: below, channels: filters, layer: layer)
    case .maxPool(let size, let stride, let padding):
      let window = Window("max_pool", size: size, stride: stride, padding: padding)
      if size > 0, padding > size / 2 {
        throw .poolPadding(layer: layer, size: size, padding: padding)
      }
      return try window.shape(upon: below, channels: below.channels, layer: layer)
    case .averagePool(let size, let stride):
      let window = Window("average_pool", size: size, stride: stride, padding: 0)
      return try window.shape(upon: below, channels: below.channels, layer: layer)
    case .flatten:
      return .units(below.count)
    case .batchNorm(let delta, let momentum):
      try Self.check(delta, "batch_norm", layer)
      guard (0..<1).contains(momentum) else { throw .momentum(layer: layer, momentum) }
      return below
    case .layerNorm(let delta):
      try Self.check(delta, "layer_norm", layer)
      return below
    case .dropout(let p, let isInverted):
      guard (0...1).contains(p) else { throw .probability(layer: layer, p) }
      if isInverted, p == 1 { throw .invertedDropout(layer: layer) }
      return below
    case .residual, .identity: return below
    }
  }

  private static func check(
    _ delta: Double,
    _ name: String,
    _ layer: Int
  ) throws(ArchitectureError) {
    guard delta >= 0, delta.isFinite else { throw .delta(name, layer: layer, delta) }
  }
}

/// A window that is moved over an image.
private struct Window {
  let name: String
  let size: Int
  let stride: Int
  let padding: Int

  init(_ name: String, size: Int, stride: Int, padding: Int) {
    (self.name, self.size, self.stride, self.padding) = (name, size, stride, padding)
  }

  func shape(
    upon below: LayerShape,
    channels: Int,
    layer: Int
  ) throws(ArchitectureError) -> LayerShape {
    guard case .image(_, let rows, let columns) = below else {
      throw .needsImage(name, layer: layer, below)
    }
    guard size > 0 else { throw .notPositive(name, size, layer: layer) }
    guard stride > 0 else { throw .stride(name, layer: layer, stride) }
    guard padding >= 0, padding <= 1 << 20 else { throw .padding(name, layer: layer, padding) }
    let (high, wide) = (rows + 2 * padding, columns + 2 * padding)
    guard size <= high, size <= wide else {
      throw .windowTooLarge(name, layer: layer, size: size, rows: high, columns: wide)
    }
    return .image(
      channels: channels,
      rows: (high - size) / stride + 1,
      columns: (wide - size) / stride + 1
    )
  }
}

extension Architecture.Layer {
  /// The number of parameters, or the largest integer where it would overflow.
  var checkedParameterCount: Int {
    let below = inputShape.dimensions.reduce(1) { $0.timesOrLargest($1) }
    let above = outputShape.dimensions.reduce(1) { $0.timesOrLargest($1) }
    if below == .max || above == .max { return .max }
    switch kind {
    case .dense(let units): return units.timesOrLargest(below.addingOrLargest(1))
    case .convolution(let filters, let size, _, _):
      let window = size.timesOrLargest(size).timesOrLargest(inputShape.channels)
      return filters.timesOrLargest(window.addingOrLargest(1))
    case .batchNorm, .layerNorm: return below.timesOrLargest(2)
    case .maxPool, .averagePool, .flatten, .dropout, .residual, .identity: return 0
    }
  }
}

extension Int {
  /// The sum, or the largest integer where it would overflow.
  func addingOrLargest(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }

  /// The product, or the largest integer where it would overflow.
  fileprivate func timesOrLargest(_ other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }
}
