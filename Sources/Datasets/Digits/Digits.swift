import CZlib
import Tensors

/// The UCI optical digits: 1797 handwritten digits of 8×8 points, the ink of each from 0 to 1.
///
/// The source has whole numbers up to 16; they are sixteenths here, as weights begin for inputs of
/// about 1. Row 1 of the targets is the digit 0. Source and licence: `LICENCE.md` beside this file.
enum Digits {
  /// The number of cases.
  static let count = 1797

  /// The data, unpacked when it is first asked for.
  static let dataset: Dataset = {
    guard let bytes = unpacked(), bytes.count == 65 * count else {
      preconditionFailure("The text of the digits is the one that pack.py has written.")
    }
    let labels = bytes[(64 * count)...].map { Int($0) }
    return Dataset(
      name: "digits",
      inputs: Tensor(
        shape: Shape(rows: 64, columns: count),
        elements: bytes[..<(64 * count)].map { Double($0) / 16 }
      ),
      targets: Dataset.targets(labels, classes: 10),
      classes: (0...9).map { String($0) },
      citation: "E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI "
        + "Machine Learning Repository, 1998, https://doi.org/10.24432/C50P49; CC BY 4.0"
    )
  }()

  /// The bytes behind the text: row by row the points of all cases, then their digits.
  private static func unpacked() -> [UInt8]? {
    let packed = digitsText.withUTF8Buffer { base85($0) }
    let size = 65 * count
    var stream = z_stream()
    // A negative window: deflated data without header.
    let version = zlibVersion()
    let streamSize = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(&stream, -15, version, streamSize) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var input = packed
    let inputCount = UInt32(input.count)
    return input.withUnsafeMutableBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
        stream.next_in = source.baseAddress
        stream.avail_in = inputCount
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(size)
        let status = inflate(&stream, Z_FINISH)
        initialized = status == Z_STREAM_END ? size - Int(stream.avail_out) : 0
      }
    }
  }

  /// Reads base 85 as Python's `base64.b85encode` writes it: five characters for four bytes.
  private static func base85(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let alphabet = Array(
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~".utf8
    )
    var digit = [UInt32](repeating: 0, count: 256)
    for (value, character) in alphabet.enumerated() { digit[Int(character)] = UInt32(value) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 5 * 4)
    var word: UInt32 = 0
    var length = 0
    for character in text where character != UInt8(ascii: "\n") {
      word = word &* 85 &+ digit[Int(character)]
      length += 1
      guard length == 5 else { continue }
      for shift in stride(from: UInt32(24), through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
      (word, length) = (0, 0)
    }
    return bytes
  }
}
