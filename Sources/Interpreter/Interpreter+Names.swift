import Diagnostics
import Notation
import Operations
import Tensors

extension Interpreter {
  /// The integer that an index expression comes to.
  mutating func integer(
    _ expression: Expression,
    _ what: String = "an index"
  ) throws(Diagnostic) -> Int {
    let value = try number(expression)
    guard let integer = Int(exactly: value) else {
      throw .notInteger(what, value, expression.span)
    }
    return integer
  }

  /// The positions, counted from 0, that an index takes: one, or those in a row or column.
  mutating func positions(
    _ expression: Expression,
    _ what: String = "an index"
  ) throws(Diagnostic) -> SliceIndex {
    if let number = plainNumber(expression), let position = Int(exactly: number) {
      return .at(position &- 1)
    }
    let tensor = try tensor(expression)
    var positions: [Int] = []
    for element in tensor.elements {
      guard let number = Int(exactly: element) else {
        throw .notInteger(what, element, expression.span)
      }
      positions.append(number &- 1)
    }
    if positions.count == 1 { return .at(positions[0]) }
    guard tensor.shape.rank == 2, tensor.count == 0 || tensor.rows == 1 || tensor.columns == 1
    else { throw .indexNotVector(tensor.shape, expression.span) }
    return .several(positions)
  }

  /// The number that an expression comes to; it is not recorded.
  mutating func number(_ expression: Expression) throws(Diagnostic) -> Double {
    if let number = plainNumber(expression) { return number }
    let tensor = try tensor(expression)
    guard let single = tensor.single else {
      throw .needsSingleNumber(tensor.shape.kindName, expression.span)
    }
    return single
  }

  /// A number from the text, or the value of a bound index; nil for everything else.
  private func plainNumber(_ expression: Expression) -> Double? {
    switch expression.kind {
    case .number(let value): value
    case .reference(let reference) where reference.layer == nil && reference.element == nil:
      index(named: reference.identifier)?.value
    default: nil
    }
  }

  /// The number or matrix that an expression comes to; it is not recorded.
  private mutating func tensor(_ expression: Expression) throws(Diagnostic) -> Tensor {
    unrecorded += 1
    defer { unrecorded -= 1 }
    let value = try evaluate(expression)
    guard let tensor = value.value.tensor else {
      throw .needsSingleNumber(value.value.kindName, expression.span)
    }
    return tensor
  }

  /// The variable that a reference names, layer worked out.
  mutating func key(of reference: Reference) throws(Diagnostic) -> VariableKey {
    guard let layer = reference.layer else { return VariableKey(reference.identifier) }
    return VariableKey(reference.identifier, layer: try integer(layer, "a layer"))
  }

  /// The index that a sum or loop has bound to a name.
  func index(named name: String) -> IndexBinding? {
    let first = frames.last?.firstIndex ?? 0
    var position = indices.count - 1
    while position >= first {
      if indices[position].name == name { return indices[position] }
      position -= 1
    }
    return nil
  }

  /// Follows a parameter bound by reference to where its variable lives.
  func location(of key: VariableKey, frame: Int) -> Location {
    var location = Location(key: key, frame: frame)
    while location.frame >= 0, let alias = frames[location.frame].aliases[location.key.name] {
      let layer = alias.key.layer ?? location.key.layer
      location = Location(key: VariableKey(alias.key.name, layer: layer), frame: alias.frame)
    }
    return location
  }

  /// The variable a key names from where the program stands, nil where it has no value.
  func variable(_ key: VariableKey) -> Variable? {
    guard !frames.isEmpty else { return environment.variables[key] }
    let location = location(of: key, frame: frames.count - 1)
    if location.frame >= 0 {
      if let local = frames[location.frame].locals[location.key] { return local }
      if frames[location.frame].stateNames.contains(location.key.name),
        let kept = environment.states[frames[location.frame].stateKey]?[location.key.name]
      {
        return kept
      }
    }
    return environment.variables[location.key]
  }

  /// The value of a name: the value slot, an element where the subscript is one, or a function.
  mutating func read(_ reference: Reference) throws(Diagnostic) -> Evaluated {
    let span = reference.span
    if let element = reference.element {
      let array = try read(
        Reference(
          base: reference.base,
          parts: reference.parts,
          layer: reference.layer,
          span: span
        )
      )
      return try slice(array, element, of: reference)
    }
    if reference.layer == nil, reference.parts.isEmpty, let binding = index(named: reference.base) {
      return recordConstant(binding.value, key: binding.key, span: span)
    }
    if reference.layer == nil, environment.letters.contains(reference.identifier) {
      return Evaluated(.symbolic(SymbolicTensor(.symbol(reference.identifier))))
    }
    if let element = try elementWithBoundIndex(reference) { return element }
    let key = try key(of: reference)
    if let variable = variable(key) { return record(readOf: variable, span: span) }
    if let element = try elementByUnbracedSubscript(reference) { return element }
    if let value = try caseInParentheses(reference) { return value }
    if let function = function(named: reference) { return Evaluated(.function(function)) }
    if reference.layer == nil, let constant = Self.constants[reference.identifier] {
      return recordConstant(constant, key: -1, span: span)
    }
    throw unknown(reference, key: key)
  }

  /// e, π and infinity, which a name of the learner's takes the place of.
  static let constants: [String: Double] = [
    "e": 2.718281828459045, "π": .pi, "inf": .infinity,
  ]

  /// Records that a version was read.
  mutating func record(readOf variable: Variable, span: SourceSpan) -> Evaluated {
    guard unrecorded == 0, case .tensor(let tensor) = variable.value else {
      return Evaluated(variable.value, node: variable.node)
    }
    let node = log.append(
      .read,
      key: variable.key,
      first: variable.node,
      span: span,
      value: tensor
    )
    return Evaluated(variable.value, node: node)
  }

  /// Records a number that comes from the text.
  mutating func recordConstant(_ value: Double, key: Int32 = -1, span: SourceSpan) -> Evaluated {
    let tensor = Tensor(value)
    guard unrecorded == 0 else { return Evaluated(.tensor(tensor)) }
    return Evaluated(
      .tensor(tensor),
      node: log.append(.constant, key: key, span: span, value: tensor)
    )
  }

  /// Records a tensor that no operation made.
  mutating func recordConstant(_ tensor: Tensor, span: SourceSpan) -> Evaluated {
    guard unrecorded == 0 else { return Evaluated(.tensor(tensor)) }
    return Evaluated(.tensor(tensor), node: log.append(.constant, span: span, value: tensor))
  }

  /// The function slot of a name.
  func function(named reference: Reference) -> FunctionValue? {
    guard reference.layer == nil else { return nil }
    return function(named: reference.identifier)
  }

  /// The function slot of a name: the learner's own first.
  func function(named name: String) -> FunctionValue? {
    if let function = environment.functions[name] { return .user(function) }
    if environment.algorithms[name] != nil { return .algorithm(name) }
    if let builtin = Builtins.canonicalName(of: name) { return .builtin(builtin) }
    return library.find(name, dialect) == nil ? nil : .algorithm(name)
  }

  /// The algorithm of a name: the learner's own first.
  package func algorithm(named name: String) -> Algorithm? {
    environment.algorithms[name] ?? library.find(name, dialect)
  }

  // MARK: Subscripts

  /// `z_j` where Σ or a loop has bound j: an element, even where a name `z_j` exists.
  private mutating func elementWithBoundIndex(
    _ reference: Reference
  ) throws(Diagnostic) -> Evaluated? {
    guard let part = reference.parts.last, !indices.isEmpty,
      part.contains(where: { index(named: String($0)) != nil })
    else { return nil }
    return try elementByUnbracedSubscript(reference)
  }

  /// `w₁₂⁽²⁾` where no such name exists: an element of w, or of W where there are two indices.
  private mutating func elementByUnbracedSubscript(
    _ reference: Reference
  ) throws(Diagnostic) -> Evaluated? {
    guard let (array, positions) = try unbracedElement(reference) else { return nil }
    return try slice(array.value, positions, of: array.reference)
  }

  /// The array and the indices that an unbraced subscript stands for, nil where it is none.
  mutating func unbracedElement(
    _ reference: Reference
  ) throws(Diagnostic) -> (
    array: (value: Evaluated, reference: Reference), indices: [ElementIndex]
  )? {
    guard let resolved = try unbracedElementKey(reference) else { return nil }
    guard let variable = variable(resolved.key) else { return nil }
    let array = record(readOf: variable, span: reference.span)
    return ((array, resolved.key.reference.moved(to: reference.span)), resolved.indices)
  }

  /// The key of the array and the indices that an unbraced subscript stands for.
  mutating func unbracedElementKey(
    _ reference: Reference
  ) throws(Diagnostic) -> (key: VariableKey, indices: [ElementIndex])? {
    guard let part = reference.parts.last, !part.isEmpty else { return nil }
    var positions: [ElementIndex] = []
    for character in part {
      if let digit = character.wholeNumberValue, character.isASCII {
        positions.append(
          .position(Expression(.number(Double(digit)), span: reference.span))
        )
        continue
      }
      let name = Reference(base: String(character), span: reference.span)
      let isIndex =
        index(named: String(character)) != nil
        || variable(VariableKey(String(character)))?.value.tensor?.single != nil
      guard isIndex else { return nil }
      positions.append(.position(Expression(.reference(name), span: reference.span)))
    }
    // In manchester the case comes first: x_n2 is unit 2 of case n.
    if positions.count == 2, part.first == "n", dialect.name == "manchester",
      case .position(let caseIndex) = positions[0]
    {
      positions = [.trainingCase(caseIndex), positions[1]]
    } else if positions.count == 1, part == "n", case .position(let caseIndex) = positions[0] {
      positions = [.trainingCase(caseIndex)]
    }
    let layer = try reference.layer.map { (layer) throws(Diagnostic) in
      try integer(layer, "a layer")
    }
    let rest = ([reference.base] + reference.parts.dropLast()).joined(separator: "_")
    let key = VariableKey(rest, layer: layer)
    if variable(key) != nil { return (key, positions) }
    if positions.count == 2, reference.parts.count == 1 {
      let upper = VariableKey(reference.base.uppercased(), layer: layer)
      if variable(upper) != nil { return (upper, positions) }
    }
    return nil
  }

  /// `y⁽ⁱ⁾` in galway, of a y without layers: case i.
  private mutating func caseInParentheses(
    _ reference: Reference
  ) throws(Diagnostic) -> Evaluated? {
    guard let layer = reference.layer, dialect.name == "galway",
      site.source.text(of: reference.span).contains(where: { $0 == "⁽" || $0 == "(" }),
      let variable = variable(VariableKey(reference.identifier))
    else { return nil }
    let array = record(readOf: variable, span: reference.span)
    return try slice(array, [.trainingCase(layer)], of: reference)
  }

  /// The part of an array that a subscript takes.
  mutating func slice(
    _ array: Evaluated,
    _ element: [ElementIndex],
    of reference: Reference
  ) throws(Diagnostic) -> Evaluated {
    let shape: Shape
    switch array.value {
    case .tensor(let tensor): shape = tensor.shape
    case .symbolic(let symbolic): shape = symbolic.shape
    default: throw .noElements(spelled(reference), array.value.kindName, reference.span)
    }
    let indices = try sliceIndices(element, shape: shape, of: reference)
    if case .symbolic(let symbolic) = array.value {
      return Evaluated(.symbolic(symbolic.slice(indices)))
    }
    // A number is its own first element; several of it make a row.
    if shape.rank == 0, !indices.contains(where: \.isSeveral) { return array }
    return try apply(.slice(indices), array, span: reference.span)
  }

  /// The positions, counted from 0, that a subscript takes of an array of a shape.
  mutating func sliceIndices(
    _ element: [ElementIndex],
    shape: Shape,
    of reference: Reference
  ) throws(Diagnostic) -> [SliceIndex] {
    var taken: [SliceIndex] = []
    var trainingCase: SliceIndex?
    for index in element {
      switch index {
      case .all: taken.append(.all)
      case .position(let expression): taken.append(try positions(expression))
      case .trainingCase(let expression): trainingCase = try positions(expression, "a case")
      }
    }
    if let trainingCase { taken.append(trainingCase) }
    var dimensions = shape.dimensions
    if shape.rank == 0 { dimensions = Array(repeating: 1, count: max(1, taken.count)) }
    if taken.count == 1, trainingCase != nil, dimensions.count > 2 {
      // A case by itself is all of it.
      taken.insert(contentsOf: Array(repeating: .all, count: dimensions.count - 1), at: 0)
    }
    if taken.count == 1, dimensions.count == 2 {
      if trainingCase != nil {
        taken = [.all, taken[0]]
      } else if dimensions[1] == 1 {
        taken.append(.at(0))
      } else if dimensions[0] == 1 {
        taken.insert(.at(0), at: 0)
      } else {
        throw .oneIndexOfMatrix(spelled(reference), shape, reference.span)
      }
    }
    if taken.count != dimensions.count {
      throw .indexCount(
        taken.count,
        spelled(reference),
        shape,
        reference.span
      )
    }
    for (position, index) in taken.enumerated() {
      let outside: Int? =
        switch index {
        case .all: nil
        case .at(let value): value < 0 || value >= dimensions[position] ? value : nil
        case .several(let list): list.first { $0 < 0 || $0 >= dimensions[position] }
        }
      if let outside {
        throw .indexOutOfRange(
          outside &+ 1,
          of: dimensions[position],
          position,
          isCase: trainingCase == index,
          spelled(reference),
          shape,
          reference.span
        )
      }
    }
    return taken
  }
}

extension Interpreter {
  /// A variable as the dialect in use writes it: `W[2]`, `W⁽²⁾`, `β₁`.
  func spelled(_ key: VariableKey) -> String {
    // The key of an entry, `W[1]_{1,2}`, is spelled already.
    key.name.contains("{")
      ? key.name : Printer(.unicode, dialect: dialect).text(key.reference)
  }

  /// A derivative as the dialect in use writes it: `∂J/∂W[1]`.
  func spelled(_ key: DerivativeKey) -> String {
    "∂\(spelled(key.numerator))/∂\(spelled(key.denominator))"
  }

  /// A name with its layer as the dialect in use writes it, without braced subscripts.
  func spelled(_ reference: Reference) -> String {
    var bare = reference
    bare.element = nil
    return Printer(.unicode, dialect: dialect).text(bare)
  }
}

extension Reference {
  /// The name with its layer as typed, without subscripts, for messages.
  var identifierWithLayer: String {
    let bare = Reference(base: base, parts: parts, layer: layer, span: span)
    return Printer().text(bare)
  }
}
