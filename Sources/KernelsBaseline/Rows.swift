// Passes over a block of rows and columns: biases, sums, softmax.

/// Adds one row to each row of a block.
package func addRow(
  _ row: UnsafePointer<Double>,
  _ target: UnsafeMutablePointer<Double>,
  _ stride: Int,
  _ rows: Int,
  _ columns: Int
) {
  var i = 0
  while i < rows {
    let line = target + i &* stride
    var j = 0
    while j &+ lanes <= columns {
      store(load(line + j) + load(row + j), line + j)
      j &+= lanes
    }
    while j < columns {
      line[j] += row[j]
      j &+= 1
    }
    i &+= 1
  }
}

/// target ← β target + α Σ rows: each column is summed from the first row to the last.
package func sumRows(
  _ source: UnsafePointer<Double>,
  _ stride: Int,
  _ rows: Int,
  _ columns: Int,
  _ alpha: Double,
  _ beta: Double,
  _ target: UnsafeMutablePointer<Double>
) {
  var j = 0
  while j < columns {
    let count = columns &- j < lanes ? columns &- j : lanes
    var sum = Vector(repeating: 0)
    var line = source + j
    var i = 0
    if count == lanes {
      while i < rows {
        sum += load(line)
        line += stride
        i &+= 1
      }
    } else {
      while i < rows {
        sum += loadPart(line, count)
        line += stride
        i &+= 1
      }
    }
    var result = Vector(repeating: alpha) * sum
    if beta != 0 {
      result = adding(
        Vector(repeating: beta) * load(target + j, count),
        Vector(repeating: alpha),
        sum
      )
    }
    store(result, target + j, count)
    j &+= lanes
  }
}

/// Each row's softmax: e^(zⱼ − max z), divided by the sum of the row.
package func softmaxRows(
  _ source: UnsafePointer<Double>,
  _ sourceStride: Int,
  _ target: UnsafeMutablePointer<Double>,
  _ targetStride: Int,
  _ rows: Int,
  _ columns: Int
) {
  var i = 0
  while i < rows {
    shiftByMaximum(source + i &* sourceStride, target + i &* targetStride, columns)
    i &+= 1
  }
  // Rows without a gap are one long row: fewer ends that fill no vector.
  if targetStride == columns {
    exponentials(target, target, rows &* columns)
  } else {
    i = 0
    while i < rows {
      exponentials(target + i &* targetStride, target + i &* targetStride, columns)
      i &+= 1
    }
  }
  i = 0
  while i < rows {
    divideBySum(target + i &* targetStride, columns)
    i &+= 1
  }
}

@inline(__always)
private func shiftByMaximum(
  _ source: UnsafePointer<Double>,
  _ target: UnsafeMutablePointer<Double>,
  _ count: Int
) {
  // A NaN is never larger, and comes through in the difference.
  var largest = -Double.infinity
  var j = 0
  while j < count {
    largest = source[j] > largest ? source[j] : largest
    j &+= 1
  }
  j = 0
  while j < count {
    target[j] = source[j] - largest
    j &+= 1
  }
}

@inline(__always)
private func divideBySum(_ target: UnsafeMutablePointer<Double>, _ count: Int) {
  // Four sums, for the order to be the same with every width of vector.
  var sum0 = 0.0
  var sum1 = 0.0
  var sum2 = 0.0
  var sum3 = 0.0
  var j = 0
  while j &+ 4 <= count {
    sum0 += target[j]
    sum1 += target[j &+ 1]
    sum2 += target[j &+ 2]
    sum3 += target[j &+ 3]
    j &+= 4
  }
  while j < count {
    sum0 += target[j]
    j &+= 1
  }
  let sum = (sum0 + sum1) + (sum2 + sum3)
  j = 0
  while j < count {
    target[j] /= sum
    j &+= 1
  }
}
