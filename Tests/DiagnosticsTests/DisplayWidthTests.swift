import Testing

@testable import Diagnostics

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("Δz", 2), ("ŷ", 1), ("r\u{302}", 1), ("⁽²⁾ᵀ", 4), ("層", 2), ("👩‍🔬", 2),
    ("❤\u{FE0F}", 2), ("\u{7}", 0), ("½", 1), ("𝐖", 1), ("한글", 4), ("\u{200B}", 0),
  ])
  func columns(_ text: String, _ width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }
}
