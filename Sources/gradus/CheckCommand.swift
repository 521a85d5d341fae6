import ArgumentParser
import Course
import Diagnostics
import LineEditing
import Rendering
import Session

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// `gradus check`: grades exercises.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Grade an exercise: what is right, and what is not yet.",
    discussion: """
      NAME is 04, chain-rule or 04-chain-rule; FILE is a filled-in exercise anywhere. Without \
      either, every exercise that is begun is graded. Your own file is exercises/NAME.md in the \
      folder of the course; where that is the installed one, it is a copy that gradus exercise \
      NAME makes and names. The status is 1 unless all is right.
      """
  )

  @Argument(
    help: "The exercise's name, or a file.",
    completion: courseNames(.exercise)
  )
  var name: String?

  @Flag(help: "Grade again whenever the file changes, until Ctrl-C.")
  var watch = false

  @Option(help: "Draw the inputs of this learner; the same ones each time.")
  var learner: String?

  @OptionGroup var course: CourseOptions
  @OptionGroup var display: DisplayOptions

  func run() throws {
    if watch, name == nil {
      throw ValidationError("--watch needs the exercise's name: gradus check NAME --watch.")
    }
    try display.run { (outlet) throws(Diagnostic) in
      let course = try self.course.find()
      let store = CourseOptions.progress
      guard let name else { return try checkBegun(course, store, &outlet) }
      let file = SourceFileName(name)
      let exercise = try course.resolve(name, .exercise)
      let path = file.isFile ? name : try course.workingFile(exercise)
      if watch { return try watch(path, exercise, course, store, &outlet) }
      return try check(path, exercise, course, store, &outlet)
    }
  }

  /// Grades one file; returns whether all is right.
  private func check(
    _ path: String,
    _ name: String,
    _ course: Course,
    _ store: ProgressStore,
    _ outlet: inout Outlet
  ) throws(Diagnostic) -> Bool {
    guard FileStore.exists(path) else {
      throw Diagnostic(
        .file,
        "You have not begun \(name) yet.",
        suggestions: ["gradus exercise \(name) makes \(path), to be filled in."]
      )
    }
    guard let text = FileStore.text(at: path) else {
      throw Diagnostic(
        .file,
        "\(path) cannot be read.",
        suggestions: ["Is it a text in UTF-8, and may it be read?"]
      )
    }
    let file = path.split(separator: "/").last.map(String.init) ?? path
    var grader = try course.grader(name, file: file, look: outlet.look, learner: learner)
    grader.stackBytes = LargeStack.usableBytes
    grader.interruption = TerminalInterruption()
    InterruptFlag.catchInterrupts()
    let report = grader.grade(text)
    outlet.say(report.text(in: outlet.look))
    outlet.say(advice(report, path))
    if let notice = course.keep(report, in: store) { outlet.say(notice, .remark) }
    return report.isComplete
  }

  private func advice(_ report: Report, _ path: String) -> StyledText {
    let name = report.exercise
    let text: String
    if report.isComplete {
      text = "gradus solution \(name) shows how we would write it."
    } else if !report.isBegun, report.failure == nil {
      text =
        "Fill in \(CourseOptions.shown(path)), then type gradus check \(name) again. gradus hint \(name) helps."
    } else {
      text = "gradus hint \(name) helps on."
    }
    let look = display.look
    return look.wrapped(look.typed(text), style: .remark, within: look.width, hanging: "  ")
  }

  /// Grades every exercise that is begun; where none is, says which one is next.
  private func checkBegun(
    _ course: Course,
    _ store: ProgressStore,
    _ outlet: inout Outlet
  ) throws(Diagnostic) -> Bool {
    var isAllRight = true
    var isFirst = true
    for name in course.names(of: .exercise) {
      let path = try course.workingFile(name)
      guard let text = FileStore.text(at: path), try course.isBegun(name, text) else { continue }
      if !isFirst { outlet.say(StyledText("")) }
      isFirst = false
      isAllRight = try check(path, name, course, store, &outlet) && isAllRight
    }
    if isFirst {
      guard let next = course.names(of: .exercise).first else {
        throw Diagnostic(.file, "The course has no exercises.")
      }
      outlet.say("No exercise is begun. gradus exercise \(next) begins the first one.")
      return true
    }
    return isAllRight
  }

  /// Grades a file whenever it changes.
  private func watch(
    _ path: String,
    _ name: String,
    _ course: Course,
    _ store: ProgressStore,
    _ outlet: inout Outlet
  ) throws(Diagnostic) -> Bool {
    var last: [Int]?
    var isRight = false
    InterruptFlag.catchInterrupts()
    while true {
      let version = FileStore.version(of: path)
      if version != last || last == nil {
        isRight = try check(path, name, course, store, &outlet)
        outlet.say("Watching \(path); Ctrl-C ends.", .remark)
        last = version ?? []
      }
      usleep(200_000)
      if InterruptFlag.shared.lower() {
        Terminal.write("\n")
        return isRight
      }
    }
  }
}

/// A word that may be a file's name.
struct SourceFileName {
  /// Whether it names a file rather than an exercise of the course.
  let isFile: Bool

  init(_ word: String) {
    isFile = word.hasSuffix(".md") || word.contains("/") || word.hasPrefix(".")
  }
}
