import Diagnostics
import Notebooks
import Testing

/// The choices of an exercise may leave to the solution which of them are right.
@Suite struct SilentChoicesTests {
  private func question(_ choices: String, chosen: String) throws -> Question? {
    let text = "```question q\nask: Which?\nchoices:\n\(choices)\n\(chosen)```\n"
    return try Notebook(parsing: text, name: "f.md").questions.first
  }

  @Test func anExerciseNeedNotTell() throws {
    let question = try #require(
      try question("  - text: a\n  - text: b", chosen: "chosen: ?\n")
    )
    guard case .choices(let choices) = question.kind else {
      Issue.record("no choices")
      return
    }
    #expect(choices.map(\.text) == ["a", "b"])
    #expect(choices.allSatisfy { !$0.isRight && $0.why.isEmpty })
    #expect(question.chosen == "?")
  }

  @Test func aLessonHasToTell() {
    #expect(throws: Diagnostic.self) {
      try question("  - text: a\n  - text: b", chosen: "")
    }
  }

  @Test func whoTellsOfOneTellsOfAll() throws {
    do {
      _ = try question("  - text: a\n    right: true\n  - text: b", chosen: "chosen: ?\n")
      Issue.record("this is not complete")
    } catch let error as Diagnostic {
      #expect(error.message == "The choice `b` does not say why it is wrong.")
      #expect(error.source?.position(of: error.span?.start ?? 0).line == 6)
    }
  }
}
