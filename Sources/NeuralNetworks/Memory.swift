/// Blocks of numbers that are freed together.
///
/// A class: it owns memory. Every block starts on a cache line.
final class Memory {
  private var blocks: [UnsafeMutableRawPointer] = []

  /// A block of zeros; one of no numbers is never read.
  func block(_ count: Int) -> UnsafeMutablePointer<Double> {
    let numbers = emptyBlock(count)
    numbers.initialize(repeating: 0, count: Swift.max(count, 1))
    return numbers
  }

  /// A block that is written before it is read.
  func emptyBlock(_ count: Int) -> UnsafeMutablePointer<Double> {
    let bytes = Swift.max(count, 1) * MemoryLayout<Double>.stride
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    blocks.append(raw)
    return raw.bindMemory(to: Double.self, capacity: Swift.max(count, 1))
  }

  deinit {
    for block in blocks { block.deallocate() }
  }
}
