import Tensors

/// Elements, rows, columns and cases of an array: reading, replacing, and their backward passes.
///
/// A vector (one row or one column) also takes a single index, `x_{2}`; a scalar is its own
/// first element.
enum Slices {
  /// The part that the indices take.
  static func forward(_ indices: [SliceIndex], _ x: Tensor) throws(OperationError) -> Tensor {
    let part = try Part(indices, x.shape)
    if let position = part.single { return Tensor(x.elements[position]) }
    let elements = x.elements
    return Tensor(shape: part.shape, elements: part.positions.map { elements[$0] })
  }

  /// The array with the part replaced.
  static func replace(
    _ indices: [SliceIndex],
    _ x: Tensor,
    _ new: Tensor
  ) throws(OperationError) -> Tensor {
    let part = try Part(indices, x.shape)
    guard new.shape == part.shape || (new.count == 1 && part.positions.count == 1) else {
      throw .partShape(part: part.shape, given: new.shape)
    }
    var elements = x.elements
    let replacements = new.elements
    for (index, position) in part.positions.enumerated() {
      elements[position] = replacements[index]
    }
    return Tensor(shape: x.shape, elements: elements)
  }

  /// The upstream at the places that were read, 0 elsewhere.
  static func backward(
    _ indices: [SliceIndex],
    _ upstream: Tensor,
    _ x: Tensor
  ) throws(OperationError) -> Tensor {
    let part = try Part(indices, x.shape)
    var elements = [Double](repeating: 0, count: x.count)
    let gradients = upstream.elements
    for (index, position) in part.positions.enumerated() { elements[position] = gradients[index] }
    return Tensor(shape: x.shape, elements: elements)
  }

  /// To the array: the upstream with the replaced places 0; to the new part: those places.
  static func replaceBackward(
    _ indices: [SliceIndex],
    _ upstream: Tensor,
    _ x: Tensor,
    _ new: Tensor
  ) throws(OperationError) -> [Tensor?] {
    let part = try Part(indices, x.shape)
    var elements = upstream.elements
    let taken = part.positions.map { elements[$0] }
    for position in part.positions { elements[position] = 0 }
    return [
      Tensor(shape: x.shape, elements: elements), Tensor(shape: new.shape, elements: taken),
    ]
  }
}

/// The positions, in row-major order, that indices take from a shape.
private struct Part {
  let shape: Shape
  let positions: [Int]
  /// The one position of an element, where every index is a number.
  let single: Int?

  init(_ indices: [SliceIndex], _ whole: Shape) throws(OperationError) {
    // The extents that the indices run over: a vector has one, a scalar as many as asked for.
    let extents: [Int]
    let isVector = whole.rank == 2 && (whole.rows == 1 || whole.columns == 1)
    if whole.rank == 0 {
      extents = indices.map { _ in 1 }
    } else if indices.count == 1, isVector {
      extents = [whole.count]
    } else if indices.count == whole.rank {
      extents = whole.dimensions
    } else if indices.count == 1, whole.rank == 2 {
      throw .oneIndexOnMatrix(whole)
    } else {
      throw .indexCount(given: indices.count, whole)
    }
    var positions = [0]
    var kept: [Int] = []
    var allNumbers = true
    for (dimension, (index, extent)) in zip(indices, extents).enumerated() {
      switch index {
      case .at(let position):
        guard position >= 0, position < extent else {
          let named = extents.count == whole.rank ? dimension + 1 : 0
          throw .indexOutside(index: position + 1, dimension: named, whole)
        }
        positions = positions.map { $0 * extent + position }
        kept.append(1)
      case .all:
        allNumbers = false
        positions = positions.flatMap { start in (0..<extent).map { start * extent + $0 } }
        kept.append(extent)
      }
    }
    self.positions = positions
    single = allNumbers ? positions[0] : nil
    // A whole vector keeps its direction; a whole scalar stays one.
    shape =
      allNumbers || whole.rank == 0
      ? .scalar : indices.count == whole.rank ? Shape(kept) : whole
  }
}
