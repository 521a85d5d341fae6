#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What keeps a test from talking to a process.
package enum ProcessFailure: Error, Hashable, Sendable {
  /// A system call failed with this error number.
  case system(call: String, code: Int32)
  /// The process did not end in time; it was killed.
  case timedOut(command: String, seconds: Double, output: String)
  /// The awaited text did not come in time.
  case textMissing(String, seconds: Double, seen: String)
  /// The terminal was closed before the awaited text came.
  case closed(before: String, seen: String)
  /// The program under test is not built.
  case notBuilt(String)
}

extension ProcessFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .system(let call, let code):
      "\(call): \(String(cString: strerror(code)))"
    case .timedOut(let command, let seconds, let output):
      "\(command) ran longer than \(seconds) s; it had printed \(tail(output))"
    case .textMissing(let text, let seconds, let seen):
      "no \(text.debugDescription) within \(seconds) s, but \(tail(seen))"
    case .closed(let text, let seen):
      "the program ended before \(text.debugDescription), after \(tail(seen))"
    case .notBuilt(let name):
      "\(name) stands in no folder above the tests: build it, or name it in GRADUS_TEST_BINARY"
    }
  }
}

/// The end of a text, quoted: what came last tells most, and logs should stay readable.
private func tail(_ text: String) -> String {
  let end = text.suffix(2000)
  return (end.count < text.count ? "… " : "") + String(end).debugDescription
}
