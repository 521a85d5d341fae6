import Calculus
import Diagnostics
import Notation
import Operations
import Tensors

extension Interpreter {
  /// The number of elements up to which a value is put into a formula as numbers.
  package static let readableElements = 6

  /// The step of an executed statement; nil where the log no longer holds it.
  package func step(at index: Int32) -> Step? {
    guard log.holdsStep(index) else { return nil }
    let record = log.step(index)
    switch record.kind {
    case .simple: return simpleStep(index, record)
    case .functionCall: return functionStep(index, record)
    case .algorithmCall, .compound:
      var step = Step(kind: .block, origin: .record(index))
      step.label = heading(record)
      if record.kind == .algorithmCall, let name = record.label,
        let algorithm = algorithm(named: name)
      {
        step.citations = algorithm.citations
      }
      return step
    case .iteration:
      var step = Step(kind: .turn, origin: .record(index))
      step.label = log.bindings(of: record).map { "\($0.name) = \(Printer().number($0.value))" }
        .joined(separator: ", ")
      return step
    }
  }

  /// The parts of a step, in order.
  ///
  /// - Parameters:
  ///   - step: The step to look into.
  ///   - limit: How many elements of an array are opened at most.
  /// - Returns: The parts; none where there is nothing to look into.
  package func substeps(of step: Step, limit: Int = 16) -> [Step] {
    switch step.origin {
    case .leaf: return []
    case .record(let index):
      guard log.holdsStep(index) else { return [] }
      let children = children(of: index)
      if step.kind == .block || step.kind == .turn { return children.compactMap(self.step(at:)) }
      return operationSteps(in: index, children: children)
    case .node(let node, let record): return parts(of: node, in: record, limit: limit)
    }
  }

  /// The steps that belong directly to a step.
  package func children(of index: Int32) -> [Int32] {
    var children: [Int32] = []
    var next = index + 1
    while next < log.stepEnd {
      let parent = log.step(next).parent
      if parent == index { children.append(next) } else if parent < index { break }
      next += 1
    }
    return children
  }

  private func heading(_ record: StepRecord) -> String {
    let printer = Printer(.unicode, dialect: dialect)
    if record.kind == .algorithmCall, log.holdsStep(record.parent),
      case .expression(let call) = record.site.statement.kind
    {
      // The arguments are the caller's: its indices and parameters are filled in.
      return printer.text(StepResolver(self, record.parent).resolved(call))
    }
    let text = printer.text(record.site.statement).prefix { $0 != "{" && $0 != "\n" }
    return text.last == " " ? String(text.dropLast()) : String(text)
  }

  // MARK: Statements

  private func simpleStep(_ index: Int32, _ record: StepRecord) -> Step {
    var step = Step(kind: .statement, origin: .record(index))
    let resolver = StepResolver(self, index)
    switch record.site.statement.kind {
    case .assignment(let target, let assignment, let expression):
      step.isUpdate = assignment == .update
      step.written = expression
      step.writtenTarget = target.expression
      step.target = resolver.target(target, key: record.key)
      step.resolved = resolver.resolved(expression)
      step.numbers = resolver.numbers(expression)
    case .expression(let expression), .returnValue(let expression?):
      step.written = expression
      step.resolved = resolver.resolved(expression)
      step.numbers = resolver.numbers(expression)
    default: break
    }
    if log.holds(record.result) { step.value = .tensor(log[record.result].value) }
    step.remarks = remarks(record)
    if let written = step.written { step.form = derivativeForm(of: written, record) }
    return step
  }

  private func functionStep(_ index: Int32, _ record: StepRecord) -> Step {
    var step = simpleStep(index, record)
    if case .assignment(.function(let reference, let parameters), _, let body) = record.site
      .statement.kind
    {
      let resolver = StepResolver(self, index)
      step.written = body
      step.resolved = resolver.numbers(body) ?? body
      step.numbers = nil
      step.target = Expression(
        .call(
          Callee(reference: reference),
          parameters.map { Argument(value: resolver.argument($0, before: record.nodes)) }
        ),
        span: reference.span
      )
      step.writtenTarget = Expression(
        .call(
          Callee(reference: reference),
          parameters.map { name in
            let plain = Reference(base: name, span: reference.span)
            return Argument(value: Expression(.reference(plain), span: reference.span))
          }
        ),
        span: reference.span
      )
    }
    return step
  }

  /// The form that a derivative has before its number: `4y`.
  private func derivativeForm(of expression: Expression, _ record: StepRecord) -> Expression? {
    switch expression.kind {
    case .differentiate(_, let variable, let body):
      return displayedForm(of: body, by: Printer().text(variable))?.expression()
    case .derivative:
      guard log.holds(record.result) else { return nil }
      guard let chain = chain(of: record.result), chain.links.count == 1 else { return nil }
      return chain.links[0].form.expression()
    default: return nil
    }
  }

  /// What a reader would not see from the formula: values spread over a matrix.
  private func remarks(_ record: StepRecord) -> [String] {
    var remarks: [String] = []
    for id in record.nodes where log.holds(id) {
      let node = log[id]
      guard case .apply(.pairwise(let function)) = node.action else { continue }
      let operands = log.operands(of: id)
      guard operands.allSatisfy(log.holds), operands.count == 2 else { continue }
      let left = log[operands[0]].value.shape
      let right = log[operands[1]].value.shape
      guard left.rank == 2, right.rank == 2, left != right else { continue }
      let isRight = left.count >= right.count
      let spread = isRight ? right : left
      let whole = node.value.shape
      guard spread.count > 1 || whole.count > 1 else { continue }
      let name = name(ofRead: isRight ? operands[1] : operands[0]) ?? spread.kindName
      let verb =
        switch function {
        case .add: "added to"
        case .subtract: isRight ? "subtracted from" : "less"
        case .divide: isRight ? "divided into" : "divided by"
        default: "multiplied with"
        }
      let over =
        spread.columns == 1
        ? "each of the \(whole.columns) cases" : "each of the \(whole.rows) rows"
      let remark = "\(name) is \(verb) \(over)"
      if !remarks.contains(remark) { remarks.append(remark) }
    }
    return remarks
  }

  /// The name that a node reads, nil where it reads none.
  private func name(ofRead node: NodeID) -> String? {
    guard log.holds(node), case .read = log[node].action, log[node].key >= 0 else { return nil }
    return Printer(.unicode, dialect: dialect).text(log.keys[Int(log[node].key)].reference)
  }

  // MARK: Operations

  /// The operations of a statement that have parts, and the calls in it, in order.
  private func operationSteps(in index: Int32, children: [Int32]) -> [Step] {
    let record = log.step(index)
    var steps: [Step] = []
    var nextChild = 0
    var id = max(record.nodes.lowerBound, log.base)
    while id < record.nodes.upperBound {
      if nextChild < children.count {
        let child = log.step(children[nextChild])
        if child.nodes.lowerBound <= id {
          if let step = step(at: children[nextChild]) { steps.append(step) }
          nextChild += 1
          id = max(id, child.nodes.upperBound)
          continue
        }
      }
      if let step = operationStep(id, in: index) { steps.append(step) }
      id += 1
    }
    if let whole = wholeStep(index, behind: steps.last) { steps.append(whole) }
    return steps
  }

  /// The statement's own result, where its last operation came to something else: `[a + b, c]`.
  private func wholeStep(_ index: Int32, behind last: Step?) -> Step? {
    let record = log.step(index)
    guard let last, log.holds(record.result) else { return nil }
    let end = last.total.map { Tensor($0.value) } ?? last.value?.tensor
    if let end, end == log[record.result].value { return nil }
    guard let own = step(at: index), let formula = own.resolved ?? own.written else { return nil }
    var step = Step(kind: .operation, origin: .leaf)
    step.resolved = formula
    step.value = .tensor(log[record.result].value)
    return step
  }

  private func operationStep(_ id: NodeID, in index: Int32) -> Step? {
    guard log.holds(id) else { return nil }
    let node = log[id]
    switch node.action {
    case .constant, .read, .define, .update, .call: return nil
    case .apply(.slice), .apply(.assemble), .apply(.replaceSlice): return nil
    case .apply(let operation):
      var step = Step(kind: .operation, origin: .node(id, record: index))
      let operands = log.operands(of: id)
      step.resolved = nodeForm(id, depth: 0).expression()
      if operands.allSatisfy({ log.holds($0) && log[$0].value.count <= Self.readableElements }),
        operands.count <= 8
      {
        let literals = operands.prefix(operation.arity ?? operands.count).map { operand in
          Form(literal: log[operand].value) ?? nodeForm(operand, depth: 0)
        }
        step.numbers = Form.apply(operation, Array(literals)).expression()
      }
      step.value = .tensor(node.value)
      // The operands of a long formula have been shown before: their values will do.
      if let formula = step.resolved, step.numbers != nil, Printer().text(formula).count > 60 {
        step.resolved = step.numbers
        step.numbers = nil
      }
      return step
    case .derivative:
      var step = Step(kind: .operation, origin: .node(id, record: index))
      step.label = "the chain rule"
      step.value = .tensor(node.value)
      return step
    }
  }

  /// A node as a form over the names it was computed from.
  func nodeForm(_ id: NodeID, depth: Int) -> Form {
    guard log.holds(id), depth < 40 else { return .symbol("…") }
    let node = log[id]
    switch node.action {
    case .constant:
      if node.key >= 0 { return .symbol(name(of: id)) }
      return Form(literal: node.value) ?? .symbol("…")
    case .read, .define, .update:
      guard node.key >= 0 else { return Form(literal: node.value) ?? .symbol("…") }
      return .symbol(name(of: id))
    case .call:
      // The body has been a step of its own: its value will do.
      if let literal = Form(literal: node.value), node.value.count <= Self.readableElements {
        return literal
      }
      return log.operands(of: id).first.map { nodeForm($0, depth: depth + 1) } ?? .symbol("…")
    case .derivative:
      guard let record = log.derivations[id] else { return .symbol("…") }
      return .symbol("∂\(record.numerator.spelling)/∂\(record.denominator.spelling)")
    case .apply(let operation):
      let operands = log.operands(of: id).prefix(operation.arity ?? Int.max)
      let shown = asTyped(operation, of: operands.first)
      return .apply(shown, operands.map { nodeForm($0, depth: depth + 1) })
    }
  }

  /// An operation as a reader writes it: an element of a column or a row has one index.
  private func asTyped(_ operation: Operation, of operand: NodeID?) -> Operation {
    guard case .slice(let indices) = operation, indices.count == 2, let operand,
      log.holds(operand), indices[0] != .all, indices[1] != .all
    else { return operation }
    let shape = log[operand].value.shape
    if shape.columns == 1, case .at = indices[1] { return .slice([indices[0]]) }
    if shape.rows == 1, case .at = indices[0] { return .slice([indices[1]]) }
    return operation
  }

  /// The parts of one operation's work, or the links of a derivative.
  private func parts(of id: NodeID, in record: Int32, limit: Int) -> [Step] {
    guard log.holds(id) else { return [] }
    switch log[id].action {
    case .derivative: return links(of: id)
    case .apply(let operation):
      let operands = log.operands(of: id).prefix(operation.arity ?? Int.max)
      guard operands.allSatisfy(log.holds) else { return [] }
      let forms = operands.map { operand -> Form in
        switch log[operand].action {
        case .read: nodeForm(operand, depth: 0)
        case .apply(.slice): nodeForm(operand, depth: 0)
        default: Form(literal: log[operand].value) ?? nodeForm(operand, depth: 0)
        }
      }
      let parts = operation.substeps(
        operands: forms,
        values: operands.map { log[$0].value },
        result: log[id].value,
        limit: limit
      )
      if parts.count == 1 { return [] }
      return parts.map { part in
        var step = Step(kind: .operation, origin: .leaf)
        step.label = part.label
        step.resolved = part.formula.expression()
        if part.numbers != part.formula { step.numbers = part.numbers.expression() }
        step.value = .tensor(part.value)
        return step
      }
    default: return []
    }
  }

  // MARK: Derivatives

  /// The links of a scalar derivative, nil where it is none or leads over arrays.
  package func chain(of node: NodeID) -> ScalarChain? {
    guard let record = log.derivations[node] else { return nil }
    if let chain = record.chain { return chain }
    guard log.holds(record.of), log.holds(record.by) else { return nil }
    return scalarChain(from: record.of, to: record.by)
  }

  /// The links of a derivative as steps: between scalars the chain rule, else each variable's.
  private func links(of node: NodeID) -> [Step] {
    if let chain = chain(of: node) { return links(of: chain) }
    guard let record = log.derivations[node], log.holds(record.of), log.holds(record.by),
      let walk = try? ReverseMode(log, from: record.of)
    else { return [] }
    var steps: [Step] = []
    func append(by key: VariableKey, _ formula: Expression?, _ value: Tensor) {
      var step = Step(kind: .link, origin: .leaf)
      step.target = Expression(
        .derivative(.partial, of: record.numerator.reference, by: key.reference),
        span: Expression.nowhere
      )
      step.resolved = formula
      step.value = .tensor(value)
      steps.append(step)
    }
    let seed = Tensor(repeating: 1, shape: log[record.of].value.shape)
    guard seed.count == 1 else { return [] }
    var formula = AdjointFormula(self, of: record.numerator, at: record.of)
    var last: (formula: Expression?, value: Tensor)?
    _ = try? walk.adjoint(seed: seed, of: record.by, round: { rounded($0) }) { position, adjoint in
      guard log.holds(position) else { return }
      let written = formula.visit(position)
      let value = laidOut(adjoint)
      if position == record.by { last = (written, value) }
      guard case .define = log[position].action, position != record.of, position != record.by,
        log[position].key >= 0, log[position].key != log[record.of].key
      else { return }
      append(by: log.keys[Int(log[position].key)], written, value)
    }
    // The last link is the derivative itself, which may be of one entry alone.
    let value = log[node].value
    append(by: record.denominator, last?.value == value ? last?.formula : nil, value)
    return steps
  }

  /// A derivative of a number as the dialect lays it out.
  private func laidOut(_ derivative: Tensor) -> Tensor {
    guard dialect.numeratorLayout, derivative.shape.rank == 2 else { return derivative }
    return (try? Operation.transpose.forward([derivative])) ?? derivative
  }

  private func links(of chain: ScalarChain) -> [Step] {
    chain.links.enumerated().map { position, link in
      var step = Step(kind: .link, origin: .leaf)
      step.label = "d\(link.upper)/d\(link.lower)"
      step.form = link.form.expression()
      if link.numbers != link.form { step.numbers = link.numbers.expression() }
      step.value = .tensor(Tensor(link.value))
      if position > 0, link.upper != chain.numerator || link.upstream != 1 || link.before != nil {
        step.total = Step.Total(
          name: "d\(chain.numerator)/d\(link.lower)",
          upper: "d\(chain.numerator)/d\(link.upper)",
          upstream: link.upstream,
          before: link.before ?? 0,
          value: link.total,
          isSum: link.before != nil
        )
      }
      return step
    }
  }
}

extension Algorithm {
  /// The decks and slides its text names in the comments at its head.
  package var citations: [String] {
    let decks = ["galway", "auckland", "eindhoven", "manchester", "santa-cruz"]
    return listing.split(separator: "\n").prefix { $0.hasPrefix("#") }.compactMap { line in
      let text = line.drop { $0 == "#" || $0 == " " }
      return decks.contains { text.hasPrefix($0) } ? String(text) : nil
    }
  }
}

extension Target {
  /// The target as an expression, to print it.
  var expression: Expression? {
    switch self {
    case .reference(let reference): Expression(.reference(reference), span: reference.span)
    case .derivative(let sign, let numerator, let denominator):
      Expression(.derivative(sign, of: numerator, by: denominator), span: numerator.span)
    case .function: nil
    case .list(let references):
      Expression(
        .matrix(references.map { [Expression(.reference($0), span: $0.span)] }),
        span: references.first?.span ?? Expression.nowhere
      )
    }
  }
}
