import Notation

extension Expression {
  /// Whether it is just this name.
  func isReference(to name: String) -> Bool {
    if case .reference(let reference) = kind {
      return reference.layer == nil && reference.element == nil && reference.identifier == name
    }
    return false
  }

  /// All references in it, callees included, that do not stand under a sum over the same index.
  func references(freeOf index: String) -> [Reference] {
    var found: [Reference] = []
    collect(index, into: &found)
    return found
  }

  private func collect(_ index: String, into found: inout [Reference]) {
    switch kind {
    case .number, .string, .result, .hole: break
    case .reference(let reference), .primed(let reference, _):
      reference.collect(index, into: &found)
    case .prefix(_, let operand), .glued(_, let operand), .transpose(let operand),
      .floor(let operand), .ceiling(let operand), .absolute(let operand),
      .differentiate(_, _, let operand), .nabla(_, let operand):
      operand.collect(index, into: &found)
    case .infix(_, let left, let right), .power(let left, let right):
      left.collect(index, into: &found)
      right.collect(index, into: &found)
    case .comparison(let first, let rest):
      first.collect(index, into: &found)
      for (_, operand) in rest { operand.collect(index, into: &found) }
    case .product(let first, let rest):
      first.collect(index, into: &found)
      for (_, operand) in rest { operand.collect(index, into: &found) }
    case .call(let callee, let arguments):
      callee.reference.collect(index, into: &found)
      callee.power?.collect(index, into: &found)
      for argument in arguments { argument.value.collect(index, into: &found) }
    case .matrix(let rows):
      for row in rows { for element in row { element.collect(index, into: &found) } }
    case .norm(let operand, let p):
      operand.collect(index, into: &found)
      p?.collect(index, into: &found)
    case .big(_, let bound, let from, let to, let body):
      from?.collect(index, into: &found)
      to?.collect(index, into: &found)
      if bound != index { body.collect(index, into: &found) }
    case .derivative(_, let numerator, let denominator):
      numerator.collect(index, into: &found)
      denominator.collect(index, into: &found)
    case .evaluated(let body, let point):
      body.collect(index, into: &found)
      for (_, value) in point { value.collect(index, into: &found) }
    }
  }
}

extension Reference {
  fileprivate func collect(_ index: String, into found: inout [Reference]) {
    found.append(self)
    layer?.collectNested(index, into: &found)
    for item in element ?? [] {
      switch item {
      case .position(let expression), .trainingCase(let expression):
        expression.collectNested(index, into: &found)
      case .all: break
      }
    }
  }
}

extension Expression {
  /// Collects references inside an index, other than the index itself.
  fileprivate func collectNested(_ index: String, into found: inout [Reference]) {
    if isReference(to: index) { return }
    collect(index, into: &found)
  }
}
