// The matrix product with float32: operands are rounded to it while they are packed, a tile's sums
// are float32, and what C is made of them is float64 again.

#if KERNELS_AVX512
/// What one register holds of float32.
typealias SingleVector = SIMD16<Float>
#elseif KERNELS_AVX2
/// What one register holds of float32.
typealias SingleVector = SIMD8<Float>
#else
/// What one register holds of float32.
typealias SingleVector = SIMD4<Float>
#endif

/// The float32 in one register.
package var singleLanes: Int {
  @inline(__always) get { 2 &* lanes }
}

/// The rows of a float32 tile.
package var singleTileRows: Int {
  @inline(__always) get { tileRows }
}

/// The most columns of a float32 tile.
package var singleTileColumns: Int {
  @inline(__always) get { 2 &* tileColumns }
}

/// A row of a tile: up to three vectors.
typealias SingleRow = (SingleVector, SingleVector, SingleVector)

@inline(__always)
private func load(_ numbers: UnsafePointer<Float>) -> SingleVector {
  UnsafeRawPointer(numbers).loadUnaligned(as: SingleVector.self)
}

@inline(__always)
private func zeros() -> SingleRow {
  let zero = SingleVector(repeating: 0)
  return (zero, zero, zero)
}

@inline(__always)
private func adding(_ sum: SingleVector, _ a: SingleVector, _ b: SingleVector) -> SingleVector {
  #if KERNELS_AVX512 || KERNELS_AVX2 || !arch(x86_64)
  sum.addingProduct(a, b)
  #else
  sum + a * b
  #endif
}

/// Adds a·b to a row.
@inline(__always)
private func add(_ row: inout SingleRow, _ a: Float, _ b: SingleRow, _ vectors: Int) {
  let factor = SingleVector(repeating: a)
  row.0 = adding(row.0, factor, b.0)
  if vectors > 1 { row.1 = adding(row.1, factor, b.1) }
  if vectors > 2 { row.2 = adding(row.2, factor, b.2) }
}

@inline(__always)
private func store(_ row: SingleRow, _ vectors: Int, _ sums: UnsafeMutablePointer<Float>) {
  let raw = UnsafeMutableRawPointer(sums)
  raw.storeBytes(of: row.0, as: SingleVector.self)
  if vectors > 1 {
    UnsafeMutableRawPointer(sums + singleLanes).storeBytes(of: row.1, as: SingleVector.self)
  }
  if vectors > 2 {
    UnsafeMutableRawPointer(sums + 2 &* singleLanes).storeBytes(of: row.2, as: SingleVector.self)
  }
}

/// The sums of a whole tile: `tileRows` rows of `vectors` vectors, both known where it is inlined.
@inline(__always)
private func tile(
  _ vectors: Int,
  _ depth: Int,
  _ a: UnsafePointer<Float>,
  _ b: UnsafePointer<Float>,
  _ sums: UnsafeMutablePointer<Float>
) {
  var row0 = zeros()
  var row1 = zeros()
  var row2 = zeros()
  var row3 = zeros()
  var row4 = zeros()
  var row5 = zeros()
  var row6 = zeros()
  var row7 = zeros()
  var left = a
  var right = b
  var k = 0
  while k < depth {
    var line = zeros()
    line.0 = load(right)
    if vectors > 1 { line.1 = load(right + singleLanes) }
    if vectors > 2 { line.2 = load(right + 2 &* singleLanes) }
    add(&row0, left[0], line, vectors)
    add(&row1, left[1], line, vectors)
    add(&row2, left[2], line, vectors)
    add(&row3, left[3], line, vectors)
    if singleTileRows > 4 {
      add(&row4, left[4], line, vectors)
      add(&row5, left[5], line, vectors)
    }
    if singleTileRows > 6 {
      add(&row6, left[6], line, vectors)
      add(&row7, left[7], line, vectors)
    }
    left += singleTileRows
    right += vectors &* singleLanes
    k &+= 1
  }
  let width = vectors &* singleLanes
  store(row0, vectors, sums)
  store(row1, vectors, sums + width)
  store(row2, vectors, sums + 2 &* width)
  store(row3, vectors, sums + 3 &* width)
  if singleTileRows > 4 {
    store(row4, vectors, sums + 4 &* width)
    store(row5, vectors, sums + 5 &* width)
  }
  if singleTileRows > 6 {
    store(row6, vectors, sums + 6 &* width)
    store(row7, vectors, sums + 7 &* width)
  }
}

@inline(never)
private func tileOfOne(
  _ depth: Int,
  _ a: UnsafePointer<Float>,
  _ b: UnsafePointer<Float>,
  _ sums: UnsafeMutablePointer<Float>
) { tile(1, depth, a, b, sums) }

@inline(never)
private func tileOfTwo(
  _ depth: Int,
  _ a: UnsafePointer<Float>,
  _ b: UnsafePointer<Float>,
  _ sums: UnsafeMutablePointer<Float>
) { tile(2, depth, a, b, sums) }

@inline(never)
private func tileOfThree(
  _ depth: Int,
  _ a: UnsafePointer<Float>,
  _ b: UnsafePointer<Float>,
  _ sums: UnsafeMutablePointer<Float>
) { tile(3, depth, a, b, sums) }

/// C ← β C + α A B for a panel of at most three vectors of columns.
///
/// A stands packed in groups of `singleTileRows` rows, `depth` steps each; B in `depth` lines filled
/// up to whole vectors. `sums` has room for a tile.
package func multiplySinglePanel(
  _ rows: Int,
  _ columns: Int,
  _ depth: Int,
  _ a: UnsafePointer<Float>,
  _ b: UnsafePointer<Float>,
  _ alpha: Double,
  _ beta: Double,
  _ sums: UnsafeMutablePointer<Float>,
  _ c: UnsafeMutablePointer<Double>,
  _ stride: Int
) {
  let vectors = (columns &+ singleLanes &- 1) / singleLanes
  let width = vectors &* singleLanes
  var row = 0
  while row < rows {
    let group = a + row &* depth
    if vectors == 1 {
      tileOfOne(depth, group, b, sums)
    } else if vectors == 2 {
      tileOfTwo(depth, group, b, sums)
    } else {
      tileOfThree(depth, group, b, sums)
    }
    let height = rows &- row < singleTileRows ? rows &- row : singleTileRows
    var i = 0
    while i < height {
      merge(sums + i &* width, columns, alpha, beta, c + (row &+ i) &* stride)
      i &+= 1
    }
    row &+= singleTileRows
  }
}

/// c ← β c + α sums; c is not read where β = 0.
@inline(__always)
private func merge(
  _ sums: UnsafePointer<Float>,
  _ columns: Int,
  _ alpha: Double,
  _ beta: Double,
  _ c: UnsafeMutablePointer<Double>
) {
  let factor = Vector(repeating: alpha)
  let keep = Vector(repeating: beta)
  var j = 0
  while j &+ lanes <= columns {
    var sum = Vector(repeating: 0)
    var lane = 0
    while lane < lanes {
      sum[lane] = Double(sums[j &+ lane])
      lane &+= 1
    }
    store(beta == 0 ? factor * sum : adding(keep * load(c + j), factor, sum), c + j)
    j &+= lanes
  }
  while j < columns {
    let sum = Double(sums[j])
    c[j] = beta == 0 ? alpha * sum : adding(beta * c[j], alpha, sum)
    j &+= 1
  }
}

/// Writes, rounded to float32, the elements of `count` lanes side by side for each step, filled up with
/// zeros to `width`; as `pack` does.
package func packSingle(
  _ source: UnsafePointer<Double>,
  _ laneStride: Int,
  _ stepStride: Int,
  _ count: Int,
  _ width: Int,
  _ depth: Int,
  _ target: UnsafeMutablePointer<Float>
) {
  if laneStride == 1 {
    packSingleAlong(source, stepStride, count, width, depth, target)
    return
  }
  var lane = 0
  while lane &+ 4 <= count {
    packSingleFour(source + lane &* laneStride, laneStride, stepStride, width, depth, target + lane)
    lane &+= 4
  }
  while lane < width {
    var step = 0
    while step < depth {
      let place = lane &* laneStride &+ step &* stepStride
      target[step &* width &+ lane] = lane < count ? Float(source[place]) : 0
      step &+= 1
    }
    lane &+= 1
  }
}

@inline(never)
private func packSingleAlong(
  _ source: UnsafePointer<Double>,
  _ stepStride: Int,
  _ count: Int,
  _ width: Int,
  _ depth: Int,
  _ target: UnsafeMutablePointer<Float>
) {
  var from = source
  var to = target
  var step = 0
  while step < depth {
    var lane = 0
    while lane &+ 8 <= count {
      let low = UnsafeRawPointer(from + lane).loadUnaligned(as: SIMD4<Double>.self)
      let high = UnsafeRawPointer(from + (lane &+ 4)).loadUnaligned(as: SIMD4<Double>.self)
      storeSingles(low, to + lane)
      storeSingles(high, to + (lane &+ 4))
      lane &+= 8
    }
    while lane < count {
      to[lane] = Float(from[lane])
      lane &+= 1
    }
    while lane < width {
      to[lane] = 0
      lane &+= 1
    }
    from += stepStride
    to += width
    step &+= 1
  }
}

@inline(never)
private func packSingleFour(
  _ source: UnsafePointer<Double>,
  _ laneStride: Int,
  _ stepStride: Int,
  _ width: Int,
  _ depth: Int,
  _ target: UnsafeMutablePointer<Float>
) {
  var lane0 = source
  var lane1 = source + laneStride
  var lane2 = source + 2 &* laneStride
  var lane3 = source + 3 &* laneStride
  var to = target
  var step = 0
  while step < depth {
    storeSingles(SIMD4(lane0[0], lane1[0], lane2[0], lane3[0]), to)
    lane0 += stepStride
    lane1 += stepStride
    lane2 += stepStride
    lane3 += stepStride
    to += width
    step &+= 1
  }
}

@inline(__always)
private func storeSingles(_ four: SIMD4<Double>, _ target: UnsafeMutablePointer<Float>) {
  let singles = SIMD4<Float>(Float(four[0]), Float(four[1]), Float(four[2]), Float(four[3]))
  UnsafeMutableRawPointer(target).storeBytes(of: singles, as: SIMD4<Float>.self)
}
