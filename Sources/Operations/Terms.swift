import Tensors

/// Σ, Π, max and min over the terms of an index; forward and backward.
enum Terms {
  /// The sum of terms of one shape; the empty sum is 0.
  static func sum(_ terms: [Tensor]) throws(OperationError) -> Tensor {
    guard let first = terms.first else { return Tensor(0) }
    for term in terms where !fits(term, first) {
      throw .termShapes(.sumOfTerms, first.shape, term.shape)
    }
    if first.count == 1 {
      let total = terms.reduce(0.0) { $0 + ($1.single ?? 0) }
      return Tensor(repeating: total, shape: first.shape)
    }
    var sums = first.elements
    for term in terms.dropFirst() {
      term.withElements { values in
        for index in values.indices { sums[index] += values[index] }
      }
    }
    return Tensor(shape: first.shape, elements: sums)
  }

  /// The product of scalars; the empty product is 1.
  static func product(_ factors: [Tensor]) throws(OperationError) -> Tensor {
    Tensor(try scalars(.productOfFactors, factors).reduce(1, *))
  }

  /// For each factor the product of the others, from both ends, so that a 0 does no harm.
  static func productBackward(
    _ upstream: Double,
    _ factors: [Tensor]
  ) throws(OperationError) -> [Tensor?] {
    let values = try scalars(.productOfFactors, factors)
    var before = [Double](repeating: 1, count: values.count)
    var after = before
    for index in values.indices.dropFirst() {
      before[index] = before[index - 1] * values[index - 1]
    }
    for index in values.indices.dropLast().reversed() {
      after[index] = after[index + 1] * values[index + 1]
    }
    return values.indices.map {
      Tensor(repeating: upstream * before[$0] * after[$0], shape: factors[$0].shape)
    }
  }

  /// The largest or smallest of at least one scalar.
  static func extremum(
    _ operation: Operation,
    _ terms: [Tensor]
  ) throws(OperationError) -> Tensor {
    let values = try scalars(operation, terms)
    return Tensor(values[try place(operation, values)])
  }

  /// All of the upstream to the first extreme term, 0 to the others.
  static func extremumBackward(
    _ operation: Operation,
    _ upstream: Double,
    _ terms: [Tensor]
  ) throws(OperationError) -> [Tensor?] {
    let place = try place(operation, try scalars(operation, terms))
    return terms.indices.map {
      Tensor(repeating: $0 == place ? upstream : 0, shape: terms[$0].shape)
    }
  }

  private static func place(
    _ operation: Operation,
    _ values: [Double]
  ) throws(OperationError) -> Int {
    if values.isEmpty { throw .noElements(operation) }
    var best = 0
    for index in values.indices {
      if values[best].isNaN { break }
      let beats =
        operation == .largestOfTerms
        ? values[index] > values[best] : values[index] < values[best]
      if beats || values[index].isNaN { best = index }
    }
    return best
  }

  private static func fits(_ term: Tensor, _ first: Tensor) -> Bool {
    term.shape == first.shape
      || (term.count == 1 && first.count == 1 && term.shape.rank <= 2 && first.shape.rank <= 2)
  }

  private static func scalars(
    _ operation: Operation,
    _ terms: [Tensor]
  ) throws(OperationError) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(terms.count)
    for term in terms {
      guard let value = term.single else { throw .needsScalars(operation, term.shape) }
      values.append(value)
    }
    return values
  }
}
