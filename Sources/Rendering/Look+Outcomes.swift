import Diagnostics
package import Interpreter
import Notation
import Tensors

extension Look {
  /// The statements of a run above which only what they assigned is shown.
  private static var listedStatements: Int { 80 }

  /// What the REPL answers to a statement.
  package func answer(_ outcome: StatementOutcome, _ interpreter: Interpreter) -> StyledText {
    var styled = StyledText()
    switch outcome.site.statement.kind {
    case .algorithm(let definition):
      styled.append(typed("algorithm \(definition.name) is defined."), .remark)
    case .symbols(let names):
      let list = names.map(typed).joined(separator: ", ")
      let text = names.count == 1 ? "\(list) stays a letter." : "\(list) stay letters."
      styled.append(wrapped(text, style: .remark, within: width))
    case .assignment(.function, _, _):
      if case .string(let text)? = outcome.value { styled.append(typed(text), .formula) }
    default:
      styled.append(body(outcome, interpreter))
    }
    if outcome.isClaim, outcome.name == nil {
      styled.append("  (as it was assigned; :check compares it with the derivative)", .remark)
    }
    styled.append(notices(outcome))
    return styled
  }

  /// What the learner should see besides the values.
  private func notices(_ outcome: StatementOutcome) -> StyledText {
    var styled = StyledText()
    for notice in outcome.notices {
      styled.append(wrapped(typed(notice), style: .remark, within: width, hanging: "  "))
    }
    return styled
  }

  private func body(_ outcome: StatementOutcome, _ interpreter: Interpreter) -> StyledText {
    if let report = outcome.training { return table(report, outcome.assigned.map(\.name)) }
    guard let step = interpreter.step(at: outcome.step) else {
      return assigned(outcome, interpreter)
    }
    if step.kind == .statement {
      return simple(outcome, step, interpreter)
    }
    var statements: [Step] = []
    collect(step, interpreter, into: &statements, limit: Self.listedStatements)
    var styled = StyledText()
    if statements.isEmpty || statements.count > Self.listedStatements {
      styled.append(assigned(outcome, interpreter))
      styled.append(returned(outcome))
      return styled
    }
    for statement in statements {
      if statement.kind == .block {
        let call = typed(statement.label ?? "") + ":"
        styled.append(wrapped(call, style: .heading, within: width, hanging: "  "))
      } else {
        styled.append(lines(of: statement))
      }
    }
    styled.append(returned(outcome))
    return styled
  }

  /// What a call of an algorithm came to, where it returned a value: `step_decay(0.1, 20) = 0.025`.
  private func returned(_ outcome: StatementOutcome) -> StyledText {
    guard case .expression(let call) = outcome.site.statement.kind, outcome.name == nil,
      let value = outcome.value
    else { return StyledText() }
    return block(value, head: formula(call) + " = ")
  }

  private func simple(
    _ outcome: StatementOutcome,
    _ step: Step,
    _ interpreter: Interpreter
  ) -> StyledText {
    var step = step
    if let value = outcome.value {
      switch value {
      case .tensor: break
      default: step.value = value
      }
      if step.value == nil { step.value = value }
    }
    if let chain = links(of: step, interpreter) { return chain }
    if outcome.assigned.count > 1 { return assigned(outcome, interpreter) }
    return lines(of: step)
  }

  /// A derivative over several links: each of them, then the result.
  private func links(of step: Step, _ interpreter: Interpreter) -> StyledText? {
    guard case .derivative? = step.written?.kind else { return nil }
    let parts = interpreter.substeps(of: step).filter { $0.label == "the chain rule" }
    guard let derivative = parts.last else { return nil }
    let links = interpreter.substeps(of: derivative)
    guard links.count > 1, links.allSatisfy({ $0.form != nil }) else { return nil }
    var styled = StyledText()
    let product = links.compactMap(\.label).map(typed).joined(
      separator: typography == .unicode ? " · " : " * "
    )
    let isOneWay =
      Set(links.compactMap(\.label)).count == links.count
      && !links.contains { $0.total?.isSum == true }
    if isOneWay, let written = step.written {
      styled.append("\(formula(written)) = \(product)", .formula)
    }
    for link in links { styled.append(lines(of: link), indented: 2) }
    if singleWay(links) == nil, step.target == nil, let written = step.written {
      styled.append(equations(formula(written), [], step.value))
    }
    if let target = step.target, let value = step.value {
      styled.append(block(value, head: formula(target) + " = "))
    }
    return styled
  }

  /// `dz/dy · dy/dx · dx/dw` and its numbers, nil where several ways lead to the variable.
  private func singleWay(_ links: [Step]) -> (formula: String, numbers: String)? {
    let labels = links.compactMap(\.label).map(typed)
    let values = links.compactMap { $0.value.flatMap(oneLine) }
    guard links.count > 1, labels.count == links.count, values.count == links.count,
      Set(labels).count == labels.count, !links.contains(where: { $0.total?.isSum == true })
    else { return nil }
    let sign = typography == .unicode ? " · " : " * "
    let factors = [values[0]] + values.dropFirst().map(inBrackets)
    return (labels.joined(separator: sign), factors.joined(separator: sign))
  }

  /// A derivative along one chain: the product of its links, their numbers, the result.
  private func chain(_ step: Step, _ interpreter: Interpreter) -> StyledText? {
    guard case .derivative? = step.written?.kind, let written = step.written,
      let derivative = interpreter.substeps(of: step).last(where: { $0.label == "the chain rule" }),
      let product = singleWay(interpreter.substeps(of: derivative))
    else { return nil }
    return equations(formula(written), [product.formula, product.numbers], step.value)
  }

  private func assigned(_ outcome: StatementOutcome, _ interpreter: Interpreter) -> StyledText {
    var styled = StyledText()
    let areData = outcome.site.statement.definesData
    for (name, value) in outcome.assigned {
      if areData, case .tensor(let tensor) = value, tensor.rows > 4 || tensor.columns > 12 {
        styled.append(typed("\(spelled(name)) = \(value.kindName)"), .plain)
      } else {
        styled.append(block(value, head: "\(spelled(name)) = "))
      }
    }
    if styled.isEmpty, outcome.isCompound, outcome.notices.isEmpty {
      styled.append("Nothing was assigned.", .remark)
    }
    return styled
  }

  /// A name with its layer as the dialect and the typography write it.
  package func spelled(_ name: String) -> String {
    guard let expression = try? Expression(parsing: name) else { return typed(name) }
    return formula(expression)
  }

  /// The executed statements below a step, loops and conditions flattened.
  ///
  /// Before those of an algorithm that was called stands the call.
  private func collect(
    _ step: Step,
    _ interpreter: Interpreter,
    into statements: inout [Step],
    limit: Int
  ) {
    guard statements.count <= limit else { return }
    for part in interpreter.substeps(of: step) {
      switch part.kind {
      case .statement:
        if part.target != nil, part.value != nil { statements.append(part) }
      case .block, .turn:
        if part.isCall { statements.append(part) }
        collect(part, interpreter, into: &statements, limit: limit)
      case .operation, .link: break
      }
      if statements.count > limit { return }
    }
  }

  /// A statement's steps as text, down to single products, numbered.
  ///
  /// - Parameters:
  ///   - outcome: What the statement came to.
  ///   - interpreter: The session with its log.
  ///   - most: The number of lines after which the rest is left out, which the text then says.
  /// - Returns: The lines, each step behind its number.
  package func steps(
    _ outcome: StatementOutcome,
    _ interpreter: Interpreter,
    most: Int = 4000
  ) -> StyledText {
    guard var step = interpreter.step(at: outcome.step) else {
      return answer(outcome, interpreter)
    }
    if step.value == nil { step.value = outcome.value }
    var styled = StyledText()
    var left = most
    write(step, "1", interpreter, into: &styled, left: &left)
    if left <= 0 {
      styled.append(
        "… more than \(most) lines: step through a smaller part, such as one statement.",
        .remark
      )
    }
    styled.append(notices(outcome))
    return styled
  }

  /// A step and all its parts as numbered lines, as far as so many lines go.
  ///
  /// - Returns: The lines, and whether some were left out.
  package func steps(
    of step: Step,
    numbered number: String,
    _ interpreter: Interpreter,
    most: Int
  ) -> (text: StyledText, isCut: Bool) {
    var styled = StyledText()
    var left = most
    write(step, number, interpreter, into: &styled, left: &left)
    return (styled, left <= 0)
  }

  private func write(
    _ step: Step,
    _ number: String,
    _ interpreter: Interpreter,
    into styled: inout StyledText,
    left: inout Int
  ) {
    guard left > 0 else { return }
    var inner = self
    inner.width = max(24, width - number.count - 2)
    let lines = inner.text(of: step, interpreter)
    let blank = String(repeating: " ", count: number.count)
    for (position, line) in lines.lines.enumerated() {
      let lead = position == 0 ? number : blank
      styled.append(line: [StyledRun(text: lead + "  ", style: .remark)] + line)
    }
    left -= lines.lines.count
    for (position, part) in parts(of: step, interpreter).enumerated() {
      write(part, "\(number).\(position + 1)", interpreter, into: &styled, left: &left)
    }
  }

  /// The parts of a step; where a statement is one operation, that operation's parts.
  package func parts(of step: Step, _ interpreter: Interpreter) -> [Step] {
    let parts = interpreter.substeps(of: step)
    guard parts.count == 1, step.kind == .statement, isSame(parts[0], step) else { return parts }
    return interpreter.substeps(of: parts[0])
  }

  /// A step by itself: a derivative along one chain as the product of its links.
  package func text(of step: Step, _ interpreter: Interpreter) -> StyledText {
    chain(step, interpreter) ?? lines(of: step, showsWritten: true)
  }

  /// The names of a derivative's links, `dz/dy`, where one way alone leads to the variable.
  package func chainLabels(_ links: [Step]) -> [String]? {
    let labels = links.compactMap(\.label).map(typed)
    guard links.count > 1, labels.count == links.count, Set(labels).count == labels.count,
      links.allSatisfy({ $0.kind == .link && $0.total?.isSum != true })
    else { return nil }
    return labels
  }

  /// Whether an operation shows the same as the statement it stands in.
  private func isSame(_ part: Step, _ step: Step) -> Bool {
    part.kind == .operation
      && (part.label == "the chain rule"
        || part.value.flatMap(oneLine) == step.value.flatMap(oneLine))
  }
}

extension Look {
  /// A statement's result alone, for answers on the command line.
  package func result(_ outcome: StatementOutcome, _ interpreter: Interpreter) -> StyledText {
    guard !outcome.isCompound, let value = outcome.value else {
      return answer(outcome, interpreter)
    }
    var styled = block(value, head: outcome.name.map { "\(spelled($0)) = " } ?? "", isWhole: true)
    if case .string(let text) = value { styled = StyledText(typed(text), .formula) }
    styled.append(notices(outcome))
    return styled
  }
}

extension Step {
  /// Whether it is a run of an algorithm, and no loop or condition.
  fileprivate var isCall: Bool {
    guard kind == .block, let label, label.hasSuffix(")") else { return false }
    return !["if ", "for ", "while "].contains(where: label.hasPrefix)
  }
}

extension Statement {
  /// Whether it defines cases to learn from: six matrices whose elements nobody wants to read.
  fileprivate var definesData: Bool {
    guard case .expression(let expression) = kind, case .call(let callee, _) = expression.kind
    else { return false }
    return ["dataset", "split"].contains(callee.reference.identifier)
  }
}
