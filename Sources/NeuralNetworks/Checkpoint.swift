/// What belongs to a checkpoint, so that none is resumed by another training.
struct CheckpointIdentity: Equatable {
  /// Layers, activations and loss, in words.
  let network: String
  /// Every option that has a part in the result, in words.
  let options: [String]
  /// A hash of the data.
  let data: UInt64
  /// A hash of the parameters at the start.
  let start: UInt64
}

/// The bytes of a checkpoint: magic, version, length, contents, checksum; all numbers little-endian.
struct CheckpointWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
    }
  }

  mutating func write(_ number: Int) { write(UInt64(bitPattern: Int64(number))) }

  mutating func write(_ number: Double) { write(number.bitPattern) }

  mutating func write(_ holds: Bool) { write(holds ? 1 : 0) }

  mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write(_ numbers: UnsafeBufferPointer<Double>) {
    write(numbers.count)
    for number in numbers { write(number) }
  }

  mutating func write(_ numbers: [Double]) { numbers.withUnsafeBufferPointer { write($0) } }
}

/// Reads what a writer wrote; nil where the bytes end, or hold something else.
struct CheckpointReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var isAtEnd: Bool { position == bytes.endIndex }

  mutating func word() -> UInt64? {
    guard bytes.endIndex - position >= 8 else { return nil }
    var number: UInt64 = 0
    for index in 0..<8 { number |= UInt64(bytes[position + index]) << UInt64(8 * index) }
    position += 8
    return number
  }

  mutating func int() -> Int? { word().map { Int(truncatingIfNeeded: $0) } }

  mutating func double() -> Double? { word().map { Double(bitPattern: $0) } }

  mutating func bool() -> Bool? {
    guard let word = word(), word <= 1 else { return nil }
    return word == 1
  }

  mutating func text() -> String? {
    guard let count = int(), count >= 0, count <= bytes.endIndex - position else { return nil }
    let text = String(validating: bytes[position..<position + count], as: UTF8.self)
    position += count
    return text
  }

  mutating func doubles() -> [Double]? {
    guard let count = int(), count >= 0, count <= (bytes.endIndex - position) / 8 else {
      return nil
    }
    var numbers: [Double] = []
    numbers.reserveCapacity(count)
    for _ in 0..<count {
      guard let number = double() else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}

/// A checkpoint's frame around its contents.
enum CheckpointFrame {
  static let magic = Array("GRADUSCP".utf8)
  static let version = 1

  static func wrap(_ contents: [UInt8]) -> [UInt8] {
    var writer = CheckpointWriter()
    writer.write(version)
    writer.write(contents.count)
    let framed = magic + writer.bytes + contents
    var checksum = CheckpointWriter()
    checksum.write(hash(framed[...]))
    return framed + checksum.bytes
  }

  static func unwrap(_ bytes: [UInt8]) throws(TrainingError) -> ArraySlice<UInt8> {
    guard magic.starts(with: bytes.prefix(magic.count)) else { throw .checkpoint(.notCheckpoint) }
    var header = CheckpointReader(bytes.dropFirst(magic.count))
    guard let found = header.int() else { throw .checkpoint(.truncated) }
    if found != version { throw .checkpoint(.version(found)) }
    let start = magic.count + 16
    guard let length = header.int(), length >= 0, length <= bytes.count - start - 8 else {
      throw .checkpoint(.truncated)
    }
    let end = start + length
    var trailer = CheckpointReader(bytes[end...])
    guard trailer.word() == hash(bytes[..<end]), trailer.isAtEnd else {
      throw .checkpoint(.damaged)
    }
    return bytes[start..<end]
  }

  /// FNV-1a over the bytes (Fowler, Noll and Vo).
  static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBufferPointer { bytes in
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      return hash
    }
  }

  /// The same over numbers, a word at a time; its halves are folded, for the high bits to count.
  static func hash(
    _ numbers: UnsafePointer<Double>,
    _ count: Int,
    after start: UInt64 = 0xcbf2_9ce4_8422_2325
  ) -> UInt64 {
    var hash = (start ^ UInt64(count)) &* 0x100_0000_01b3
    for index in 0..<count {
      hash = (hash ^ numbers[index].bitPattern) &* 0x100_0000_01b3
      hash ^= hash >> 32
    }
    return hash
  }
}
