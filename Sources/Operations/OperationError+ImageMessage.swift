import Tensors

extension OperationError {
  /// What happened in a convolution or pooling.
  var imageMessage: String {
    switch self {
    case .needsImage(let operation, let shape):
      if (2...4).contains(shape.rank) {
        return "\(operation.name) of \(shape.phrase): an image needs at least one pixel"
      }
      return "\(operation.name) of \(shape.phrase): an image is a matrix, "
        + "channels×rows×columns, or channels×rows×columns×cases"
    case .needsFilters(let operation, let shape):
      return "\(operation.name) with filters of \(shape.isEmpty ? "no weights" : shape.phrase): "
        + "filters are a matrix, or out×in×rows×columns"
    case .channelCount(let operation, let image, let filters):
      return "\(operation.name): the image has \(Self.counted(image, "channel")), "
        + "but the filters are for \(filters)"
    case .biasCount(let given, let filters):
      return "conv: \(Self.counted(given, "bias", "biases")) for "
        + "\(Self.counted(filters, "filter")): each filter has one bias"
    case .windowTooLarge(let operation, let rows, let columns, let image, let padding):
      let padded = Shape([image.rows + 2 * padding, image.columns + 2 * padding])
      let around = padding > 0 ? " with its padding of \(padding)" : ""
      return "\(operation.name): the \(operation.window) is \(rows)×\(columns), larger than the "
        + "image, which\(around) is \(padded)"
    case .windowSize(let operation, let size):
      return "\(operation.name): a \(operation.window) of size \(Double(size).inMessage): "
        + "it must be at least 1"
    case .windowStride(let operation, let stride):
      return "\(operation.name): a stride of \(Double(stride).inMessage): "
        + "the \(operation.window) must move on by at least 1 pixel"
    case .windowPadding(let operation, let padding):
      return "\(operation.name): a padding of \(Double(padding).inMessage): "
        + (padding < 0 ? "it must not be negative" : "no image is so large")
    case .poolPadding(let size, let padding):
      return "max_pool: a padding of \(padding) for a window of \(size)×\(size): "
        + "the padding must be smaller, or a window would hold no pixel"
    case .cropOutside(let kind, let image):
      guard case .crop(let top, let left, let rows, let columns) = kind else { return "" }
      let part = [rows, columns].map { Double($0).inMessage }.joined(separator: "×")
      return "crop: \(part) from row \(Double(top).inMessage), column \(Double(left).inMessage) "
        + "does not lie on the image, which is \(image)"
    case .angle(let degrees):
      return "rotate by \(degrees.inMessage) degrees: an angle is a finite number"
    case .imageSize(let operation, let rows, let columns):
      let extents = "\(Double(rows).inMessage)×\(Double(columns).inMessage)"
      return "\(operation.name): an image of \(extents) "
        + (min(rows, columns) < 1 ? "has no pixels" : "is too large")
    case .upstreamShape(let operation, let expected, let given):
      return "\(operation.name): Δ is \(given.phrase), but the result it belongs to is "
        + expected.phrase
    default:
      return ""
    }
  }

  /// What to try after a mistake in a convolution or pooling.
  var imageSuggestion: String? {
    switch self {
    case .needsImage(let operation, let shape) where shape.rank == 0:
      return "As a layer \(operation.name)(…) stands inside network([…])."
    case .needsImage(_, let shape) where shape.rank > 4:
      return "reshape(x, channels, rows, columns, cases) makes images of columns."
    case .needsFilters(_, let shape) where shape.rank == 3:
      let extents = shape.dimensions.map(String.init).joined(separator: ", ")
      return "For one filter of several channels write reshape(filters, 1, \(extents))."
    case .channelCount(_, let image, _):
      return "Filters for it are out×\(image)×rows×columns."
    case .cropOutside:
      return "Rows and columns are counted from 1; crop(image, top, left, rows, columns)."
    case .windowTooLarge(let operation, let rows, let columns, let image, let padding):
      let missing = max(rows - image.rows, columns - image.columns)
      if case .convolution = operation {
        return "Take a smaller filter or padding = \(max(padding + 1, (missing + 1) / 2))."
      }
      return "Take a smaller \(operation.window)."
    default:
      return nil
    }
  }

  /// What happened in a normalisation.
  var normalizationMessage: String {
    switch self {
    case .normalizedShape(let kind, let shape):
      return "\(kind.name) of \(shape.phrase): it takes a matrix whose columns are cases, "
        + "or channels×rows×columns×cases"
    case .normalizesOne(let shape):
      let row = shape.rank == 2 ? "row" : "channel"
      return "batch normalisation of one case: each \(row) of \(shape.phrase) has one number, "
        + "whose deviation is 0"
    case .normalizationParameter(let kind, let name, let given, let needed):
      let unit = kind == .batch ? "rows or channels" : "units of a case"
      return "\(kind.name): \(name) has \(Self.counted(given, "number")) for \(needed) \(unit)"
    case .noDeviation(let kind, let shape, let lane):
      let what =
        kind == .layer
        ? shape.rank == 3 ? "the image" : "case \(lane)"
        : shape.rank == 2 ? "row \(lane)" : "channel \(lane)"
      return "\(kind.name): all numbers of \(what) are equal, so that σ + δ is 0 "
        + "and nothing can be divided by it"
    case .negativeDelta(let kind, let delta):
      return "\(kind.name): δ = \(delta.inMessage): it must not be negative"
    default:
      return ""
    }
  }

  /// What to try after a mistake in a normalisation.
  var normalizationSuggestion: String? {
    switch self {
    case .normalizesOne:
      return "Take more cases, or layer_norm, which normalises each case by itself."
    case .normalizationParameter:
      return "One number for all is possible too."
    case .noDeviation:
      return "Choose δ > 0, such as delta = 1e-5."
    default:
      return nil
    }
  }

  /// `1 channel`, `3 channels`.
  static func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    count == 1 ? "1 \(one)" : "\(count) \(many ?? one + "s")"
  }
}

extension Operation {
  /// What moves over the image.
  fileprivate var window: String {
    switch self {
    case .convolution, .convolutionInputGradient, .convolutionFilterGradient: "filter"
    default: "window"
    }
  }
}

extension Shape {
  fileprivate var isEmpty: Bool { dimensions.contains(0) }

  /// Which shapes hold as many elements, `64 numbers make 8×8 or 1×8×8, not 7×9`.
  func fittingShapes(instead dimensions: [Int]) -> String? {
    let count = self.count
    guard count > 0 else { return nil }
    var fits: [String] = []
    // One extent less exact, the others as asked for.
    for place in dimensions.indices.reversed() {
      let others = dimensions.indices.filter { $0 != place }.map { dimensions[$0] }
      var product = 1
      for other in others { product = product.multipliedReportingOverflow(by: other).partialValue }
      guard others.allSatisfy({ $0 > 0 }), product > 0, product <= count,
        count.isMultiple(of: product)
      else { continue }
      var fit = dimensions
      fit[place] = count / product
      fits.append(Shape(fit).description)
    }
    let side = Int(Double(count).squareRoot().rounded())
    if side > 1, side * side == count {
      fits += ["\(side)×\(side)", "1×\(side)×\(side)"]
    } else if let rows = (1...max(1, min(side, 1_000_000))).last(where: { count.isMultiple(of: $0) }
    ) {
      fits.append("\(rows)×\(count / rows)")
    }
    var unique: [String] = []
    for fit in fits where !unique.contains(fit) { unique.append(fit) }
    let wanted = dimensions.map { Double($0).inMessage }.joined(separator: "×")
    let numbers = OperationError.counted(count, "number")
    return "\(numbers) make\(count == 1 ? "s" : "") "
      + "\(unique.prefix(2).joined(separator: " or ")), not \(wanted)."
  }
}
