import Course
import Interpreter
import Notation
import Rendering
import Testing

/// What grading says to a learner, whole.
@Suite struct ReportTests {
  private static let cases = (try? Recorded.cases(in: "reports.txt")) ?? []

  @Test func thereAreCases() throws { #expect(Self.cases.count > 40) }

  @Test(arguments: cases)
  func saysWhatIsRightAndWhatIsNot(_ item: Recorded.Case) throws {
    var text = try Fixture.text(.solution)
    for (before, after) in item.changes {
      #expect(text.contains(before))
      text = text.replacing(before, with: after, maxReplacements: 1)
    }
    var grader = try Fixture.grader()
    grader.limits.statements = 20_000
    let found = grader.grade(text).text(in: Look()).plain
    if Recorded.isRecording { try Recorded.record(found, for: item, in: "reports.txt") }
    #expect(found == item.expected)
  }

  @Test func anEmptyFileIsAnswered() throws {
    let report = try Fixture.grader().grade("")
    #expect(report.earned == 0)
    #expect(report.remarks.count == 10)
  }

  @Test func aReportFitsAnyWidth() throws {
    var look = Look(typography: .ascii, width: 40)
    let solution = try Fixture.text(.solution)
    var grader = try Fixture.grader()
    grader.look = look
    let report = grader.grade(
      solution.replacing("s = 3w", with: "s = 2w").replacing("a[1] − y", with: "y − a[1]")
    )
    for width in [40, 60, 200] {
      look.width = width
      grader.look = look
      let text = report.text(in: look)
      if width == 40 { #expect(text.width <= 40) }
      let isASCII = text.plain.allSatisfy { $0.isASCII }
      #expect(isASCII)
    }
  }
}
