import Notation

/// A formula in TeX as a line of Unicode, to be read in a terminal.
///
/// `\frac{dz}{dw} = 2 W^{(2)}` is `dz/dw = 2 W⁽²⁾`. What it does not know stays as it is.
struct TeXFormula {
  private var rest: Substring
  private var isMatrix = false
  private let hasScripts: Bool

  /// The formula between its dollar signs.
  ///
  /// - Parameters:
  ///   - formula: The TeX.
  ///   - hasScripts: Whether what is raised or lowered is set in small characters.
  /// - Returns: A line.
  static func unicode(_ formula: String, hasScripts: Bool = true) -> String {
    var reader = TeXFormula(rest: formula[...], hasScripts: hasScripts)
    return reader.text(until: nil).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private init(rest: Substring, hasScripts: Bool) {
    self.rest = rest
    self.hasScripts = hasScripts
  }

  /// Reads up to a closing character, which is taken.
  private mutating func text(until end: Character?) -> String {
    var result = ""
    while let character = rest.popFirst() {
      if character == end { return result }
      switch character {
      case "\\": result += command()
      case "{": result += text(until: "}")
      case "^", "_": result += script(character)
      case "-": result += "−"
      case "~": result += " "
      case "&": result += isMatrix ? ", " : " "
      default: result.append(character)
      }
    }
    return result
  }

  /// What follows `^`, `_` or a command: a group in braces, a command, or a character.
  private mutating func group() -> String {
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    guard let character = rest.popFirst() else { return "" }
    switch character {
    case "{": return text(until: "}")
    case "\\": return command()
    default: return String(character)
    }
  }

  private mutating func script(_ mark: Character) -> String {
    let inner = group().replacing("−", with: "-")
    let plain = inner.replacing(" ", with: "")
    if plain == "ᵀ" || plain == "'" { return plain }
    let small =
      mark == "^" ? ScriptCharacters.superscript(plain) : ScriptCharacters.subscript(plain)
    if let small, hasScripts { return small }
    let shown = inner.replacing("-", with: "−")
    return shown.count == 1 ? "\(mark)\(shown)" : "\(mark){\(shown)}"
  }

  private mutating func command() -> String {
    guard let first = rest.first else { return "\\" }
    guard first.isASCII, first.isLetter else {
      rest.removeFirst()
      switch first {
      case ",", ";", ":", " ": return " "
      case "!": return ""
      case "|": return "‖"
      case "\\": return isMatrix ? "; " : " "
      default: return String(first)
      }
    }
    let word = String(rest.prefix { $0.isASCII && $0.isLetter })
    rest = rest.dropFirst(word.count)
    return meaning(of: word)
  }

  private mutating func meaning(of word: String) -> String {
    switch word {
    case "frac", "dfrac", "tfrac":
      let above = group()
      return Self.factor(above) + "/" + Self.factor(group())
    case "sqrt": return "√" + Self.factor(group())
    case "begin":
      let isMatrixHere = group().hasSuffix("matrix")
      if isMatrixHere { isMatrix = true }
      return isMatrixHere ? "[" : ""
    case "end":
      let wasMatrix = group().hasSuffix("matrix")
      if wasMatrix { isMatrix = false }
      return wasMatrix ? "]" : ""
    case "left", "right", "big", "Big", "bigl", "bigr", "displaystyle", "limits": return ""
    case "quad", "qquad": return "  "
    case "mathrm", "mathbf", "mathit", "mathsf", "mathcal", "mathbb", "operatorname", "text",
      "textbf", "textit", "boldsymbol", "bm":
      return group()
    default: break
    }
    if let mark = TeXNames.accentMark(for: word) {
      let base = group()
      guard let letter = base.first else { return "" }
      return String(letter) + String(Character(mark)) + base.dropFirst()
    }
    guard let symbol = Self.more[word] ?? TeXNames.symbol(for: word) else { return "\\" + word }
    // These belong to the name behind them; behind other words the space only ends the word.
    if ["Delta", "partial", "nabla"].contains(word) {
      while rest.first?.isWhitespace == true { rest.removeFirst() }
    }
    return symbol
  }

  /// A numerator or denominator, in brackets where it is more than a name or a number.
  private static func factor(_ text: String) -> String {
    let isSimple = !text.contains { " +−·/=".contains($0) }
    let isBracketed = text.hasPrefix("(") && text.firstIndex(of: ")") == text.indices.last
    return isSimple || isBracketed ? text : "(\(text))"
  }

  /// Signs of prose that the notation itself has no use for.
  private static let more: [String: String] = [
    "to": "→", "rightarrow": "→", "Rightarrow": "⇒", "implies": "⇒", "mapsto": "↦",
    "approx": "≈", "infty": "∞", "in": "∈", "pm": "±", "forall": "∀", "exists": "∃",
    "propto": "∝", "equiv": "≡", "sim": "∼", "ldots": "…", "cdots": "…", "dots": "…",
    "vdots": "…", "langle": "⟨", "rangle": "⟩", "sum": "Σ", "circ": "∘", "ell": "l",
  ]
}
