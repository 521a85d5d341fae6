import Calculus
import Diagnostics
import Notation
package import Operations
import Tensors

/// One link of the chain rule between scalar variables: ∂v/∂u, and what it makes of ∂J/∂v.
package struct ChainLink: Sendable, Equatable {
  /// v, which was computed from u.
  package var upper: String
  /// u.
  package var lower: String
  /// ∂v/∂u as a form.
  package var form: Form
  /// ∂v/∂u with its numbers put in.
  package var numbers: Form
  /// ∂v/∂u as a number.
  package var value: Double
  /// The derivative of the result by v.
  package var upstream: Double
  /// The derivative of the result by u, all links up to this one added.
  package var total: Double
  /// The derivative of the result by this version of u before this link, nil where it is the first.
  package var before: Double?
}

/// The chain rule between scalar variables, link by link.
package struct ScalarChain: Sendable, Equatable {
  /// The result differentiated.
  package var numerator: String
  /// The links, from the result down to the variable.
  package var links: [ChainLink]
  /// The derivative.
  package var value: Double
}

extension Interpreter {
  /// The links between two versions of scalars, nil where anything between is no scalar.
  package func scalarChain(from top: NodeID, to bottom: NodeID) -> ScalarChain? {
    guard let walk = try? ReverseMode(log, from: top), walk.reaches(bottom) else { return nil }
    let way = walk.descendants(of: bottom)
    guard let start = version(readBy: top), way.contains(start) else { return nil }
    var adjoints: [NodeID: Double] = [start: 1]
    var links: [ChainLink] = []
    for position in walk.reached where position >= bottom && way.contains(position) {
      guard let upstream = adjoints[position], position != bottom else { continue }
      guard let definition = definition(of: position, above: bottom) else { return nil }
      for (name, version) in definition.parts.sorted(by: { $0.value > $1.value })
      where way.contains(version) {
        guard let form = try? definition.form.derivative(by: name), links.count < 64 else {
          return nil
        }
        let values = definition.values(in: log)
        guard let exact = try? form.evaluated(at: values) else { return nil }
        let value = rounded(exact)
        let product = rounded(upstream * value)
        let before = adjoints[version]
        let total = rounded((before ?? 0) + product)
        adjoints[version] = total
        links.append(
          ChainLink(
            upper: self.name(of: position),
            lower: name,
            form: form,
            numbers: form.substituting(values.mapValues(Form.number)),
            value: value,
            upstream: upstream,
            total: total,
            before: before
          )
        )
      }
    }
    guard let value = adjoints[bottom] else { return nil }
    return ScalarChain(numerator: name(of: start), links: links, value: value)
  }

  /// The derivative between two versions as one form in the variable differentiated by.
  func expandedDerivative(from top: NodeID, to bottom: NodeID) -> Form? {
    guard let walk = try? ReverseMode(log, from: top), walk.reaches(bottom) else { return nil }
    let way = walk.descendants(of: bottom)
    guard let start = version(readBy: top) ?? Optional(top), way.contains(start),
      let form = expandedForm(of: start, to: bottom, way, depth: 0)
    else { return nil }
    return try? form.derivative(by: name(of: bottom))
  }

  private func expandedForm(
    of version: NodeID,
    to bottom: NodeID,
    _ way: Set<NodeID>,
    depth: Int
  ) -> Form? {
    guard depth < 64, let definition = definition(of: version, above: bottom) else { return nil }
    var inner: [String: Form] = [:]
    for (name, part) in definition.parts where way.contains(part) && part != bottom {
      inner[name] = expandedForm(of: part, to: bottom, way, depth: depth + 1)
    }
    return definition.form.substituting(inner)
  }

  /// How a version was computed: a form over the names read, and the versions they had.
  struct ScalarDefinition {
    var form: Form
    var parts: [String: NodeID]

    func values(in log: Log) -> [String: Double] {
      parts.compactMapValues { log.holds($0) ? log[$0].value.single : nil }
    }
  }

  private func definition(of version: NodeID, above bottom: NodeID) -> ScalarDefinition? {
    guard log.holds(version), case .define = log[version].action,
      let operand = log.operands(of: version).first
    else { return nil }
    var parts: [String: NodeID] = [:]
    guard let form = form(ofNode: operand, above: bottom, parts: &parts, depth: 0) else {
      return nil
    }
    return ScalarDefinition(form: form, parts: parts)
  }

  private func form(
    ofNode node: NodeID,
    above bottom: NodeID,
    parts: inout [String: NodeID],
    depth: Int
  ) -> Form? {
    guard depth < 200, log.holds(node), log[node].value.scalar != nil else { return nil }
    let operands = log.operands(of: node)
    switch log[node].action {
    case .constant: return .number(log[node].value.single ?? .nan)
    case .define, .update:
      let name = name(of: node)
      // A parameter bound to the variable of its own name, as in x = x(w), is that variable: a
      // link dw/dw = 1 would tell nothing.
      if node != bottom, case .define = log[node].action, let operand = operands.first,
        let variable = version(readBy: operand), variable != operand,
        self.name(of: variable) == name
      {
        return form(ofNode: variable, above: bottom, parts: &parts, depth: depth + 1)
      }
      if let other = parts[name], other != node { return nil }
      parts[name] = node
      return .symbol(name)
    case .read, .call:
      guard let operand = operands.first, operand >= 0 else {
        return .number(log[node].value.single ?? .nan)
      }
      return form(ofNode: operand, above: bottom, parts: &parts, depth: depth + 1)
    case .apply(let operation):
      var forms: [Form] = []
      for operand in operands {
        guard let form = form(ofNode: operand, above: bottom, parts: &parts, depth: depth + 1)
        else { return nil }
        forms.append(form)
      }
      switch operation {
      case .sumOfTerms:
        return forms.dropFirst().reduce(forms.first) { sum, term in
          sum.map { .apply(.pairwise(.add), [$0, term]) }
        }
      case .productOfFactors:
        return forms.dropFirst().reduce(forms.first) { product, factor in
          product.map { .apply(.pairwise(.multiply), [$0, factor]) }
        }
      case .elementwise, .pairwise, .elementwiseDerivative: return .apply(operation, forms)
      default: return nil
      }
    case .derivative: return nil
    }
  }

  /// The version that a node passes on by reads alone.
  private func version(readBy node: NodeID) -> NodeID? {
    var node = node
    while log.holds(node) {
      switch log[node].action {
      case .define, .update: return node
      case .read: node = log.operands(of: node).first ?? -1
      default: return nil
      }
    }
    return nil
  }

  /// The name of the variable whose version a node is.
  func name(of version: NodeID) -> String {
    let key = log[version].key
    return key >= 0 ? Printer().text(log.keys[Int(key)].reference) : "value"
  }
}
