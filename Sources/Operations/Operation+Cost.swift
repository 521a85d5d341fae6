package import Tensors

extension Operation {
  /// How many elements the result has, and about how many multiplications it takes.
  ///
  /// Only of operations whose result may be much larger than what they are given; nil of others,
  /// and where the operands do not fit. As float64, which does not overflow.
  package func cost(_ shapes: [Shape]) -> (elements: Double, multiplications: Double)? {
    switch self {
    case .convolution(let steps):
      guard shapes.count >= 2, let image = ImageShape(shapes[0]), let filters = shapes[1].extents
      else { return nil }
      return Self.convolution(image, filters, steps)
    case .convolutionInputGradient(_, let rows, let columns):
      guard shapes.count == 2, let above = ImageShape(shapes[0]), let filters = shapes[1].extents
      else { return nil }
      let elements = filters[1] * Double(rows) * Double(columns) * Double(above.cases)
      let places = Double(above.rows) * Double(above.columns) * Double(above.cases)
      return (elements, Self.work(filters, places))
    case .convolutionFilterGradient(_, let rows, let columns):
      guard shapes.count == 2, let image = ImageShape(shapes[0]), let above = ImageShape(shapes[1])
      else { return nil }
      let filters = [above.channels, image.channels, rows, columns].map(Double.init)
      let places = Double(above.rows) * Double(above.columns) * Double(above.cases)
      return (filters.reduce(1, *), Self.work(filters, places))
    case .maxPool(let window), .averagePool(let window), .maxPoolGradient(let window):
      guard let image = shapes.first.flatMap(ImageShape.init) else { return nil }
      return Self.pooling(image, window)
    case .averagePoolGradient(let window, let rows, let columns):
      guard let above = shapes.first.flatMap(ImageShape.init), rows > 0, columns > 0,
        let image = ImageShape(above.shape(rows: rows, columns: columns))
      else { return nil }
      let pixels = Double(above.channels * above.cases) * Double(rows) * Double(columns)
      return (pixels, Self.pooling(image, window)?.multiplications ?? 0)
    case .resample(let kind):
      guard let image = shapes.first.flatMap(ImageShape.init) else { return nil }
      var (rows, columns) = (Double(image.rows), Double(image.columns))
      if case .pad(let padding) = kind, (0...WindowGrid.largestPadding).contains(padding) {
        (rows, columns) = (rows + 2 * Double(padding), columns + 2 * Double(padding))
      }
      let pixels = rows * columns * Double(image.channels) * Double(image.cases)
      return (pixels, 8 * pixels)
    default:
      return nil
    }
  }

  private static func convolution(
    _ image: ImageShape,
    _ filters: [Double],
    _ steps: ConvolutionSteps
  ) -> (elements: Double, multiplications: Double)? {
    guard steps.stride > 0, (0...WindowGrid.largestPadding).contains(steps.padding) else {
      return nil
    }
    let (padding, stride) = (2 * Double(steps.padding), Double(steps.stride))
    let rows = max(0, ((Double(image.rows) + padding - filters[2]) / stride).rounded(.down) + 1)
    let columns = max(
      0,
      ((Double(image.columns) + padding - filters[3]) / stride).rounded(.down) + 1
    )
    let places = rows * columns * Double(image.cases)
    return (filters[0] * places, work(filters, places))
  }

  /// Each place costs a product for each weight, and the copying of the window's pixels.
  private static func work(_ filters: [Double], _ places: Double) -> Double {
    let copying = 8.0
    return places * filters[1] * filters[2] * filters[3] * (filters[0] + copying)
  }

  /// A comparison or sum takes about as long as four multiplications in a product.
  private static func pooling(
    _ image: ImageShape,
    _ window: PoolingWindow
  ) -> (elements: Double, multiplications: Double)? {
    guard window.stride > 0, window.size > 0,
      (0...WindowGrid.largestPadding).contains(window.padding)
    else { return nil }
    let (size, stride) = (Double(window.size), Double(window.stride))
    let padding = 2 * Double(window.padding)
    let rows = max(0, ((Double(image.rows) + padding - size) / stride).rounded(.down) + 1)
    let columns = max(0, ((Double(image.columns) + padding - size) / stride).rounded(.down) + 1)
    let places = rows * columns * Double(image.channels) * Double(image.cases)
    return (places, 8 * places * size * size)
  }
}

extension Shape {
  /// out, in, rows, columns of filters, a matrix being one filter of one channel.
  fileprivate var extents: [Double]? {
    switch rank {
    case 0: [1, 1, 1, 1]
    case 2: [1, 1, Double(rows), Double(columns)]
    case 4: dimensions.map(Double.init)
    default: nil
    }
  }
}
