import Diagnostics

/// Writes expressions in one line, Unicode or ASCII.
struct LinearWriter {
  let symbols: Symbols
  let dialect: Dialect
  var significantDigits: Int?
  /// The place in the source whose parts are printed between signs; nil where none are.
  var marked: SourceSpan?

  /// The text, in brackets if it binds looser than `level`.
  func text(_ expression: Expression, atLeast level: Level) -> String {
    let text = text(expression)
    return expression.level < level ? "(\(text))" : text
  }

  private func text(_ expression: Expression) -> String {
    guard let marked, expression.span.end > expression.span.start,
      marked.start <= expression.span.start, expression.span.end <= marked.end
    else { return unmarkedText(expression) }
    let text = unmarkedText(expression)
    // The whole of the place, or its first or last part.
    let opens = expression.span.start == marked.start ? String(Printer.opening) : ""
    let closes = expression.span.end == marked.end ? String(Printer.closing) : ""
    return opens + text + closes
  }

  private func unmarkedText(_ expression: Expression) -> String {
    switch expression.kind {
    case .number(let value): number(value)
    case .string(let value): string(value)
    case .reference(let reference): text(reference)
    case .primed(let reference, let primes): text(reference) + String(repeating: "'", count: primes)
    case .result(let number): "_" + (number.map(String.init) ?? "")
    case .hole: "?"
    case .prefix(let sign, let operand): prefix(sign, operand)
    case .infix(let sign, let left, let right): infix(sign, left, right)
    case .comparison(let first, let rest): comparison(first, rest)
    case .product(let first, let rest): product(first, rest)
    case .glued(let number, let operand): glued(number, operand)
    case .power(let base, let exponent): powerBase(base) + power(exponent)
    case .transpose(let base):
      transposeBase(base) + (symbols.isASCII ? "^T" : "ᵀ")
    case .call(let callee, let arguments): call(callee, arguments)
    case .matrix(let rows): matrix(rows)
    case .norm(let operand, let order): norm(operand, order)
    case .floor(let operand): symbols.floor.0 + text(operand) + symbols.floor.1
    case .ceiling(let operand): symbols.ceiling.0 + text(operand) + symbols.ceiling.1
    case .absolute(let operand): between("|", operand)
    case .big(let sign, let index, let from, let to, let body): big(sign, index, from, to, body)
    case .derivative(let sign, let of, let by): derivative(sign, of, by)
    case .differentiate(let sign, let by, let body):
      derivativeSign(sign) + "/" + differential(sign, by) + " " + differentiated(body)
    case .nabla(let by, let body):
      symbols.nabla + nablaSubscript(by) + " " + self.text(body, atLeast: .power)
    case .evaluated(let body, let points): evaluated(body, points)
    }
  }

  /// Behind `d/dx` a sign would be a difference's.
  private func differentiated(_ body: Expression) -> String {
    body.startsWithSign ? "(\(text(body)))" : text(body, atLeast: .elementwise)
  }

  private func number(_ value: Double) -> String {
    let isWhole = value == value.rounded() && value.magnitude < 1e15
    return Printer(symbols.isASCII ? .ascii : .unicode)
      .number(value, significantDigits: isWhole ? nil : significantDigits)
  }

  private func string(_ value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      default:
        let isPlain = scalar.value >= 0x20 && (scalar.value < 0x7F || !symbols.isASCII)
        if isPlain, !scalar.isLineBreak {
          text.unicodeScalars.append(scalar)
        } else {
          text += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        }
      }
    }
    return text + "\""
  }

  // MARK: Operators

  private func prefix(_ sign: PrefixOperator, _ operand: Expression) -> String {
    switch sign {
    case .not: return "not " + text(operand, atLeast: .negation)
    case .minus:
      // No double sign: −(−a).
      if operand.startsWithSign { return symbols.minus + "(\(text(operand)))" }
      return symbols.minus + text(operand, atLeast: .prefix)
    case .squareRoot:
      // `√2w` could be two things; `√Σ…` and `√∇…` read better in brackets.
      let isPlain = operand.level >= .power || isRoot(operand)
      let inner = isPlain ? text(operand) : "(\(text(operand)))"
      let needsSpace = symbols.isASCII && inner.first?.isLetter == true
      return symbols.root + (needsSpace ? " " : "") + inner
    }
  }

  private func isRoot(_ expression: Expression) -> Bool {
    if case .prefix(.squareRoot, _) = expression.kind { return true }
    return false
  }

  private func infix(_ sign: InfixOperator, _ left: Expression, _ right: Expression) -> String {
    let word: String
    let level: Level
    switch sign {
    case .or: (word, level) = ("or", .disjunction)
    case .and: (word, level) = ("and", .conjunction)
    case .plus: (word, level) = ("+", .sum)
    case .minus: (word, level) = (symbols.minus, .sum)
    case .elementwiseProduct: (word, level) = (symbols.elementwise, .elementwise)
    }
    let runsOn = sign == .elementwiseProduct && left.isOpenToTheRight
    let first = runsOn ? "(\(text(left)))" : text(left, atLeast: level)
    // No two signs in a row: `a − (−b)`.
    let isSigned = level == .sum && right.startsWithSign
    let second = isSigned ? "(\(text(right)))" : text(right, atLeast: level.next)
    return first + " " + word + " " + second
  }

  private func comparison(
    _ first: Expression,
    _ rest: [(ComparisonOperator, Expression)]
  ) -> String {
    rest.reduce(text(first, atLeast: .sum)) { text, part in
      text + " " + sign(part.0) + " " + self.text(part.1, atLeast: .sum)
    }
  }

  private func sign(_ comparison: ComparisonOperator) -> String {
    switch comparison {
    case .equal: "=="
    case .notEqual: symbols.notEqual
    case .less: "<"
    case .lessOrEqual: symbols.lessOrEqual
    case .greater: ">"
    case .greaterOrEqual: symbols.greaterOrEqual
    }
  }

  private func product(_ first: Expression, _ rest: [(ProductOperator, Expression)]) -> String {
    var previous = first
    var last = first.isOpenToTheRight ? "(\(text(first)))" : text(first, atLeast: .prefix)
    var result = last
    for (place, (sign, factor)) in rest.enumerated() {
      let runsOn = place < rest.count - 1 && factor.isOpenToTheRight
      let needsBrackets = runsOn || self.needsBrackets(factor, sign, behind: previous, last)
      let text = needsBrackets ? "(\(text(factor)))" : text(factor, atLeast: .prefix)
      switch sign {
      case .adjacent:
        // `2(a − y)`, `σ(z)(1 − σ(z))`, but `f (x)`: behind a name the bracket would be a call's.
        result += previous.endsBeforeBracket && text.hasPrefix("(") ? text : " " + text
      case .over: result += "/" + text
      case .times:
        let isTight = !last.contains(" ") && !text.contains(" ")
        result += isTight ? symbols.times + text : " " + symbols.times + " " + text
      }
      previous = factor
      last = text
    }
    return result
  }

  private func needsBrackets(
    _ factor: Expression,
    _ sign: ProductOperator,
    behind previous: Expression,
    _ last: String
  ) -> Bool {
    if factor.startsWithSign { return true }
    if case .number(let value) = factor.kind, !(value >= 0) { return true }
    switch sign {
    case .times: return false
    case .adjacent:
      if case .absolute = factor.kind { return true }
      if case .power(let base, _) = factor.kind, case .absolute = base.kind { return true }
      if case .transpose(let base) = factor.kind, case .absolute = base.kind { return true }
      // Two numbers side by side would be an error.
      return last.utf8.last.map { (0x30...0x39).contains($0) } == true && factor.startsWithNumber
    case .over:
      var inner = factor
      if case .glued(_, let operand) = factor.kind { inner = operand }
      if case .derivative = inner.kind { return true }
      // `dz/dw` would be a derivative.
      guard let above = previous.lastName, let below = factor.firstName else { return false }
      return above.base.hasPrefix("d") && below.base.hasPrefix("d")
    }
  }

  private func glued(_ number: Double, _ operand: Expression) -> String {
    // Only a name can be glued to; a tree made elsewhere is shown as the product it means.
    let text = text(operand, atLeast: .power)
    let isGluable = operand.firstName != nil
    return self.number(number) + (isGluable || text.hasPrefix("(") ? text : "(\(text))")
  }

  // MARK: Powers and calls

  private func powerBase(_ base: Expression) -> String {
    switch base.kind {
    case .power, .transpose, .derivative: "(\(text(base)))"
    default: text(base, atLeast: .operand)
    }
  }

  private func transposeBase(_ base: Expression) -> String {
    if case .transpose = base.kind { return text(base) }
    return powerBase(base)
  }

  /// `²`, `ⁿ⁺¹`, `^0.5`, `^(a/b)`.
  private func power(_ exponent: Expression) -> String {
    if !symbols.isASCII, let small = Small.superscript(of: exponent), !small.contains("ᵀ") {
      return small
    }
    switch exponent.kind {
    case .number(let value) where value >= 0 && !number(value).contains("e"):
      return "^" + number(value)
    case .reference(let name)
    where name.layer == nil && name.element == nil && !name.base.hasPrefix("T"):
      return "^" + text(name)
    default: return "^(" + text(exponent) + ")"
    }
  }

  private func call(_ callee: Callee, _ arguments: [Argument]) -> String {
    var text = self.text(callee.reference) + String(repeating: "'", count: callee.primes)
    if let power = callee.power {
      if case .reference = power.kind, symbols.isASCII || Small.superscript(of: power) == nil {
        text += "^(" + self.text(power) + ")"
      } else {
        text += self.power(power)
      }
    }
    let list = arguments.map { argument in
      let value = self.text(argument.value, atLeast: .disjunction)
      return argument.label.map { "\(identifier($0)) = \(value)" } ?? value
    }
    return text + "(" + list.joined(separator: ", ") + ")"
  }

  private func matrix(_ rows: [[Expression]]) -> String {
    let lines = rows.map { row in
      if row.count == 1, let only = row.first, !only.isOneElement { return "(\(text(only)))" }
      return row.map { text($0, atLeast: .disjunction) }.joined(separator: ", ")
    }
    return "[" + lines.joined(separator: "; ") + "]"
  }

  private func norm(_ operand: Expression, _ order: Expression?) -> String {
    let text = between(symbols.norm, operand)
    guard let order else { return text }
    if case .number(let value) = order.kind {
      let digits = number(value)
      if !symbols.isASCII, let small = Small.digits(digits) { return text + small }
      if digits.allSatisfy(\.isNumber) { return text + "_" + digits }
    }
    if case .reference(let name) = order.kind, name.base.count == 1,
      name == Reference(base: name.base, span: name.span)
    {
      return text + "_" + self.text(name)
    }
    return text + "_{" + compact(order) + "}"
  }

  /// Between bars; what has such a bar inside is bracketed, or it would close there.
  private func between(_ bar: String, _ operand: Expression) -> String {
    let inner = text(operand)
    // Behind a bar `_` would be a subscript.
    let isBracketed = inner.contains(bar) || inner.hasPrefix("_")
    return bar + (isBracketed ? "(\(inner))" : inner) + bar
  }

  private func evaluated(_ body: Expression, _ points: [(Reference, Expression)]) -> String {
    let list = points.map { "\(text($0.0)) = \(text($0.1, atLeast: .disjunction))" }
    return text(body, atLeast: .disjunction) + " | " + list.joined(separator: ", ")
  }
}

extension Expression {
  /// Whether a bracket right behind it is a factor of its own, and no argument.
  fileprivate var endsBeforeBracket: Bool {
    switch kind {
    case .number, .call, .infix: true
    case .prefix(.minus, let operand): operand.endsBeforeBracket
    default: false
    }
  }
}
