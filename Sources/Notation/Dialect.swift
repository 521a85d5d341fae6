/// A lecture's way of writing: a table of names and conventions, nothing else.
///
/// Indices are as typed; no dialect renumbers layers.
package struct Dialect: Sendable, Equatable {
  /// How a layer is printed.
  package enum LayerBrackets: Sendable, Equatable {
    /// `W[2]`.
    case square
    /// `W⁽²⁾`, or `W[τ]` where a character has no superscript form.
    case round
  }

  /// What a lecture has a name for.
  package enum Concept: String, Sendable, CaseIterable {
    /// The input: x.
    case input
    /// What is to be predicted: y.
    case target
    /// What the network predicts: ŷ.
    case prediction
    /// The weights: W.
    case weights
    /// The biases: b.
    case bias
    /// A layer's weighted sum: z.
    case preactivation
    /// A layer's output: a.
    case activation
    /// The function between them: g.
    case activationFunction
    /// The number of layers: L.
    case layers
    /// The number of training cases: N.
    case cases
    /// The cost of all cases: J or E.
    case cost
    /// The loss of one case.
    case caseLoss
    /// The derivative by a layer's z.
    case delta
    /// The derivative by the weights.
    case weightGradient
    /// The derivative by the biases.
    case biasGradient
    /// The learning rate: α or η.
    case learningRate
    /// The momentum's factor.
    case momentum
    /// The momentum's running step.
    case velocity
    /// The decay of a running mean: β.
    case decay
    /// Adam's decay of the gradient's mean: β₁.
    case firstDecay
    /// Adam's decay of the square's mean: β₂.
    case secondDecay
    /// The small number that keeps a divisor from zero: ε.
    case epsilon
    /// The L2 penalty's factor: λ.
    case penalty
    /// The running mean of the gradient: s.
    case firstMoment
    /// The running mean of its square: r.
    case secondMoment
    /// The number of the step: τ.
    case step
  }

  /// The word after `:notation`.
  package let name: String
  /// How layers are printed.
  package let layerBrackets: LayerBrackets
  /// The number of the input layer: a[0] = x in galway, a⁽¹⁾ = x in manchester.
  package let firstLayer: Int
  /// The derivative of a scalar by a column is a row.
  package let numeratorLayout: Bool
  /// The cost is the mean over the cases, not their sum.
  package let costIsMean: Bool
  /// Assigning to `ΔW[l]` or `Δz[l]` states a claim about a derivative.
  package let deltaIsDerivative: Bool
  /// The name of each concept that the lecture has one for.
  package let names: [Concept: String]

  /// The name of a concept; nil where the lecture has none.
  package func symbol(for concept: Concept) -> String? { names[concept] }

  /// Galway, Deep Neural Networks Part 1: `z[l]`, Δz, α, J a mean.
  package static let galway = Dialect(
    name: "galway",
    layerBrackets: .square,
    firstLayer: 0,
    numeratorLayout: false,
    costIsMean: true,
    deltaIsDerivative: true,
    names: common.merging(
      [
        .prediction: "ŷ", .cost: "J", .caseLoss: "L", .delta: "Δz", .weightGradient: "ΔW",
        .biasGradient: "Δb", .learningRate: "α", .momentum: "γ", .velocity: "ν",
      ]
    ) { $1 }
  )

  /// Manchester, Neural Networks: `z⁽ˡ⁾` from layer 1, ∂E/∂z as rows, η, E a sum.
  package static let manchester = Dialect(
    name: "manchester",
    layerBrackets: .round,
    firstLayer: 1,
    numeratorLayout: true,
    costIsMean: false,
    deltaIsDerivative: false,
    names: common.merging(
      [
        .prediction: "a", .cost: "E", .caseLoss: "E_n", .delta: "∂E/∂z",
        .weightGradient: "∂E/∂W", .biasGradient: "∂E/∂b", .learningRate: "η", .momentum: "μ",
        .velocity: "Δw",
      ]
    ) { $1 }
  )

  /// Every dialect, the usual one first.
  package static let all = [galway, manchester]

  /// The dialect of a name; nil for an unknown one.
  package static func named(_ name: String) -> Dialect? { all.first { $0.name == name } }

  /// What the lectures call alike.
  private static let common: [Concept: String] = [
    .input: "x", .target: "y", .weights: "W", .bias: "b", .preactivation: "z", .activation: "a",
    .activationFunction: "g", .layers: "L", .cases: "N", .decay: "β", .firstDecay: "β₁",
    .secondDecay: "β₂", .epsilon: "ε", .penalty: "λ", .firstMoment: "s", .secondMoment: "r",
    .step: "τ",
  ]
}
