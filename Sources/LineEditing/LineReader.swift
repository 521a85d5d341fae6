/// What one attempt to read a line gave.
package enum ReadResult: Hashable, Sendable {
  /// A line, without its line break.
  case line(String)
  /// There is no more: the file ends, or Ctrl-D was pressed on an empty line.
  case endOfInput
  /// Ctrl-C was pressed; what had been typed of the line is gone.
  case interrupted
  /// Line `line`, counted from 1, is not UTF-8; `offset` bytes of it, from 0, are.
  case notUTF8(line: Int, offset: Int)
  /// Line `line`, counted from 1, is longer than a line may be; it was passed over.
  case tooLong(line: Int)
}

/// Where lines come from: a terminal, a pipe, a test.
///
/// After anything but `endOfInput` the next line can be read.
package protocol LineReader {
  /// Reads one line.
  ///
  /// - Parameter prompt: What is shown where someone types.
  /// - Returns: The line, or why there is none.
  /// - Throws: `InputError` if the input cannot be read.
  mutating func readLine(prompt: String) throws -> ReadResult
}

/// Reading failed: the system's own error number.
package struct InputError: Error, Hashable, Sendable {
  /// What `errno` was.
  package var code: Int32

  /// Makes an error.
  package init(code: Int32) {
    self.code = code
  }
}
