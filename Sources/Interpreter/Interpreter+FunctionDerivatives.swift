import Calculus
import Diagnostics
import Notation
import Operations
import Tensors

extension Interpreter {
  /// `g'(z)` of a function of the language.
  mutating func derivative(
    ofBuiltin name: String,
    _ kind: Builtins.Kind,
    _ arguments: inout BuiltinArguments,
    primes: Int,
    signature: String,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    var function: ElementwiseFunction?
    switch kind {
    case .elementwise(let plain): function = plain
    case .leakyRelu:
      function = .leakyRelu(slope: try arguments.number(["slope"], at: 1, default: 0.01))
    case .elu: function = .elu(alpha: try arguments.number(["α", "alpha"], at: 1, default: 1))
    case .softmax where primes == 1:
      try arguments.check(1...1, signature: signature)
      return try apply(.softmaxJacobian, arguments.positional[0], span: span)
    case .loss(let loss) where primes == 1:
      try arguments.check(2...2, signature: signature)
      return try apply(
        .lossDerivative(loss),
        arguments.positional[0],
        arguments.positional[1],
        span: span
      )
    default: break
    }
    guard let function else { throw .noDerivativeOf(name, span) }
    try arguments.check(1...2, signature: signature)
    if primes == 1 {
      return try apply(.elementwiseDerivative(function), arguments.positional[0], span: span)
    }
    let symbol = "x"
    let form = try derivative(
      .apply(.elementwise(function), [.symbol(symbol)]),
      by: symbol,
      times: primes,
      span: span
    )
    return try evaluate(form, with: [symbol: arguments.positional[0]], span: span)
  }

  /// `f'(x)` of a function of the learner's with one parameter.
  mutating func derivative(
    of function: UserFunction,
    at arguments: [(String?, Evaluated)],
    primes: Int,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    guard function.parameters.count == 1, arguments.count == 1 else {
      throw .primeOfSeveral(function.name, function.parameters, span)
    }
    let parameter = function.parameters[0]
    let body = try form(
      of: function.body,
      bindings: [parameter: .symbol(parameter)],
      depth: 0
    )
    let form = try derivative(body, by: parameter, times: primes, span: span)
    return try evaluate(form, with: [parameter: arguments[0].1], span: span)
  }

  /// A form differentiated a number of times.
  func derivative(
    _ form: Form,
    by symbol: String,
    times: Int,
    span: SourceSpan
  ) throws(Diagnostic) -> Form {
    var form = form
    for _ in 0..<times {
      do { form = try form.derivative(by: symbol) } catch {
        throw Diagnostic(.derivative, error.message, span: span)
      }
    }
    return form
  }

  /// Evaluates a form by recorded operations; a symbol without a value given is a variable.
  mutating func evaluate(
    _ form: Form,
    with values: [String: Evaluated],
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    switch form {
    case .number(let value): return recordConstant(value, span: span)
    case .symbol(let name):
      if let value = values[name] { return value }
      if let constant = Self.constants[name], variable(VariableKey(name)) == nil {
        return recordConstant(constant, span: span)
      }
      guard let reference = try? Reference(parsing: name) else {
        throw .unknownName(name, [], span)
      }
      return try read(reference.moved(to: span))
    case .apply(let operation, let operands):
      var evaluated: [Evaluated] = []
      for operand in operands { evaluated.append(try evaluate(operand, with: values, span: span)) }
      switch evaluated.count {
      case 1: return try apply(operation, evaluated[0], span: span)
      case 2: return try apply(operation, evaluated[0], evaluated[1], span: span)
      default: return try apply(operation, evaluated, span: span)
      }
    }
  }
}

extension Reference {
  /// Reads one name with its layer and subscripts.
  init(parsing text: String) throws(Diagnostic) {
    let expression = try Expression(parsing: text)
    guard case .reference(let reference) = expression.kind else {
      throw Diagnostic(.syntax, "\(text) is not one name.")
    }
    self = reference
  }

  /// The same name at another place in the text.
  func moved(to span: SourceSpan) -> Reference {
    Reference(base: base, parts: parts, layer: layer, element: element, span: span)
  }
}
