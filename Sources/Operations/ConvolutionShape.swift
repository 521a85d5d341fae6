package import Tensors

/// The extents of a convolution: its images, its filters, and the places of the window.
///
/// Zₒᵢⱼ = Σ over c, m, m′ of A_{c, iS + m − P, jS + m′ − P} Wₒ꜀ₘₘ′; pixels beside the image are 0.
package struct ConvolutionShape: Hashable, Sendable {
  /// The image and the places of a filter on it.
  package let grid: WindowGrid
  /// The number of filters, which is that of the result's channels.
  package let filters: Int
  /// The rank of the filters' array: 2 or 4.
  package let filterRank: Int

  /// The images.
  var image: ImageShape { grid.image }
  /// The weights of one filter.
  var patch: Int { grid.image.channels * grid.windowRows * grid.windowColumns }
  /// The numbers of one channel of the result, all cases.
  var placeCount: Int { grid.rows * grid.columns * grid.image.cases }

  /// The rank of the result: a matrix where image and filter are matrices.
  var outputRank: Int { filterRank == 2 ? image.rank : max(image.rank, 3) }

  /// The result's shape.
  package var outputShape: Shape {
    ImageShape.shape(
      rank: outputRank,
      channels: filters,
      rows: grid.rows,
      columns: grid.columns,
      cases: image.cases
    )
  }

  /// The filters' shape.
  var filterShape: Shape {
    filterRank == 2
      ? Shape([grid.windowRows, grid.windowColumns])
      : Shape([filters, image.channels, grid.windowRows, grid.windowColumns])
  }

  init(grid: WindowGrid, filters: Int, filterRank: Int) {
    (self.grid, self.filters, self.filterRank) = (grid, filters, filterRank)
  }

  /// The extents of `conv(image, filters)`.
  package init(
    image: Shape,
    filters: Shape,
    _ steps: ConvolutionSteps
  ) throws(OperationError) {
    let operation = Operation.convolution(steps)
    guard let pixels = ImageShape(image) else { throw .needsImage(operation, image) }
    let extents = try Self.filterExtents(filters, operation)
    guard extents[1] == pixels.channels else {
      throw .channelCount(operation, image: pixels.channels, filters: extents[1])
    }
    let grid = try WindowGrid(
      operation,
      pixels,
      rows: extents[2],
      columns: extents[3],
      stride: steps.stride,
      padding: steps.padding
    )
    self.init(grid: grid, filters: extents[0], filterRank: max(filters.rank, 2))
  }

  /// The extents of the convolution whose result's derivative and whose filters are known.
  init(
    upstream: Shape,
    filters: Shape,
    rows: Int,
    columns: Int,
    _ steps: ConvolutionSteps
  ) throws(OperationError) {
    let operation = Operation.convolutionInputGradient(steps, rows: rows, columns: columns)
    guard let above = ImageShape(upstream) else { throw .needsImage(operation, upstream) }
    let extents = try Self.filterExtents(filters, operation)
    guard rows > 0, columns > 0 else {
      throw .imageSize(operation, rows: rows, columns: columns)
    }
    // Two matrices come from a matrix; images of several channels have at least rank 3.
    let shape = ImageShape.shape(
      rank: above.rank,
      channels: extents[1],
      rows: rows,
      columns: columns,
      cases: above.cases
    )
    guard let image = ImageShape(shape) else { throw .needsImage(operation, shape) }
    guard image.channels == extents[1] else {
      throw .channelCount(operation, image: image.channels, filters: extents[1])
    }
    let grid = try WindowGrid(
      operation,
      image,
      rows: extents[2],
      columns: extents[3],
      stride: steps.stride,
      padding: steps.padding
    )
    self.init(grid: grid, filters: extents[0], filterRank: max(filters.rank, 2))
    try check(upstream, above, operation)
  }

  /// The extents of the convolution whose images and whose result's derivative are known.
  init(
    image: Shape,
    upstream: Shape,
    rows: Int,
    columns: Int,
    _ steps: ConvolutionSteps
  ) throws(OperationError) {
    let operation = Operation.convolutionFilterGradient(steps, rows: rows, columns: columns)
    guard let pixels = ImageShape(image) else { throw .needsImage(operation, image) }
    guard let above = ImageShape(upstream) else { throw .needsImage(operation, upstream) }
    let grid = try WindowGrid(
      operation,
      pixels,
      rows: rows,
      columns: columns,
      stride: steps.stride,
      padding: steps.padding
    )
    self.init(
      grid: grid,
      filters: above.channels,
      filterRank: pixels.rank == 2 && above.rank == 2 ? 2 : 4
    )
    try check(upstream, above, operation)
  }

  /// Refuses a derivative of another shape than the result would have.
  private func check(
    _ upstream: Shape,
    _ above: ImageShape,
    _ operation: Operation
  ) throws(OperationError) {
    guard above.channels == filters, above.rows == grid.rows, above.columns == grid.columns,
      above.cases == image.cases
    else {
      let expected = ImageShape.shape(
        rank: max(above.rank, outputRank),
        channels: filters,
        rows: grid.rows,
        columns: grid.columns,
        cases: image.cases
      )
      throw .upstreamShape(operation, expected: expected, given: upstream)
    }
  }

  /// out, in, rows, columns of filters: a matrix is one filter for one channel.
  private static func filterExtents(
    _ filters: Shape,
    _ operation: Operation
  ) throws(OperationError) -> [Int] {
    let extents =
      filters.rank < 2
      ? [1, 1, 1, 1] : filters.rank == 2 ? [1, 1] + filters.dimensions : filters.dimensions
    guard extents.count == 4, !extents.contains(0) else { throw .needsFilters(operation, filters) }
    return extents
  }
}

/// How far a filter moves from place to place, and how many zeros stand around the image.
package struct ConvolutionSteps: Hashable, Sendable {
  /// The pixels from one place to the next.
  package let stride: Int
  /// The rows and columns of zeros on each side.
  package let padding: Int

  /// Makes steps of one pixel without padding where nothing else is said.
  package init(stride: Int = 1, padding: Int = 0) {
    (self.stride, self.padding) = (stride, padding)
  }
}
