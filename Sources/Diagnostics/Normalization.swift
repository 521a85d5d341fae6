#if canImport(Darwin)
import Foundation
#else
// Loading Foundation costs milliseconds at every start; the standard library has the same
// algorithm, and swift-foundation itself takes it from there.
@_spi(_Unicode) import Swift
#endif

/// The text in Unicode's composed normal form, NFC; plain ASCII is returned as it is.
package func normalizedToNFC(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
  #if canImport(Darwin)
  return text.precomposedStringWithCanonicalMapping
  #else
  var composed = String.UnicodeScalarView()
  composed.append(contentsOf: text._nfc)
  return String(composed)
  #endif
}
