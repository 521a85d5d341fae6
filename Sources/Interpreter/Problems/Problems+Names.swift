import Diagnostics
import Notation
import Tensors

// The wording of everything that can go wrong with names and indices.
extension Diagnostic {
  static func unknownName(
    _ name: String,
    _ suggestions: [String],
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(.name, "\(name) has no value.", suggestions: suggestions, span: span)
  }

  static func unknownFunction(
    _ name: String,
    _ suggestions: [String],
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .name,
      "\(name) is neither a function nor a value.",
      suggestions: suggestions,
      span: span
    )
  }

  static func missingLayer(
    _ name: String,
    layers: [Int],
    _ span: SourceSpan
  ) -> Diagnostic {
    let base = name.prefix { $0 != "[" && $0 != "⁽" }
    let list = layers.map(String.init).joined(separator: ", ")
    return Diagnostic(
      .name,
      "\(name) has no value.",
      suggestions: ["The layers of \(base) that have one: \(list)."],
      span: span
    )
  }

  static func layerOfUnlayered(
    _ layered: String,
    _ name: String,
    _ layer: String,
    isMatrix: Bool,
    _ span: SourceSpan
  ) -> Diagnostic {
    let element =
      isMatrix
      ? "For case \(layer) of \(name), a column, write \(name)_{(\(layer))}; "
        + "for an element \(name)_{row,column}."
      : "For element \(layer) of \(name) write \(name)_{\(layer)}."
    return Diagnostic(
      .name,
      "\(layered) means layer \(layer) of \(name), but \(name) has no layers.",
      suggestions: [element],
      span: span
    )
  }

  static func onlyLayers(_ name: String, layers: [String], _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .name,
      "\(name) has no value of its own, only layers.",
      suggestions: ["Write \(layers.joined(separator: " or "))."],
      span: span
    )
  }

  static func joinedNames(_ name: String, _ parts: [String], _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .name,
      "\(name) has no value.",
      suggestions: ["For a product of names write \(parts.joined(separator: " "))."],
      span: span
    )
  }

  static func powerOfLayered(
    _ reference: Reference,
    _ exponent: Expression,
    typed: String,
    _ span: SourceSpan
  ) -> Diagnostic {
    let name = reference.identifier
    let inner = Printer().text(exponent)
    let layered = Reference(base: name, layer: exponent, span: span)
    return Diagnostic(
      .name,
      "\(typed) is a power, but \(name) has no value of its own, only layers.",
      suggestions: [
        "For layer \(inner) write "
          + Printer(.unicode, dialect: .manchester).text(layered) + " or \(name)[\(inner)]."
      ],
      span: span
    )
  }

  static func notInteger(_ what: String, _ value: Double, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .index,
      "\(what) must be a whole number, but this is \(Printer().number(value)).",
      span: span
    )
  }

  static func indexNotVector(_ shape: Shape, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .index,
      "An index is a whole number, or a row or column of them, but this is \(shape.kindName).",
      span: span
    )
  }

  static func oneIndexOfMatrix(_ name: String, _ shape: Shape, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .index,
      "\(name) is \(shape.kindName): one index does not say which element.",
      suggestions: [
        "For case n, a column, write \(name)_{(n)}; for an element \(name)_{row,column}."
      ],
      span: span
    )
  }

  static func indexCount(
    _ count: Int,
    _ name: String,
    _ shape: Shape,
    _ span: SourceSpan
  ) -> Diagnostic {
    let indices = count == 1 ? "1 index is" : "\(count) indices are"
    return Diagnostic(
      .index,
      "\(name) is \(shape.kindName), but \(indices) given.",
      suggestions: ["Give \(shape.rank), separated by commas."],
      span: span
    )
  }

  static func indexOutOfRange(
    _ index: Int,
    of extent: Int,
    _ dimension: Int,
    isCase: Bool,
    _ name: String,
    _ shape: Shape,
    _ span: SourceSpan
  ) -> Diagnostic {
    if shape.rank == 0 {
      return Diagnostic(
        .index,
        "\(name) is a number: it has one element, and no element \(index).",
        span: span
      )
    }
    let what: String
    if isCase {
      what = "case"
    } else if shape.rank == 2 && shape.columns == 1 {
      what = "element"
    } else if shape.rank == 2 {
      what = dimension == 0 ? "row" : "column"
    } else {
      what = "position"
    }
    return Diagnostic(
      .index,
      "\(name) has no \(what) \(index): it is \(shape.kindName).",
      suggestions: [
        extent == 1 ? "It has 1, counted from 1." : "Count from 1 to \(extent)."
      ],
      span: span
    )
  }

  static func noElements(_ name: String, _ kind: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(.type, "\(name) is \(kind): it has no elements.", span: span)
  }

  static func elementOfNothing(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .name,
      "\(name) has no value, so none of its elements can be set.",
      suggestions: ["Make the array first, for example \(name) = zeros(2, 3)."],
      span: span
    )
  }

  static func updatesNothing(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .name,
      "\(name) has no value that ← could update.",
      suggestions: ["Define it first with \(name) = …."],
      span: span
    )
  }

  static func assignsIndex(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .name,
      "\(name) is the index of this loop or sum; it cannot be assigned inside.",
      suggestions: ["Choose another name."],
      span: span
    )
  }

  static func updatesValueParameter(
    _ name: String,
    _ algorithm: String,
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .name,
      "\(algorithm) was given a value for \(name), not a name: there is nothing to update.",
      suggestions: ["Give it a variable, as in \(algorithm)(W[1], …)."],
      span: span
    )
  }

  static func parameterTwice(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(.name, "The parameter \(name) stands there twice.", span: span)
  }

  static func functionWithLayer(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .name,
      "A function is defined under a name without layer or subscript, not \(name).",
      suggestions: ["Define f(z) = …, then \(name) = f."],
      span: span
    )
  }

  static func hole(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .hole,
      "Here is a hole that is still to be filled in.",
      suggestions: ["Put your answer in place of the ?."],
      span: span
    )
  }

  static func noResultYet(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(.name, "_ is the last result, but there is none yet.", span: span)
  }

  static func noSuchResult(_ number: Int, _ known: [Int], _ span: SourceSpan) -> Diagnostic {
    let list = known.suffix(5).map { "_\($0)" }.joined(separator: ", ")
    let hint = known.isEmpty ? [] : ["The inputs with a result: \(list)."]
    return Diagnostic(
      .name,
      "Input \(number) has no result.",
      suggestions: hint,
      span: span
    )
  }

  static func dialectWithLayers(_ name: String) -> Diagnostic {
    Diagnostic(
      .usage,
      "The notation stays as it is: variables with layers exist, and \(name) may count them "
        + "otherwise.",
      suggestions: ["Type :reset to start afresh, then :notation \(name)."]
    )
  }

  static func networkChangeNotice(_ key: VariableKey, activation: String) -> String {
    switch key.name {
    case "L":
      "L was set by network: forward() and backward() now run over another number of layers."
    case "N":
      "N was set by forward(): until the next forward() the means divide by your number."
    default:
      "\(key.spelling) was set by network: the weights keep the start they had for the old "
        + "activation."
    }
  }
}

extension Interpreter {
  /// The error for a name without a value: what was probably meant.
  func unknown(
    _ reference: Reference,
    key: VariableKey,
    isCalled: Bool = false
  ) -> Diagnostic {
    let name = spelled(key)
    let span = reference.span
    if let hint = networkHint(key) { return .unknownName(name, [hint], span) }
    if key.layer != nil {
      let layers = environment.layers(of: key.name)
      if !layers.isEmpty { return .missingLayer(name, layers: layers, span) }
      if let value = variable(VariableKey(key.name))?.value, let layer = reference.layer {
        let isMatrix = value.tensor.map { $0.shape.rank == 2 && $0.rows > 1 && $0.columns > 1 }
        let text = Printer(.unicode, dialect: dialect).text(layer)
        return .layerOfUnlayered(name, key.name, text, isMatrix: isMatrix ?? false, span)
      }
    } else {
      let layers = environment.layers(of: key.name)
      if !layers.isEmpty {
        let printer = Printer(.unicode, dialect: dialect)
        let spelled = layers.prefix(3).map { layer in
          printer.text(VariableKey(key.name, layer: layer).reference)
        }
        return .onlyLayers(key.name, layers: spelled, span)
      }
      if let parts = splitIntoNames(key.name) { return .joinedNames(key.name, parts, span) }
    }
    var suggestions: [String] = []
    if key.name == "d", key.layer == nil {
      suggestions = ["For the derivative of −x² write d/dx (−x²), in brackets."]
    } else if let nearest = nearest(to: key.name, in: knownNames) {
      suggestions = ["Did you mean \(nearest)?"]
    }
    return isCalled
      ? .unknownFunction(name, suggestions, span) : .unknownName(name, suggestions, span)
  }

  /// What to do about a name that a network's algorithms set, or read, and that has no value.
  private func networkHint(_ key: VariableKey) -> String? {
    guard environment.hasNetwork else {
      let isSetUp = ["L", "W", "b", "loss", "x", dialect.activationFunctionName].contains(key.name)
      guard isSetUp, let frame = frames.last, library.names.contains(frame.name) else { return nil }
      return "Define a network first, for example network([2, 2, 1], [tanh, σ]), and set x and y."
    }
    let cost = dialect.symbol(for: .cost)
    switch key.name {
    case "x" where key.layer == nil: return "Set x, the input: one column for each case."
    case "y" where key.layer == nil: return "Set y, the targets: one column for each case."
    case "z", "a":
      let layers = dialect.firstLayer...(environment.layers(of: "W").last ?? dialect.firstLayer)
      return key.layer.map(layers.contains) == true ? "Run forward() first." : nil
    case "Δz", "ΔW", "Δb":
      guard dialect.deltaIsDerivative, let layer = key.layer else { return nil }
      return environment.layers(of: "W").contains(layer) ? "Run backward() first." : nil
    default:
      return key.layer == nil && (key.name == "N" || key.name == cost)
        ? "Run forward() first." : nil
    }
  }

  /// The names a learner could have meant.
  private var knownNames: [String] {
    var names = Set(environment.variables.keys.map(\.name))
    names.formUnion(environment.functions.keys)
    names.formUnion(environment.algorithms.keys)
    names.formUnion(Builtins.names)
    names.formUnion(library.names)
    if let frame = frames.last {
      names.formUnion(frame.locals.keys.map(\.name))
      names.formUnion(frame.aliases.keys)
    }
    return names.sorted()
  }

  /// A name made of two or more that have values: `QK` is `Q K`.
  private func splitIntoNames(_ name: String) -> [String]? {
    let letters = Array(name)
    guard (2...8).contains(letters.count) else { return nil }
    func isDefined(_ part: String) -> Bool {
      variable(VariableKey(part)) != nil || index(named: part) != nil
        || environment.letters.contains(part)
    }
    func split(from start: Int) -> [String]? {
      if start == letters.count { return [] }
      for end in stride(from: letters.count, to: start, by: -1) {
        let part = String(letters[start..<end])
        if part.count < letters.count, isDefined(part), let rest = split(from: end) {
          return [part] + rest
        }
      }
      return nil
    }
    return split(from: 0)
  }
}
