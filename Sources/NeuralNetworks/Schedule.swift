/// How the learning rate changes from epoch to epoch; t is the epoch, counted from 0.
package enum Schedule: Hashable, Sendable {
  /// α.
  case constant
  /// α + (final − α) · min(1, t/epochs).
  case linear(final: Double, epochs: Int)
  /// α · decayᵗ.
  case exponential(decay: Double)
  /// α · factor^⌊t/every⌋.
  case step(factor: Double, every: Int)
  /// α/√(t + 1). santa-cruz, "LEARNING RATES".
  case inverseSquareRoot
  /// α/(1 + decay · t).
  case inverseTime(decay: Double)
  /// α · min(1, (t + 1)/epochs).
  case warmUp(epochs: Int)
  /// α, times the factor whenever the cost watched has not improved for `patience` epochs.
  ///
  /// The cost watched is that of the validation data, or else the training cost of the epoch.
  case reduceOnPlateau(factor: Double, patience: Int)
  /// The rates themselves, one for each epoch; the last holds on.
  case table([Double])

  /// The rate of an epoch; on a plateau the reductions come on top.
  package func rate(base: Double, epoch: Int) -> Double {
    let t = Double(epoch)
    switch self {
    case .constant, .reduceOnPlateau: return base
    case .linear(let final, let epochs):
      return base + (final - base) * Swift.min(1, t / Double(epochs))
    case .exponential(let decay): return base * power(decay, epoch)
    case .step(let factor, let every): return base * power(factor, epoch / every)
    case .inverseSquareRoot: return base / (t + 1).squareRoot()
    case .inverseTime(let decay): return base / (1 + decay * t)
    case .warmUp(let epochs): return base * Swift.min(1, (t + 1) / Double(epochs))
    case .table(let rates): return rates.isEmpty ? base : rates[Swift.min(epoch, rates.count - 1)]
    }
  }

  /// The name in the notation: `inverse_square_root`.
  package var name: String {
    switch self {
    case .constant: "constant"
    case .linear: "linear"
    case .exponential: "exponential"
    case .step: "step"
    case .inverseSquareRoot: "inverse_square_root"
    case .inverseTime: "inverse_time"
    case .warmUp: "warm_up"
    case .reduceOnPlateau: "reduce_on_plateau"
    case .table: "table"
    }
  }
}

/// xⁿ for n ≥ 0 by squaring: multiplications alone, the same on every machine.
func power(_ x: Double, _ n: Int) -> Double {
  var (result, square, rest) = (1.0, x, n)
  while rest > 0 {
    if rest & 1 == 1 { result *= square }
    square *= square
    rest >>= 1
  }
  return result
}
