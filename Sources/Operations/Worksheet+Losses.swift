import Tensors

extension Worksheet {
  /// The logarithms, the products, the sum over each case; for ½(a − y)² the squares.
  mutating func openLoss(_ loss: Loss) throws(OperationError) {
    let (a, y) = (entries[0], entries[1])
    let one = Form.number(1)
    switch loss {
    case .crossEntropy:
      let logarithm = try write([a]) { .call(.log, $0[0]) }
      let terms = try write([y, logarithm]) { .product($0[0], $0[1]) }
      try openCaseSum(terms, negated: true)
    case .binaryCrossEntropy:
      let yes = try write("what an output of 1 stands for", [a]) { .call(.log, $0[0]) }
      let no = try write("what an output of 0 stands for", [a]) {
        .call(.log, .difference(one, $0[0]))
      }
      let terms = try write([y, yes, no]) {
        .sum(.product($0[0], $0[1]), .product(.difference(one, $0[0]), $0[2]))
      }
      try openCaseSum(terms, negated: true)
    case .squaredError:
      let error = try write([a, y]) { .difference($0[0], $0[1]) }
      try openHalfSquares(error)
    }
  }

  /// −y/a, (a − y)/(a(1 − a)) or a − y.
  mutating func openLossDerivative(_ loss: Loss) throws(OperationError) {
    let (a, y) = (entries[0], entries[1])
    switch loss {
    case .crossEntropy:
      let quotient = try write([y, a]) { .quotient($0[0], $0[1]) }
      try write([quotient]) { .negative($0[0]) }
    case .binaryCrossEntropy:
      let error = try write([a, y]) { .difference($0[0], $0[1]) }
      let below = try write([a]) { .product($0[0], .difference(.number(1), $0[0])) }
      try write([error, below]) { .quotient($0[0], $0[1]) }
    case .squaredError:
      try write([a, y]) { .difference($0[0], $0[1]) }
    }
  }

  /// The loss from z: by log_softmax, or by softplus(∓z) = −log σ(±z).
  mutating func openLossFromLogits(_ loss: Loss) throws(OperationError) {
    let (z, y) = (entries[0], entries[1])
    switch loss {
    case .crossEntropy:
      let logarithm = try write("log a, computed from z so that it cannot be log(0)", [z]) {
        .apply(.logSoftmax(.columns), $0)
      }
      let terms = try write([y, logarithm]) { .product($0[0], $0[1]) }
      try openCaseSum(terms, negated: true)
    case .binaryCrossEntropy:
      let yes = try write("−log a, computed from z so that it cannot be log(0)", [z]) {
        .call(.softplus, .negative($0[0]))
      }
      let no = try write("−log(1 − a)", [z]) { .call(.softplus, $0[0]) }
      let terms = try write([y, yes, no]) {
        .sum(.product($0[0], $0[1]), .product(.difference(.number(1), $0[0]), $0[2]))
      }
      try openCaseSum(terms, negated: false)
    case .squaredError:
      let error = try write([z, y]) { .difference($0[0], $0[1]) }
      try openHalfSquares(error)
    }
  }

  private mutating func openHalfSquares(_ error: Entry) throws(OperationError) {
    let squares = try write([error]) { .power($0[0], .number(2)) }
    let sum = try openSum(squares)
    try write([sum]) { .quotient($0[0], .number(2)) }
  }

  private mutating func openCaseSum(_ terms: Entry, negated: Bool) throws(OperationError) {
    if terms.value.count == 1, !negated { return }
    let sum = try openSum(terms)
    if negated { try write([sum]) { .negative($0[0]) } }
  }

  /// The sum over the outputs of each case; nothing to do for one output.
  private mutating func openSum(_ terms: Entry) throws(OperationError) -> Entry {
    let shape = terms.value.shape
    if shape.rows == 1 { return terms }
    let dimension: ReductionDimension = shape.columns == 1 ? .all : .rows
    return try write([terms]) { .apply(.reduce(.sum, dimension), $0) }
  }
}
