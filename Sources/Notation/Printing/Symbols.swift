/// The signs of a typography that is written in one line.
struct Symbols: Sendable {
  var minus: String
  var times: String
  var elementwise: String
  var root: String
  var update: String
  var norm: String
  var floor: (String, String)
  var ceiling: (String, String)
  var sum: String
  var product: String
  var partial: String
  var nabla: String
  var notEqual: String
  var lessOrEqual: String
  var greaterOrEqual: String
  var isASCII: Bool

  static let unicode = Symbols(
    minus: "−",
    times: "·",
    elementwise: "⊙",
    root: "√",
    update: "←",
    norm: "‖",
    floor: ("⌊", "⌋"),
    ceiling: ("⌈", "⌉"),
    sum: "Σ",
    product: "Π",
    partial: "∂",
    nabla: "∇",
    notEqual: "≠",
    lessOrEqual: "≤",
    greaterOrEqual: "≥",
    isASCII: false
  )

  static let ascii = Symbols(
    minus: "-",
    times: "*",
    elementwise: ".*",
    root: "\\sqrt",
    update: ":=",
    norm: "\\|",
    floor: ("\\lfloor ", "\\rfloor"),
    ceiling: ("\\lceil ", "\\rceil"),
    sum: "\\sum",
    product: "\\prod",
    partial: "\\partial",
    nabla: "\\nabla",
    notEqual: "!=",
    lessOrEqual: "<=",
    greaterOrEqual: ">=",
    isASCII: true
  )
}
