import ArgumentParser
import Course
import Diagnostics
import Notebooks
import Rendering
import Session

/// `gradus exercise NAME`: the text of an exercise, and where to answer it.
struct ExerciseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exercise",
    abstract: "Begin an exercise: print it, and say which file to fill in."
  )

  @Argument(
    help: "The exercise's name; the next one unless given.",
    completion: courseNames(.exercise)
  )
  var name: String?

  @Flag(help: "List the exercises.")
  var list = false

  @OptionGroup var course: CourseOptions
  @OptionGroup var display: DisplayOptions

  func run() throws {
    try display.run { (outlet) throws(Diagnostic) in
      let course = try self.course.find()
      let progress = CourseOptions.progress.load().progress
      if list {
        outlet.say(course.list(.exercise, progress, outlet.look))
        return true
      }
      let exercise =
        try name.map { (name) throws(Diagnostic) in try course.resolve(name, .exercise) }
        ?? course.next(.exercise, progress)
      guard let exercise else {
        outlet.say("Every exercise is done.")
        return true
      }
      let path = try course.beginExercise(exercise)
      outlet.say(try course.exerciseText(exercise, outlet.look))
      outlet.say(StyledText(""))
      outlet.say(
        "Fill in \(CourseOptions.shown(path)), then type gradus check \(exercise).",
        .remark
      )
      return true
    }
  }
}

/// `gradus solution NAME`: the solution, once it is earned.
struct SolutionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solution",
    abstract: "Show the solution of an exercise that is all right."
  )

  @Argument(help: "The exercise's name.", completion: courseNames(.exercise))
  var name: String

  @Flag(help: "Show it although not all is right.")
  var anyway = false

  @OptionGroup var course: CourseOptions
  @OptionGroup var display: DisplayOptions

  func run() throws {
    try display.run { (outlet) throws(Diagnostic) in
      let course = try self.course.find()
      let exercise = try course.resolve(name, .exercise)
      if !anyway {
        let path = try course.workingFile(exercise)
        let grader = try course.grader(exercise, file: path, look: outlet.look)
        let report = grader.grade(FileStore.text(at: path) ?? "")
        guard report.isComplete else {
          throw Diagnostic(
            .usage,
            "\(exercise) is not all right yet.",
            suggestions: [
              "gradus hint \(exercise) helps on; gradus solution \(exercise) --anyway shows it."
            ]
          )
        }
      }
      outlet.say(try course.solutionText(exercise, outlet.look))
      return true
    }
  }
}
