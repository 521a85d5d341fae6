#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A program on a terminal of its own, driven as a person drives it.
///
///     let terminal = try PseudoTerminal(try gradusExecutable())
///     try terminal.expect("1> ")
///     terminal.send("1+1\n")
///     try terminal.expect("2> ")
///
/// Wait for the whole prompt before each `send`. A class because it owns a process.
package final class PseudoTerminal {
  /// The terminal's size in characters.
  package struct Size: Hashable, Sendable {
    /// The number of rows.
    package var rows: Int
    /// The number of columns.
    package var columns: Int

    /// Makes a size.
    package init(rows: Int, columns: Int) {
      self.rows = rows
      self.columns = columns
    }

    fileprivate var window: winsize {
      winsize(
        ws_row: UInt16(clamping: rows),
        ws_col: UInt16(clamping: columns),
        ws_xpixel: 0,
        ws_ypixel: 0
      )
    }
  }

  private let opened = OpenedTerminal()
  private let child: ChildProcess
  private var seen: [UInt8] = []
  /// The number of bytes that `expect` has passed.
  private var mark = 0
  private var isClosed = false

  /// Starts a program on a new terminal.
  ///
  /// - Parameters:
  ///   - executable: The program's path.
  ///   - arguments: Its arguments.
  ///   - environment: What is added to `standardEnvironment`, or replaced in it.
  ///   - directory: The working directory; nil is ours.
  ///   - size: The terminal's size.
  /// - Throws: `ProcessFailure`.
  package init(
    _ executable: String,
    _ arguments: [String] = [],
    environment: [String: String] = [:],
    directory: String? = nil,
    size: Size = Size(rows: 24, columns: 80)
  ) throws {
    let command = ChildProcess.Command(
      executable: executable,
      arguments: arguments,
      environment: standardEnvironment.merging(environment) { $1 },
      directory: directory
    )
    let opened = opened
    child = try ChildProcess.start(command) { try opened.open(size.window) }
    // Kept open here, the child's side would hide that the child has closed it.
    opened.childSide?.close()
  }

  deinit {
    // First the terminal: where output waits to be read, some systems let no process end.
    opened.ourSide?.close()
    child.kill()
  }

  /// All that the program has printed so far, as the terminal got it: with `\r\n` and escapes.
  package var transcript: String {
    String(decoding: seen, as: UTF8.self)
  }

  /// Types text; `\u{3}` is Ctrl-C, `\u{4}` Ctrl-D, `\r` Enter in a raw terminal.
  package func send(_ text: String) {
    var left = Array(text.utf8)[...]
    while !left.isEmpty, let side = opened.ourSide, side.isOpen {
      guard let count = side.writeAvailable(left) else { return }
      left = left.dropFirst(count)
      // The child may be waiting for us to read what it echoes before it reads on.
      if count == 0 { readSome(until: ContinuousClock.now + .milliseconds(10)) }
    }
  }

  /// Waits until the program has printed a text.
  ///
  /// - Parameters:
  ///   - text: The text, compared byte by byte.
  ///   - timeout: How long to wait.
  /// - Returns: What was printed since the last `expect`, `text` included.
  /// - Throws: `ProcessFailure`, with all that was seen instead.
  @discardableResult
  package func expect(_ text: String, timeout: Duration = .seconds(20)) throws -> String {
    let deadline = ContinuousClock.now + timeout
    let wanted = Array(text.utf8)
    while true {
      if let found = seen[mark...].firstRange(of: wanted) {
        defer { mark = found.upperBound }
        return String(decoding: seen[mark..<found.upperBound], as: UTF8.self)
      }
      let unmatched = String(decoding: seen[mark...], as: UTF8.self)
      guard !isClosed else { throw ProcessFailure.closed(before: text, seen: unmatched) }
      guard ContinuousClock.now < deadline else {
        let seconds = timeout / .seconds(1)
        throw ProcessFailure.textMissing(text, seconds: seconds, seen: unmatched)
      }
      readSome(until: deadline)
    }
  }

  /// Waits for the end of the program, reading what it still prints.
  ///
  /// - Throws: `ProcessFailure.timedOut` if it goes on; it is then killed.
  package func waitForExit(timeout: Duration = .seconds(20)) throws -> ExitStatus {
    let deadline = ContinuousClock.now + timeout
    while !isClosed, ContinuousClock.now < deadline { readSome(until: deadline) }
    guard let status = child.wait(until: deadline) else {
      child.kill()
      throw ProcessFailure.timedOut(
        command: "the program on the terminal",
        seconds: timeout / .seconds(1),
        output: transcript
      )
    }
    return status
  }

  /// Gives the terminal another size; the program gets SIGWINCH.
  package func resize(to size: Size) {
    guard let side = opened.ourSide, side.isOpen else { return }
    var window = size.window
    _ = ioctl(side.number, UInt(TIOCSWINSZ), &window)
  }

  /// Sends a signal to the program.
  package func signal(_ number: Int32) {
    child.signal(number)
  }

  func readSome(until deadline: ContinuousClock.Instant) {
    guard let side = opened.ourSide, side.isOpen, !isClosed else { return }
    guard waitUntilReady([(side, POLLIN)], deadline: deadline)[0] else { return }
    if let new = side.readAvailable() { seen += new } else { isClosed = true }
  }
}

/// The two sides of a terminal, made inside the closure that starts the child.
private final class OpenedTerminal {
  private(set) var ourSide: Descriptor?
  private(set) var childSide: Descriptor?

  func open(_ window: winsize) throws -> ChildProcess.Files {
    var window = window
    var ours: Int32 = -1
    var theirs: Int32 = -1
    var path = [CChar](repeating: 0, count: 1024)
    guard openpty(&ours, &theirs, &path, nil, &window) == 0 else {
      throw ProcessFailure.system(call: "openpty", code: errno)
    }
    let side = Descriptor(ours)
    side.doNotBlock()
    ourSide = side
    childSide = Descriptor(theirs)
    let name = path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return .terminal(path: String(decoding: name, as: UTF8.self))
  }
}
