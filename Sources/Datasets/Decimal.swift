/// Reads a number as a table has it: `12`, `-0.5`, `.5`, `1e-3`.
enum Decimal {
  /// The value of a cell; nil where it is no number.
  ///
  /// NaN and infinity are none. The result is the nearest Double. Up to 15 digits and 10²² are
  /// exact, so that one division or product rounds correctly (Clinger, How to read floating point
  /// numbers accurately, 1990); what has more goes the slow way.
  static func value(of bytes: some BidirectionalCollection<UInt8>) -> Double? {
    var position = bytes.startIndex
    let end = bytes.endIndex
    var isNegative = false
    if position < end, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+")
    {
      isNegative = bytes[position] == UInt8(ascii: "-")
      position = bytes.index(after: position)
    }
    var mantissa: UInt64 = 0
    var digits = 0
    var significant = 0
    var exponent = 0
    var isBehindPoint = false
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "."), !isBehindPoint {
        isBehindPoint = true
      } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        digits += 1
        if mantissa > 0 || byte != UInt8(ascii: "0") { significant += 1 }
        if significant <= 18 { mantissa = mantissa * 10 + UInt64(byte - UInt8(ascii: "0")) }
        if isBehindPoint { exponent -= 1 }
      } else {
        break
      }
      position = bytes.index(after: position)
    }
    if digits == 0 { return nil }
    if position < end {
      guard bytes[position] | 0x20 == UInt8(ascii: "e"),
        let power = wholeNumber(bytes[bytes.index(after: position)...])
      else { return nil }
      exponent += power
    }
    if significant <= 15, (-22...22).contains(exponent) {
      let number = Double(mantissa)
      let scaled = exponent < 0 ? number / powers[-exponent] : number * powers[exponent]
      return isNegative ? -scaled : scaled
    }
    guard let slow = Double(String(decoding: bytes, as: UTF8.self)), slow.isFinite else {
      return nil
    }
    return slow
  }

  /// An exponent with or without sign, of at most six digits.
  private static func wholeNumber(_ bytes: some Collection<UInt8>) -> Int? {
    let hasSign = bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+")
    let digits = bytes.dropFirst(hasSign ? 1 : 0)
    guard (1...6).contains(digits.count) else { return nil }
    var number = 0
    for byte in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return bytes.first == UInt8(ascii: "-") ? -number : number
  }

  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
