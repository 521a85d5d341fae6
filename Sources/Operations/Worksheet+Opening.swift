package import Tensors

extension Worksheet {
  /// Writes the parts of the operation; what cannot be taken apart stays one line.
  mutating func open(limit: Int) {
    do {
      try openParts(limit: limit)
    } catch {
      // A part may be undefined where the whole is not: 0 · log 0 counts as 0 in a loss.
      clear()
    }
  }

  private mutating func openParts(limit: Int) throws(OperationError) {
    switch operation {
    case .elementwise(let function):
      if result.count == 1 {
        try openFunction(function)
      } else {
        try openElements(limit: limit, label: nil)
      }
    case .elementwiseDerivative(let function):
      if result.count == 1 {
        try openDerivative(function)
      } else {
        try openElements(limit: limit, label: nil)
      }
    case .pairwise:
      if result.count > 1 {
        let note = operation.spreadingNote(
          operands: entries.map(\.form),
          shapes: entries.map(\.value.shape)
        )
        try openElements(limit: limit, label: note)
      }
    case .matrixProduct: try openProduct(limit: limit)
    case .reduce(let reduction, let dimension):
      try openReduction(reduction, dimension, limit: limit)
    case .norm(let order): try openNorm(order)
    case .trace:
      if result.count == entries[0].value.count { return }
      let diagonal = try write("the diagonal", [entries[0]]) { .apply(.diagonal, $0) }
      try openChain(diagonal)
    case .softmax(let axis): try openSoftmax(axis)
    case .logSoftmax(let axis): try openLogSoftmax(axis)
    case .softmaxJacobian: try openJacobian()
    case .loss(let loss): try openLoss(loss)
    case .lossDerivative(let loss): try openLossDerivative(loss)
    case .lossFromLogits(let loss): try openLossFromLogits(loss)
    case .transpose: writeWhole("rows become columns")
    case .diagonal:
      writeWhole(result.rows == result.columns ? "the elements on the diagonal" : "the diagonal")
    case .reshape, .flatten: writeWhole("the elements in order, row after row")
    case .slice: writeWhole("read from the array")
    case .replaceSlice: writeWhole("the rest of the array stays")
    case .assemble: writeWhole("put together from its parts")
    case .stack: writeWhole("one behind the other")
    case .sumOfTerms: writeWhole(entries.isEmpty ? "an empty sum is 0" : nil)
    case .productOfFactors: writeWhole(entries.isEmpty ? "an empty product is 1" : nil)
    case .largestOfTerms: writeWhole("the largest")
    case .smallestOfTerms: writeWhole("the smallest")
    case .convolution, .convolutionInputGradient, .convolutionFilterGradient, .maxPool,
      .maxPoolGradient, .averagePool, .averagePoolGradient:
      try openImage(limit: limit)
    case .resample(let kind): writeWhole(kind.note)
    case .normalize(let kind, let delta): try openNormalization(kind, delta: delta)
    case .normalizeGradient(let kind, let delta):
      try openNormalizationGradient(kind, delta: delta)
    }
  }

  /// A function of one number, as far as it has parts.
  private mutating func openFunction(_ function: ElementwiseFunction) throws(OperationError) {
    let one = Form.number(1)
    let z = entries[0]
    switch function {
    case .sigmoid where (z.value.single ?? 0) < -700:
      // e^(−z) would overflow: the same quotient, multiplied above and below by eᶻ.
      let power = try write(
        "stably, as eᶻ/(1 + eᶻ): e⁻ᶻ is too large",
        [z]
      ) { .call(.exp, $0[0]) }
      try write([power]) { .quotient($0[0], .sum(one, $0[0])) }
    case .sigmoid:
      let power = try write([z]) { .call(.exp, .negative($0[0])) }
      let below = try write([power]) { .sum(one, $0[0]) }
      try write([below]) { .quotient(one, $0[0]) }
    case .softplus where (z.value.single ?? 0) < 700:
      let power = try write([z]) { .call(.exp, $0[0]) }
      let sum = try write([power]) { .sum(one, $0[0]) }
      try write([sum]) { .call(.log, $0[0]) }
    default:
      break
    }
  }

  /// A derivative by its closed form, σ′ and tanh′ by the value of the function.
  private mutating func openDerivative(_ function: ElementwiseFunction) throws(OperationError) {
    let one = Form.number(1)
    let z = entries[0]
    switch function {
    case .sigmoid:
      let a = try write([z]) { .call(.sigmoid, $0[0]) }
      let rest = try write([a]) { .difference(one, $0[0]) }
      try write([a, rest]) { .product($0[0], $0[1]) }
    case .hyperbolicTangent:
      let a = try write([z]) { .call(.hyperbolicTangent, $0[0]) }
      let square = try write([a]) { .power($0[0], .number(2)) }
      try write([square]) { .difference(one, $0[0]) }
    case .relu, .leakyRelu, .elu, .absolute:
      let x = z.value.single ?? 0
      writeWhole(x > 0 ? "the slope right of 0" : x < 0 ? "the slope left of 0" : "at the kink")
    default:
      try write([z]) { function.derivative(of: $0[0]) }
    }
  }

  /// Each element by itself, then all of them.
  private mutating func openElements(
    limit: Int,
    label: String?
  ) throws(OperationError) {
    let (operation, shape) = (operation, result.shape)
    let spreads = entries.map { Spread(of: $0.value.shape, over: shape) }
    for position in 0..<min(limit, result.count) {
      let elements = entries.indices.map { index in
        entries[index].element(
          Spread.position(spreads[index], position, columns: shape.columns)
        )
      }
      try write(shape.place(position), elements) { .apply(operation, $0) }
    }
    writeWhole(label)
  }

  /// Each entry cᵢⱼ = Σₖ aᵢₖ bₖⱼ, then the whole product.
  private mutating func openProduct(limit: Int) throws(OperationError) {
    let (a, b) = (entries[0], entries[1])
    let inner = a.value.columns
    let columns = result.columns
    for position in 0..<min(limit, result.count) {
      let (i, j) = (position / columns, position % columns)
      let label = result.count == 1 ? nil : result.shape.place(position)
      guard inner <= Substep.literalLimit, inner > 0 else {
        try write(label, [a.row(i), b.column(j)]) { .apply(.matrixProduct, $0) }
        continue
      }
      let factors =
        (0..<inner).map { a.element(i * inner + $0) }
        + (0..<inner).map { b.element($0 * columns + j) }
      try write(label, factors) { forms in
        let products = (0..<inner).map { Form.product(forms[$0], forms[inner + $0]) }
        return Self.chain(products)
      }
    }
    if result.count > 1 || lines.isEmpty { writeWhole() }
  }

  /// The sum of a vector's elements, written out where that can be read.
  mutating func openChain(_ entry: Entry) throws(OperationError) {
    if entry.value.count > Substep.literalLimit || entry.value.count == 0 {
      try write([entry]) { .apply(.reduce(.sum, .all), $0) }
    } else {
      try write((0..<entry.value.count).map(entry.element)) { Self.chain($0) }
    }
  }

  /// t₁ + t₂ + … of at least one term.
  static func chain(_ terms: [Form]) -> Form {
    guard let first = terms.first else { return .number(0) }
    return terms.dropFirst().reduce(first) { .sum($0, $1) }
  }
}

extension Shape {
  /// Where an element stands, counted from 1: `row 1, column 2`, or `element 3` of a vector.
  func place(_ position: Int) -> String {
    guard rank == 2, rows > 1, columns > 1 else { return "element \(position + 1)" }
    return "row \(position / columns + 1), column \(position % columns + 1)"
  }
}

extension Operation {
  /// What a step says where an operand was spread: `b added to each of the 4 cases`; else nil.
  package func spreadingNote(operands: [Form], shapes: [Shape]) -> String? {
    guard case .pairwise(let function) = self, shapes.count == 2, operands.count == 2 else {
      return nil
    }
    for (index, other) in [(1, 0), (0, 1)] {
      let matrix = shapes[other]
      guard let spread = Spread(of: shapes[index], over: matrix), spread != .scalar else {
        continue
      }
      let subject: String
      if case .symbol(let name) = operands[index] {
        subject = name
      } else {
        subject = spread == .column ? "the column" : "the row"
      }
      let verb =
        switch function {
        case .add: "added to"
        case .subtract where index == 1: "subtracted from"
        default: "used for"
        }
      let target =
        spread == .column ? "the \(matrix.columns) cases" : "the \(matrix.rows) rows"
      return "\(subject) \(verb) each of \(target)"
    }
    return nil
  }
}
