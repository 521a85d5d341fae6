package import Tensors

/// The places at which a window stands while it moves over an image with zeros around it.
///
/// Of an image of J rows with a padding of P, a window of M rows takes ⌊(J + 2P − M)/S⌋ + 1 places
/// at a stride of S; likewise for the columns.
package struct WindowGrid: Hashable, Sendable {
  /// The image.
  package let image: ImageShape
  /// The window's rows.
  package let windowRows: Int
  /// The window's columns.
  package let windowColumns: Int
  /// The pixels from one place to the next.
  package let stride: Int
  /// The rows and columns of zeros on each side.
  package let padding: Int
  /// The places one below the other.
  package let rows: Int
  /// The places side by side.
  package let columns: Int

  /// The largest padding and extent that are looked at; beyond them nothing could be held anyway.
  static let largestPadding = 1 << 20
  static let largestExtent = 1 << 40

  init(
    _ operation: Operation,
    _ image: ImageShape,
    rows windowRows: Int,
    columns windowColumns: Int,
    stride: Int,
    padding: Int
  ) throws(OperationError) {
    // The stride of pooling is the size where none is given: a wrong size is told first.
    guard windowRows > 0, windowColumns > 0 else {
      throw .windowSize(operation, min(windowRows, windowColumns))
    }
    guard stride > 0 else { throw .windowStride(operation, stride) }
    guard (0...Self.largestPadding).contains(padding) else {
      throw .windowPadding(operation, padding)
    }
    guard image.rows <= Self.largestExtent, image.columns <= Self.largestExtent else {
      throw .imageSize(operation, rows: image.rows, columns: image.columns)
    }
    let (high, wide) = (image.rows + 2 * padding, image.columns + 2 * padding)
    guard windowRows <= high, windowColumns <= wide else {
      throw .windowTooLarge(
        operation,
        rows: windowRows,
        columns: windowColumns,
        image,
        padding: padding
      )
    }
    // A stride beyond the image leads nowhere else than one as large as it; sums stay small.
    let stride = min(stride, 2 * Self.largestExtent)
    (self.image, self.stride, self.padding) = (image, stride, padding)
    (self.windowRows, self.windowColumns) = (windowRows, windowColumns)
    rows = (high - windowRows) / stride + 1
    columns = (wide - windowColumns) / stride + 1
  }

  /// The places of a pooling window on an array's images.
  package init(
    _ operation: Operation,
    _ window: PoolingWindow,
    _ x: Tensor
  ) throws(OperationError) {
    self = try Pooling.grid(operation, window, x)
  }

  /// The rows of the window that lie on the image where the window stands at a row of places.
  func windowRows(at row: Int) -> Range<Int> {
    Self.inside(windowRows, from: row * stride - padding, of: image.rows)
  }

  /// The columns of the window that lie on the image at a column of places.
  func windowColumns(at column: Int) -> Range<Int> {
    Self.inside(windowColumns, from: column * stride - padding, of: image.columns)
  }

  /// The places, in one direction, at which a position of the window lies on the image.
  static func places(
    _ count: Int,
    offset: Int,
    stride: Int,
    padding: Int,
    extent: Int
  ) -> Range<Int> {
    // 0 ≤ place · S + offset − P < extent.
    let shift = offset - padding
    let first = shift >= 0 ? 0 : (-shift + stride - 1) / stride
    let end = extent - shift <= 0 ? 0 : (extent - shift + stride - 1) / stride
    let last = min(count, end)
    return first < last ? first..<last : 0..<0
  }

  private static func inside(_ window: Int, from start: Int, of extent: Int) -> Range<Int> {
    let first = max(0, -start)
    let end = min(window, extent - start)
    return first < end ? first..<end : 0..<0
  }
}
