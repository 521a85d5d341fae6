import ArgumentParser
import Course
import Diagnostics
import Rendering
import Session

/// `gradus hint NAME`: the next hint.
struct HintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hint",
    abstract: "Give the next hint for a part of an exercise.",
    discussion: """
      Without PART, for the first part that is not right yet. Each call goes one hint further: a \
      nudge, the formula and its slide, the first step.
      """
  )

  @Argument(help: "The exercise's name.", completion: courseNames(.exercise))
  var name: String

  @Argument(help: "The part's name.")
  var part: String?

  @OptionGroup var course: CourseOptions
  @OptionGroup var display: DisplayOptions

  func run() throws {
    try display.run { (outlet) throws(Diagnostic) in
      let course = try self.course.find()
      let exercise = try course.resolve(name, .exercise)
      outlet.say(try course.hint(exercise, part: part, CourseOptions.progress, outlet.look))
      return true
    }
  }
}
