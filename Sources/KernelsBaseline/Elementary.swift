// exp, log, tanh and sigmoid for all elements of a vector at once: the argument is brought into a
// small range, a polynomial does the rest. Nothing branches: special values follow from IEEE
// arithmetic or are put in at the end.

/// x = n·log 2 + r with |r| ≤ ½ log 2, for |x| ≤ 1100.
///
/// The upper part of log 2 ends in zeros, so that its product with n is exact.
private struct Reduction {
  var n: Vector
  var r: Vector

  @inline(__always)
  init(_ x: Vector) {
    n = adding(Vector(repeating: roundingShift), x, Vector(repeating: 1.442_695_040_888_963_4))
    n -= roundingShift
    let upper = adding(x, n, Vector(repeating: -logTwoUpper))
    r = adding(upper, n, Vector(repeating: -logTwoLower))
  }

  /// eʳ − 1 = r + r²·(1/2! + r/3! + … + r¹¹/13!); what is left out is below 10⁻¹⁷.
  @inline(__always)
  var expMinusOne: Vector {
    var sum = Vector(repeating: 1.0 / 6_227_020_800)
    sum = adding(Vector(repeating: 1.0 / 479_001_600), sum, r)
    sum = adding(Vector(repeating: 1.0 / 39_916_800), sum, r)
    sum = adding(Vector(repeating: 1.0 / 3_628_800), sum, r)
    sum = adding(Vector(repeating: 1.0 / 362_880), sum, r)
    sum = adding(Vector(repeating: 1.0 / 40_320), sum, r)
    sum = adding(Vector(repeating: 1.0 / 5_040), sum, r)
    sum = adding(Vector(repeating: 1.0 / 720), sum, r)
    sum = adding(Vector(repeating: 1.0 / 120), sum, r)
    sum = adding(Vector(repeating: 1.0 / 24), sum, r)
    sum = adding(Vector(repeating: 1.0 / 6), sum, r)
    sum = adding(Vector(repeating: 0.5), sum, r)
    return adding(r, r * r, sum)
  }
}

/// 1.5·2⁵²: adding it rounds to a whole number, which then stands in the lowest bits.
private let roundingShift = 6_755_399_441_055_744.0
private let logTwoUpper = 6.931_471_803_691_238_164_90e-01
private let logTwoLower = 1.908_214_929_270_587_700_02e-10

/// 2ⁿ for a whole n with −1022 ≤ n ≤ 1023.
@inline(__always)
private func powerOfTwo(_ n: Vector) -> Vector {
  vector((bits(n + roundingShift) &<< Bits(repeating: 52)) &+ bits(Vector(repeating: 1)))
}

/// The smaller of each element and a bound; NaN stays.
@inline(__always)
private func atMost(_ x: Vector, _ bound: Double) -> Vector {
  let limit = Vector(repeating: bound)
  return x.replacing(with: limit, where: x .> limit)
}

/// The larger of each element and a bound; NaN stays.
@inline(__always)
private func atLeast(_ x: Vector, _ bound: Double) -> Vector {
  let limit = Vector(repeating: bound)
  return x.replacing(with: limit, where: x .< limit)
}

@inline(__always)
private func magnitude(_ x: Vector) -> Vector {
  vector(bits(x) & Bits(repeating: 0x7FFF_FFFF_FFFF_FFFF))
}

// Numbers are ordinary where a function needs no care for its special values. The results are the
// same bits with and without that care: only factors 2ᵏ are put together otherwise.

/// eˣ = 2ⁿ eʳ; 2ⁿ in two factors, since it may be no normal number.
@inline(__always)
func exponential(_ x: Vector, _ isOrdinary: Bool) -> Vector {
  if isOrdinary {
    let reduced = Reduction(x)
    return (1 + reduced.expMinusOne) * powerOfTwo(reduced.n)
  }
  let reduced = Reduction(atLeast(atMost(x, 710), -746))
  let half = reduced.n * 0.5 + roundingShift - roundingShift
  let power = 1 + reduced.expMinusOne
  return power * powerOfTwo(half) * powerOfTwo(reduced.n - half)
}

/// log x for x = 2ᵏ m, √½ ≤ m < √2.
///
/// With f = m − 1 and s = f/(2 + f), log m = f − (f²/2 − s (f²/2 + R)), R a polynomial in s².
/// Source: Sun Microsystems, fdlibm, e_log.c, 1993.
@inline(__always)
func logarithm(_ x: Vector, _ isOrdinary: Bool) -> Vector {
  let isSmall = x .< Vector(repeating: Double.leastNormalMagnitude)
  let normal = isOrdinary ? x : x.replacing(with: x * 0x1p54, where: isSmall)
  // As bits, m = 1 is where the exponent's bits of t are zero of its bias.
  let lowest = Bits(repeating: 0x3FE6_A09E_667F_3BCD)
  let one = Bits(repeating: 0x3FF0_0000_0000_0000)
  let shifted = bits(normal) &+ (one &- lowest)
  let biased = vector((shifted &>> Bits(repeating: 52)) | Bits(repeating: 0x4330_0000_0000_0000))
  var k = biased - Vector(repeating: 0x1p52 + 1023)
  if !isOrdinary { k.replace(with: k - 54, where: isSmall) }
  let m = vector((shifted & Bits(repeating: 0x000F_FFFF_FFFF_FFFF)) &+ lowest)

  let f = m - 1
  let s = f / (f + 2)
  let square = s * s
  let fourth = square * square
  var even = Vector(repeating: 1.531_383_769_920_937_332e-01)
  even = adding(Vector(repeating: 2.222_219_843_214_978_396e-01), even, fourth)
  even = adding(Vector(repeating: 3.999_999_999_940_941_908e-01), even, fourth)
  var odd = Vector(repeating: 1.479_819_860_511_658_591e-01)
  odd = adding(Vector(repeating: 1.818_357_216_161_805_012e-01), odd, fourth)
  odd = adding(Vector(repeating: 2.857_142_874_366_239_149e-01), odd, fourth)
  odd = adding(Vector(repeating: 6.666_666_666_666_735_130e-01), odd, fourth)
  let rest = adding(even * fourth, odd, square)
  let half = f * f * 0.5
  let lower = adding(k * Vector(repeating: logTwoLower), s, half + rest)
  var result = k * Vector(repeating: logTwoUpper) - ((half - lower) - f)
  if isOrdinary { return result }

  let infinity = Vector(repeating: .infinity)
  result.replace(with: -infinity, where: x .== Vector(repeating: 0))
  result.replace(with: Vector(repeating: .nan), where: x .< Vector(repeating: 0))
  result.replace(with: infinity, where: x .== infinity)
  return result.replacing(with: x, where: x .!= x)
}

/// tanh x = ±t/(t + 2), t = e^(2|x|) − 1 = 2ⁿ (eʳ − 1) + (2ⁿ − 1), which is exact near zero.
@inline(__always)
func hyperbolicTangent(_ x: Vector) -> Vector {
  let reduced = Reduction(2 * atMost(magnitude(x), 20))
  let power = powerOfTwo(reduced.n)
  let t = adding(power - 1, power, reduced.expMinusOne)
  let sign = bits(x) & Bits(repeating: 0x8000_0000_0000_0000)
  return vector(bits(t / (t + 2)) | sign)
}

/// σ(x) = 1/(1 + e⁻ˣ) = 2⁻ʰ/(2⁻ʰ + 2ⁿ⁻ʰ eʳ), where h = n/2 keeps every part from overflow.
@inline(__always)
func logisticSigmoid(_ x: Vector, _ isOrdinary: Bool) -> Vector {
  if isOrdinary {
    let reduced = Reduction(-x)
    let one = Vector(repeating: 1)
    return one / adding(one, 1 + reduced.expMinusOne, powerOfTwo(reduced.n))
  }
  let reduced = Reduction(atLeast(atMost(-x, 746), -746))
  let half = reduced.n * 0.5 + roundingShift - roundingShift
  let share = powerOfTwo(-half)
  let power = 1 + reduced.expMinusOne
  return share / adding(share, power, powerOfTwo(reduced.n - half))
}

/// Bits of which the highest is set where a number is not ordinary.
///
/// Ordinary are |x| ≤ 700 for exp and sigmoid, and normal numbers above 0 for log.
@inline(__always)
private func strangeness(_ function: Int, _ x: Vector) -> Bits {
  switch function {
  case 0, 3: return bits(Vector(repeating: 700)) &- bits(magnitude(x))
  default:
    let above = bits(x) &- bits(Vector(repeating: Double.leastNormalMagnitude))
    // Infinity and NaN would come to the highest bit from below.
    return above | (above &+ Bits(repeating: 0x0020_0000_0000_0000))
  }
}

/// The function of a number, which is known where this is inlined.
@inline(__always)
private func value(_ function: Int, _ x: Vector, _ isOrdinary: Bool) -> Vector {
  switch function {
  case 0: exponential(x, isOrdinary)
  case 1: logarithm(x, isOrdinary)
  case 2: hyperbolicTangent(x)
  default: logisticSigmoid(x, isOrdinary)
  }
}

/// The function of `count` elements, a multiple of `stretch`, all ordinary.
@inline(__always)
private func applyOrdinary(
  _ function: Int,
  _ source: UnsafePointer<Double>,
  _ target: UnsafeMutablePointer<Double>,
  _ count: Int
) {
  var i = 0
  while i < count {
    store(value(function, load(source + i), true), target + i)
    i &+= lanes
  }
}

/// The function of any elements.
@inline(__always)
private func applyAny(
  _ function: Int,
  _ source: UnsafePointer<Double>,
  _ target: UnsafeMutablePointer<Double>,
  _ count: Int
) {
  var i = 0
  while i &+ lanes <= count {
    store(value(function, load(source + i), false), target + i)
    i &+= lanes
  }
  if i < count {
    storePart(value(function, loadPart(source + i, count &- i), false), target + i, count &- i)
  }
}

// A function each: the compiler does not inline as much into one.

@inline(never)
private func ordinaryExponentials(
  _ source: UnsafePointer<Double>,
  _ target: UnsafeMutablePointer<Double>,
  _ count: Int
) { applyOrdinary(0, source, target, count) }

@inline(never)
private func anyExponentials(
  _ source: UnsafePointer<Double>,
  _ target: UnsafeMutablePointer<Double>,
  _ count: Int
) { applyAny(0, source, target, count) }

@inline(never)
private func ordinaryLogarithms(
  _ source: UnsafePointer<Double>,
  _ target: UnsafeMutablePointer<Double>,
  _ count: Int
) { applyOrdinary(1, source, target, count) }

@inline(never)
private func anyLogarithms(
  _ source: UnsafePointer<Double>,
  _ target: UnsafeMutablePointer<Double>,
  _ count: Int
) { applyAny(1, source, target, count) }

@inline(never)
private func ordinarySigmoids(
  _ source: UnsafePointer<Double>,
  _ target: UnsafeMutablePointer<Double>,
  _ count: Int
) { applyOrdinary(3, source, target, count) }

@inline(never)
private func anySigmoids(
  _ source: UnsafePointer<Double>,
  _ target: UnsafeMutablePointer<Double>,
  _ count: Int
) { applyAny(3, source, target, count) }

/// The elements looked at before the function is computed.
private var stretch: Int {
  @inline(__always) get { 512 }
}

/// Whether all elements of a stretch are ordinary.
@inline(__always)
private func isOrdinary(_ function: Int, _ source: UnsafePointer<Double>) -> Bool {
  var strange = Bits(repeating: 0)
  var i = 0
  while i < stretch {
    strange |= strangeness(function, load(source + i))
    i &+= lanes
  }
  var all: UInt64 = 0
  var lane = 0
  while lane < lanes {
    all |= strange[lane]
    lane &+= 1
  }
  return all >> 63 == 0
}

/// Writes eˣ of each element.
package func exponentials(
  _ source: UnsafePointer<Double>,
  _ target: UnsafeMutablePointer<Double>,
  _ count: Int
) {
  var i = 0
  while i &+ stretch <= count {
    if isOrdinary(0, source + i) {
      ordinaryExponentials(source + i, target + i, stretch)
    } else {
      anyExponentials(source + i, target + i, stretch)
    }
    i &+= stretch
  }
  anyExponentials(source + i, target + i, count &- i)
}

/// Writes log x of each element.
package func logarithms(
  _ source: UnsafePointer<Double>,
  _ target: UnsafeMutablePointer<Double>,
  _ count: Int
) {
  var i = 0
  while i &+ stretch <= count {
    if isOrdinary(1, source + i) {
      ordinaryLogarithms(source + i, target + i, stretch)
    } else {
      anyLogarithms(source + i, target + i, stretch)
    }
    i &+= stretch
  }
  anyLogarithms(source + i, target + i, count &- i)
}

/// Writes tanh x of each element.
package func hyperbolicTangents(
  _ source: UnsafePointer<Double>,
  _ target: UnsafeMutablePointer<Double>,
  _ count: Int
) { applyAny(2, source, target, count) }

/// Writes σ(x) of each element.
package func sigmoids(
  _ source: UnsafePointer<Double>,
  _ target: UnsafeMutablePointer<Double>,
  _ count: Int
) {
  var i = 0
  while i &+ stretch <= count {
    if isOrdinary(3, source + i) {
      ordinarySigmoids(source + i, target + i, stretch)
    } else {
      anySigmoids(source + i, target + i, stretch)
    }
    i &+= stretch
  }
  anySigmoids(source + i, target + i, count &- i)
}
