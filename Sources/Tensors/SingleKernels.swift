import KernelsBaseline

#if arch(x86_64)
import KernelsAVX2
import KernelsAVX512
#endif

/// The numbers that products are computed with.
package enum Precision: String, Hashable, Sendable, CaseIterable {
  /// 53 bits.
  case float64
  /// 24 bits: operands are rounded to them, and sums; the result is float64 again.
  case float32
}

/// The functions that a product with float32 is put together from.
struct SingleKernels: Sendable {
  /// The elements of one vector.
  var lanes: Int
  /// The rows of a tile.
  var tileRows: Int
  /// The columns of a panel.
  var tileColumns: Int
  var pack: @convention(c) (Source, Int, Int, Int, Int, Int, UnsafeMutablePointer<Float>) -> Void
  var multiplyPanel:
    @convention(c) (
      Int, Int, Int, UnsafePointer<Float>, UnsafePointer<Float>, Double, Double,
      UnsafeMutablePointer<Float>, Target, Int
    ) -> Void
}

extension SingleKernels {
  static let baseline = SingleKernels(
    lanes: KernelsBaseline.singleLanes,
    tileRows: KernelsBaseline.singleTileRows,
    tileColumns: KernelsBaseline.singleTileColumns,
    pack: { KernelsBaseline.packSingle($0, $1, $2, $3, $4, $5, $6) },
    multiplyPanel: {
      KernelsBaseline.multiplySinglePanel($0, $1, $2, $3, $4, $5, $6, $7, $8, $9)
    }
  )
}

#if arch(x86_64)
extension SingleKernels {
  static let avx2 = SingleKernels(
    lanes: KernelsAVX2.singleLanes,
    tileRows: KernelsAVX2.singleTileRows,
    tileColumns: KernelsAVX2.singleTileColumns,
    pack: { KernelsAVX2.packSingle($0, $1, $2, $3, $4, $5, $6) },
    multiplyPanel: {
      KernelsAVX2.multiplySinglePanel($0, $1, $2, $3, $4, $5, $6, $7, $8, $9)
    }
  )

  static let avx512 = SingleKernels(
    lanes: KernelsAVX512.singleLanes,
    tileRows: KernelsAVX512.singleTileRows,
    tileColumns: KernelsAVX512.singleTileColumns,
    pack: { KernelsAVX512.packSingle($0, $1, $2, $3, $4, $5, $6) },
    multiplyPanel: {
      KernelsAVX512.multiplySinglePanel($0, $1, $2, $3, $4, $5, $6, $7, $8, $9)
    }
  )
}
#endif

/// A product in blocks that fit the caches, with float32.
struct SingleProduct {
  let kernels: SingleKernels
  let left: MatrixOperand
  let right: MatrixOperand
  let inner: Int
  let stride: Int
  let workspace: Workspace

  private static let blockRows = 144
  private static let deepest = 512

  /// C ← β C + α A B.
  func compute(
    rows: Int,
    columns: Int,
    alpha: Double,
    beta: Double,
    into c: UnsafeMutablePointer<Double>
  ) {
    let blocks = (inner + Self.deepest - 1) / Self.deepest
    let deep = (inner + blocks - 1) / blocks
    for start in Swift.stride(from: 0, to: inner, by: deep) {
      let depth = Swift.min(deep, inner - start)
      let panels = packedRight(start, depth, columns)
      for row in Swift.stride(from: 0, to: rows, by: Self.blockRows) {
        let height = Swift.min(Self.blockRows, rows - row)
        let block = packedLeft(row, height, start, depth)
        for column in Swift.stride(from: 0, to: columns, by: kernels.tileColumns) {
          kernels.multiplyPanel(
            height,
            Swift.min(kernels.tileColumns, columns - column),
            depth,
            block,
            panels + column * depth,
            alpha,
            start == 0 ? beta : 1,
            workspace.sums,
            c + row * stride + column,
            stride
          )
        }
      }
    }
  }

  /// B's columns in panels, each filled up to whole vectors.
  private func packedRight(_ start: Int, _ depth: Int, _ columns: Int) -> UnsafePointer<Float> {
    let width = kernels.tileColumns
    let memory = workspace.singleRight((columns + width - 1) / width * width * depth)
    for column in Swift.stride(from: 0, to: columns, by: width) {
      let count = Swift.min(width, columns - column)
      kernels.pack(
        right.elements + start * right.rowStride + column * right.columnStride,
        right.columnStride,
        right.rowStride,
        count,
        (count + kernels.lanes - 1) / kernels.lanes * kernels.lanes,
        depth,
        memory + column * depth
      )
    }
    return UnsafePointer(memory)
  }

  /// A's rows in groups as high as a tile.
  private func packedLeft(
    _ row: Int,
    _ height: Int,
    _ start: Int,
    _ depth: Int
  ) -> UnsafePointer<Float> {
    let tile = kernels.tileRows
    let memory = workspace.singleLeft((height + tile - 1) / tile * tile * depth)
    for group in Swift.stride(from: 0, to: height, by: tile) {
      kernels.pack(
        left.elements + (row + group) * left.rowStride + start * left.columnStride,
        left.rowStride,
        left.columnStride,
        Swift.min(tile, height - group),
        tile,
        depth,
        memory + group * depth
      )
    }
    return UnsafePointer(memory)
  }
}
