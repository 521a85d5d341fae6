import Diagnostics
import Notation
import Operations
import Tensors

/// The arguments of a call of a function of the language, taken one by one.
struct BuiltinArguments {
  /// The function's name.
  let name: String
  /// The arguments by position.
  private(set) var positional: [Evaluated] = []
  /// The options.
  private var options: [(String, Evaluated)] = []
  /// Where the call stands.
  let span: SourceSpan

  init(_ arguments: [(String?, Evaluated)], of name: String, span: SourceSpan) {
    self.name = name
    self.span = span
    for (label, value) in arguments {
      if let label { options.append((label, value)) } else { positional.append(value) }
    }
  }

  /// Takes an option by any of its names, or the positional argument at a place.
  mutating func take(_ labels: [String], at position: Int? = nil) -> Evaluated? {
    if let found = options.firstIndex(where: { labels.contains($0.0) }) {
      return options.remove(at: found).1
    }
    guard let position, position < positional.count else { return nil }
    return positional[position]
  }

  /// Checks the number of arguments by position, and that no option is left over.
  func check(_ counts: ClosedRange<Int>, signature: String) throws(Diagnostic) {
    if let option = options.first {
      throw .unknownOptionOfBuiltin(option.0, name, signature, span)
    }
    guard counts.contains(positional.count) else {
      throw .builtinArgumentCount(name, positional.count, signature, span)
    }
  }

  /// A number among the arguments, with a default.
  mutating func number(
    _ labels: [String],
    at position: Int? = nil,
    default value: Double
  ) throws(Diagnostic) -> Double {
    guard let found = take(labels, at: position) else { return value }
    guard let single = found.value.tensor?.single else {
      throw .argumentNotNumber(labels[0], name, found.value.kindName, span)
    }
    return single
  }

  /// A whole number among the arguments, with a default.
  mutating func integer(
    _ labels: [String],
    at position: Int? = nil,
    default value: Int
  ) throws(Diagnostic) -> Int {
    let number = try number(labels, at: position, default: Double(value))
    guard let integer = Int(exactly: number) else {
      throw .notInteger("\(labels[0]) of \(name)", number, span)
    }
    return integer
  }

  /// A whole number among the arguments that must be given.
  mutating func integer(
    _ labels: [String],
    at position: Int,
    signature: String
  ) throws(Diagnostic) -> Int {
    let isGiven = position < positional.count || options.contains { labels.contains($0.0) }
    guard isGiven else { throw .builtinArgumentCount(name, positional.count, signature, span) }
    return try integer(labels, at: position, default: 0)
  }
}

extension Interpreter {
  /// Calls a function of the language.
  mutating func callBuiltin(
    _ name: String,
    _ values: [(String?, Evaluated)],
    primes: Int,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    guard let kind = Builtins.kinds[name] else { throw .notFunction(name, span) }
    var arguments = BuiltinArguments(values, of: name, span: span)
    let signature = FunctionDescription.named(name)?.signature ?? "\(name)(…)"
    if primes > 0 {
      return try derivative(
        ofBuiltin: name,
        kind,
        &arguments,
        primes: primes,
        signature: signature,
        span: span
      )
    }
    switch kind {
    case .elementwise(let function):
      try arguments.check(1...1, signature: signature)
      return try elementwise(function, arguments.positional[0], span: span)
    case .leakyRelu, .elu, .prelu, .softmax, .logSoftmax, .reduction, .norm, .transpose, .trace,
      .diagonal, .reshape, .flatten:
      return try callTransformation(name, kind, &arguments, signature: signature, span: span)
    case .zeros, .ones, .eye, .normal, .uniform, .bernoulli, .shuffle, .oneHot, .size, .rows,
      .columns, .range:
      return try callConstructor(kind, &arguments, signature: signature, span: span)
    case .loss(let loss):
      try arguments.check(2...2, signature: signature)
      return try evaluate(loss, arguments.positional[0], arguments.positional[1], span: span)
    case .matched:
      try arguments.check(2...2, signature: "matched(activation, loss)")
      let holds = isMatched(arguments.positional[0].value, arguments.positional[1].value)
      return recordConstant(holds ? 1 : 0, span: span)
    case .isElementwise:
      try arguments.check(1...1, signature: "elementwise(function)")
      guard case .function(let function) = arguments.positional[0].value else {
        throw .notFunction(arguments.positional[0].value.kindName, span)
      }
      let holds = function != .builtin("softmax") && function != .builtin("log_softmax")
      return recordConstant(holds ? 1 : 0, span: span)
    case .image(let function):
      return try callImage(function, &arguments, signature: signature, span: span)
    case .predict: return try predict(arguments, signature)
    case .accuracy: return try accuracy(arguments, signature)
    case .confusionMatrix: return try confusionMatrix(arguments, signature)
    case .network, .dataset, .split, .train, .defined:
      if variable(VariableKey(name)) != nil { throw .statementHidden(name, span) }
      throw .algorithmInExpression(name, span)
    }
  }

  private mutating func callTransformation(
    _ name: String,
    _ kind: Builtins.Kind,
    _ arguments: inout BuiltinArguments,
    signature: String,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    switch kind {
    case .leakyRelu:
      let slope = try arguments.number(["slope"], at: 1, default: 0.01)
      try arguments.check(1...2, signature: signature)
      return try elementwise(.leakyRelu(slope: slope), arguments.positional[0], span: span)
    case .elu:
      let alpha = try arguments.number(["α", "alpha"], at: 1, default: 1)
      try arguments.check(1...2, signature: signature)
      return try elementwise(.elu(alpha: alpha), arguments.positional[0], span: span)
    case .prelu:
      try arguments.check(2...2, signature: signature)
      return try apply(
        .pairwise(.prelu),
        arguments.positional[0],
        arguments.positional[1],
        span: span
      )
    case .softmax, .logSoftmax:
      let dimension = try arguments.integer(["dimension"], at: 1, default: 1)
      try arguments.check(1...2, signature: signature)
      guard dimension == 1 || dimension == 2 else { throw .noDimension(dimension, name, span) }
      let axis: SoftmaxAxis = dimension == 1 ? .columns : .rows
      if case .softmax = kind {
        return try apply(.softmax(axis), arguments.positional[0], span: span)
      }
      return try apply(.logSoftmax(axis), arguments.positional[0], span: span)
    case .reduction(let reduction):
      let dimension = try arguments.integer(["dimension"], at: 1, default: 0)
      try arguments.check(1...2, signature: signature)
      let over: ReductionDimension
      switch dimension {
      case 0 where arguments.positional.count < 2: over = .all
      case 1: over = .rows
      case 2: over = .columns
      default: throw .noDimension(dimension, name, span)
      }
      return try apply(.reduce(reduction, over), arguments.positional[0], span: span)
    case .norm:
      let p = try arguments.number(["p"], at: 1, default: 2)
      try arguments.check(1...2, signature: signature)
      return try apply(.norm(p), arguments.positional[0], span: span)
    case .reshape:
      try arguments.check(2...6, signature: signature)
      let extents = try dimensions(arguments.positional.dropFirst(), name: name, span: span)
      return try apply(.reshape(extents), arguments.positional[0], span: span)
    case .transpose:
      try arguments.check(1...1, signature: signature)
      return try transpose(arguments.positional[0], span: span)
    default:
      try arguments.check(1...1, signature: signature)
      let operation: Operation =
        switch kind {
        case .trace: .trace
        case .diagonal: .diagonal
        default: .flatten
        }
      return try apply(operation, arguments.positional[0], span: span)
    }
  }

  private mutating func callConstructor(
    _ kind: Builtins.Kind,
    _ arguments: inout BuiltinArguments,
    signature: String,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    let name = arguments.name
    switch kind {
    case .zeros, .ones:
      try arguments.check(0...6, signature: signature)
      let shape = Shape(try dimensions(arguments.positional[...], name: name, span: span))
      try checkElements(shape.checkedCount, span: span)
      let value: Double = if case .ones = kind { 1 } else { 0 }
      return recordConstant(Tensor(repeating: value, shape: shape), span: span)
    case .eye:
      try arguments.check(1...1, signature: signature)
      let size = try dimensions(arguments.positional[...], name: name, span: span)[0]
      try checkElements(Shape([size, size]).checkedCount, span: span)
      let ones = Tensor(repeating: 1, shape: Shape([size, 1]))
      do { return recordConstant(try Operation.diagonal.forward([ones]), span: span) } catch {
        throw Diagnostic(error, span)
      }
    case .normal, .uniform, .bernoulli, .shuffle:
      return try draw(kind, &arguments, signature: signature, span: span)
    case .oneHot:
      try arguments.check(2...2, signature: signature)
      return try oneHot(arguments, span: span)
    case .range:
      try arguments.check(2...2, signature: signature)
      let first = try arguments.integer(["first"], at: 0, default: 1)
      let last = try arguments.integer(["last"], at: 1, default: 1)
      let (difference, overflow) = last.subtractingReportingOverflow(first)
      let count = overflow ? Int.max : difference < 0 ? 0 : difference &+ 1
      try checkElements(count < 0 ? Int.max : count, span: span)
      let numbers = (0..<count).map { Double(first + $0) }
      return recordConstant(
        Tensor(shape: Shape(rows: 1, columns: count), elements: numbers),
        span: span
      )
    default:
      try arguments.check(1...1, signature: signature)
      guard let shape = arguments.positional[0].value.shape else {
        throw .needsNumber(arguments.positional[0].value.kindName, span)
      }
      if case .rows = kind { return recordConstant(Double(shape.rows), span: span) }
      if case .columns = kind { return recordConstant(Double(shape.columns), span: span) }
      let extents = shape.rank == 0 ? [1, 1] : shape.dimensions
      return recordConstant(
        Tensor(rows: [extents.map(Double.init)]),
        span: span
      )
    }
  }

  /// Extents given as numbers one by one, or as one row.
  func dimensions(
    _ arguments: ArraySlice<Evaluated>,
    name: String,
    span: SourceSpan
  ) throws(Diagnostic) -> [Int] {
    var numbers: [Double] = []
    for argument in arguments {
      guard let tensor = argument.value.tensor else {
        throw .needsNumber(argument.value.kindName, span)
      }
      numbers += tensor.elements
    }
    var extents: [Int] = []
    for number in numbers {
      guard let extent = Int(exactly: number), extent >= 0 else {
        throw .notExtent(name, number, span)
      }
      extents.append(extent)
    }
    if extents.count == 1, name != "eye", name != "reshape" { extents.append(1) }
    return extents
  }

  private mutating func oneHot(
    _ arguments: BuiltinArguments,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    guard let classes = arguments.positional[0].value.tensor,
      let count = arguments.positional[1].value.tensor?.single.flatMap({ Int(exactly: $0) }),
      count > 0
    else { throw .oneHotClasses(span) }
    let labels = classes.elements
    try checkElements(Shape([count, labels.count]).checkedCount, span: span)
    var elements = Array(repeating: 0.0, count: count * labels.count)
    for (column, label) in labels.enumerated() {
      guard let row = Int(exactly: label), row >= 1, row <= count else {
        throw .oneHotLabel(label, count, span)
      }
      elements[(row - 1) * labels.count + column] = 1
    }
    return recordConstant(
      Tensor(shape: Shape(rows: count, columns: labels.count), elements: elements),
      span: span
    )
  }

  /// Random draws: recorded as constants.
  private mutating func draw(
    _ kind: Builtins.Kind,
    _ arguments: inout BuiltinArguments,
    signature: String,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    let name = arguments.name
    if let given = arguments.take(["seed"])?.value.tensor?.single {
      random = RandomStream(
        seed: UInt64(bitPattern: Int64(exactly: given) ?? 0),
        stream: UInt64(cell)
      )
    }
    switch kind {
    case .normal:
      let mean = try arguments.number(["mean"], default: 0)
      let deviation = try arguments.number(["std"], default: 1)
      try arguments.check(0...6, signature: signature)
      let shape = Shape(try dimensions(arguments.positional[...], name: name, span: span))
      return try fill(shape, span: span) { mean + deviation * $0.normal() }
    case .uniform:
      try arguments.check(0...6, signature: signature)
      let low = try arguments.number(["low"], at: 0, default: 0)
      let high = try arguments.number(["high"], at: 1, default: 1)
      guard low <= high else { throw .uniformBounds(low, high, span) }
      let shape = Shape(try dimensions(arguments.positional.dropFirst(2), name: name, span: span))
      return try fill(shape, span: span) { low + (high - low) * $0.uniform() }
    case .bernoulli:
      try arguments.check(1...6, signature: signature)
      let p = try arguments.number(["p"], at: 0, default: 0.5)
      guard (0...1).contains(p) else { throw .probability(p, span) }
      let shape = Shape(try dimensions(arguments.positional.dropFirst(), name: name, span: span))
      return try fill(shape, span: span) { $0.uniform() < p ? 1 : 0 }
    default:
      try arguments.check(1...1, signature: signature)
      guard let tensor = arguments.positional[0].value.tensor, tensor.shape.rank == 2 else {
        throw .needsMatrix(name, arguments.positional[0].value.kindName, span)
      }
      // Columns are training cases: they are what is put in another order.
      let order = random.permutation(tensor.columns)
      var elements: [Double] = []
      elements.reserveCapacity(tensor.count)
      for row in 0..<tensor.rows { for column in order { elements.append(tensor[row, column]) } }
      return recordConstant(Tensor(shape: tensor.shape, elements: elements), span: span)
    }
  }

  mutating func fill(
    _ shape: Shape,
    span: SourceSpan,
    _ draw: (inout RandomStream) -> Double
  ) throws(Diagnostic) -> Evaluated {
    try checkElements(shape.checkedCount, span: span)
    var elements: [Double] = []
    elements.reserveCapacity(shape.count)
    for _ in 0..<shape.count { elements.append(rounded(draw(&random))) }
    return recordConstant(Tensor(shape: shape, elements: elements), span: span)
  }
}

extension Shape {
  /// The number of elements, or the largest integer where it would overflow.
  var checkedCount: Int {
    var count = 1
    for extent in dimensions {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      if overflow { return Int.max }
      count = product
    }
    return count
  }
}
