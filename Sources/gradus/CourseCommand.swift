import ArgumentParser
import Course
import Diagnostics
import Rendering
import Session

/// `gradus course`: for whoever writes a course.
struct CourseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "course",
    abstract: "For authors: prove that a course holds what it promises.",
    subcommands: [CourseCheckCommand.self]
  )
}

/// `gradus course check`: proves the course.
struct CourseCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check every lesson, exercise and solution of the course.",
    discussion: """
      Each solution earns full marks and each unsolved exercise none, numbers typed in for names are \
      refused, each foreseen mistake brings its own message, each lesson replays to its recorded \
      output. The status is 1 where anything is wrong; warnings do not count.
      """
  )

  @OptionGroup var course: CourseOptions
  @OptionGroup var display: DisplayOptions

  func run() throws {
    try display.run { (outlet) throws(Diagnostic) in
      var check = CourseCheck(try course.find(), look: outlet.look)
      check.stackBytes = LargeStack.usableBytes
      let findings = check.run()
      for finding in findings { outlet.say(finding.text(in: outlet.look)) }
      let problems = findings.count { !$0.isWarning }
      outlet.say(check.summary(problems), problems == 0 ? .success : .error)
      return problems == 0
    }
  }
}
