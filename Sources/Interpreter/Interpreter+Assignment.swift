import Diagnostics
import Notation
import Operations
import Tensors

extension Interpreter {
  /// Runs an assignment of any kind.
  mutating func assign(
    _ statement: Statement,
    to target: Target,
    by assignment: AssignmentOperator,
    _ expression: Expression
  ) throws(Diagnostic) -> StatementResult {
    switch target {
    case .reference(let reference):
      return try assign(statement, to: reference, by: assignment, expression)
    case .function(let reference, let parameters):
      if let product = try elementUpdateMisread(reference, statement) { throw product }
      return try defineFunction(statement, reference, parameters, expression)
    case .derivative(_, let numerator, let denominator):
      return try claim(statement, numerator, denominator, expression)
    case .list(let references):
      return try takeApart(statement, references, by: assignment, expression)
    }
  }

  private mutating func assign(
    _ statement: Statement,
    to reference: Reference,
    by assignment: AssignmentOperator,
    _ expression: Expression
  ) throws(Diagnostic) -> StatementResult {
    if reference.element != nil {
      return try assignElement(statement, to: reference, by: assignment, expression)
    }
    let step = open(.simple, statement)
    let key = try key(of: reference)
    let value = try evaluate(expression)
    let known = try checkAssignable(key, by: assignment, value, span: reference.span)
    let stored = try store(value, in: key, by: assignment, known: known, span: reference.span)
    close(step, result: stored.node, key: stored.key)
    return .assigned(name: key.spelling, stored.value)
  }

  /// Throws what stands in the way of an assignment; returns the variable that ← updates.
  @discardableResult
  private func checkAssignable(
    _ key: VariableKey,
    by assignment: AssignmentOperator,
    _ value: Evaluated,
    span: SourceSpan
  ) throws(Diagnostic) -> Variable? {
    if key.layer == nil, index(named: key.name) != nil { throw .assignsIndex(key.name, span) }
    let known = assignment == .update ? variable(key) : nil
    if assignment == .update, known == nil { throw .updatesNothing(spelled(key), span) }
    if let frame = frames.last, frame.isAlgorithm, frame.valueParameters.contains(key.name) {
      throw .updatesValueParameter(spelled(key), frame.name, span)
    }
    if let count = value.value.tensor?.count { try checkElements(count, span: span) }
    return known
  }

  /// Makes a new version of a variable where it lives.
  mutating func store(
    _ value: Evaluated,
    in key: VariableKey,
    by assignment: AssignmentOperator,
    known: Variable? = nil,
    span: SourceSpan
  ) throws(Diagnostic) -> Variable {
    var location = Location(key: key, frame: frames.count - 1)
    if location.frame >= 0 { location = self.location(of: key, frame: location.frame) }
    let frame = location.frame
    let target = location.key
    let action: NodeAction = assignment == .define ? .define : .update
    if frame >= 0, frames[frame].stateNames.contains(target.name) {
      log.noteOwn(currentStep)
      let stateKey = frames[frame].stateKey
      let variable = version(of: target, value, action, span: span)
      environment.states[stateKey, default: [:]][target.name] = variable
      return variable
    }
    let isSession =
      frame < 0 || frames[frame].assigns.contains(target.name)
      || (assignment == .update && frames[frame].locals[target] == nil
        && environment.variables[target] != nil)
    if !isSession {
      log.noteOwn(currentStep)
      let variable = version(of: target, value, action, span: span)
      let more =
        (value.value.tensor?.count ?? 0)
        - (frames[frame].locals[target]?.value.tensor?.count ?? 0)
      frames[frame].elements += more
      localElements += more
      frames[frame].locals[target] = variable
      return variable
    }
    noticeNetworkChange(target)
    if !environment.letters.isEmpty, target.layer == nil { environment.letters.remove(target.name) }
    let variable = version(of: target, value, action, index: known?.key, span: span)
    environment.set(target, to: variable)
    if assignment == .define { forgetStates(of: target) }
    noteAssigned(target)
    return variable
  }

  /// A version of a variable: a node of the log that names it.
  mutating func version(
    of key: VariableKey,
    _ value: Evaluated,
    _ action: NodeAction,
    index known: Int32? = nil,
    span: SourceSpan
  ) -> Variable {
    let index = known ?? log.index(of: key)
    guard case .tensor(let tensor) = value.value else {
      return Variable(value: value.value, node: -1, key: index)
    }
    let node = log.append(action, key: index, first: value.node, span: span, value: tensor)
    return Variable(value: value.value, node: node, key: index)
  }

  /// A state starts afresh when what it belongs to is defined anew.
  mutating func forgetStates(of key: VariableKey) {
    guard !environment.states.isEmpty else { return }
    let spelling = key.spelling
    for stateKey in environment.states.keys where stateKey.argument == spelling {
      environment.states[stateKey] = nil
    }
  }

  /// Remembers that the running top-level statement assigned a name of the session's.
  mutating func noteAssigned(_ key: VariableKey) {
    if assigned.last == key { return }
    if assigned.count < 4096, !assigned.contains(key) { assigned.append(key) }
  }

  /// Warns where an assignment breaks what `network` has set up.
  private mutating func noticeNetworkChange(_ key: VariableKey) {
    guard environment.hasNetwork, frames.isEmpty else { return }
    let activation = dialect.activationFunctionName
    if key.name == "L" || key.name == activation || key.name == "N" {
      notices.append(Diagnostic.networkChangeNotice(key, activation: activation))
    }
  }

  // MARK: Elements

  private mutating func assignElement(
    _ statement: Statement,
    to reference: Reference,
    by assignment: AssignmentOperator,
    _ expression: Expression
  ) throws(Diagnostic) -> StatementResult {
    let step = open(.simple, statement)
    let bare = Reference(
      base: reference.base,
      parts: reference.parts,
      layer: reference.layer,
      span: reference.span
    )
    let key = try key(of: bare)
    guard let variable = variable(key) else {
      throw .elementOfNothing(spelled(bare), reference.span)
    }
    guard let shape = variable.value.shape, let element = reference.element else {
      throw .noElements(spelled(bare), variable.value.kindName, reference.span)
    }
    try checkAssignable(key, by: .define, Evaluated(variable.value), span: reference.span)
    let indices = try sliceIndices(element, shape: shape, of: reference)
    let part = try evaluate(expression)
    let whole = record(readOf: variable, span: reference.span)
    let old = assignment == .update ? Evaluated(whole.value) : whole
    let replaced = try apply(.replaceSlice(indices), old, part, span: statement.span)
    let stored = try store(replaced, in: key, by: assignment, span: reference.span)
    close(step, result: stored.node, key: stored.key)
    return .assigned(name: key.spelling, stored.value)
  }

  /// `[β₀; β₁] ← value`: takes a column or row apart.
  private mutating func takeApart(
    _ statement: Statement,
    _ references: [Reference],
    by assignment: AssignmentOperator,
    _ expression: Expression
  ) throws(Diagnostic) -> StatementResult {
    let step = open(.simple, statement)
    let value = try evaluate(expression)
    guard let shape = value.value.shape, shape.rank == 2,
      shape.count == references.count, shape.rows == 1 || shape.columns == 1
    else {
      throw .takesApart(references.count, value.value.kindName, expression.span)
    }
    for (position, reference) in references.enumerated() {
      let indices: [SliceIndex] =
        shape.columns == 1 ? [.at(position), .at(0)] : [.at(0), .at(position)]
      let part = try apply(.slice(indices), value, span: reference.span)
      let key = try key(of: reference)
      try checkAssignable(key, by: assignment, part, span: reference.span)
      _ = try store(part, in: key, by: assignment, span: reference.span)
    }
    close(step, result: value.node)
    return .compound
  }

  // MARK: Functions

  private mutating func defineFunction(
    _ statement: Statement,
    _ reference: Reference,
    _ parameters: [String],
    _ body: Expression
  ) throws(Diagnostic) -> StatementResult {
    guard reference.layer == nil, reference.element == nil else {
      throw .functionWithLayer(reference.identifierWithLayer, reference.span)
    }
    if let twice = parameters.first(where: { name in parameters.count { $0 == name } > 1 }) {
      throw .parameterTwice(twice, reference.span)
    }
    let name = reference.identifier
    define(
      UserFunction(
        name: name,
        parameters: parameters,
        body: body,
        definition: CodeSite(statement: statement, source: site.source)
      )
    )
    return .defined(name: name, text: Printer(.unicode, dialect: dialect).text(statement))
  }

  /// `x(2) = 3`: no definition, since 2 is no parameter's name.
  private func elementUpdateMisread(
    _ reference: Reference,
    _ statement: Statement
  ) throws(Diagnostic) -> Diagnostic? {
    guard let binding = index(named: reference.identifier) else { return nil }
    return .assignsIndex(binding.name, reference.span)
  }

  // MARK: Claims

  private mutating func claim(
    _ statement: Statement,
    _ numerator: Reference,
    _ denominator: Reference,
    _ expression: Expression
  ) throws(Diagnostic) -> StatementResult {
    let step = open(.simple, statement)
    let value = try evaluate(expression)
    let key = try claimKey(numerator, by: denominator)
    // An entry that the variable does not have can have no derivative either.
    if denominator.element != nil { _ = try self.denominator(denominator) }
    let name = VariableKey(key.spelling)
    let variable = version(of: name, value, .define, span: statement.span)
    try checkElements(variable.value.tensor?.count ?? 0, span: statement.span)
    environment.set(key, to: variable)
    if !assignedClaims.contains(key) { assignedClaims.append(key) }
    close(step, result: variable.node, key: variable.key)
    return .assigned(name: key.spelling, variable.value)
  }
}
