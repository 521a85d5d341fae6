import Tensors

extension ConvolutionShape {
  /// A rectangle of places that is worked on at once.
  struct Tile {
    let rows: Range<Int>
    let columns: Range<Int>
    let cases: Int

    /// The numbers of one channel of the result, all cases.
    var count: Int { rows.count * columns.count * cases }
  }

  /// About how many numbers the unrolled images of a tile may have, so that they stay in a cache.
  private static let tileSize = 1 << 18

  /// Rectangles that cover all places: whole rows where several fit, else pieces of one.
  var tiles: [Tile] {
    let (rows, columns, cases) = (grid.rows, grid.columns, image.cases)
    let widest = max(1, Self.tileSize / max(1, patch * cases))
    var tiles: [Tile] = []
    if columns <= widest {
      let step = max(1, widest / columns)
      for first in stride(from: 0, to: rows, by: step) {
        tiles.append(
          Tile(rows: first..<min(rows, first + step), columns: 0..<columns, cases: cases)
        )
      }
    } else {
      for row in 0..<rows {
        for first in stride(from: 0, to: columns, by: widest) {
          let part = first..<min(columns, first + widest)
          tiles.append(Tile(rows: row..<row + 1, columns: part, cases: cases))
        }
      }
    }
    return tiles
  }

  /// The pixels under the window: a row for each weight of a filter, a column for each place.
  ///
  /// Then Z = W P, one matrix product. The cases stand side by side in memory, so that whole runs
  /// of pixels are copied.
  func unrolled(_ image: Tensor, _ tile: Tile) -> Tensor {
    image.withElements { source in
      Tensor(shape: Shape(rows: patch, columns: tile.count)) { target in
        guard let source = source.baseAddress, let base = target.baseAddress else { return }
        if grid.padding > 0 { target.initialize(repeating: 0) }
        forEachRun(tile) { to, from, count in
          (base + to).update(from: source + from, count: count)
        }
      }
    }
  }

  /// Adds what came to the unrolled pixels of a tile to the pixels themselves.
  func fold(
    _ unrolled: Tensor,
    _ tile: Tile,
    into image: UnsafeMutableBufferPointer<Double>
  ) {
    unrolled.withElements { source in
      guard let source = source.baseAddress, let base = image.baseAddress else { return }
      forEachRun(tile) { from, to, count in
        let (read, write) = (source + from, base + to)
        for index in 0..<count { write[index] += read[index] }
      }
    }
  }

  /// Calls for each run of pixels that lie side by side in the image and in the unrolled matrix.
  @inline(__always)
  private func forEachRun(
    _ tile: Tile,
    _ body: (_ unrolled: Int, _ image: Int, _ count: Int) -> Void
  ) {
    let cases = image.cases
    let (stride, padding) = (grid.stride, grid.padding)
    var line = 0
    for channel in 0..<image.channels {
      for windowRow in 0..<grid.windowRows {
        for windowColumn in 0..<grid.windowColumns {
          defer { line += tile.count }
          let columns = WindowGrid.places(
            grid.columns,
            offset: windowColumn,
            stride: stride,
            padding: padding,
            extent: image.columns
          ).clamped(to: tile.columns)
          if columns.isEmpty { continue }
          for row in tile.rows {
            let pixelRow = row * stride + windowRow - padding
            guard pixelRow >= 0, pixelRow < image.rows else { continue }
            let start =
              line + ((row - tile.rows.lowerBound) * tile.columns.count) * cases
              - tile.columns.lowerBound * cases
            let pixels = image.position(channel, pixelRow, 0)
            if stride == 1 {
              let first = columns.lowerBound
              body(
                start + first * cases,
                pixels + (first + windowColumn - padding) * cases,
                columns.count * cases
              )
            } else {
              for column in columns {
                body(
                  start + column * cases,
                  pixels + (column * stride + windowColumn - padding) * cases,
                  cases
                )
              }
            }
          }
        }
      }
    }
  }

  /// The columns of a matrix with a row for each channel of the result that a tile covers.
  func part(_ output: Tensor, _ tile: Tile) -> Tensor {
    let whole = placeCount
    if tile.count == whole {
      return output.reshaped(to: Shape(rows: filters, columns: whole))
    }
    return output.withElements { source in
      Tensor(shape: Shape(rows: filters, columns: tile.count)) { target in
        guard let source = source.baseAddress, let base = target.baseAddress else { return }
        forEachLine(tile) { part, all, count in
          (base + part).update(from: source + all, count: count)
        }
      }
    }
  }

  /// Puts a tile's part of the result in its place.
  func place(
    _ part: Tensor,
    _ tile: Tile,
    into output: UnsafeMutableBufferPointer<Double>
  ) {
    part.withElements { source in
      guard let source = source.baseAddress, let base = output.baseAddress else { return }
      forEachLine(tile) { part, all, count in
        (base + all).update(from: source + part, count: count)
      }
    }
  }

  private func forEachLine(
    _ tile: Tile,
    _ body: (_ part: Int, _ whole: Int, _ count: Int) -> Void
  ) {
    let cases = image.cases
    let width = tile.columns.count * cases
    for filter in 0..<filters {
      for row in tile.rows {
        body(
          filter * tile.count + (row - tile.rows.lowerBound) * width,
          ((filter * grid.rows + row) * grid.columns + tile.columns.lowerBound) * cases,
          width
        )
      }
    }
  }
}
