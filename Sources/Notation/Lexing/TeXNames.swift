/// The TeX words that stand for symbols, in and out: `\Delta` is `Δ`.
package enum TeXNames {
  /// A word and what it stands for, without the backslash.
  package struct Entry: Hashable, Sendable {
    /// The word: `Delta`.
    package let name: String
    /// What it stands for: `Δ`.
    package let symbol: String
  }

  /// The symbol of a word, `Δ` for `Delta`; nil for an unknown word.
  package static func symbol(for name: String) -> String? { symbols[name] }

  /// The first word for a symbol, `Delta` for `Δ`; nil for a symbol without one.
  package static func name(for symbol: String) -> String? { names[symbol] }

  /// The combining mark of an accent, U+0302 for `hat`.
  package static func accentMark(for name: String) -> Unicode.Scalar? { accents[name] }

  /// The accent of a combining mark, `hat` for U+0302.
  package static func accent(for mark: Unicode.Scalar) -> String? {
    accents.first { $0.value == mark }?.key
  }

  /// Every accent's word, sorted.
  package static var accentNames: [String] { accents.keys.sorted() }

  /// Every word with its symbol, accents apart; of words for one symbol the canonical one is first.
  package static let all: [Entry] = table.map { Entry(name: $0.0, symbol: $0.1) }

  /// The words that attach to the name behind them, whatever space stands between.
  static let attaching: Set<String> = ["Delta", "partial", "nabla"]

  /// The words that take a bracketed text in another type face: they are read as the text.
  static let typefaces: Set<String> = [
    "mathrm", "mathbf", "mathit", "mathsf", "operatorname", "text", "boldsymbol",
  ]

  /// The words that only shape the page, and what is read for them.
  static let spacing: [String: String] = [
    "left": "", "right": "", "big": "", "Big": "", "quad": " ", "qquad": " ",
  ]

  private static let symbols = Dictionary(
    table.map { ($0.0, $0.1) },
    uniquingKeysWith: { first, _ in first }
  )

  private static let names = Dictionary(
    table.map { ($0.1, $0.0) },
    uniquingKeysWith: { first, _ in first }
  )

  private static let accents: [String: Unicode.Scalar] = [
    "hat": "\u{302}", "tilde": "\u{303}", "bar": "\u{304}", "dot": "\u{307}", "ddot": "\u{308}",
    "check": "\u{30C}", "breve": "\u{306}", "acute": "\u{301}", "grave": "\u{300}",
    "vec": "\u{20D7}", "mathring": "\u{30A}",
  ]

  private static let table: [(String, String)] = [
    ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("epsilon", "ε"),
    ("varepsilon", "ε"), ("zeta", "ζ"), ("eta", "η"), ("theta", "θ"), ("vartheta", "θ"),
    ("iota", "ι"), ("kappa", "κ"), ("lambda", "λ"), ("mu", "μ"), ("nu", "ν"), ("xi", "ξ"),
    ("omicron", "ο"), ("pi", "π"), ("varpi", "π"), ("rho", "ρ"), ("varrho", "ρ"),
    ("sigma", "σ"), ("varsigma", "ς"), ("tau", "τ"), ("upsilon", "υ"), ("phi", "φ"),
    ("varphi", "φ"), ("chi", "χ"), ("psi", "ψ"), ("omega", "ω"),
    ("Gamma", "Γ"), ("Delta", "Δ"), ("Theta", "Θ"), ("Lambda", "Λ"), ("Xi", "Ξ"),
    ("Upsilon", "Υ"), ("Phi", "Φ"), ("Psi", "Ψ"), ("Omega", "Ω"),
    ("sum", "Σ"), ("Sigma", "Σ"), ("prod", "Π"), ("Pi", "Π"),
    ("partial", "∂"), ("nabla", "∇"), ("sqrt", "√"), ("ell", "l"),
    ("leftarrow", "←"), ("gets", "←"), ("odot", "⊙"), ("cdot", "·"), ("times", "×"),
    ("top", "ᵀ"), ("intercal", "ᵀ"), ("prime", "'"),
    ("le", "≤"), ("leq", "≤"), ("ge", "≥"), ("geq", "≥"), ("ne", "≠"), ("neq", "≠"),
    ("lt", "<"), ("gt", ">"), ("land", " and "), ("lor", " or "), ("neg", " not "),
    ("lnot", " not "),
    ("Vert", "‖"), ("lVert", "‖"), ("rVert", "‖"), ("vert", "|"), ("lvert", "|"), ("rvert", "|"),
    ("mid", "|"), ("lfloor", "⌊"), ("rfloor", "⌋"), ("lceil", "⌈"), ("rceil", "⌉"),
    ("ldots", "..."), ("dots", "..."), ("cdots", "..."),
    ("log", "log"), ("ln", "log"), ("exp", "exp"), ("sin", "sin"), ("cos", "cos"), ("tan", "tan"),
    ("tanh", "tanh"), ("max", "max"), ("min", "min"),
  ]
}
