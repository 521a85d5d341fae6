package import Tensors

extension Form {
  /// The names that occur in the form.
  package var symbols: Set<String> {
    switch self {
    case .number: []
    case .symbol(let name): [name]
    case .apply(_, let operands): operands.reduce(into: []) { $0.formUnion($1.symbols) }
    }
  }

  /// Whether a name occurs in the form.
  package func contains(_ symbol: String) -> Bool {
    switch self {
    case .number: false
    case .symbol(let name): name == symbol
    case .apply(_, let operands): operands.contains { $0.contains(symbol) }
    }
  }

  /// The form with names replaced by forms, all at once.
  package func substituting(_ values: [String: Form]) -> Form {
    switch self {
    case .number: self
    case .symbol(let name): values[name] ?? self
    case .apply(let operation, let operands):
      .apply(operation, operands.map { $0.substituting(values) })
    }
  }

  /// The form's value where its names have tensors as values; nil if a name has none.
  package func tensor(at values: [String: Tensor]) throws(OperationError) -> Tensor? {
    switch self {
    case .number(let value): return Tensor(value)
    case .symbol(let name): return values[name]
    case .apply(let operation, let operands):
      var tensors: [Tensor] = []
      tensors.reserveCapacity(operands.count)
      for operand in operands {
        guard let tensor = try operand.tensor(at: values) else { return nil }
        tensors.append(tensor)
      }
      return try operation.forward(tensors)
    }
  }

  /// The form's value where its names are numbers; nil if a name has no value or it is no number.
  package func evaluated(at values: [String: Double]) throws(OperationError) -> Double? {
    try tensor(at: values.mapValues { Tensor($0) })?.single
  }
}
