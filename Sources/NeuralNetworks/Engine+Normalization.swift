import Tensors

// Batch normalisation couples the cases: its moments are sums over all of them, which threads form
// for some channels each, in an order that their number has no part in.
extension Engine {
  /// μ, σ and 1/(σ + δ) of the batch; in a test 1/(σ + δ) of the running averages.
  func prepare(
    _ norm: UnsafePointer<Norm>,
    _ below: UnsafePointer<Double>,
    _ cases: Int,
    _ mode: Mode,
    _ crew: Crew
  ) {
    let norm = norm.pointee
    let part = crew.share(of: norm.channels)
    if mode == .test {
      for channel in part {
        norm.inverse[channel] = norm.inverse(of: norm.runningDeviation[channel])
      }
      crew.barrier()
      return
    }
    crew.barrier()
    if norm.positions == 1 {
      kernels.columnMoments(
        below + part.lowerBound,
        stride: norm.channels,
        rows: cases,
        columns: part.count,
        mean: norm.mean + part.lowerBound,
        deviation: norm.deviation + part.lowerBound
      )
    } else {
      let total = Double(cases &* norm.positions)
      for channel in part {
        let mean = norm.sum(channel, cases) { sum(below + $0, norm.positions) } / total
        let square = norm.sum(channel, cases) {
          sumOfSquares(below + $0, norm.positions, from: mean)
        }
        norm.mean[channel] = mean
        norm.deviation[channel] = (square / total).squareRoot()
      }
    }
    for channel in part { norm.inverse[channel] = norm.inverse(of: norm.deviation[channel]) }
    crew.barrier()
  }

  /// z = γ ẑ + β, with the channels' moments.
  func normalize(
    _ stage: Stage,
    _ norm: Norm,
    _ below: UnsafePointer<Double>,
    _ part: Range<Int>,
    _ mode: Mode,
    _ z: UnsafeMutablePointer<Double>
  ) {
    let mean = mode == .test ? norm.runningMean : norm.mean
    // In a test nobody needs ẑ afterwards: z takes its place.
    let normalized = mode == .test ? z : norm.normalized
    if norm.positions == 1 {
      let start = part.lowerBound &* stage.units
      kernels.normalizeRows(
        below + start,
        stride: stage.units,
        rows: part.count,
        columns: stage.units,
        mean: mean,
        inverse: norm.inverse,
        gamma: stage.weights,
        beta: stage.biases,
        normalized: normalized + start,
        into: z + start
      )
      return
    }
    for row in part {
      for channel in 0..<norm.channels {
        let start = row &* stage.units &+ channel &* norm.positions
        let (mean, inverse) = (mean[channel], norm.inverse[channel])
        let (gamma, beta) = (stage.weights[channel], stage.biases[channel])
        let x = below + start
        let hat = normalized + start
        transform(x, x, into: hat, norm.positions) { x, _ in (x - mean) * inverse }
        transform(hat, hat, into: z + start, norm.positions) { x, _ in gamma * x + beta }
      }
    }
  }

  /// Σ Δ and Σ Δ ẑ of each channel, and from them what a derivative by a₋₁ is made of.
  func sumSlopes(_ stage: Stage, _ norm: Norm, _ cases: Int, _ crew: Crew) {
    crew.barrier()
    let part = crew.share(of: norm.channels)
    if norm.positions == 1 {
      kernels.columnProducts(
        stage.delta + part.lowerBound,
        norm.normalized + part.lowerBound,
        stride: norm.channels,
        rows: cases,
        columns: part.count,
        sums: norm.sums + part.lowerBound,
        products: norm.products + part.lowerBound
      )
    } else {
      for channel in part {
        norm.sums[channel] = norm.sum(channel, cases) { sum(stage.delta + $0, norm.positions) }
        norm.products[channel] = norm.sum(channel, cases) {
          dot(stage.delta + $0, norm.normalized + $0, norm.positions)
        }
      }
    }
    let total = Double(cases &* norm.positions)
    for channel in part {
      norm.scale[channel] = stage.weights[channel] * norm.inverse[channel]
      norm.shift[channel] = norm.sums[channel] / total
      norm.slope[channel] =
        norm.bend(norm.deviation[channel]) * norm.products[channel] / total
    }
    crew.barrier()
  }

  /// ∂loss/∂a₋₁ = γ/(σ + δ) · (Δ − mean Δ − ẑ · (σ + δ)/σ · mean Δẑ).
  func normalizeBack(
    _ stage: Stage,
    _ norm: Norm,
    _ part: Range<Int>,
    into target: UnsafeMutablePointer<Double>
  ) {
    if norm.positions == 1 {
      let start = part.lowerBound &* stage.units
      kernels.normalizationSlopes(
        stage.delta + start,
        norm.normalized + start,
        stride: stage.units,
        rows: part.count,
        columns: stage.units,
        scale: norm.scale,
        shift: norm.shift,
        slope: norm.slope,
        into: target + start
      )
      return
    }
    for row in part {
      for channel in 0..<norm.channels {
        let start = row &* stage.units &+ channel &* norm.positions
        let (scale, shift, slope) = (norm.scale[channel], norm.shift[channel], norm.slope[channel])
        transform(
          stage.delta + start,
          norm.normalized + start,
          into: target + start,
          norm.positions
        ) { delta, hat in
          scale * (delta - shift - hat * slope)
        }
      }
    }
  }

  /// running ← momentum · running + (1 − momentum) · batch, for some channels.
  func updateAverages(_ norm: Norm, _ part: Range<Int>) {
    let (keep, take) = (norm.momentum, 1 - norm.momentum)
    for channel in part {
      norm.runningMean[channel] = keep * norm.runningMean[channel] + take * norm.mean[channel]
      norm.runningDeviation[channel] =
        keep * norm.runningDeviation[channel] + take * norm.deviation[channel]
    }
  }
}

// Layer normalisation: a case has its own moments, a number its own γ and β.
extension Engine {
  /// z = γ ⊙ ẑ + β, with each case's moments.
  func normalizeCases(
    _ stage: Stage,
    _ norm: Norm,
    _ below: UnsafePointer<Double>,
    _ part: Range<Int>,
    _ mode: Mode,
    _ z: UnsafeMutablePointer<Double>
  ) {
    let units = stage.units
    let normalized = mode == .test ? z : norm.normalized
    for row in part {
      let x = below + row &* units
      let mean = sum(x, units) / Double(units)
      let deviation = (sumOfSquares(x, units, from: mean) / Double(units)).squareRoot()
      let inverse = norm.inverse(of: deviation)
      norm.mean[row] = mean
      norm.deviation[row] = deviation
      norm.inverse[row] = inverse
      let hat = normalized + row &* units
      let target = z + row &* units
      transform(x, x, into: hat, units) { x, _ in (x - mean) * inverse }
      transform(hat, stage.weights, into: target, units) { hat, gamma in hat * gamma }
      transform(target, stage.biases, into: target, units) { $0 + $1 }
    }
  }

  /// ∂loss/∂a₋₁ = 1/(σ + δ) · (g − mean g − ẑ · (σ + δ)/σ · mean gẑ), where g = γ ⊙ Δ.
  func normalizeCasesBack(
    _ stage: Stage,
    _ norm: Norm,
    _ part: Range<Int>,
    into target: UnsafeMutablePointer<Double>
  ) {
    let units = stage.units
    for row in part {
      let hat = norm.normalized + row &* units
      let g = target + row &* units
      transform(stage.delta + row &* units, stage.weights, into: g, units) { $0 * $1 }
      let shift = sum(g, units) / Double(units)
      let slope = norm.bend(norm.deviation[row]) * dot(g, hat, units) / Double(units)
      let inverse = norm.inverse[row]
      transform(g, hat, into: g, units) { g, hat in inverse * (g - shift - hat * slope) }
    }
  }
}

extension Engine.Norm {
  /// 1/(σ + δ); NaN where σ has passed all bounds, so that ẑ does not become a harmless 0.
  func inverse(of deviation: Double) -> Double {
    deviation.isFinite ? 1 / (deviation + delta) : .nan
  }

  /// (σ + δ)/σ; 0 where σ = 0, whose derivative is taken for 0.
  func bend(_ deviation: Double) -> Double {
    deviation == 0 ? 0 : (deviation + delta) / deviation
  }

  /// No |ẑ| of the batch is larger: |z − μ| ≤ √n σ, and where σ² is too small for a number, δ divides.
  func bound(cases: Int, isBatch: Bool) -> Double {
    let values = Double(isBatch ? cases * positions : channels)
    return Swift.max(2 * values.squareRoot(), delta > 0 ? 1e-150 / delta : 0)
  }

  /// The sum over the cases of what stands at a channel, from the first case to the last.
  @inline(__always)
  func sum(_ channel: Int, _ cases: Int, _ term: (_ start: Int) -> Double) -> Double {
    var (sum, start) = (0.0, channel &* positions)
    for _ in 0..<cases {
      sum += term(start)
      start &+= channels &* positions
    }
    return sum
  }
}
