#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The C library's functions, under names that no enum case hides.
@usableFromInline
enum ElementaryFunction {
  @usableFromInline
  static func exponential(_ x: Double) -> Double { exp(x) }
  @usableFromInline
  static func exponentialMinusOne(_ x: Double) -> Double { expm1(x) }
  @usableFromInline
  static func naturalLogarithm(_ x: Double) -> Double { log(x) }
  @usableFromInline
  static func logarithmOfOnePlus(_ x: Double) -> Double { log1p(x) }
  @usableFromInline
  static func binaryLogarithm(_ x: Double) -> Double { log2(x) }
  @usableFromInline
  static func decimalLogarithm(_ x: Double) -> Double { log10(x) }
  @usableFromInline
  static func sineOf(_ x: Double) -> Double { sin(x) }
  @usableFromInline
  static func cosineOf(_ x: Double) -> Double { cos(x) }
  @usableFromInline
  static func tangentOf(_ x: Double) -> Double { tan(x) }
  @usableFromInline
  static func hyperbolicTangentOf(_ x: Double) -> Double { tanh(x) }
  @usableFromInline
  static func powerOf(_ x: Double, _ y: Double) -> Double { pow(x, y) }
}
