/// Writes statements as lines, the bodies of blocks indented by two.
struct StatementWriter {
  let printer: Printer

  private var isASCII: Bool { printer.typography == .ascii }
  private var update: String {
    switch printer.typography {
    case .unicode: "←"
    case .ascii: ":="
    case .latex: "\\leftarrow"
    }
  }

  func lines(_ statement: Statement) -> [String] {
    switch statement.kind {
    case .assignment(let target, let sign, let value):
      let arrow = sign == .define ? "=" : update
      return [printer.text(target) + " " + arrow + " " + printer.text(value)]
    case .expression(let value): return [expression(value)]
    case .symbols(let names): return ["symbols " + list(names, separator: " ")]
    case .forLoop(let variable, let range, let body):
      let head = "for \(printer.text(identifier: variable)) = \(text(range))"
      return block(head, body)
    case .whileLoop(let condition, let body):
      return block("while " + inHeader(condition), body)
    case .conditional(let condition, let then, let otherwise):
      return conditional(condition, then, otherwise)
    case .breakLoop: return ["break"]
    case .returnValue(let value): return ["return" + (value.map { " " + printer.text($0) } ?? "")]
    case .algorithm(let definition):
      var head = "algorithm " + printer.text(identifier: definition.name)
      head += "(" + definition.parameters.map(text).joined(separator: ", ") + ")"
      if !definition.assigns.isEmpty {
        head += " assigns " + list(definition.assigns, separator: ", ")
      }
      return block(head, definition.body)
    case .state(let variables):
      return ["state " + variables.map(text).joined(separator: ", ")]
    }
  }

  /// An expression by itself; one that starts with a statement's word stands in brackets.
  private func expression(_ value: Expression) -> String {
    let text = printer.text(value)
    let words = ["algorithm ", "state ", "symbols "]
    return words.contains { text.hasPrefix($0) } ? "(\(text))" : text
  }

  private func conditional(
    _ condition: Expression,
    _ then: [Statement],
    _ otherwise: [Statement]?
  ) -> [String] {
    var lines = block("if " + inHeader(condition), then)
    guard let otherwise else { return lines }
    lines.removeLast()
    if otherwise.count == 1, case .conditional = otherwise[0].kind {
      let rest = self.lines(otherwise[0])
      return lines + ["} else " + rest[0]] + rest.dropFirst()
    }
    return lines + block("} else", otherwise)
  }

  private func block(_ head: String, _ body: [Statement]) -> [String] {
    [head + " {"] + body.flatMap(lines).map { "  " + $0 } + ["}"]
  }

  private func inHeader(_ value: Expression) -> String {
    value.level == .evaluated ? "(\(printer.text(value)))" : printer.text(value)
  }

  private func list(_ names: [String], separator: String) -> String {
    names.map { printer.text(identifier: $0) }.joined(separator: separator)
  }

  private func text(_ parameter: Parameter) -> String {
    printer.text(identifier: parameter.name)
      + (parameter.value.map { " = " + inHeader($0) } ?? "")
  }

  private func text(_ range: LoopRange) -> String {
    switch range {
    case .ellipsis(let first, let last): inHeader(first) + ", ..., " + inHeader(last)
    case .endless(let first, let second): inHeader(first) + ", " + inHeader(second) + ", ..."
    case .up(let first, let last): inHeader(first) + " to " + inHeader(last)
    case .down(let first, let last): inHeader(first) + " downto " + inHeader(last)
    }
  }
}
