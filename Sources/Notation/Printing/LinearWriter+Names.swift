import Diagnostics

/// Names, layers, subscripts, and the operators that carry them.
extension LinearWriter {
  /// `Δz_{(n)j}`, `W[2]`, `w₁₂⁽²⁾`, `w[1]'`.
  func text(_ reference: Reference) -> String {
    let bare = reference.base.prefix { $0 != "'" }
    var text = name(String(bare))
    var isRun = false
    for part in reference.parts {
      let small = symbols.isASCII || isRun ? nil : Small.digits(part)
      text += small ?? "_" + name(part)
      isRun = small != nil
    }
    if let layer = reference.layer { text += self.layer(layer) }
    if let element = reference.element { text += "_{" + indices(element) + "}" }
    return text + reference.base.dropFirst(bare.count)
  }

  /// A plain name with its parts, `β_1` as `β₁`.
  func identifier(_ identifier: String) -> String {
    text(Reference(identifier: identifier, span: .none))
  }

  private func name(_ letters: String) -> String {
    symbols.isASCII ? ASCIINames.spelled(letters) : letters
  }

  private func layer(_ index: Expression) -> String {
    if dialect.layerBrackets == .round, !symbols.isASCII, let small = Small.superscript(of: index) {
      return "⁽" + small + "⁾"
    }
    return "[" + compact(index) + "]"
  }

  /// A sum of plain operands without the spaces: `l−1`; anything else as it is.
  func compact(_ expression: Expression) -> String {
    guard case .infix(let sign, let left, let right) = expression.kind, expression.level == .sum,
      isPlain(left), isPlain(right)
    else { return text(expression, atLeast: .sum) }
    return text(left, atLeast: .operand) + (sign == .plus ? "+" : symbols.minus)
      + text(right, atLeast: .operand)
  }

  private func isPlain(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .reference: true
    case .number(let value): value >= 0 && value == value.rounded() && value < 1e15
    default: false
    }
  }

  private func indices(_ indices: [ElementIndex]) -> String {
    var text = ""
    for (place, index) in indices.enumerated() {
      switch index {
      case .all: text += ":"
      case .trainingCase(let value):
        text +=
          "(" + (value.level < .sum ? self.text(value, atLeast: .evaluated) : compact(value)) + ")"
        // `_{(n)j}`: a case needs no comma behind it.
        if place == indices.count - 1 { continue }
        if case .position(let next) = indices[place + 1], isLetter(next) { continue }
      case .position(let value):
        let isLoose = value.level < .sum
        let inner = isLoose ? self.text(value, atLeast: .evaluated) : compact(value)
        text += isLoose || needsDoubling(value, inner) ? "((\(inner)))" : inner
      }
      if place < indices.count - 1 { text += "," }
    }
    return text
  }

  private func isLetter(_ expression: Expression) -> Bool {
    guard case .reference(let name) = expression.kind else { return false }
    return name.identifier.count == 1
  }

  /// Whether a position would be read as several, as a case, or as two things.
  private func needsDoubling(_ value: Expression, _ text: String) -> Bool {
    if text.hasPrefix("(") { return true }
    switch value.kind {
    case .product, .glued: return true
    case .reference(let name): return name.base.count > 1
    default: return false
    }
  }

  // MARK: Σ and derivatives

  func big(
    _ sign: BigOperator,
    _ index: String?,
    _ from: Expression?,
    _ to: Expression?,
    _ body: Expression
  ) -> String {
    var head: String
    switch sign {
    case .sum: head = symbols.isASCII && index != nil ? "sum" : symbols.sum
    case .product: head = symbols.isASCII && index != nil ? "prod" : symbols.product
    case .maximum: head = "max"
    case .minimum: head = "min"
    }
    if let index {
      let letter = identifier(index)
      if let from, let to {
        head += "_{\(letter)=\(compact(from))}^{\(compact(to))}"
      } else {
        head += letter.count == 1 ? "_" + letter : "_{\(letter)}"
      }
    }
    let text = text(body, atLeast: .elementwise)
    // A Π ends before `/`.
    let isBracketed = sign == .product && body.level >= .elementwise && text.contains("/")
    return head + " " + (isBracketed ? "(\(text))" : text)
  }

  func derivativeSign(_ sign: DerivativeSign) -> String {
    sign == .ordinary ? "d" : symbols.partial
  }

  func differential(_ sign: DerivativeSign, _ reference: Reference) -> String {
    guard sign == .ordinary else {
      return symbols.partial + (symbols.isASCII ? " " : "") + text(reference)
    }
    // The d is glued to the letters, a TeX word's space included: `d\Delta z`.
    return "d" + text(reference)
  }

  func derivative(_ sign: DerivativeSign, _ of: Reference, _ by: Reference) -> String {
    differential(sign, of) + "/" + differential(sign, by)
  }

  /// `_w`, `_{W[1]}`.
  func nablaSubscript(_ reference: Reference) -> String {
    let text = text(reference)
    return text.count == 1 ? "_" + text : "_{" + text + "}"
  }

  // MARK: Targets

  func text(_ target: Target) -> String {
    switch target {
    case .reference(let reference): text(reference)
    case .function(let reference, let parameters):
      text(reference) + "(" + parameters.map(identifier).joined(separator: ", ") + ")"
    case .derivative(let sign, let of, let by): derivative(sign, of, by)
    case .list(let references): "[" + references.map(text).joined(separator: "; ") + "]"
    }
  }
}
