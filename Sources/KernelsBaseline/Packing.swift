// Bringing parts of a matrix into the order in which tiles read them.

/// Writes, for each step, the elements of `count` lanes side by side, filled up with zeros to `width`.
///
/// The element of a lane and a step is read at lane·laneStride + step·stepStride.
package func pack(
  _ source: UnsafePointer<Double>,
  _ laneStride: Int,
  _ stepStride: Int,
  _ count: Int,
  _ width: Int,
  _ depth: Int,
  _ target: UnsafeMutablePointer<Double>
) {
  if laneStride == 1 {
    packAlong(source, stepStride, count, width, depth, target)
    return
  }
  // Some steps of all lanes before the next steps: what is written stays in the nearest cache.
  var start = 0
  while start < depth {
    let steps = depth &- start < packedSteps ? depth &- start : packedSteps
    packAcross(
      source + start &* stepStride,
      laneStride,
      stepStride,
      count,
      width,
      steps,
      target + start &* width
    )
    start &+= packedSteps
  }
}

/// The steps packed at once where lanes are far from each other.
private var packedSteps: Int {
  @inline(__always) get { 32 }
}

/// Packs lanes that lie far from each other.
@inline(never)
private func packAcross(
  _ source: UnsafePointer<Double>,
  _ laneStride: Int,
  _ stepStride: Int,
  _ count: Int,
  _ width: Int,
  _ depth: Int,
  _ target: UnsafeMutablePointer<Double>
) {
  var lane = 0
  while lane &+ 4 <= count {
    packFour(source + lane &* laneStride, laneStride, stepStride, width, depth, target + lane)
    lane &+= 4
  }
  while lane < count {
    packOne(source + lane &* laneStride, stepStride, width, depth, target + lane)
    lane &+= 1
  }
  while lane < width {
    var step = 0
    while step < depth {
      target[step &* width &+ lane] = 0
      step &+= 1
    }
    lane &+= 1
  }
}

/// Packs lanes that lie side by side already.
@inline(__always)
private func packAlong(
  _ source: UnsafePointer<Double>,
  _ stepStride: Int,
  _ count: Int,
  _ width: Int,
  _ depth: Int,
  _ target: UnsafeMutablePointer<Double>
) {
  var source = source
  var target = target
  var step = 0
  while step < depth {
    var lane = 0
    while lane &+ lanes <= count {
      store(load(source + lane), target + lane)
      lane &+= lanes
    }
    while lane &+ 2 <= count {
      let two = UnsafeRawPointer(source + lane).loadUnaligned(as: SIMD2<Double>.self)
      UnsafeMutableRawPointer(target + lane).storeBytes(of: two, as: SIMD2<Double>.self)
      lane &+= 2
    }
    while lane < count {
      target[lane] = source[lane]
      lane &+= 1
    }
    while lane < width {
      target[lane] = 0
      lane &+= 1
    }
    source += stepStride
    target += width
    step &+= 1
  }
}

/// Packs four lanes, stored as four rows.
@inline(__always)
private func packFour(
  _ source: UnsafePointer<Double>,
  _ laneStride: Int,
  _ stepStride: Int,
  _ width: Int,
  _ depth: Int,
  _ target: UnsafeMutablePointer<Double>
) {
  var lane0 = source
  var lane1 = source + laneStride
  var lane2 = source + 2 &* laneStride
  var lane3 = source + 3 &* laneStride
  var target = target
  var step = 0
  if stepStride == 1 {
    while step &+ 4 <= depth {
      let (row0, row1) = (loadFour(lane0), loadFour(lane1))
      let (row2, row3) = (loadFour(lane2), loadFour(lane3))
      storeFour(SIMD4(row0[0], row1[0], row2[0], row3[0]), target)
      storeFour(SIMD4(row0[1], row1[1], row2[1], row3[1]), target + width)
      storeFour(SIMD4(row0[2], row1[2], row2[2], row3[2]), target + 2 &* width)
      storeFour(SIMD4(row0[3], row1[3], row2[3], row3[3]), target + 3 &* width)
      lane0 += 4
      lane1 += 4
      lane2 += 4
      lane3 += 4
      target += 4 &* width
      step &+= 4
    }
  }
  while step < depth {
    storeFour(SIMD4(lane0[0], lane1[0], lane2[0], lane3[0]), target)
    lane0 += stepStride
    lane1 += stepStride
    lane2 += stepStride
    lane3 += stepStride
    target += width
    step &+= 1
  }
}

@inline(__always)
private func loadFour(_ elements: UnsafePointer<Double>) -> SIMD4<Double> {
  UnsafeRawPointer(elements).loadUnaligned(as: SIMD4<Double>.self)
}

@inline(__always)
private func storeFour(_ four: SIMD4<Double>, _ elements: UnsafeMutablePointer<Double>) {
  UnsafeMutableRawPointer(elements).storeBytes(of: four, as: SIMD4<Double>.self)
}

@inline(never)
private func packOne(
  _ source: UnsafePointer<Double>,
  _ stepStride: Int,
  _ width: Int,
  _ depth: Int,
  _ target: UnsafeMutablePointer<Double>
) {
  var step = 0
  while step < depth {
    target[step &* width] = source[step &* stepStride]
    step &+= 1
  }
}
