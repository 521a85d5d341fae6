// Normalisation of columns over the rows of a block: moments, values and derivatives.

/// μ and σ of each column, over all rows; σ² is the mean of (x − μ)².
package func columnMoments(
  _ source: UnsafePointer<Double>,
  _ stride: Int,
  _ rows: Int,
  _ columns: Int,
  _ mean: UnsafeMutablePointer<Double>,
  _ deviation: UnsafeMutablePointer<Double>
) {
  var j = 0
  while j &+ 4 &* lanes <= columns {
    fourMoments(source + j, stride, rows, mean + j, deviation + j)
    j &+= 4 &* lanes
  }
  while j < columns {
    let count = columns &- j < lanes ? columns &- j : lanes
    moments(source + j, stride, rows, count, mean + j, deviation + j)
    j &+= lanes
  }
}

/// Four vectors of columns, whose sums do not wait for each other.
@inline(__always)
private func fourMoments(
  _ source: UnsafePointer<Double>,
  _ stride: Int,
  _ rows: Int,
  _ mean: UnsafeMutablePointer<Double>,
  _ deviation: UnsafeMutablePointer<Double>
) {
  let zero = Vector(repeating: 0)
  let count = Vector(repeating: Double(rows))
  var sums = (zero, zero, zero, zero)
  var line = source
  var i = 0
  while i < rows {
    sums.0 += load(line)
    sums.1 += load(line + lanes)
    sums.2 += load(line + 2 &* lanes)
    sums.3 += load(line + 3 &* lanes)
    line += stride
    i &+= 1
  }
  let means = (sums.0 / count, sums.1 / count, sums.2 / count, sums.3 / count)
  store(means.0, mean)
  store(means.1, mean + lanes)
  store(means.2, mean + 2 &* lanes)
  store(means.3, mean + 3 &* lanes)
  sums = (zero, zero, zero, zero)
  line = source
  i = 0
  while i < rows {
    let first = load(line) - means.0
    let second = load(line + lanes) - means.1
    let third = load(line + 2 &* lanes) - means.2
    let fourth = load(line + 3 &* lanes) - means.3
    sums.0 = adding(sums.0, first, first)
    sums.1 = adding(sums.1, second, second)
    sums.2 = adding(sums.2, third, third)
    sums.3 = adding(sums.3, fourth, fourth)
    line += stride
    i &+= 1
  }
  store((sums.0 / count).squareRoot(), deviation)
  store((sums.1 / count).squareRoot(), deviation + lanes)
  store((sums.2 / count).squareRoot(), deviation + 2 &* lanes)
  store((sums.3 / count).squareRoot(), deviation + 3 &* lanes)
}

@inline(__always)
private func moments(
  _ source: UnsafePointer<Double>,
  _ stride: Int,
  _ rows: Int,
  _ count: Int,
  _ mean: UnsafeMutablePointer<Double>,
  _ deviation: UnsafeMutablePointer<Double>
) {
  let number = Vector(repeating: Double(rows))
  var sum = Vector(repeating: 0)
  var i = 0
  while i < rows {
    sum += load(source + i &* stride, count)
    i &+= 1
  }
  let center = sum / number
  store(center, mean, count)
  sum = Vector(repeating: 0)
  i = 0
  while i < rows {
    let difference = load(source + i &* stride, count) - center
    sum = adding(sum, difference, difference)
    i &+= 1
  }
  store((sum / number).squareRoot(), deviation, count)
}

/// ẑ = (z − μ)·inverse and γ ẑ + β, where every column has its own μ, inverse, γ and β.
package func normalizeRows(
  _ source: UnsafePointer<Double>,
  _ stride: Int,
  _ rows: Int,
  _ columns: Int,
  _ mean: UnsafePointer<Double>,
  _ inverse: UnsafePointer<Double>,
  _ gamma: UnsafePointer<Double>,
  _ beta: UnsafePointer<Double>,
  _ normalized: UnsafeMutablePointer<Double>,
  _ target: UnsafeMutablePointer<Double>
) {
  var i = 0
  while i < rows {
    let start = i &* stride
    var j = 0
    while j < columns {
      let count = columns &- j < lanes ? columns &- j : lanes
      let place = start &+ j
      let value = (load(source + place, count) - load(mean + j, count)) * load(inverse + j, count)
      store(value, normalized + place, count)
      let result = adding(load(beta + j, count), load(gamma + j, count), value)
      store(result, target + place, count)
      j &+= lanes
    }
    i &+= 1
  }
}

/// Σ δ and Σ δ ẑ of each column, from the first row to the last.
package func columnProducts(
  _ delta: UnsafePointer<Double>,
  _ normalized: UnsafePointer<Double>,
  _ stride: Int,
  _ rows: Int,
  _ columns: Int,
  _ sums: UnsafeMutablePointer<Double>,
  _ products: UnsafeMutablePointer<Double>
) {
  let zero = Vector(repeating: 0)
  var j = 0
  while j &+ 2 &* lanes <= columns {
    var sum = (zero, zero)
    var product = (zero, zero)
    var place = j
    var i = 0
    while i < rows {
      let (first, second) = (load(delta + place), load(delta + (place &+ lanes)))
      sum.0 += first
      sum.1 += second
      product.0 = adding(product.0, first, load(normalized + place))
      product.1 = adding(product.1, second, load(normalized + (place &+ lanes)))
      place &+= stride
      i &+= 1
    }
    store(sum.0, sums + j)
    store(sum.1, sums + (j &+ lanes))
    store(product.0, products + j)
    store(product.1, products + (j &+ lanes))
    j &+= 2 &* lanes
  }
  while j < columns {
    let count = columns &- j < lanes ? columns &- j : lanes
    var sum = zero
    var product = zero
    var place = j
    var i = 0
    while i < rows {
      let value = load(delta + place, count)
      sum += value
      product = adding(product, value, load(normalized + place, count))
      place &+= stride
      i &+= 1
    }
    store(sum, sums + j, count)
    store(product, products + j, count)
    j &+= lanes
  }
}

/// target ← scale·(δ − shift − ẑ·slope), where every column has its own scale, shift and slope.
package func normalizationSlopes(
  _ delta: UnsafePointer<Double>,
  _ normalized: UnsafePointer<Double>,
  _ stride: Int,
  _ rows: Int,
  _ columns: Int,
  _ scale: UnsafePointer<Double>,
  _ shift: UnsafePointer<Double>,
  _ slope: UnsafePointer<Double>,
  _ target: UnsafeMutablePointer<Double>
) {
  var i = 0
  while i < rows {
    let start = i &* stride
    var j = 0
    while j < columns {
      let count = columns &- j < lanes ? columns &- j : lanes
      let place = start &+ j
      let rest = load(delta + place, count) - load(shift + j, count)
      let bent = adding(rest, -load(slope + j, count), load(normalized + place, count))
      store(load(scale + j, count) * bent, target + place, count)
      j &+= lanes
    }
    i &+= 1
  }
}
