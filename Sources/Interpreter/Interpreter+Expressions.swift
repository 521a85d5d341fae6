import Diagnostics
import Notation
import Operations
import Tensors

extension Interpreter {
  /// The value of an expression, with every operation recorded.
  mutating func evaluate(_ expression: Expression) throws(Diagnostic) -> Evaluated {
    let span = expression.span
    switch expression.kind {
    case .number(let value): return recordConstant(value, span: span)
    case .string(let text): return Evaluated(.string(text))
    case .reference(let reference): return try read(reference)
    case .primed(let reference, let primes): return try primedValue(reference, primes, span)
    case .result(let number): return try earlierResult(number, span: span)
    case .hole: throw .hole(span)
    case .prefix(let prefix, let operand): return try evaluate(prefix, operand, span: span)
    case .infix(let infix, let left, let right):
      let a = try evaluate(left)
      let b = try evaluate(right)
      return try apply(.pairwise(infix.function), a, b, span: span)
    case .comparison(let first, let rest): return try compare(first, rest, span: span)
    case .product(let first, let rest): return try product(first, rest, span: span)
    case .glued(let number, let operand):
      let factor = recordConstant(
        number,
        span: SourceSpan(start: span.start, end: operand.span.start)
      )
      let value = try evaluate(operand)
      return try multiply(factor, value, span: span)
    case .power(let base, let exponent): return try power(base, exponent, span: span)
    case .transpose(let operand):
      return try transpose(try evaluate(operand), span: span)
    case .call(let callee, let arguments): return try call(callee, arguments, span: span)
    case .matrix(let rows): return try matrix(rows, span: span)
    case .norm(let operand, let p):
      let order = try p.map { (p) throws(Diagnostic) in try number(p) } ?? 2
      return try apply(.norm(order), try evaluate(operand), span: span)
    case .floor(let operand):
      return try apply(.elementwise(.floor), try evaluate(operand), span: span)
    case .ceiling(let operand):
      return try apply(.elementwise(.ceiling), try evaluate(operand), span: span)
    case .absolute(let operand):
      return try apply(.elementwise(.absolute), try evaluate(operand), span: span)
    case .big(let big, let index, let from, let to, let body):
      return try evaluate(big, index: index, from: from, to: to, body: body, span: span)
    case .derivative(let sign, let numerator, let denominator):
      return try derivative(sign, of: numerator, by: denominator, span: span)
    case .differentiate(_, let variable, let body):
      return try differentiate(body, by: variable, span: span)
    case .nabla(let variable, let body): return try gradient(of: body, by: variable, span: span)
    case .evaluated(let body, let point): return try evaluate(body, at: point, span: span)
    }
  }

  private mutating func earlierResult(
    _ number: Int?,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    guard let input = number ?? environment.lastResult else { throw .noResultYet(span) }
    guard isInForce(input), let result = results[input] else {
      throw .noSuchResult(input, results.keys.filter(isInForce).sorted(), span)
    }
    guard unrecorded == 0, let tensor = result.value.tensor else { return result }
    let node = log.append(.read, first: result.node, span: span, value: tensor)
    return Evaluated(result.value, node: node)
  }

  private mutating func evaluate(
    _ prefix: PrefixOperator,
    _ operand: Expression,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    let value = try evaluate(operand)
    switch prefix {
    case .minus: return try apply(.elementwise(.negate), value, span: span)
    case .not: return try apply(.elementwise(.not), value, span: span)
    case .squareRoot: return try apply(.elementwise(.squareRoot), value, span: span)
    }
  }

  private mutating func compare(
    _ first: Expression,
    _ rest: [(ComparisonOperator, Expression)],
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    var left = try evaluate(first)
    if rest.count == 1, let equal = try compareFunctions(left, rest[0], span: span) {
      return equal
    }
    var all: Evaluated?
    for (comparison, expression) in rest {
      let right = try evaluate(expression)
      let here = SourceSpan(start: span.start, end: expression.span.end)
      let holds = try apply(.pairwise(comparison.function), left, right, span: here)
      all =
        try all.map { (all) throws(Diagnostic) in
          try apply(.pairwise(.and), all, holds, span: here)
        } ?? holds
      left = right
    }
    return all ?? left
  }

  /// `g[2] == softmax`: functions and texts are equal or not.
  private mutating func compareFunctions(
    _ left: Evaluated,
    _ rest: (ComparisonOperator, Expression),
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated? {
    guard rest.0 == .equal || rest.0 == .notEqual else { return nil }
    let same: Bool
    switch left.value {
    case .function(let function):
      let right = try evaluate(rest.1)
      if case .function(let other) = right.value { same = function == other } else { same = false }
    case .string(let text):
      let right = try evaluate(rest.1)
      if case .string(let other) = right.value { same = text == other } else { same = false }
    default: return nil
    }
    return recordConstant(same == (rest.0 == .equal) ? 1 : 0, span: span)
  }

  private mutating func power(
    _ base: Expression,
    _ exponent: Expression,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    if case .reference(let reference) = base.kind, reference.layer == nil,
      reference.element == nil, index(named: reference.identifier) == nil,
      variable(VariableKey(reference.identifier)) == nil
    {
      let layers = environment.layers(of: reference.identifier)
      if !layers.isEmpty {
        throw .powerOfLayered(
          reference,
          exponent,
          typed: String(site.source.text(of: span)),
          span
        )
      }
    }
    let a = try evaluate(base)
    let b = try evaluate(exponent)
    return try apply(.pairwise(.power), a, b, span: span)
  }

  /// The transpose; a number is its own.
  mutating func transpose(_ value: Evaluated, span: SourceSpan) throws(Diagnostic) -> Evaluated {
    if let tensor = value.value.tensor, tensor.shape.rank == 0 { return value }
    return try apply(.transpose, value, span: span)
  }

  // MARK: Products

  /// Factors of one level, left to right; a function followed by an operand is a call.
  private mutating func product(
    _ first: Expression,
    _ rest: [(ProductOperator, Expression)],
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    var (first, rest) = (first, rest)
    if mayHoldCall(first) || rest.contains(where: { mayHoldCall($0.1) }) {
      (first, rest) = withCalls(first, rest)
    }
    var result = try factor(first)
    for (joiner, expression) in rest {
      let right = try factor(expression)
      let here = SourceSpan(start: span.start, end: expression.span.end)
      switch joiner {
      case .adjacent, .times: result = try multiply(result, right, span: here)
      case .over: result = try apply(.pairwise(.divide), result, right, span: here)
      }
    }
    return result
  }

  private mutating func factor(_ expression: Expression) throws(Diagnostic) -> Evaluated {
    if let callee = functionStanding(in: expression) {
      throw .functionWithoutArgument(callee, expression.span)
    }
    return try evaluate(expression)
  }

  /// The product of two values: a number scales, two matrices make the matrix product.
  mutating func multiply(
    _ left: Evaluated,
    _ right: Evaluated,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    guard let a = left.value.shape, let b = right.value.shape else {
      let bad = left.value.shape == nil ? left : right
      throw .cannotMultiply(bad.value.kindName, span)
    }
    if a.rank == 0 || b.rank == 0 {
      return try apply(.pairwise(.multiply), left, right, span: span)
    }
    if a.rank == 2, b.rank == 2, a.columns != b.rows, a.count == 1 || b.count == 1 {
      return try apply(.pairwise(.multiply), left, right, span: span)
    }
    return try apply(.matrixProduct, left, right, span: span)
  }

  // MARK: Literals

  /// A matrix literal: blocks put together, bracket literals one rank deeper, or functions.
  private mutating func matrix(
    _ rows: [[Expression]],
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    if let constant = literalOfNumbers(rows) { return recordConstant(constant, span: span) }
    var blocks: [Evaluated] = []
    for row in rows { for element in row { blocks.append(try evaluate(element)) } }
    if let functions = try functionList(blocks, span: span) { return functions }
    let elements = rows.flatMap(\.self)
    let deeper = elements.filter(\.isBracketLiteral).count
    if deeper > 0 {
      guard deeper == elements.count else { throw .mixedBrackets(span) }
      return try stackDeeper(blocks, span: span)
    }
    if blocks.isEmpty {
      return recordConstant(Tensor(shape: Shape(rows: 0, columns: 0), elements: []), span: span)
    }
    return try apply(.assemble(rows.map(\.count)), blocks, span: span)
  }

  /// A literal whose elements are all numbers is one constant.
  private func literalOfNumbers(_ rows: [[Expression]]) -> Tensor? {
    let columns = rows.first?.count ?? 0
    var elements: [Double] = []
    for row in rows {
      guard row.count == columns else { return nil }
      for element in row {
        switch element.kind {
        case .number(let value): elements.append(value)
        case .prefix(.minus, let operand):
          guard case .number(let value) = operand.kind else { return nil }
          elements.append(-value)
        default: return nil
        }
      }
    }
    return Tensor(shape: Shape(rows: rows.count, columns: columns), elements: elements)
  }

  private mutating func stackDeeper(
    _ blocks: [Evaluated],
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    let shapes = blocks.compactMap(\.value.shape)
    // `[[1, 2], [3, 4]]` is 2×2: rows of one bracket level become a matrix.
    if shapes.allSatisfy({ $0.rank == 2 && $0.rows == 1 }) {
      let widths = Set(shapes.map(\.columns))
      guard widths.count == 1 else { throw .raggedRows(shapes.map(\.columns), span) }
      return try apply(.assemble(blocks.map { _ in 1 }), blocks, span: span)
    }
    return try apply(.stack, blocks, span: span)
  }

  private func functionList(
    _ blocks: [Evaluated],
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated? {
    var functions: [FunctionValue] = []
    for block in blocks {
      if case .function(let function) = block.value { functions.append(function) }
    }
    if functions.isEmpty { return nil }
    guard functions.count == blocks.count else { throw .mixedFunctions(span) }
    return Evaluated(.functions(functions))
  }

  // MARK: Points

  /// `expression | x = 3`: names have other values while it is evaluated.
  private mutating func evaluate(
    _ body: Expression,
    at point: [(Reference, Expression)],
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    var values: [(VariableKey, Evaluated)] = []
    for (reference, expression) in point {
      values.append((try key(of: reference), try evaluate(expression)))
    }
    if let value = try evaluateDerivative(body, at: values, span: span) { return value }
    let saved = environment
    defer { environment = saved }
    for (key, value) in values {
      if frames.isEmpty == false, frames[frames.count - 1].locals[key] != nil {
        throw .pointOfLocal(key.spelling, span)
      }
      environment.letters.remove(key.name)
      environment.set(key, to: version(of: key, value, .define, span: span))
    }
    return try evaluate(body)
  }
}

extension Expression {
  /// Whether it is a bracket literal, which inside another makes one rank more.
  var isBracketLiteral: Bool {
    if case .matrix = kind { true } else { false }
  }
}

extension Value {
  /// The shape of a number, a matrix or a symbolic one; nil for every other kind.
  var shape: Shape? {
    switch self {
    case .tensor(let tensor): tensor.shape
    case .symbolic(let symbolic): symbolic.shape
    default: nil
    }
  }
}

extension InfixOperator {
  /// The operation between the operands.
  var function: PairwiseFunction {
    switch self {
    case .or: .or
    case .and: .and
    case .plus: .add
    case .minus: .subtract
    case .elementwiseProduct: .multiply
    }
  }
}

extension ComparisonOperator {
  /// The operation between the operands.
  var function: PairwiseFunction {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    }
  }
}
