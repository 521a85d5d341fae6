import Operations
import Tensors

extension Engine {
  /// Δz of every layer whose derivative is needed, for some cases of a batch.
  ///
  /// When a layer's turn comes, those that read its output have all added their part.
  func backward(
    _ inputs: UnsafePointer<Double>,
    _ cases: Int,
    _ part: Range<Int>,
    _ crew: Crew,
    _ workspace: Workspace
  ) {
    for index in stride(from: count - 1, through: 0, by: -1) {
      let stage = layers[index]
      if !stage.needsDelta { continue }
      if index < count - 1 {
        throughActivation(stage, part)
        sumDeltas(stage, part)
      }
      switch stage.work {
      case .convolution(let filters) where stage.isTrained:
        let below = output(stage.source, inputs)
        sumFilterGradients(stage, filters.pointee, below, part, workspace)
      case .batchNorm(let norm): sumSlopes(stage, norm.pointee, cases, crew)
      default: break
      }
      pass(stage, stage.way, to: stage.source, cases, part, workspace)
      if case .residual(let second) = stage.work {
        pass(stage, stage.secondWay, to: second, cases, part, workspace)
      }
    }
  }

  /// Σ |Δz| of some cases, for the bounds on what is trained by it.
  @inline(__always)
  func sumDeltas(_ stage: Stage, _ part: Range<Int>) {
    guard stage.isTrained else { return }
    for row in part {
      stage.deltaSums[row] = sumOfMagnitudes(stage.delta + row &* stage.units, stage.units)
    }
  }

  /// Brings the derivative by the output of the layer `source` there.
  @inline(__always)
  private func pass(
    _ stage: Stage,
    _ way: Way,
    to source: Int,
    _ cases: Int,
    _ part: Range<Int>,
    _ workspace: Workspace
  ) {
    let target = source == 0 ? inputDelta : layers[source - 1].delta
    switch way {
    case .none: break
    case .writes: derive(stage, cases, part, workspace, into: target)
    case .adds:
      derive(stage, cases, part, workspace, into: spill)
      let start = part.lowerBound &* stage.inputs
      kernels.addScaled(1, spill + start, to: target + start, count: part.count &* stage.inputs)
    }
  }

  /// ∂loss/∂a₋₁ for some cases.
  @inline(__always)
  private func derive(
    _ stage: Stage,
    _ cases: Int,
    _ part: Range<Int>,
    _ workspace: Workspace,
    into target: UnsafeMutablePointer<Double>
  ) {
    switch stage.work {
    case .dense: denseBack(stage, cases, part, workspace, into: target)
    case .convolution(let filters):
      convolveBack(stage, filters.pointee, part, workspace, into: target)
    case .pool(let pool):
      for row in part {
        pool.pointee.poolBack(
          stage.delta + row &* stage.units,
          pool.pointee.places + row &* stage.units,
          to: target + row &* stage.inputs
        )
      }
    case .copy, .residual:
      let start = part.lowerBound &* stage.units
      (target + start).update(from: stage.delta + start, count: part.count &* stage.units)
    case .batchNorm(let norm): normalizeBack(stage, norm.pointee, part, into: target)
    case .layerNorm(let norm): normalizeCasesBack(stage, norm.pointee, part, into: target)
    case .dropout(let dropout): dropBack(stage, dropout.pointee, part, into: target)
    }
  }

  /// Δz W.
  private func denseBack(
    _ stage: Stage,
    _ cases: Int,
    _ part: Range<Int>,
    _ workspace: Workspace,
    into below: UnsafeMutablePointer<Double>
  ) {
    let (units, inputs) = (stage.units, stage.inputs)
    if isSmall(cases, units, inputs) {
      for row in part {
        let (source, target) = (stage.delta + row &* units, below + row &* inputs)
        for k in 0..<inputs {
          var sum = 0.0
          for j in 0..<units { sum += source[j] * stage.weights[j &* inputs &+ k] }
          target[k] = sum
        }
      }
      return
    }
    kernels.multiply(
      MatrixOperand(stage.delta, stride: units),
      MatrixOperand(stage.weights, stride: inputs),
      rows: cases,
      inner: units,
      columns: inputs,
      into: below,
      stride: inputs,
      part: part,
      precision: precision,
      workspace: workspace
    )
  }

  /// From ∂loss/∂a to Δz in place: times g′(z), or times the Jacobian of softmax.
  func throughActivation(_ layer: Stage, _ part: Range<Int>) {
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
}
