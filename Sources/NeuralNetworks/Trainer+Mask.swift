package import Tensors

extension Trainer {
  /// The mask that an update draws for a layer of dropout: 1 for kept, 0 for off; numbers × cases.
  ///
  /// Updates and layers are counted from 1. Each case has its own random numbers, so that the number
  /// of threads has no part in them.
  package static func mask(
    seed: UInt64,
    layer: Int,
    update: Int,
    cases: Int,
    units: Int,
    p: Double
  ) -> Tensor {
    let masks = MaskStream(seed: seed, layer: layer, update: update)
    let rows = Tensor(shape: Shape(rows: cases, columns: units)) { target in
      guard let start = target.baseAddress else { return }
      for row in 0..<cases { masks.draw(row, p, units, to: start + row * units) }
    }
    return rows.transposed()
  }
}

/// The random numbers of one layer's masks in one update.
struct MaskStream {
  private let seed: UInt64

  init(seed: UInt64, layer: Int, update: Int) {
    // There are at most 10 000 layers: the numbers of two never meet.
    let number = layer << 34 | update & (1 << 34 - 1)
    var stream = RandomStream(seed: seed, for: .dropout, number: number)
    self.seed = stream.next()
  }

  /// Draws the mask of a case of the batch, counted from 0: 0 with probability p, 1 else.
  func draw(_ row: Int, _ p: Double, _ units: Int, to target: UnsafeMutablePointer<Double>) {
    var stream = RandomStream(seed: seed, stream: UInt64(row))
    for index in 0..<units { target[index] = stream.uniform() < p ? 0 : 1 }
  }
}
