import Operations
import Tensors

extension Engine {
  /// The crew's part of every layer's parameters: their gradients, and the update.
  func update(
    _ batch: Batch,
    _ inputs: UnsafePointer<Double>,
    _ crew: Crew,
    _ workspace: Workspace
  ) {
    let factor = convention.factor(cases: batch.count)
    let rule = UpdateRule(optimizer, rate: batch.rate ?? 0, time: batch.time)
    for index in 0..<count {
      let stage = layers[index]
      if batch.rate != nil, case .batchNorm(let norm) = stage.work {
        updateAverages(norm.pointee, crew.share(of: norm.pointee.channels))
      }
      if !stage.isTrained { continue }
      let part = crew.share(of: stage.biasCount)
      let below = output(stage.source, inputs)
      switch stage.work {
      case .dense:
        sumDeltas(stage, batch.count, part, factor)
        if isFused, let rate = batch.rate {
          // W ← (1 − αλ/N) W − α/N Δzᵀ a₋₁: ΔW is never stored.
          gradient(
            stage,
            below,
            batch.count,
            part,
            scale: -rate * factor,
            keep: 1 - rate * factor * l2,
            into: stage.weights,
            workspace
          )
          rule.update(block(of: stage, biases: part), count: part.count, kernels)
          continue
        }
        gradient(
          stage,
          below,
          batch.count,
          part,
          scale: factor,
          keep: 0,
          into: block.gradient + stage.offset,
          workspace
        )
      case .convolution(let filters): addGroups(stage, filters.pointee, batch.count, part, factor)
      case .batchNorm(let norm):
        for channel in part {
          block.gradient[stage.offset &+ channel] = factor * norm.pointee.products[channel]
          stage.biasGradient[channel] = factor * norm.pointee.sums[channel]
        }
      case .layerNorm(let norm): sumCases(stage, norm.pointee, batch.count, part, factor)
      case .pool, .copy, .dropout, .residual: continue
      }
      let own = block.advanced(by: stage.offset + part.lowerBound &* stage.width)
      let numbers = part.count &* stage.width
      if stage.penalizedCount > 0 { addPenalties(own, numbers, factor) }
      if batch.rate != nil {
        rule.update(own, count: numbers, kernels)
        rule.update(block(of: stage, biases: part), count: part.count, kernels)
      }
    }
  }

  /// The biases of some units.
  @inline(__always)
  private func block(of stage: Stage, biases part: Range<Int>) -> UpdateBlock {
    let remembered = stage.offset + stage.weightCount + part.lowerBound
    return UpdateBlock(
      parameters: stage.biases + part.lowerBound,
      gradient: stage.biasGradient + part.lowerBound,
      first: block.first + remembered,
      second: block.second + remembered
    )
  }

  /// Δγ and Δβ of some units in layer normalisation: factor · Σₙ Δ ẑ and factor · Σₙ Δ.
  private func sumCases(
    _ stage: Stage,
    _ norm: Norm,
    _ cases: Int,
    _ part: Range<Int>,
    _ factor: Double
  ) {
    let gamma = block.gradient + stage.offset
    kernels.columnProducts(
      stage.delta + part.lowerBound,
      norm.normalized + part.lowerBound,
      stride: stage.units,
      rows: cases,
      columns: part.count,
      sums: stage.biasGradient + part.lowerBound,
      products: gamma + part.lowerBound
    )
    for unit in part {
      gamma[unit] *= factor
      stage.biasGradient[unit] *= factor
    }
  }

  /// target ← keep · target + scale · Δzᵀ a₋₁, some rows of it.
  private func gradient(
    _ layer: Stage,
    _ below: UnsafePointer<Double>,
    _ cases: Int,
    _ part: Range<Int>,
    scale: Double,
    keep: Double,
    into target: UnsafeMutablePointer<Double>,
    _ workspace: Workspace
  ) {
    let (units, inputs) = (layer.units, layer.inputs)
    if isSmall(cases, units, inputs) {
      for j in part {
        for k in 0..<inputs {
          var sum = 0.0
          for row in 0..<cases {
            sum += layer.delta[row &* units &+ j] * below[row &* inputs &+ k]
          }
          let place = j &* inputs &+ k
          target[place] = scale * sum + (keep == 0 ? 0 : keep * target[place])
        }
      }
      return
    }
    kernels.multiply(
      MatrixOperand(layer.delta, stride: units, isTransposed: true),
      MatrixOperand(below, stride: inputs),
      rows: units,
      inner: cases,
      columns: inputs,
      scale: scale,
      keep: keep,
      into: target,
      stride: inputs,
      part: part,
      precision: precision,
      workspace: workspace
    )
  }

  /// Δb = factor · Σₙ Δzₙ for some units.
  private func sumDeltas(_ layer: Stage, _ cases: Int, _ part: Range<Int>, _ factor: Double) {
    let units = layer.units
    kernels.sumRows(
      layer.delta + part.lowerBound,
      stride: units,
      rows: cases,
      columns: part.count,
      scale: factor,
      into: layer.biasGradient + part.lowerBound
    )
  }

  /// ΔW ← ΔW + factor · (λ W + λ₁ sign W).
  private func addPenalties(_ block: UpdateBlock, _ count: Int, _ factor: Double) {
    let (w, g) = (block.parameters, block.gradient)
    if l2 != 0 {
      let l2 = factor * l2
      for i in 0..<count { g[i] += l2 * w[i] }
    }
    if l1 != 0 {
      let l1 = factor * l1
      for i in 0..<count { g[i] += w[i] > 0 ? l1 : w[i] < 0 ? -l1 : 0 }
    }
  }
}
