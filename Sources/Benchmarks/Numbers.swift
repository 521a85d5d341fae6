import Tensors

/// Random numbers in memory for a work to read and write.
///
/// A class: it owns the memory.
final class Numbers {
  let elements: UnsafeMutablePointer<Double>
  let count: Int

  /// Draws numbers, evenly distributed over low ≤ u < high; the same for the same stream.
  init(_ count: Int, stream: UInt64, from low: Double = -1, to high: Double = 1) {
    self.count = count
    elements = .allocate(capacity: count)
    var random = RandomStream(seed: 1, stream: stream)
    for index in 0..<count {
      (elements + index).initialize(to: low + (high - low) * random.uniform())
    }
  }

  deinit { elements.deallocate() }
}
