import Diagnostics
package import Interpreter
package import Notation

extension Look {
  /// A text broken between words into lines that fit.
  ///
  /// - Parameters:
  ///   - text: The text, without line breaks.
  ///   - style: What it is for.
  ///   - columns: The columns a line may have; by default four less than the terminal has.
  ///   - hanging: What stands before each line but the first.
  /// - Returns: The lines; a word wider than a line stands by itself.
  package func wrapped(
    _ text: String,
    style: Style = .plain,
    within columns: Int? = nil,
    hanging: String = ""
  ) -> StyledText {
    let columns = columns ?? width - 4
    var styled = StyledText()
    var line = ""
    var isBlank = true
    for word in text.split(separator: " ") {
      if !isBlank, DisplayWidth.of(line) + DisplayWidth.of(word) + 1 > columns {
        styled.append(line, style)
        line = hanging
        isBlank = true
      }
      line += (isBlank ? "" : " ") + word
      isBlank = false
    }
    if !isBlank { styled.append(line, style) }
    return styled
  }

  /// A text in the typography in use: names of variables and signs in it.
  package func typed(_ text: String) -> String {
    // The second epsilon reads as the first; only that one has a TeX word.
    typography == .ascii ? TeXNames.asciiText(text.replacing("ϵ", with: "ε")) : text
  }

  /// The text of an algorithm in the typography in use; long comments are broken.
  package func listing(_ text: String) -> StyledText {
    var styled = StyledText()
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let line = typed(String(line))
      if line.hasPrefix("# "), DisplayWidth.of(line) > width {
        styled.append(wrapped(line, style: .formula, within: width, hanging: "# "))
      } else {
        for part in withCommentDrawnNear(line) { styled.append(part, .formula) }
      }
    }
    return styled
  }

  /// A line of a program too wide for the terminal, with its comment drawn near or put above.
  private func withCommentDrawnNear(_ line: String) -> [String] {
    let excess = DisplayWidth.of(line) - width
    guard excess > 0, let comment = line.firstRange(of: "  # ") else { return [line] }
    var code = line[..<comment.lowerBound]
    while code.last == " " { code.removeLast() }
    let remark = "# " + line[comment.upperBound...]
    let gap = width - DisplayWidth.of(code) - DisplayWidth.of(remark)
    if gap >= 2 { return [code + String(repeating: " ", count: gap) + remark] }
    return [code.prefix { $0 == " " } + remark, String(code)]
  }

  /// What `:check` found, as lines.
  package func check(_ result: CheckResult) -> StyledText {
    wrapped(
      typed(result.message),
      style: result.agrees ? .success : .error,
      within: width,
      hanging: "  "
    )
  }

  // MARK: Formulas

  /// An expression as text, its numbers shown like values.
  package func formula(_ expression: Expression) -> String {
    shortened(printer.text(expression))
  }

  /// A formula's text with the numbers that are not rounded cut to the precision or the rounding.
  ///
  /// Where values are rounded, all their digits are shown; those that were computed before have
  /// more than anyone wants to read.
  func shortened(_ text: String) -> String {
    guard let rounding else { return text }
    var result = ""
    var rest = text[...]
    while let character = rest.first {
      guard character.isASCII, character.isNumber, result.last?.isLetter != true else {
        result.append(rest.removeFirst())
        continue
      }
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(number.count)
      let decimals = number.split(separator: ".").dropFirst().first?.count ?? 0
      if decimals > rounding, let value = Double(number) {
        let whole = value < 1 ? 0 : number.prefix { $0 != "." }.count
        result += Printer().number(
          value,
          significantDigits: max(precision, whole == 0 ? 0 : whole + rounding)
        )
      } else {
        result += number
      }
    }
    return result
  }

  /// A formula broken into lines that fit behind an indentation, at spaces.
  func broken(_ text: String, indentation: Int) -> [String] {
    guard DisplayWidth.of(text) + indentation > width else { return [text] }
    let room = max(16, width - indentation)
    return wrapped(text, within: room).lines.map { $0.map(\.text).joined() }
  }
}
