import Diagnostics

/// Writes expressions as LaTeX for a document; it need not be read back.
struct LaTeXWriter {
  let dialect: Dialect

  func text(_ expression: Expression, atLeast level: Level) -> String {
    let text = text(expression)
    return expression.level < level && !isFraction(expression) ? bracketed(text) : text
  }

  private func bracketed(_ text: String) -> String { "\\left(" + text + "\\right)" }

  private func isFraction(_ expression: Expression) -> Bool {
    guard case .product(_, let rest) = expression.kind else { return false }
    return rest.count == 1 && rest[0].0 == .over
  }

  private func text(_ expression: Expression) -> String {
    switch expression.kind {
    case .number(let value): number(value)
    case .string(let value): "\\text{" + Self.escaped(value) + "}"
    case .reference(let reference): text(reference)
    case .primed(let reference, let primes): text(reference) + String(repeating: "'", count: primes)
    case .result(let number): "\\_" + (number.map(String.init) ?? "")
    case .hole: "?"
    case .prefix(let sign, let operand): prefix(sign, operand)
    case .infix(let sign, let left, let right): infix(sign, left, right)
    case .comparison(let first, let rest):
      rest.reduce(text(first, atLeast: .sum)) {
        $0 + " " + sign($1.0) + " " + text($1.1, atLeast: .sum)
      }
    case .product(let first, let rest): product(first, rest)
    case .glued(let value, let operand): number(value) + text(operand, atLeast: .power)
    case .power(let base, let exponent): powerBase(base) + "^{" + text(exponent) + "}"
    case .transpose(let base): powerBase(base) + "^{\\top}"
    case .call(let callee, let arguments): call(callee, arguments)
    case .matrix(let rows): matrix(rows)
    case .norm(let operand, let order):
      "\\lVert " + text(operand) + " \\rVert" + (order.map { "_{" + text($0) + "}" } ?? "")
    case .floor(let operand): "\\lfloor " + text(operand) + " \\rfloor"
    case .ceiling(let operand): "\\lceil " + text(operand) + " \\rceil"
    case .absolute(let operand): "\\lvert " + text(operand) + " \\rvert"
    case .big(let sign, let index, let from, let to, let body): big(sign, index, from, to, body)
    case .derivative(let sign, let of, let by): derivative(sign, of, by)
    case .differentiate(let sign, let by, let body):
      "\\frac{" + differential(sign) + "}{" + differential(sign) + " " + text(by) + "} "
        + text(body, atLeast: .elementwise)
    case .nabla(let by, let body): "\\nabla_{" + text(by) + "} " + text(body, atLeast: .power)
    case .evaluated(let body, let points):
      "\\left." + text(body) + "\\right|_{"
        + points.map { text($0.0) + " = " + text($0.1) }.joined(separator: ", ") + "}"
    }
  }

  private func number(_ value: Double) -> String {
    let text = Printer(.ascii).number(value)
    let parts = text.split(separator: "e")
    guard parts.count == 2 else { return text }
    return parts[0] + " \\cdot 10^{" + parts[1] + "}"
  }

  private func prefix(_ sign: PrefixOperator, _ operand: Expression) -> String {
    switch sign {
    case .minus: "-" + text(operand, atLeast: .prefix)
    case .not: "\\lnot " + text(operand, atLeast: .negation)
    case .squareRoot: "\\sqrt{" + text(operand) + "}"
    }
  }

  private func infix(_ sign: InfixOperator, _ left: Expression, _ right: Expression) -> String {
    let word: String
    let level: Level
    switch sign {
    case .or: (word, level) = ("\\lor", .disjunction)
    case .and: (word, level) = ("\\land", .conjunction)
    case .plus: (word, level) = ("+", .sum)
    case .minus: (word, level) = ("-", .sum)
    case .elementwiseProduct: (word, level) = ("\\odot", .elementwise)
    }
    let runsOn = sign == .elementwiseProduct && left.isOpenToTheRight
    let first = runsOn ? bracketed(text(left)) : text(left, atLeast: level)
    return first + " " + word + " " + text(right, atLeast: level.next)
  }

  private func sign(_ comparison: ComparisonOperator) -> String {
    switch comparison {
    case .equal: "="
    case .notEqual: "\\ne"
    case .less: "<"
    case .lessOrEqual: "\\le"
    case .greater: ">"
    case .greaterOrEqual: "\\ge"
    }
  }

  /// Each `/` makes a fraction of all that stands before it: `a b / c d` is (a b / c) d.
  private func product(_ first: Expression, _ rest: [(ProductOperator, Expression)]) -> String {
    if rest.count == 1, rest[0].0 == .over {
      return "\\frac{" + text(first) + "}{" + text(rest[0].1) + "}"
    }
    var result = factor(first, isLast: false)
    for (place, (sign, next)) in rest.enumerated() {
      let isLast = place == rest.count - 1
      switch sign {
      case .over: result = "\\frac{" + result + "}{" + text(next) + "}"
      case .times: result += " \\cdot " + factor(next, isLast: isLast)
      case .adjacent:
        let separator = next.startsWithNumber ? " \\cdot " : " "
        result += separator + factor(next, isLast: isLast)
      }
    }
    return result
  }

  private func factor(_ expression: Expression, isLast: Bool) -> String {
    let needsBrackets = !isLast && expression.isOpenToTheRight || expression.startsWithSign
    return needsBrackets ? bracketed(text(expression)) : text(expression, atLeast: .prefix)
  }

  private func powerBase(_ base: Expression) -> String {
    switch base.kind {
    // A name with a layer has a superscript already.
    case .reference(let name) where name.layer != nil: bracketed(text(base))
    case .power, .transpose, .derivative: bracketed(text(base))
    default: base.level < .operand ? bracketed(text(base)) : text(base)
    }
  }

  private func call(_ callee: Callee, _ arguments: [Argument]) -> String {
    let power = callee.power.map { "^{" + text($0) + "}" } ?? ""
    let primes = String(repeating: "'", count: callee.primes)
    let list = arguments.map { argument in
      let value = text(argument.value, atLeast: .disjunction)
      return argument.label.map { text(Reference(identifier: $0, span: .none)) + " = " + value }
        ?? value
    }
    return text(callee.reference) + primes + power + bracketed(list.joined(separator: ", "))
  }

  private func matrix(_ rows: [[Expression]]) -> String {
    let lines = rows.map { row in
      row.map { text($0, atLeast: .disjunction) }.joined(separator: " & ")
    }
    return "\\begin{bmatrix} " + lines.joined(separator: " \\\\ ") + " \\end{bmatrix}"
  }

  private func big(
    _ sign: BigOperator,
    _ index: String?,
    _ from: Expression?,
    _ to: Expression?,
    _ body: Expression
  ) -> String {
    var head: String
    switch sign {
    case .sum: head = "\\sum"
    case .product: head = "\\prod"
    case .maximum: head = "\\max"
    case .minimum: head = "\\min"
    }
    if let index {
      head += "_{" + text(Reference(identifier: index, span: .none))
      if let from { head += "=" + text(from) }
      head += "}"
      if let to { head += "^{" + text(to) + "}" }
    }
    return head + " " + text(body, atLeast: .elementwise)
  }

  // MARK: Derivatives

  private func differential(_ sign: DerivativeSign) -> String {
    sign == .ordinary ? "\\mathrm{d}" : "\\partial"
  }

  private func derivative(_ sign: DerivativeSign, _ of: Reference, _ by: Reference) -> String {
    let mark = differential(sign)
    return "\\frac{" + mark + " " + text(of) + "}{" + mark + " " + text(by) + "}"
  }

  // MARK: Names

  /// `\Delta W^{[1]}_{2,1}`.
  func text(_ reference: Reference) -> String {
    let bare = reference.base.prefix { $0 != "'" }
    var text = Self.name(String(bare))
    var below = reference.parts.map(Self.name)
    if let element = reference.element { below.append(indices(element)) }
    if !below.isEmpty { text += "_{" + below.joined(separator: ",") + "}" }
    if let layer = reference.layer {
      let index = self.text(layer)
      text += dialect.layerBrackets == .square ? "^{[\(index)]}" : "^{(\(index))}"
    }
    return text + reference.base.dropFirst(bare.count)
  }

  private func indices(_ indices: [ElementIndex]) -> String {
    let texts = indices.map { index in
      switch index {
      case .all: ":"
      case .position(let value): text(value)
      case .trainingCase(let value): "(" + text(value) + ")"
      }
    }
    return texts.joined(separator: ",")
  }

  /// A word in upright type, a letter as it is, the functions TeX knows by their words.
  private static func name(_ name: String) -> String {
    if TeXNames.symbol(for: name) == name { return "\\" + name }
    let isDelta = name.hasPrefix("Δ") && name.count > 1
    let letters = isDelta ? String(name.dropFirst()) : name
    let isWord = letters.count > 1 && letters.allSatisfy { $0.isASCII }
    let isDigits = letters.allSatisfy(\.isNumber)
    let text = isWord && !isDigits ? "\\mathrm{\(letters)}" : ASCIINames.spelled(letters)
    return (isDelta ? "\\Delta " : "") + text
  }

  private static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\\": "\\textbackslash{}"
      case "#", "$", "%", "&", "_", "{", "}": "\\\(character)"
      case "~": "\\textasciitilde{}"
      case "^": "\\textasciicircum{}"
      default: String(character)
      }
    }.joined()
  }

  // MARK: Targets

  func text(_ target: Target) -> String {
    switch target {
    case .reference(let reference): text(reference)
    case .function(let reference, let parameters):
      text(reference)
        + bracketed(
          parameters.map { text(Reference(identifier: $0, span: .none)) }.joined(separator: ", ")
        )
    case .derivative(let sign, let of, let by): derivative(sign, of, by)
    case .list(let references): matrix(references.map { [Expression(.reference($0), span: .none)] })
    }
  }
}
