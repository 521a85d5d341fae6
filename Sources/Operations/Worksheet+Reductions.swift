import Tensors

extension Worksheet {
  /// A sum into its terms; mean, variance and deviation into the sums they are made of.
  mutating func openReduction(
    _ reduction: Reduction,
    _ dimension: ReductionDimension,
    limit: Int
  ) throws(OperationError) {
    let x = entries[0]
    guard let lanes = Lanes(x.value.shape, dimension) else { return }
    let count = Form.number(Double(lanes.length))
    switch reduction {
    case .sum where dimension == .all || lanes.count == 1:
      if x.value.count > 1 { try openChain(x) }
    case .sum, .maximum, .minimum, .argumentOfMaximum:
      try openLines(reduction, dimension, lanes, limit: limit)
    case .mean:
      let sum = try write([x]) { .apply(.reduce(.sum, dimension), $0) }
      try write([sum]) { .quotient($0[0], count) }
    case .variance, .standardDeviation:
      let mean = try write("the mean", [x]) { .apply(.reduce(.mean, dimension), $0) }
      let deviation = try write("the deviations from the mean", [x, mean]) {
        .difference($0[0], $0[1])
      }
      let squares = try write("their squares", [deviation]) { .power($0[0], .number(2)) }
      let sum = try write([squares]) { .apply(.reduce(.sum, dimension), $0) }
      let variance = try write("divided by N = \(lanes.length)", [sum]) { .quotient($0[0], count) }
      if reduction == .standardDeviation {
        try write("the root of the variance", [variance]) { .call(.squareRoot, $0[0]) }
      }
    }
  }

  /// One line per row or column, then all of them.
  private mutating func openLines(
    _ reduction: Reduction,
    _ dimension: ReductionDimension,
    _ lanes: Lanes,
    limit: Int
  ) throws(OperationError) {
    let x = entries[0]
    if dimension != .all, lanes.count > 1 {
      for line in 0..<min(limit, lanes.count) {
        let part = dimension == .rows ? x.column(line) : x.row(line)
        let label = "\(dimension == .rows ? "column" : "row") \(line + 1)"
        if reduction == .sum, lanes.length > 0, lanes.length <= Substep.literalLimit {
          let terms = (0..<lanes.length).map { x.element(lanes.position(line, $0)) }
          try write(label, terms) { Self.chain($0) }
        } else {
          try write(label, [part]) { .apply(.reduce(reduction, .all), $0) }
        }
      }
    }
    writeWhole()
  }

  /// |x|ᵖ, their sum, its root.
  mutating func openNorm(_ order: Double) throws(OperationError) {
    let x = entries[0]
    let total = Operation.reduce(.sum, .all)
    switch order {
    case .infinity:
      let sizes = try write([x]) { .call(.absolute, $0[0]) }
      try write("the largest", [sizes]) { .apply(.reduce(.maximum, .all), $0) }
    case 1:
      let sizes = try write([x]) { .call(.absolute, $0[0]) }
      try write([sizes]) { .apply(total, $0) }
    case 2:
      let squares = try write([x]) { .power($0[0], .number(2)) }
      let sum = try write([squares]) { .apply(total, $0) }
      try write([sum]) { .call(.squareRoot, $0[0]) }
    default:
      let powers = try write([x]) { .power(.call(.absolute, $0[0]), .number(order)) }
      let sum = try write([powers]) { .apply(total, $0) }
      try write([sum]) { .power($0[0], .quotient(.number(1), .number(order))) }
    }
  }
}
