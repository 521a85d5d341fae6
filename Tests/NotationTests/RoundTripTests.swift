import Diagnostics
import Testing

@testable import Notation

/// What is printed reads back as the same tree, for 10 000 generated programs.
@Suite struct RoundTripTests {
  static let chunks = 20
  static let programsPerChunk = 500

  @Test(arguments: 0..<chunks)
  func printedProgramReadsBack(_ chunk: Int) throws {
    var generator = TreeGenerator(seed: UInt64(chunk))
    var failures = 0
    for _ in 0..<Self.programsPerChunk where failures < 5 {
      let program = generator.program()
      for (typography, dialect) in Self.spellings {
        let text = Printer(typography, dialect: dialect).text(program)
        if typography == .ascii {
          #expect(text.utf8.allSatisfy { $0 < 0x80 }, "\(text)")
        }
        do {
          let again = try Program(parsing: SourceText(text, name: "printed"), dialect: dialect)
          guard again != program else { continue }
          failures += 1
          let printed = Printer(typography, dialect: dialect).text(again)
          Issue.record("\(typography) \(dialect.name):\n\(text)\nreads as\n\(printed)")
        } catch {
          failures += 1
          Issue.record("\(typography) \(dialect.name):\n\(text)\n\(error.rendered())")
        }
      }
    }
  }

  static let spellings: [(Typography, Dialect)] = [
    (.unicode, .galway), (.ascii, .galway), (.unicode, .manchester), (.ascii, .manchester),
  ]

  @Test func everyCaseIsGenerated() {
    var census = TreeCensus()
    for chunk in 0..<Self.chunks {
      var generator = TreeGenerator(seed: UInt64(chunk))
      for _ in 0..<Self.programsPerChunk { census.count(generator.program()) }
    }
    #expect(TreeCensus.all.subtracting(census.counts.keys) == [])
    #expect(Set(census.counts.keys).subtracting(TreeCensus.all) == [])
  }

  /// The LaTeX printer's text need not read back, but it must be there for every tree.
  @Test func latexIsBalanced() {
    var generator = TreeGenerator(seed: 4711)
    for _ in 0..<500 {
      let program = generator.program()
      let text = Printer(.latex).text(program).replacing("\\{", with: "").replacing("\\}", with: "")
      #expect(text.count { $0 == "{" } == text.count { $0 == "}" }, "\(text)")
    }
  }
}
