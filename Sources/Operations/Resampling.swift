import Tensors

/// A linear map of an image's pixels, with which training cases are varied.
///
/// galway, "Methods to Avoid Overfitting: Dataset Augmentation".
package enum Resampling: Hashable, Sendable {
  /// Columns in reverse order, left for right; rows where `alongRows` is true, top for bottom.
  case flip(alongRows: Bool)
  /// Every pixel moved so far down and to the right; zeros come in.
  case shift(down: Int, right: Int)
  /// Turned about the centre, counter-clockwise, in degrees; zeros outside.
  case rotate(degrees: Double)
  /// A part, from a row and a column counted from 1.
  case crop(top: Int, left: Int, rows: Int, columns: Int)
  /// So many rows and columns of zeros on each side.
  case pad(Int)

  /// The name in the notation.
  package var name: String {
    switch self {
    case .flip: "flip"
    case .shift: "shift"
    case .rotate: "rotate"
    case .crop: "crop"
    case .pad: "pad"
    }
  }
}

/// Resampling forward, and backward by the transposed map.
///
/// Each pixel of the result is a weighted sum of at most four of the image, yᵢ = Σₖ wᵢₖ xₖ, so
/// that ∂J/∂xₖ = Σᵢ wᵢₖ ∂J/∂yᵢ.
enum Resamplings {
  static func forward(_ kind: Resampling, _ x: Tensor) throws(OperationError) -> Tensor {
    let map = try ResamplingMap(kind, x)
    let (image, plane) = (map.image, map.rows * map.columns)
    return x.withElements { pixels in
      Tensor(shape: image.shape(rows: map.rows, columns: map.columns)) { target in
        target.initialize(repeating: 0)
        map.forEachTap { place, row, column, weight in
          for channel in 0..<image.channels {
            let from = image.position(channel, row, column)
            let to = (channel * plane + place) * image.cases
            for index in 0..<image.cases { target[to + index] += weight * pixels[from + index] }
          }
        }
      }
    }
  }

  static func backward(
    _ kind: Resampling,
    _ upstream: Tensor,
    _ x: Tensor
  ) throws(OperationError) -> Tensor {
    let map = try ResamplingMap(kind, x)
    let (image, plane) = (map.image, map.rows * map.columns)
    return upstream.withElements { gradients in
      Tensor(shape: x.shape) { target in
        target.initialize(repeating: 0)
        map.forEachTap { place, row, column, weight in
          for channel in 0..<image.channels {
            let to = image.position(channel, row, column)
            let from = (channel * plane + place) * image.cases
            for index in 0..<image.cases { target[to + index] += weight * gradients[from + index] }
          }
        }
      }
    }
  }
}

/// Which pixels of an image each pixel of the result is made of.
struct ResamplingMap {
  let kind: Resampling
  let image: ImageShape
  /// The result's rows.
  let rows: Int
  /// The result's columns.
  let columns: Int

  /// The map of an array's images.
  init(_ kind: Resampling, _ x: Tensor) throws(OperationError) {
    let operation = Operation.resample(kind)
    let image = try ImageShape(x, of: operation)
    (self.kind, self.image) = (kind, image)
    switch kind {
    case .flip, .shift: (rows, columns) = (image.rows, image.columns)
    case .rotate(let degrees):
      guard degrees.isFinite else { throw .angle(degrees) }
      (rows, columns) = (image.rows, image.columns)
    case .crop(let top, let left, let rows, let columns):
      // Compared without adding, which could overflow.
      guard rows > 0, columns > 0, top > 0, left > 0, rows <= image.rows, columns <= image.columns,
        top - 1 <= image.rows - rows, left - 1 <= image.columns - columns
      else { throw .cropOutside(kind, Shape([image.rows, image.columns])) }
      (self.rows, self.columns) = (rows, columns)
    case .pad(let padding):
      guard (0...WindowGrid.largestPadding).contains(padding) else {
        throw .windowPadding(operation, padding)
      }
      (rows, columns) = (image.rows + 2 * padding, image.columns + 2 * padding)
    }
  }

  /// Calls for each pixel of the result, row by row, with each pixel it is made of.
  func forEachTap(
    _ body: (_ place: Int, _ row: Int, _ column: Int, _ weight: Double) -> Void
  ) {
    switch kind {
    case .flip(let alongRows):
      forEachPlace { place, row, column in
        body(
          place,
          alongRows ? image.rows - 1 - row : row,
          alongRows ? column : image.columns - 1 - column,
          1
        )
      }
    case .shift(let down, let right):
      // A shift beyond the image leaves nothing; the bounds keep the differences small.
      guard down.magnitude < image.rows, right.magnitude < image.columns else { return }
      forEachMoved(down, right, body)
    case .crop(let top, let left, _, _): forEachMoved(1 - top, 1 - left, body)
    case .pad(let padding): forEachMoved(padding, padding, body)
    case .rotate(let degrees): forEachTurned(degrees, body)
    }
  }

  private func forEachPlace(_ body: (_ place: Int, _ row: Int, _ column: Int) -> Void) {
    for row in 0..<rows { for column in 0..<columns { body(row * columns + column, row, column) } }
  }

  private func forEachMoved(_ down: Int, _ right: Int, _ body: (Int, Int, Int, Double) -> Void) {
    forEachPlace { place, row, column in
      let (from, at) = (row - down, column - right)
      if from >= 0, from < image.rows, at >= 0, at < image.columns { body(place, from, at, 1) }
    }
  }

  /// What comes to (x, y) from the centre stood at (x cos θ + y sin θ, y cos θ − x sin θ), x to
  /// the right and y upwards; between pixels the four around it count by their nearness.
  private func forEachTurned(_ degrees: Double, _ body: (Int, Int, Int, Double) -> Void) {
    let (cosine, sine) = Self.direction(degrees)
    let (middleRow, middleColumn) = (Double(rows - 1) / 2, Double(columns - 1) / 2)
    forEachPlace { place, row, column in
      let (x, y) = (Double(column) - middleColumn, middleRow - Double(row))
      let from = middleRow - (y * cosine - x * sine)
      let at = middleColumn + (x * cosine + y * sine)
      let (top, left) = (from.rounded(.down), at.rounded(.down))
      for (line, lineWeight) in [(top, 1 - (from - top)), (top + 1, from - top)] {
        for (pixel, pixelWeight) in [(left, 1 - (at - left)), (left + 1, at - left)] {
          let weight = lineWeight * pixelWeight
          guard weight > 0, line >= 0, line < Double(rows), pixel >= 0, pixel < Double(columns)
          else { continue }
          body(place, Int(line), Int(pixel), weight)
        }
      }
    }
  }

  /// cos θ and sin θ, exact for quarter turns.
  private static func direction(_ degrees: Double) -> (cosine: Double, sine: Double) {
    let turn = degrees.remainder(dividingBy: 360)
    switch turn {
    case 0: return (1, 0)
    case 90: return (0, 1)
    case -90: return (0, -1)
    case 180, -180: return (-1, 0)
    default:
      let radians = turn * .pi / 180
      return (ElementaryFunction.cosineOf(radians), ElementaryFunction.sineOf(radians))
    }
  }
}
