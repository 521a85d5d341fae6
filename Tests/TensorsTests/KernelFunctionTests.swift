import Testing

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

@testable import Tensors

extension Kernels {
  /// A function of each of some values.
  fileprivate func values(_ function: Function, of source: [Double]) -> [Double] {
    var result = source
    result.withUnsafeMutableBufferPointer { elements in
      guard let first = elements.baseAddress else { return }
      apply(function, first, to: first, count: elements.count)
    }
    return result
  }
}

extension Kernels.Function {
  /// What the system's library says, or a formula of its functions that is as exact.
  fileprivate func reference(_ x: Double) -> Double {
    switch self {
    case .exp: Self.exp(x)
    case .log: Self.log(x)
    case .tanh: Self.tanh(x)
    case .sigmoid: x < 0 ? Self.exp(x) / (1 + Self.exp(x)) : 1 / (1 + Self.exp(-x))
    }
  }

  // By name, or the cases would be meant.
  #if canImport(Darwin)
  private static func exp(_ x: Double) -> Double { Darwin.exp(x) }
  private static func log(_ x: Double) -> Double { Darwin.log(x) }
  private static func tanh(_ x: Double) -> Double { Darwin.tanh(x) }
  #else
  private static func exp(_ x: Double) -> Double { Glibc.exp(x) }
  private static func log(_ x: Double) -> Double { Glibc.log(x) }
  private static func tanh(_ x: Double) -> Double { Glibc.tanh(x) }
  #endif

  /// The units in the last place that a value may be off.
  fileprivate var bound: Int64 { self == .exp || self == .log ? 1 : 4 }
}

/// How many numbers two numbers of the same sign are apart; NaN is no distance from NaN.
private func distance(_ a: Double, _ b: Double) -> Int64 {
  if a.isNaN || b.isNaN { return a.isNaN && b.isNaN ? 0 : .max }
  if a.sign != b.sign { return a == b ? 1 : .max }
  return abs(Int64(a.magnitude.bitPattern) - Int64(b.magnitude.bitPattern))
}

@Suite("Functions by the kernels") struct KernelFunctionTests {
  /// Values that a formula may stumble over.
  private static let special: [Double] = corners + exponents + roots + saturating

  private static let corners: [Double] = [
    0, -0.0, 1, -1, 2, 0.5, .infinity, -.infinity, .nan, .leastNonzeroMagnitude,
    -.leastNonzeroMagnitude, .leastNormalMagnitude, -.leastNormalMagnitude,
    Double.leastNormalMagnitude.nextDown, 0x1p-1060, -0x1p-1060, .greatestFiniteMagnitude,
    -.greatestFiniteMagnitude, .ulpOfOne, -.ulpOfOne, 1e-300, -1e-300, 1e300, -1e300,
  ]

  /// Where exp overflows, becomes subnormal, and zero.
  private static let exponents: [Double] = [
    709.782712893384, 709.7827128933841, -708.3964185322641, -708.3964185322642,
    -744.4400719213812, -745.1332191019411, -745.1332191019412, -746, 710, 1000, -1000,
  ]

  /// Where log changes its reduction, and around its zero.
  private static let roots: [Double] = [
    0.7071067811865476, 1.4142135623730951, 1, 0.99, 1.01,
  ].flatMap { (x: Double) in [x.nextDown, x, x.nextUp] }

  /// Where tanh changes its reduction, and where it and the sigmoid become one.
  private static let saturating: [Double] = [
    0.17, 0.1732867951399863, 0.3465735902799726, 0.35, 18, 19.06, 19.07, 20, 22, 36, 37, 40,
  ].flatMap { (x: Double) in [x, -x] }

  /// Random values over the whole range of each function, thickest where it is curved.
  private static func random(_ function: Kernels.Function) -> [Double] {
    var random = RandomStream(seed: 11, stream: 5)
    return (0..<30_000).map { index in
      let u = random.uniform()
      let sign = random.uniform() < 0.5 ? -1.0 : 1.0
      let size =
        switch index % 4 {
        case 0: u * 750
        case 1: u * 4
        case 2: Double(sign: .plus, exponent: Int(random.below(80)) - 70, significand: 1 + u)
        default: Double(sign: .plus, exponent: Int(random.below(2000)) - 1022, significand: 1 + u)
        }
      return function == .log ? size : sign * size
    }
  }

  /// Those of the random values that need no care, as a kernel may find many in a row.
  private static func calm(_ function: Kernels.Function) -> [Double] {
    random(function).filter { $0.isNormal && $0.magnitude <= 700 && (function != .log || $0 > 0) }
  }

  @Test("Each function is as exact as it says", arguments: Kernels.Function.allCases)
  func exact(_ function: Kernels.Function) {
    let values = Self.calm(function) + Self.special + Self.random(function)
    for kernels in machineKernels {
      for (x, y) in zip(values, kernels.values(function, of: values)) {
        let expected = function.reference(x)
        guard distance(y, expected) <= function.bound else {
          Issue.record("\(kernels.instructionSet) \(function)(\(x)) is \(y), not \(expected)")
          break
        }
      }
    }
  }

  @Test("Special values are exact")
  func special() {
    for kernels in machineKernels {
      let inf = Double.infinity
      func bits(_ function: Kernels.Function, _ values: Double...) -> [UInt64] {
        kernels.values(function, of: values).map(\.bitPattern)
      }
      func bits(_ values: Double...) -> [UInt64] { values.map(\.bitPattern) }
      #expect(bits(.exp, 0, -0.0, inf, -inf, 710, -746) == bits(1, 1, inf, 0, inf, 0))
      #expect(bits(.log, 1, 0, -0.0, inf) == bits(0, -inf, -inf, inf))
      #expect(bits(.tanh, 0, -0.0, inf, -inf, 40, -40) == bits(0, -0.0, 1, -1, 1, -1))
      #expect(bits(.sigmoid, 0, -0.0, inf, -inf, 40, -800) == bits(0.5, 0.5, 1, 0, 1, 0))
      for function in Kernels.Function.allCases {
        #expect(kernels.values(function, of: [.nan])[0].isNaN)
      }
      let negative: [Double] = [-1, -Double.leastNonzeroMagnitude, -inf]
      #expect(kernels.values(.log, of: negative).filter(\.isNaN).count == 3)
    }
  }

  @Test("A value does not depend on its place, nor on the vector kernels")
  func place() {
    for function in Kernels.Function.allCases {
      let random = Self.random(function).prefix(100)
      let values = Self.calm(function).prefix(1500) + Self.special + random
      var results: [[UInt64]] = []
      for kernels in machineKernels {
        let whole = kernels.values(function, of: Array(values))
        let single = values.map { kernels.values(function, of: [$0])[0] }
        for (a, b) in zip(whole, single) where !a.isNaN || !b.isNaN {
          #expect(a.bitPattern == b.bitPattern)
        }
        if kernels.instructionSet != .baseline {
          results.append(whole.map { $0.isNaN ? 0 : $0.bitPattern })
        }
      }
      #expect(results.allSatisfy { $0 == results.first })
    }
  }

  @Test("As many elements are written as are asked for", arguments: 0...17)
  func count(_ count: Int) {
    for kernels in machineKernels {
      let source = (0..<20).map { Double($0) }
      var target = Array(repeating: -5.0, count: 20)
      source.withUnsafeBufferPointer { source in
        target.withUnsafeMutableBufferPointer { target in
          guard let source = source.baseAddress, let target = target.baseAddress else { return }
          kernels.apply(.exp, source, to: target, count: count)
        }
      }
      for index in 0..<20 {
        let expected = index < count ? Kernels.Function.exp.reference(source[index]) : -5
        #expect(distance(target[index], expected) <= 1)
      }
    }
  }
}
