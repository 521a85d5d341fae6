// A panel: as many columns of C as a tile has, over all rows.

/// All rows of a panel of `vectors` vectors, in tiles of `height` rows as long as they fit.
///
/// Where rows lie side by side, as packed ones do, the distance is a constant in the tile's code.
@inline(__always)
private func tiles(
  _ height: Int,
  _ vectors: Int,
  _ rows: Int,
  _ depth: Int,
  _ a: UnsafePointer<Double>,
  _ groupStride: Int,
  _ rowStride: Int,
  _ aStep: Int,
  _ b: UnsafePointer<Double>,
  _ bStep: Int,
  _ scales: UnsafePointer<Double>,
  _ c: UnsafeMutablePointer<Double>,
  _ stride: Int,
  _ columns: Int
) {
  var group = a
  var c = c
  var left = rows
  while left >= height {
    tile(height, vectors, depth, group, rowStride, aStep, b, bStep, scales, c, stride, columns)
    group += groupStride
    c += height &* stride
    left &-= height
  }
  if height > 4 && left >= 4 {
    tile(4, vectors, depth, group, rowStride, aStep, b, bStep, scales, c, stride, columns)
    group += 4 &* rowStride
    c += 4 &* stride
    left &-= 4
  }
  if left >= 2 {
    tile(2, vectors, depth, group, rowStride, aStep, b, bStep, scales, c, stride, columns)
    group += 2 &* rowStride
    c += 2 &* stride
    left &-= 2
  }
  if left == 1 {
    tile(1, vectors, depth, group, rowStride, aStep, b, bStep, scales, c, stride, columns)
  }
}

/// C ← β C + α A B for a panel of at most three vectors of columns.
///
/// A's rows stand in groups of `tileRows`, `lowTileRows` in a panel of three vectors: the element of
/// row i in group g and step k at g·groupStride + i·rowStride + k·aStep. B's row of step k stands at k·bStep, filled up to whole vectors. α and β stand at
/// `scales`: in registers, they would take the place of sums. Each element of C is
/// summed over k from first to last, whatever tile it lies in.
package func multiplyPanel(
  _ rows: Int,
  _ columns: Int,
  _ depth: Int,
  _ a: UnsafePointer<Double>,
  _ groupStride: Int,
  _ rowStride: Int,
  _ aStep: Int,
  _ b: UnsafePointer<Double>,
  _ bStep: Int,
  _ scales: UnsafePointer<Double>,
  _ c: UnsafeMutablePointer<Double>,
  _ stride: Int
) {
  if columns <= lanes {
    if rowStride == 1 {
      panelOfOnePacked(
        rows,
        columns,
        depth,
        a,
        groupStride,
        aStep,
        b,
        bStep,
        scales,
        c,
        stride
      )
    } else {
      panelOfOne(
        rows,
        columns,
        depth,
        a,
        groupStride,
        rowStride,
        aStep,
        b,
        bStep,
        scales,
        c,
        stride
      )
    }
  } else if columns <= 2 &* lanes {
    if rowStride == 1 {
      panelOfTwoPacked(
        rows,
        columns,
        depth,
        a,
        groupStride,
        aStep,
        b,
        bStep,
        scales,
        c,
        stride
      )
    } else {
      panelOfTwo(
        rows,
        columns,
        depth,
        a,
        groupStride,
        rowStride,
        aStep,
        b,
        bStep,
        scales,
        c,
        stride
      )
    }
  } else {
    if rowStride == 1 {
      panelOfThreePacked(
        rows,
        columns,
        depth,
        a,
        groupStride,
        aStep,
        b,
        bStep,
        scales,
        c,
        stride
      )
    } else {
      panelOfThree(
        rows,
        columns,
        depth,
        a,
        groupStride,
        rowStride,
        aStep,
        b,
        bStep,
        scales,
        c,
        stride
      )
    }
  }
}

// A function each: the compiler does not inline as much into one.

@inline(never)
private func panelOfOne(
  _ rows: Int,
  _ columns: Int,
  _ depth: Int,
  _ a: UnsafePointer<Double>,
  _ groupStride: Int,
  _ rowStride: Int,
  _ aStep: Int,
  _ b: UnsafePointer<Double>,
  _ bStep: Int,
  _ scales: UnsafePointer<Double>,
  _ c: UnsafeMutablePointer<Double>,
  _ stride: Int
) {
  tiles(
    tileRows,
    1,
    rows,
    depth,
    a,
    groupStride,
    rowStride,
    aStep,
    b,
    bStep,
    scales,
    c,
    stride,
    columns
  )
}

@inline(never)
private func panelOfOnePacked(
  _ rows: Int,
  _ columns: Int,
  _ depth: Int,
  _ a: UnsafePointer<Double>,
  _ groupStride: Int,
  _ aStep: Int,
  _ b: UnsafePointer<Double>,
  _ bStep: Int,
  _ scales: UnsafePointer<Double>,
  _ c: UnsafeMutablePointer<Double>,
  _ stride: Int
) {
  tiles(
    tileRows,
    1,
    rows,
    depth,
    a,
    groupStride,
    1,
    aStep,
    b,
    bStep,
    scales,
    c,
    stride,
    columns
  )
}

@inline(never)
private func panelOfTwo(
  _ rows: Int,
  _ columns: Int,
  _ depth: Int,
  _ a: UnsafePointer<Double>,
  _ groupStride: Int,
  _ rowStride: Int,
  _ aStep: Int,
  _ b: UnsafePointer<Double>,
  _ bStep: Int,
  _ scales: UnsafePointer<Double>,
  _ c: UnsafeMutablePointer<Double>,
  _ stride: Int
) {
  tiles(
    tileRows,
    2,
    rows,
    depth,
    a,
    groupStride,
    rowStride,
    aStep,
    b,
    bStep,
    scales,
    c,
    stride,
    columns
  )
}

@inline(never)
private func panelOfTwoPacked(
  _ rows: Int,
  _ columns: Int,
  _ depth: Int,
  _ a: UnsafePointer<Double>,
  _ groupStride: Int,
  _ aStep: Int,
  _ b: UnsafePointer<Double>,
  _ bStep: Int,
  _ scales: UnsafePointer<Double>,
  _ c: UnsafeMutablePointer<Double>,
  _ stride: Int
) {
  tiles(
    tileRows,
    2,
    rows,
    depth,
    a,
    groupStride,
    1,
    aStep,
    b,
    bStep,
    scales,
    c,
    stride,
    columns
  )
}

@inline(never)
private func panelOfThree(
  _ rows: Int,
  _ columns: Int,
  _ depth: Int,
  _ a: UnsafePointer<Double>,
  _ groupStride: Int,
  _ rowStride: Int,
  _ aStep: Int,
  _ b: UnsafePointer<Double>,
  _ bStep: Int,
  _ scales: UnsafePointer<Double>,
  _ c: UnsafeMutablePointer<Double>,
  _ stride: Int
) {
  tiles(
    lowTileRows,
    3,
    rows,
    depth,
    a,
    groupStride,
    rowStride,
    aStep,
    b,
    bStep,
    scales,
    c,
    stride,
    columns
  )
}

@inline(never)
private func panelOfThreePacked(
  _ rows: Int,
  _ columns: Int,
  _ depth: Int,
  _ a: UnsafePointer<Double>,
  _ groupStride: Int,
  _ aStep: Int,
  _ b: UnsafePointer<Double>,
  _ bStep: Int,
  _ scales: UnsafePointer<Double>,
  _ c: UnsafeMutablePointer<Double>,
  _ stride: Int
) {
  tiles(
    lowTileRows,
    3,
    rows,
    depth,
    a,
    groupStride,
    1,
    aStep,
    b,
    bStep,
    scales,
    c,
    stride,
    columns
  )
}

/// C ← β C + α A B by the definition, for products too small to prepare anything for.
package func multiplySmall(
  _ rows: Int,
  _ columns: Int,
  _ depth: Int,
  _ a: UnsafePointer<Double>,
  _ aRow: Int,
  _ aStep: Int,
  _ b: UnsafePointer<Double>,
  _ bStep: Int,
  _ bColumn: Int,
  _ alpha: Double,
  _ beta: Double,
  _ c: UnsafeMutablePointer<Double>,
  _ stride: Int
) {
  var i = 0
  while i < rows {
    var j = 0
    while j < columns {
      var left = a + i &* aRow
      var right = b + j &* bColumn
      var sum = 0.0
      var k = 0
      while k < depth {
        sum = adding(sum, left[0], right[0])
        left += aStep
        right += bStep
        k &+= 1
      }
      let target = c + (i &* stride &+ j)
      target[0] = beta == 0 ? alpha * sum : adding(beta * target[0], alpha, sum)
      j &+= 1
    }
    i &+= 1
  }
}
