import Foundation
import Testing

/// A file of cases, each with what is expected of it: recorded anew under GRADUS_RECORD=1.
///
///     === a title
///     - a line of the solution
///     + what the learner wrote in its place
///     the report, whole
struct Recorded {
  struct Case: Sendable, CustomTestStringConvertible {
    var title: String
    var changes: [(String, String)]
    var expected: String
    var testDescription: String { title }
  }

  static func cases(in name: String) throws -> [Case] {
    let url = Fixture.folder.appendingPathComponent(name)
    let text = try String(contentsOf: url, encoding: .utf8)
    return text.components(separatedBy: "=== ").dropFirst().map { block in
      var lines = block.components(separatedBy: "\n")
      let title = lines.removeFirst()
      var changes: [(String, String)] = []
      while let line = lines.first, line.hasPrefix("- ") || line.hasPrefix("+ ") || line == "+" {
        lines.removeFirst()
        let text = String(line.dropFirst(2)).replacing("\\n", with: "\n")
        if line.hasPrefix("-") {
          changes.append((text, ""))
        } else {
          changes[changes.count - 1].1 = text
        }
      }
      while lines.last?.isEmpty == true { lines.removeLast() }
      return Case(title: title, changes: changes, expected: lines.joined(separator: "\n"))
    }
  }

  static var isRecording: Bool { ProcessInfo.processInfo.environment["GRADUS_RECORD"] == "1" }

  /// Writes a case's new expectation into its file.
  static func record(_ found: String, for wanted: Case, in name: String) throws {
    let url = Fixture.folder.appendingPathComponent(name)
    var result = ""
    for var item in try cases(in: name) {
      if item.title == wanted.title { item.expected = found }
      result += "=== \(item.title)\n"
      for (before, after) in item.changes {
        result += "- \(before.replacing("\n", with: "\\n"))\n"
        result += "+ \(after.replacing("\n", with: "\\n"))\n".replacing("+ \n", with: "+\n")
      }
      result += item.expected + "\n\n"
    }
    try result.write(to: url, atomically: true, encoding: .utf8)
  }
}
