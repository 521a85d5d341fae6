import Tensors

extension Engine {
  /// Where a layer finds what it needs.
  struct Layout {
    let network: Network
    let capacity: Int
    let caseGrain: Int
    let hasGradients: Bool
    /// Whether dense layers store no ΔW.
    let isFused: Bool
    let parameters: UnsafeMutablePointer<Double>
    let gradient: UnsafeMutablePointer<Double>
    let memory: Memory
    /// Which layers have parameters to be derived by.
    let isTrained: [Bool]
    /// Which layers' outputs, counted from 1 with 0 for the batch, need a derivative.
    let isDerived: [Bool]

    init(
      _ network: Network,
      capacity: Int,
      caseGrain: Int,
      purpose: Purpose,
      isFused: Bool,
      parameters: UnsafeMutablePointer<Double>,
      gradient: UnsafeMutablePointer<Double>,
      memory: Memory
    ) {
      (self.network, self.capacity, self.caseGrain) = (network, capacity, caseGrain)
      (self.parameters, self.gradient, self.memory) = (parameters, gradient, memory)
      self.isFused = isFused
      var isTrained: [Bool]
      var derivesInput = false
      switch purpose {
      case .evaluation:
        isTrained = network.layers.map { _ in false }
        hasGradients = false
      case .gradients:
        isTrained = network.layers.map { $0.parameters != nil }
        derivesInput = true
        hasGradients = true
      case .training:
        isTrained = network.layers.map { $0.parameters != nil && !$0.isFrozen }
        hasGradients = true
      }
      var isDerived = [derivesInput]
      for (index, layer) in network.layers.enumerated() {
        var derives = isTrained[index] || isDerived[network.source(of: index)]
        if case .residual(let source) = layer.kind { derives = derives || isDerived[source] }
        isDerived.append(derives)
      }
      (self.isTrained, self.isDerived) = (isTrained, isDerived)
    }

    /// The stages of all layers.
    func stages() -> [Stage] {
      let ways = ways()
      var offset = 0
      var running = parameters + network.parameterCount
      return network.layers.indices.map { index in
        let stage = stage(index, offset, &running, ways[index])
        offset += stage.parameterCount
        return stage
      }
    }

    /// Who comes first to each layer from above, and who adds.
    private func ways() -> [(Way, Way)] {
      var isWritten = Array(repeating: false, count: network.layers.count + 1)
      func way(to source: Int) -> Way {
        guard isDerived[source] else { return .none }
        defer { isWritten[source] = true }
        return isWritten[source] ? .adds : .writes
      }
      var ways: [(Way, Way)] = []
      for (index, layer) in network.layers.enumerated().reversed() {
        let first = way(to: network.source(of: index))
        if case .residual(let second) = layer.kind {
          ways.append((first, way(to: second)))
        } else {
          ways.append((first, .none))
        }
      }
      return ways.reversed()
    }

    private func stage(
      _ index: Int,
      _ offset: Int,
      _ running: inout UnsafeMutablePointer<Double>,
      _ ways: (Way, Way)
    ) -> Stage {
      let layer = network.layers[index]
      let (below, above) = (network.shape(above: network.source(of: index)), network.shapes[index])
      let numbers = capacity * above.count
      let a = memory.block(numbers)
      let isLast = index == network.layers.count - 1
      let weights = layer.weights?.count ?? 0
      let biases = layer.biases?.count ?? 0
      let storesGradient = if case .dense = layer.kind { !isFused } else { true }
      return Stage(
        work: work(index, layer, below, above, &running),
        source: network.source(of: index),
        inputs: below.count,
        units: above.count,
        activation: layer.activation,
        weights: parameters + offset,
        biases: parameters + offset + weights,
        weightCount: weights,
        biasCount: biases,
        width: biases == 0 ? 0 : weights / biases,
        offset: offset,
        biasGradient: storesGradient ? gradient + offset + weights : memory.block(biases),
        z: isLast || layer.activation.slopeNeedsSum ? memory.block(numbers) : a,
        a: a,
        delta: memory.block(hasGradients && (isDerived[index + 1] || isLast) ? numbers : 0),
        deltaSums: memory.block(capacity),
        outputSums: memory.block(capacity),
        needsOutputSums: !layer.activation.isBounded && hasReaders(index + 1),
        isBounded: layer.activation.isBounded,
        isTrained: isTrained[index],
        needsDelta: isDerived[index + 1],
        way: ways.0,
        secondWay: ways.1
      )
    }

    /// Whether trained weights are multiplied by what a layer, counted from 1, gives.
    private func hasReaders(_ layer: Int) -> Bool {
      network.layers.indices.contains { index in
        guard isTrained[index], network.source(of: index) == layer else { return false }
        return switch network.layers[index].kind {
        case .dense, .convolution: true
        default: false
        }
      }
    }

    private func work(
      _ index: Int,
      _ layer: NeuralNetworks.Layer,
      _ below: LayerShape,
      _ above: LayerShape,
      _ running: inout UnsafeMutablePointer<Double>
    ) -> Work {
      switch layer.kind {
      case .dense: return .dense
      case .flatten, .identity: return .copy
      case .residual(let source): return .residual(source)
      case .dropout(let p, let isInverted):
        let mask = memory.block(hasGradients ? capacity * above.count : 0)
        if hasGradients { mask.update(repeating: 1, count: capacity * above.count) }
        return .dropout(
          memory.keep(Dropout(layer: index + 1, p: p, isInverted: isInverted, mask: mask))
        )
      case .convolution(let filters, _, let stride, let padding):
        let (channels, rows, columns) = below.extents
        let shape = Convolution(
          channels: channels,
          rows: rows,
          columns: columns,
          filters: filters.shape.dimensions[0],
          size: filters.shape.dimensions[2],
          stride: stride,
          padding: padding
        )
        let groups = isTrained[index] ? (capacity + caseGrain - 1) / caseGrain : 0
        let numbers = groups * (shape.patch + 1) * shape.filters
        return .convolution(memory.keep(Filters(shape: shape, groups: memory.block(numbers))))
      case .maxPool(let size, let stride, let padding):
        return .pool(pool(below, above, size, stride, padding, isMaximum: true))
      case .averagePool(let size, let stride):
        return .pool(pool(below, above, size, stride, 0, isMaximum: false))
      case .batchNorm(let norm, let momentum, _, _):
        let channels = below.channels
        defer { running += 2 * channels }
        return .batchNorm(
          self.norm(norm, channels, below.count, moments: channels, momentum, running)
        )
      case .layerNorm(let norm):
        return .layerNorm(
          self.norm(norm, below.count, below.count, moments: capacity, 0, running)
        )
      }
    }

    private func pool(
      _ below: LayerShape,
      _ above: LayerShape,
      _ size: Int,
      _ stride: Int,
      _ padding: Int,
      isMaximum: Bool
    ) -> UnsafePointer<Pool> {
      let (channels, rows, columns) = below.extents
      let (_, resultRows, resultColumns) = above.extents
      return memory.keep(
        Pool(
          channels: channels,
          rows: rows,
          columns: columns,
          resultRows: resultRows,
          resultColumns: resultColumns,
          size: size,
          stride: stride,
          padding: padding,
          isMaximum: isMaximum,
          places: memory.places(isMaximum ? capacity * above.count : 0)
        )
      )
    }

    private func norm(
      _ norm: Normalization,
      _ channels: Int,
      _ units: Int,
      moments: Int,
      _ momentum: Double,
      _ running: UnsafeMutablePointer<Double>
    ) -> UnsafePointer<Norm> {
      let own = hasGradients ? channels : 0
      return memory.keep(
        Norm(
          channels: channels,
          positions: units / channels,
          delta: norm.delta,
          momentum: momentum,
          normalized: memory.block(hasGradients ? capacity * units : 0),
          mean: memory.block(moments),
          deviation: memory.block(moments),
          inverse: memory.block(moments),
          sums: memory.block(own),
          products: memory.block(own),
          scale: memory.block(own),
          shift: memory.block(own),
          slope: memory.block(own),
          runningMean: running,
          runningDeviation: running + channels
        )
      )
    }
  }
}

extension LayerShape {
  /// Channels, rows and columns; a column is a single channel of one column.
  fileprivate var extents: (channels: Int, rows: Int, columns: Int) {
    switch self {
    case .units(let count): (1, count, 1)
    case .image(let channels, let rows, let columns): (channels, rows, columns)
    }
  }
}
