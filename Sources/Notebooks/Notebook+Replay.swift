package import Diagnostics
package import Session

/// What running a notebook again came to.
package struct Replay: Sendable {
  /// A cell that printed something else than it did when it was recorded.
  package struct Difference: Sendable, Equatable {
    /// The cell's number.
    package var cell: Int
    /// The number in the file of the first line of the recorded output.
    package var line: Int
    /// What was recorded.
    package var recorded: [String]
    /// What it printed now.
    package var found: [String]
  }

  /// The cells that ran.
  package internal(set) var cellCount = 0
  /// The cells that printed something else.
  package internal(set) var differences: [Difference] = []
  /// What ended the run, where no recorded output expected it.
  package internal(set) var failure: Diagnostic?
  /// The file's text with what was printed now in its fences.
  package internal(set) var updatedText: String
}

extension Notebook {
  /// Runs the cells and compares what each prints with its recorded output.
  ///
  /// White space at the end of a line or of the output is not compared. A cell whose recorded
  /// output is an error is meant to fail, and the run goes on. Where an answer's `?` is not filled
  /// in yet, the run ends without a difference: nothing behind it can be known.
  ///
  /// - Parameter session: A new session, 80 columns wide; it is left as the notebook leaves it.
  /// - Returns: What differs.
  package func replay(in session: inout Session) -> Replay {
    var replay = Replay(updatedText: text)
    var updates: [(RecordedOutput, [String])] = []
    do {
      try prepare(&session)
    } catch {
      replay.failure = error
      return replay
    }
    for cell in cells {
      let transcript = cell.transcript(in: &session)
      replay.cellCount += 1
      if let failure = transcript.failure {
        if failure.kind == .hole, case .answer = cell.role, cell.output == nil { break }
        if cell.output == nil || failure.kind == .interrupted {
          replay.failure = failure.told(by: self, cell)
          break
        }
      }
      guard let output = cell.output else { continue }
      let recorded = Self.comparable(output.text)
      let found = Self.comparable(transcript.text)
      if recorded == found { continue }
      replay.differences.append(
        Replay.Difference(
          cell: cell.number,
          line: output.lines.lowerBound,
          recorded: recorded,
          found: found
        )
      )
      updates.append((output, found))
    }
    var lines = NotebookLines(text)
    for (output, found) in updates.reversed() { lines.replace(output, with: found) }
    replay.updatedText = lines.text
    return replay
  }

  /// The lines of an output without white space at their ends and without empty lines behind them.
  private static func comparable(_ text: String) -> [String] {
    var lines = normalizedToNFC(text).split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        var line = line
        while line.last?.isWhitespace == true { line.removeLast() }
        return String(line)
      }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

extension NotebookLines {
  /// The file with its lines as they are now.
  var text: String { lines.joined() }

  /// Puts other lines into an output fence.
  mutating func replace(_ output: RecordedOutput, with found: [String]) {
    let fenceIndex = output.fenceLine - 1
    guard lines.indices.contains(fenceIndex) else { return }
    var fence = lines[fenceIndex]
    let lineBreak = ["\r\n", "\n", "\r"].first { fence.unicodeScalars.hasSuffix($0) } ?? "\n"
    if !fence.unicodeScalars.hasSuffix(lineBreak) {
      fence += lineBreak
      lines[fenceIndex] = fence
    }
    // What holds the fence goes on in each line of it: a quotation's `>`, a list's spaces.
    let prefix = String(
      fence.prefix { $0 != "`" && $0 != "~" }.map { $0 == ">" || $0 == "\t" ? $0 : " " }
    )
    let mark: Character = fence.contains("`") ? "`" : "~"
    let length = fence.drop { $0 != mark }.prefix { $0 == mark }.count
    let first = min(output.lines.lowerBound - 1, lines.count)
    let end = min(output.lines.upperBound - 1, lines.count)
    let needed = Fence.length(around: found.joined(separator: "\n"), mark: mark)
    if needed > length {
      let more = String(repeating: String(mark), count: needed - length)
      lines[fenceIndex] = fence.replacing(
        String(mark),
        with: more + String(mark),
        maxReplacements: 1
      )
      if end < lines.count {
        lines[end] = lines[end].replacing(
          String(mark),
          with: more + String(mark),
          maxReplacements: 1
        )
      }
    }
    lines.replaceSubrange(
      first..<max(first, end),
      with: found.map { ($0.isEmpty ? prefix.trimmedEnd : prefix + $0) + lineBreak }
    )
  }
}

/// The marks that stand around a cell.
enum Fence {
  /// The marks needed around a text that may hold such marks itself.
  static func length(around text: String, mark: Character = "`") -> Int {
    var longest = 0
    var present = 0
    for character in text {
      present = character == mark ? present + 1 : 0
      longest = max(longest, present)
    }
    return max(3, longest + 1)
  }

  /// A text between fences.
  static func around(_ text: String, _ words: String) -> String {
    let marks = String(repeating: "`", count: length(around: text))
    return "\(marks)\(words)\n" + (text.isEmpty ? "" : text + "\n") + "\(marks)\n"
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

extension String.UnicodeScalarView {
  fileprivate func hasSuffix(_ other: String) -> Bool {
    suffix(other.unicodeScalars.count).elementsEqual(other.unicodeScalars)
  }
}

extension Diagnostic {
  /// An error of a cell, told by the file and its lines.
  fileprivate func told(by notebook: Notebook, _ cell: Cell) -> Diagnostic {
    guard let source, source.name == "cell \(cell.number)" else { return self }
    var told = self
    told.source = SourceText(
      source.text,
      name: notebook.name,
      firstLine: source.firstLine + cell.line - 1
    )
    return told
  }
}
