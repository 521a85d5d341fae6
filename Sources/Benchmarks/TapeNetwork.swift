import Calculus
import Tensors

/// A network of scalars on a tape, as micrograd's demonstration trains one.
///
/// MLP(2, [16, 16, 1]) with ReLU in the hidden layers; the cost is the mean hinge loss
/// max(0, 1 − y s) of each point's score s and label y = ±1, plus λ Σ p² over all parameters.
///
/// A class: a closure of the benchmark holds it, and a tape cannot be copied.
final class TapeNetwork {
  private let sizes: [Int]
  /// The parameters at its start: for each neuron its weights, then its bias.
  private var tape: Tape
  private let parameterCount: Int

  /// Draws weights evenly from −1 to 1; biases are 0.
  init(sizes: [Int]) {
    self.sizes = sizes
    tape = Tape(capacity: 1 << 17)
    var random = RandomStream(seed: 1, stream: 8)
    for (inputs, outputs) in zip(sizes, sizes.dropFirst()) {
      for _ in 0..<outputs {
        for _ in 0..<inputs { _ = tape.variable(2 * random.uniform() - 1) }
        _ = tape.variable(0)
      }
    }
    parameterCount = tape.count
  }

  /// Two interleaved half circles with noise: points (x₁, x₂), and labels 1 and −1.
  static func moons(_ count: Int) -> (points: [(Double, Double)], labels: [Double]) {
    var random = RandomStream(seed: 1, stream: 9)
    var points: [(Double, Double)] = []
    var labels: [Double] = []
    for index in 0..<count {
      // Points on a half circle by their slope t: no sine is needed, nor differs by machine.
      let t = 2 * random.uniform() - 1
      let (x, y) = (2 * t / (1 + t * t), (1 - t * t) / (1 + t * t))
      let isUpper = index.isMultiple(of: 2)
      let noise = (0.1 * random.normal(), 0.1 * random.normal())
      points.append(
        isUpper ? (x + noise.0, y + noise.1) : (1 + x + noise.0, 0.5 - y + noise.1)
      )
      labels.append(isUpper ? 1 : -1)
    }
    return (points, labels)
  }

  /// Forward, backward and update p ← p − rate · ∂J/∂p; returns the cost before.
  func step(
    _ points: [(Double, Double)],
    _ labels: [Double],
    rate: Double,
    decay: Double
  ) -> Double {
    // Taken out while it is worked on: a local one needs no checks of exclusive access.
    var tape = Tape(capacity: 1)
    swap(&tape, &self.tape)
    defer { swap(&tape, &self.tape) }
    tape.rewind(to: parameterCount)
    let cost = record(points, labels, decay, on: &tape)
    tape.backward(from: cost)
    for place in 0..<parameterCount {
      let parameter = tape.node(at: place)
      let value = tape.value(of: parameter) - rate * tape.adjoint(of: parameter)
      tape.set(parameter, to: value)
    }
    return tape.value(of: cost)
  }

  private func record(
    _ points: [(Double, Double)],
    _ labels: [Double],
    _ decay: Double,
    on tape: inout Tape
  ) -> Tape.Node {
    var losses: Tape.Node?
    var layers: [[Tape.Node]] = sizes.dropFirst().map { _ in [] }
    for (point, label) in zip(points, labels) {
      let score = score(point, &layers, on: &tape)
      let loss = tape.relu(tape.add(tape.multiply(score, -label), 1))
      losses = losses.map { tape.add($0, loss) } ?? loss
    }
    var squares = tape.power(tape.node(at: 0), 2)
    for place in 1..<parameterCount {
      squares = tape.add(squares, tape.power(tape.node(at: place), 2))
    }
    let penalty = tape.multiply(squares, decay)
    guard let losses else { return penalty }
    return tape.add(tape.multiply(losses, 1 / Double(points.count)), penalty)
  }

  private func score(
    _ point: (Double, Double),
    _ layers: inout [[Tape.Node]],
    on tape: inout Tape
  ) -> Tape.Node {
    var place = 0
    for layer in layers.indices {
      layers[layer].removeAll(keepingCapacity: true)
      for _ in 0..<sizes[layer + 1] {
        let bias = tape.node(at: place + sizes[layer])
        var sum = bias
        if layer == 0 {
          sum = tape.add(sum, tape.multiply(tape.node(at: place), point.0))
          sum = tape.add(sum, tape.multiply(tape.node(at: place + 1), point.1))
        } else {
          for input in layers[layer - 1] {
            sum = tape.add(sum, tape.multiply(tape.node(at: place), input))
            place += 1
          }
        }
        place += layer == 0 ? 3 : 1
        layers[layer].append(layer == layers.count - 1 ? sum : tape.relu(sum))
      }
    }
    return layers[layers.count - 1][0]
  }
}
