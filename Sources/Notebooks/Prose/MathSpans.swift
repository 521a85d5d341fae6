/// Formulas between dollar signs, taken out of Markdown before it is parsed.
///
/// Their `_`, `*` and `\` would be read as Markdown otherwise. In their places stand words of
/// private characters, which Markdown leaves alone.
struct MathSpans {
  /// The Markdown with words in place of formulas.
  private(set) var markdown = ""
  /// The formulas in their order, and whether each stands by itself.
  private(set) var formulas: [(text: String, isDisplay: Bool)] = []

  static let open: Character = "\u{E000}"
  static let close: Character = "\u{E001}"

  /// Takes the formulas out of a text.
  init(_ text: String) {
    var rest = text[...]
    var isLineStart = true
    while let character = rest.first {
      let wasLineStart = isLineStart
      isLineStart = character == "\n" || (isLineStart && character == " ")
      if wasLineStart, let fenced = Self.fence(rest) {
        take(fenced, from: &rest)
        isLineStart = true
      } else if character == "\\" {
        take(2, from: &rest)
      } else if character == "`" {
        take(Self.code(rest), from: &rest)
      } else if character == "$", let (formula, count, isDisplay) = Self.formula(rest) {
        markdown += "\(Self.open)\(formulas.count)\(Self.close)"
        formulas.append((formula, isDisplay))
        rest = rest.dropFirst(count)
      } else {
        take(1, from: &rest)
      }
    }
  }

  private mutating func take(_ count: Int, from rest: inout Substring) {
    // A character of ours in the text would be taken for a formula.
    markdown += rest.prefix(count).filter { $0 != Self.open && $0 != Self.close }
    rest = rest.dropFirst(count)
  }

  /// The characters of a fenced block that starts here; nil where none does.
  private static func fence(_ rest: Substring) -> Int? {
    let body = rest.drop { $0 == " " || $0 == ">" }
    guard let mark = body.first, mark == "`" || mark == "~" else { return nil }
    let marks = body.prefix { $0 == mark }
    guard marks.count >= 3 else { return nil }
    var count = 0
    var isFirst = true
    for line in rest.split(separator: "\n", omittingEmptySubsequences: false) {
      count += line.count + 1
      let inner = line.drop { $0 == " " || $0 == ">" }
      if !isFirst, inner.hasPrefix(marks), inner.allSatisfy({ $0 == mark || $0 == " " }) {
        return count
      }
      isFirst = false
    }
    return count
  }

  /// The characters of a code span that starts here, or of the backticks that start none.
  private static func code(_ rest: Substring) -> Int {
    let marks = rest.prefix { $0 == "`" }.count
    var run = 0
    var count = marks
    for character in rest.dropFirst(marks) {
      if character == "`" {
        run += 1
      } else {
        if run == marks { return count }
        run = 0
      }
      count += 1
    }
    return run == marks ? count : marks
  }

  /// A formula that starts here, the characters it takes, and whether it stands by itself.
  private static func formula(_ rest: Substring) -> (String, Int, Bool)? {
    let isDisplay = rest.hasPrefix("$$")
    let mark = isDisplay ? "$$" : "$"
    let inner = rest.dropFirst(mark.count)
    var end = inner.startIndex
    while end < inner.endIndex {
      if inner[end] == "\\" {
        end = inner.index(end, offsetBy: 2, limitedBy: inner.endIndex) ?? inner.endIndex
        continue
      }
      // A formula within a line ends on it; a formula by itself ends with its paragraph.
      if inner[end...].hasPrefix("\n\n") { return nil }
      if inner[end...].hasPrefix(mark) { break }
      end = inner.index(after: end)
    }
    guard end < inner.endIndex else { return nil }
    let formula = inner[..<end]
    let after = inner[end...].dropFirst(mark.count).first
    if !isDisplay {
      // $5 and $6 are prices.
      guard let first = formula.first, let last = formula.last, !first.isWhitespace,
        !last.isWhitespace, after?.isNumber != true
      else { return nil }
    }
    return (String(formula), formula.count + 2 * mark.count, isDisplay)
  }
}
