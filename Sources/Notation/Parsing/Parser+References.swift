import Diagnostics

/// Names with their layers and subscripts.
extension Parser {
  /// Reads a name with its layer and subscripts.
  ///
  ///     reference = name { "_" part | layer | "_{" indices "}" }
  ///
  /// nil, with nothing taken, where no name stands.
  mutating func referenceOrNil() throws(SyntaxFault) -> Reference? {
    guard case .name(let base) = kind else { return nil }
    let start = span
    advance()
    var reference = Reference(base: base, span: start)
    var tallest = 0
    while true {
      if case .subscriptPart(let part) = kind, isGlued {
        guard reference.element == nil else { throw fault(.secondSubscript) }
        reference.parts.append(part)
        advance()
      } else if kind == .subscriptOpen, isGlued {
        guard reference.element == nil else { throw fault(.secondSubscript) }
        reference.element = try indices()
        tallest = max(tallest, height)
      } else if startsLayer {
        guard reference.layer == nil else { throw fault(.secondLayer) }
        try readLayer(into: &reference)
        tallest = max(tallest, height)
      } else {
        break
      }
    }
    reference.span = start.union(lastSpan)
    height = tallest
    return reference
  }

  /// The token behind the reference that starts at a token, found without reading it.
  func endOfReference(from place: Int) -> Int {
    var place = place
    guard place < tokens.count - 1, case .name = tokens[place].kind else { return place }
    place += 1
    while place < tokens.count - 1, !tokens[place].spaceBefore {
      switch tokens[place].kind {
      case .subscriptPart: place += 1
      case .subscriptOpen, .bracketOpen, .layerOpen: place = tokens[place].partner + 1
      case .caret:
        guard let layer = layerBehindCaret(at: place) else { return place }
        place = layer.end
      default: return place
      }
    }
    return place
  }

  // MARK: Layers

  /// A layer written behind `^`: the first token of its index, its last, and the one behind all.
  typealias LayerBehindCaret = (first: Int, closing: Int, end: Int)

  /// Whether `^[l]`, `^{[l]}` or `^{(l)}` stands here.
  var layerBehindCaret: LayerBehindCaret? { layerBehindCaret(at: position) }

  private func layerBehindCaret(at place: Int) -> LayerBehindCaret? {
    guard tokens[place].kind == .caret, place + 2 < tokens.count else { return nil }
    let next = tokens[place + 1]
    if next.kind == .bracketOpen { return (place + 2, next.partner, next.partner + 1) }
    guard next.kind == .braceOpen else { return nil }
    let inner = tokens[place + 2]
    guard inner.kind == .bracketOpen || inner.kind == .parenOpen,
      inner.partner + 1 == next.partner
    else { return nil }
    return (place + 3, inner.partner, next.partner + 1)
  }

  private var startsLayer: Bool {
    switch kind {
    case .bracketOpen, .layerOpen: isGlued
    case .caret: layerBehindCaret != nil
    default: false
    }
  }

  /// Reads a layer's index.
  ///
  ///     layer = "[" sum "]" | "⁽" sum "⁾" | "^[" sum "]" | "^{[" sum "]}" | "^{(" sum ")}"
  private mutating func readLayer(into reference: inout Reference) throws(SyntaxFault) {
    try enter(levels: 2)
    let start = span.start
    let outer = context
    let isRound: Bool
    let closing: Int
    let end: Int
    if let layer = layerBehindCaret {
      isRound = tokens[layer.first - 1].kind == .parenOpen
      (closing, end) = (layer.closing, layer.end)
      position = layer.first
    } else {
      isRound = kind == .layerOpen
      closing = token.partner
      end = closing + 1
      advance()
    }
    context = .bracketed
    let base = reference.identifier
    if position == closing {
      throw fault(.emptyLayer(base), at: SourceSpan(start: start, end: tokens[closing].span.end))
    }
    try checkConnection(upTo: closing, of: base, isRound: isRound, from: start)
    let index = try sum()
    if position < closing, kind == .comma {
      let whole = SourceSpan(start: start, end: tokens[closing].span.end)
      throw fault(
        .listInLayer(base, indices: text(from: index.span.start, to: tokens[closing].span.start)),
        at: whole
      )
    }
    guard position == closing else { throw unexpected() }
    position = end
    context = outer
    leave(levels: 2)
    if isRound, isCase(reference, index), reference.element == nil {
      reference.element = [.trainingCase(index)]
    } else {
      reference.layer = index
    }
  }

  /// In galway `y⁽ⁱ⁾` is a case: its layers stand in square brackets.
  private func isCase(_ reference: Reference, _ index: Expression) -> Bool {
    guard dialect == .galway, ["x", "y", "ŷ"].contains(reference.base), reference.parts.isEmpty,
      case .reference(let name) = index.kind
    else { return false }
    return ["i", "n"].contains(name.identifier)
  }

  /// Auckland's `w^{(k−1,k)}` and `w⁽ᵏ⁻¹ᵏ⁾` name a layer of weights by the layers it connects.
  private func checkConnection(
    upTo closing: Int,
    of base: String,
    isRound: Bool,
    from start: Int
  ) throws(SyntaxFault) {
    guard isRound, closing - position >= 4, case .name(let lower) = tokens[position].kind,
      tokens[position + 1].kind == .minus, tokens[position + 2].kind == .number(1)
    else { return }
    let hasComma = tokens[position + 3].kind == .comma
    let last = position + (hasComma ? 4 : 3)
    guard last == closing - 1, tokens[last].kind == .name(lower) else { return }
    let span = SourceSpan(start: start, end: tokens[closing].span.end)
    throw fault(.connection(base, lower), at: span)
  }

  // MARK: Subscripts

  /// Reads a braced subscript.
  ///
  ///     indices = index { [ "," ] index }
  private mutating func indices() throws(SyntaxFault) -> [ElementIndex] {
    try enter(levels: 2)
    let opening = span
    let closing = token.partner
    let outer = context
    advance()
    context = .bracketed
    if kind == .braceClose { throw fault(.emptySubscript, at: opening.union(span)) }
    var indices: [ElementIndex] = []
    var tallest = 0
    while true {
      indices += try index(from: opening, upTo: closing)
      tallest = max(tallest, height)
      if kind == .braceClose { break }
      if accept(.comma) { continue }
      // Only a case stands directly before another index: `_{(n)j}`.
      guard case .trainingCase = indices.last else { throw unexpected() }
    }
    context = outer
    advance()
    leave(levels: 2)
    height = tallest
    return indices
  }

  /// Reads one index.
  ///
  ///     index = ":" | "(" expression ")" | "((" expression "))" | sum
  ///
  /// A bracket by itself is a case, a doubled one a position. `jk` and `j k` are two positions.
  private mutating func index(from opening: SourceSpan, upTo closing: Int) throws(SyntaxFault)
    -> [ElementIndex]
  {
    if accept(.colon) { return [.all] }
    if kind == .parenOpen {
      let partner = token.partner
      if isIndexEnd(partner + 1) {
        if tokens[position + 1].kind == .parenOpen, tokens[position + 1].partner == partner - 1 {
          return [.position(try bracketedIndex(depth: 2))]
        }
        return [.trainingCase(try bracketedIndex(depth: 1))]
      }
    }
    let start = position
    let value = try sum()
    return try positions(value, at: start, from: opening, upTo: closing)
  }

  /// An index that has been read, taken apart if it is several written together.
  private func positions(
    _ value: Expression,
    at start: Int,
    from opening: SourceSpan,
    upTo closing: Int
  ) throws(SyntaxFault) -> [ElementIndex] {
    switch value.kind {
    case .glued where position - start == 2:
      // `w_{2j}` could be w_{2,j} or an even place.
      throw fault(
        .gluedIndex(text(tokens[start].span), text(tokens[start + 1].span)),
        at: opening.union(tokens[closing].span)
      )
    case .reference(let name):
      return splitPositions(name, value)
    case .product(let first, let rest):
      let factors = [first] + rest.map(\.1)
      let isList = rest.allSatisfy { $0.0 == .adjacent } && factors.allSatisfy(isSimpleIndex)
      if isList { return factors.map { .position($0) } }
      return [.position(value)]
    default: return [.position(value)]
    }
  }

  /// Whether a bracketed index is whole before this token.
  private func isIndexEnd(_ place: Int) -> Bool {
    switch tokens[place].kind {
    case .comma, .braceClose, .name, .number, .parenOpen, .colon: true
    default: false
    }
  }

  private mutating func bracketedIndex(depth brackets: Int) throws(SyntaxFault) -> Expression {
    for _ in 0..<brackets { advance() }
    if kind == .parenClose { throw fault(.emptySubscript) }
    let value = try expression()
    for _ in 0..<brackets {
      guard kind == .parenClose else { throw unexpected() }
      advance()
    }
    return value
  }

  private func isSimpleIndex(_ factor: Expression) -> Bool {
    switch factor.kind {
    case .reference(let name): name.layer == nil && name.element == nil
    case .number: true
    default: false
    }
  }

  private func splitPositions(_ name: Reference, _ value: Expression) -> [ElementIndex] {
    guard name.parts.isEmpty, name.layer == nil, name.element == nil,
      IndexLetters.areSeveral(name.base)
    else { return [.position(value)] }
    var offset = name.span.start
    var result: [ElementIndex] = []
    for letter in name.base {
      let length = String(letter).utf8.count
      // A letter typed as a TeX word is longer in the text than here.
      let isPlain = name.span.end - name.span.start == name.base.utf8.count
      let span = isPlain ? SourceSpan(start: offset, end: offset + length) : name.span
      let part = Reference(base: String(letter), span: span)
      result.append(.position(Expression(.reference(part), span: span)))
      offset += length
    }
    return result
  }
}

/// Which names in a braced subscript are several indices written together.
enum IndexLetters {
  /// Whether `_{name}` is an index for each letter: two letters, or three of i to n.
  static func areSeveral(_ name: String) -> Bool {
    guard name.allSatisfy(\.isLetter), !name.hasPrefix("Δ") else { return false }
    return name.count == 2 || name.count == 3 && name.allSatisfy { ("i"..."n").contains($0) }
  }
}
