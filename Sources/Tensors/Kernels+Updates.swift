extension Kernels {
  /// v ← μ v + c g, then w ← w + d v, in one pass.
  ///
  /// With c = 1 and d = −η this is ν ← γ ν + g, w ← w − η ν; with c = −η and d = 1 it is
  /// Δw ← μ Δw − η g, w ← w + Δw.
  package func momentumUpdate(
    keep: Double,
    scale: Double,
    step: Double,
    gradient: UnsafePointer<Double>,
    velocity: UnsafeMutablePointer<Double>,
    weights: UnsafeMutablePointer<Double>,
    count: Int
  ) {
    table.momentum(keep, scale, step, gradient, velocity, weights, count)
  }

  /// What one update of Adam needs besides gradients.
  package struct AdamStep: Sendable {
    /// The learning rate η.
    package var rate: Double
    /// What is kept of the mean of gradients, β₁.
    package var beta1: Double
    /// What is kept of the mean of squares, β₂.
    package var beta2: Double
    /// 1/(1 − β₁ᵗ).
    package var firstCorrection: Double
    /// 1/(1 − β₂ᵗ).
    package var secondCorrection: Double
    /// What is added to the root, ε.
    package var epsilon: Double
    /// The weight decay λ of AdamW; 0 for Adam.
    package var decay: Double

    /// Makes the settings of one update.
    package init(
      rate: Double,
      beta1: Double,
      beta2: Double,
      firstCorrection: Double,
      secondCorrection: Double,
      epsilon: Double,
      decay: Double = 0
    ) {
      self.rate = rate
      self.beta1 = beta1
      self.beta2 = beta2
      self.firstCorrection = firstCorrection
      self.secondCorrection = secondCorrection
      self.epsilon = epsilon
      self.decay = decay
    }
  }

  /// s ← β₁ s + (1−β₁) g, r ← β₂ r + (1−β₂) g², w ← w − η (ŝ/(√r̂ + ε) + λ w), in one pass.
  ///
  /// ŝ = s/(1 − β₁ᵗ), r̂ = r/(1 − β₂ᵗ).
  package func adamUpdate(
    _ step: AdamStep,
    gradient: UnsafePointer<Double>,
    first: UnsafeMutablePointer<Double>,
    second: UnsafeMutablePointer<Double>,
    weights: UnsafeMutablePointer<Double>,
    count: Int
  ) {
    table.adam(
      step.rate,
      step.beta1,
      step.beta2,
      step.firstCorrection,
      step.secondCorrection,
      step.epsilon,
      step.decay,
      gradient,
      first,
      second,
      weights,
      count
    )
  }
}
