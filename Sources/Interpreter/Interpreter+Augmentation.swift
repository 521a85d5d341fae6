import Diagnostics
import Notation
import Operations
import Tensors

extension Interpreter {
  /// Calls `flip`, `shift`, `rotate`, `crop`, `pad` and `add_noise`.
  mutating func callAugmentation(
    _ function: ImageFunction,
    _ arguments: inout BuiltinArguments,
    signature: String,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    let kind: Resampling
    switch function {
    case .flip:
      let dimension = try arguments.integer(["dimension"], at: 1, default: 2)
      try arguments.check(1...2, signature: signature)
      guard dimension == 1 || dimension == 2 else {
        throw .noDimension(dimension, arguments.name, span)
      }
      kind = .flip(alongRows: dimension == 1)
    case .shift:
      let down = try arguments.integer(["down"], at: 1, default: 0)
      let right = try arguments.integer(["right"], at: 2, default: 0)
      try arguments.check(1...3, signature: signature)
      kind = .shift(down: down, right: right)
    case .rotate:
      let isGiven = arguments.positional.count > 1
      let degrees = try arguments.number(["degrees"], at: 1, default: .nan)
      try arguments.check(1...2, signature: signature)
      if degrees.isNaN, !isGiven { throw .builtinArgumentCount(arguments.name, 1, signature, span) }
      kind = .rotate(degrees: degrees)
    case .crop:
      let top = try arguments.integer(["top"], at: 1, signature: signature)
      let left = try arguments.integer(["left"], at: 2, signature: signature)
      let rows = try arguments.integer(["rows"], at: 3, signature: signature)
      let columns = try arguments.integer(["columns"], at: 4, signature: signature)
      try arguments.check(1...5, signature: signature)
      kind = .crop(top: top, left: left, rows: rows, columns: columns)
    case .pad:
      let padding = try arguments.integer(["padding"], at: 1, signature: signature)
      try arguments.check(1...2, signature: signature)
      kind = .pad(padding)
    default:
      return try addNoise(&arguments, signature: signature, span: span)
    }
    return try apply(.resample(kind), arguments.positional[0], span: span)
  }

  /// The image plus random numbers, which are recorded as a constant of their own.
  private mutating func addNoise(
    _ arguments: inout BuiltinArguments,
    signature: String,
    span: SourceSpan
  ) throws(Diagnostic) -> Evaluated {
    let deviation = try arguments.number(["std"], at: 1, default: 0.1)
    try arguments.check(1...2, signature: signature)
    guard deviation >= 0, deviation.isFinite else { throw .noiseDeviation(deviation, span) }
    let image = arguments.positional[0]
    guard let shape = image.value.shape else { throw .needsNumber(image.value.kindName, span) }
    let noise = try fill(shape, span: span) { deviation * $0.normal() }
    return try apply(.pairwise(.add), image, noise, span: span)
  }
}
