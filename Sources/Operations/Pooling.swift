import Tensors

/// The square that pooling moves over an image.
package struct PoolingWindow: Hashable, Sendable {
  /// The rows and columns of the square.
  package let size: Int
  /// The pixels from one place to the next.
  package let stride: Int
  /// The rows and columns around the image on which the square may stand; nothing is read there.
  package let padding: Int

  /// Makes a window; squares stand side by side where no stride is given.
  package init(size: Int, stride: Int? = nil, padding: Int = 0) {
    (self.size, self.stride, self.padding) = (size, stride ?? size, padding)
  }
}

/// The largest pixel, or the mean, of each window; forward and backward.
enum Pooling {
  /// The largest pixel under each place of the window; what lies beside the image does not count.
  static func maximum(_ window: PoolingWindow, _ x: Tensor) throws(OperationError) -> Tensor {
    let grid = try grid(.maxPool(window), window, x)
    let winners = winners(grid, x)
    return x.withElements { pixels in
      Tensor(shape: grid.image.shape(rows: grid.rows, columns: grid.columns)) { target in
        for (index, position) in winners.enumerated() { target[index] = pixels[position] }
      }
    }
  }

  /// The upstream of each place goes to its largest pixel, the first of equal ones.
  static func maximumGradient(
    _ window: PoolingWindow,
    _ x: Tensor,
    _ upstream: Tensor
  ) throws(OperationError) -> Tensor {
    let grid = try grid(.maxPoolGradient(window), window, x)
    try check(upstream, grid, .maxPoolGradient(window))
    let winners = winners(grid, x)
    return upstream.withElements { gradients in
      Tensor(shape: x.shape) { target in
        target.initialize(repeating: 0)
        for (index, position) in winners.enumerated() { target[position] += gradients[index] }
      }
    }
  }

  /// To Δz goes what stands at the largest pixels; where they are does not change with the image.
  static func maximumGradientBackward(
    _ window: PoolingWindow,
    _ upstream: Tensor,
    _ x: Tensor,
    _ gradient: Tensor
  ) throws(OperationError) -> [Tensor?] {
    let grid = try grid(.maxPoolGradient(window), window, x)
    let (winners, elements) = (winners(grid, x), upstream.elements)
    return [nil, Tensor(shape: gradient.shape, elements: winners.map { elements[$0] })]
  }

  /// The mean of the pixels under each place of the window.
  static func average(_ window: PoolingWindow, _ x: Tensor) throws(OperationError) -> Tensor {
    average(try grid(.averagePool(window), window, x), x)
  }

  /// average_pool_gradient(Δz): each pixel of a window of M×M gets 1/M² of the place's upstream.
  static func averageGradient(
    _ window: PoolingWindow,
    rows: Int,
    columns: Int,
    _ upstream: Tensor
  ) throws(OperationError) -> Tensor {
    let grid = try averageGrid(window, rows: rows, columns: columns, upstream)
    return averageGradient(grid, upstream)
  }

  /// The backward pass of averaging.
  static func averageBackward(
    _ window: PoolingWindow,
    _ upstream: Tensor,
    _ x: Tensor
  ) throws(OperationError) -> Tensor {
    averageGradient(try grid(.averagePool(window), window, x), upstream)
  }

  /// The backward pass of averaging's gradient, which is averaging again.
  static func averageGradientBackward(
    _ window: PoolingWindow,
    rows: Int,
    columns: Int,
    _ upstream: Tensor,
    _ gradient: Tensor
  ) throws(OperationError) -> Tensor {
    average(try averageGrid(window, rows: rows, columns: columns, gradient), upstream)
  }

  // MARK: Windows

  static func grid(
    _ operation: Operation,
    _ window: PoolingWindow,
    _ x: Tensor
  ) throws(OperationError) -> WindowGrid {
    let image = try ImageShape(x, of: operation)
    let grid = try WindowGrid(
      operation,
      image,
      rows: window.size,
      columns: window.size,
      stride: window.stride,
      padding: window.padding
    )
    guard window.padding < window.size else {
      throw .poolPadding(size: window.size, padding: window.padding)
    }
    return grid
  }

  /// The grid that an upstream of average pooling belongs to.
  static func averageGrid(
    _ window: PoolingWindow,
    rows: Int,
    columns: Int,
    _ upstream: Tensor
  ) throws(OperationError) -> WindowGrid {
    let operation = Operation.averagePoolGradient(window, rows: rows, columns: columns)
    let above = try ImageShape(upstream, of: operation)
    guard rows > 0, columns > 0 else {
      throw .imageSize(operation, rows: rows, columns: columns)
    }
    let shape = above.shape(rows: rows, columns: columns)
    guard let image = ImageShape(shape) else { throw .needsImage(operation, shape) }
    let grid = try WindowGrid(
      operation,
      image,
      rows: window.size,
      columns: window.size,
      stride: window.stride,
      padding: window.padding
    )
    try check(upstream, grid, operation)
    return grid
  }

  private static func check(
    _ upstream: Tensor,
    _ grid: WindowGrid,
    _ operation: Operation
  ) throws(OperationError) {
    let expected = grid.image.shape(rows: grid.rows, columns: grid.columns)
    guard ImageShape(upstream.shape) == ImageShape(expected) else {
      throw .upstreamShape(operation, expected: expected, given: upstream.shape)
    }
  }

  /// Where the largest pixel of each place stands; a NaN beats every number, so that it shows.
  static func winners(_ grid: WindowGrid, _ x: Tensor) -> [Int] {
    let image = grid.image
    let count = image.channels * grid.rows * grid.columns * image.cases
    return x.withElements { pixels in
      [Int](unsafeUninitializedCapacity: count) { winners, initialized in
        var target = 0
        for channel in 0..<image.channels {
          for row in 0..<grid.rows {
            let windowRows = grid.windowRows(at: row)
            for column in 0..<grid.columns {
              let windowColumns = grid.windowColumns(at: column)
              var isFirst = true
              for windowRow in windowRows {
                for windowColumn in windowColumns {
                  let start = image.position(
                    channel,
                    row * grid.stride - grid.padding + windowRow,
                    column * grid.stride - grid.padding + windowColumn
                  )
                  for index in 0..<image.cases {
                    let position = start + index
                    if isFirst {
                      winners[target + index] = position
                    } else {
                      let best = pixels[winners[target + index]]
                      if pixels[position] > best || (pixels[position].isNaN && !best.isNaN) {
                        winners[target + index] = position
                      }
                    }
                  }
                  isFirst = false
                }
              }
              target += image.cases
            }
          }
        }
        initialized = count
      }
    }
  }

  private static func average(_ grid: WindowGrid, _ x: Tensor) -> Tensor {
    let count = Double(grid.windowRows * grid.windowColumns)
    return x.withElements { pixels in
      Tensor(shape: grid.image.shape(rows: grid.rows, columns: grid.columns)) { target in
        target.initialize(repeating: 0)
        forEachPixel(grid) { place, pixel in target[place] += pixels[pixel] }
        for index in target.indices { target[index] /= count }
      }
    }
  }

  private static func averageGradient(_ grid: WindowGrid, _ upstream: Tensor) -> Tensor {
    let (image, count) = (grid.image, Double(grid.windowRows * grid.windowColumns))
    return upstream.withElements { gradients in
      Tensor(shape: image.shape(rows: image.rows, columns: image.columns)) { target in
        target.initialize(repeating: 0)
        forEachPixel(grid) { place, pixel in target[pixel] += gradients[place] / count }
      }
    }
  }

  /// Calls for each place with each pixel of its window, case by case.
  @inline(__always)
  private static func forEachPixel(_ grid: WindowGrid, _ body: (Int, Int) -> Void) {
    let image = grid.image
    var target = 0
    for channel in 0..<image.channels {
      for row in 0..<grid.rows {
        for column in 0..<grid.columns {
          for windowRow in 0..<grid.windowRows {
            for windowColumn in 0..<grid.windowColumns {
              let start = image.position(
                channel,
                row * grid.stride + windowRow,
                column * grid.stride + windowColumn
              )
              for index in 0..<image.cases { body(target + index, start + index) }
            }
          }
          target += image.cases
        }
      }
    }
  }
}
