/// Expressions and digits in superscript and subscript characters, where all exist.
enum Small {
  /// `²`, `ⁿ⁺¹`, `⁻³`: numbers, single letters, and sums of them; nil for anything else.
  static func superscript(of expression: Expression) -> String? {
    switch expression.kind {
    case .number(let value) where value >= 0 && value == value.rounded() && value < 1e15:
      return ScriptCharacters.superscript(String(Int(value)))
    case .reference(let name)
    where name.base.count == 1 && name.parts.isEmpty && name.layer == nil && name.element == nil:
      return ScriptCharacters.superscript(name.base)
    case .prefix(.minus, let operand):
      if case .infix = operand.kind { return nil }
      if case .prefix = operand.kind { return nil }
      return superscript(of: operand).map { "⁻" + $0 }
    case .infix(let sign, let left, let right) where sign == .plus || sign == .minus:
      if case .infix = right.kind { return nil }
      if case .prefix = right.kind { return nil }
      guard let first = superscript(of: left), let second = superscript(of: right) else {
        return nil
      }
      // In a power `ᵀ` would be a transpose.
      if first.contains("ᵀ") || second.contains("ᵀ") { return nil }
      return first + (sign == .plus ? "⁺" : "⁻") + second
    default: return nil
    }
  }

  /// Digits as subscripts, `12` as `₁₂`; nil for anything else.
  static func digits(_ text: String) -> String? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return ScriptCharacters.subscript(text)
  }
}
