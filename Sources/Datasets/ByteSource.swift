import CZlib
import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The contents of a file from its beginning to its end, unpacked on the way where it is gzipped.
///
/// zlib reads through a buffer of fixed size, whatever the file's. A class: it owns the file.
final class ByteSource {
  /// What messages call the file.
  let path: String
  /// The bytes read so far, of the unpacked contents.
  private(set) var offset = 0
  private let file: gzFile
  /// Bytes that were looked at, and not read yet.
  private var ahead: [UInt8] = []

  /// Opens a file.
  init(_ path: String) throws(DatasetError) {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(path, .system(errno)) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw .file(path, .isFolder)
    }
    guard let file = gzdopen(descriptor, "rb") else {
      close(descriptor)
      throw .file(path, .system(ENOMEM))
    }
    gzbuffer(file, 1 << 17)
    self.file = file
  }

  deinit { gzclose(file) }

  /// An error of this file.
  func problem(_ problem: FileProblem) -> DatasetError { .file(path, problem) }

  /// The first bytes, or fewer where there are no more; they are still to be read.
  func peek(_ count: Int) throws(DatasetError) -> [UInt8] {
    if ahead.count < count {
      var more = [UInt8](repeating: 0, count: count - ahead.count)
      let found = try fetch(into: &more)
      ahead += more[..<found]
    }
    return Array(ahead.prefix(count))
  }

  /// Fills a buffer; the number of bytes is less than its size only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int {
    let count = min(ahead.count, buffer.count)
    if count > 0 {
      ahead[..<count].withUnsafeBytes { buffer.copyMemory(from: $0) }
      ahead.removeFirst(count)
    }
    let total = count + (try fetch(UnsafeMutableRawBufferPointer(rebasing: buffer[count...])))
    offset += total
    return total
  }

  /// Fills an array, as `read(into:)` does.
  func read(into bytes: inout [UInt8]) throws(DatasetError) -> Int {
    var failure: DatasetError?
    let count = bytes.withUnsafeMutableBytes { buffer in
      do throws(DatasetError) {
        return try read(into: buffer)
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    return count
  }

  /// Reads bytes that must be there.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - whole: The size that the whole contents should have, for the message.
  /// - Returns: The bytes.
  /// - Throws: `DatasetError`, where there are fewer.
  func bytes(_ count: Int, of whole: Int? = nil) throws(DatasetError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let start = offset
    let found = try read(into: &bytes)
    if found < count {
      throw problem(.truncated(offset: offset, needed: whole ?? start + count))
    }
    return bytes
  }

  /// Whether all has been read.
  func isAtEnd() throws(DatasetError) -> Bool { try peek(1).isEmpty }

  private func fetch(into bytes: inout [UInt8]) throws(DatasetError) -> Int {
    var failure: DatasetError?
    let count = bytes.withUnsafeMutableBytes { buffer in
      do throws(DatasetError) {
        return try fetch(buffer)
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    return count
  }

  private func fetch(_ buffer: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int {
    var filled = 0
    while filled < buffer.count, let start = buffer.baseAddress {
      let wanted = min(buffer.count - filled, 1 << 30)
      let count = Int(gzread(file, start + filled, UInt32(wanted)))
      if count > 0 {
        filled += count
        continue
      }
      var code: Int32 = Z_OK
      let text = gzerror(file, &code).map { String(cString: $0) } ?? ""
      switch code {
      case Z_OK, Z_STREAM_END: return filled
      case Z_ERRNO: throw problem(.system(errno))
      // zlib names the file too, which it knows by its descriptor only.
      default:
        let why = text.split(separator: ": ", maxSplits: 1).last.map { String($0) } ?? text
        throw problem(.damaged(why, offset: offset + filled))
      }
    }
    return filled
  }
}
