import Diagnostics

@testable import Notation

/// The whole message of a text that cannot be read, or a remark that it can.
func rendered(_ text: String) -> String {
  do {
    let program = try Program(parsing: SourceText(text, name: "input 3"))
    return "reads as " + Printer().text(program)
  } catch {
    return error.rendered()
  }
}

/// A text with the marks `1️⃣`, `2️⃣` … taken out, and the UTF-8 offsets they stood at.
struct MarkedText {
  var text = ""
  var offsets: [Int: Int] = [:]

  init(_ marked: String) {
    for character in marked {
      let scalars = character.unicodeScalars
      if scalars.last?.value == 0x20E3, let digit = scalars.first.flatMap({ Int(String($0)) }) {
        offsets[digit] = text.utf8.count
      } else {
        text.append(character)
      }
    }
  }

  /// The span between two marks.
  func span(_ start: Int, _ end: Int) -> SourceSpan? {
    guard let start = offsets[start], let end = offsets[end] else { return nil }
    return SourceSpan(start: start, end: end)
  }
}
