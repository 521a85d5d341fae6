import Operations
import Tensors

extension Engine {
  /// a of the last layer, the loss of each case, whether its answer is right, and Δz.
  ///
  /// Cross-entropy behind softmax and binary cross-entropy behind σ are computed from z, so that no
  /// logarithm meets a 0. A loss that has no value becomes NaN.
  func finish(
    _ targets: UnsafePointer<Double>,
    _ part: Range<Int>,
    _ judgement: Judgement?,
    givesDelta: Bool
  ) {
    let layer = layers[count - 1]
    switch (layer.activation, loss) {
    case (.softmax, .crossEntropy): finishSoftmax(layer, targets, part, givesDelta)
    case (.sigmoid, .binaryCrossEntropy): finishSigmoid(layer, targets, part, givesDelta)
    default: finishUnmatched(layer, targets, part, givesDelta)
    }
    let units = layer.units
    if let judgement {
      for row in part {
        let isRight = judgement.accepts(layer.a + row &* units, targets + row &* units, units)
        verdicts[row] = isRight ? 1 : 0
      }
    }
    if givesDelta { sumDeltas(layer, part) }
  }

  /// loss = Σ yⱼ (log Σ e^(zₖ−m) − (zⱼ − m)); Δz = a Σ y − y.
  private func finishSoftmax(
    _ layer: Stage,
    _ targets: UnsafePointer<Double>,
    _ part: Range<Int>,
    _ givesDelta: Bool
  ) {
    let units = layer.units
    for row in part {
      losses[row] = subtractLargest(layer.z + row &* units, to: layer.a + row &* units, units)
    }
    let start = layer.a + part.lowerBound &* units
    kernels.apply(.exp, start, to: start, count: part.count &* units)
    for row in part {
      let (z, a) = (layer.z + row &* units, layer.a + row &* units)
      let y = targets + row &* units
      let largest = losses[row]
      let powers = normalize(a, units)
      let logarithm = ElementwiseFunction.log.value(at: powers)
      var sum = 0.0
      var total = 0.0
      for j in 0..<units {
        total += y[j]
        if y[j] != 0 { sum += y[j] * (logarithm - (z[j] - largest)) }
      }
      // A z that is NaN shows, even where every y is 0.
      losses[row] = powers.isNaN ? .nan : sum
      if givesDelta {
        let delta = layer.delta + row &* units
        for j in 0..<units { delta[j] = a[j] * total - y[j] }
      }
    }
  }

  /// loss = Σ yⱼ softplus(−zⱼ) + (1 − yⱼ) softplus(zⱼ); Δz = a − y.
  private func finishSigmoid(
    _ layer: Stage,
    _ targets: UnsafePointer<Double>,
    _ part: Range<Int>,
    _ givesDelta: Bool
  ) {
    activate(layer, part)
    let units = layer.units
    for row in part {
      let z = layer.z + row &* units
      let y = targets + row &* units
      var sum = 0.0
      for j in 0..<units {
        if y[j] != 0 { sum += y[j] * ElementwiseFunction.softplus.value(at: -z[j]) }
        if y[j] != 1 { sum += (1 - y[j]) * ElementwiseFunction.softplus.value(at: z[j]) }
      }
      losses[row] = sum
      if givesDelta {
        let (a, delta) = (layer.a + row &* units, layer.delta + row &* units)
        for j in 0..<units { delta[j] = a[j] - y[j] }
      }
    }
  }

  /// The loss from a, ∂loss/∂a, and the chain rule through the activation.
  private func finishUnmatched(
    _ layer: Stage,
    _ targets: UnsafePointer<Double>,
    _ part: Range<Int>,
    _ givesDelta: Bool
  ) {
    activate(layer, part)
    let units = layer.units
    for row in part {
      let (a, y) = (layer.a + row &* units, targets + row &* units)
      let delta = layer.delta + (givesDelta ? row &* units : 0)
      var sum = 0.0
      for j in 0..<units {
        sum += loss.isDefined(at: a[j], for: y[j]) ? loss.term(a[j], y[j]) : .nan
        if givesDelta { delta[j] = loss.slope(a[j], y[j]) }
      }
      losses[row] = sum
    }
    if givesDelta { throughActivation(layer, part) }
  }
}
