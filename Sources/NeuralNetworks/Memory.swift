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
    reserve(Double.self, count)
  }

  /// A block of places in an image.
  func places(_ count: Int) -> UnsafeMutablePointer<Int32> {
    let places = reserve(Int32.self, count)
    places.initialize(repeating: 0, count: Swift.max(count, 1))
    return places
  }

  /// A value that stays where it is.
  func keep<Value: BitwiseCopyable>(_ value: Value) -> UnsafePointer<Value> {
    let place = reserve(Value.self, 1)
    place.initialize(to: value)
    return UnsafePointer(place)
  }

  private func reserve<Value: BitwiseCopyable>(
    _ type: Value.Type,
    _ count: Int
  ) -> UnsafeMutablePointer<Value> {
    let bytes = Swift.max(count, 1) * MemoryLayout<Value>.stride
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    blocks.append(raw)
    return raw.bindMemory(to: type, capacity: Swift.max(count, 1))
  }

  deinit {
    for block in blocks { block.deallocate() }
  }
}
