import Diagnostics
import Notebooks
import Rendering

/// The prose of a lesson as text for a terminal, in pieces of at most a screen.
struct LessonText {
  /// The lines shown at once, where the text leaves a choice.
  static let screen = 20

  /// The pieces: a heading begins one, and what is longer than a screen is cut between paragraphs.
  private(set) var pieces: [StyledText] = []

  init(_ markdown: String, _ look: Look) {
    var look = look
    // Longer lines are hard to read, however wide the terminal is.
    look.width = min(look.width, 100)
    var piece = StyledText()
    for block in Self.blocks(of: markdown) {
      let text = look.prose(block)
      if text.isEmpty { continue }
      let isFull = piece.lines.count + text.lines.count > Self.screen
      if !piece.isEmpty, block.hasPrefix("#") || isFull {
        pieces.append(piece)
        piece = StyledText()
      }
      if !piece.isEmpty { piece.append("") }
      piece.append(text)
    }
    if !piece.isEmpty { pieces.append(piece) }
  }

  /// Headings, and what stands between blank lines; fences and displayed formulas stay whole.
  private static func blocks(of markdown: String) -> [String] {
    var blocks: [String] = []
    var lines: [Substring] = []
    var mark: Substring?
    func close() {
      if !lines.isEmpty { blocks.append(lines.joined(separator: "\n")) }
      lines = []
    }
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      let text = line.drop { $0 == " " }
      if let open = mark {
        lines.append(line)
        if text.hasPrefix(open) || (open == "$$" && text.hasSuffix("$$")) { mark = nil }
      } else if text.isEmpty {
        close()
      } else if text.hasPrefix("#") {
        close()
        blocks.append(String(line))
      } else {
        lines.append(line)
        mark = ["```", "~~~"].first { text.hasPrefix($0) }
        if text.hasPrefix("$$"), text.count == 2 || !text.hasSuffix("$$") { mark = "$$" }
      }
    }
    close()
    return blocks
  }
}
