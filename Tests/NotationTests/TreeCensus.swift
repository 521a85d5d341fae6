@testable import Notation

/// Counts the cases of the syntax tree that occur in programs.
///
/// The switches have no default: a new case does not compile before it is counted, and the round
/// trip fails before it is generated.
struct TreeCensus {
  private(set) var counts: [String: Int] = [:]

  /// Every label that a census must have seen.
  static let all = Set(fixed + operators)

  private static let fixed = [
    "number", "string", "reference", "primed", "result", "result n", "hole", "glued", "power",
    "transpose", "call", "call primed", "call power", "option", "matrix", "norm", "norm p",
    "floor", "ceiling", "absolute", "big bare", "big index", "big range", "nabla", "evaluated",
    "layer", "part", "position", "all", "case",
    "assignment define", "assignment update", "expression", "symbols", "for", "while", "if",
    "if else", "break", "return", "return value", "algorithm", "state", "parameter",
    "parameter default", "target reference", "target primed", "target function",
    "target derivative", "target list", "ellipsis", "endless", "up", "down",
  ]

  private static let operators =
    PrefixOperator.allCases.map { "prefix \($0)" }
    + InfixOperator.allCases.map { "infix \($0)" }
    + ComparisonOperator.allCases.map { "comparison \($0)" }
    + ProductOperator.allCases.map { "product \($0)" }
    + BigOperator.allCases.map { "big \($0)" }
    + DerivativeSign.allCases.flatMap { ["derivative \($0)", "differentiate \($0)"] }

  private mutating func see(_ label: String) { counts[label, default: 0] += 1 }

  mutating func count(_ program: Program) { program.statements.forEach { count($0) } }

  mutating func count(_ statement: Statement) {
    switch statement.kind {
    case .assignment(let target, let sign, let value):
      switch sign {
      case .define: see("assignment define")
      case .update: see("assignment update")
      }
      count(target)
      count(value)
    case .expression(let value):
      see("expression")
      count(value)
    case .symbols: see("symbols")
    case .forLoop(_, let range, let body):
      see("for")
      count(range)
      body.forEach { count($0) }
    case .whileLoop(let condition, let body):
      see("while")
      count(condition)
      body.forEach { count($0) }
    case .conditional(let condition, let then, let otherwise):
      see(otherwise == nil ? "if" : "if else")
      count(condition)
      (then + (otherwise ?? [])).forEach { count($0) }
    case .breakLoop: see("break")
    case .returnValue(let value):
      see(value == nil ? "return" : "return value")
      if let value { count(value) }
    case .algorithm(let definition):
      see("algorithm")
      definition.parameters.forEach { count($0) }
      definition.body.forEach { count($0) }
    case .state(let variables):
      see("state")
      variables.forEach { count($0) }
    }
  }

  private mutating func count(_ parameter: Parameter) {
    see(parameter.value == nil ? "parameter" : "parameter default")
    if let value = parameter.value { count(value) }
  }

  private mutating func count(_ target: Target) {
    switch target {
    case .reference(let name):
      see(name.base.hasSuffix("'") ? "target primed" : "target reference")
      count(name)
    case .function(let name, _):
      see("target function")
      count(name)
    case .derivative(_, let of, let by):
      see("target derivative")
      count(of)
      count(by)
    case .list(let names):
      see("target list")
      names.forEach { count($0) }
    }
  }

  private mutating func count(_ range: LoopRange) {
    switch range {
    case .ellipsis(let first, let last): count("ellipsis", first, last)
    case .endless(let first, let second): count("endless", first, second)
    case .up(let first, let last): count("up", first, last)
    case .down(let first, let last): count("down", first, last)
    }
  }

  private mutating func count(_ label: String, _ operands: Expression...) {
    see(label)
    operands.forEach { count($0) }
  }

  private mutating func count(_ name: Reference) {
    if !name.parts.isEmpty { see("part") }
    if let layer = name.layer { count("layer", layer) }
    for index in name.element ?? [] {
      switch index {
      case .position(let value): count("position", value)
      case .all: see("all")
      case .trainingCase(let value): count("case", value)
      }
    }
  }

  mutating func count(_ expression: Expression) {
    switch expression.kind {
    case .number: see("number")
    case .string: see("string")
    case .reference(let name):
      see("reference")
      count(name)
    case .primed(let name, _):
      see("primed")
      count(name)
    case .result(let number): see(number == nil ? "result" : "result n")
    case .hole: see("hole")
    case .prefix(let sign, let operand): count("prefix \(sign)", operand)
    case .infix(let sign, let left, let right): count("infix \(sign)", left, right)
    case .comparison(let first, let rest):
      count(first)
      for (sign, operand) in rest { count("comparison \(sign)", operand) }
    case .product(let first, let rest):
      count(first)
      for (sign, operand) in rest { count("product \(sign)", operand) }
    case .glued(_, let operand): count("glued", operand)
    case .power(let base, let exponent): count("power", base, exponent)
    case .transpose(let base): count("transpose", base)
    case .call(let callee, let arguments):
      see("call")
      if callee.primes > 0 { see("call primed") }
      if let power = callee.power { count("call power", power) }
      count(callee.reference)
      for argument in arguments {
        if argument.label != nil { see("option") }
        count(argument.value)
      }
    case .matrix(let rows):
      see("matrix")
      rows.joined().forEach { count($0) }
    case .norm(let operand, let order):
      count("norm", operand)
      if let order { count("norm p", order) }
    case .floor(let operand): count("floor", operand)
    case .ceiling(let operand): count("ceiling", operand)
    case .absolute(let operand): count("absolute", operand)
    case .big(let sign, let index, let from, let to, let body):
      count("big \(sign)", body)
      see(index == nil ? "big bare" : from == nil ? "big index" : "big range")
      if let from { count(from) }
      if let to { count(to) }
    case .derivative(let sign, let of, let by):
      see("derivative \(sign)")
      count(of)
      count(by)
    case .differentiate(let sign, let by, let body):
      count("differentiate \(sign)", body)
      count(by)
    case .nabla(let by, let body):
      count("nabla", body)
      count(by)
    case .evaluated(let body, let points):
      count("evaluated", body)
      for (name, value) in points {
        count(name)
        count(value)
      }
    }
  }
}
