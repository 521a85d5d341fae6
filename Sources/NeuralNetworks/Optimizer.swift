/// How a step is made of a gradient g by the learning rate α.
package enum Optimizer: Hashable, Sendable {
  /// w ← w − α g.
  case gradientDescent
  /// ν ← γ ν + α g; w ← w − ν. eindhoven, "SGD with momentum".
  case momentum(decay: Double = 0.9)
  /// ν ← μ ν + g; w ← w − α(g + μ ν), as PyTorch states Nesterov's method.
  case nesterov(decay: Double = 0.9)
  /// r ← r + g²; w ← w − α g/(√r + ϵ).
  case adagrad(epsilon: Double = 1e-8)
  /// r ← β r + (1 − β) g²; w ← w − α g/(√r + ϵ).
  case rmsprop(beta: Double = 0.9, epsilon: Double = 1e-8)
  /// v ← ρ v + (1 − ρ) g²; Δ = √(u + ϵ)/√(v + ϵ) g; u ← ρ u + (1 − ρ) Δ²; w ← w − α Δ.
  case adadelta(rho: Double = 0.9, epsilon: Double = 1e-6)
  /// s ← β₁ s + (1 − β₁) g; r ← β₂ r + (1 − β₂) g²; w ← w − α ŝ/(√r̂ + ϵ).
  ///
  /// ŝ = s/(1 − β₁^τ) and r̂ = r/(1 − β₂^τ), where τ counts the updates from 1.
  /// manchester, "Gradient momentum: RMSProp and Adam".
  case adam(beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8)
  /// adam, with w ← w − α(ŝ/(√r̂ + ϵ) + λ w): a weight decay apart from the gradient.
  ///
  /// Loshchilov and Hutter, Decoupled weight decay regularization, 2019; as PyTorch it decays
  /// every parameter, biases too.
  case adamw(
    beta1: Double = 0.9,
    beta2: Double = 0.999,
    epsilon: Double = 1e-8,
    weightDecay: Double = 0.01
  )

  /// The name in the notation: `gradient_descent`, `adam`.
  package var name: String {
    switch self {
    case .gradientDescent: "gradient_descent"
    case .momentum: "momentum"
    case .nesterov: "nesterov"
    case .adagrad: "adagrad"
    case .rmsprop: "rmsprop"
    case .adadelta: "adadelta"
    case .adam: "adam"
    case .adamw: "adamw"
    }
  }

  /// How many numbers it remembers for each parameter.
  var memory: Int {
    switch self {
    case .gradientDescent: 0
    case .momentum, .nesterov, .adagrad, .rmsprop: 1
    case .adadelta, .adam, .adamw: 2
    }
  }
}
