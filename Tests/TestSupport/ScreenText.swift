/// What a terminal shows after a text has been printed on it, escapes and all.
///
///     var screen = Screen(size: .init(rows: 3, columns: 20))
///     screen.feed("1> abc\u{8}d\r\n")
///     screen.rows == ["1> abd", "", ""]
///
/// It knows what libedit and the stepper print: CR, LF, BS, TAB, moves of the cursor (CUU, CUD, CUF,
/// CUB, CHA, CUP, VPA), erasing (ED, EL, ECH), inserting and deleting (ICH, DCH, IL, DL), the
/// alternate screen, and passes over styles and modes.
package struct Screen {
  /// The size in characters.
  package private(set) var size: PseudoTerminal.Size
  /// Where the cursor stands, both counted from 0.
  package private(set) var cursor = (row: 0, column: 0)
  /// Whether the alternate screen is shown.
  package private(set) var isAlternate = false
  /// Whether the cursor is hidden.
  package private(set) var hidesCursor = false

  /// A cell's text; empty for the right half of a wide character, nil where nothing was printed.
  private var cells: [[String?]]
  private var main: (cells: [[String?]], cursor: (row: Int, column: Int))?
  private var saved = (row: 0, column: 0)
  /// Whether the last column has been filled: the next character starts a row.
  private var wraps = false
  /// What has come of an escape sequence so far.
  private var escape = ""

  /// Makes an empty screen.
  package init(size: PseudoTerminal.Size) {
    self.size = size
    cells = Self.blank(size)
  }

  /// The rows as text, without the space at their ends.
  package var rows: [String] {
    cells.map { row in
      var text = row.map { $0 ?? " " }.joined()
      while text.last == " " { text.removeLast() }
      return text
    }
  }

  /// The rows down to the last that is not empty, joined by line breaks.
  package var text: String {
    var rows = rows
    while rows.last == "" { rows.removeLast() }
    return rows.joined(separator: "\n")
  }

  /// Prints a text on the screen.
  package mutating func feed(_ text: String) {
    for scalar in text.unicodeScalars { take(scalar) }
  }

  private static func blank(_ size: PseudoTerminal.Size) -> [[String?]] {
    Array(repeating: blankRow(size), count: size.rows)
  }

  private static func blankRow(_ size: PseudoTerminal.Size) -> [String?] {
    Array(repeating: nil, count: size.columns)
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    if !escape.isEmpty {
      escape.unicodeScalars.append(scalar)
      if isComplete(escape) {
        let sequence = escape
        escape = ""
        obey(sequence)
      }
      return
    }
    switch scalar {
    case "\u{1B}": escape = "\u{1B}"
    case "\r": move(cursor.row, 0)
    case "\n": lineFeed()
    case "\u{8}": move(cursor.row, cursor.column - 1)
    case "\t": move(cursor.row, (cursor.column / 8 + 1) * 8)
    default:
      if scalar.value >= 0x20, scalar.value != 0x7F { put(scalar) }
    }
  }

  private func isComplete(_ sequence: String) -> Bool {
    let scalars = Array(sequence.unicodeScalars)
    guard scalars.count > 1 else { return false }
    switch scalars[1] {
    case "[":
      return scalars.count > 2 && ("@"..."~").contains(scalars[scalars.count - 1])
    case "]":
      return scalars.last == "\u{7}" || sequence.hasSuffix("\u{1B}\\")
    case "(", ")", "#": return scalars.count == 3
    default: return true
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = columns(of: scalar)
    if width == 0 {
      // A mark belongs to the character before the cursor.
      var column = wraps ? cursor.column : cursor.column - 1
      while column > 0, cells[cursor.row][column] == "" { column -= 1 }
      if column >= 0 {
        cells[cursor.row][column] = (cells[cursor.row][column] ?? " ") + String(scalar)
      }
      return
    }
    if wraps || cursor.column + width > size.columns {
      lineFeed()
      move(cursor.row, 0)
    }
    clear(cursor.row, cursor.column..<cursor.column + width)
    cells[cursor.row][cursor.column] = String(scalar)
    if width == 2 { cells[cursor.row][cursor.column + 1] = "" }
    let next = cursor.column + width
    if next >= size.columns {
      cursor.column = size.columns - 1
      wraps = true
    } else {
      cursor.column = next
    }
  }

  /// Empties cells; a wide character that loses one half loses the other.
  private mutating func clear(_ row: Int, _ columns: Range<Int>) {
    let columns = columns.clamped(to: 0..<size.columns)
    guard !columns.isEmpty else { return }
    if cells[row][columns.lowerBound] == "", columns.lowerBound > 0 {
      cells[row][columns.lowerBound - 1] = nil
    }
    if columns.upperBound < size.columns, cells[row][columns.upperBound] == "" {
      cells[row][columns.upperBound] = nil
    }
    for column in columns { cells[row][column] = nil }
  }

  private mutating func lineFeed() {
    wraps = false
    if cursor.row + 1 < size.rows {
      cursor.row += 1
    } else {
      cells.removeFirst()
      cells.append(Self.blankRow(size))
    }
  }

  private mutating func move(_ row: Int, _ column: Int) {
    wraps = false
    cursor = (min(max(row, 0), size.rows - 1), min(max(column, 0), size.columns - 1))
  }

  private mutating func obey(_ sequence: String) {
    switch sequence {
    case "\u{1B}7": saved = cursor
    case "\u{1B}8": move(saved.row, saved.column)
    case "\u{1B}M": move(cursor.row - 1, cursor.column)
    default:
      guard sequence.hasPrefix("\u{1B}["), let final = sequence.last else { return }
      let body = sequence.dropFirst(2).dropLast()
      let numbers = body.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
      if body.hasPrefix("?") {
        setMode(String(body.dropFirst()), isOn: final == "h")
      } else {
        control(final, numbers)
      }
    }
  }

  private mutating func setMode(_ name: String, isOn: Bool) {
    switch name {
    case "25": hidesCursor = !isOn
    case "47", "1047", "1049":
      if isOn, main == nil {
        main = (cells, cursor)
        cells = Self.blank(size)
        isAlternate = true
      } else if !isOn, let before = main {
        cells = before.cells
        cursor = before.cursor
        main = nil
        isAlternate = false
      }
      wraps = false
    default: break
    }
  }

  private mutating func control(_ final: Character, _ numbers: [Int?]) {
    let first = numbers.first ?? nil
    let count = max(first ?? 1, 1)
    let (row, column) = (cursor.row, cursor.column)
    switch final {
    case "A": move(row - count, column)
    case "B": move(row + count, column)
    case "C": move(row, column + count)
    case "D": move(row, column - count)
    case "E": move(row + count, 0)
    case "F": move(row - count, 0)
    case "G": move(row, count - 1)
    case "d": move(count - 1, column)
    case "H", "f": move(count - 1, max((numbers.count > 1 ? numbers[1] : nil) ?? 1, 1) - 1)
    case "s": saved = cursor
    case "u": move(saved.row, saved.column)
    case "J", "K": erase(final, first ?? 0)
    case "X": clear(row, column..<column + count)
    case "@", "P", "L", "M": shift(final, count)
    default: break
    }
  }

  private mutating func erase(_ final: Character, _ part: Int) {
    let (row, column) = (cursor.row, cursor.column)
    clear(row, part == 0 ? column..<size.columns : 0..<(part == 1 ? column + 1 : size.columns))
    guard final == "J" else { return }
    let rows = part == 0 ? row + 1..<size.rows : 0..<(part == 1 ? row : size.rows)
    for row in rows { cells[row] = Self.blankRow(size) }
  }

  private mutating func shift(_ final: Character, _ count: Int) {
    let (row, column) = (cursor.row, cursor.column)
    switch final {
    case "@":
      let count = min(count, size.columns - column)
      cells[row].insert(contentsOf: Self.blankRow(size).prefix(count), at: column)
      cells[row].removeLast(count)
    case "P":
      let count = min(count, size.columns - column)
      cells[row].removeSubrange(column..<column + count)
      cells[row] += Self.blankRow(size).prefix(count)
    case "L":
      for _ in 0..<min(count, size.rows - row) {
        cells.insert(Self.blankRow(size), at: row)
        cells.removeLast()
      }
    default:
      for _ in 0..<min(count, size.rows - row) {
        cells.remove(at: row)
        cells.append(Self.blankRow(size))
      }
    }
  }

  /// The columns of a scalar, by the ranges that tests use: the terminal judges by itself.
  private func columns(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}

extension PseudoTerminal {
  /// What the terminal shows after all that has been printed on it so far.
  package func screen(size: Size = Size(rows: 24, columns: 80)) -> Screen {
    var screen = Screen(size: size)
    screen.feed(transcript)
    return screen
  }

  /// Waits until the screen's text ends with a text.
  ///
  /// - Parameters:
  ///   - end: The text that the screen ends with, without space at its end.
  ///   - size: The terminal's size.
  ///   - timeout: How long to wait.
  /// - Returns: The screen as it is then.
  /// - Throws: `ProcessFailure.textMissing`, with the screen as it is instead.
  @discardableResult
  package func wait(
    untilScreenEndsWith end: String,
    size: Size = Size(rows: 24, columns: 80),
    timeout: Duration = .seconds(20)
  ) throws -> Screen {
    let deadline = ContinuousClock.now + timeout
    var screen = Screen(size: size)
    var fed = 0
    while true {
      let scalars = transcript.unicodeScalars
      screen.feed(String(String.UnicodeScalarView(scalars.dropFirst(fed))))
      fed = scalars.count
      if screen.text.hasSuffix(end) { return screen }
      guard ContinuousClock.now < deadline else {
        let seconds = timeout / .seconds(1)
        throw ProcessFailure.textMissing(end, seconds: seconds, seen: screen.text)
      }
      readSome(until: min(deadline, ContinuousClock.now + .milliseconds(100)))
    }
  }
}
