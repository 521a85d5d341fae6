#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// An open file descriptor, closed when it is let go.
///
/// A class because it owns a descriptor.
final class Descriptor {
  /// The number; negative once closed.
  private(set) var number: Int32

  /// Takes a descriptor over and keeps it from children.
  init(_ number: Int32) {
    self.number = number
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
  }

  deinit { close() }

  /// Closes the descriptor, if it is open.
  func close() {
    guard number >= 0 else { return }
    closeDescriptor(number)
    number = -1
  }

  /// Whether it is open.
  var isOpen: Bool { number >= 0 }

  /// Makes reads and writes return at once.
  func doNotBlock() {
    _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
  }

  /// Reads what is there: empty if there is nothing yet, nil at the end.
  ///
  /// A terminal whose other side is closed is at its end too, though Linux calls it an error.
  func readAvailable() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = read(number, &buffer, buffer.count)
    if count > 0 { return Array(buffer[..<count]) }
    let waits = count < 0 && [EINTR, EAGAIN, EWOULDBLOCK].contains(errno)
    return waits ? [] : nil
  }

  /// Writes what fits and returns how many bytes that was, nil if nobody reads any more.
  func writeAvailable(_ bytes: ArraySlice<UInt8>) -> Int? {
    let count = bytes.withUnsafeBytes { write(number, $0.baseAddress, $0.count) }
    if count >= 0 { return count }
    return [EINTR, EAGAIN, EWOULDBLOCK].contains(errno) ? 0 : nil
  }

  /// Makes a pipe: the end to read from and the end to write to.
  static func pipe() throws -> (reading: Descriptor, writing: Descriptor) {
    var ends: [Int32] = [-1, -1]
    guard makePipe(&ends) == 0 else { throw ProcessFailure.system(call: "pipe", code: errno) }
    return (Descriptor(ends[0]), Descriptor(ends[1]))
  }
}

/// `close` and `pipe`, under names that the methods above do not hide.
private func closeDescriptor(_ number: Int32) {
  _ = close(number)
}

private func makePipe(_ ends: inout [Int32]) -> Int32 {
  pipe(&ends)
}

/// Waits until one of the descriptors is ready or the deadline has passed.
///
/// - Returns: For each descriptor whether it is ready.
func waitUntilReady(
  _ wanted: [(descriptor: Descriptor, events: Int32)],
  deadline: ContinuousClock.Instant
) -> [Bool] {
  var polled = wanted.map {
    pollfd(fd: $0.descriptor.number, events: Int16($0.events), revents: 0)
  }
  let left = ContinuousClock.now.duration(to: deadline) / Duration.milliseconds(1)
  _ = poll(&polled, nfds_t(polled.count), Int32(min(max(left, 0), 1000).rounded(.up)))
  return polled.map { $0.revents != 0 }
}
