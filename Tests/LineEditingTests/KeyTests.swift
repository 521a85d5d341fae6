import LineEditing
import Testing

/// Single keys and lists, without a terminal.
@Suite struct KeyTests {
  @Test func scriptedKeysComeInOrderAndEnd() {
    var reader = ScriptedKeyReader("n\n")
    #expect(reader.readKey() == .character("n"))
    let second = reader.withKeys { $0.readKey() }
    #expect(second == .enter)
    #expect(reader.readKey() == .endOfInput)
  }

  @Test func whatAllCandidatesBeginWith() {
    let words = [#"\sigma"#, #"\sin"#].map { Completions.Candidate($0) }
    #expect(Completions(replaced: 2, words).commonPrefix == #"\si"#)
    #expect(Completions().commonPrefix == "")
  }
}
