import ArgumentParser
import Course
import Diagnostics
import Rendering
import Session

/// `gradus progress`: what has been done.
struct ProgressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "progress",
    abstract: "Show which lessons and exercises are done, and what comes next."
  )

  @OptionGroup var course: CourseOptions
  @OptionGroup var display: DisplayOptions

  func run() throws {
    try display.run { (outlet) throws(Diagnostic) in
      let course = try self.course.find()
      let (progress, notice) = CourseOptions.progress.load()
      if let notice { outlet.say(notice, .error) }
      outlet.say(course.overview(progress, outlet.look))
      return true
    }
  }
}
