/// A seeded stream of random numbers: xoshiro256**, the same on every machine.
///
/// The state comes from SplitMix64 over seed and stream, so that neighbouring seeds share nothing.
/// Source: Blackman and Vigna, Scrambled linear pseudorandom number generators, 2018. Normal
/// numbers use Marsaglia's polar method with a logarithm made of IEEE operations alone, since the
/// system's may differ in the last bit from machine to machine.
package struct RandomStream: Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)
  private var spare: Double?

  /// Makes the stream of a number under a seed.
  package init(seed: UInt64, stream: UInt64) {
    var mixer = SplitMix(state: seed)
    mixer.state = mixer.next() ^ (stream &* 0x9E37_79B9_7F4A_7C15)
    state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
  }

  /// What random numbers are drawn for besides a cell's own draws and a network's weights.
  ///
  /// Cells and layers have the streams 1, 2, … of the seed; each of these has its own far above.
  package enum Purpose: UInt64, Sendable {
    /// The points of a data set.
    case points = 1
    /// The order of a data set's cases.
    case order
    /// Which cases go into which part of a split.
    case split
    /// Which cases are held out for validation.
    case validation
    /// The order of the cases in an epoch.
    case epochs
    /// Which numbers dropout turns off.
    case dropout
  }

  /// Makes the stream of a purpose under a seed, one of several by their numbers.
  package init(seed: UInt64, for purpose: Purpose, number: Int = 0) {
    self.init(seed: seed, stream: purpose.rawValue << 48 + UInt64(number))
  }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    let result = rotate(state.1 &* 5, 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotate(state.3, 45)
    return result
  }

  /// The next number, evenly distributed over 0 ≤ u < 1, a multiple of 2⁻⁵³.
  package mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// The next number of the standard normal distribution.
  package mutating func normal() -> Double {
    if let value = spare {
      spare = nil
      return value
    }
    while true {
      let u = 2 * uniform() - 1
      let v = 2 * uniform() - 1
      let square = u * u + v * v
      if square > 0 && square < 1 {
        let factor = (-2 * portableLogarithm(square) / square).squareRoot()
        spare = v * factor
        return u * factor
      }
    }
  }

  /// The next whole number below a bound, which is positive; every one is equally likely.
  package mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "A random whole number needs a positive bound.")
    let range = UInt64(bound)
    let limit = UInt64.max - UInt64.max % range
    while true {
      let bits = next()
      if bits < limit { return Int(bits % range) }
    }
  }

  /// The numbers 0 ..< count in random order (Fisher and Yates).
  package mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, below(last + 1))
    }
    return order
  }
}

/// The generator that spreads a seed over a state (Steele, Lea and Flood, 2014).
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

private func rotate(_ bits: UInt64, _ count: UInt64) -> UInt64 {
  (bits << count) | (bits >> (64 - count))
}

/// The natural logarithm of a positive normal number, by IEEE operations alone.
///
/// x = m·2ᵉ with m in [√½, √2); log m = 2 artanh s, s = (m − 1)/(m + 1), |s| ≤ 0.172; twelve
/// terms of the series leave an error below 10⁻¹⁷.
func portableLogarithm(_ x: Double) -> Double {
  var exponent = Double(x.exponent)
  var significand = x.significand
  if significand > 1.414_213_562_373_095_1 {
    significand /= 2
    exponent += 1
  }
  let s = (significand - 1) / (significand + 1)
  let square = s * s
  var sum = 0.0
  for term in stride(from: 23, through: 1, by: -2) { sum = sum * square + 1 / Double(term) }
  return 2 * s * sum + exponent * 0.693_147_180_559_945_3
}
