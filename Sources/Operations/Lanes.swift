import Tensors

/// The lines of elements that a reduction or a softmax runs along.
struct Lanes {
  /// How many lines there are.
  let count: Int
  /// How many elements each line has.
  let length: Int
  private let startStep: Int
  private let stride: Int
  /// The shape of one number per line.
  let reducedShape: Shape

  /// The lines of a tensor in a direction; nil for a single direction of a rank above 2.
  init?(_ shape: Shape, _ dimension: ReductionDimension) {
    switch dimension {
    case .all:
      (count, length, startStep, stride) = (1, shape.count, 0, 1)
      reducedShape = .scalar
    case .rows where shape.rank <= 2:
      (count, length, startStep, stride) = (shape.columns, shape.rows, 1, shape.columns)
      reducedShape = shape.rank == 0 ? .scalar : Shape(rows: 1, columns: shape.columns)
    case .columns where shape.rank <= 2:
      (count, length, startStep, stride) = (shape.rows, shape.columns, shape.columns, 1)
      reducedShape = shape.rank == 0 ? .scalar : Shape(rows: shape.rows, columns: 1)
    default:
      return nil
    }
  }

  /// The position of an element of a line in row-major order.
  @inline(__always)
  func position(_ line: Int, _ element: Int) -> Int {
    line * startStep + element * stride
  }

  /// The elements of a line.
  func elements(_ line: Int, of tensor: Tensor) -> [Double] {
    let all = tensor.elements
    return (0..<length).map { all[position(line, $0)] }
  }
}
