package import Calculus
import Diagnostics
import Notation
import Operations
import Tensors

/// The log as reverse mode reads it.
extension Log: Recording {
  /// A node as reverse mode needs it; nil where the log no longer holds it.
  package func recordedNode(_ position: Int32) -> RecordedNode? {
    guard holds(position) else { return nil }
    let node = self[position]
    let origin: RecordedNode.Origin =
      switch node.action {
      case .constant: .constant
      case .read, .define, .call: .same
      case .update: .cut
      case .apply(let operation): .operation(operation)
      case .derivative: .derivative
      }
    if node.second >= -1 {
      return RecordedNode(
        origin: origin,
        first: node.first,
        second: node.second,
        value: node.value
      )
    }
    return RecordedNode(origin: origin, operands: operands(of: position), value: node.value)
  }
}

extension Interpreter {
  /// What a derivative is taken by: a version of a variable, and the entry of it, if one.
  struct Denominator {
    var key: VariableKey
    var variable: Variable
    var entry: [SliceIndex]?
    /// As the learner wrote it, for messages.
    var text: String
  }

  /// `dz/dw`, `∂J/∂W[1]`: a claim of the learner's, or the derivative through what was executed.
  mutating func derivative(
    _ sign: DerivativeSign,
    of numerator: Reference,
    by denominator: Reference,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    if sign == .ordinary, let quotient = try quotient(numerator, denominator, span: span) {
      return quotient
    }
    let claimKey = try claimKey(numerator, by: denominator)
    if let claim = environment.claims[claimKey] {
      readClaim = true
      return record(readOf: claim, span: span)
    }
    if variable(claimKey.numerator) == nil, try unbracedElementKey(numerator) == nil,
      numerator.element == nil
    {
      return try derivativeOfFunctions(numerator, by: denominator, span: span)
    }
    let top = try read(numerator)
    let bottom = try self.denominator(denominator)
    return try derivative(of: top, spelled: claimKey.numerator, by: bottom, span: span)
  }

  /// The name that a claim goes by: `∂J/∂W[1]`, of an entry `∂J/∂W[1]_{1,2}`.
  mutating func claimKey(
    _ numerator: Reference,
    by denominator: Reference
  ) throws(Diagnostic) -> DerivativeKey {
    DerivativeKey(
      numerator: try keyWithElement(numerator),
      denominator: try keyWithElement(denominator)
    )
  }

  private mutating func keyWithElement(
    _ reference: Reference
  ) throws(Diagnostic) -> VariableKey {
    let key = try key(of: reference)
    guard let element = reference.element else { return key }
    var indices: [String] = []
    for index in element {
      switch index {
      case .all: indices.append(":")
      case .position(let expression): indices.append(try positions(expression).spelled)
      case .trainingCase(let expression):
        indices.append("(\(try positions(expression, "a case").spelled))")
      }
    }
    return VariableKey(key.spelling + "_{" + indices.joined(separator: ",") + "}")
  }

  /// `dz/dw` where dz or dw is itself a name: a quotient.
  private mutating func quotient(
    _ numerator: Reference,
    _ denominator: Reference,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated? {
    var top = numerator
    top.base = "d" + top.base
    var bottom = denominator
    bottom.base = "d" + bottom.base
    let topKey = try key(of: top)
    let bottomKey = try key(of: bottom)
    guard variable(topKey) != nil || variable(bottomKey) != nil else { return nil }
    return try apply(.pairwise(.divide), try read(top), try read(bottom), span: span)
  }

  /// What stands under a derivative: a variable, or an entry of one.
  mutating func denominator(_ reference: Reference) throws(Diagnostic) -> Denominator {
    let bare = Reference(
      base: reference.base,
      parts: reference.parts,
      layer: reference.layer,
      span: reference.span
    )
    let name = try key(of: bare)
    let found = variable(name)
    let text = Printer(.unicode, dialect: dialect).text(reference)
    if let found, let element = reference.element {
      guard let shape = found.value.shape else {
        throw .noElements(spelled(reference), found.value.kindName, reference.span)
      }
      let indices = try sliceIndices(element, shape: shape, of: reference)
      return Denominator(key: name, variable: found, entry: indices, text: text)
    }
    if let found { return Denominator(key: name, variable: found, entry: nil, text: text) }
    if let (arrayKey, element) = try unbracedElementKey(reference),
      let array = variable(arrayKey), let shape = array.value.shape
    {
      let indices = try sliceIndices(element, shape: shape, of: reference)
      return Denominator(key: arrayKey, variable: array, entry: indices, text: text)
    }
    throw unknown(reference, key: name)
  }

  /// The derivative of a recorded value by a version, with the lectures' shapes.
  mutating func derivative(
    of top: Evaluated,
    spelled: VariableKey,
    by bottom: Denominator,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    guard top.node >= 0, let topShape = top.value.tensor?.shape else {
      throw .needsNumber(top.value.kindName, span)
    }
    let names = (spelled, bottom.text)
    let walk = try walk(from: top.node, names, span: span)
    var value: Tensor
    if walk.reaches(bottom.variable.node) {
      value = try jacobian(walk, topShape, by: bottom, names, span: span)
    } else {
      try explainMissingWay(walk, to: bottom, names, span: span)
      value = try zeros(topShape, by: bottom, names, span: span)
    }
    if dialect.numeratorLayout, topShape.count == 1, value.shape.rank == 2 {
      do { value = try Operation.transpose.forward([value]) } catch {
        throw Diagnostic(error, span)
      }
    }
    if rounding != nil, bottom.entry == nil,
      let chain = scalarChain(from: top.node, to: bottom.variable.node), value.scalar != nil
    {
      value = Tensor(chain.value)
    }
    guard unrecorded == 0 else { return Evaluated(.tensor(value)) }
    let node = log.append(
      .derivative,
      operands: [top.node, bottom.variable.node],
      span: span,
      value: value
    )
    log.derivations[node] = DerivationRecord(
      numerator: spelled,
      denominator: bottom.entry == nil ? bottom.key : VariableKey(bottom.text),
      of: top.node,
      by: bottom.variable.node
    )
    return Evaluated(.tensor(value), node: node)
  }

  private func walk(
    from node: NodeID,
    _ names: (VariableKey, String),
    span: SourceSpan
  ) throws(Diagnostic) -> ReverseMode {
    do { return try ReverseMode(log, from: node) } catch {
      throw .derivative(error, text(of: names.0), names.1, span)
    }
  }

  /// ∂yᵢ/∂xⱼ for a column by a column; the gradient in the variable's shape for a scalar.
  private func jacobian(
    _ walk: ReverseMode,
    _ topShape: Shape,
    by bottom: Denominator,
    _ names: (VariableKey, String),
    span: SourceSpan
  ) throws(Diagnostic) -> Tensor {
    if topShape.count == 1 {
      let seed = Tensor(repeating: 1, shape: topShape)
      return try part(
        try adjoint(walk, seed, bottom, names, span: span),
        bottom,
        span: span
      )
    }
    let zero = Tensor(repeating: 0, shape: bottom.variable.value.shape ?? .scalar)
    let bottomShape = try part(zero, bottom, span: span).shape
    try checkJacobianShapes(topShape, bottomShape, names, span: span)
    var rows: [Double] = []
    for row in 0..<topShape.rows {
      var seed = Array(repeating: 0.0, count: topShape.rows)
      seed[row] = 1
      let whole = try adjoint(
        walk,
        Tensor(shape: topShape, elements: seed),
        bottom,
        names,
        span: span
      )
      rows += try part(whole, bottom, span: span).elements
    }
    return Tensor(shape: Shape(rows: topShape.rows, columns: bottomShape.count), elements: rows)
  }

  private func adjoint(
    _ walk: ReverseMode,
    _ seed: Tensor,
    _ bottom: Denominator,
    _ names: (VariableKey, String),
    span: SourceSpan
  ) throws(Diagnostic) -> Tensor {
    do {
      let target = bottom.variable.node
      let found =
        rounding == nil
        ? try walk.adjoint(seed: seed, of: target)
        : try walk.adjoint(seed: seed, of: target, round: { rounded($0) })
      return found ?? Tensor(repeating: 0, shape: bottom.variable.value.shape ?? .scalar)
    } catch {
      throw .derivative(error, text(of: names.0), names.1, span)
    }
  }

  /// What a derivative is taken of or by, as a message names it: a name, or an expression's text.
  private func text(of key: VariableKey) -> String {
    let isName = !key.name.contains("{") && (try? Reference(parsing: key.spelling)) != nil
    return isName ? spelled(key) : key.spelling
  }

  /// The entry of an array that a derivative is taken by, or all of it.
  private func part(
    _ whole: Tensor,
    _ bottom: Denominator,
    span: SourceSpan
  ) throws(Diagnostic) -> Tensor {
    guard let entry = bottom.entry, whole.shape.rank > 0 else { return whole }
    do { return try Operation.slice(entry).forward([whole]) } catch {
      throw Diagnostic(error, span)
    }
  }

  private func checkJacobianShapes(
    _ top: Shape,
    _ bottom: Shape,
    _ names: (VariableKey, String),
    span: SourceSpan
  ) throws(Diagnostic) {
    guard top.rank == 2, top.columns == 1, bottom.count == 1 || bottom.columns == 1,
      bottom.rank <= 2
    else { throw .derivativeShapes(text(of: names.0), top, names.1, bottom, span) }
  }

  private func zeros(
    _ top: Shape,
    by bottom: Denominator,
    _ names: (VariableKey, String),
    span: SourceSpan
  ) throws(Diagnostic) -> Tensor {
    let whole = Tensor(repeating: 0, shape: bottom.variable.value.shape ?? .scalar)
    let zero = try part(whole, bottom, span: span)
    if top.count == 1 { return zero }
    let shape = zero.shape
    try checkJacobianShapes(top, shape, names, span: span)
    return Tensor(repeating: 0, shape: Shape(rows: top.rows, columns: shape.count))
  }

  /// Throws where the variable has been assigned since, or where `←` cut the way.
  private func explainMissingWay(
    _ walk: ReverseMode,
    to bottom: Denominator,
    _ names: (VariableKey, String),
    span: SourceSpan
  ) throws(Diagnostic) {
    let isStale = walk.reached.contains { position in
      guard log.holds(position) else { return false }
      let node = log[position]
      guard node.key == bottom.variable.key else { return false }
      switch node.action {
      case .define, .update: return true
      default: return false
      }
    }
    if isStale {
      let byForward = environment.hasNetwork && isSetByForward(names.0)
      throw .stale(text(of: names.0), names.1, byForward: byForward, span)
    }
    for cut in walk.cuts {
      guard let before = log.operands(of: cut).first, log.holds(before),
        let hidden = try? ReverseMode(log, from: before), hidden.reaches(bottom.variable.node)
      else { continue }
      let key = log[cut].key
      let name = key >= 0 ? spelled(log.keys[Int(key)]) : "a value"
      throw .cutByUpdate(text(of: names.0), names.1, name, span)
    }
  }

  private func isSetByForward(_ key: VariableKey) -> Bool {
    algorithm(named: "forward")?.definition.assigns.contains(key.name) ?? false
  }

  // MARK: Expressions

  /// `d/dx e`: the number where the variables have values, else the form.
  mutating func differentiate(
    _ body: Expression,
    by reference: Reference,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    let key = try key(of: reference)
    let found = variable(key)
    let symbol = Printer().text(key.reference)
    let isElement = try unbracedElementKey(reference) != nil
    guard found != nil || isElement else {
      let form = try symbolicDerivative(of: body, by: symbol, span: span)
      return try value(of: form, span: span)
    }
    let bottom = try denominator(reference)
    if body.holdsDerivative,
      let form = try? symbolicDerivative(of: body, by: symbol, span: span)
    {
      return try value(of: form, span: span)
    }
    let mark = log.mark
    let value: Evaluated
    do { value = try evaluate(body) } catch {
      // A name without a value: the form can still be given.
      guard error.kind == .name else { throw error }
      log.rewind(to: mark)
      let form = try symbolicDerivative(of: body, by: symbol, span: span)
      return Evaluated(.symbolic(SymbolicTensor(form)))
    }
    if case .symbolic = value.value {
      return Evaluated(
        .symbolic(SymbolicTensor(try symbolicDerivative(of: body, by: symbol, span: span)))
      )
    }
    return try derivative(
      of: value,
      spelled: VariableKey(Printer().text(body)),
      by: bottom,
      span: span
    )
  }

  /// `∇_w J`; of β₀ and β₁ alone `∇_β` is the column of the two.
  mutating func gradient(
    of body: Expression,
    by reference: Reference,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    let spelled = VariableKey(Printer().text(body))
    let key = try key(of: reference)
    if variable(key) != nil || reference.element != nil || !reference.parts.isEmpty {
      let bottom = try denominator(reference)
      return try derivative(of: try evaluate(body), spelled: spelled, by: bottom, span: span)
    }
    let parts = environment.variables.keys.filter { other in
      other.layer == key.layer && other.name.hasPrefix(key.name + "_")
        && Int(other.name.dropFirst(key.name.count + 1)) != nil
    }.sorted { left, right in
      let start = key.name.count + 1
      return (Int(left.name.dropFirst(start)) ?? 0) < (Int(right.name.dropFirst(start)) ?? 0)
    }
    guard !parts.isEmpty else { throw unknown(reference, key: key) }
    let top = try evaluate(body)
    var entries: [Evaluated] = []
    for part in parts {
      guard let variable = variable(part) else { continue }
      let bottom = Denominator(key: part, variable: variable, entry: nil, text: self.spelled(part))
      entries.append(try derivative(of: top, spelled: spelled, by: bottom, span: span))
    }
    return try apply(.assemble(entries.map { _ in 1 }), entries, span: span)
  }

  /// A derivative of variables at another point, by its form.
  mutating func evaluateDerivative(
    _ body: Expression,
    at point: [(VariableKey, Evaluated)],
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated? {
    guard case .derivative(_, let numerator, let denominator) = body.kind,
      numerator.element == nil, denominator.element == nil,
      let top = variable(try key(of: numerator)), let bottom = variable(try key(of: denominator)),
      let form = expandedDerivative(from: top.node, to: bottom.node)
    else { return nil }
    var values: [String: Evaluated] = [:]
    for (key, value) in point { values[Printer().text(key.reference)] = value }
    return try evaluate(form, with: values, span: span)
  }

  /// A form as a value: a number where it holds no letters.
  private mutating func value(of form: Form, span: SourceSpan) throws(Diagnostic) -> Evaluated {
    var values: [String: Double] = [:]
    for symbol in form.symbols {
      if let constant = Self.constants[symbol] { values[symbol] = constant }
      if let reference = try? Reference(parsing: symbol), let key = try? key(of: reference),
        let number = variable(key)?.value.tensor?.scalar
      {
        values[symbol] = number
      }
    }
    let number: Double?
    do { number = try form.evaluated(at: values) } catch { throw Diagnostic(error, span) }
    guard let number else { return Evaluated(.symbolic(SymbolicTensor(form))) }
    return recordConstant(number, span: span)
  }
}

extension Expression {
  /// Whether a derivative stands in it, which reverse mode cannot differentiate again.
  fileprivate var holdsDerivative: Bool {
    switch kind {
    case .derivative, .differentiate, .nabla: true
    case .prefix(_, let operand), .glued(_, let operand), .transpose(let operand),
      .absolute(let operand):
      operand.holdsDerivative
    case .infix(_, let left, let right), .power(let left, let right):
      left.holdsDerivative || right.holdsDerivative
    case .product(let first, let rest):
      first.holdsDerivative || rest.contains { $0.1.holdsDerivative }
    case .call(_, let arguments): arguments.contains { $0.value.holdsDerivative }
    default: false
    }
  }
}

extension SliceIndex {
  /// As a subscript writes it, counted from 1: `2`, `[3, 1]`, `:`.
  var spelled: String {
    switch self {
    case .at(let position): "\(position &+ 1)"
    case .all: ":"
    case .several(let list): "[" + list.map { "\($0 &+ 1)" }.joined(separator: ", ") + "]"
    }
  }
}
