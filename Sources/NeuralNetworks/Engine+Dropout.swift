import Tensors

extension Engine {
  /// Draws the masks of some cases, where the mode asks for fresh ones.
  func draw(_ dropout: Dropout, _ units: Int, _ part: Range<Int>, _ mode: Mode) {
    guard case .training(let update?) = mode else { return }
    let masks = MaskStream(seed: seed, layer: dropout.layer, update: update)
    for row in part { masks.draw(row, dropout.p, units, to: dropout.mask + row &* units) }
  }

  /// z = mask ⊙ a, or in a test all of a, scaled by the shares of what is kept.
  func drop(
    _ stage: Stage,
    _ dropout: Dropout,
    _ below: UnsafePointer<Double>,
    _ part: Range<Int>,
    _ mode: Mode,
    _ z: UnsafeMutablePointer<Double>
  ) {
    let start = part.lowerBound &* stage.units
    let numbers = part.count &* stage.units
    if mode == .test {
      let scale = dropout.testScale
      transform(below + start, below + start, into: z + start, numbers) { a, _ in scale * a }
    } else {
      let scale = dropout.trainingScale
      transform(below + start, dropout.mask + start, into: z + start, numbers) { a, mask in
        scale * (mask * a)
      }
    }
  }

  /// ∂loss/∂a₋₁ = mask ⊙ Δz, scaled.
  func dropBack(
    _ stage: Stage,
    _ dropout: Dropout,
    _ part: Range<Int>,
    into target: UnsafeMutablePointer<Double>
  ) {
    let start = part.lowerBound &* stage.units
    let scale = dropout.trainingScale
    transform(
      stage.delta + start,
      dropout.mask + start,
      into: target + start,
      part.count &* stage.units
    ) { delta, mask in
      scale * (mask * delta)
    }
  }
}
