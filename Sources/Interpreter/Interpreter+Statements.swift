import Diagnostics
import Notation
import Tensors

extension Interpreter {
  /// Runs one statement of any kind.
  mutating func execute(_ statement: Statement) throws(Diagnostic) -> StatementResult {
    try tick(statement.span)
    switch statement.kind {
    case .assignment(let target, let assignmentOperator, let value):
      return try assign(statement, to: target, by: assignmentOperator, value)
    case .expression(let expression):
      return try executeExpression(statement, expression)
    case .symbols(let names):
      for name in names { environment.letters.insert(name) }
      return .nothing
    case .forLoop(let variable, let range, let body):
      return try runLoop(statement, variable: variable, range: range, body: body)
    case .whileLoop(let condition, let body):
      return try runWhile(statement, condition: condition, body: body)
    case .conditional(let condition, let then, let otherwise):
      return try compound(statement) { (self) throws(Diagnostic) in
        let holds = try self.isTrue(condition)
        return try self.execute(block: holds ? then : otherwise ?? [])
      }
    case .breakLoop:
      return .broke
    case .returnValue(let expression):
      guard let expression else { return .returned(nil) }
      return .returned(try evaluate(expression))
    case .algorithm(let definition):
      let listing = String(site.source.text(of: statement.span))
      define(
        Algorithm(
          definition: definition,
          site: CodeSite(statement: statement, source: site.source),
          isShipped: false,
          listing: listing
        )
      )
      return .defined(name: definition.name, text: listing)
    case .state:
      throw .stateOutsideAlgorithm(statement.span)
    }
  }

  /// Runs statements until one breaks or returns.
  mutating func execute(block: [Statement]) throws(Diagnostic) -> StatementResult {
    for statement in block {
      let result = try execute(statement)
      // Ctrl-C in a training ends the loops around it too.
      if isStopping { return .broke }
      switch result {
      case .broke, .returned: return result
      case .nothing, .assigned, .value, .defined, .compound: continue
      }
    }
    return .compound
  }

  /// An expression as a statement: a call of an algorithm, or a value to show.
  private mutating func executeExpression(
    _ statement: Statement,
    _ expression: Expression
  ) throws(Diagnostic) -> StatementResult {
    if case .call(let callee, let arguments) = expression.kind,
      let result = try executeCall(statement, callee, arguments, span: expression.span)
    {
      return result
    }
    let step = open(.simple, statement)
    let value = try evaluate(expression)
    close(step, result: value.node)
    if case .string(let text) = value.value, !frames.isEmpty {
      // A text on a line of its own is what an algorithm has to say.
      notices.append(text)
      return .nothing
    }
    return .value(value)
  }

  /// Counts a statement, and asks now and then whether to stop.
  mutating func tick(_ span: SourceSpan) throws(Diagnostic) {
    statementCount += 1
    if statementCount > limits.statements {
      throw .tooManyStatements(limits.statements, span)
    }
    if statementCount & 0x3F == 0 {
      log.trim()
      if interruption.takeInterrupt() { throw .interrupted(span) }
      if let deadline, ContinuousClock.now > deadline {
        throw .tooLong(limits.seconds ?? 0, span)
      }
    }
  }

  /// Opens a step below the current one.
  mutating func open(
    _ kind: StepRecord.Kind,
    _ statement: Statement,
    label: String? = nil,
    index: (key: Int32, value: Double) = (-1, 0)
  ) -> Int32 {
    let parent = currentStep
    let step = log.openStep(
      kind,
      site: CodeSite(statement: statement, source: site.source),
      parent: parent,
      label: label,
      index: index
    )
    currentStep = step
    return step
  }

  /// Closes a step and goes back to the one it belongs to.
  mutating func close(_ step: Int32, result: NodeID = -1, key: Int32 = -1) {
    let parent = log.holdsStep(step) ? log.step(step).parent : -1
    log.closeStep(step, result: result, key: key)
    currentStep = parent
  }

  /// Runs a loop or a condition as one step with children.
  private mutating func compound(
    _ statement: Statement,
    _ body: (inout Interpreter) throws(Diagnostic) -> StatementResult
  ) throws(Diagnostic) -> StatementResult {
    let step = open(.compound, statement)
    let result = try body(&self)
    close(step)
    return result
  }

  private mutating func runWhile(
    _ statement: Statement,
    condition: Expression,
    body: [Statement]
  ) throws(Diagnostic) -> StatementResult {
    let step = open(.compound, statement)
    var result = StatementResult.compound
    loop: while try isTrue(condition) {
      try tick(statement.span)
      let turn = open(.iteration, statement)
      let outcome = try execute(block: body)
      close(turn)
      switch outcome {
      case .broke: break loop
      case .returned:
        result = outcome
        break loop
      case .nothing, .assigned, .value, .defined, .compound: continue
      }
    }
    close(step)
    return result
  }

  private mutating func runLoop(
    _ statement: Statement,
    variable: String,
    range: LoopRange,
    body: [Statement]
  ) throws(Diagnostic) -> StatementResult {
    let bounds = try loopBounds(range)
    let step = open(.compound, statement)
    let key = log.index(of: VariableKey(variable))
    indices.append(IndexBinding(name: variable, value: bounds.first, key: key))
    let position = indices.count - 1
    var result = StatementResult.compound
    var turnNumber = 0.0
    loop: while true {
      let value = bounds.first + turnNumber * bounds.step
      if let last = bounds.last, bounds.step > 0 ? value > last : value < last { break }
      try tick(statement.span)
      indices[position].value = value
      let turn = open(
        .iteration,
        statement,
        index: (key, value)
      )
      let outcome = try execute(block: body)
      close(turn)
      turnNumber += 1
      switch outcome {
      case .broke: break loop
      case .returned:
        result = outcome
        break loop
      case .nothing, .assigned, .value, .defined, .compound: continue
      }
    }
    indices.removeLast()
    close(step)
    return result
  }

  /// The first value, the step, and the last value of a loop, nil for one without end.
  private mutating func loopBounds(
    _ range: LoopRange
  ) throws(Diagnostic) -> (first: Double, step: Double, last: Double?) {
    switch range {
    case .up(let first, let last):
      return (try number(first), 1, try number(last))
    case .down(let first, let last):
      return (try number(first), -1, try number(last))
    case .endless(let first, let second):
      let start = try number(first)
      let step = try number(second) - start
      if step == 0 { throw .loopWithoutStep(second.span) }
      return (start, step, nil)
    case .ellipsis(let first, let last):
      let start = try number(first)
      let end = try number(last)
      let startIsLiteral = first.isLiteralNumber
      let endIsLiteral = last.isLiteralNumber
      if startIsLiteral == endIsLiteral { return (start, start <= end ? 1 : -1, end) }
      return (start, startIsLiteral ? 1 : -1, end)
    }
  }

  /// Whether a condition holds: every element is other than 0.
  mutating func isTrue(_ condition: Expression) throws(Diagnostic) -> Bool {
    let value = try evaluate(condition)
    guard let tensor = value.value.tensor else {
      throw .conditionNotNumber(value.value.kindName, condition.span)
    }
    if tensor.elements.contains(where: \.isNaN) { throw .conditionNaN(condition.span) }
    return tensor.elements.allSatisfy { $0 != 0 }
  }
}

extension Expression {
  /// Whether the text is a number, or a number with a minus.
  var isLiteralNumber: Bool {
    switch kind {
    case .number: true
    case .prefix(.minus, let operand): operand.isLiteralNumber
    default: false
    }
  }

  /// The span of what stands in no text.
  static var nowhere: SourceSpan { SourceSpan(start: 0, end: 0) }
}
