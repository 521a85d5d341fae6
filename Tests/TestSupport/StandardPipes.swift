#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The three pipes between a test and a program that it runs.
///
/// A class because the descriptors are made inside the closure that starts the child.
final class StandardPipes {
  /// What came on standard output.
  private(set) var output: [UInt8] = []
  /// What came on standard error.
  private(set) var errors: [UInt8] = []

  private var input: (reading: Descriptor, writing: Descriptor)?
  private var outputEnds: (reading: Descriptor, writing: Descriptor)?
  private var errorEnds: (reading: Descriptor, writing: Descriptor)?

  /// Makes the pipes; the child gets the ends that are named.
  func open() throws -> ChildProcess.Files {
    // A program may end before it has read its input; the write must fail, not end the tests.
    signal(SIGPIPE, SIG_IGN)
    let input = try Descriptor.pipe()
    let output = try Descriptor.pipe()
    let errors = try Descriptor.pipe()
    self.input = input
    outputEnds = output
    errorEnds = errors
    return .pipes(
      input: input.reading.number,
      output: output.writing.number,
      errors: errors.writing.number
    )
  }

  /// Feeds the input and collects the outputs until both are closed.
  ///
  /// - Returns: Whether they were closed before the deadline.
  func transfer(_ bytes: [UInt8], until deadline: ContinuousClock.Instant) -> Bool {
    guard let input, let outputEnds, let errorEnds else { return false }
    input.reading.close()
    outputEnds.writing.close()
    errorEnds.writing.close()
    for end in [input.writing, outputEnds.reading, errorEnds.reading] { end.doNotBlock() }

    var left = bytes[...]
    if left.isEmpty { input.writing.close() }
    while outputEnds.reading.isOpen || errorEnds.reading.isOpen {
      guard ContinuousClock.now < deadline else { return false }
      // A closed descriptor is negative, which `poll` passes over.
      let ready = waitUntilReady(
        [
          (input.writing, POLLOUT), (outputEnds.reading, POLLIN), (errorEnds.reading, POLLIN),
        ],
        deadline: deadline
      )
      if ready[0] {
        left = left.dropFirst(input.writing.writeAvailable(left) ?? left.count)
        if left.isEmpty { input.writing.close() }
      }
      if ready[1] { Self.collect(from: outputEnds.reading, into: &output) }
      if ready[2] { Self.collect(from: errorEnds.reading, into: &errors) }
    }
    return true
  }

  private static func collect(from end: Descriptor, into bytes: inout [UInt8]) {
    if let new = end.readAvailable() { bytes += new } else { end.close() }
  }
}
