import Diagnostics
import Notation
import Operations
import Tensors

extension Interpreter {
  /// Σ, Π, max and min over an index, or over all elements where there is none.
  mutating func evaluate(
    _ big: BigOperator,
    index: String?,
    from: Expression?,
    to: Expression?,
    body: Expression,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    guard let index else { return try reduceAll(big, body, span: span) }
    let values = try indexValues(index, from: from, to: to, body: body, span: span)
    var terms: [Evaluated] = []
    let key = log.index(of: VariableKey(index))
    indices.append(IndexBinding(name: index, value: 0, key: key))
    let position = indices.count - 1
    for value in values {
      try tick(span)
      indices[position].value = Double(value)
      terms.append(try evaluate(body))
    }
    indices.removeLast()
    if terms.isEmpty { return try empty(big, index, span: span) }
    if big == .product, terms.contains(where: { $0.value.shape?.rank != 0 }) {
      var result = terms[0]
      for term in terms.dropFirst() { result = try multiply(result, term, span: span) }
      return result
    }
    return try apply(big.operation, terms, span: span)
  }

  private mutating func empty(
    _ big: BigOperator,
    _ index: String,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    switch big {
    case .sum: return recordConstant(0, span: span)
    case .product: return recordConstant(1, span: span)
    case .maximum, .minimum: throw .emptyExtremum(index, span)
    }
  }

  private mutating func reduceAll(
    _ big: BigOperator,
    _ body: Expression,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    let value = try evaluate(body)
    switch big {
    case .sum: return try apply(.reduce(.sum, .all), value, span: span)
    case .maximum: return try apply(.reduce(.maximum, .all), value, span: span)
    case .minimum: return try apply(.reduce(.minimum, .all), value, span: span)
    case .product:
      guard let tensor = value.value.tensor, tensor.shape.rank == 2 else {
        return try apply(.productOfFactors, value, span: span)
      }
      var factors: [Evaluated] = []
      for row in 0..<tensor.rows {
        for column in 0..<tensor.columns {
          factors.append(try apply(.slice([.at(row), .at(column)]), value, span: span))
        }
      }
      return try apply(.productOfFactors, factors, span: span)
    }
  }

  /// The values an index takes: its bounds, the elements it indexes, or the layers that exist.
  private mutating func indexValues(
    _ index: String,
    from: Expression?,
    to: Expression?,
    body: Expression,
    span: SourceSpan
  ) throws(Diagnostic) -> [Int] {
    if let from, let to {
      let first = try integer(from, "a bound of a sum")
      let last = try integer(to, "a bound of a sum")
      if last - first > limits.statements { throw .tooManyStatements(limits.statements, span) }
      return first <= last ? Array(first...last) : []
    }
    var ranges: [(name: String, values: [Int])] = []
    try collectRanges(of: index, in: body, into: &ranges)
    guard let first = ranges.first else { throw .indexWithoutRange(index, span) }
    if let other = ranges.first(where: { $0.values != first.values }) {
      throw .rangesDiffer(
        index,
        first.name,
        first.values.count,
        other.name,
        other.values.count,
        span
      )
    }
    return first.values
  }

  /// What an index ranges over by each place where it stands in a body.
  private mutating func collectRanges(
    of index: String,
    in body: Expression,
    into ranges: inout [(name: String, values: [Int])]
  ) throws(Diagnostic) {
    for reference in body.references(freeOf: index) {
      let name = reference.identifierWithLayer
      if let layer = reference.layer, layer.isReference(to: index) {
        let layers = environment.layers(of: reference.identifier)
        if !layers.isEmpty { ranges.append(("\(reference.identifier)[\(index)]", layers)) }
        continue
      }
      if let element = reference.element {
        let bare = Reference(
          base: reference.base,
          parts: reference.parts,
          layer: reference.layer,
          span: reference.span
        )
        if let shape = try shape(of: bare),
          let extent = extent(of: index, in: element, shape: shape)
        {
          ranges.append((name, Array(1...max(1, extent)).filter { $0 <= extent }))
        }
        continue
      }
      guard reference.parts.last?.contains(index) == true else { continue }
      indices.append(IndexBinding(name: index, value: 1, key: 0))
      defer { indices.removeLast() }
      if let (key, element) = try unbracedElementKey(reference),
        let shape = variable(key)?.value.shape,
        let extent = extent(of: index, in: element, shape: shape)
      {
        ranges.append((key.spelling, Array(1...max(1, extent)).filter { $0 <= extent }))
      }
    }
  }

  private mutating func shape(of reference: Reference) throws(Diagnostic) -> Shape? {
    guard let variable = variable(try key(of: reference)) else {
      if let (key, _) = try unbracedElementKey(reference) { return self.variable(key)?.value.shape }
      return nil
    }
    return variable.value.shape
  }

  /// The extent of the dimension that an index stands for in a subscript.
  private func extent(of index: String, in element: [ElementIndex], shape: Shape) -> Int? {
    if shape.rank == 0 { return 1 }
    let positions = element.filter { if case .trainingCase = $0 { false } else { true } }
    for (position, item) in positions.enumerated() {
      guard case .position(let expression) = item, expression.isReference(to: index) else {
        continue
      }
      if element.count == 1, shape.rank == 2, shape.rows == 1 { return shape.columns }
      return position < shape.rank ? shape.dimensions[position] : nil
    }
    for item in element {
      if case .trainingCase(let expression) = item, expression.isReference(to: index) {
        return shape.dimensions.last
      }
    }
    return nil
  }
}

extension BigOperator {
  /// The operation over the terms.
  var operation: Operation {
    switch self {
    case .sum: .sumOfTerms
    case .product: .productOfFactors
    case .maximum: .largestOfTerms
    case .minimum: .smallestOfTerms
    }
  }
}
