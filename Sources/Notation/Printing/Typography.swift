/// How a text is set.
package enum Typography: Sendable, Hashable, CaseIterable {
  /// The canonical spelling: `ΔW[1] ← α ∂J/∂W[1]`.
  case unicode
  /// The same in plain ASCII, as it can be typed: `\Delta W[1] := \alpha \partial J/\partial W[1]`.
  case ascii
  /// For a document: `\Delta W^{[1]} \leftarrow \alpha \frac{\partial J}{\partial W^{[1]}}`.
  case latex
}
