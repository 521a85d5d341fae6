import Foundation
import TestSupport
import Testing

/// A session as a terminal shows it: what was typed behind the prompts, and the answers.
///
/// The file holds the whole text. With GRADUS_RECORD=1 it is written anew from what the program
/// answers now, for a reader to judge.
struct SessionText {
  /// One input: the prompt with what is typed behind it.
  struct Input: Equatable {
    var prompt: String
    var text: String
  }

  let lines: [String]

  /// Takes a text apart.
  init(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    self.lines = lines
  }

  /// The inputs, in order.
  var inputs: [Input] { lines.compactMap(Self.input) }

  /// The input that a line shows, where it starts with a prompt.
  static func input(_ line: String) -> Input? {
    guard let match = line.prefixMatch(of: #/(?:\[rounding \d+\] )?(?:\d+| *…|step)> /#) else {
      return nil
    }
    return Input(prompt: String(match.output), text: String(line[match.range.upperBound...]))
  }

  /// Types the inputs on a terminal; the text that it then shows, from the first prompt on.
  ///
  /// - Throws: `ProcessFailure`, where a prompt does not come.
  func replayed(_ arguments: [String] = ["--plain"]) throws -> [String] {
    let terminal = try PseudoTerminal(try gradusExecutable(), arguments)
    var shown = ""
    for (position, input) in inputs.enumerated() {
      let isFirst = position == 0
      let printed = try terminal.expect((isFirst ? "" : "\r\n") + input.prompt)
      shown += isFirst ? input.prompt : printed
      terminal.send(input.text + "\n")
    }
    // A session that does not end itself is left.
    let endsItself = inputs.last.map { ["quit", ":quit"].contains($0.text) } ?? false
    if !endsItself { terminal.send("\u{4}") }
    _ = try terminal.waitForExit()
    let text = terminal.transcript.replacing("\r\n", with: "\n")
    guard let first = inputs.first, let start = text.firstRange(of: first.prompt) else { return [] }
    let lines = Self(String(text[start.lowerBound...])).lines
    return endsItself ? lines : lines.dropLast()
  }
}

/// What differs first between two texts, with the lines around it; nil where nothing does.
func difference(_ expected: [String], _ found: [String]) -> String? {
  guard expected != found else { return nil }
  let same = zip(expected, found).prefix { $0 == $1 }.count
  func shown(_ lines: [String], _ sign: String) -> [String] {
    let part = lines.dropFirst(same).prefix(6)
    return part.isEmpty ? ["\(sign) (the end)"] : part.map { "\(sign) \($0)" }
  }
  let before = expected[max(0, same - 3)..<same].map { "  \($0)" }
  return (["line \(same + 1):"] + before + shown(expected, "−") + shown(found, "+"))
    .joined(separator: "\n")
}

/// The folder of the sources: tests of what stands beside them need it.
let repository = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
