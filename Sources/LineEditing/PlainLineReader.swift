#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Reads lines from a descriptor as they come: a pipe, a file, a terminal without line editing.
///
/// Lines end with `\n` or `\r\n`; the last one needs neither. What is typed or piped in may be
/// anything: bytes that are not UTF-8 and lines without end are answered as such.
package struct PlainLineReader: LineReader {
  /// The number of bytes a line may have, its line break not counted: 1 MiB.
  package static let longestLine = 1 << 20

  private let input: Int32
  private let output: Int32
  private let showsPrompt: Bool
  private let interrupt: InterruptFlag?

  /// What has been read and not yet given out, from `start` on.
  private var buffer: [UInt8] = []
  private var start = 0
  /// The number of bytes from `start` on in which there is no line break.
  private var searched = 0
  private var isAtEnd = false
  /// Whether the rest of a line that is too long is being passed over.
  private var isSkipping = false
  private var linesRead = 0

  /// Makes a reader of descriptors, which stay the caller's.
  ///
  /// - Parameters:
  ///   - input: Where the lines come from.
  ///   - output: Where the prompt goes.
  ///   - showsPrompt: Whether the prompt is shown.
  ///   - interrupt: What says that Ctrl-C was pressed; without it there is no `.interrupted`.
  package init(
    input: Int32 = 0,
    output: Int32 = 1,
    showsPrompt: Bool = false,
    interrupt: InterruptFlag? = nil
  ) {
    precondition(input >= 0, "A descriptor is not negative.")
    self.input = input
    self.output = output
    self.showsPrompt = showsPrompt
    self.interrupt = interrupt
  }

  /// Reads one line.
  ///
  /// - Parameter prompt: What is written before reading, if the prompt is shown at all.
  /// - Returns: The line, or why there is none.
  /// - Throws: `InputError` if the input cannot be read or the prompt not be written.
  package mutating func readLine(prompt: String) throws -> ReadResult {
    if showsPrompt { try write(prompt) }
    while true {
      if interrupt?.lower() == true { return .interrupted }
      if let line = takeLine() { return line }
      if isAtEnd { return takeLastLine() }
      try fill()
    }
  }

  /// The next whole line of the buffer, nil if there is none yet.
  private mutating func takeLine() -> ReadResult? {
    guard let end = buffer[(start + searched)...].firstIndex(of: UInt8(ascii: "\n")) else {
      searched = buffer.count - start
      // A `\r` may still turn out to belong to the line break.
      if searched > Self.longestLine + 1 {
        isSkipping = true
        drop(searched)
      }
      return nil
    }
    return take(end: end, next: end + 1)
  }

  /// What stands behind the last line break, at the end of the input.
  private mutating func takeLastLine() -> ReadResult {
    guard start < buffer.count || isSkipping else {
      // At a terminal, Ctrl-D ends one reading and not the input.
      isAtEnd = isatty(input) == 0
      return .endOfInput
    }
    return take(end: buffer.count, next: buffer.count)
  }

  private mutating func take(end: Int, next: Int) -> ReadResult {
    var line = buffer[start..<end]
    // At the end of the input a `\r` is no part of a line break.
    if next > end, line.last == UInt8(ascii: "\r") { line.removeLast() }
    let wasSkipping = isSkipping
    isSkipping = false
    linesRead += 1
    drop(next - start)
    if wasSkipping || line.count > Self.longestLine { return .tooLong(line: linesRead) }
    if let text = String(validating: line, as: UTF8.self) { return .line(text) }
    return .notUTF8(line: linesRead, offset: validPrefix(line))
  }

  /// Forgets the next bytes of the buffer.
  private mutating func drop(_ count: Int) {
    start += count
    searched = 0
    // Only now and then, so that a long script is not moved once for each of its lines.
    if start == buffer.count || start > Self.longestLine {
      buffer.removeFirst(start)
      start = 0
    }
  }

  /// Waits for more bytes or for Ctrl-C.
  private mutating func fill() throws {
    // Ctrl-C cuts the wait short. One that comes just before the wait begins does not; for its
    // sake the wait is short.
    var wanted = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    guard poll(&wanted, 1, interrupt == nil ? -1 : 200) > 0 else { return }
    if interrupt?.isRaised == true { return }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(input, &chunk, chunk.count)
    if count > 0 {
      buffer += chunk[..<count]
    } else if count == 0 {
      isAtEnd = true
    } else if ![EINTR, EAGAIN].contains(errno) {
      // A program that shared our input may have left it non-blocking; then the next wait waits.
      throw InputError(code: errno)
    }
  }

  private func write(_ text: String) throws {
    // What was printed before stands in C's buffers and must come first.
    fflush(nil)
    var left = Array(text.utf8)[...]
    while !left.isEmpty {
      let count = left.withUnsafeBytes { writeBytes(output, $0) }
      if count < 0 {
        guard errno == EINTR else { throw InputError(code: errno) }
        continue
      }
      left = left.dropFirst(count)
    }
  }
}

/// `write`, under a name that the method above does not hide.
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

/// The number of bytes before the first that is not UTF-8.
private func validPrefix(_ bytes: ArraySlice<UInt8>) -> Int {
  var parser = Unicode.UTF8.ForwardParser()
  var iterator = bytes.makeIterator()
  var count = 0
  while case .valid(let scalar) = parser.parseScalar(from: &iterator) { count += scalar.count }
  return count
}
