import Diagnostics
import Notation
import Operations
import Tensors

extension Interpreter {
  /// A call as a statement: of an algorithm, or of what defines names of the session's.
  ///
  /// - Returns: nil where it is an ordinary expression.
  mutating func executeCall(
    _ statement: Statement,
    _ callee: Callee,
    _ arguments: [Argument],
    span: SourceSpan
  ) throws(Diagnostic) -> StatementResult? {
    guard callee.primes == 0, callee.power == nil, callee.reference.element == nil else {
      return nil
    }
    let reference = callee.reference
    var function: FunctionValue?
    if let variable = variable(try key(of: reference)) {
      if case .function(let value) = variable.value { function = value }
    } else {
      function = self.function(named: reference)
    }
    switch function {
    case .algorithm(let name)?:
      guard let algorithm = algorithm(named: name) else { return nil }
      let result = try run(algorithm, statement, arguments, span: span)
      if case .returned(let value?) = result { return .value(value) }
      return .compound
    case .builtin(let name)? where RunHistory.defining.contains(name):
      let step = open(.algorithmCall, statement, label: name)
      switch name {
      case "network": try defineNetwork(arguments, span: span)
      case "dataset": try defineDataset(arguments, span: span)
      case "split": try splitCases(arguments, span: span)
      default: try train(arguments, span: span)
      }
      close(step)
      return .compound
    default:
      return nil
    }
  }

  /// The value that an algorithm returns, where it is called within an expression.
  mutating func value(
    ofAlgorithm name: String,
    _ callee: Callee,
    _ arguments: [Argument],
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    guard callee.primes == 0 else { throw .noDerivativeOf(name, span) }
    guard let algorithm = algorithm(named: name) else { throw .notFunction(name, span) }
    let result = try run(algorithm, site.statement, arguments, span: span)
    guard case .returned(let value?) = result else { throw .returnedNothing(name, span) }
    return value
  }

  /// Runs an algorithm: parameters bound by reference, its own names gone afterwards.
  private mutating func run(
    _ algorithm: Algorithm,
    _ statement: Statement,
    _ arguments: [Argument],
    span: SourceSpan
  ) throws(Diagnostic) -> StatementResult {
    let definition = algorithm.definition
    let expanded = try expandOptions(arguments)
    let step = open(.algorithmCall, statement, label: definition.name)
    var frame = Frame(name: definition.name, isAlgorithm: true, firstIndex: indices.count)
    frame.assigns = Set(definition.assigns)
    frame.stateKey = StateKey(algorithm: definition.name, argument: "")
    try bind(expanded, to: definition, in: &frame, span: span)
    log.bind(
      frame.locals.compactMap { key, variable in
        variable.value.tensor?.scalar.map { (key.name, $0) }
      },
      in: step
    )
    let result = try inFrame(frame, site: algorithm.site, callSpan: span) {
      (self) throws(Diagnostic) in
      try self.bindDefaults(definition, span: span)
      let result = try self.execute(algorithmBody: definition)
      self.forgetOwnDefinitions()
      return result
    }
    close(step)
    return result
  }

  /// An argument with the value it came to, nil where it is a name bound by reference.
  private struct BoundArgument {
    var label: String?
    var expression: Expression?
    var value: Evaluated?
    var span: SourceSpan
  }

  /// Replaces the word `options` by the options the running algorithm was given.
  private mutating func expandOptions(
    _ arguments: [Argument]
  ) throws(Diagnostic) -> [BoundArgument] {
    var bound: [BoundArgument] = []
    for argument in arguments {
      if argument.label == nil, argument.value.isReference(to: "options"),
        let frame = frames.last, frame.isAlgorithm
      {
        for option in frame.options {
          bound.append(
            BoundArgument(label: option.label, value: option.value, span: argument.value.span)
          )
        }
        continue
      }
      bound.append(
        BoundArgument(
          label: argument.label,
          expression: argument.value,
          span: argument.value.span
        )
      )
    }
    return bound
  }

  private mutating func bind(
    _ arguments: [BoundArgument],
    to definition: AlgorithmDefinition,
    in frame: inout Frame,
    span: SourceSpan
  ) throws(Diagnostic) {
    let takesOptions = definition.parameters.last?.name == "options"
    let parameters = takesOptions ? Array(definition.parameters.dropLast()) : definition.parameters
    var position = 0
    for argument in arguments {
      let name: String
      if let label = argument.label {
        guard let parameter = Options.parameter(named: label, among: parameters.map(\.name)) else {
          guard takesOptions else {
            throw .unknownOption(
              label,
              definition.name,
              parameters.map(\.name),
              argument.span
            )
          }
          let value = try evaluateArgument(argument)
          frame.options.append((label, value))
          continue
        }
        name = parameter
      } else {
        guard position < parameters.count else {
          throw .argumentCount(
            definition.name,
            parameters.map(\.name),
            arguments.count,
            span
          )
        }
        name = parameters[position].name
        position += 1
      }
      try bind(argument, to: name, isFirst: name == parameters.first?.name, in: &frame)
    }
    for parameter in parameters
    where parameter.value == nil && frame.aliases[parameter.name] == nil
      && frame.locals[VariableKey(parameter.name)] == nil
    {
      throw .missingArgument(parameter.name, definition.name, parameters.map(\.name), span)
    }
  }

  private mutating func evaluateArgument(
    _ argument: BoundArgument
  ) throws(Diagnostic) -> Evaluated {
    if let value = argument.value { return value }
    guard let expression = argument.expression else { throw .hole(argument.span) }
    return try evaluate(expression)
  }

  /// Binds a name by reference, anything else by value.
  private mutating func bind(
    _ argument: BoundArgument,
    to name: String,
    isFirst: Bool,
    in frame: inout Frame
  ) throws(Diagnostic) {
    if let expression = argument.expression, case .reference(let reference) = expression.kind,
      reference.element == nil, index(named: reference.identifier) == nil
    {
      let key = try key(of: reference)
      let isLayered = key.layer == nil && !environment.layers(of: key.name).isEmpty
      let found = variable(key)
      if found != nil || (isLayered && function(named: reference) == nil) {
        if case .function? = found?.value {
          frame.locals[VariableKey(name)] = found
          return
        }
        let location =
          frames.isEmpty
          ? Location(key: key, frame: -1) : location(of: key, frame: frames.count - 1)
        let lives =
          frames.indices.contains(location.frame)
          && frames[location.frame].locals[location.key] == nil
        frame.aliases[name] = lives ? Location(key: location.key, frame: -1) : location
        if isFirst {
          frame.stateKey = StateKey(
            algorithm: frame.stateKey.algorithm,
            argument: location.key.spelling
          )
        }
        return
      }
    }
    if let expression = argument.expression, case .derivative = expression.kind, isFirst {
      throw .derivativeByReference(Printer().text(expression), expression.span)
    }
    let value = try evaluateArgument(argument)
    let key = VariableKey(name)
    frame.locals[key] = version(of: key, value, .define, span: argument.span)
    frame.valueParameters.insert(name)
  }

  /// Evaluates the defaults of the parameters that were given no argument.
  private mutating func bindDefaults(
    _ definition: AlgorithmDefinition,
    span: SourceSpan
  ) throws(Diagnostic) {
    let current = frames.count - 1
    for parameter in definition.parameters {
      let key = VariableKey(parameter.name)
      guard let value = parameter.value, frames[current].aliases[parameter.name] == nil,
        frames[current].locals[key] == nil
      else { continue }
      let evaluated = try evaluate(value)
      frames[current].locals[key] = version(of: key, evaluated, .define, span: value.span)
      frames[current].valueParameters.insert(parameter.name)
    }
  }

  private mutating func execute(
    algorithmBody definition: AlgorithmDefinition
  ) throws(Diagnostic) -> StatementResult {
    for statement in definition.body {
      if case .state(let parameters) = statement.kind {
        try declareState(parameters, span: statement.span)
        continue
      }
      let result = try execute(statement)
      if case .returned = result { return result }
      if case .broke = result { throw .breakOutsideLoop(statement.span) }
    }
    return .compound
  }

  /// Takes back the functions and algorithms that the running algorithm defined for itself.
  private mutating func forgetOwnDefinitions() {
    guard let frame = frames.last else { return }
    for (name, before) in frame.functionsBefore { environment.functions[name] = before }
    for (name, before) in frame.algorithmsBefore { environment.algorithms[name] = before }
  }

  /// Defines a function; within an algorithm for its run only, unless it assigns the name.
  mutating func define(_ function: UserFunction) {
    let name = function.name
    if let frame = frames.last, !frame.assigns.contains(name), frame.functionsBefore[name] == nil {
      frames[frames.count - 1].functionsBefore[name] = .some(environment.functions[name])
    }
    environment.functions[name] = function
  }

  /// Defines an algorithm; within another for its run only.
  mutating func define(_ algorithm: Algorithm) {
    let name = algorithm.definition.name
    if let frame = frames.last, frame.algorithmsBefore[name] == nil {
      frames[frames.count - 1].algorithmsBefore[name] = .some(environment.algorithms[name])
    }
    environment.algorithms[name] = algorithm
  }

  /// `state r = 0`: kept per first argument between runs; set where there is none yet.
  private mutating func declareState(
    _ parameters: [Parameter],
    span: SourceSpan
  ) throws(Diagnostic) {
    let current = frames.count - 1
    let stateKey = frames[current].stateKey
    for parameter in parameters {
      frames[current].stateNames.insert(parameter.name)
      if environment.states[stateKey]?[parameter.name] != nil { continue }
      guard let value = parameter.value else { throw .stateWithoutValue(parameter.name, span) }
      let key = VariableKey(parameter.name)
      let evaluated = try evaluate(value)
      environment.states[stateKey, default: [:]][parameter.name] =
        version(of: key, evaluated, .define, span: span)
    }
  }
}
