/// Memory that a product packs its operands into, kept from one product to the next.
///
/// A class: it owns memory. Each thread has its own.
package final class Workspace {
  /// Where a product keeps its two factors, α and β.
  let scales = UnsafeMutablePointer<Double>.allocate(capacity: 2)

  private var left = Block()
  private var right = Block()

  /// Makes an empty workspace.
  package init() {}

  deinit {
    scales.deallocate()
    left.memory?.deallocate()
    right.memory?.deallocate()
  }

  /// Memory for the left operand's part; what it held before is lost.
  func left(_ count: Int) -> UnsafeMutablePointer<Double> { left.reserve(count) }

  /// Memory for the right operand's part; what it held before is lost.
  func right(_ count: Int) -> UnsafeMutablePointer<Double> { right.reserve(count) }

  /// Memory that begins with a line of the cache.
  private struct Block {
    var memory: UnsafeMutablePointer<Double>?
    var count = 0

    mutating func reserve(_ needed: Int) -> UnsafeMutablePointer<Double> {
      if let memory, needed <= count { return memory }
      memory?.deallocate()
      // Grown by half more than is asked for, so that growing sizes do not allocate each time.
      count = needed + needed / 2
      let bytes = UnsafeMutableRawPointer.allocate(
        byteCount: count * MemoryLayout<Double>.stride,
        alignment: 64
      )
      let fresh = bytes.bindMemory(to: Double.self, capacity: count)
      memory = fresh
      return fresh
    }
  }
}
