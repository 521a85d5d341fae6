import Diagnostics
import Foundation
import Interpreter
import Notation
import Rendering
import Session
import Testing

@testable import Notebooks

/// Notebooks that are run again and compared with what was recorded.
@Suite struct ReplayTests {
  private let recorded = """
    ---
    title: T
    ---

    ```gradus
    w = 1
    ```

    ```output
    w = 1
    ```

    ```gradus
    zz
    ```

    ```output
    cell 2, line 1: zz has no value
      zz
      ^^
    ```

    > ~~~gradus
    > x = w + 1
    > x²
    > ~~~
    >
    > ~~~output
    > x = w + 1
    >   = 1 + 1
    >   = 2
    > x² = 2²
    >    = 4
    > ~~~

    1. A list

       ```gradus
       s = "```"
       ```
       ```output
       s = ```
       ```
    """

  @Test func whatIsAsRecordedDoesNotDiffer() throws {
    let again = try replay(recorded)
    #expect(again.differences.isEmpty)
    #expect(again.failure == nil)
    #expect(again.cellCount == 4)
    #expect(again.updatedText == recorded)
  }

  @Test(arguments: ["\n", "\r\n"])
  func whiteSpaceAtTheEndIsNotCompared(lineBreak: String) throws {
    let text = "\u{FEFF}```gradus\nw = 1  \n```\n```output\nw = 1 \t\n\n\n```\n"
      .replacing("\n", with: lineBreak)
    let again = try replay(text)
    #expect(again.differences.isEmpty)
    #expect(again.updatedText == text)
  }

  @Test func aDifferenceTellsCellLineAndBoth() throws {
    let text = recorded.replacing("x = w + 1\n> x", with: "x = w + 2\n> x")
    let again = try replay(text)
    #expect(again.differences.map(\.cell) == [3])
    #expect(
      Look().difference(again.differences[0], in: "f.md").plain == """
        f.md, line 29: cell 3 prints something else (- recorded, + now)
          - x = w + 1
          -   = 1 + 1
          -   = 2
          - x² = 2²
          -    = 4
          + x = w + 2
          +   = 1 + 2
          +   = 3
          + x² = 3²
          +    = 9
        """
    )
    #expect(try replay(again.updatedText).differences.isEmpty)
    #expect(
      again.updatedText
        == text.replacing(
          "> x = w + 1\n>   = 1 + 1\n>   = 2",
          with: "> x = w + 2\n>   = 1 + 2\n>   = 3"
        )
        .replacing("= 2²\n>    = 4", with: "= 3²\n>    = 9")
    )
  }

  @Test func linesThatAgreeAreLeftOut() {
    let lines = ["a", "b", "c", "d", "e"]
    let difference = Replay.Difference(
      cell: 2,
      line: 7,
      recorded: lines + ["f"],
      found: lines + ["g", "h"]
    )
    #expect(
      Look(width: 40).difference(difference, in: "lessons/a-long-name.md").plain == """
        lessons/a-long-name.md, line 7: cell 2
          prints something else (- recorded, +
          now)
            …
            e
          - f
          + g
          + h
        """
    )
  }

  @Test func nothingIsSaidToBeNothing() {
    for (recorded, found, rows) in [
      (["a"], [], "  - a\n  + (nothing)"), ([], ["a"], "  - (nothing)\n  + a"),
    ] as [([String], [String], String)] {
      let difference = Replay.Difference(cell: 1, line: 2, recorded: recorded, found: found)
      #expect(
        Look().difference(difference, in: "f.md").plain
          == "f.md, line 2: cell 1 prints something else (- recorded, + now)\n" + rows
      )
    }
  }

  @Test func updatingChangesNothingElse() throws {
    let text =
      "\u{FEFF}# T\r\n\r\n```gradus\r\nw = 1\r\n```\r\n\r\n  ````output\r\nold  \r\n  ````\r\n\r\ntext  \r\n"
      + "```gradus\r\ns = \"```\"\r\n```\r\n```output\r\n```"
    let again = try replay(text)
    #expect(
      again.updatedText
        == "\u{FEFF}# T\r\n\r\n```gradus\r\nw = 1\r\n```\r\n\r\n  ````output\r\n  w = 1\r\n  ````\r\n\r\ntext  \r\n"
        + "```gradus\r\ns = \"```\"\r\n```\r\n````output\r\ns = ```\r\n````"
    )
    #expect(try replay(again.updatedText).differences.isEmpty)
  }

  @Test func anErrorThatNobodyRecordedEndsIt() throws {
    let again = try replay("# T\n\n```gradus\nw = 1\nx = zz\n```\n\n```gradus\ny = 1\n```\n")
    #expect(again.cellCount == 1)
    #expect(
      again.failure?.rendered() == """
        f.md, line 5: zz has no value
          x = zz
              ^^
        """
    )
  }

  @Test func aHoleIsNoDifference() throws {
    let again = try replay("```gradus answer a\nx = ?\n```\n\n```gradus\nx\n```\n")
    #expect(again.failure == nil)
    #expect(again.differences.isEmpty)
    #expect(try replay("```gradus\nx = ?\n```\n").failure?.kind == .hole)
  }

  @Test func seedAndNotationAreTheNotebooks() throws {
    let text =
      "---\nseed: 7\nnotation: manchester\n---\n```gradus\nr = normal(1, 2)\n```\n```output\n```\n"
    var typist = Typist()
    let again = try Notebook(parsing: text, name: "f.md").replay(in: &typist.session)
    #expect(typist.session.interpreter.dialect == .manchester)
    var other = Typist(dialect: .manchester, seed: 7)
    #expect(again.differences[0].found.joined(separator: "\n") == other.reads("r = normal(1, 2)"))
  }

  @Test func aFenceThatIsNeverClosedIsUpdatedToo() throws {
    let again = try replay("```gradus\nw = 1\n```\n```output\nold")
    #expect(again.updatedText == "```gradus\nw = 1\n```\n```output\nw = 1\n")
  }

  @Test(arguments: [
    (0, 0, 0, 0, "0 notebooks, 0 cells: all as recorded"),
    (1, 1, 0, 0, "1 notebook, 1 cell: all as recorded"),
    (3, 41, 2, 0, "3 notebooks, 41 cells: 2 differ from what was recorded"),
    (3, 41, 1, 0, "3 notebooks, 41 cells: 1 differs from what was recorded"),
    (3, 41, 2, 1, "3 notebooks, 41 cells: 2 outputs rewritten in 1 file"),
  ])
  func theSummary(notebooks: Int, cells: Int, differences: Int, files: Int, text: String) {
    var tally = ReplayTally()
    tally.notebooks = notebooks
    tally.cells = cells
    tally.differences = differences
    tally.updatedFiles = files
    #expect(tally.summary == text)
    #expect(tally.hasFailed == (differences > 0 && files == 0))
    tally.failures = 1
    #expect(tally.hasFailed)
    #expect(tally.summary.hasSuffix("1 notebook could not be run to the end"))
  }
}
