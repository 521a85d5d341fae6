import Notation

/// A line taken apart as far as help with typing needs it: a line being typed is no program yet, and
/// the lexer, which reads programs, would refuse most of them.
struct LineScan {
  /// A call that is open at the end of the line.
  struct Call: Equatable {
    /// The function's name; empty for a bracket by itself.
    var name: String
    /// Where its bracket stands.
    var open: Int
    /// Where its arguments after the first begin: behind the commas.
    var commas: [Int] = []
  }

  let scalars: [Unicode.Scalar]
  private(set) var parts: [(range: Range<Int>, kind: LinePart.Kind)] = []
  /// The words, other than keywords, with their places.
  private(set) var words: [Range<Int>] = []
  /// Brackets that are open at the end, with the name before them.
  private(set) var open: [Call] = []
  /// Whether the end lies in a comment or a string.
  private(set) var endsInText = false

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    scan()
  }

  /// A part as text.
  func text(_ range: some RangeExpression<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range.relative(to: scalars)])
    return String(text)
  }

  /// The innermost call with a name that is open at the end.
  var call: Call? { open.last { !$0.name.isEmpty } }

  private mutating func scan() {
    var position = 0
    var before: Range<Int>?
    while position < scalars.count {
      let start = position
      let scalar = scalars[position]
      var word: Range<Int>?
      switch scalar {
      case "#":
        position = scalars[position...].firstIndex(of: "\n") ?? scalars.count
        parts.append((start..<position, .comment))
        endsInText = position == scalars.count
      case "\"":
        position += 1
        while position < scalars.count, scalars[position] != "\"", scalars[position] != "\n" {
          position += 1
        }
        let isClosed = position < scalars.count && scalars[position] == "\""
        if isClosed { position += 1 }
        endsInText = !isClosed && position == scalars.count
        parts.append((start..<position, .string))
      case "(", "[", "{":
        // A space between belongs to a product, not to a call.
        let name = before.map { $0.upperBound == start ? text($0) : "" } ?? ""
        open.append(Call(name: scalar == "(" ? name : "", open: start))
        position += 1
      case ")", "]", "}":
        let partner: Unicode.Scalar = scalar == ")" ? "(" : scalar == "]" ? "[" : "{"
        if let last = open.last, scalars[last.open] == partner {
          open.removeLast()
        } else {
          parts.append((start..<start + 1, .unbalanced))
        }
        position += 1
      case ",":
        if !open.isEmpty { open[open.count - 1].commas.append(start + 1) }
        position += 1
      case "0"..."9":
        position = numberEnd(from: start)
        parts.append((start..<position, .number))
      case _ where isWordStart(scalar):
        while position < scalars.count, isWordRest(scalars[position]) { position += 1 }
        word = start..<position
        words.append(start..<position)
      default: position += 1
      }
      before = word
    }
  }

  private func numberEnd(from start: Int) -> Int {
    var position = start
    func digits() {
      while position < scalars.count, ("0"..."9").contains(scalars[position]) { position += 1 }
    }
    digits()
    if position + 1 < scalars.count, scalars[position] == ".",
      ("0"..."9").contains(scalars[position + 1])
    {
      position += 1
      digits()
    }
    if position < scalars.count, scalars[position] == "e" || scalars[position] == "E" {
      let mantissa = position
      position += 1
      if position < scalars.count, "+-−".unicodeScalars.contains(scalars[position]) {
        position += 1
      }
      let exponent = position
      digits()
      if position == exponent { position = mantissa }
    }
    return position
  }
}

/// Whether a word can start with a scalar: a letter.
func isWordStart(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.isAlphabetic && scalar != "Σ" && scalar != "Π"
}

/// Whether a word can go on with a scalar: digits, marks, underscores and small digits too.
func isWordRest(_ scalar: Unicode.Scalar) -> Bool {
  if isWordStart(scalar) || scalar == "_" || ("0"..."9").contains(scalar) { return true }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .otherNumber: return true
  default: return false
  }
}
