// A convolution as a product: the pixels that a filter sees, a row for each of its weights and a
// column for each of its places.

/// Writes the patches of some rows of places.
///
/// The row of weight (c, i, j) is c·size² + i·size + j. The image has its padding already: a channel
/// is `channelStride` numbers, a row `pitch`.
package func gatherPatches(
  _ image: UnsafePointer<Double>,
  _ channels: Int,
  _ channelStride: Int,
  _ pitch: Int,
  _ size: Int,
  _ step: Int,
  _ firstRow: Int,
  _ rows: Int,
  _ columns: Int,
  _ target: UnsafeMutablePointer<Double>,
  _ stride: Int
) {
  var line = target
  var c = 0
  while c < channels {
    var i = 0
    while i < size {
      let corner = image + (c &* channelStride &+ (firstRow &* step &+ i) &* pitch)
      var j = 0
      while j < size {
        if step == 1 {
          copyRows(corner + j, pitch, rows, columns, line)
        } else {
          copySparseRows(corner + j, step &* pitch, step, rows, columns, line)
        }
        line += stride
        j &+= 1
      }
      i &+= 1
    }
    c &+= 1
  }
}

/// Adds patches of some rows of places to the pixels that they were taken from.
package func scatterPatches(
  _ source: UnsafePointer<Double>,
  _ stride: Int,
  _ channels: Int,
  _ channelStride: Int,
  _ pitch: Int,
  _ size: Int,
  _ step: Int,
  _ firstRow: Int,
  _ rows: Int,
  _ columns: Int,
  _ image: UnsafeMutablePointer<Double>
) {
  var line = source
  var c = 0
  while c < channels {
    var i = 0
    while i < size {
      let corner = image + (c &* channelStride &+ (firstRow &* step &+ i) &* pitch)
      var j = 0
      while j < size {
        if step == 1 {
          addRows(line, rows, columns, corner + j, pitch)
        } else {
          addSparseRows(line, rows, columns, corner + j, step &* pitch, step)
        }
        line += stride
        j &+= 1
      }
      i &+= 1
    }
    c &+= 1
  }
}

@inline(__always)
private func copyRows(
  _ source: UnsafePointer<Double>,
  _ pitch: Int,
  _ rows: Int,
  _ columns: Int,
  _ target: UnsafeMutablePointer<Double>
) {
  var from = source
  var to = target
  var row = 0
  while row < rows {
    var q = 0
    while q &+ lanes <= columns {
      store(load(from + q), to + q)
      q &+= lanes
    }
    #if KERNELS_AVX512
    if q &+ 4 <= columns {
      let four = UnsafeRawPointer(from + q).loadUnaligned(as: SIMD4<Double>.self)
      UnsafeMutableRawPointer(to + q).storeBytes(of: four, as: SIMD4<Double>.self)
      q &+= 4
    }
    #endif
    while q < columns {
      to[q] = from[q]
      q &+= 1
    }
    from += pitch
    to += columns
    row &+= 1
  }
}

@inline(__always)
private func copySparseRows(
  _ source: UnsafePointer<Double>,
  _ pitch: Int,
  _ step: Int,
  _ rows: Int,
  _ columns: Int,
  _ target: UnsafeMutablePointer<Double>
) {
  var from = source
  var to = target
  var row = 0
  while row < rows {
    var q = 0
    while q < columns {
      to[q] = from[q &* step]
      q &+= 1
    }
    from += pitch
    to += columns
    row &+= 1
  }
}

@inline(__always)
private func addRows(
  _ source: UnsafePointer<Double>,
  _ rows: Int,
  _ columns: Int,
  _ target: UnsafeMutablePointer<Double>,
  _ pitch: Int
) {
  var from = source
  var to = target
  var row = 0
  while row < rows {
    var q = 0
    while q &+ lanes <= columns {
      store(load(to + q) + load(from + q), to + q)
      q &+= lanes
    }
    #if KERNELS_AVX512
    if q &+ 4 <= columns {
      let four = UnsafeRawPointer(from + q).loadUnaligned(as: SIMD4<Double>.self)
      let sum = four + UnsafeRawPointer(to + q).loadUnaligned(as: SIMD4<Double>.self)
      UnsafeMutableRawPointer(to + q).storeBytes(of: sum, as: SIMD4<Double>.self)
      q &+= 4
    }
    #endif
    while q < columns {
      to[q] += from[q]
      q &+= 1
    }
    from += columns
    to += pitch
    row &+= 1
  }
}

@inline(__always)
private func addSparseRows(
  _ source: UnsafePointer<Double>,
  _ rows: Int,
  _ columns: Int,
  _ target: UnsafeMutablePointer<Double>,
  _ pitch: Int,
  _ step: Int
) {
  var from = source
  var to = target
  var row = 0
  while row < rows {
    var q = 0
    while q < columns {
      to[q &* step] += from[q]
      q &+= 1
    }
    from += columns
    to += pitch
    row &+= 1
  }
}
