/// Whether the cost is the cases' mean or their sum; the decks differ.
package enum CostConvention: Hashable, Sendable, CaseIterable {
  /// J = 1/N Σ loss + λ/2N Σ‖W‖² + λ₁/N Σ‖W‖₁; N is the size of the batch.
  ///
  /// galway, "L2 Regularization - Cost Function".
  case mean
  /// E = Σ loss + λ/2 Σ‖W‖² + λ₁ Σ‖W‖₁.
  ///
  /// manchester, "Regularisation: weight decay".
  case sum

  /// What the sum over the cases is multiplied by: 1/N or 1.
  func factor(cases: Int) -> Double {
    self == .mean ? 1 / Double(cases) : 1
  }
}
