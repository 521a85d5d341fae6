#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Writes whole files: afterwards a file holds all of the new text or all of the old, never a part.
package enum AtomicFile {
  /// Writes a text to a file by way of a temporary file beside it.
  ///
  /// A link is followed, and an existing file keeps its permissions.
  ///
  /// - Parameters:
  ///   - text: The text, written as UTF-8.
  ///   - path: The file's path.
  ///   - mode: The permissions of a file that is new.
  /// - Throws: `FileError`; the file is then as it was.
  package static func write(
    _ text: String,
    to path: String,
    mode: UInt16 = 0o644
  ) throws(FileError) {
    try write(Array(text.utf8), to: path, mode: mode)
  }

  /// Writes bytes to a file by way of a temporary file beside it.
  ///
  /// - Parameters:
  ///   - bytes: The bytes.
  ///   - path: The file's path.
  ///   - mode: The permissions of a file that is new.
  /// - Throws: `FileError`; the file is then as it was.
  package static func write(
    _ bytes: [UInt8],
    to path: String,
    mode: UInt16 = 0o644
  ) throws(FileError) {
    let target = resolved(path)
    var status = stat()
    let exists = stat(target, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR { throw FileError(path: path, code: EISDIR) }
    if exists, access(target, W_OK) != 0 { throw FileError(path: path, code: errno) }
    let temporary = "\(target).\(getpid()).new"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(mode))
    guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
    var code: Int32 = 0
    if exists, fchmod(descriptor, status.st_mode & 0o7777) != 0 { code = errno }
    if code == 0, !Descriptors.write(bytes, to: descriptor) { code = errno }
    if code == 0, fsync(descriptor) != 0 { code = errno }
    if close(descriptor) != 0, code == 0 { code = errno }
    if code == 0, rename(temporary, target) != 0 { code = errno }
    if code != 0 {
      unlink(temporary)
      throw FileError(path: path, code: code)
    }
  }

  /// The path behind links, where there is a file; else the path itself.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}

/// Reading and writing open descriptors to the end, whatever interrupts.
package enum Descriptors {
  /// Writes all bytes; false, with `errno` set, where that fails.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var left = bytes[...]
    while !left.isEmpty {
      let count = left.withUnsafeBytes { writeBytes(descriptor, $0) }
      if count > 0 {
        left = left.dropFirst(count)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  /// Reads up to the end; nil, with `errno` set, where that fails.
  ///
  /// - Parameters:
  ///   - descriptor: What to read.
  ///   - most: The bytes it may have; with more, `errno` is EFBIG.
  /// - Returns: All bytes.
  package static func read(_ descriptor: Int32, atMost most: Int = .max) -> [UInt8]? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { readBytes(descriptor, $0) }
      if count == 0 { return bytes }
      if count > 0 {
        bytes += chunk[..<count]
        if bytes.count > most {
          errno = EFBIG
          return nil
        }
      } else if errno != EINTR {
        return nil
      }
    }
  }
}

/// `write` and `read`, under names that the functions above do not hide.
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

private func readBytes(_ descriptor: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, bytes.baseAddress, bytes.count)
}
