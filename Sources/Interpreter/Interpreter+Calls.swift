import Diagnostics
import Notation
import Operations
import Tensors

extension Interpreter {
  /// `f(x)`: calls the function if there is one, else multiplies the value by the bracket.
  mutating func call(
    _ callee: Callee,
    _ arguments: [Argument],
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    if callee.primes > 0, let primed = try primedName(callee.reference, callee.primes) {
      return try call(Callee(reference: primed, power: callee.power), arguments, span: span)
    }
    guard let function = try functionCalled(callee.reference) else {
      return try multiplyByBracket(callee, arguments, span: span)
    }
    if case .algorithm(let name) = function {
      let value = try value(ofAlgorithm: name, callee, arguments, span: span)
      guard let exponent = callee.power else { return value }
      return try apply(.pairwise(.power), value, try evaluate(exponent), span: span)
    }
    if case .builtin("defined") = function { return try isDefined(arguments, span: span) }
    var values: [(String?, Evaluated)] = []
    for argument in arguments {
      values.append((argument.label, try evaluate(argument.value)))
    }
    let value = try call(callee, function, values, primes: callee.primes, span: span)
    guard let exponent = callee.power else { return value }
    return try apply(.pairwise(.power), value, try evaluate(exponent), span: span)
  }

  /// Calls a function with values.
  mutating func call(
    _ callee: Callee,
    _ function: FunctionValue,
    _ arguments: [(String?, Evaluated)],
    primes: Int,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    switch function {
    case .builtin(let name):
      return try callBuiltin(name, arguments, primes: primes, span: span)
    case .user(let function):
      if primes > 0 {
        return try derivative(of: function, at: arguments, primes: primes, span: span)
      }
      return try callUser(function, arguments, span: span)
    case .algorithm(let name):
      throw .algorithmInExpression(name, span)
    }
  }

  /// `defined(y)`: whether a name has a value.
  private mutating func isDefined(
    _ arguments: [Argument],
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    guard arguments.count == 1, case .reference(let reference) = arguments[0].value.kind else {
      throw .definedNeedsName(span)
    }
    let found = variable(try key(of: reference)) != nil
    return recordConstant(found ? 1 : 0, span: span)
  }

  /// The function that a callee's name stands for, nil where it is a value.
  private mutating func functionCalled(
    _ reference: Reference
  ) throws(Diagnostic) -> FunctionValue? {
    if reference.element != nil { return nil }
    if reference.layer == nil {
      if index(named: reference.identifier) != nil { return nil }
      if let function = environment.functions[reference.identifier] { return .user(function) }
    }
    if let variable = variable(try key(of: reference)) {
      if case .function(let function) = variable.value { return function }
      if reference.layer == nil, let function = function(named: reference) { return function }
      return nil
    }
    if let function = function(named: reference) { return function }
    if try unbracedElementKey(reference) != nil { return nil }
    // h_l in manchester is the function of layer l, h⁽ˡ⁾.
    if reference.layer == nil, reference.parts.count == 1,
      let layer = layerNamed(reference.parts[0]),
      case .function(let function)? = variable(VariableKey(reference.base, layer: layer))?.value
    {
      return function
    }
    if reference.layer == nil, Self.constants[reference.identifier] != nil { return nil }
    if environment.letters.contains(reference.identifier) { return nil }
    throw unknown(reference, key: try key(of: reference), isCalled: true)
  }

  private func layerNamed(_ text: String) -> Int? {
    if let number = Int(text) { return number }
    if let binding = index(named: text) { return Int(exactly: binding.value) }
    return variable(VariableKey(text))?.value.tensor?.single.flatMap { Int(exactly: $0) }
  }

  /// `a(1 − a)` where a is a value: a product.
  private mutating func multiplyByBracket(
    _ callee: Callee,
    _ arguments: [Argument],
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    let name = callee.reference.identifierWithLayer
    if callee.primes > 0 { throw .primeOfValue(name, span) }
    if let label = arguments.compactMap(\.label).first { throw .optionOfValue(label, name, span) }
    guard arguments.count == 1 else {
      let texts = arguments.map { Printer().text($0.value) }
      throw .argumentsOfValue(name, texts, span)
    }
    var left = try read(callee.reference)
    if let exponent = callee.power {
      left = try apply(.pairwise(.power), left, try evaluate(exponent), span: callee.reference.span)
    }
    let right = try evaluate(arguments[0].value)
    return try multiply(left, right, span: span)
  }

  /// The name `w'` or `f'` where it has been assigned or defined, nil where it has not.
  private mutating func primedName(
    _ reference: Reference,
    _ primes: Int
  ) throws(Diagnostic) -> Reference? {
    var primed = reference
    primed.base += String(repeating: "'", count: primes)
    if primed.layer == nil, environment.functions[primed.identifier] != nil { return primed }
    return variable(try key(of: primed)) == nil ? nil : primed
  }

  /// A primed name by itself: the value of `w'` where it was assigned; a function's derivative
  /// needs a point.
  mutating func primedValue(
    _ reference: Reference,
    _ primes: Int,
    _ span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    if let primed = try primedName(reference, primes) { return try read(primed) }
    if variable(try key(of: reference)) != nil, function(named: reference) == nil {
      throw .primeOfValue(reference.identifierWithLayer, span)
    }
    let name = reference.identifierWithLayer
    throw .primedWithoutArgument(name, String(repeating: "'", count: primes), span)
  }

  // MARK: The learner's functions

  /// Evaluates a function's body with its parameters bound.
  mutating func callUser(
    _ function: UserFunction,
    _ arguments: [(String?, Evaluated)],
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    var frame = Frame(name: function.name, isAlgorithm: false, firstIndex: indices.count)
    var position = 0
    for (label, value) in arguments {
      let name: String
      if let label {
        guard function.parameters.contains(label) else {
          throw .unknownOption(label, function.name, function.parameters, span)
        }
        name = label
      } else {
        guard position < function.parameters.count else {
          throw .argumentCount(
            function.name,
            function.parameters,
            arguments.count,
            span
          )
        }
        name = function.parameters[position]
        position += 1
      }
      let key = VariableKey(name)
      frame.locals[key] = version(of: key, value, .define, span: span)
    }
    guard frame.locals.count == function.parameters.count else {
      throw .argumentCount(function.name, function.parameters, arguments.count, span)
    }
    let result = try inFrame(frame, site: function.definition, callSpan: span) {
      (self) throws(Diagnostic) in
      let step = self.open(
        .functionCall,
        function.definition.statement,
        label: function.name
      )
      let value = try self.evaluate(function.body)
      self.close(step, result: value.node)
      return value
    }
    guard unrecorded == 0, let tensor = result.value.tensor else { return result }
    let node = log.append(.call, first: result.node, span: span, value: tensor)
    return Evaluated(result.value, node: node)
  }

  /// Runs a body in a frame of its own, with errors inside told from the call's place.
  mutating func inFrame<Result>(
    _ frame: Frame,
    site inner: CodeSite,
    callSpan: SourceSpan,
    _ body: (inout Interpreter) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    depth += 1
    if depth > limits.depth || Stack.isUsed(stackBytes, from: stackTop) {
      throw .tooDeep(frame.name, min(limits.depth, depth), callSpan)
    }
    let outer = site
    frames.append(frame)
    site = inner
    do {
      let result = try body(&self)
      localElements -= frames.removeLast().elements
      site = outer
      depth -= 1
      return result
    } catch {
      var diagnostic = error
      if let span = diagnostic.span {
        let place = Diagnostic.Place(source: inner.source, span: span)
        if diagnostic.inside.first != place, diagnostic.inside.count < 4 {
          diagnostic.inside.insert(place, at: 0)
        }
      }
      diagnostic.span = callSpan
      throw diagnostic
    }
  }
}
