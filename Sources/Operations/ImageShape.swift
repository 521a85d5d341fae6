package import Tensors

/// One image or many: channels × rows × columns × cases, the cases last.
///
/// A matrix is an image of one channel, an array of rank 3 an image of several; of rank 4 it holds
/// many images. A scalar counts as a 1×1 matrix.
package struct ImageShape: Hashable, Sendable {
  /// The channels of each image.
  package let channels: Int
  /// The rows of each channel.
  package let rows: Int
  /// The columns of each channel.
  package let columns: Int
  /// How many images there are.
  package let cases: Int
  /// The rank of the array: 2, 3 or 4; 2 for a scalar.
  package let rank: Int

  /// The image of an array; nil for another rank, or where a channel has no pixels.
  package init?(_ shape: Shape) {
    let extents = shape.dimensions
    switch extents.count {
    case 0: (channels, rows, columns, cases) = (1, 1, 1, 1)
    case 2: (channels, rows, columns, cases) = (1, extents[0], extents[1], 1)
    case 3: (channels, rows, columns, cases) = (extents[0], extents[1], extents[2], 1)
    case 4: (channels, rows, columns, cases) = (extents[0], extents[1], extents[2], extents[3])
    default: return nil
    }
    rank = max(extents.count, 2)
    guard channels > 0, rows > 0, columns > 0 else { return nil }
  }

  /// The image of an operand.
  init(_ operand: Tensor, of operation: Operation) throws(OperationError) {
    guard let image = ImageShape(operand.shape) else {
      throw .needsImage(operation, operand.shape)
    }
    self = image
  }

  /// The shape of an array of a rank for images of other extents.
  static func shape(
    rank: Int,
    channels: Int,
    rows: Int,
    columns: Int,
    cases: Int
  ) -> Shape {
    switch rank {
    case 2: Shape([rows, columns])
    case 3: Shape([channels, rows, columns])
    default: Shape([channels, rows, columns, cases])
    }
  }

  /// The shape of as many images of the same rank and channels with other rows and columns.
  func shape(rows: Int, columns: Int) -> Shape {
    Self.shape(rank: rank, channels: channels, rows: rows, columns: columns, cases: cases)
  }

  /// Where the first case of a pixel stands in row-major order; the other cases follow.
  @inline(__always)
  func position(_ channel: Int, _ row: Int, _ column: Int) -> Int {
    ((channel * rows + row) * columns + column) * cases
  }

  /// Which pixel stands at a position, with words: `channel 1, row 2, column 3, case 1`.
  func place(_ position: Int) -> String {
    let (pixel, index) = (position / max(cases, 1), position % max(cases, 1))
    let (line, column) = (pixel / columns, pixel % columns)
    var words: [String] = []
    if rank > 2 { words.append("channel \(line / rows + 1)") }
    words += ["row \(line % rows + 1)", "column \(column + 1)"]
    if rank > 3 { words.append("case \(index + 1)") }
    return words.joined(separator: ", ")
  }
}
