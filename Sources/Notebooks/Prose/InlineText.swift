import Diagnostics
import Rendering

/// Words in their styles, to be broken into lines.
struct InlineText {
  /// A word: pieces between which no line breaks.
  typealias Word = [StyledRun]

  /// What stands one behind another.
  enum Item {
    case word(Word)
    case lineBreak
  }

  private(set) var items: [Item] = []
  /// Whether the next piece belongs to the last word.
  private var isJoined = false

  /// Appends text; spaces in it part words.
  mutating func append(_ text: String, _ style: Style) {
    var piece = ""
    for character in text {
      if character == " " || character == "\n" || character == "\t" {
        extend(&piece, style)
        isJoined = false
      } else {
        piece.append(character)
      }
    }
    extend(&piece, style)
  }

  /// Appends text whose spaces part no words.
  mutating func appendUnbroken(_ text: String, _ style: Style) {
    var piece = text
    extend(&piece, style)
  }

  private mutating func extend(_ piece: inout String, _ style: Style) {
    // What would drive the terminal is no text.
    let text = piece.filter { character in
      !character.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
    piece = ""
    guard !text.isEmpty else { return }
    let run = StyledRun(text: text, style: style)
    if isJoined, case .word(let word) = items.last {
      items[items.count - 1] = .word(word + [run])
    } else {
      items.append(.word([run]))
    }
    isJoined = true
  }

  /// Ends the line here.
  mutating func breakLine() {
    items.append(.lineBreak)
    isJoined = false
  }

  /// The width of all of it on one line.
  var width: Int {
    items.reduce(0) { sum, item in
      if case .word(let word) = item { sum + Self.width(word) + 1 } else { sum }
    } - (items.isEmpty ? 0 : 1)
  }

  /// The width of the widest word.
  var widestWord: Int {
    items.map { if case .word(let word) = $0 { Self.width(word) } else { 0 } }.max() ?? 0
  }

  /// The lines, each at most so many columns wide; a word that is wider is broken.
  func lines(within columns: Int) -> [[StyledRun]] {
    let columns = max(1, columns)
    var lines: [[StyledRun]] = []
    var line: [StyledRun] = []
    var width = 0
    func flush() {
      lines.append(line)
      line = []
      width = 0
    }
    for item in items {
      guard case .word(let word) = item else {
        flush()
        continue
      }
      let needed = Self.width(word)
      if width > 0, width + 1 + needed > columns { flush() }
      if width > 0 {
        // A space within one style belongs to it, so that a stressed phrase is one.
        let last = line[line.count - 1].style
        let style = last == word.first?.style ? last : .plain
        line.append(StyledRun(text: " ", style: style))
        width += 1
      }
      for run in word {
        var piece = ""
        for character in run.text {
          let more = DisplayWidth.of(character)
          if width + more > columns, width > 0 {
            if !piece.isEmpty { line.append(StyledRun(text: piece, style: run.style)) }
            piece = ""
            flush()
          }
          piece.append(character)
          width += more
        }
        if !piece.isEmpty { line.append(StyledRun(text: piece, style: run.style)) }
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines.map(Self.merged)
  }

  private static func width(_ word: Word) -> Int {
    word.reduce(0) { $0 + DisplayWidth.of($1.text) }
  }

  /// Neighbours of one style made one piece.
  private static func merged(_ line: [StyledRun]) -> [StyledRun] {
    var result: [StyledRun] = []
    for run in line {
      if let last = result.last, last.style == run.style {
        result[result.count - 1].text += run.text
      } else {
        result.append(run)
      }
    }
    return result
  }
}
