/// A fenced block of a Markdown text, read whatever else the text holds.
///
/// A learner's file may be half written: what it asks for is looked for line by line, and nothing
/// in it is too wrong to be read. Fences are those of CommonMark: three backticks or tildes or
/// more, at most three spaces before them, closed by as many.
package struct Fence: Sendable, Equatable {
  /// The words behind the opening fence: `gradus`, `answer`, `output-delta`.
  package var words: [String]
  /// The lines between the fences, each with its line break.
  package var text: String
  /// The number in the file of the opening fence's line.
  package var fenceLine: Int

  /// The number in the file of the first line between the fences.
  package var line: Int { fenceLine + 1 }

  /// The fences of a text, in its order.
  package static func all(in text: String) -> [Fence] {
    var fences: [Fence] = []
    var open: (fence: Fence, mark: Substring)?
    // A line break of Windows is one character, and no `\n`.
    let unified = text.replacing("\r\n", with: "\n")
    let lines = unified.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let mark = mark(of: line)
      if var current = open {
        if let mark, mark.text.hasPrefix(current.mark), mark.rest.allSatisfy(\.isWhitespace) {
          fences.append(current.fence)
          open = nil
        } else {
          current.fence.text += line + "\n"
          open = current
        }
      } else if let mark {
        let words = mark.rest.split(whereSeparator: \.isWhitespace).map(String.init)
        open = (Fence(words: words, text: "", fenceLine: index + 1), mark.text)
      }
    }
    if let open { fences.append(open.fence) }
    return fences
  }

  private static func mark(of line: Substring) -> (text: Substring, rest: Substring)? {
    let indentation = line.prefix { $0 == " " }.count
    let trimmed = line.dropFirst(indentation)
    guard indentation < 4, let first = trimmed.first, first == "`" || first == "~" else {
      return nil
    }
    let mark = trimmed.prefix { $0 == first }
    let rest = trimmed.dropFirst(mark.count)
    guard mark.count >= 3, first == "~" || !rest.contains("`") else { return nil }
    return (mark, rest)
  }
}

extension Fence {
  /// What a fence is in an exercise.
  enum Role: Equatable {
    /// A cell that stands as it is: its word is none, `setup`, `type` or `predict`.
    case fixed
    /// A part of the exercise.
    case answer(String)
    /// A question, which is a part too.
    case question(String)
  }

  /// What it is; nil for a fence that is not ours.
  var role: Role? {
    var words = words[...]
    if words.first == "question" { return .question(words.dropFirst().first ?? "") }
    guard words.popFirst() == "gradus" else { return nil }
    switch words.first {
    case "answer": return .answer(words.dropFirst().first ?? "")
    default: return .fixed
    }
  }

  /// The text without white space at the ends of its lines and of itself.
  var essence: String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0.isWhitespace }.reversed())
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}

/// The line of a question on which the learner answers: `chosen: [1, 3]`.
struct ChosenLine {
  /// What stands behind the colon.
  var text: String
  /// The number in the file of its line.
  var line: Int

  private static let key = "chosen:"

  /// The line of a question's fence; nil where there is none.
  init?(_ fence: Fence) {
    let lines = fence.text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let index = lines.firstIndex(where: { $0.hasPrefix(Self.key) }) else { return nil }
    text = String(lines[index].dropFirst(Self.key.count)).trimmed
    line = fence.line + index
  }

  /// Whether a line of a question tells what is right, or why something is not.
  ///
  /// The learner's exercise may leave these lines to the solution.
  static func isTelling(_ line: Substring) -> Bool {
    let text = line.drop { $0 == " " }
    return text.hasPrefix("right:") || text.hasPrefix("why:")
  }

  /// A question's text without the line, for comparing and for reading the rest as YAML.
  static func removed(from text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(key) ? "" : String($0) }.joined(separator: "\n")
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
