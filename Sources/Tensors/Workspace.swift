/// Memory that a product packs its operands into, kept from one product to the next.
///
/// A class: it owns memory. Each thread has its own.
package final class Workspace {
  /// Where a product keeps its two factors, α and β.
  let scales = UnsafeMutablePointer<Double>.allocate(capacity: 2)

  /// Where a tile of float32 leaves its sums.
  let sums = UnsafeMutablePointer<Float>.allocate(capacity: 512)

  private var left = Block()
  private var right = Block()
  private var patchMemory = Block()
  private var imageMemory = Block()

  /// Makes an empty workspace.
  package init() {}

  deinit {
    scales.deallocate()
    sums.deallocate()
    left.memory?.deallocate()
    right.memory?.deallocate()
    patchMemory.memory?.deallocate()
    imageMemory.memory?.deallocate()
  }

  /// Memory for the left operand's part; what it held before is lost.
  func left(_ count: Int) -> UnsafeMutablePointer<Double> { left.reserve(count) }

  /// Memory for the right operand's part; what it held before is lost.
  func right(_ count: Int) -> UnsafeMutablePointer<Double> { right.reserve(count) }

  /// Memory for the left operand's part in float32; what it held before is lost.
  func singleLeft(_ count: Int) -> UnsafeMutablePointer<Float> {
    Self.singles(left.reserve((count + 1) / 2), count)
  }

  /// Memory for the right operand's part in float32; what it held before is lost.
  func singleRight(_ count: Int) -> UnsafeMutablePointer<Float> {
    Self.singles(right.reserve((count + 1) / 2), count)
  }

  private static func singles(
    _ memory: UnsafeMutablePointer<Double>,
    _ count: Int
  ) -> UnsafeMutablePointer<Float> {
    UnsafeMutableRawPointer(memory).bindMemory(to: Float.self, capacity: count)
  }

  /// Memory for the patches of a convolution; what it held before is lost.
  func patches(_ count: Int) -> UnsafeMutablePointer<Double> { patchMemory.reserve(count) }

  /// Memory for an image with its padding; what it held before is lost.
  func image(_ count: Int) -> UnsafeMutablePointer<Double> { imageMemory.reserve(count) }

  /// Memory that begins with a line of the cache.
  private struct Block {
    var memory: UnsafeMutablePointer<Double>?
    var count = 0

    mutating func reserve(_ needed: Int) -> UnsafeMutablePointer<Double> {
      if let memory, needed <= count {
        // It may have held float32.
        return UnsafeMutableRawPointer(memory).bindMemory(to: Double.self, capacity: count)
      }
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
