import Tensors

/// Which products an entry of a convolution, or of its backward pass, is the sum of.
package struct ProductTerms: Sendable {
  /// The positions of the first factors in their array, row-major.
  package var left: [Int] = []
  /// The positions of the second factors, one for each first.
  package var right: [Int] = []
  /// The same first factors as a part of their array.
  var leftPart: [SliceIndex] = []
  /// The same second factors as a part of theirs.
  var rightPart: [SliceIndex] = []
}

extension ConvolutionShape {
  /// The number of entries of the filters' array.
  var filterCount: Int { filters * patch }

  /// The terms of an entry of the result: pixels times weights; padded zeros have none.
  package func terms(ofOutput position: Int) -> ProductTerms {
    let (place, index) = (position / image.cases, position % image.cases)
    let (line, column) = (place / grid.columns, place % grid.columns)
    let (filter, row) = (line / grid.rows, line % grid.rows)
    let rows = grid.windowRows(at: row).map { (row * grid.stride - grid.padding + $0, $0) }
    let columns = grid.windowColumns(at: column).map {
      (column * grid.stride - grid.padding + $0, $0)
    }
    var terms = ProductTerms()
    for channel in 0..<image.channels {
      for (pixelRow, windowRow) in rows {
        for (pixelColumn, windowColumn) in columns {
          terms.left.append(image.position(channel, pixelRow, pixelColumn) + index)
          terms.right.append(weight(filter, channel, windowRow, windowColumn))
        }
      }
    }
    let channels = whole(image.channels)
    terms.leftPart = [
      channels, .several(rows.map(\.0)), .several(columns.map(\.0)), .at(index),
    ]
    terms.rightPart = [
      .at(filter), channels, .several(rows.map(\.1)), .several(columns.map(\.1)),
    ]
    return terms
  }

  /// The terms of a pixel of ∂J/∂image: the upstream of the places that cover it, times weights.
  func terms(ofPixel position: Int) -> ProductTerms {
    let (pixel, index) = (position / image.cases, position % image.cases)
    let (line, column) = (pixel / image.columns, pixel % image.columns)
    let (channel, row) = (line / image.rows, line % image.rows)
    let rows = covering(row, window: grid.windowRows, places: grid.rows)
    let columns = covering(column, window: grid.windowColumns, places: grid.columns)
    var terms = ProductTerms()
    for filter in 0..<filters {
      for (placeRow, windowRow) in rows {
        for (placeColumn, windowColumn) in columns {
          terms.left.append(output(filter, placeRow, placeColumn, index))
          terms.right.append(weight(filter, channel, windowRow, windowColumn))
        }
      }
    }
    terms.leftPart = [
      whole(filters), .several(rows.map(\.0)), .several(columns.map(\.0)), .at(index),
    ]
    terms.rightPart = [
      whole(filters), .at(channel), .several(rows.map(\.1)), .several(columns.map(\.1)),
    ]
    return terms
  }

  /// The terms of a weight of ∂J/∂filters: the pixels it was multiplied by, times the upstream.
  func terms(ofWeight position: Int) -> ProductTerms {
    let (line, windowColumn) = (position / grid.windowColumns, position % grid.windowColumns)
    let (plane, windowRow) = (line / grid.windowRows, line % grid.windowRows)
    let (filter, channel) = (plane / image.channels, plane % image.channels)
    let rows = WindowGrid.places(
      grid.rows,
      offset: windowRow,
      stride: grid.stride,
      padding: grid.padding,
      extent: image.rows
    ).map { ($0 * grid.stride + windowRow - grid.padding, $0) }
    let columns = WindowGrid.places(
      grid.columns,
      offset: windowColumn,
      stride: grid.stride,
      padding: grid.padding,
      extent: image.columns
    ).map { ($0 * grid.stride + windowColumn - grid.padding, $0) }
    var terms = ProductTerms()
    for (pixelRow, placeRow) in rows {
      for (pixelColumn, placeColumn) in columns {
        for index in 0..<image.cases {
          terms.left.append(image.position(channel, pixelRow, pixelColumn) + index)
          terms.right.append(output(filter, placeRow, placeColumn, index))
        }
      }
    }
    let cases = whole(image.cases)
    terms.leftPart = [.at(channel), .several(rows.map(\.0)), .several(columns.map(\.0)), cases]
    terms.rightPart = [.at(filter), .several(rows.map(\.1)), .several(columns.map(\.1)), cases]
    return terms
  }

  /// All positions of a dimension; of one by itself, which takes the dimension away, the first.
  private func whole(_ extent: Int) -> SliceIndex { extent == 1 ? .at(0) : .all }

  private func weight(_ filter: Int, _ channel: Int, _ row: Int, _ column: Int) -> Int {
    ((filter * image.channels + channel) * grid.windowRows + row) * grid.windowColumns + column
  }

  private func output(_ filter: Int, _ row: Int, _ column: Int, _ index: Int) -> Int {
    ((filter * grid.rows + row) * grid.columns + column) * image.cases + index
  }

  /// The places whose window covers a pixel, each with the position in the window.
  private func covering(_ pixel: Int, window: Int, places: Int) -> [(Int, Int)] {
    (0..<window).reversed().compactMap { offset in
      let start = pixel + grid.padding - offset
      guard start >= 0, start.isMultiple(of: grid.stride), start / grid.stride < places else {
        return nil
      }
      return (start / grid.stride, offset)
    }
  }
}
