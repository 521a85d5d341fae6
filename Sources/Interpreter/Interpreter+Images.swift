import Diagnostics
import Notation
import Operations
import Tensors

/// A function of the language that works on images or normalises.
enum ImageFunction {
  case convolution, convolutionInputGradient, convolutionFilterGradient
  case maxPool, maxPoolGradient, averagePool, averagePoolGradient
  case normalize(NormalizationKind)
  case normalizeGradient(NormalizationKind)
  case flip, shift, rotate, crop, pad, addNoise
}

extension Interpreter {
  /// Calls `conv`, `max_pool`, `batch_norm` and the functions named after their derivatives.
  mutating func callImage(
    _ function: ImageFunction,
    _ arguments: inout BuiltinArguments,
    signature: String,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    try refuseScalar(function, arguments, span: span)
    switch function {
    case .flip, .shift, .rotate, .crop, .pad, .addNoise:
      return try callAugmentation(function, &arguments, signature: signature, span: span)
    case .convolution:
      let bias = arguments.take(["bias"], at: 2)
      let steps = try convolutionSteps(&arguments, at: 3)
      try arguments.check(2...5, signature: signature)
      return try apply(
        .convolution(steps),
        Array(arguments.positional.prefix(2)) + (bias.map { [$0] } ?? []),
        span: span
      )
    case .convolutionInputGradient, .convolutionFilterGradient:
      let rows = try arguments.integer(["rows"], at: 2, signature: signature)
      let columns = try arguments.integer(["columns"], at: 3, signature: signature)
      let steps = try convolutionSteps(&arguments, at: 4)
      try arguments.check(2...6, signature: signature)
      let operation: Operation =
        if case .convolutionInputGradient = function {
          .convolutionInputGradient(steps, rows: rows, columns: columns)
        } else {
          .convolutionFilterGradient(steps, rows: rows, columns: columns)
        }
      return try apply(operation, Array(arguments.positional.prefix(2)), span: span)
    case .maxPool, .averagePool:
      let isMaximum = if case .maxPool = function { true } else { false }
      let window = try poolingWindow(
        &arguments,
        at: 1,
        isPadded: isMaximum,
        signature: signature
      )
      try arguments.check(1...(isMaximum ? 4 : 3), signature: signature)
      return try apply(
        isMaximum ? .maxPool(window) : .averagePool(window),
        arguments.positional[0],
        span: span
      )
    case .maxPoolGradient:
      let window = try poolingWindow(
        &arguments,
        at: 2,
        isPadded: true,
        signature: signature
      )
      try arguments.check(2...5, signature: signature)
      return try apply(
        .maxPoolGradient(window),
        Array(arguments.positional.prefix(2)),
        span: span
      )
    case .averagePoolGradient:
      let rows = try arguments.integer(["rows"], at: 1, signature: signature)
      let columns = try arguments.integer(["columns"], at: 2, signature: signature)
      let window = try poolingWindow(
        &arguments,
        at: 3,
        isPadded: false,
        signature: signature
      )
      try arguments.check(1...5, signature: signature)
      return try apply(
        .averagePoolGradient(window, rows: rows, columns: columns),
        arguments.positional[0],
        span: span
      )
    case .normalize(let kind):
      return try callNormalization(kind, &arguments, signature: signature, span: span)
    case .normalizeGradient(let kind):
      let delta = try arguments.number(
        ["δ", "delta"],
        at: 3,
        default: NormalizationKind.usualDelta
      )
      try arguments.check(3...4, signature: signature)
      return try apply(
        .normalizeGradient(kind, delta: delta),
        Array(arguments.positional.prefix(3)),
        span: span
      )
    }
  }

  /// `conv(8, 3)` outside a network is a layer in the wrong place, not an image of one pixel.
  private func refuseScalar(
    _ function: ImageFunction,
    _ arguments: BuiltinArguments,
    span: SourceSpan
  ) throws(Diagnostic) {
    guard let first = arguments.positional.first?.value.tensor, first.shape.rank == 0 else {
      return
    }
    let window = PoolingWindow(size: 1)
    let operation: Operation? =
      switch function {
      case .convolution: .convolution(ConvolutionSteps())
      case .maxPool: .maxPool(window)
      case .averagePool: .averagePool(window)
      default: nil
      }
    if let operation { throw Diagnostic(.needsImage(operation, first.shape), span) }
  }

  /// γ and β stand behind z, or are given by name; without them they are 1 and 0.
  private mutating func callNormalization(
    _ kind: NormalizationKind,
    _ arguments: inout BuiltinArguments,
    signature: String,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    let delta = try arguments.number(["δ", "delta"], at: 3, default: NormalizationKind.usualDelta)
    let gamma = arguments.take(["γ", "gamma"], at: 1)
    let beta = arguments.take(["β", "beta"], at: 2)
    try arguments.check(1...4, signature: signature)
    var operands = [arguments.positional[0]]
    if gamma != nil || beta != nil { operands.append(gamma ?? recordConstant(1, span: span)) }
    if let beta { operands.append(beta) }
    return try apply(.normalize(kind, delta: delta), operands, span: span)
  }

  private func convolutionSteps(
    _ arguments: inout BuiltinArguments,
    at place: Int
  ) throws(Diagnostic) -> ConvolutionSteps {
    ConvolutionSteps(
      stride: try arguments.integer(["stride"], at: place, default: 1),
      padding: try arguments.integer(["padding"], at: place + 1, default: 0)
    )
  }

  private func poolingWindow(
    _ arguments: inout BuiltinArguments,
    at place: Int,
    isPadded: Bool,
    signature: String
  ) throws(Diagnostic) -> PoolingWindow {
    let size = try arguments.integer(["size"], at: place, signature: signature)
    let stride = try arguments.integer(["stride"], at: place + 1, default: size)
    let padding = isPadded ? try arguments.integer(["padding"], at: place + 2, default: 0) : 0
    return PoolingWindow(size: size, stride: stride, padding: padding)
  }
}
