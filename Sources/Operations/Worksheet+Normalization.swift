import Tensors

extension Worksheet {
  /// μ, σ, ẑ = (z − μ)/(σ + δ), γ ⊙ ẑ, γ ⊙ ẑ + β.
  mutating func openNormalization(
    _ kind: NormalizationKind,
    delta: Double
  ) throws(OperationError) {
    let z = try openFlat(kind, entries[0])
    let (normalized, _, _) = try openNormalized(kind, z, delta: delta)
    var last = normalized
    if entries.count > 1 {
      let gamma = try parameter(kind, entries[1])
      last = try write("times γ", [gamma, last]) { .product($0[0], $0[1]) }
    }
    if entries.count > 2 {
      let beta = try parameter(kind, entries[2])
      last = try write("plus β", [last, beta]) { .sum($0[0], $0[1]) }
    }
    try openBack(last)
  }

  /// (g − ḡ)/(σ + δ) − ẑ ⊙ mean(g ⊙ ẑ)/σ with g = γ ⊙ Δ.
  mutating func openNormalizationGradient(
    _ kind: NormalizationKind,
    delta: Double
  ) throws(OperationError) {
    let z = try openFlat(kind, entries[0])
    let upstream = try openFlat(kind, entries[2])
    let (normalized, deviation, scale) = try openNormalized(kind, z, delta: delta)
    let along = ReductionDimension(kind)
    let gamma = try parameter(kind, entries[1])
    let g = try write("what comes to ẑ", [gamma, upstream]) { .product($0[0], $0[1]) }
    let mean = try write("its mean over \(kind.spoken)", [g]) { .apply(.reduce(.mean, along), $0) }
    let direct = try write("through z and μ", [g, mean, scale]) {
      .quotient(.difference($0[0], $0[1]), $0[2])
    }
    let weight = try write("how far σ moves it", [g, normalized]) {
      .apply(.reduce(.mean, along), [.product($0[0], $0[1])])
    }
    let through = try write("through σ", [normalized, weight, deviation]) {
      .quotient(.product($0[0], $0[1]), $0[2])
    }
    let both = try write([direct, through]) { .difference($0[0], $0[1]) }
    try openBack(both)
  }

  /// ẑ, σ and σ + δ.
  private mutating func openNormalized(
    _ kind: NormalizationKind,
    _ z: Entry,
    delta: Double
  ) throws(OperationError) -> (normalized: Entry, deviation: Entry, scale: Entry) {
    let along = ReductionDimension(kind)
    let mean = try write("μ, the mean of \(kind.spoken)", [z]) { .apply(.reduce(.mean, along), $0) }
    let deviation = try write("σ, the standard deviation", [z]) {
      .apply(.reduce(.standardDeviation, along), $0)
    }
    var scale = deviation
    if delta > 0 {
      scale = try write("σ + δ", [deviation]) { .sum($0[0], .number(delta)) }
    }
    let normalized = try write("ẑ = (z − μ)/(σ + δ)", [z, mean, scale]) {
      .quotient(.difference($0[0], $0[1]), $0[2])
    }
    return (normalized, deviation, scale)
  }

  /// Images as a matrix: a channel in each row, or a case in each column.
  private mutating func openFlat(
    _ kind: NormalizationKind,
    _ entry: Entry
  ) throws(OperationError) -> Entry {
    let extents = entry.value.shape.dimensions
    guard extents.count > 2 else { return entry }
    let count = entry.value.count
    let lanes = kind == .batch ? extents[0] : extents.count == 3 ? 1 : extents[3]
    let shape = kind == .batch ? [lanes, count / lanes] : [count / lanes, lanes]
    return try write(
      "\(kind == .batch ? "a row for each channel" : "a column for each case")",
      [entry]
    ) {
      .apply(.reshape(shape), $0)
    }
  }

  /// Images again, where they had become a matrix.
  private mutating func openBack(_ last: Entry) throws(OperationError) {
    guard result.shape.rank > 2 else { return }
    let extents = result.shape.dimensions
    try write("images again", [last]) { .apply(.reshape(extents), $0) }
  }

  /// γ or β as a column, which is spread over the matrix; one number is spread anyway.
  private func parameter(
    _ kind: NormalizationKind,
    _ entry: Entry
  ) throws(OperationError) -> Entry {
    let count = entry.value.count
    let column = Shape(rows: count, columns: 1)
    if count == 1 || entry.value.shape == column { return entry }
    return Entry(
      form: .apply(.reshape([count, 1]), [entry.form]),
      value: entry.value.reshaped(to: column)
    )
  }
}

extension ReductionDimension {
  /// The direction in which a matrix is normalised.
  fileprivate init(_ kind: NormalizationKind) {
    self = kind == .batch ? .columns : .rows
  }
}

extension NormalizationKind {
  /// What is normalised together, in the words of a step.
  fileprivate var spoken: String {
    switch self {
    case .batch: "each row"
    case .layer: "each column"
    }
  }
}
