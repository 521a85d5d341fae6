#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The C library's functions, under names that no enum case hides.
enum ElementaryFunction {
  static func exponential(_ x: Double) -> Double { exp(x) }
  static func exponentialMinusOne(_ x: Double) -> Double { expm1(x) }
  static func naturalLogarithm(_ x: Double) -> Double { log(x) }
  static func logarithmOfOnePlus(_ x: Double) -> Double { log1p(x) }
  static func binaryLogarithm(_ x: Double) -> Double { log2(x) }
  static func decimalLogarithm(_ x: Double) -> Double { log10(x) }
  static func sineOf(_ x: Double) -> Double { sin(x) }
  static func cosineOf(_ x: Double) -> Double { cos(x) }
  static func tangentOf(_ x: Double) -> Double { tan(x) }
  static func hyperbolicTangentOf(_ x: Double) -> Double { tanh(x) }
  static func powerOf(_ x: Double, _ y: Double) -> Double { pow(x, y) }
}
