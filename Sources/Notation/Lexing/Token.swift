import Diagnostics

/// One token, with what the parser must know of its surroundings.
struct Token {
  /// What a token is.
  enum Kind: Equatable {
    case name(String)
    case number(Double)
    case string(String)
    /// `_` (nil) or `_3`.
    case result(Int?)
    /// `?`.
    case hole
    /// `_1`, `_z`, `₁₂` right behind an operand.
    case subscriptPart(String)
    /// `_{`; it closes with `braceClose`.
    case subscriptOpen
    /// Around a run of superscripts that is a power: `²` is these two around a number.
    case superscriptOpen, superscriptClose
    /// `⁽` and `⁾`.
    case layerOpen, layerClose
    /// `ᵀ`.
    case transposeMark
    case parenOpen, parenClose, bracketOpen, bracketClose, braceOpen, braceClose
    case floorOpen, floorClose, ceilingOpen, ceilingClose
    case bar, doubleBar
    case plus, minus, times, over, elementwiseTimes, root, caret, prime
    case equals, arrow, comparison(ComparisonOperator)
    case big(BigOperator), partial, nabla
    case comma, semicolon, colon, ellipsis
    case keyword(Keyword)
    /// A line break that ends a row of a matrix literal.
    case rowBreak
    /// A line break that ends a statement; never in the array, the parser sees it there.
    case newline
    case end
  }

  /// The words that cannot be names.
  enum Keyword: String, CaseIterable {
    case `for`, `while`, `if`, `else`, `break`, `return`
    case and, or, not, to, downto
  }

  /// What it is.
  var kind: Kind
  /// Where it stands.
  var span: SourceSpan
  /// Whether blank space or a line break stands before it.
  var spaceBefore: Bool
  /// Whether a line break stands before it.
  var newlineBefore: Bool
  /// For an opening bracket the place of its closing one.
  var partner = -1
  /// For the first token of a matrix literal's row: whether a comma stands in that row.
  var rowHasComma = false
}

extension Token.Kind {
  /// Whether a subscript right behind it can belong to it.
  var takesSubscript: Bool {
    switch self {
    case .name, .subscriptPart, .number, .result, .hole, .parenClose, .bracketClose, .braceClose,
      .layerClose, .superscriptClose, .transposeMark, .doubleBar, .bar, .big, .nabla, .prime,
      .string, .floorClose, .ceilingClose:
      true
    default: false
    }
  }

  /// Whether something must follow, so that a line break behind it ends nothing.
  var joinsNextLine: Bool {
    switch self {
    case .plus, .minus, .times, .over, .elementwiseTimes, .root, .caret, .equals, .arrow,
      .comparison, .comma, .partial, .nabla:
      true
    case .keyword(.and), .keyword(.or), .keyword(.not), .keyword(.to), .keyword(.downto): true
    default: false
    }
  }
}
