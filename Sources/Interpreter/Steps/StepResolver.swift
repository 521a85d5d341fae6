import Calculus
import Diagnostics
import Notation
import Operations
import Tensors

/// Fills indices and numbers into a statement's formula, from what the log recorded of its reads.
struct StepResolver {
  private let interpreter: Interpreter
  /// What each place in the text read: the keys, and the values.
  private var reads: [SourceSpan: [NodeID]] = [:]
  private var bindings: [String: Double] = [:]

  /// Collects what a step's own text read; what functions called from it read is theirs.
  init(_ interpreter: Interpreter, _ index: Int32) {
    self.interpreter = interpreter
    let log = interpreter.log
    let record = log.step(index)
    var inner: [Range<NodeID>] = []
    for child in interpreter.children(of: index) { inner.append(log.step(child).nodes) }
    for id in record.nodes where log.holds(id) {
      if inner.contains(where: { $0.contains(id) }) { continue }
      switch log[id].action {
      case .read, .apply(.slice), .constant: reads[log[id].span, default: []].append(id)
      default: break
      }
    }
    var next = index
    while next >= 0, log.holdsStep(next) {
      let ancestor = log.step(next)
      for (name, value) in log.bindings(of: ancestor) where bindings[name] == nil {
        bindings[name] = value
      }
      if ancestor.kind == .algorithmCall { break }
      next = ancestor.parent
    }
  }

  // MARK: Indices

  /// The target with its indices filled in.
  func target(_ target: Target, key: Int32) -> Expression? {
    if case .derivative(let sign, let numerator, let denominator) = target {
      return Expression(
        .derivative(sign, of: resolved(numerator), by: resolved(denominator)),
        span: numerator.span
      )
    }
    guard case .reference(let reference) = target, key >= 0 else { return target.expression }
    var named = interpreter.log.keys[Int(key)].reference
    named.element = reference.element.map { $0.map(resolved) }
    return Expression(.reference(named), span: reference.span)
  }

  /// The formula with indices filled in.
  func resolved(_ expression: Expression) -> Expression {
    expression.mapReferences { reference in
      Expression(.reference(resolved(reference)), span: reference.span)
    } callee: { reference in
      resolved(reference)
    }
  }

  private func resolved(_ reference: Reference) -> Reference {
    var result = reference
    let keys = Set(
      (reads[reference.span] ?? []).map { interpreter.log[$0].key }.filter { $0 >= 0 }
    )
    if keys.count == 1, let key = keys.first {
      let named = interpreter.log.keys[Int(key)].reference
      // A parameter bound by reference is shown as the variable it stands for.
      if reference.layer != nil || named.identifier != reference.identifier {
        if reference.parts.isEmpty || named.parts == reference.parts { result = named }
        if !reference.parts.isEmpty, named.parts != reference.parts { result.layer = named.layer }
      }
      result.span = reference.span
      result.element = reference.element
    } else if let layer = reference.layer, let value = value(layer) {
      result.layer = number(value, layer.span)
    }
    result.element = result.element.map { $0.map(resolved) }
    return result
  }

  private func resolved(_ index: ElementIndex) -> ElementIndex {
    switch index {
    case .all: .all
    case .position(let expression):
      .position(value(expression).map { number($0, expression.span) } ?? expression)
    case .trainingCase(let expression):
      .trainingCase(value(expression).map { number($0, expression.span) } ?? expression)
    }
  }

  /// The value of an index expression over what is bound, nil where it holds something else.
  private func value(_ expression: Expression) -> Double? {
    switch expression.kind {
    case .number(let value): return value
    case .reference(let reference) where reference.layer == nil && reference.element == nil:
      return bindings[reference.identifier]
        ?? interpreter.value(of: VariableKey(reference.identifier))?.tensor?.scalar
    case .infix(.plus, let left, let right):
      guard let a = value(left), let b = value(right) else { return nil }
      return a + b
    case .infix(.minus, let left, let right):
      guard let a = value(left), let b = value(right) else { return nil }
      return a - b
    case .prefix(.minus, let operand): return value(operand).map { -$0 }
    default: return nil
    }
  }

  private func number(_ value: Double, _ span: SourceSpan) -> Expression {
    if value < 0 {
      return Expression(.prefix(.minus, Expression(.number(-value), span: span)), span: span)
    }
    return Expression(.number(value), span: span)
  }

  // MARK: Numbers

  /// The formula with numbers put in; nil where one of them is too large to read, or none is.
  func numbers(_ expression: Expression) -> Expression? {
    var isReadable = true
    var count = 0
    let result = expression.mapReferences { reference in
      guard let value = value(at: reference) else {
        if interpreter.function(named: reference) == nil { isReadable = false }
        return Expression(.reference(resolved(reference)), span: reference.span)
      }
      guard value.count <= Interpreter.readableElements, let literal = Form(literal: value) else {
        isReadable = false
        return Expression(.reference(reference), span: reference.span)
      }
      count += 1
      return literal.expression()
    } callee: { reference in
      called(reference)
    }
    return isReadable && count > 0 ? result : nil
  }

  /// A callee under its function's own name: `σ` for g[2].
  private func called(_ reference: Reference) -> Reference {
    let resolved = resolved(reference)
    var layer: Int?
    if case .number(let number)? = resolved.layer?.kind { layer = Int(exactly: number) }
    guard (layer == nil) == (resolved.layer == nil),
      case .function(let function)? = interpreter.value(
        of: VariableKey(resolved.identifier, layer: layer)
      )
    else { return resolved }
    return Reference(base: function.name, span: reference.span)
  }

  /// The value that a place in the text had, nil where it had none or several.
  private func value(at reference: Reference) -> Tensor? {
    let nodes = reads[reference.span] ?? []
    let log = interpreter.log
    let slices = nodes.filter { if case .apply = log[$0].action { true } else { false } }
    let values = (slices.isEmpty ? nodes : slices).map { log[$0].value }
    guard let first = values.first, values.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  /// The value a parameter was called with, found just before the body ran.
  func argument(_ name: String, before nodes: Range<NodeID>) -> Expression {
    let log = interpreter.log
    var id = nodes.lowerBound - 1
    while log.holds(id), nodes.lowerBound - id < 16 {
      let node = log[id]
      if node.key >= 0, log.keys[Int(node.key)].name == name,
        node.value.count <= Interpreter.readableElements, let literal = Form(literal: node.value)
      {
        return literal.expression()
      }
      id -= 1
    }
    let plain = Reference(base: name, span: Expression.nowhere)
    return Expression(.reference(plain), span: Expression.nowhere)
  }
}
