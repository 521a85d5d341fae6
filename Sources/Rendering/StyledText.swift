import Diagnostics

/// What a piece of text is for; what it looks like is decided last.
package enum Style: Sendable, Equatable, CaseIterable {
  /// Ordinary text.
  case plain
  /// A formula as it is written.
  case formula
  /// A result.
  case result
  /// A remark, a citation, a shape.
  case remark
  /// A heading.
  case heading
  /// What went wrong.
  case error
  /// What was found right.
  case success
  /// The part of a formula that is spoken of; carets below it say so without colour.
  case marked
  /// A word that is stressed.
  case emphasis
  /// A word that is stressed more.
  case strong
  /// What is to be typed, between sentences.
  case code
}

/// A piece of text in one style.
package struct StyledRun: Sendable, Equatable {
  /// The text, without line breaks.
  package var text: String
  /// What it is for.
  package var style: Style

  /// Makes a piece of text.
  package init(text: String, style: Style) {
    self.text = text
    self.style = style
  }
}

/// Lines of styled text.
package struct StyledText: Sendable, Equatable {
  /// The lines.
  package private(set) var lines: [[StyledRun]] = []

  /// Makes an empty text.
  package init() {}

  /// Makes a text of lines in one style.
  package init(_ text: String, _ style: Style = .plain) {
    append(text, style)
  }

  /// Appends lines in one style.
  package mutating func append(_ text: String, _ style: Style = .plain) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      lines.append([StyledRun(text: String(line), style: style)])
    }
  }

  /// Appends one line of several styles.
  package mutating func append(line: [StyledRun]) {
    lines.append(line)
  }

  /// Appends another text's lines, each behind an indentation.
  package mutating func append(_ other: StyledText, indented indentation: Int = 0) {
    let space = String(repeating: " ", count: indentation)
    for line in other.lines {
      lines.append(indentation == 0 ? line : [StyledRun(text: space, style: .plain)] + line)
    }
  }

  /// Whether there is no line.
  package var isEmpty: Bool { lines.isEmpty }

  /// Appends a piece of text to the last line.
  mutating func extendLastLine(with run: StyledRun) {
    if lines.isEmpty { lines.append([]) }
    lines[lines.count - 1].append(run)
  }

  /// The text without styles, lines joined by line breaks, no space at a line's end.
  package var plain: String {
    lines.map { line in trimmed(line).map(\.text).joined() }.joined(separator: "\n")
  }

  /// The text with ANSI colours; without them it is `plain`.
  package var ansi: String {
    lines.map { line in trimmed(line).map(\.ansi).joined() }.joined(separator: "\n")
  }

  /// A line without the spaces at its end.
  private func trimmed(_ line: [StyledRun]) -> [StyledRun] {
    var line = line
    while var last = line.popLast() {
      while last.text.last == " " { last.text.removeLast() }
      if !last.text.isEmpty { return line + [last] }
    }
    return []
  }

  /// The display width of the widest line.
  package var width: Int {
    lines.map { $0.reduce(0) { $0 + DisplayWidth.of($1.text) } }.max() ?? 0
  }
}

extension StyledRun {
  /// The text with ANSI colours: no colour carries a meaning of its own.
  fileprivate var ansi: String {
    let code: String
    switch style {
    case .plain, .formula: return text
    case .result: code = "1"
    case .remark: code = "2"
    case .heading: code = "36"
    case .error: code = "31"
    case .success: code = "32"
    case .marked: code = "7"
    case .emphasis: code = "3"
    case .strong: code = "1"
    case .code: code = "36"
    }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
