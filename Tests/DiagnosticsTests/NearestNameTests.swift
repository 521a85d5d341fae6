import Testing

@testable import Diagnostics

@Suite struct NearestNameTests {
  static let words: [(String, [String], String?)] = [
    ("zz", ["z", "y"], "z"), ("sofmax", ["softmax", "max"], "softmax"), ("w", ["W", "x"], "W"),
    ("lamdba", ["lambda", "l"], "lambda"), ("q", ["z", "y"], nil), ("epochs", ["batch"], nil),
    ("Δzz", ["Δz", "z"], "Δz"), ("forwrad", ["forward", "backward"], "forward"), ("x", ["x"], nil),
    ("learningRate", ["learning_rate"], "learning_rate"),
  ]

  @Test(arguments: words)
  func nearestName(_ word: String, _ names: [String], _ expected: String?) {
    #expect(nearest(to: word, in: names) == expected)
  }

  @Test(arguments: [
    ("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("kitten", "sitting", 3), ("", "ab", 2),
    ("ŷ", "y", 1),
  ])
  func distance(_ first: String, _ second: String, _ expected: Int) {
    #expect(editDistance(Array(first), Array(second)) == expected)
  }
}

@Suite struct SourceTextTests {
  @Test func textIsComposed() {
    let source = SourceText("y\u{302} = r\u{302}", name: "input")
    #expect(source.text.unicodeScalars.count == 6)
    #expect(source.text.utf8.count == 2 + 3 + 1 + 2)
    #expect(normalizedToNFC("\u{1100}\u{1161}").unicodeScalars.count == 1)
  }

  @Test func linesAndColumns() {
    let source = SourceText("Δz = 1\nr\u{302} = 22", name: "input", firstLine: 5)
    #expect(source.position(of: 0) == SourceText.Position(line: 5, column: 1))
    #expect(source.position(of: 2) == SourceText.Position(line: 5, column: 2))
    #expect(source.position(of: 8 + 6) == SourceText.Position(line: 6, column: 5))
    #expect(source.line(of: 9) == "r\u{302} = 22")
    #expect(source.text(of: SourceSpan(start: 0, end: 3)) == "Δz")
  }
}
