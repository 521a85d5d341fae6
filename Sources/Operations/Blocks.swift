import Tensors

/// Matrices put together from blocks, arrays stacked to a higher rank; forward and backward.
enum Blocks {
  /// The matrix of rows of blocks; scalars are 1×1 blocks.
  static func assemble(
    _ blocksPerRow: [Int],
    _ blocks: [Tensor]
  ) throws(OperationError) -> Tensor {
    let operation = Operation.assemble(blocksPerRow)
    guard blocksPerRow.reduce(0, +) == blocks.count else {
      throw .operandCount(operation, given: blocks.count)
    }
    for block in blocks where block.shape.rank > 2 { throw .needsMatrix(operation, block.shape) }
    var elements: [Double] = []
    var (height, width) = (0, nil as Int?)
    var next = 0
    for count in blocksPerRow where count > 0 {
      let row = blocks[next..<next + count]
      next += count
      guard let first = row.first else { continue }
      for block in row where block.rows != first.rows {
        throw .blockHeights(first.shape, block.shape)
      }
      let rowWidth = row.reduce(0) { $0 + $1.columns }
      if let width, width != rowWidth {
        throw .blockWidths(
          Shape(rows: height, columns: width),
          Shape(rows: first.rows, columns: rowWidth)
        )
      }
      width = rowWidth
      for line in 0..<first.rows {
        for block in row {
          let (values, columns) = (block.elements, block.columns)
          elements += values[line * columns..<(line + 1) * columns]
        }
      }
      height += first.rows
    }
    return Tensor(shape: Shape(rows: height, columns: width ?? 0), elements: elements)
  }

  /// The part of the upstream that lies where each block lay.
  static func assembleBackward(
    _ blocksPerRow: [Int],
    _ upstream: Tensor,
    _ blocks: [Tensor]
  ) -> [Tensor?] {
    let gradients = upstream.elements
    let width = upstream.columns
    var parts: [Tensor?] = []
    var top = 0
    for count in blocksPerRow where count > 0 {
      let row = blocks[parts.count..<parts.count + count]
      var left = 0
      for block in row {
        let (rows, columns) = (block.rows, block.columns)
        let elements = (0..<rows).flatMap { line in
          let start = (top + line) * width + left
          return gradients[start..<start + columns]
        }
        parts.append(Tensor(shape: block.shape, elements: elements))
        left += columns
      }
      top += row.first?.rows ?? 0
    }
    return parts
  }

  /// Arrays of one shape along a new first dimension.
  static func stack(_ layers: [Tensor]) throws(OperationError) -> Tensor {
    guard let first = layers.first else { throw .noElements(.stack) }
    for layer in layers where layer.shape != first.shape {
      throw .termShapes(.stack, first.shape, layer.shape)
    }
    return Tensor(
      shape: Shape([layers.count] + first.shape.dimensions),
      elements: layers.flatMap(\.elements)
    )
  }

  /// Each layer's part of the upstream.
  static func stackBackward(_ upstream: Tensor, _ layers: [Tensor]) -> [Tensor?] {
    let gradients = upstream.elements
    let count = layers.first?.count ?? 0
    return layers.indices.map { index in
      Tensor(
        shape: layers[index].shape,
        elements: Array(gradients[index * count..<(index + 1) * count])
      )
    }
  }
}
