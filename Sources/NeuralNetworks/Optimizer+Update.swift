import Tensors

/// The parameters that one update changes, with their gradient and what the optimiser remembers.
struct UpdateBlock {
  let parameters: UnsafeMutablePointer<Double>
  let gradient: UnsafeMutablePointer<Double>
  /// ν, s, r or v, zero before the first update.
  let first: UnsafeMutablePointer<Double>
  /// r of adam, u of adadelta, zero before the first update.
  let second: UnsafeMutablePointer<Double>

  /// The block from some parameter on.
  func advanced(by offset: Int) -> UpdateBlock {
    UpdateBlock(
      parameters: parameters + offset,
      gradient: gradient + offset,
      first: first + offset,
      second: second + offset
    )
  }
}

/// What an optimiser does in one update, with all that is the same for every parameter.
struct UpdateRule {
  private let optimizer: Optimizer
  private let rate: Double
  /// Of adam and adamw.
  private let adamStep: Kernels.AdamStep

  /// Makes the rule of an update; `time` counts the updates from 1.
  init(_ optimizer: Optimizer, rate: Double, time: Int) {
    self.optimizer = optimizer
    self.rate = rate
    adamStep =
      switch optimizer {
      case .adam(let beta1, let beta2, let epsilon):
        Self.adamStep(beta1, beta2, epsilon, decay: 0, rate: rate, time: time)
      case .adamw(let beta1, let beta2, let epsilon, let weightDecay):
        Self.adamStep(beta1, beta2, epsilon, decay: weightDecay, rate: rate, time: time)
      default: Self.adamStep(0, 0, 0, decay: 0, rate: rate, time: 1)
      }
  }

  /// Updates parameters in place.
  ///
  /// One loop for each optimiser, and nothing in it but the formulas of its case.
  func update(_ block: UpdateBlock, count: Int, _ kernels: Kernels) {
    let (w, g, first, second) = (block.parameters, block.gradient, block.first, block.second)
    switch optimizer {
    case .gradientDescent: kernels.addScaled(-rate, g, to: w, count: count)
    case .momentum(let decay):
      kernels.momentumUpdate(
        keep: decay,
        scale: rate,
        step: -1,
        gradient: g,
        velocity: first,
        weights: w,
        count: count
      )
    case .nesterov(let decay):
      for i in 0..<count {
        first[i] = decay * first[i] + g[i]
        w[i] -= rate * (g[i] + decay * first[i])
      }
    case .adagrad(let epsilon):
      for i in 0..<count {
        first[i] += g[i] * g[i]
        w[i] -= rate * g[i] / (first[i].squareRoot() + epsilon)
      }
    case .rmsprop(let beta, let epsilon):
      for i in 0..<count {
        first[i] = beta * first[i] + (1 - beta) * (g[i] * g[i])
        w[i] -= rate * g[i] / (first[i].squareRoot() + epsilon)
      }
    case .adadelta(let rho, let epsilon):
      for i in 0..<count {
        first[i] = rho * first[i] + (1 - rho) * (g[i] * g[i])
        let step = (second[i] + epsilon).squareRoot() / (first[i] + epsilon).squareRoot() * g[i]
        second[i] = rho * second[i] + (1 - rho) * (step * step)
        w[i] -= rate * step
      }
    case .adam, .adamw:
      kernels.adamUpdate(
        adamStep,
        gradient: g,
        first: first,
        second: second,
        weights: w,
        count: count
      )
    }
  }

  private static func adamStep(
    _ beta1: Double,
    _ beta2: Double,
    _ epsilon: Double,
    decay: Double,
    rate: Double,
    time: Int
  ) -> Kernels.AdamStep {
    Kernels.AdamStep(
      rate: rate,
      beta1: beta1,
      beta2: beta2,
      firstCorrection: 1 / (1 - power(beta1, time)),
      secondCorrection: 1 / (1 - power(beta2, time)),
      epsilon: epsilon,
      decay: decay
    )
  }
}

/// An optimiser with what it remembers of one list of parameters: for tests and comparisons.
package struct OptimizerState: Sendable {
  private let optimizer: Optimizer
  private var first: [Double]
  private var second: [Double]
  private var time = 0

  /// Makes a fresh state for a number of parameters.
  package init(_ optimizer: Optimizer, count: Int) {
    self.optimizer = optimizer
    first = Array(repeating: 0, count: count)
    second = Array(repeating: 0, count: count)
  }

  /// Updates parameters by a gradient of as many elements.
  package mutating func update(_ parameters: inout [Double], gradient: [Double], rate: Double) {
    precondition(
      parameters.count == first.count && gradient.count == first.count,
      "There are as many gradients as parameters."
    )
    time += 1
    var gradient = gradient
    let count = first.count
    parameters.withUnsafeMutableBufferPointer { w in
      gradient.withUnsafeMutableBufferPointer { g in
        first.withUnsafeMutableBufferPointer { first in
          second.withUnsafeMutableBufferPointer { second in
            guard let w = w.baseAddress, let g = g.baseAddress, let first = first.baseAddress,
              let second = second.baseAddress
            else { return }
            let block = UpdateBlock(parameters: w, gradient: g, first: first, second: second)
            let rule = UpdateRule(optimizer, rate: rate, time: time)
            rule.update(block, count: count, Kernels.current)
          }
        }
      }
    }
  }
}
