import ArgumentParser
import Course
import Diagnostics
import Interpreter
import LineEditing
import Rendering
import Session

/// `gradus lesson NAME`: plays a lesson.
struct LessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson",
    abstract: "Play a lesson: read, run, type, predict, answer.",
    discussion: """
      Enter goes on; help lists the words that work at any time. quit or Ctrl-D leaves, and the next \
      gradus lesson goes on at the same place.
      """
  )

  @Argument(help: "The lesson's name; the next one unless given.", completion: courseNames(.lesson))
  var name: String?

  @Flag(help: "List the lessons.")
  var list = false

  @Flag(help: "Begin at the beginning.")
  var restart = false

  @OptionGroup var course: CourseOptions
  @OptionGroup var display: DisplayOptions

  func run() throws {
    var player: LessonPlayer?
    try display.run { (outlet) throws(Diagnostic) in
      let course = try self.course.find()
      let store = CourseOptions.progress
      let (progress, notice) = store.load()
      if let notice { outlet.say(notice, .error) }
      if list {
        outlet.say(course.list(.lesson, progress, outlet.look))
        return true
      }
      let lesson =
        try name.map { (name) throws(Diagnostic) in try course.resolve(name, .lesson) }
        ?? course.next(.lesson, progress)
      guard let lesson else {
        outlet.say("Every lesson is done. gradus lesson NAME plays one again.")
        return true
      }
      player = try LessonPlayer(lesson, of: course, store, restart: restart)
      return true
    }
    guard let player else { return }
    try play(player)
  }

  private func play(_ player: LessonPlayer) throws {
    var options = ProgramOptions()
    options.json = false
    options.set = []
    options.data = []
    options.seed = nil
    options.notation = nil
    var session = try options.session(display)
    session.interpreter.limits.seconds = nil
    var conversation = Conversation(session, display)
    if conversation.open({ $0.play(player, leavesAtEnd: true) }) { return }
    try conversation.run()
  }
}
