import Tensors

extension Network {
  /// Checks that the passes over so many cases at once have room in this machine's memory.
  ///
  /// A padding is written in a moment, and may make images that no machine can hold.
  func checkMemory(cases: Int) throws(TrainingError) {
    var (total, largest, worst) = (0.0, 0.0, 0)
    for index in layers.indices {
      var numbers = Double(shapes[index].count) * Double(cases) * Self.copies
      if case .convolution(let filters, _, _, let padding) = layers[index].kind {
        let below = shape(above: source(of: index)).dimensions
        let size = Double(filters.count / Swift.max(filters.rows, 1))
        let padded = below.dropFirst().reduce(Double(below[0])) { $0 * Double($1 + 2 * padding) }
        numbers += padded + size * Double(shapes[index].dimensions.last ?? 0)
      }
      total += numbers
      if numbers > largest { (largest, worst) = (numbers, index + 1) }
    }
    guard total * 8 > physicalMemory else { return }
    throw .memory(
      layer: worst,
      gigabytes: (total * 8 / 1e9).rounded(),
      available: (physicalMemory / 1e9).rounded()
    )
  }

  /// z, a, Δz and what a layer keeps besides for each of its numbers, about.
  private static let copies = 3.0
}
