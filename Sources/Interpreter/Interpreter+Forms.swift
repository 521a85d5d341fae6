import Calculus
import Diagnostics
package import Notation
package import Operations
import Tensors

extension Interpreter {
  /// The derivative of an expression as a form.
  mutating func symbolicDerivative(
    of body: Expression,
    by symbol: String,
    span: SourceSpan
  ) throws(Diagnostic) -> Form {
    let form = try form(of: body, bindings: [:], depth: 0)
    return try derivative(form, by: symbol, times: 1, span: span)
  }

  /// The derivative of an expression as a form, nil where it has none: for showing.
  package func displayedForm(of body: Expression, by symbol: String) -> Form? {
    var copy = self.withoutLog()
    guard let form = try? copy.symbolicDerivative(of: body, by: symbol, span: body.span),
      copy.isScalarForm(form)
    else { return nil }
    return form
  }

  /// This interpreter without its log, to look things up without recording.
  private func withoutLog() -> Interpreter {
    var copy = self
    copy.log = Log()
    copy.unrecorded = 1
    return copy
  }

  private func isScalarForm(_ form: Form) -> Bool {
    form.symbols.allSatisfy { symbol in
      guard let reference = try? Reference(parsing: symbol) else { return true }
      var copy = self
      guard let key = try? copy.key(of: reference),
        let shape = variable(key)?.value.shape
      else { return true }
      return shape.rank == 0
    }
  }

  /// An expression over scalars as a form, functions of the learner's put in.
  mutating func form(
    of expression: Expression,
    bindings: [String: Form],
    depth: Int
  ) throws(Diagnostic) -> Form {
    guard depth < 64 else { throw .noForm(Printer().text(expression), expression.span) }
    // The bounds of a sum are evaluated, and may ask for the form of the function they stand in.
    if Stack.isUsed(stackBytes, from: stackTop) {
      throw .tooDeep("a derivative", limits.depth, expression.span)
    }
    switch expression.kind {
    case .number(let value): return .number(value)
    case .reference(let reference): return try form(of: reference, bindings: bindings)
    case .prefix(let prefix, let operand):
      let inner = try form(of: operand, bindings: bindings, depth: depth + 1)
      switch prefix {
      case .minus: return .apply(.elementwise(.negate), [inner])
      case .not: return .apply(.elementwise(.not), [inner])
      case .squareRoot: return .apply(.elementwise(.squareRoot), [inner])
      }
    case .infix(let infix, let left, let right):
      return .apply(
        .pairwise(infix.function),
        [
          try form(of: left, bindings: bindings, depth: depth + 1),
          try form(of: right, bindings: bindings, depth: depth + 1),
        ]
      )
    case .glued(let number, let operand):
      let inner = try form(of: operand, bindings: bindings, depth: depth + 1)
      return .apply(.pairwise(.multiply), [.number(number), inner])
    case .power(let base, let exponent):
      let power = try form(of: exponent, bindings: bindings, depth: depth + 1)
      if base.isReference(to: "e"), bindings["e"] == nil, variable(VariableKey("e")) == nil {
        return .apply(.elementwise(.exp), [power])
      }
      let inner = try form(of: base, bindings: bindings, depth: depth + 1)
      return .apply(.pairwise(.power), [inner, power])
    case .product(let first, let rest):
      return try productForm(first, rest, bindings: bindings, depth: depth)
    case .call(let callee, let arguments):
      return try callForm(callee, arguments, expression, bindings: bindings, depth: depth)
    case .absolute(let operand):
      return .apply(
        .elementwise(.absolute),
        [try form(of: operand, bindings: bindings, depth: depth + 1)]
      )
    case .differentiate(_, let variable, let body):
      let inner = try form(of: body, bindings: bindings, depth: depth + 1)
      return try derivative(
        inner,
        by: Printer().text(variable),
        times: 1,
        span: expression.span
      )
    case .derivative(_, let numerator, let denominator):
      guard let top = variable(try key(of: numerator)),
        let bottom = variable(try key(of: denominator)),
        let form = expandedDerivative(from: top.node, to: bottom.node)
      else { throw .noForm(Printer().text(expression), expression.span) }
      return form
    case .big(.sum, let index?, let from?, let to?, let body):
      return try sumForm(index, from, to, body, expression, bindings: bindings, depth: depth)
    default:
      throw .noForm(Printer().text(expression), expression.span)
    }
  }

  private mutating func form(
    of reference: Reference,
    bindings: [String: Form]
  ) throws(Diagnostic) -> Form {
    if reference.layer == nil, reference.element == nil,
      let bound = bindings[reference.identifier]
    {
      return bound
    }
    if reference.layer == nil, reference.element == nil,
      let index = index(named: reference.identifier)
    {
      return .number(index.value)
    }
    guard reference.element == nil else {
      throw .noForm(Printer().text(reference), reference.span)
    }
    return .symbol(Printer().text(try key(of: reference).reference))
  }

  private mutating func productForm(
    _ first: Expression,
    _ rest: [(ProductOperator, Expression)],
    bindings: [String: Form],
    depth: Int
  ) throws(Diagnostic) -> Form {
    let (first, rest) = withCalls(first, rest, bound: Set(bindings.keys))
    var result = try form(of: first, bindings: bindings, depth: depth + 1)
    for (joiner, expression) in rest {
      let next = try form(of: expression, bindings: bindings, depth: depth + 1)
      result = .apply(.pairwise(joiner == .over ? .divide : .multiply), [result, next])
    }
    return result
  }

  private mutating func callForm(
    _ callee: Callee,
    _ arguments: [Argument],
    _ expression: Expression,
    bindings: [String: Form],
    depth: Int
  ) throws(Diagnostic) -> Form {
    var values: [Form] = []
    for argument in arguments {
      guard argument.label == nil else {
        throw .noForm(Printer().text(expression), expression.span)
      }
      values.append(try form(of: argument.value, bindings: bindings, depth: depth + 1))
    }
    let reference = callee.reference
    var function = reference.layer == nil ? self.function(named: reference) : nil
    let key = try key(of: reference)
    if bindings[reference.identifier] == nil, let variable = variable(key) {
      if case .function(let value) = variable.value {
        function = value
      } else if case .user? = function {
      } else {
        function = nil
      }
    }
    var result: Form
    if let function {
      result = try applied(function, values, expression.span, depth: depth)
      if callee.primes > 0 {
        let symbol = "\u{1}"
        let body = try applied(function, [.symbol(symbol)], expression.span, depth: depth)
        let form = try derivative(
          body,
          by: symbol,
          times: callee.primes,
          span: expression.span
        )
        guard let argument = values.first else {
          throw .noForm(Printer().text(expression), expression.span)
        }
        result = form.substituting([symbol: argument]).simplified()
      }
    } else {
      guard values.count == 1 else {
        throw .noForm(Printer().text(expression), expression.span)
      }
      let left = try form(of: reference, bindings: bindings)
      result = .apply(.pairwise(.multiply), [left, values[0]])
    }
    guard let power = callee.power else { return result }
    let exponent = try form(of: power, bindings: bindings, depth: depth + 1)
    return .apply(.pairwise(.power), [result, exponent])
  }

  private mutating func applied(
    _ function: FunctionValue,
    _ values: [Form],
    _ span: SourceSpan,
    depth: Int
  ) throws(Diagnostic) -> Form {
    switch function {
    case .builtin(let name):
      guard let elementwise = Builtins.elementwiseFunction(name), values.count == 1 else {
        throw .noForm(name, span)
      }
      return .apply(.elementwise(elementwise), values)
    case .user(let user):
      guard user.parameters.count == values.count else {
        throw .argumentCount(user.name, user.parameters, values.count, span)
      }
      let inner = Dictionary(uniqueKeysWithValues: zip(user.parameters, values))
      return try form(of: user.body, bindings: inner, depth: depth + 1)
    case .algorithm(let name): throw .algorithmInExpression(name, span)
    }
  }

  private mutating func sumForm(
    _ index: String,
    _ from: Expression,
    _ to: Expression,
    _ body: Expression,
    _ expression: Expression,
    bindings: [String: Form],
    depth: Int
  ) throws(Diagnostic) -> Form {
    let first = try integer(from)
    let last = try integer(to)
    guard last - first < 64 else { throw .noForm(Printer().text(expression), expression.span) }
    var sum: Form?
    for value in first...max(first, last) where value <= last {
      var inner = bindings
      inner[index] = .number(Double(value))
      let term = try form(of: body, bindings: inner, depth: depth + 1)
      sum = sum.map { .apply(.pairwise(.add), [$0, term]) } ?? term
    }
    return sum ?? .number(0)
  }
}
