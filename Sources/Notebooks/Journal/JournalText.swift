package import Session

/// What a journal holds: how the session began, and what was answered.
///
/// A text of lines, so that it can be read without gradus too. The first line tells the version, the
/// seed and the notation. An input starts with `> `, its further lines with `| `; where it failed,
/// `!2 ` stands for `> `, with the number of its statements that had run. What it loaded from a file
/// follows it, so that the file may change: each cell behind `+3 1 `, its number and its seed.
package struct JournalText: Sendable, Equatable {
  /// An input as it was answered.
  package struct Input: Sendable, Equatable {
    /// What was typed.
    package var text: String
    /// Where it failed, the number of its statements that had run before; nil where all went well.
    package var completed: Int?
    /// The cells that it loaded from a file.
    package var loaded: [LoadedCell]

    /// Makes an input.
    package init(_ text: String, completed: Int? = nil, loaded: [LoadedCell] = []) {
      self.text = text
      self.completed = completed
      self.loaded = loaded
    }

    /// Goes on with a further line of the input, or of the last cell that it loaded.
    fileprivate mutating func append(line: Substring) {
      if loaded.isEmpty {
        text += "\n" + line
      } else {
        loaded[loaded.count - 1].text += "\n" + line
      }
    }
  }

  /// The seed of random draws.
  package var seed: UInt64
  /// The name of the dialect that the session began with.
  package var notation: String
  /// The inputs, in order.
  package var inputs: [Input]

  /// Makes a journal's contents.
  package init(seed: UInt64, notation: String, inputs: [Input] = []) {
    self.seed = seed
    self.notation = notation
    self.inputs = inputs
  }

  /// Reads a journal; nil where it is none.
  ///
  /// What was cut off at its end is left out: a line without its line break.
  package init?(reading text: String) {
    // By scalars, as a carriage return and a line feed are one character.
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Substring($0) }
    // Behind the last line break there is nothing, or what was not written whole.
    lines.removeLast()
    guard let head = lines.first?.wholeMatch(of: #/gradus journal 1 seed=(\d+) notation=(\S+)/#),
      let seed = UInt64(head.output.1)
    else { return nil }
    self.init(seed: seed, notation: String(head.output.2))
    for line in lines.dropFirst() {
      if line.hasPrefix("> ") {
        inputs.append(Input(String(line.dropFirst(2))))
      } else if line.hasPrefix("| "), !inputs.isEmpty {
        inputs[inputs.count - 1].append(line: line.dropFirst(2))
      } else if let cell = line.prefixMatch(of: #/\+(\d+) (\d+) /#), !inputs.isEmpty,
        let number = Int(cell.output.1), let seed = UInt64(cell.output.2)
      {
        let text = String(line[cell.range.upperBound...])
        inputs[inputs.count - 1].loaded.append(LoadedCell(text: text, number: number, seed: seed))
      } else if let failed = line.prefixMatch(of: #/!(\d+) /#), let count = Int(failed.output.1) {
        inputs.append(Input(String(line[failed.range.upperBound...]), completed: count))
      }
    }
  }

  /// The first line.
  package var head: String { "gradus journal 1 seed=\(seed) notation=\(notation)\n" }

  /// An input as lines.
  package static func lines(of input: Input) -> String {
    let sign = input.completed.map { "!\($0) " } ?? "> "
    let cells = input.loaded.map { "+\($0.number) \($0.seed) " + joined($0.text) }
    return sign + joined(input.text) + cells.joined()
  }

  private static func joined(_ text: String) -> String {
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { String($0) }.joined(separator: "\n| ") + "\n"
  }

  /// The whole text.
  package var text: String { head + inputs.map(Self.lines(of:)).joined() }
}
