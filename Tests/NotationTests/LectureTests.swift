import Diagnostics
import Testing

@testable import Notation

/// The texts of the language's page and the formulas of the decks are read, and read back.
@Suite struct LectureTests {
  static let backward = """
    algorithm backward() assigns Δz, ΔW, Δb {
      if matched(g[L], loss) { Δz[L] = a[L] − y }        # softmax or sigmoid with cross-entropy
      else { Δz[L] = derivative_through(g[L], loss) }     # spelled out
      for l = L, ..., 1 {
        ΔW[l] = 1/N Δz[l] a[l-1]ᵀ + λ/N W[l]
        Δb[l] = 1/N Σ_n Δz[l]_{(n)}
        if l > 1 { Δz[l-1] = g[l-1]'(z[l-1]) ⊙ W[l]ᵀ Δz[l] }
      }
    }
    algorithm adam(w, g, α = 0.001, β₁ = 0.9, β₂ = 0.999, ϵ = 1e-8) {
      state τ = 0, s = 0, r = 0
      τ ← τ + 1
      s ← β₁ s + (1 − β₁) g
      r ← β₂ r + (1 − β₂) g²
      ŝ = s / (1 − β₁^τ)
      r̂ = r / (1 − β₂^τ)
      w ← w − α ŝ / (√r̂ + ϵ)
    }
    """

  @Test func algorithmsOfThePage() throws {
    let program = try Program(parsing: SourceText(Self.backward, name: "page"))
    #expect(
      Printer().text(program) == """
        algorithm backward() assigns Δz, ΔW, Δb {
          if matched(g[L], loss) {
            Δz[L] = a[L] − y
          } else {
            Δz[L] = derivative_through(g[L], loss)
          }
          for l = L, ..., 1 {
            ΔW[l] = 1/N Δz[l] a[l−1]ᵀ + λ/N W[l]
            Δb[l] = 1/N Σ_n Δz[l]_{(n)}
            if l > 1 {
              Δz[l−1] = g[l−1]'(z[l−1]) ⊙ W[l]ᵀ Δz[l]
            }
          }
        }
        algorithm adam(w, g, α = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 1e-8) {
          state τ = 0, s = 0, r = 0
          τ ← τ + 1
          s ← β₁ s + (1 − β₁) g
          r ← β₂ r + (1 − β₂) g²
          ŝ = s/(1 − β₁^τ)
          r̂ = r/(1 − β₂^τ)
          w ← w − α ŝ/(√r̂ + ε)
        }
        """
    )
  }

  /// The formulas that the decks state, as typed from the slides.
  @Test(arguments: [
    "L = -Σ_{j=1}^{C} y_j log(ŷ_j)", "J = 1/N Σ_{i=1}^{N} L", "Δz[L] = a[L] - y",
    "n = ‖w‖₁; s = Σ|w|", "‖w‖₂ == √(Σ w²)", "J = 1/N Σ L + λ/2N ‖W‖²",
    "ΔW[l] = Δz[l] a[l-1]ᵀ + λ/N W[l]", "in_j = Σ_i w_{i,j} x_i + b_j", "out_j = g(in_j)",
    "z = wᵀx + b ; a = g(z)", "w ← w - α ∇_w g(w)", "RSS = Σ_i (y_i - β₀ - β₁ x_i)²",
    "β ← β - ρ ∇_β RSS", "ν ← γ ν + ρ ∇_β RSS ; β ← β - ν", "z = sin(y); y = x²",
    "dz/dx = dz/dy · dy/dx", "∂J/∂θ⁽ˡ⁾ = ∂J/∂h⁽ˡ⁺¹⁾ ∂h⁽ˡ⁺¹⁾/∂θ⁽ˡ⁾", "δ⁽ˡ⁾ = δ⁽ˡ⁺¹⁾ ∂h⁽ˡ⁺¹⁾/∂h⁽ˡ⁾",
    "x̂_{i,j} = (x_{i,j} - μ_j)/σ_j", "σ'(x) == σ(x)(1 - σ(x))", "tanh'(x) == 1 - tanh²(x)",
    "∂E_n/∂a = (a - y)/(a(1 - a))", "∂E_n/∂w₁₁⁽³⁾ = (a₁⁽³⁾ - y_n) a₁⁽²⁾",
    "∂E_n/∂w₁₂⁽²⁾ = (a₁⁽³⁾ - y_n) w₁₁⁽³⁾ (1 - tanh²(z₁⁽²⁾)) x_n2",
    "∂E/∂z⁽ˡ⁾ = ∂E/∂z⁽ˡ⁺¹⁾ W⁽ˡ⁺¹⁾ ∂a⁽ˡ⁾/∂z⁽ˡ⁾", "Δw ← -η ∇_w E + μ Δw ; w ← w + Δw",
    "w ← w - η/(√r + ϵ) g", "w ← w - η (ŝ/(√r̂ + δ) + λ w)", "z̃ = γ (z - μ)/(σ + δ) + β",
    "σ_i² == 1/K Σ_{n=1}^{K} (z_ni - μ_i)²", "⌊(J + 2P - M)/S⌋ + 1", "1 > y_i > 0",
    "(4/5)² (1/5)³", "Σ_i y_i == 1", "C(j,k) = Σ_l Σ_m I_{j+l, k+m} K_{l,m}",
    "network([2, 2, 1], [tanh, σ], loss = binary_cross_entropy, seed = 1)",
    "descend(adam, α = 0.01)", "I(j,k)", "y_{(i)} + Δz_{(n)}[l] a_{(n)}[l-1]ᵀ",
  ])
  func formulasOfTheDecks(_ text: String) throws {
    for dialect in Dialect.all {
      let source = SourceText(text, name: "slide")
      let program = try Program(parsing: source, dialect: dialect)
      for typography in [Typography.unicode, .ascii] {
        let printed = Printer(typography, dialect: dialect).text(program)
        let again = SourceText(printed, name: "printed")
        #expect(try Program(parsing: again, dialect: dialect) == program, "\(printed)")
      }
    }
  }
}
