extension Printer {
  /// A number as text: the shortest digits that read back as it.
  ///
  /// `1e-7`, `0.25`, `12`; −0 is `0`; what is no number is the word `nan`, `inf` or `-inf` with
  /// the minus of the typography. Whole numbers below 10¹⁵ have no exponent.
  ///
  /// - Parameters:
  ///   - value: The number.
  ///   - significantDigits: How many digits to round to, half away from zero as far as a Double
  ///     shows it; all of them if nil.
  /// - Returns: The text.
  package func number(_ value: Double, significantDigits: Int? = nil) -> String {
    let sign = value.sign == .minus && !value.isNaN && value != 0 ? minus : ""
    return sign + magnitude(value.magnitude, significantDigits)
  }

  /// A number as text in the Unicode typography; see the method of an instance.
  package static func number(_ value: Double, significantDigits: Int? = nil) -> String {
    Printer().number(value, significantDigits: significantDigits)
  }

  private var minus: String { typography == .unicode ? "−" : "-" }

  private func magnitude(_ value: Double, _ significantDigits: Int?) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return "inf" }
    var (digits, exponent) = Self.decimal(value)
    if let count = significantDigits { Self.round(&digits, &exponent, to: max(1, count)) }
    return Self.spelled(digits, exponent)
  }

  /// The shortest digits d₁d₂… with value = 0.d₁d₂… × 10^exponent; zero is the digit 0.
  private static func decimal(_ value: Double) -> (digits: [UInt8], exponent: Int) {
    var digits: [UInt8] = []
    var exponent = 0
    var isBehindPoint = false
    var written = 0
    var isNegative = false
    var isInExponent = false
    for byte in value.description.utf8 {
      switch byte {
      case UInt8(ascii: "."): isBehindPoint = true
      case UInt8(ascii: "e"): isInExponent = true
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "+"): break
      default:
        let digit = byte - UInt8(ascii: "0")
        if isInExponent {
          written = written * 10 + Int(digit)
        } else {
          digits.append(digit)
          if !isBehindPoint { exponent += 1 }
        }
      }
    }
    exponent += isNegative ? -written : written
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    exponent -= leading
    while digits.last == 0 { digits.removeLast() }
    return digits.isEmpty ? ([0], 1) : (digits, exponent)
  }

  private static func round(_ digits: inout [UInt8], _ exponent: inout Int, to count: Int) {
    guard digits.count > count else { return }
    let roundsUp = digits[count] >= 5
    digits.removeLast(digits.count - count)
    if roundsUp {
      var place = count - 1
      while place >= 0, digits[place] == 9 {
        digits[place] = 0
        place -= 1
      }
      if place >= 0 {
        digits[place] += 1
      } else {
        digits.insert(1, at: 0)
        exponent += 1
      }
    }
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
  }

  private static func spelled(_ digits: [UInt8], _ exponent: Int) -> String {
    let text = digits.map { String($0) }.joined()
    if exponent > 15 || exponent < -4 {
      let rest = text.dropFirst()
      return text.prefix(1) + (rest.isEmpty ? "" : "." + rest) + "e\(exponent - 1)"
    }
    if exponent <= 0 { return "0." + String(repeating: "0", count: -exponent) + text }
    if digits.count <= exponent {
      return text + String(repeating: "0", count: exponent - digits.count)
    }
    return text.prefix(exponent) + "." + text.dropFirst(exponent)
  }
}
