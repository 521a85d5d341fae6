import Course
import Foundation
import Rendering
import Testing

/// The proof of a course, and that it fails where something is wrong.
@Suite struct CourseCheckTests {
  @Test func theFixtureHolds() {
    #expect(CourseCheck(Fixture.course, look: Look()).run() == [])
  }

  /// The course that comes with gradus.
  @Test func theCourseHolds() {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    let check = CourseCheck(Course(folders: [root]), look: Look())
    #expect(check.run().filter { !$0.isWarning } == [])
  }

  @Test(
    arguments: [
      (
        "a range", "uniform(0.5, 3)", "uniform(3, 1)",
        "exercises/01-every-kind.md:6: uniform(3, 1) does not say where w is drawn from. Write uniform(0.5, 2), normal(0, 1) or integer(1, 6)."
      ),
      (
        "an input that is not there", "  w: uniform", "  v: uniform",
        "exercises/01-every-kind.md:6: No cell that stands assigns the input v."
      ),
      (
        "a prerequisite", "[01-tour]", "[01-tuor]",
        "exercises/01-every-kind.md:3: There is no lesson 01-tuor, which is to be known before. Did you mean 01-tour?"
      ),
      (
        "a hint that says nothing", "\"w² + 1\"", "\" \"",
        "exercises/01-every-kind.md:58: A hint of by-hand says nothing."
      ),
      (
        "no hints", "    hints: [\"Count.\"]\n", "    points: 1\n",
        "exercises/01-every-kind.md:87: one has no hints."
      ),
      (
        "a mistake that is right", "\"s = 2w\"", "\"s = w + 2w\"",
        "exercises/01-every-kind.md:19: The mistake s = w + 2w earns full marks."
      ),
      (
        "a mistake that is another", "\"u = s + 1\"", "\"t = 2s\"",
        "exercises/01-every-kind.md:21: The mistake t = 2s does not bring its own message. Said instead: t: A square is no double."
      ),
      (
        "a mistake that fits nowhere", "\"u = s + 1\"", "\"x = s + 1\"",
        "exercises/01-every-kind.md:21: The mistake x = s + 1 cannot be put in place of anything that chain assigns."
      ),
      (
        "constants", "inputs:\n  w: uniform(0.5, 3)\n", "",
        "exercises/01-every-kind.md:60: chain: a number typed in for s earns full marks. Let inputs: draw what it depends on."
      ),
      (
        "a part that is not there", "  one:\n", "  other:\n",
        "exercises/01-every-kind.md:41: There is no part other in the text. Write a fence gradus answer other."
      ),
    ]
  )
  func saysWhatIsWrong(_ item: (String, String, String, String)) throws {
    let (_, before, after, expected) = item
    try Fixture.withFolder { folder in
      for kind in [Course.Kind.lesson, .exercise, .solution] {
        for name in Fixture.course.names(of: kind) {
          let text = try Fixture.text(kind, name)
          #expect(kind == .lesson || text.contains(before))
          let path = "\(folder)/\(kind.rawValue)s/\(name).md"
          let isChanged = kind != .lesson
          try FileStore.write(isChanged ? text.replacing(before, with: after) : text, to: path)
        }
      }
      let found = CourseCheck(Course(folders: [folder]), look: Look(width: 1000)).run()
      let texts = found.map { $0.text(in: Look(width: 1000)).plain }
      #expect(texts.contains(expected), "\(texts)")
    }
  }

  @Test func aSolutionThatIsWrongIsTold() throws {
    try Fixture.withFolder { folder in
      for kind in [Course.Kind.exercise, .solution] {
        var text = try Fixture.text(kind)
        if kind == .solution {
          text = text.replacing("q = 5\n", with: "q = 5\nq = w q\n")
          text = text.replacing("# Every kind\n", with: "# Every sort\n")
        }
        try FileStore.write(text, to: "\(folder)/\(kind.rawValue)s/01-every-kind.md")
      }
      let found = CourseCheck(Course(folders: [folder]), look: Look()).run()
      #expect(
        found.contains {
          $0.line == 50 && $0.file == "solutions/01-every-kind.md"
            && $0.text
              == "The solution differs from the exercise, line 50, outside its answers."
        }
      )
    }
  }
}
