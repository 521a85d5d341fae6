import Operations

/// Writes a form in plain infix text, every product with `*`, brackets only where needed.
func plainText(_ form: Form) -> String {
  switch form {
  case .number(let value):
    return value == value.rounded() ? "\(Int(value))" : "\(value)"
  case .symbol(let name):
    return name
  case .apply(.elementwise(.negate), let operands):
    return "-" + bracketed(operands[0], above: 1)
  case .apply(.elementwise(let function), let operands):
    return "\(function.name)(\(plainText(operands[0])))"
  case .apply(.elementwiseDerivative(let function), let operands):
    return "\(function.name)'(\(plainText(operands[0])))"
  case .apply(.pairwise(let function), let operands):
    let (symbol, level) = spelling(function)
    // The right operand of − and / binds tighter, so that a left-nested chain needs no brackets.
    let left = bracketed(operands[0], above: function == .power ? level : level - 1)
    return left + symbol + bracketed(operands[1], above: level)
  case .apply(let operation, let operands):
    return "\(operation.name)(\(operands.map(plainText).joined(separator: ", ")))"
  }
}

private func spelling(_ function: PairwiseFunction) -> (String, Int) {
  switch function {
  case .add: (" + ", 1)
  case .subtract: (" - ", 1)
  case .multiply: ("*", 2)
  case .divide: ("/", 2)
  case .power: ("^", 4)
  default: (" \(function.name) ", 0)
  }
}

private func bracketed(_ form: Form, above level: Int) -> String {
  let own: Int =
    switch form {
    case .apply(.pairwise(let function), _): spelling(function).1
    case .apply(.elementwise(.negate), _): 1
    case .number(let value) where value < 0: 1
    default: 9
    }
  let text = plainText(form)
  return own > level ? text : "(\(text))"
}

// Short spellings for building forms by hand.
let w = Form.symbol("w")
let x = Form.symbol("x")
let y = Form.symbol("y")
let z = Form.symbol("z")

extension Form: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  /// Lets tests write 2 for a number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  /// Lets tests write 0.5 for a number.
  public init(floatLiteral value: Double) { self = .number(value) }
}

func + (left: Form, right: Form) -> Form { .sum(left, right) }
func - (left: Form, right: Form) -> Form { .difference(left, right) }
func * (left: Form, right: Form) -> Form { .product(left, right) }
func / (left: Form, right: Form) -> Form { .quotient(left, right) }
infix operator ** : BitwiseShiftPrecedence
func ** (left: Form, right: Form) -> Form { .power(left, right) }
prefix func - (form: Form) -> Form { .negative(form) }
func sin(_ form: Form) -> Form { .call(.sine, form) }
func cos(_ form: Form) -> Form { .call(.cosine, form) }
func exp(_ form: Form) -> Form { .call(.exp, form) }
func log(_ form: Form) -> Form { .call(.log, form) }
func sqrt(_ form: Form) -> Form { .call(.squareRoot, form) }
func tanh(_ form: Form) -> Form { .call(.hyperbolicTangent, form) }
func sigmoid(_ form: Form) -> Form { .call(.sigmoid, form) }
