import Foundation
import Interpreter
import Notation
import Testing

/// A session written down: what was typed, and what came of it.
///
/// A file of them reads like a terminal:
///
///     ## A heading starts a new session; it may end in (manchester) or (rounding 3)
///     > 1 + 1
///     2
///     . x = 3            an input whose answer is not written down, but which is no error
///     | + 4              goes on with the input above
///     ? ΔW[1] of J       what `:check` says
///     : x = 2w + 3       the step and its sub-steps
struct Transcript: Sendable, CustomTestStringConvertible {
  /// One input with the answer written down, nil for none.
  struct Entry: Sendable {
    enum Kind: Character, Sendable {
      case shown = ">"
      case silent = "."
      case check = "?"
      case steps = ":"
    }

    var kind: Kind
    var input: String
    var answer: String?
    var line: Int
  }

  var heading: String
  var entries: [Entry] = []

  var testDescription: String { heading }

  /// The answers a student gets who types the inputs.
  func replay() -> [String?] {
    var student = Student(heading.hasSuffix("(manchester)") ? .manchester : .galway)
    student.interpreter.limits.depth = 50
    if heading.hasSuffix("(rounding 3)") { student.interpreter.rounding = 3 }
    return entries.map { entry in
      switch entry.kind {
      case .shown: return student.answer(entry.input)
      case .steps: return student.steps(entry.input)
      case .silent:
        do {
          try student.type(entry.input)
          return nil
        } catch { return student.answer(entry.input) }
      case .check:
        let parts = entry.input.components(separatedBy: " of ")
        return student.check(parts[0], of: parts.count > 1 ? parts[1] : nil)
      }
    }
  }

  /// The sessions of a file beside the tests.
  static func all(in name: String) throws -> [Transcript] {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "txt", subdirectory: "Sessions")
    )
    return read(try String(contentsOf: url, encoding: .utf8))
  }

  /// The sessions of a text; lines before the first heading are comments.
  static func read(_ text: String) -> [Transcript] {
    var transcripts: [Transcript] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("## ") {
        transcripts.append(Transcript(heading: String(line.dropFirst(3))))
        continue
      }
      guard !transcripts.isEmpty, !line.isEmpty else { continue }
      let last = transcripts.count - 1
      let rest = String(line.dropFirst(2))
      if line.dropFirst().first == " ", let kind = line.first.flatMap(Entry.Kind.init) {
        transcripts[last].entries.append(
          Entry(kind: kind, input: rest, answer: nil, line: index + 1)
        )
      } else if !transcripts[last].entries.isEmpty {
        let entry = transcripts[last].entries.count - 1
        if line.hasPrefix("| ") {
          transcripts[last].entries[entry].input += "\n" + rest
        } else {
          transcripts[last].entries[entry].answer = String(line)
        }
      }
    }
    return transcripts
  }
}

/// Replays a session and compares every answer, whole.
func expectReplay(_ transcript: Transcript, at location: SourceLocation = #_sourceLocation) {
  for (entry, answer) in zip(transcript.entries, transcript.replay()) {
    #expect(
      answer == entry.answer,
      """
      line \(entry.line): \(entry.input)
        came to  \(answer ?? "nothing")
        and not  \(entry.answer ?? "nothing")
      """,
      sourceLocation: location
    )
  }
}
