import Diagnostics

extension SyntaxProblem {
  /// The problem in words, at a place.
  func diagnostic(at span: SourceSpan, in source: SourceText) -> Diagnostic {
    Diagnostic(kind, message, suggestions: suggestions, span: span, source: source)
  }

  private var kind: Diagnostic.Kind {
    switch self {
    case .nestedTooDeep, .tooManyTerms: .limit
    default: .syntax
    }
  }

  /// What happened, one sentence.
  var message: String { wording.message }

  /// What to try, each a whole sentence.
  var suggestions: [String] { wording.suggestions }

  private typealias Wording = (message: String, suggestions: [String])

  private var wording: Wording {
    switch self {
    case .unexpectedCharacter(let character): Self.character(character)
    case .strayBackslash:
      ("a backslash starts a TeX word, and none follows", ["Write for example `\\Delta`."])
    case .unknownTeXWord(let word): Self.texWord(word)
    case .accentWithoutLetter(let word):
      ("`\\\(word)` needs one letter behind it", ["Write `\\\(word) y` or `\\\(word){y}`."])
    case .typefaceWithoutName(let word):
      ("`\\\(word){ }` takes a name only", ["Write for example `\\\(word){loss}`."])
    case .unclosedString:
      ("the string has no closing `\"` on its line", ["Write for example `\"text\"`."])
    case .numberTooLarge(let digits):
      ("\(digits) is too large for a number", ["The largest is about 1.8e308."])
    case .strayPoint(let digits):
      ("a digit must follow the decimal point", ["Write `\(digits).0` or `\(digits)`."])
    case .nameStartsWithUnderscore(let name):
      (
        "`\(name)` is no name: a name starts with a letter",
        ["`_` is the last result, `_3` that of input 3."]
      )
    case .doubledBar:
      (
        "`||` could be a norm or two absolute values",
        ["For the norm write `‖w‖` (`\\|w\\|`).", "For the absolute value write `|w|`."]
      )
    default: structureWording
    }
  }

  private var structureWording: Wording {
    switch self {
    case .unclosed(let opening, let closing):
      ("this `\(opening)` is never closed", ["Add `\(closing)`."])
    case .unopened(let closing): ("this `\(closing)` closes nothing", [])
    case .mismatched(let opening, let expected, let found):
      ("`\(found)` cannot close `\(opening)`", ["Put `\(expected)` here, or before it."])
    case .emptyBrackets(let brackets): ("there is nothing in these brackets: `\(brackets)`", [])
    case .listInBrackets(let list):
      (
        "round brackets hold one value",
        ["For a row write `[\(list)]`, for a column put `;` between its elements."]
      )
    case .emptyLiteral:
      ("a matrix literal needs at least one element", ["For a zero write `[0]` or `zeros(1)`."])
    case .commaBeforeBracket(let bracket):
      ("a comma must have something behind it, not `\(bracket)`", ["Leave the comma out."])
    case .semicolonBeforeBracket:
      ("a `;` in a literal must have a row behind it", ["Leave the `;` out."])
    case .operandExpected(let found): ("a value is needed here, not \(found)", [])
    case .operandMissing(let sign, let found):
      ("`\(sign)` needs a value behind it, not \(found)", [])
    case .unexpected(let found): ("\(found) cannot stand here", [])
    case .keywordAsName(let word): ("`\(word)` is a word of the language and no name", [])
    case .unaryPlus: ("a value is needed before `+`", ["A number needs no `+` before it."])
    case .superscriptWithoutBase: ("a superscript needs something before it", [])
    case .subscriptWithoutName: ("a subscript needs a name right before it", [])
    case .nestedTooDeep(let limit):
      ("this nests deeper than \(limit) levels", ["Give a part a name, and use the name."])
    case .tooManyTerms(let limit):
      (
        "this expression has more than \(limit) operations one inside the other",
        ["Give a part a name, and use the name."]
      )
    default: doubtWording
    }
  }

  /// The texts that mean two things: both spellings.
  private var doubtWording: Wording {
    switch self {
    case .numbersSideBySide(let first, let second):
      (
        "two numbers stand side by side",
        [
          "For their product write `\(first)·\(second)`, "
            + (second.first?.isASCII == true
              ? "for one number `\(first)\(second)`." : "for their sum `\(first) + \(second)`.")
        ]
      )
    case .rootOfGlued(let number, let name):
      (
        "this could be the root of \(number) or of \(number)\(name)",
        ["Write `√(\(number)\(name))` or `√\(number)·\(name)`."]
      )
    case .nablaOfGlued(let number, let name):
      (
        "`∇` takes one factor: this could be \(number) or \(number)\(name)",
        ["Write `∇_w (\(number)\(name))`."]
      )
    case .dividedByQuotient(let dividend, let quotient):
      (
        "this could be a division by `\(quotient)` or two divisions",
        ["Write `\(dividend)(\(quotient))`, or put brackets around what is divided first."]
      )
    case .exponentBeforeBracket(let base, let call, let power, let bracket):
      (
        "the bracket could belong to the exponent or to the power",
        ["Write `\(base)(\(call))` or `(\(power)) \(bracket)`."]
      )
    case .transposeOrPower(let base, let rest):
      (
        "this could be a transpose or a power",
        ["Write `\(base)T \(rest)` for the transpose, `\(base)(T\(rest))` for the power."]
      )
    case .gluedExponent(let base, let number, let name):
      (
        "the exponent could be \(number) or \(number)\(name)",
        ["Write `\(base)(\(number)\(name))` or `\(base)\(number)·\(name)`."]
      )
    case .gluedIndex(let number, let name):
      (
        "this could be two indices or a product",
        ["Write `_{\(number),\(name)}` or `_{\(number)·\(name)}`."]
      )
    case .pointOrOption(let point):
      (
        "this could be another point behind `|` or an option of the call",
        ["For an option write `(\(point))` in brackets, for a point bracket all of them."]
      )
    case .barBehindOperand(let left):
      (
        "behind a value `|` gives a point, as in `y | x = 3`",
        ["For a product with an absolute value write `\(left.trimmedEnd)·|…|`."]
      )
    case .derivativeNeedsBrackets(let derivative, let behind, let top, let bottom, let isPartial):
      Self.derivativeBrackets(derivative, behind, top, bottom, isPartial)
    default: nameWording
    }
  }

  private var nameWording: Wording {
    switch self {
    case .primeBehindExpression(let base):
      (
        "a prime belongs to a function's name",
        ["For the transpose write `\(base)ᵀ` (`\(base)^T`)."]
      )
    case .layerBehindExpression(let base):
      (
        "only a name has layers",
        ["Give `\(base)` a name first, or put a space between two factors."]
      )
    case .subscriptBehindExpression(let base):
      ("only a name has elements", ["Give `\(base)` a name first: `v = \(base)`, then `v_{1}`."])
    case .subscriptBehindPower(let name, let power, let index):
      ("a subscript stands before the power", ["Write `\(name)\(index)\(power)`."])
    case .subscriptNeedsBraces:
      ("a subscript that is no name or number needs braces", ["Write for example `x_{(n)}`."])
    case .emptySubscript: ("this subscript is empty", ["Write for example `x_{1}`."])
    case .secondSubscript:
      ("a name takes one braced subscript, last", ["Put all indices into it: `_{1,2}`."])
    case .secondLayer: ("a name has one layer", ["Write for example `W[2]`."])
    case .emptyLayer(let name): ("this layer's index is empty", ["Write for example `\(name)[1]`."])
    case .listInLayer(let name, let indices):
      (
        "a layer has one index",
        ["For an element write `\(name)_{\(indices)}`."]
      )
    case .connection(let name, let layer):
      (
        "a layer is named by one index, not by the two layers it connects",
        ["Write `\(name)[\(layer)]`."]
      )
    default: bigWording
    }
  }

  private var bigWording: Wording {
    switch self {
    case .halfRange(let symbol, let index, let hasStart):
      (
        hasStart ? "this range has no end" : "this range has no start",
        [
          "Write `\(symbol)_{\(index ?? "j")=1}^{N}`, "
            + "or `\(symbol)_\(index ?? "j")` for all that \(index ?? "j") indexes."
        ]
      )
    case .severalIndices(let symbol, let names):
      (
        "`\(symbol)` runs over one index",
        ["Write `" + names.map { "\(symbol)_\($0)" }.joined(separator: " ") + " …`."]
      )
    case .indexExpected(let symbol):
      ("`\(symbol)` needs a letter as its index", ["Write for example `\(symbol)_{j=1}^{C}`."])
    case .boundBeforeBracket(let bound):
      (
        "the bracket could belong to the bound or to the body",
        ["Write `^{\(bound)} (…)` or `^{\(bound)(…)}`."]
      )
    case .bodyMissing(let head, let found):
      ("`\(head)` needs an expression behind it, not \(found)", [])
    case .derivativeIncomplete(let text):
      ("`\(text)` is no whole derivative", ["Write `∂J/∂w`, or `∂/∂w` before an expression."])
    case .numeratorNeedsName(let text):
      (
        "above the line only a name can stand: `\(text)`",
        ["Write `∂/∂w` before the expression, or give it a name."]
      )
    case .differenceOrDerivative(let head):
      (
        "this could be the derivative of what follows or a difference",
        ["Write `\(head) (−…)` for the derivative, `(\(head)) − …` for the difference."]
      )
    case .secondDerivative:
      ("a second derivative is written as two first ones", ["Write `∂/∂w ∂J/∂w`."])
    case .nablaWithoutVariable:
      ("`∇` needs the variable to differentiate by", ["Write for example `∇_w J`."])
    default: statementWording
    }
  }

  private var statementWording: Wording {
    switch self {
    case .equalsInExpression(let left):
      (
        "`=` defines a name at the start of a statement",
        [
          left.map { "To compare write `\($0) == …`." } ?? "To compare write `==`."
        ]
      )
    case .secondEquals(let middle):
      (
        "a statement has one `=`",
        ["To compare write `\(middle) == …`, to define two names two statements."]
      )
    case .arrowInExpression: ("`←` updates a name at the start of a statement", [])
    case .notATarget(let text, let sign):
      (
        "`\(text)` is no name that a value can be given",
        sign == .define ? ["To compare write `\(text) == …`."] : []
      )
    case .listTarget:
      ("what takes a value apart is a row or a column of names", ["Write `[β₀; β₁] ← …`."])
    case .functionUpdated(let text):
      (
        "`←` updates a value; a function is defined",
        ["Write `\(text) = …`."]
      )
    case .functionWithoutParameters(let text):
      (
        "a function needs a parameter",
        ["Write for example `f(x) = …`; for steps without one write `algorithm \(text) { … }`."]
      )
    case .parameterExpected(let text): ("a parameter is a plain name, not `\(text)`", [])
    case .parameterTwice(let text): ("the parameter `\(text)` stands here twice", [])
    case .nameExpected(let what, let found):
      ("the name of \(what) is needed here, not \(found)", [])
    case .plainNameExpected(let what, let found, let name):
      ("the name of \(what) has no index: `\(found)`", ["Write `\(name)`."])
    case .algorithmBrackets(let name, let found):
      (
        "the algorithm's parameters are needed here, not \(found)",
        ["Write `algorithm \(name)() { … }`."]
      )
    case .stateWithoutValue(let name):
      ("state needs a value to start with", ["Write `state \(name) = 0`."])
    case .elseWithoutIf: ("this `else` has no `if` before it", [])
    case .blockExpected(let word, let found):
      ("`{` must follow here, not \(found)", ["Write `\(word) … { … }`."])
    default: loopWording
    }
  }

  private var loopWording: Wording {
    switch self {
    case .loopEquals(let variable, let found):
      (
        "`=` and the range must follow here, not \(found)",
        ["Write `for \(variable) = 1, ..., N { … }`."]
      )
    case .rangeExpected(let variable, let first):
      (
        "this is no range",
        [
          "Write `for \(variable) = \(first), ..., N`, or `to` or `downto` between the bounds."
        ]
      )
    case .rangeDirection(let variable, let first, let last):
      (
        "this could count up or down",
        [
          "Write `for \(variable) = \(first) to \(last)` "
            + "or `for \(variable) = \(first) downto \(last)`."
        ]
      )
    case .rangeWithStep(let variable, let first, let last):
      (
        "a range has two bounds and steps by 1",
        ["Write `for \(variable) = \(first), ..., \(last)`."]
      )
    default: ("this cannot be read", [])
    }
  }

  // MARK: Longer wordings

  private static func character(_ character: String) -> Wording {
    let instead: [String: String] = [
      "÷": "For a quotient write `/`.", "∘": "For the element-wise product write `⊙` (`.*`).",
      "◦": "For the element-wise product write `⊙` (`.*`).",
      "⊗": "For the element-wise product write `⊙` (`.*`).",
      "&": "Write `and`.", "!": "Write `not`, or `!=` for unequal.", "~": "Write `not`.",
      "%": "A comment starts with `#`.", "@": "A product of matrices is written `W x`.",
      "“": "A string stands in `\"`.", "”": "A string stands in `\"`.",
      "→": "An update is written `x ← …` (`:=`).", "∞": "Infinity is written `inf`.",
      "$": "Formulas need no `$`.", ".": "The element-wise product is `.*`, a range `...`.",
      "±": "Write the two values as two statements.", "≈": "Write `==`, or compare `|a − b|`.",
    ]
    let name = character.unicodeScalars.first.map { scalar in
      let category = scalar.properties.generalCategory
      let isHidden = category == .control || category == .format || scalar.isMark
      let digits = String(scalar.value, radix: 16, uppercase: true)
      let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      return isHidden ? "the invisible character U+\(padded)" : "`\(character)`"
    }
    return ("\(name ?? "this") has no meaning here", instead[character].map { [$0] } ?? [])
  }

  private static func texWord(_ word: String) -> Wording {
    let message = "`\\\(word)` is no TeX word that is known here"
    if word == "frac" { return (message, ["Write a quotient as `a/b`."]) }
    let known = TeXNames.all.map(\.name) + TeXNames.accentNames
    guard let near = nearest(to: word, in: known) else { return (message, []) }
    return (message, ["Did you mean `\\\(near)`?"])
  }

  private static func derivativeBrackets(
    _ derivative: String,
    _ behind: String,
    _ numerator: String,
    _ denominator: String,
    _ isPartial: Bool
  ) -> Wording {
    let message = "`\(behind)` could belong to the derivative or to what stands below the line"
    let isCall = behind.hasPrefix("(")
    let after = behind == "'" ? "ᵀ" : (isCall ? " " : "") + behind
    let first = "Write `(\(derivative))\(after)` for the derivative"
    if isPartial { return (message, [first + (isCall ? " times the bracket." : ".")]) }
    return (message, [first + ", `\(numerator)(\(denominator))` for a quotient of two variables."])
  }
}

extension String {
  /// The text without blank space at its end.
  fileprivate var trimmedEnd: String {
    var text = self[...]
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
