// Loops over numbers in memory, eight at a time: the order of a sum depends on nothing but its
// length, and a choice between two numbers is no jump that the processor could guess wrong.

/// target ← f(x, y), element by element; the target may be one of the sources.
@inline(__always)
func transform(
  _ x: UnsafePointer<Double>,
  _ y: UnsafePointer<Double>,
  into target: UnsafeMutablePointer<Double>,
  _ count: Int,
  _ function: (SIMD8<Double>, SIMD8<Double>) -> SIMD8<Double>
) {
  let whole = count & ~7
  for start in stride(from: 0, to: whole, by: 8) {
    let result = function(load(x + start), load(y + start))
    UnsafeMutableRawPointer(target + start).storeBytes(of: result, as: SIMD8<Double>.self)
  }
  for index in whole..<count {
    target[index] = function(SIMD8(repeating: x[index]), SIMD8(repeating: y[index]))[0]
  }
}

/// Σ x.
func sum(_ numbers: UnsafePointer<Double>, _ count: Int) -> Double {
  sum(numbers, count) { $0 }
}

/// Σ (x − c)².
func sumOfSquares(_ numbers: UnsafePointer<Double>, _ count: Int, from c: Double) -> Double {
  sum(numbers, count) { ($0 - c) * ($0 - c) }
}

/// Σ x y.
func dot(_ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ count: Int) -> Double {
  var lanes = SIMD8<Double>(repeating: 0)
  let whole = count & ~7
  for start in stride(from: 0, to: whole, by: 8) { lanes += load(x + start) * load(y + start) }
  var result = 0.0
  for lane in 0..<8 { result += lanes[lane] }
  for index in whole..<count { result += x[index] * y[index] }
  return result
}

/// Σ |x|; NaN or infinite if an x is.
func sumOfMagnitudes(_ numbers: UnsafePointer<Double>, _ count: Int) -> Double {
  sum(numbers, count) { magnitude($0) }
}

/// Σ x².
func sumOfSquares(_ numbers: UnsafePointer<Double>, _ count: Int) -> Double {
  sum(numbers, count) { $0 * $0 }
}

/// Whether no number is NaN or infinite: only 0 · x of a finite x is 0.
func isFinite(_ numbers: UnsafePointer<Double>, _ count: Int) -> Bool {
  sum(numbers, count) { $0 * 0 } == 0
}

/// The largest |x|, 0 of no numbers; NaN is passed over.
func largestMagnitude(_ numbers: UnsafePointer<Double>, _ count: Int) -> Double {
  var largest = SIMD8<Double>(repeating: 0)
  let whole = count & ~7
  for start in stride(from: 0, to: whole, by: 8) {
    let x = magnitude(load(numbers + start))
    largest.replace(with: x, where: x .> largest)
  }
  var result = 0.0
  for lane in 0..<8 { result = Swift.max(result, largest[lane]) }
  for index in whole..<count where numbers[index].magnitude > result {
    result = numbers[index].magnitude
  }
  return result
}

@inline(__always)
private func sum(
  _ numbers: UnsafePointer<Double>,
  _ count: Int,
  _ term: (SIMD8<Double>) -> SIMD8<Double>
) -> Double {
  // Of a few numbers the eight lanes cost more than they gain.
  if count < 8 {
    var result = 0.0
    for index in 0..<count { result += term(SIMD8(repeating: numbers[index]))[0] }
    return result
  }
  var (first, second) = (SIMD8<Double>(repeating: 0), SIMD8<Double>(repeating: 0))
  let whole = count & ~15
  for start in stride(from: 0, to: whole, by: 16) {
    first += term(load(numbers + start))
    second += term(load(numbers + start + 8))
  }
  first += second
  var result = 0.0
  for lane in 0..<8 { result += first[lane] }
  for index in whole..<count { result += term(SIMD8(repeating: numbers[index]))[0] }
  return result
}

/// |x|: without its sign's bit.
@inline(__always)
private func magnitude(_ x: SIMD8<Double>) -> SIMD8<Double> {
  let rest = unsafeBitCast(x, to: SIMD8<UInt64>.self) & SIMD8(repeating: .max >> 1)
  return unsafeBitCast(rest, to: SIMD8<Double>.self)
}

@inline(__always)
private func load(_ numbers: UnsafePointer<Double>) -> SIMD8<Double> {
  UnsafeRawPointer(numbers).loadUnaligned(as: SIMD8<Double>.self)
}
