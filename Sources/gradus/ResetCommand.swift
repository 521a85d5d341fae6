import ArgumentParser
import Course
import Diagnostics
import LineEditing
import Rendering
import Session

/// `gradus reset NAME`: an exercise as it was.
struct ResetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset",
    abstract: "Put an exercise back as it was before you began.",
    discussion: "Your version is kept beside it, as NAME.md.bak-1."
  )

  @Argument(help: "The exercise's name.", completion: courseNames(.exercise))
  var name: String

  @Flag(help: "Do not ask.")
  var yes = false

  @OptionGroup var course: CourseOptions
  @OptionGroup var display: DisplayOptions

  func run() throws {
    try display.run { (outlet) throws(Diagnostic) in
      let course = try self.course.find()
      let exercise = try course.resolve(name, .exercise)
      let file = try course.workingFile(exercise)
      if !yes {
        var reader = PlainLineReader(showsPrompt: true, interrupt: .shared)
        let question = "Put \(file) back as it was? Your version is kept beside it. [y/n] "
        guard case .line(let answer)? = try? reader.readLine(prompt: outlet.look.typed(question)),
          ["y", "yes"].contains(answer.lowercased())
        else {
          outlet.say("Nothing was changed.")
          return true
        }
      }
      let (path, backup) = try course.reset(exercise)
      outlet.say("\(CourseOptions.shown(path)) is as it was.")
      if let backup { outlet.say("Your version is kept as \(CourseOptions.shown(backup)).") }
      return true
    }
  }
}
