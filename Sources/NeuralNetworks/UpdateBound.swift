/// Bounds on parameters and memories, advanced with every update, so that none need be looked at.
///
/// An update changes a parameter by at most some multiple of the largest gradient. While the bound
/// stays far below the largest number, no update can make a parameter infinite, and the update may
/// be fused into the product that gives the gradient. The bounds are crude; where they are passed,
/// the parameters themselves are looked at and the bounds start from them again.
struct UpdateBound {
  /// No |w| is larger.
  var parameter: Double
  /// No |ν| is larger (momentum, nesterov); no gradient so far was larger (adam, adamw).
  var first = 0.0
  /// No u is larger (adadelta).
  var second = 0.0

  /// Beyond this an update is made only after a look at its result.
  static let largest = 1e290
  /// Beyond this an epoch ends with a look at all parameters, which takes time.
  private static let wide = 1e100
  /// Beyond this a gradient's square is out of reach.
  static let largestGradient = 1e145

  /// Beyond this a number may be out of reach of float32.
  static let largestSingle = 1e38

  /// Whether the bounds have grown so far that it is time to look at the parameters.
  var isWide: Bool { !(parameter < Self.wide && first < Self.wide && second < Self.wide) }

  /// Whether the bound says that every parameter stays finite.
  var isSafe: Bool { parameter < Self.largest && first < Self.largest && second < Self.largest }

  /// The bounds after an update with no |g| larger than `gradient`.
  func advanced(_ optimizer: Optimizer, gradient: Double, rate: Double) -> UpdateBound {
    var next = self
    switch optimizer {
    case .gradientDescent:
      next.parameter += rate * gradient
    case .momentum(let decay):
      next.first = decay * first + rate * gradient
      next.parameter += next.first
    case .nesterov(let decay):
      next.first = decay * first + gradient
      next.parameter += rate * (gradient + decay * next.first)
    case .adagrad:
      // r ≥ g², so that |g|/√r ≤ 1.
      next.parameter += rate
    case .rmsprop(let beta, _):
      // r ≥ (1 − β)g².
      next.parameter += rate / (1 - beta).squareRoot()
    case .adadelta(let rho, let epsilon):
      // v ≥ (1 − ρ)g², so that Δ² ≤ (u + ϵ)/(1 − ρ).
      let square = (second + epsilon) / (1 - rho)
      next.second = rho * second + (1 - rho) * square
      next.parameter += rate * square.squareRoot()
    case .adam(let beta1, let beta2, let epsilon):
      next.first = Swift.max(first, gradient)
      next.parameter += rate * Self.adamStep(beta1, beta2, epsilon, gradient: next.first)
    case .adamw(let beta1, let beta2, let epsilon, let weightDecay):
      next.first = Swift.max(first, gradient)
      next.parameter *= Swift.max(1, (1 - rate * weightDecay).magnitude)
      next.parameter += rate * Self.adamStep(beta1, beta2, epsilon, gradient: next.first)
    }
    return next
  }

  /// A bound on |ŝ|/(√r̂ + ϵ), where no |g| so far was larger than `gradient`.
  ///
  /// |s| = (1 − β₁) |Σ β₁ᵏ g| ≤ (1 − β₁) √(Σ (β₁²/β₂)ᵏ) √(Σ β₂ᵏ g²) by Cauchy and Schwarz, so that
  /// |ŝ|/√r̂ ≤ 1/√((1 − β₂)(1 − β₁²/β₂)) where β₁² < β₂; else ŝ is at most a sum of gradients.
  private static func adamStep(
    _ beta1: Double,
    _ beta2: Double,
    _ epsilon: Double,
    gradient: Double
  ) -> Double {
    guard beta1 * beta1 < beta2 else { return gradient / (1 - beta1) / epsilon }
    return 1 / ((1 - beta2) * (1 - beta1 * beta1 / beta2)).squareRoot()
  }
}
