/// The shapes of a convolution of one image: filters that move over it, not flipped.
///
/// Images are channels × rows × columns, filters out × channels × size × size, the result out ×
/// places, where a place is a row and a column of the result.
package struct Convolution: Hashable, Sendable, BitwiseCopyable {
  /// The channels of the image.
  package let channels: Int
  /// The rows of the image.
  package let rows: Int
  /// The columns of the image.
  package let columns: Int
  /// The filters, and the channels of the result.
  package let filters: Int
  /// The rows and the columns of a filter.
  package let size: Int
  /// How far a filter moves.
  package let stride: Int
  /// The zeros on every side of the image.
  package let padding: Int

  /// States a convolution; the filter must fit into the padded image.
  package init(
    channels: Int,
    rows: Int,
    columns: Int,
    filters: Int,
    size: Int,
    stride: Int = 1,
    padding: Int = 0
  ) {
    precondition(
      size <= rows + 2 * padding && size <= columns + 2 * padding && size > 0 && stride > 0,
      "A filter fits into the padded image."
    )
    (self.channels, self.rows, self.columns) = (channels, rows, columns)
    (self.filters, self.size, self.stride, self.padding) = (filters, size, stride, padding)
  }

  /// The rows of the result.
  package var resultRows: Int { (paddedRows - size) / stride + 1 }
  /// The columns of the result.
  package var resultColumns: Int { (paddedColumns - size) / stride + 1 }
  /// The numbers of the result for a filter.
  package var places: Int { resultRows * resultColumns }
  /// The numbers that a filter sees at once.
  package var patch: Int { channels * size * size }

  var paddedRows: Int { rows + 2 * padding }
  var paddedColumns: Int { columns + 2 * padding }
  var paddedCount: Int { channels * paddedRows * paddedColumns }

  /// The rows of the result whose patches are laid out at once: as many as the nearest cache takes.
  var blockRows: Int {
    Swift.max(1, Swift.min(resultRows, Self.blockCount / (patch * resultColumns)))
  }

  private static let blockCount = 4096
}

// Each takes one image. Patches are laid out for some rows of places at a time, never for all.
extension Kernels {
  /// result ← conv(image, filters) + biases.
  package func convolve(
    _ image: UnsafePointer<Double>,
    filters: UnsafePointer<Double>,
    biases: UnsafePointer<Double>,
    _ shape: Convolution,
    into result: UnsafeMutablePointer<Double>,
    precision: Precision = .float64,
    workspace: Workspace
  ) {
    let padded = pad(image, shape, workspace)
    for filter in 0..<shape.filters {
      (result + filter * shape.places).update(repeating: biases[filter], count: shape.places)
    }
    forEachBlock(shape) { firstRow, rows in
      let (patches, stride) = gather(padded, shape, firstRow, rows, workspace)
      multiply(
        MatrixOperand(filters, stride: shape.patch),
        MatrixOperand(patches, stride: stride),
        rows: shape.filters,
        inner: shape.patch,
        columns: rows * shape.resultColumns,
        keep: 1,
        into: result + firstRow * shape.resultColumns,
        stride: shape.places,
        part: 0..<shape.filters,
        precision: precision,
        workspace: workspace
      )
    }
  }

  /// target ← keep · target + the derivative by the filters, patch × filters: transposed.
  ///
  /// `delta` is the derivative by the result, filters × places; `keep` is 0 or 1. The derivative by
  /// the biases is added up likewise.
  package func convolutionFilterGradient(
    _ image: UnsafePointer<Double>,
    delta: UnsafePointer<Double>,
    _ shape: Convolution,
    keep: Double,
    into target: UnsafeMutablePointer<Double>,
    biases: UnsafeMutablePointer<Double>,
    precision: Precision = .float64,
    workspace: Workspace
  ) {
    for filter in 0..<shape.filters {
      let sum = Self.sum(delta + filter * shape.places, shape.places)
      biases[filter] = keep == 0 ? sum : biases[filter] + sum
    }
    let padded = pad(image, shape, workspace)
    forEachBlock(shape) { firstRow, rows in
      let (patches, stride) = gather(padded, shape, firstRow, rows, workspace)
      multiply(
        MatrixOperand(patches, stride: stride),
        MatrixOperand(
          delta + firstRow * shape.resultColumns,
          stride: shape.places,
          isTransposed: true
        ),
        rows: shape.patch,
        inner: rows * shape.resultColumns,
        columns: shape.filters,
        keep: firstRow == 0 ? keep : 1,
        into: target,
        stride: shape.filters,
        part: 0..<shape.patch,
        precision: precision,
        workspace: workspace
      )
    }
  }

  /// target ← the derivative by the image, in its shape.
  package func convolutionImageGradient(
    _ delta: UnsafePointer<Double>,
    filters: UnsafePointer<Double>,
    _ shape: Convolution,
    into target: UnsafeMutablePointer<Double>,
    precision: Precision = .float64,
    workspace: Workspace
  ) {
    let padded = shape.padding == 0 ? target : workspace.image(shape.paddedCount)
    padded.update(repeating: 0, count: shape.paddedCount)
    forEachBlock(shape) { firstRow, rows in
      let columns = rows * shape.resultColumns
      let stride = Self.patchStride(columns)
      let patches = workspace.patches(shape.patch * stride)
      multiply(
        MatrixOperand(filters, stride: shape.patch, isTransposed: true),
        MatrixOperand(delta + firstRow * shape.resultColumns, stride: shape.places),
        rows: shape.patch,
        inner: shape.filters,
        columns: columns,
        into: patches,
        stride: stride,
        part: 0..<shape.patch,
        precision: precision,
        workspace: workspace
      )
      layers.scatterPatches(
        patches,
        stride,
        shape.channels,
        shape.paddedRows * shape.paddedColumns,
        shape.paddedColumns,
        shape.size,
        shape.stride,
        firstRow,
        rows,
        shape.resultColumns,
        padded
      )
    }
    if shape.padding == 0 { return }
    for row in 0..<shape.channels * shape.rows {
      let (channel, line) = row.quotientAndRemainder(dividingBy: shape.rows)
      let start = channel * shape.paddedRows + line + shape.padding
      (target + row * shape.columns).update(
        from: padded + start * shape.paddedColumns + shape.padding,
        count: shape.columns
      )
    }
  }

  /// The sum of numbers, in an order that their count alone decides.
  private static func sum(_ numbers: UnsafePointer<Double>, _ count: Int) -> Double {
    var (first, second) = (SIMD8<Double>(repeating: 0), SIMD8<Double>(repeating: 0))
    let whole = count & ~15
    for start in Swift.stride(from: 0, to: whole, by: 16) {
      let place = UnsafeRawPointer(numbers + start)
      first += place.loadUnaligned(as: SIMD8<Double>.self)
      second += place.loadUnaligned(fromByteOffset: 64, as: SIMD8<Double>.self)
    }
    var sum = (first + second).sum()
    for index in whole..<count { sum += numbers[index] }
    return sum
  }

  private func forEachBlock(_ shape: Convolution, _ body: (_ firstRow: Int, _ rows: Int) -> Void) {
    let height = shape.blockRows
    for firstRow in stride(from: 0, to: shape.resultRows, by: height) {
      body(firstRow, Swift.min(height, shape.resultRows - firstRow))
    }
  }

  /// The image with its border of zeros; the image itself where it has none.
  private func pad(
    _ image: UnsafePointer<Double>,
    _ shape: Convolution,
    _ workspace: Workspace
  ) -> UnsafePointer<Double> {
    if shape.padding == 0 { return image }
    let padded = workspace.image(shape.paddedCount)
    padded.update(repeating: 0, count: shape.paddedCount)
    for row in 0..<shape.channels * shape.rows {
      let (channel, line) = row.quotientAndRemainder(dividingBy: shape.rows)
      let start = channel * shape.paddedRows + line + shape.padding
      (padded + start * shape.paddedColumns + shape.padding).update(
        from: image + row * shape.columns,
        count: shape.columns
      )
    }
    return UnsafePointer(padded)
  }

  /// The patches of some rows of places, and the numbers from one row of them to the next.
  private func gather(
    _ padded: UnsafePointer<Double>,
    _ shape: Convolution,
    _ firstRow: Int,
    _ rows: Int,
    _ workspace: Workspace
  ) -> (UnsafePointer<Double>, stride: Int) {
    let stride = Self.patchStride(rows * shape.resultColumns)
    let patches = workspace.patches(shape.patch * stride)
    layers.gatherPatches(
      padded,
      shape.channels,
      shape.paddedRows * shape.paddedColumns,
      shape.paddedColumns,
      shape.size,
      shape.stride,
      firstRow,
      rows,
      shape.resultColumns,
      patches,
      stride
    )
    return (UnsafePointer(patches), stride)
  }

  /// Whole lines of the cache, an odd number of them: even ones would fall into the same places.
  private static func patchStride(_ columns: Int) -> Int { ((columns + 7) / 8 | 1) * 8 }
}
