import Calculus
import Diagnostics
import Notation
import Operations
import Tensors

extension Interpreter {
  /// `dz/dw` where z, y and x are only functions chained by their parameters' names.
  mutating func derivativeOfFunctions(
    _ numerator: Reference,
    by denominator: Reference,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    let name = numerator.identifier
    guard numerator.layer == nil, environment.functions[name] != nil else {
      throw unknown(numerator, key: try key(of: numerator))
    }
    guard denominator.layer == nil, denominator.element == nil else {
      throw .functionByLayer(name, denominator.identifierWithLayer, span)
    }
    let target = denominator.identifier
    let functions = try chain(from: name, to: target, span: span)
    guard let start = variable(VariableKey(target))?.value.tensor?.scalar else {
      return try derivativeForm(functions, target, span: span)
    }
    let links = try links(functions, target, start, span: span)
    let value = Tensor(links.value)
    guard unrecorded == 0, let variable = variable(VariableKey(target)) else {
      return Evaluated(.tensor(value))
    }
    let node = log.append(.derivative, first: variable.node, span: span, value: value)
    log.derivations[node] = DerivationRecord(
      numerator: VariableKey(name),
      denominator: VariableKey(target),
      of: -1,
      by: -1,
      chain: links
    )
    return Evaluated(.tensor(value), node: node)
  }

  /// The functions from z down to the one whose parameter is w.
  private func chain(
    from name: String,
    to target: String,
    span: SourceSpan
  ) throws(Diagnostic) -> [UserFunction] {
    var functions: [UserFunction] = []
    var next = name
    while let function = environment.functions[next] {
      guard function.parameters.count == 1 else {
        throw .primeOfSeveral(function.name, function.parameters, span)
      }
      functions.append(function)
      next = function.parameters[0]
      if next == target { return functions }
      if functions.contains(where: { $0.name == next }) { break }
    }
    throw .noChain(name, target, functions.map { "\($0.name)(\($0.parameters[0]))" }, span)
  }

  /// The derivative as one form in w, which has no value.
  private mutating func derivativeForm(
    _ functions: [UserFunction],
    _ target: String,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    var nested = Form.symbol(target)
    for function in functions.reversed() {
      nested = try form(
        of: function.body,
        bindings: [function.parameters[0]: nested],
        depth: 0
      )
    }
    let form = try derivative(nested, by: target, times: 1, span: span)
    if case .number(let value) = form { return recordConstant(value, span: span) }
    return Evaluated(.symbolic(SymbolicTensor(form)))
  }

  /// Each function's derivative at the value below it, and the products from the top down.
  private mutating func links(
    _ functions: [UserFunction],
    _ target: String,
    _ start: Double,
    span: SourceSpan
  ) throws(Diagnostic) -> ScalarChain {
    var values: [Double] = [start]
    for function in functions.reversed() {
      let argument = recordConstant(values[values.count - 1], span: span)
      let result = try callUser(function, [(nil, argument)], span: span)
      guard let value = result.value.tensor?.scalar else {
        throw .needsNumber(result.value.kindName, span)
      }
      values.append(value)
    }
    values.reverse()
    var links: [ChainLink] = []
    var upstream = 1.0
    for (position, function) in functions.enumerated() {
      let parameter = function.parameters[0]
      let body = try form(
        of: function.body,
        bindings: [parameter: .symbol(parameter)],
        depth: 0
      )
      let local = try derivative(body, by: parameter, times: 1, span: span)
      let below = values[position + 1]
      let argument = recordConstant(below, span: span)
      let exact = try evaluate(local, with: [parameter: argument], span: span)
      let value = rounded(exact.value.tensor?.single ?? .nan)
      let total = position == 0 ? value : rounded(upstream * value)
      links.append(
        ChainLink(
          upper: function.name,
          lower: parameter,
          form: local,
          numbers: local.substituting([parameter: .number(below)]),
          value: value,
          upstream: upstream,
          total: total
        )
      )
      upstream = total
    }
    return ScalarChain(numerator: functions[0].name, links: links, value: upstream)
  }
}
