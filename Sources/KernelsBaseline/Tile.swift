// The heart of the matrix product: a tile of C, held in registers, to which products of a column
// of A and a row of B are added, one after another.
//
// Source: Goto and van de Geijn, Anatomy of high-performance matrix multiplication, 2008. The
// shapes nearly fill the registers: 8×24 of 32 with eight elements each, 6×8 or 3×12 of 16 with
// four. With one more row, sums would be spilled to memory in between.

/// The rows of the largest tile.
package var tileRows: Int {
  @inline(__always) get {
    #if KERNELS_AVX512
    8
    #elseif KERNELS_AVX2
    6
    #else
    4
    #endif
  }
}

/// The rows of a tile of three vectors, where that many registers are left.
package var lowTileRows: Int {
  @inline(__always) get {
    #if KERNELS_AVX2
    3
    #else
    tileRows
    #endif
  }
}

/// The columns of the largest tile.
package var tileColumns: Int {
  @inline(__always) get {
    #if KERNELS_AVX512
    24
    #elseif KERNELS_AVX2
    8
    #else
    4
    #endif
  }
}

/// A row of a tile: up to three vectors.
///
/// A tuple: a type of our own brings helper functions that are shared with other modules.
typealias TileRow = (Vector, Vector, Vector)

/// A row of zeros.
@inline(__always)
private func zeros() -> TileRow {
  let zero = Vector(repeating: 0)
  return (zero, zero, zero)
}

/// Adds a·b to a row.
@inline(__always)
private func add(_ row: inout TileRow, _ a: Double, _ b: TileRow, _ vectors: Int) {
  let factor = Vector(repeating: a)
  row.0 = adding(row.0, factor, b.0)
  if vectors > 1 { row.1 = adding(row.1, factor, b.1) }
  if vectors > 2 { row.2 = adding(row.2, factor, b.2) }
}

/// c ← α row.
@inline(__always)
private func set(
  _ row: TileRow,
  _ vectors: Int,
  _ alpha: Double,
  _ c: UnsafeMutablePointer<Double>
) {
  let factor = Vector(repeating: alpha)
  store(factor * row.0, c)
  if vectors > 1 { store(factor * row.1, c + lanes) }
  if vectors > 2 { store(factor * row.2, c + 2 &* lanes) }
}

/// c ← β c + α row.
@inline(__always)
private func combine(
  _ row: TileRow,
  _ vectors: Int,
  _ alpha: Double,
  _ beta: Double,
  _ c: UnsafeMutablePointer<Double>
) {
  let factor = Vector(repeating: alpha)
  let keep = Vector(repeating: beta)
  store(adding(keep * load(c), factor, row.0), c)
  if vectors > 1 { store(adding(keep * load(c + lanes), factor, row.1), c + lanes) }
  if vectors > 2 {
    store(adding(keep * load(c + 2 &* lanes), factor, row.2), c + 2 &* lanes)
  }
}

/// c ← β c + α row where the last vector goes beyond the row's end; c is not read where β = 0.
@inline(never)
private func finishPart(
  _ row: TileRow,
  _ alpha: Double,
  _ beta: Double,
  _ c: UnsafeMutablePointer<Double>,
  _ columns: Int
) {
  var sum = row.0
  var start = 0
  while start < columns {
    if start == lanes { sum = row.1 }
    if start == 2 &* lanes { sum = row.2 }
    let rest = columns &- start
    let count = rest < lanes ? rest : lanes
    var result = Vector(repeating: alpha) * sum
    if beta != 0 {
      let kept = Vector(repeating: beta) * load(c + start, count)
      result = adding(kept, Vector(repeating: alpha), sum)
    }
    store(result, c + start, count)
    start &+= lanes
  }
}

/// A tile of `rows` rows and `vectors` vectors, both known where this is inlined.
@inline(__always)
func tile(
  _ rows: Int,
  _ vectors: Int,
  _ depth: Int,
  _ a: UnsafePointer<Double>,
  _ rowStride: Int,
  _ aStep: Int,
  _ b: UnsafePointer<Double>,
  _ bStep: Int,
  _ scales: UnsafePointer<Double>,
  _ c: UnsafeMutablePointer<Double>,
  _ stride: Int,
  _ columns: Int
) {
  var row0 = zeros()
  var row1 = zeros()
  var row2 = zeros()
  var row3 = zeros()
  var row4 = zeros()
  var row5 = zeros()
  var row6 = zeros()
  var row7 = zeros()
  let a1 = a + rowStride
  let a2 = a + 2 &* rowStride
  let a3 = a + 3 &* rowStride
  let a4 = a + 4 &* rowStride
  let a5 = a + 5 &* rowStride
  let a6 = a + 6 &* rowStride
  let a7 = a + 7 &* rowStride
  var b = b
  var at = 0
  var k = 0
  while k < depth {
    var right = zeros()
    right.0 = load(b)
    if vectors > 1 { right.1 = load(b + lanes) }
    if vectors > 2 { right.2 = load(b + 2 &* lanes) }
    add(&row0, a[at], right, vectors)
    if rows > 1 { add(&row1, a1[at], right, vectors) }
    if rows > 2 { add(&row2, a2[at], right, vectors) }
    if rows > 3 { add(&row3, a3[at], right, vectors) }
    if rows > 4 { add(&row4, a4[at], right, vectors) }
    if rows > 5 { add(&row5, a5[at], right, vectors) }
    if rows > 6 { add(&row6, a6[at], right, vectors) }
    if rows > 7 { add(&row7, a7[at], right, vectors) }
    at &+= aStep
    b += bStep
    k &+= 1
  }
  let (alpha, beta) = (scales[0], scales[1])
  if columns != vectors &* lanes {
    finishPart(row0, alpha, beta, c, columns)
    if rows > 1 { finishPart(row1, alpha, beta, c + stride, columns) }
    if rows > 2 { finishPart(row2, alpha, beta, c + 2 &* stride, columns) }
    if rows > 3 { finishPart(row3, alpha, beta, c + 3 &* stride, columns) }
    if rows > 4 { finishPart(row4, alpha, beta, c + 4 &* stride, columns) }
    if rows > 5 { finishPart(row5, alpha, beta, c + 5 &* stride, columns) }
    if rows > 6 { finishPart(row6, alpha, beta, c + 6 &* stride, columns) }
    if rows > 7 { finishPart(row7, alpha, beta, c + 7 &* stride, columns) }
  } else if beta == 0 {
    set(row0, vectors, alpha, c)
    if rows > 1 { set(row1, vectors, alpha, c + stride) }
    if rows > 2 { set(row2, vectors, alpha, c + 2 &* stride) }
    if rows > 3 { set(row3, vectors, alpha, c + 3 &* stride) }
    if rows > 4 { set(row4, vectors, alpha, c + 4 &* stride) }
    if rows > 5 { set(row5, vectors, alpha, c + 5 &* stride) }
    if rows > 6 { set(row6, vectors, alpha, c + 6 &* stride) }
    if rows > 7 { set(row7, vectors, alpha, c + 7 &* stride) }
  } else {
    combine(row0, vectors, alpha, beta, c)
    if rows > 1 { combine(row1, vectors, alpha, beta, c + stride) }
    if rows > 2 { combine(row2, vectors, alpha, beta, c + 2 &* stride) }
    if rows > 3 { combine(row3, vectors, alpha, beta, c + 3 &* stride) }
    if rows > 4 { combine(row4, vectors, alpha, beta, c + 4 &* stride) }
    if rows > 5 { combine(row5, vectors, alpha, beta, c + 5 &* stride) }
    if rows > 6 { combine(row6, vectors, alpha, beta, c + 6 &* stride) }
    if rows > 7 { combine(row7, vectors, alpha, beta, c + 7 &* stride) }
  }
}
