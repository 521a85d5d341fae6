import Diagnostics
import Testing

@testable import Notation

/// Every spelling of the language, and what it prints as in the canonical one.
@Suite struct SpellingTests {
  @Test(arguments: spellings)
  func canonicalForm(_ typed: String, _ printed: String) throws {
    let program = try Program(parsing: SourceText(typed, name: "input"))
    let text = Printer().text(program)
    #expect(text == printed)
    let again = try Program(parsing: SourceText(text, name: "printed"))
    #expect(again == program)
    let ascii = Printer(.ascii).text(program)
    #expect(ascii.utf8.allSatisfy { $0 < 0x80 })
    let fromASCII = try Program(parsing: SourceText(ascii, name: "ascii"))
    #expect(fromASCII == program, "\(ascii)")
  }

  static let spellings: [(String, String)] = [
    // Text
    ("x = 1 # a comment; y", "x = 1"),
    ("x = 1; y = 2", "x = 1\ny = 2"),
    ("x = (1 +\n2)\ny = 1 +\n 2", "x = 1 + 2\ny = 1 + 2"),
    ("r\u{302} = y\u{302}", "r̂ = ŷ"),
    ("𝐖 ℓ − µ ∆z ∑_j ∏_i a ⋅ b ∗ c", "W l − μ Δz Σ_j Π_i a·b·c"),
    ("∥w∥ + f′(x)", "‖w‖ + f'(x)"),
    ("½ + ¼ + ¾ + ⅓", "0.5 + 0.25 + 0.75 + 0.3333333333333333"),
    ("\\Delta z + \\sigma(z) + \\hat y + \\hat{y} \\odot \\beta\\_1", "Δz + σ(z) + ŷ + ŷ ⊙ β₁"),
    ("x \\leftarrow W\\^(2) x\\^2 w\\top", "x ← W[2] x² wᵀ"),
    ("\\partial J/\\partial W[1]; \\nabla_w J", "∂J/∂W[1]\n∇_w J"),
    ("\\alpha x \\cdot y", "α x·y"),
    (
      "W^{(l-1)} + W⁽ˡ⁻¹⁾ + W^[l-1] + W^{[l-1]} + W\\^(l-1)",
      "W[l−1] + W[l−1] + W[l−1] + W[l−1] + W[l−1]"
    ),
    ("Wᵀ + W^T + W^⊤ + W^{T} + W⊤ + W^\\top", "Wᵀ + Wᵀ + Wᵀ + Wᵀ + Wᵀ + Wᵀ"),
    ("x² + 10⁻³ + eˣ + xⁿ⁺¹ + x^(2) + x^{2} + x^2", "x² + 10⁻³ + eˣ + xⁿ⁺¹ + x² + x² + x²"),
    ("β₁^τ + x^(a/b) + x^0.5 + x^-1", "β₁^τ + x^(a/b) + x^0.5 + x⁻¹"),
    ("x := 2", "x ← 2"),
    // Values
    ("[1, 2; 3, 4] + [1 2; 3 4]", "[1, 2; 3, 4] + [1, 2; 3, 4]"),
    ("[a −b] + [a − b] + [a -b, c]", "[a, −b] + [a − b] + [a − b, c]"),
    ("[[1, 2], [3, 4]]", "[[1, 2], [3, 4]]"),
    ("[1 2\n 3 4]", "[1, 2; 3, 4]"),
    ("[1, 2,\n 3]", "[1, 2, 3]"),
    ("[\n1\n2\n]", "[1; 2]"),
    ("[a·b c]", "[a·b, c]"),
    ("[W x, b]; [(W x)]", "[W x, b]\n[(W x)]"),
    ("1e-3 + 1.5e10 + 2e x", "0.001 + 15000000000 + 2e x"),
    ("symbols a b c", "symbols a b c"),
    ("conv([a b c; d e f; g h i], [j k; l m])", "conv([a, b, c; d, e, f; g, h, i], [j, k; l, m])"),
    // Names
    ("w₁₁⁽³⁾ + w⁽³⁾₁₁ + Δz_{(n)j}^{[L]}", "w₁₁[3] + w₁₁[3] + Δz[L]_{(n)j}"),
    (
      "W[1]_{2,1} + z_{j} + x_{(n)} + x_{:,1} + w_{jk}",
      "W[1]_{2,1} + z_{j} + x_{(n)} + x_{:,1} + w_{j,k}"
    ),
    ("out_z + w_1 + x_n2 + E_n", "out_z + w₁ + x_n2 + E_n"),
    ("a(1−a)", "a(1 − a)"),
    ("I(j, k)", "I(j, k)"),
    ("y⁽ⁱ⁾ + y[i] + a⁽ˡ⁾", "y_{(i)} + y[i] + a[l]"),
    ("σ'(z) + g[l]'(z[l-1]) + softmax'(z) + w'", "σ'(z) + g[l]'(z[l−1]) + softmax'(z) + w'"),
    ("w' = 3", "w' = 3"),
    // Operators
    ("1 > y > 0 and not a == b or c", "1 > y > 0 and not a == b or c"),
    ("a != b; a <= b; a >= b", "a ≠ b\na ≤ b\na ≥ b"),
    ("g'(z) ⊙ W Δz", "g'(z) ⊙ W Δz"),
    ("a .* b .* c", "a ⊙ b ⊙ c"),
    ("W[1] a[0] + wᵀx + (4/5)²(1/5)³ + a (b + c)", "W[1] a[0] + wᵀ x + (4/5)² (1/5)³ + a (b + c)"),
    ("1/N Σ_n z_{(n)}", "1/N Σ_n z_{(n)}"),
    ("2w + λ/2N + 1/2(a−y)² + −2² + √r̂ + ε", "2w + λ/2N + 1/2(a − y)² + (−2²) + √r̂ + ε"),
    ("−2²", "−2²"),
    ("2^3^2 + tanh²(x) + tanh^2(x)", "2^(3²) + tanh²(x) + tanh²(x)"),
    ("log h_i", "log h_i"),
    ("‖A‖_p + ‖w‖₂² + ‖w‖ + ⌊x⌋ + ⌈x⌉ + |w|", "‖A‖_p + ‖w‖₂² + ‖w‖ + ⌊x⌋ + ⌈x⌉ + |w|"),
    ("2y² − 1 | y = 3", "2y² − 1 | y = 3"),
    ("a·b·c × d * e", "a·b·c·d·e"),
    ("cos(x²)·2x", "cos(x²)·2x"),
    ("cos(x²) · (a + b)", "cos(x²) · (a + b)"),
    // Sums
    ("L = -Σ_{j=1}^{C} y_j log(ŷ_j)", "L = −Σ_{j=1}^{C} y_j log(ŷ_j)"),
    ("Σ_{j=1}^C a + Σⱼ₌₁ᶜ b + sum_{j=1}^{C} c", "Σ_{j=1}^{C} a + Σ_{j=1}^{c} b + Σ_{j=1}^{C} c"),
    ("Σ_l ‖W[l]‖² + Σ|w| + Σ(w²)", "Σ_l ‖W[l]‖² + Σ |w| + Σ w²"),
    ("Π_n y_n / 2", "(Π_n y_n)/2"),
    (
      "max_j y_j + min_{j} y_j + prod_{i=1}^{n} i + \\sum_{t=1}^T h[t]",
      "max_j y_j + min_j y_j + Π_{i=1}^{n} i + Σ_{t=1}^{T} h[t]"
    ),
    ("max_pool(x, 2) + max(x) + sum(x)", "max_pool(x, 2) + max(x) + sum(x)"),
    // Derivatives
    ("dz/dw + ∂J/∂W[1] + ∂E_n/∂w₁₂⁽²⁾", "dz/dw + ∂J/∂W[1] + ∂E_n/∂w₁₂[2]"),
    ("d/dx sin(x^2) + 1", "d/dx sin(x²) + 1"),
    ("∂/∂x e + ∇_{W[1]} J + ∇_β RSS", "∂/∂x e + ∇_{W[1]} J + ∇_β RSS"),
    ("dz/dy = 4y", "dz/dy = 4y"),
    ("∂J/∂W[1] = 2", "∂J/∂W[1] = 2"),
    ("[β₀; β₁] ← β - ρ ∇_β RSS", "[β₀; β₁] ← β − ρ ∇_β RSS"),
    ("x(w) = 2w + 3", "x(w) = 2w + 3"),
    // Control
    ("for l = 1, ..., L { x = 1 }", "for l = 1, ..., L {\n  x = 1\n}"),
    ("for l = L-1, …, 1 { break }", "for l = L − 1, ..., 1 {\n  break\n}"),
    ("for i = 1, 2, ... { return x }", "for i = 1, 2, ... {\n  return x\n}"),
    ("for l = a downto b { }; for l = a to b { }", "for l = a downto b {\n}\nfor l = a to b {\n}"),
    ("while c { x ← 1; y ← 2 }", "while c {\n  x ← 1\n  y ← 2\n}"),
    ("if c { x = 1 }\nelse { x = 2 }", "if c {\n  x = 1\n} else {\n  x = 2\n}"),
    ("if a { } else if b { } else { }", "if a {\n} else if b {\n} else {\n}"),
    (
      "algorithm adam(w, g, α = 0.001, β₁ = 0.9) assigns Δz, ΔW {\n state τ = 0, s = 0\n w ← w - α ŝ / (√r̂ + ϵ) }",
      "algorithm adam(w, g, α = 0.001, β₁ = 0.9) assigns Δz, ΔW {\n  state τ = 0, s = 0\n  w ← w − α ŝ/(√r̂ + ε)\n}"
    ),
    ("Δz[2] = ?", "Δz[2] = ?"),
    ("_ + _3", "_ + _3"),
    ("train(epochs = 10, learning_rate = 0.1)", "train(epochs = 10, learning_rate = 0.1)"),
    ("\"a \\\"text\\\" Δ\"", "\"a \\\"text\\\" Δ\""),
  ]
}
