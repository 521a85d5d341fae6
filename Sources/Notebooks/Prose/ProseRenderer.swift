import Diagnostics
import Notation
package import Rendering

extension Look {
  /// Markdown as it is read in a terminal, no line wider than the look.
  ///
  /// What is stressed is told by its style alone, and code stands as it is to be typed; formulas
  /// in TeX are set in Unicode, comments are left out.
  package func prose(_ markdown: String) -> StyledText {
    var renderer = ProseRenderer(look: self, spans: MathSpans(NotebookLines.unified(markdown)))
    return renderer.text
  }
}

/// Sets Markdown in lines.
struct ProseRenderer {
  let look: Look
  let spans: MathSpans
  private var styled = StyledText()
  /// The addresses that have been printed.
  private var addresses: Set<String> = []
  private let sourceLines: [Substring]

  init(look: Look, spans: MathSpans) {
    self.look = look
    self.spans = spans
    sourceLines = spans.markdown.split(separator: "\n", omittingEmptySubsequences: false)
  }

  private var isASCII: Bool { look.typography == .ascii }

  /// The whole text.
  var text: StyledText {
    mutating get {
      styled = StyledText()
      let tree = CommonMarkDocument(parsing: spans.markdown).tree
      blocks(tree.children, Prefix(), isTight: false)
      return styled
    }
  }

  /// What stands at the start of lines: that of the first, and that of all others.
  private struct Prefix {
    var first: [StyledRun] = []
    var rest: [StyledRun] = []

    var width: Int { rest.reduce(0) { $0 + DisplayWidth.of($1.text) } }

    func adding(first more: String, rest: String) -> Prefix {
      Prefix(
        first: first + [StyledRun(text: more, style: .remark)],
        rest: self.rest + [StyledRun(text: rest, style: .remark)]
      )
    }

    /// The prefix behind the first line.
    var continued: Prefix { Prefix(first: rest, rest: rest) }
  }

  private mutating func blocks(_ nodes: [MarkdownNode], _ prefix: Prefix, isTight: Bool) {
    var prefix = prefix
    var isFirst = true
    for node in nodes where node.kind != .html {
      if !isFirst, !isTight { styled.append(line: prefix.rest) }
      isFirst = false
      block(node, prefix)
      prefix = prefix.continued
    }
    // A list's item without a text still has its number.
    if isFirst, !prefix.first.isEmpty { styled.append(line: prefix.first) }
  }

  private mutating func block(_ node: MarkdownNode, _ prefix: Prefix) {
    switch node.kind {
    case .paragraph:
      if let table = ProseTable(source(of: node)) {
        append(
          table.lines(within: look.width - prefix.width, isASCII: isASCII) { text, style in
            cell(text, style)
          },
          prefix
        )
      } else if let formula = displayFormula(node) {
        var inner = InlineText()
        inner.append(formula, .formula)
        append(inner, prefix.adding(first: "    ", rest: "    "))
      } else {
        append(inline(node.children, .plain), prefix)
      }
    case .heading(let level): heading(node, level, prefix)
    case .thematicBreak:
      let rule = String(repeating: isASCII ? "-" : "─", count: max(1, look.width - prefix.width))
      append([[StyledRun(text: rule, style: .remark)]], prefix)
    case .code:
      var lines = node.literal.split(separator: "\n", omittingEmptySubsequences: false)
      if lines.last?.isEmpty == true { lines.removeLast() }
      append(
        lines.map { line in
          // Columns of code stay where they are: the terminal breaks a line that is too wide.
          [StyledRun(text: "    " + look.typed(visible(String(line))), style: .code)]
        },
        prefix
      )
    case .quote:
      let bar = isASCII ? "| " : "│ "
      blocks(node.children, prefix.adding(first: bar, rest: bar), isTight: false)
    case .list(let start, let isTight): list(node, start, isTight, prefix)
    default: blocks(node.children, prefix, isTight: false)
    }
  }

  private mutating func heading(_ node: MarkdownNode, _ level: Int, _ prefix: Prefix) {
    let lines = inline(node.children, .heading).lines(within: look.width - prefix.width)
    append(lines, prefix)
    guard level <= 2 else { return }
    let width = lines.map { $0.reduce(0) { $0 + DisplayWidth.of($1.text) } }.max() ?? 0
    let mark = isASCII ? (level == 1 ? "=" : "-") : (level == 1 ? "═" : "─")
    append(
      [[StyledRun(text: String(repeating: mark, count: width), style: .heading)]],
      prefix.continued
    )
  }

  private mutating func list(
    _ node: MarkdownNode,
    _ start: Int?,
    _ isTight: Bool,
    _ prefix: Prefix
  ) {
    let last = (start ?? 0) + node.children.count - 1
    let width = start == nil ? 2 : "\(last). ".count
    var prefix = prefix
    for (index, item) in node.children.enumerated() {
      if index > 0, !isTight { styled.append(line: prefix.rest) }
      var mark = start.map { "\($0 + index). " } ?? (isASCII ? "- " : "• ")
      mark = String(repeating: " ", count: max(0, width - mark.count)) + mark
      let space = String(repeating: " ", count: width)
      blocks(item.children, prefix.adding(first: mark, rest: space), isTight: isTight)
      prefix = prefix.continued
    }
  }

  // MARK: Lines

  private mutating func append(_ text: InlineText, _ prefix: Prefix) {
    append(text.lines(within: look.width - prefix.width), prefix)
  }

  private mutating func append(_ lines: [[StyledRun]], _ prefix: Prefix) {
    for (index, line) in lines.enumerated() {
      styled.append(line: (index == 0 ? prefix.first : prefix.rest) + line)
    }
  }

  /// The lines of a paragraph as they were written, without what holds it.
  private func source(of node: MarkdownNode) -> [String] {
    let range = max(0, node.line - 1)..<max(node.line - 1, min(node.lastLine, sourceLines.count))
    return sourceLines[range].enumerated().map { index, line in
      index == 0
        ? String(line.dropFirst(max(0, node.column - 1)))
        : String(line.drop { $0 == " " || $0 == ">" || $0 == "\t" })
    }
  }

  /// The formula that a paragraph is, where it is nothing else.
  private func displayFormula(_ node: MarkdownNode) -> String? {
    guard node.children.count == 1, node.children[0].kind == .text else { return nil }
    let text = node.children[0].literal.trimmingSpaces
    guard text.first == MathSpans.open, text.last == MathSpans.close,
      let index = Int(text.dropFirst().dropLast()), spans.formulas.indices.contains(index),
      spans.formulas[index].isDisplay
    else { return nil }
    return set(spans.formulas[index].text)
  }

  // MARK: Words

  private mutating func cell(_ markdown: String, _ style: Style) -> InlineText {
    let tree = CommonMarkDocument(parsing: markdown).tree
    var text = InlineText()
    for block in tree.children { append(block.children, style, to: &text) }
    return text
  }

  private mutating func inline(_ nodes: [MarkdownNode], _ style: Style) -> InlineText {
    var text = InlineText()
    append(nodes, style, to: &text)
    return text
  }

  private mutating func append(
    _ nodes: [MarkdownNode],
    _ style: Style,
    to text: inout InlineText
  ) {
    for node in nodes {
      switch node.kind {
      case .text: appendText(node.literal, style, to: &text)
      case .inlineCode: appendWhole(look.typed(restored(node.literal)), .code, to: &text)
      case .softBreak: text.append(" ", style)
      case .lineBreak: text.breakLine()
      case .emphasis: append(node.children, style == .plain ? .emphasis : style, to: &text)
      case .strong: append(node.children, style == .heading ? style : .strong, to: &text)
      case .link(let address):
        append(node.children, style, to: &text)
        let shown = node.children.map(\.literal).joined()
        let plain = address.hasPrefix("mailto:") ? String(address.dropFirst(7)) : address
        if shown != plain, shown != address, !address.isEmpty,
          addresses.insert(address).inserted
        {
          text.append(" (\(address))", .remark)
        }
      case .image:
        text.append("[", style)
        append(node.children, style, to: &text)
        text.append("]", style)
      case .inlineHTML:
        if node.literal.lowercased().hasPrefix("<br") { text.breakLine() }
      default: append(node.children, style, to: &text)
      }
    }
  }

  /// Appends text with its formulas.
  private func appendText(_ literal: String, _ style: Style, to text: inout InlineText) {
    var rest = literal[...]
    while let open = rest.firstIndex(of: MathSpans.open),
      let close = rest[open...].firstIndex(of: MathSpans.close)
    {
      text.append(look.typed(visible(String(rest[..<open]))), style)
      if let index = Int(rest[rest.index(after: open)..<close]),
        spans.formulas.indices.contains(index)
      {
        let formula = set(spans.formulas[index].text)
        appendWhole(formula, style == .plain ? .formula : style, to: &text)
      }
      rest = rest[rest.index(after: close)...]
    }
    text.append(look.typed(visible(String(rest))), style)
  }

  /// Appends a formula or code, which is read best in one piece if it is short.
  private func appendWhole(_ piece: String, _ style: Style, to text: inout InlineText) {
    if DisplayWidth.of(piece) <= min(24, look.width / 2) {
      text.appendUnbroken(piece, style)
    } else {
      text.append(piece, style)
    }
  }

  /// A formula in the typography in use.
  private func set(_ formula: String) -> String {
    look.typed(TeXFormula.unicode(formula, hasScripts: !isASCII))
  }

  /// Code with the formulas that were taken out of it by mistake.
  private func restored(_ code: String) -> String {
    guard code.contains(MathSpans.open) else { return visible(code) }
    var result = visible(code)
    for (index, formula) in spans.formulas.enumerated() {
      let mark = formula.isDisplay ? "$$" : "$"
      result = result.replacing(
        "\(MathSpans.open)\(index)\(MathSpans.close)",
        with: mark + formula.text + mark
      )
    }
    return result
  }

  /// A text without characters that would drive the terminal; a tab is four spaces.
  private func visible(_ text: String) -> String {
    var result = ""
    for character in text {
      if character == "\t" {
        result += "    "
      } else if !character.unicodeScalars.contains(where: {
        $0.properties.generalCategory == .control
      }) {
        result.append(character)
      }
    }
    return result
  }
}

extension String {
  fileprivate var trimmingSpaces: Substring {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
