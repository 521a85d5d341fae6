import Diagnostics
package import Interpreter
import Notation
import Operations
import Tensors

extension Look {
  /// A step as lines: formula as written, indices filled in, numbers put in, result.
  ///
  /// - Parameters:
  ///   - step: The step.
  ///   - showsWritten: Whether the formula is also shown as it stands in the text.
  /// - Returns: The lines, without a number.
  package func lines(of step: Step, showsWritten: Bool = false) -> StyledText {
    switch step.kind {
    case .statement: return statement(step, showsWritten: showsWritten)
    case .block, .turn: return heading(of: step)
    case .operation: return operation(step)
    case .link: return link(step)
    }
  }

  private func heading(of step: Step) -> StyledText {
    var styled = StyledText(typed(step.label ?? ""), .heading)
    for citation in step.citations {
      styled.append(wrapped(typed("(\(citation))"), style: .remark, within: width, hanging: " "))
    }
    return styled
  }

  // MARK: Statements

  private func statement(_ step: Step, showsWritten: Bool) -> StyledText {
    var styled = StyledText()
    let target = step.target.map { formula($0) } ?? ""
    var stages: [String] = []
    let written = step.written.map { formula($0) }
    let resolved = step.resolved.map { formula($0) }
    if showsWritten, let written, let writtenTarget = step.writtenTarget {
      let sign = step.isUpdate ? arrow : "="
      let line = "\(formula(writtenTarget)) \(sign) \(written)"
      if line != "\(target) \(sign) \(resolved ?? "")" { styled.append(line, .formula) }
    }
    let result = step.value.flatMap(oneLine)
    let isLiteral = step.resolved?.isLiteral ?? false
    if let resolved, resolved != result, !isLiteral { stages.append(resolved) }
    if let form = step.form.map({ formula($0) }), stages.last != form, form != result {
      stages.append(form)
    }
    if step.numbers?.isLiteral != true, let numbers = step.numbers.map({ formula($0) }),
      numbers != stages.last, numbers != result, DisplayWidth.of(target + numbers) + 3 <= width
    {
      stages.append(numbers)
    }
    styled.append(equations(target, stages, step.value, isUpdate: step.isUpdate))
    for remark in step.remarks {
      styled.append(
        wrapped(typed("(\(remark))"), style: .remark, within: width - 2),
        indented: 2
      )
    }
    return styled
  }

  /// Equal signs below each other: `z = formula`, `  = numbers`, `  = result`.
  func equations(
    _ target: String,
    _ stages: [String],
    _ value: Value?,
    isUpdate: Bool = false
  ) -> StyledText {
    var styled = StyledText()
    var stages = stages
    var head = target
    if head.isEmpty {
      guard let first = stages.first else {
        if let value { styled.append(block(value, head: "")) }
        return styled
      }
      stages.removeFirst()
      // Long formulas stand on a line of their own, so that results are not pushed aside; so do
      // those with a point, whose last `=` would be taken for another one.
      if DisplayWidth.of(first) > 24 || first.contains(" | ") {
        for (position, part) in broken(first, indentation: 2).enumerated() {
          styled.append((position == 0 ? "" : "  ") + part, .formula)
        }
        head = " "
      } else {
        head = first
      }
    }
    var indentation = head
    let blank = String(repeating: " ", count: DisplayWidth.of(head))
    var sign = isUpdate ? arrow : "="
    for stage in stages {
      let lead = DisplayWidth.of(indentation + sign) + 2
      for (position, part) in broken(stage, indentation: lead).enumerated() {
        let before = position == 0 ? "\(indentation) \(sign) " : String(repeating: " ", count: lead)
        styled.append(before + part, .formula)
      }
      indentation = blank
      sign = "="
    }
    if let value { styled.append(block(value, head: "\(indentation) \(sign) ")) }
    if value == nil, stages.isEmpty, !head.isEmpty, head != " " {
      styled.append(head, .formula)
    }
    return styled
  }

  /// A value on one line, nil where it takes several.
  package func oneLine(_ value: Value) -> String? {
    let text = block(value, head: "")
    guard text.lines.count == 1 else { return nil }
    return text.lines[0].filter { $0.style == .result }.map(\.text).joined()
  }

  // MARK: Operations and links

  private func operation(_ step: Step) -> StyledText {
    var styled = StyledText()
    let label = step.label.map { typed($0) + ":" }
    var stages: [String] = []
    if let resolved = step.resolved.map({ formula($0) }) { stages.append(resolved) }
    if let numbers = step.numbers.map({ formula($0) }), numbers != stages.last,
      DisplayWidth.of(numbers) + 4 <= width
    {
      stages.append(numbers)
    }
    guard let value = step.value else { return styled }
    guard let single = oneLine(value) else {
      if let label { styled.append(label, .remark) }
      styled.append(equations("", stages, value))
      return styled
    }
    if stages.last != single { stages.append(single) }
    let line = stages.joined(separator: " = ")
    if let label, DisplayWidth.of(label + line) < width {
      styled.append(line: [
        StyledRun(text: label + " ", style: .remark), StyledRun(text: line, style: .plain),
      ])
      return styled
    }
    if let label { styled.append(label, .remark) }
    if DisplayWidth.of(line) <= width {
      styled.append(line, .plain)
    } else {
      styled.append(equations("", stages.filter { $0 != single }, value))
    }
    return styled
  }

  /// `dz/dy = 4y = 4·1.609 = 6.438`, and what it makes of the derivative above it.
  private func link(_ step: Step) -> StyledText {
    guard let value = step.value else { return StyledText() }
    if let target = step.target {
      let stages = step.resolved.map { [printer.text($0)] } ?? []
      return equations(printer.text(target), stages, value)
    }
    let label = typed(step.label ?? "")
    guard let single = oneLine(value) else { return block(value, head: "\(label) = ") }
    var stages = [label]
    for stage in [step.form, step.numbers] {
      if let text = stage.map({ formula($0) }), text != stages.last { stages.append(text) }
    }
    if stages.last != single { stages.append(single) }
    var styled = StyledText(stages.joined(separator: " = "), .plain)
    if let total = step.total {
      let product = "\(typed(total.upper)) \(dot) \(label)"
      let start = total.isSum ? "\(typed(total.name)) + \(product)" : product
      let upstream = number(total.upstream)
      let factors = total.isSum ? inBrackets(upstream) : upstream
      let numbers =
        (total.isSum ? "\(number(total.before)) + " : "")
        + "\(factors) \(dot) \(inBrackets(single))"
      let sign = total.isSum ? arrow : "="
      styled.append(
        "\(typed(total.name)) \(sign) \(start) = \(numbers) = \(number(total.value))",
        .plain
      )
    }
    return styled
  }

  /// A factor as it stands behind another sign: a negative number in brackets.
  func inBrackets(_ factor: String) -> String {
    factor.hasPrefix("−") || factor.hasPrefix("-") ? "(\(factor))" : factor
  }

  private var arrow: String { typography == .unicode ? "←" : ":=" }

  private var dot: String { typography == .unicode ? "·" : "*" }
}

extension Expression {
  /// Whether it is a number or a matrix of numbers: its value says as much.
  package var isLiteral: Bool {
    switch kind {
    case .number, .string: true
    case .prefix(.minus, let operand): operand.isLiteral
    case .matrix(let rows): rows.allSatisfy { $0.allSatisfy(\.isLiteral) }
    default: false
    }
  }
}
