import Rendering

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The standard streams: the only place where the program writes.
enum Terminal {
  /// Whether standard input is a terminal.
  static var readsFromTerminal: Bool { isatty(0) == 1 }

  /// Whether standard output is a terminal.
  static var writesToTerminal: Bool { isatty(1) == 1 }

  /// The columns of the terminal: COLUMNS, or what the terminal says, or 80.
  static var width: Int {
    var size = winsize()
    if ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    if let columns = environment("COLUMNS").flatMap({ Int($0) }), columns > 0 { return columns }
    return 80
  }

  /// The rows of the terminal: what it says, or LINES, or 24.
  static var rows: Int {
    var size = winsize()
    if ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 { return Int(size.ws_row) }
    if let rows = environment("LINES").flatMap({ Int($0) }), rows > 0 { return rows }
    return 24
  }

  /// Whether text may be coloured.
  static func usesColour(_ options: DisplayOptions) -> Bool {
    if isPlain(options) || !writesToTerminal || environment("TERM") == "dumb" { return false }
    return environment("NO_COLOR").map(\.isEmpty) ?? true
  }

  /// Whether nothing is to be redrawn or coloured.
  static func isPlain(_ options: DisplayOptions) -> Bool {
    if options.plain { return true }
    return environment("GRADUS_PLAIN").map { !$0.isEmpty && $0 != "0" } ?? false
  }

  /// Whether a line on standard error may be written over.
  static func redrawsErrors(_ options: DisplayOptions) -> Bool {
    !isPlain(options) && isatty(2) == 1 && environment("TERM") != "dumb"
  }

  /// A variable of the environment.
  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Writes to standard output.
  static func write(_ text: String) { write(text, to: 1) }

  /// Writes to standard error.
  static func writeError(_ text: String) { write(text, to: 2) }

  /// Ends the program.
  static func exit(_ status: Int32) -> Never {
    #if canImport(Darwin)
    Darwin.exit(status)
    #else
    Glibc.exit(status)
    #endif
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        #if canImport(Darwin)
        let count = Darwin.write(descriptor, rest.baseAddress, rest.count)
        #else
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        #endif
        if count > 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        } else if errno != EINTR {
          // Whoever read this has gone: there is nobody left to tell.
          if descriptor == 1 { exit(errno == EPIPE ? 0 : 1) }
          return
        }
      }
    }
  }
}
