/// A matrix that a product reads where it lies: rows one after another, or transposed.
package struct MatrixOperand {
  /// The first element.
  package let elements: UnsafePointer<Double>
  /// The elements from one stored row to the next.
  package let stride: Int
  /// Whether the product takes the transpose of what is stored.
  package let isTransposed: Bool

  /// Makes an operand.
  package init(_ elements: UnsafePointer<Double>, stride: Int, isTransposed: Bool = false) {
    self.elements = elements
    self.stride = stride
    self.isTransposed = isTransposed
  }

  /// The elements from one row of the product's operand to the next.
  var rowStride: Int { isTransposed ? 1 : stride }
  /// The elements from one column of the product's operand to the next.
  var columnStride: Int { isTransposed ? stride : 1 }
}

extension Kernels {
  /// C ← β C + α A B, where A is rows×inner, B inner×columns; C is stored row by row.
  ///
  /// With β = 0 what C holds is not read. `part` are the rows of C to compute, `columnPart` the
  /// columns, all without it: the parts of several threads make up the same result, bit for bit.
  /// The smallest products are computed in float64 whatever the precision.
  package func multiply(
    _ left: MatrixOperand,
    _ right: MatrixOperand,
    rows: Int,
    inner: Int,
    columns: Int,
    scale alpha: Double = 1,
    keep beta: Double = 0,
    into target: UnsafeMutablePointer<Double>,
    stride: Int,
    part: Range<Int>,
    columnPart: Range<Int>? = nil,
    precision: Precision = .float64,
    workspace: Workspace
  ) {
    let span = columnPart ?? 0..<columns
    guard !part.isEmpty, !span.isEmpty else { return }
    let kernels =
      switch columns {
      case ...4: table.narrow
      case 9...12: table.thin
      default: table.wide
      }
    let c = target + part.lowerBound * stride + span.lowerBound
    let a = left.elements + part.lowerBound * left.rowStride
    let b = right.elements + span.lowerBound * right.columnStride
    if inner == 0 || rows * inner * columns <= Self.smallProduct {
      kernels.multiplySmall(
        part.count,
        span.count,
        inner,
        a,
        left.rowStride,
        left.columnStride,
        b,
        right.rowStride,
        right.columnStride,
        alpha,
        beta,
        c,
        stride
      )
      return
    }
    if precision == .float32 {
      let product = SingleProduct(
        kernels: single,
        left: MatrixOperand(a, stride: left.stride, isTransposed: left.isTransposed),
        right: MatrixOperand(b, stride: right.stride, isTransposed: right.isTransposed),
        inner: inner,
        stride: stride,
        workspace: workspace
      )
      product.compute(rows: part.count, columns: span.count, alpha: alpha, beta: beta, into: c)
      return
    }
    let product = BlockedProduct(
      kernels: kernels,
      left: MatrixOperand(a, stride: left.stride, isTransposed: left.isTransposed),
      right: MatrixOperand(b, stride: right.stride, isTransposed: right.isTransposed),
      inner: inner,
      packsLeft: columns > Self.fewColumns,
      packsRight: right.isTransposed || rows > Self.fewRows,
      stride: stride,
      workspace: workspace
    )
    product.compute(rows: part.count, columns: span.count, alpha: alpha, beta: beta, into: c)
  }

  /// The part of a product that a member of a team computes, for `part` and `columnPart`.
  ///
  /// The longer side is divided: what belongs to the other one is packed by every member.
  package func share(
    of member: ThreadTeam.Member,
    rows: Int,
    columns: Int
  ) -> (rows: Range<Int>, columns: Range<Int>) {
    rows >= columns
      ? (member.share(of: rows, grain: table.wide.tileRows), 0..<columns)
      : (0..<rows, member.share(of: columns, grain: table.wide.tileColumns))
  }

  // Found by measuring. They are compared with the whole product, never with a part of it.
  private static let smallProduct = 96
  private static let fewColumns = 64
  private static let fewRows = 64
}

/// A product in blocks that fit the caches.
///
/// Source: Goto and van de Geijn, Anatomy of high-performance matrix multiplication, 2008.
private struct BlockedProduct {
  let kernels: ProductKernels
  let left: MatrixOperand
  let right: MatrixOperand
  let inner: Int
  let packsLeft: Bool
  let packsRight: Bool
  let stride: Int
  let workspace: Workspace

  /// The rows of A packed at once: with `deepest` columns, half of a cache of the second level.
  private static let blockRows = 144
  /// The steps of k summed in registers before C is touched; equal for all instruction sets.
  private static let deepest = 512

  func compute(
    rows: Int,
    columns: Int,
    alpha: Double,
    beta: Double,
    into c: UnsafeMutablePointer<Double>
  ) {
    workspace.scales[0] = alpha
    let blocks = (inner + Self.deepest - 1) / Self.deepest
    let deep = (inner + blocks - 1) / blocks
    var start = 0
    while start < inner {
      let depth = min(deep, inner - start)
      workspace.scales[1] = start == 0 ? beta : 1
      var row = 0
      while row < rows {
        let height = min(Self.blockRows, rows - row)
        multiplyBlock(
          row: row,
          height: height,
          start: start,
          depth: depth,
          columns: columns,
          keepsPanels: rows > height,
          into: c + row * stride
        )
        row += height
      }
      start += depth
    }
  }

  /// Adds `depth` steps of k to a block of rows of C.
  ///
  /// `keepsPanels` tells whether other blocks use the same parts of B: then all are kept packed.
  private func multiplyBlock(
    row: Int,
    height: Int,
    start: Int,
    depth: Int,
    columns: Int,
    keepsPanels: Bool,
    into c: UnsafeMutablePointer<Double>
  ) {
    var a = left.elements + row * left.rowStride + start * left.columnStride
    var (rowStride, step) = (left.rowStride, left.columnStride)
    if packsLeft {
      a = packedLeft(a, height: height, depth: depth)
      (rowStride, step) = (1, kernels.tileRows)
    }
    let width = kernels.tileColumns
    let panels = keepsPanels ? (columns + width - 1) / width : 1
    let memory = workspace.right(panels * width * depth)
    var column = 0
    while column < columns {
      let count = min(width, columns - column)
      let filled = (count + kernels.lanes - 1) / kernels.lanes * kernels.lanes
      var b = right.elements + start * right.rowStride + column * right.columnStride
      var bStep = right.rowStride
      // A vector may not read beyond the end of a row.
      if packsRight || filled != count {
        let panel = keepsPanels ? memory + column * depth : memory
        // Packed with the first rows, when it is used first, and there for the others.
        if row == 0 {
          kernels.pack(b, right.columnStride, right.rowStride, count, filled, depth, panel)
        }
        (b, bStep) = (UnsafePointer(panel), filled)
      }
      let groupRows = count > 2 * kernels.lanes ? kernels.lowTileRows : kernels.tileRows
      kernels.multiplyPanel(
        height,
        count,
        depth,
        a,
        packsLeft ? groupRows * depth : groupRows * rowStride,
        rowStride,
        step,
        b,
        bStep,
        workspace.scales,
        c + column,
        stride
      )
      column += count
    }
  }

  /// A's rows in groups as high as a tile, each group's columns one after another.
  ///
  /// Products that pack A have panels with tiles of one height only.
  private func packedLeft(
    _ a: UnsafePointer<Double>,
    height: Int,
    depth: Int
  ) -> UnsafePointer<Double> {
    let tile = kernels.tileRows
    let memory = workspace.left((height + tile - 1) / tile * tile * depth)
    var row = 0
    while row < height {
      kernels.pack(
        a + row * left.rowStride,
        left.rowStride,
        left.columnStride,
        min(tile, height - row),
        tile,
        depth,
        memory + row * depth
      )
      row += tile
    }
    return UnsafePointer(memory)
  }
}
