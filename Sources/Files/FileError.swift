#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A file cannot be read or written: its path, and the system's own error number.
package struct FileError: Error, Hashable, Sendable {
  /// The path of the file or folder.
  package var path: String
  /// What `errno` was.
  package var code: Int32

  /// Makes an error.
  package init(path: String, code: Int32) {
    self.path = path
    self.code = code
  }

  /// What the system says of it: `No space left on device`.
  package var reason: String { String(cString: strerror(code)) }
}
