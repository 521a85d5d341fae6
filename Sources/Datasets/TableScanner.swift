/// Takes a table apart into cells: commas, semicolons or tabs between them, quotation marks around
/// those that hold such signs or line breaks (RFC 4180).
struct TableScanner {
  /// What comes next.
  enum Event {
    /// A cell: its bytes are in `cell`, its place in `line` and `column`.
    case cell
    /// The end of a row that had cells.
    case endOfRow
    /// The end of the file.
    case end
  }

  /// The bytes of the last cell, without white space around it.
  private(set) var cell: [UInt8] = []
  /// Whether the last cell stood in quotation marks.
  private(set) var isQuoted = false
  /// The line of the last cell, from 1.
  private(set) var line = 0
  /// The number of the last cell in its row, from 1.
  private(set) var column = 0

  private let source: ByteSource
  private let separator: UInt8
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var position = 0
  private var end = 0
  private var nextLine = 1
  private var isRowOver = false

  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let quote = UInt8(ascii: "\"")

  /// Begins at the start of a file.
  init(_ source: ByteSource) throws(DatasetError) {
    self.source = source
    separator = Self.separator(in: try source.peek(1 << 16))
    // A byte-order mark is no part of the first cell.
    if try source.peek(3) == [0xEF, 0xBB, 0xBF] { _ = try source.bytes(3) }
  }

  /// The sign between the cells: a tab if the first line has one, else a semicolon, else a comma.
  private static func separator(in start: [UInt8]) -> UInt8 {
    var found: Set<UInt8> = []
    var isInQuotes = false
    for byte in start {
      if byte == quote { isInQuotes.toggle() }
      if isInQuotes { continue }
      if byte == lineFeed || byte == carriageReturn, !found.isEmpty { break }
      if [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: ",")].contains(byte) {
        found.insert(byte)
      }
    }
    return [UInt8(ascii: "\t"), UInt8(ascii: ";")].first(where: found.contains)
      ?? UInt8(ascii: ",")
  }

  /// Goes on to the next cell, or to the end of the row; empty lines are passed over.
  mutating func next() throws(DatasetError) -> Event {
    if isRowOver {
      isRowOver = false
      column = 0
      return .endOfRow
    }
    while true {
      guard let first = try peekByte() else { return try endOfFile() }
      if column == 0, first == Self.lineFeed || first == Self.carriageReturn {
        try passLineBreak()
        continue
      }
      try readCell()
      // A line of blanks is empty too.
      if column == 1, isRowOver, cell.isEmpty, !isQuoted {
        isRowOver = false
        column = 0
        continue
      }
      return .cell
    }
  }

  /// The text of the last cell.
  func text() throws(DatasetError) -> String {
    guard let text = String(validating: cell, as: UTF8.self) else {
      throw source.problem(.notText(line: line))
    }
    return text
  }

  private mutating func endOfFile() throws(DatasetError) -> Event {
    // Behind a last separator there is an empty cell.
    guard column > 0 else { return .end }
    column += 1
    line = nextLine
    cell = []
    isRowOver = true
    return .cell
  }

  private mutating func readCell() throws(DatasetError) {
    cell.removeAll(keepingCapacity: true)
    isQuoted = false
    column += 1
    line = nextLine
    while let byte = try peekByte() {
      if byte == separator {
        position += 1
        trim()
        return
      }
      if byte == Self.lineFeed || byte == Self.carriageReturn {
        try passLineBreak()
        isRowOver = true
        trim()
        return
      }
      if byte == 0 { throw source.problem(.notText(line: nextLine)) }
      if byte == Self.quote, !isQuoted, cell.allSatisfy({ $0 == UInt8(ascii: " ") }) {
        try readQuoted()
        continue
      }
      if isQuoted, byte != UInt8(ascii: " ") {
        throw source.problem(.behindQuote(line: nextLine, column: column))
      }
      if !isQuoted { cell.append(byte) }
      position += 1
    }
    isRowOver = true
    trim()
  }

  private mutating func readQuoted() throws(DatasetError) {
    cell.removeAll(keepingCapacity: true)
    isQuoted = true
    position += 1
    while let byte = try peekByte() {
      if byte == 0 { throw source.problem(.notText(line: nextLine)) }
      if byte == Self.carriageReturn || byte == Self.lineFeed {
        cell.append(Self.lineFeed)
        try passLineBreak()
        continue
      }
      position += 1
      if byte == Self.quote {
        guard try peekByte() == Self.quote else { return }
        position += 1
      }
      cell.append(byte)
    }
    throw source.problem(.openQuote(line: line, column: column))
  }

  /// A line feed, a carriage return, or both.
  private mutating func passLineBreak() throws(DatasetError) {
    nextLine += 1
    let byte = buffer[position]
    position += 1
    if byte == Self.carriageReturn, try peekByte() == Self.lineFeed { position += 1 }
  }

  private mutating func peekByte() throws(DatasetError) -> UInt8? {
    if position == end {
      end = try source.read(into: &buffer)
      position = 0
      if end == 0 { return nil }
    }
    return buffer[position]
  }

  private mutating func trim() {
    if isQuoted { return }
    let blanks: [UInt8] = [UInt8(ascii: " "), UInt8(ascii: "\t")]
    while let last = cell.last, blanks.contains(last) { cell.removeLast() }
    guard let first = cell.first, blanks.contains(first) else { return }
    cell.removeFirst(cell.prefix { blanks.contains($0) }.count)
  }
}
