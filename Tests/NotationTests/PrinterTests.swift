import Diagnostics
import Testing

@testable import Notation

/// What each typography prints; that it reads back stands in `RoundTripTests`.
@Suite struct PrinterTests {
  @Test(arguments: [
    (
      "ΔW[l] = 1/N Δz[l] a[l-1]ᵀ + λ/N W[l]",
      #"\Delta W[l] = 1/N \Delta z[l] a[l-1]^T + \lambda/N W[l]"#
    ),
    ("x̂ + ŷ² − r̂", #"\hat{x} + \hat{y}^2 - \hat{r}"#),
    ("W⁽²⁾ a⁽¹⁾", "W[2] a[1]"),
    ("L = −Σ_{j=1}^{C} y_j log(ŷ_j)", #"L = -sum_{j=1}^{C} y_j log(\hat{y}_j)"#),
    ("Σ z + Π_j z", #"\sum z + prod_j z"#),
    ("g'(z) ⊙ W Δz", #"g'(z) .* W \Delta z"#),
    ("w ← w − α ŝ/(√r̂ + ε)", #"w := w - \alpha \hat{s}/(\sqrt\hat{r} + \epsilon)"#),
    ("∂J/∂W[1] + ∇_{W[1]} J", #"\partial J/\partial W[1] + \nabla_{W[1]} J"#),
    ("‖w‖₂² + ⌊x⌋ + |x|", #"\|w\|_2^2 + \lfloor x\rfloor + |x|"#),
    ("a ≠ b and b ≤ 1e-7", "a != b and b <= 1e-7"),
    ("層 αx aΔ b", #"\u{5C64} \alpha{}x a\Delta{} b"#),
  ])
  func ascii(_ text: String, _ printed: String) throws {
    let program = try Program(parsing: SourceText(text, name: "input"))
    #expect(Printer(.ascii).text(program) == printed)
  }

  @Test(arguments: [
    (
      "ΔW[1] ← α ∂J/∂W[1]", #"\Delta W^{[1]} \leftarrow \alpha \frac{\partial J}{\partial W^{[1]}}"#
    ),
    ("L = −Σ_{j=1}^{C} y_j log(ŷ_j)", #"L = -\sum_{j=1}^{C} y_{j} \log\left(\hat{y}_{j}\right)"#),
    ("[1, 2; 3, 4]ᵀ", #"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}^{\top}"#),
    ("1/N Σ_n Δz[l]_{(n)}", #"\frac{1}{N} \sum_{n} \Delta z_{(n)}^{[l]}"#),
    ("λ/2N ‖W‖²", #"\frac{\lambda}{2N} \lVert W \rVert^{2}"#),
    ("√(a + b) ⊙ softmax(z)", #"\sqrt{a + b} \odot \mathrm{softmax}\left(z\right)"#),
    ("W[2]² + (a + b)²", #"\left(W^{[2]}\right)^{2} + \left(a + b\right)^{2}"#),
    ("1e-7 x", #"1 \cdot 10^{-7} x"#),
    ("d/dx sin(x²)", #"\frac{\mathrm{d}}{\mathrm{d} x} \sin\left(x^{2}\right)"#),
    ("y | x = 3", #"\left.y\right|_{x = 3}"#),
    ("a ≥ b or not c", #"a \ge b \lor \lnot c"#),
  ])
  func latex(_ text: String, _ printed: String) throws {
    let program = try Program(parsing: SourceText(text, name: "input"))
    #expect(Printer(.latex).text(program) == printed)
  }

  @Test(arguments: [
    ("z[l] = W[l] a[l-1] + b[l]", "z⁽ˡ⁾ = W⁽ˡ⁾ a⁽ˡ⁻¹⁾ + b⁽ˡ⁾"),
    ("∂E_n/∂w₁₂[2]", "∂E_n/∂w₁₂⁽²⁾"), ("w[τ] + h[T]", "w[τ] + h⁽ᵀ⁾"),
    ("W[2]ᵀ + W[2]² + g[l]'(z[l])", "W⁽²⁾ᵀ + W⁽²⁾² + g⁽ˡ⁾'(z⁽ˡ⁾)"), ("y⁽ⁱ⁾", "y⁽ⁱ⁾"),
  ])
  func manchester(_ text: String, _ printed: String) throws {
    let source = SourceText(text, name: "input")
    let program = try Program(parsing: source, dialect: .manchester)
    #expect(Printer(.unicode, dialect: .manchester).text(program) == printed)
  }

  @Test func manchesterInLaTeX() throws {
    let layer = try Expression(parsing: "W[2]")
    #expect(Printer(.latex, dialect: .manchester).text(layer) == "W^{(2)}")
  }

  static let numbers: [(Double, String)] = [
    (0.0, "0"), (-0.0, "0"), (1, "1"), (-1.5, "−1.5"), (0.1, "0.1"), (1e-7, "1e-7"),
    (1.5e-7, "1.5e-7"), (0.0001, "0.0001"), (1e15, "1e15"), (1e14, "100000000000000"),
    (1e16, "1e16"),
    (1.7976931348623157e308, "1.7976931348623157e308"), (.leastNonzeroMagnitude, "5e-324"),
    (123456.789, "123456.789"), (.nan, "nan"), (.infinity, "inf"), (-.infinity, "−inf"),
  ]

  @Test(arguments: numbers)
  func number(_ value: Double, _ text: String) {
    #expect(Printer().number(value) == text)
  }

  static let rounded: [(Double, Int, String)] = [
    (6.437751649736401, 4, "6.438"), (0.00012345, 2, "0.00012"), (9.996, 3, "10"), (99.5, 1, "100"),
    (1234567, 3, "1230000"), (0.5, 5, "0.5"), (2.0 / 3, 5, "0.66667"), (-1.0 / 3, 3, "−0.333"),
    (1.2345e-9, 2, "1.2e-9"), (0, 3, "0"),
  ]

  @Test(arguments: rounded)
  func significantDigits(_ value: Double, _ digits: Int, _ text: String) {
    #expect(Printer().number(value, significantDigits: digits) == text)
  }

  @Test func everyNumberReadsBack() throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<5000 {
      let value = Double(bitPattern: random.next() & 0x7FFF_FFFF_FFFF_FFFF)
      guard value.isFinite else { continue }
      #expect(try Expression(parsing: Printer().number(value)).kind == .number(value))
    }
  }
}
