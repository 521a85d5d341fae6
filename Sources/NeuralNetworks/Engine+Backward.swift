import Operations
import Tensors

extension Engine {
  /// Δz of every layer below the last, for some cases of a batch.
  func backward(_ cases: Int, _ part: Range<Int>, _ workspace: Workspace) {
    for index in stride(from: count - 1, to: 0, by: -1) {
      let (layer, below) = (layers[index], layers[index - 1])
      let (units, inputs) = (layer.units, layer.inputs)
      if isSmall(cases, units, inputs) {
        for row in part {
          let (source, target) = (layer.delta + row &* units, below.delta + row &* inputs)
          for k in 0..<inputs {
            var sum = 0.0
            for j in 0..<units { sum += source[j] * layer.weights[j &* inputs &+ k] }
            target[k] = sum
          }
        }
      } else {
        kernels.multiply(
          MatrixOperand(layer.delta, stride: units),
          MatrixOperand(layer.weights, stride: inputs),
          rows: cases,
          inner: units,
          columns: inputs,
          into: below.delta,
          stride: inputs,
          part: part,
          workspace: workspace
        )
      }
      throughActivation(below, part)
      for row in part {
        below.deltaSums[row] = sumOfMagnitudes(below.delta + row &* inputs, inputs)
      }
    }
  }

  /// From ∂loss/∂a to Δz in place: times g′(z), or times the Jacobian of softmax.
  func throughActivation(_ layer: Layer, _ part: Range<Int>) {
    let units = layer.units
    let start = part.lowerBound &* units
    let total = part.count &* units
    let (z, a, delta) = (layer.z + start, layer.a + start, layer.delta + start)
    switch layer.activation {
    case .identity: break
    // σ′ = σ(1 − σ), tanh′ = 1 − tanh².
    case .sigmoid: kernels.multiplyBySigmoidSlope(a, delta, count: total)
    case .tanh: kernels.multiplyByTanhSlope(a, delta, count: total)
    case .relu:
      transform(delta, a, into: delta, total) { delta, a in
        SIMD8(repeating: 0).replacing(with: delta, where: a .> 0)
      }
    case .leakyRelu(let slope):
      transform(delta, z, into: delta, total) { delta, z in
        (slope * delta).replacing(with: delta, where: z .> 0)
      }
    case .elu, .softplus:
      if let function = layer.activation.function {
        for i in 0..<total { delta[i] *= function.derivative(at: z[i]) }
      }
    case .softmax:
      // ∂L/∂zⱼ = aⱼ (∂L/∂aⱼ − Σₖ ∂L/∂aₖ aₖ).
      for row in 0..<part.count {
        let (a, delta) = (a + row &* units, delta + row &* units)
        var sum = 0.0
        for k in 0..<units { sum += delta[k] * a[k] }
        for j in 0..<units { delta[j] = a[j] * (delta[j] - sum) }
      }
    }
  }

  /// The crew's part of the units of every layer: their gradients, and the update.
  func update(
    _ batch: Batch,
    _ inputs: UnsafePointer<Double>,
    _ crew: Crew,
    _ workspace: Workspace
  ) {
    let factor = convention.factor(cases: batch.count)
    let rule = UpdateRule(optimizer, rate: batch.rate ?? 0, time: batch.time)
    var below = inputs
    for index in 0..<count {
      let layer = layers[index]
      let part = crew.share(of: layer.units)
      let remembered = layer.offset + layer.units &* layer.inputs + part.lowerBound
      let biases = UpdateBlock(
        parameters: layer.biases + part.lowerBound,
        gradient: layer.biasGradient + part.lowerBound,
        first: block.first + remembered,
        second: block.second + remembered
      )
      sumDeltas(layer, batch.count, part, factor)
      if isFused, let rate = batch.rate {
        // W ← (1 − αλ/N) W − α/N Δzᵀ a₋₁: ΔW is never stored.
        gradient(
          layer,
          below,
          batch.count,
          part,
          scale: -rate * factor,
          keep: 1 - rate * factor * l2,
          into: layer.weights,
          workspace
        )
        rule.update(biases, count: part.count, kernels)
      } else {
        let weights = layer.offset + part.lowerBound &* layer.inputs
        gradient(
          layer,
          below,
          batch.count,
          part,
          scale: factor,
          keep: 0,
          into: block.gradient + layer.offset,
          workspace
        )
        let numbers = part.count &* layer.inputs
        addPenalties(block.advanced(by: weights), numbers, factor)
        if batch.rate != nil {
          rule.update(block.advanced(by: weights), count: numbers, kernels)
          rule.update(biases, count: part.count, kernels)
        }
      }
      below = UnsafePointer(layer.a)
    }
  }

  /// target ← keep · target + scale · Δzᵀ a₋₁, some rows of it.
  private func gradient(
    _ layer: Layer,
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
      workspace: workspace
    )
  }

  /// Δb = factor · Σₙ Δzₙ for some units.
  private func sumDeltas(_ layer: Layer, _ cases: Int, _ part: Range<Int>, _ factor: Double) {
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
