import Diagnostics
import Testing

@testable import Notation

/// Where nodes and errors stand: between the marks `1️⃣` and `2️⃣`.
@Suite struct SpanTests {
  @Test(arguments: [
    "y = 1️⃣Σ_{j=1}^{C} y_j log(ŷ_j)2️⃣", "x = 1; y = 1️⃣2w + 32️⃣ # Δz", "Δz[2] = 1️⃣a[2] − y2️⃣",
    "r̂ = 1️⃣(r̂ + ŷ)2️⃣", "y = 1️⃣wᵀx2️⃣; z = 2", "y = 1️⃣\\Delta z2️⃣", "y = 1️⃣W⁽²⁾2️⃣", "y = 1️⃣dz/dw2️⃣",
    "y = 1️⃣[1 2\n3 4]2️⃣",
  ])
  func valueOfLastAssignment(_ marked: String) throws {
    let text = MarkedText(marked)
    let source = SourceText(text.text, name: "input")
    let statements = try Program(parsing: source).statements
    let values = statements.compactMap { statement -> SourceSpan? in
      guard case .assignment(_, _, let value) = statement.kind else { return nil }
      return value.span
    }
    #expect(values.contains { $0 == text.span(1, 2) })
  }

  @Test(arguments: [
    "1️⃣x = 12️⃣", " 1️⃣x = 12️⃣ ;", "# no\n1️⃣for l = 1, ..., L { x = 2 }2️⃣ # yes",
    "1️⃣if c { }\nelse { }2️⃣\n",
  ])
  func statement(_ marked: String) throws {
    let text = MarkedText(marked)
    let program = try Program(parsing: SourceText(text.text, name: "input"))
    #expect(program.statements.first?.span == text.span(1, 2))
  }

  @Test(arguments: [
    "Δz = 1️⃣2 32️⃣", "ŷ = 1️⃣∂E/∂wᵀ2️⃣", "r̂ = W⁽²⁾ 1️⃣)2️⃣", "x = 1️⃣\\Dleta2️⃣ z", "𝐖 = 2 + 1️⃣*2️⃣ 3",
    "x = 1 +1️⃣2️⃣", "ΔW[1]1️⃣⁽2️⃣²⁾",
  ])
  func error(_ marked: String) throws {
    let text = MarkedText(marked)
    let source = SourceText(text.text, name: "input")
    let fault = #expect(throws: Diagnostic.self) { try Program(parsing: source) }
    let expected = text.span(1, 2)
    #expect(fault?.span == expected)
    #expect(fault?.source === source)
  }
}
