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

  /// The upstream at the places that were read, 0 elsewhere; what was read twice gets both.
  ///
  /// With vₖ = x_{p(k)}: ∂J/∂xᵢ = Σ over the k with p(k) = i of ∂J/∂vₖ.
  static func backward(
    _ indices: [SliceIndex],
    _ upstream: Tensor,
    _ x: Tensor
  ) throws(OperationError) -> Tensor {
    let part = try Part(indices, x.shape)
    var elements = [Double](repeating: 0, count: x.count)
    let gradients = upstream.elements
    for (index, position) in part.positions.enumerated() { elements[position] += gradients[index] }
    return Tensor(shape: x.shape, elements: elements)
  }

  /// To the array: the upstream with the replaced places 0; to the new part: those places.
  ///
  /// Of several elements put in one place only the last is left, so it alone has a derivative.
  static func replaceBackward(
    _ indices: [SliceIndex],
    _ upstream: Tensor,
    _ x: Tensor,
    _ new: Tensor
  ) throws(OperationError) -> [Tensor?] {
    let part = try Part(indices, x.shape)
    var elements = upstream.elements
    var taken = [Double](repeating: 0, count: part.positions.count)
    for (index, position) in part.positions.enumerated().reversed() {
      taken[index] = elements[position]
      elements[position] = 0
    }
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
      case .several(let list):
        allNumbers = false
        if let outside = list.first(where: { $0 < 0 || $0 >= extent }) {
          let named = extents.count == whole.rank ? dimension + 1 : 0
          throw .indexOutside(index: outside + 1, dimension: named, whole)
        }
        positions = positions.flatMap { start in list.map { start * extent + $0 } }
        kept.append(list.count)
      }
    }
    self.positions = positions
    single = allNumbers ? positions[0] : nil
    if allNumbers {
      shape = .scalar
    } else if whole.rank == 0 {
      // A whole scalar stays one; several elements of it are a row.
      shape = positions.count == 1 ? .scalar : Shape(rows: 1, columns: positions.count)
    } else if whole.rank > 2 {
      // A position by itself takes its dimension away; what is left of one dimension is a column.
      let left = zip(indices, kept).filter { if case .at = $0.0 { false } else { true } }.map(\.1)
      shape = left.count == 1 ? Shape(rows: left[0], columns: 1) : Shape(left)
    } else if indices.count == whole.rank {
      shape = Shape(kept)
    } else {
      // A vector keeps its direction.
      shape =
        whole.columns == 1
        ? Shape(rows: kept[0], columns: 1) : Shape(rows: 1, columns: kept[0])
    }
  }
}
