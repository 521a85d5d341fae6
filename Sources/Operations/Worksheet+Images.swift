import Tensors

extension Worksheet {
  /// Convolution and its backward pass into sums of products, pooling into what it compares.
  mutating func openImage(limit: Int) throws(OperationError) {
    switch operation {
    case .convolution(let steps):
      let shape = try ConvolutionShape(
        image: entries[0].value.shape,
        filters: entries[1].value.shape,
        steps
      )
      try openProducts(limit: limit, entries[0], entries[1]) { shape.terms(ofOutput: $0) }
    case .convolutionInputGradient(let steps, let rows, let columns):
      let shape = try ConvolutionShape(
        upstream: entries[0].value.shape,
        filters: entries[1].value.shape,
        rows: rows,
        columns: columns,
        steps
      )
      try openProducts(limit: limit, entries[0], entries[1]) { shape.terms(ofPixel: $0) }
    case .convolutionFilterGradient(let steps, let rows, let columns):
      let shape = try ConvolutionShape(
        image: entries[0].value.shape,
        upstream: entries[1].value.shape,
        rows: rows,
        columns: columns,
        steps
      )
      try openProducts(limit: limit, entries[0], entries[1]) { shape.terms(ofWeight: $0) }
    case .maxPool(let window):
      try openPool(try Pooling.grid(operation, window, entries[0].value), limit: limit)
    case .averagePool(let window):
      try openPool(try Pooling.grid(operation, window, entries[0].value), limit: limit)
    case .maxPoolGradient(let window):
      let grid = try Pooling.grid(operation, window, entries[0].value)
      let winners = Pooling.winners(grid, entries[0].value)
      try openPixels(limit: limit, of: entries[1], dividedBy: 1) { pixel in
        winners.indices.filter { winners[$0] == pixel }
      }
    case .averagePoolGradient(let window, let rows, let columns):
      let grid = try Pooling.averageGrid(window, rows: rows, columns: columns, entries[0].value)
      let area = Double(window.size * window.size)
      try openPixels(limit: limit, of: entries[0], dividedBy: area) { grid.covering($0) }
    default:
      break
    }
  }

  /// Each entry as the sum of its products, then the whole.
  private mutating func openProducts(
    limit: Int,
    _ left: Entry,
    _ right: Entry,
    _ terms: (Int) -> ProductTerms
  ) throws(OperationError) {
    for position in 0..<min(limit, result.count) {
      let terms = terms(position)
      let count = terms.left.count
      let bias = entries.count > 2 ? [biasEntry(position)] : []
      if count <= Substep.literalLimit {
        let factors = terms.left.map(left.element) + terms.right.map(right.element) + bias
        try write(place(position), factors) { forms in
          let products = (0..<count).map { Form.product(forms[$0], forms[count + $0]) }
          return Self.chain(products + forms.dropFirst(2 * count))
        }
      } else {
        // Too many to read: the two parts that lie on each other.
        let parts = [
          left.part(terms.leftPart, isFilter: false),
          right.part(terms.rightPart, isFilter: !isFilterGradient),
        ]
        try write(place(position), parts + bias) { forms in
          let sum = Form.apply(.reduce(.sum, .all), [.product(forms[0], forms[1])])
          return Self.chain([sum] + forms.dropFirst(2))
        }
      }
    }
    writeWhole()
  }

  private var isFilterGradient: Bool {
    if case .convolutionFilterGradient = operation { true } else { false }
  }

  /// The bias of the filter that made an entry.
  private func biasEntry(_ position: Int) -> Entry {
    entries[2].element(position / max(1, result.count / entries[2].value.count))
  }

  /// The pixels of each window: the largest of them, or their sum divided by their number.
  private mutating func openPool(_ grid: WindowGrid, limit: Int) throws(OperationError) {
    let x = entries[0]
    for position in 0..<min(limit, result.count) {
      let pixels = grid.pixels(position)
      let isMaximum = if case .maxPool = operation { true } else { false }
      if pixels.count <= Substep.literalLimit {
        try write(place(position), pixels.map(x.element)) { forms in
          if isMaximum { return .apply(.largestOfTerms, forms) }
          return .quotient(Self.chain(forms), .number(Double(pixels.count)))
        }
      } else {
        try write(place(position), [x.part(grid.part(position), isFilter: false)]) {
          .apply(.reduce(isMaximum ? .maximum : .mean, .all), $0)
        }
      }
    }
    writeWhole()
  }

  /// What comes back to each pixel from the places whose window covers it.
  private mutating func openPixels(
    limit: Int,
    of upstream: Entry,
    dividedBy area: Double,
    _ places: (Int) -> [Int]
  ) throws(OperationError) {
    for position in 0..<min(limit, result.count) {
      let terms = places(position)
      if terms.count > Substep.literalLimit { continue }
      let label = place(position).map {
        terms.isEmpty
          ? area == 1 ? $0 + ": never the largest" : $0 + ": under no window"
          : $0
      }
      try write(label, terms.map(upstream.element)) { forms in
        if forms.isEmpty || area == 1 { return Self.chain(forms) }
        return .quotient(Self.chain(forms), .number(area))
      }
    }
    writeWhole()
  }

  /// Where an entry of the result stands, nil where it is the only one.
  private func place(_ position: Int) -> String? {
    guard result.count > 1 else { return nil }
    if case .convolutionFilterGradient = operation, result.shape.rank == 4 {
      let extents = result.shape.dimensions
      var (rest, places) = (position, [Int]())
      for extent in extents.reversed() {
        places.insert(rest % extent + 1, at: 0)
        rest /= extent
      }
      return "filter \(places[0]), channel \(places[1]), row \(places[2]), column \(places[3])"
    }
    return ImageShape(result.shape)?.place(position)
  }
}

extension Resampling {
  /// What a step says about it.
  var note: String {
    switch self {
    case .flip(let alongRows): alongRows ? "top for bottom" : "left for right"
    case .shift: "zeros come in"
    case .rotate: "about the centre; between pixels the four around count by their nearness"
    case .crop: "a part of the image"
    case .pad: "zeros around the image"
    }
  }
}

extension Worksheet.Entry {
  /// A part of an array of images, or of filters, as far as the array has those dimensions.
  func part(_ indices: [SliceIndex], isFilter: Bool) -> Worksheet.Entry {
    let rank = max(value.shape.rank, 2)
    var taken = indices
    if rank == 2 {
      // Of channels × rows × columns × cases, or out × in × rows × columns, the rows and columns.
      taken = isFilter ? Array(indices.suffix(2)) : Array(indices[1...2])
    } else {
      taken = Array(indices.prefix(rank))
    }
    guard let part = try? Operation.slice(taken).forward([value]) else { return self }
    return Worksheet.Entry(form: .apply(.slice(taken), [form]), value: part)
  }
}

extension WindowGrid {
  /// The positions of the pixels under the window at a place of the result.
  package func pixels(_ position: Int) -> [Int] {
    let (place, index) = (position / image.cases, position % image.cases)
    let (line, column) = (place / columns, place % columns)
    let (channel, row) = (line / rows, line % rows)
    return windowRows(at: row).flatMap { windowRow in
      windowColumns(at: column).map { windowColumn in
        image.position(
          channel,
          row * stride - padding + windowRow,
          column * stride - padding + windowColumn
        ) + index
      }
    }
  }

  /// The same pixels as a part of the array.
  func part(_ position: Int) -> [SliceIndex] {
    let (place, index) = (position / image.cases, position % image.cases)
    let (line, column) = (place / columns, place % columns)
    let row = line % rows
    return [
      .at(line / rows),
      .several(windowRows(at: row).map { row * stride - padding + $0 }),
      .several(windowColumns(at: column).map { column * stride - padding + $0 }),
      .at(index),
    ]
  }

  /// The positions of the places whose window covers a pixel.
  func covering(_ position: Int) -> [Int] {
    let (pixel, index) = (position / image.cases, position % image.cases)
    let (line, column) = (pixel / image.columns, pixel % image.columns)
    let (channel, row) = (line / image.rows, line % image.rows)
    return Self.places(covering: row, windowRows, stride, rows).flatMap { placeRow in
      Self.places(covering: column, windowColumns, stride, columns).map { placeColumn in
        ((channel * rows + placeRow) * columns + placeColumn) * image.cases + index
      }
    }
  }

  /// The places, in one direction, whose window covers a pixel; without padding.
  private static func places(
    covering pixel: Int,
    _ window: Int,
    _ stride: Int,
    _ count: Int
  ) -> Range<Int> {
    let first = max(0, (pixel - window + stride) / stride)
    let last = min(count - 1, pixel / stride)
    return first <= last ? first..<last + 1 : 0..<0
  }
}
