import Algorithms
import Diagnostics
import Interpreter
import Notebooks
package import Rendering
import Session

/// Proves a course: what it promises is tried out, not believed.
///
/// Each solution earns full marks, each unsolved exercise none, numbers typed in for names are
/// refused, each foreseen mistake brings its own message, each hint says something, each
/// prerequisite exists, each file replays to its recorded output.
package struct CourseCheck: Sendable {
  /// The course.
  let course: Course
  /// How things are shown.
  let look: Look
  /// The bytes of native stack that a program may use; nil for what is usual.
  package var stackBytes: UInt?
  /// How many seeds a solution is tried with.
  var seeds = 20

  /// The titles of the slides of each deck, where they are known; empty where they are not.
  package var slides: [String: Set<String>] = [:]
  /// The decks there are; empty where they are not known.
  package var decks: Set<String> = ["galway", "auckland", "eindhoven", "manchester", "santa-cruz"]

  var findings: [Finding] = []

  /// Makes a check.
  package init(_ course: Course, look: Look) {
    self.course = course
    self.look = look
  }

  /// Checks every lesson, exercise and solution; returns what was found, in the order of the files.
  package func run() -> [Finding] {
    var copy = self
    for name in course.names(of: .lesson) { copy.checkLesson(name) }
    let exercises = course.names(of: .exercise)
    for name in exercises { copy.checkExercise(name) }
    for name in course.names(of: .solution) where !exercises.contains(name) {
      copy.problem(Course.Kind.solution.file(name), nil, "This solution has no exercise.")
    }
    if course.names(of: .lesson).isEmpty {
      copy.problem(course.folders[0], nil, "There are no lessons.")
    }
    return copy.findings
  }

  /// What was checked, and how many problems there are.
  package func summary(_ problems: Int) -> String {
    let lessons = Report.count(course.names(of: .lesson).count, "lesson")
    let exercises = Report.count(course.names(of: .exercise).count, "exercise")
    return "\(lessons) and \(exercises) checked: "
      + (problems == 0 ? "the course holds." : "\(Report.count(problems, "problem")).")
  }

  mutating func problem(_ file: String, _ line: Int?, _ text: String) {
    let finding = Finding(file: file, line: line, text: text, isWarning: false)
    if !findings.contains(finding) { findings.append(finding) }
  }

  mutating func warn(_ file: String, _ line: Int?, _ text: String) {
    findings.append(Finding(file: file, line: line, text: text, isWarning: true))
  }

  /// A mistake that was thrown, at its line.
  mutating func problem(_ file: String, _ diagnostic: Diagnostic) {
    var line: Int?
    if let span = diagnostic.span, let source = diagnostic.source {
      line = source.position(of: span.start).line
    }
    let sentences = [diagnostic.message] + diagnostic.suggestions
    let name = diagnostic.source?.name
    problem(
      name.map { $0.hasSuffix(".md") ? $0 : file } ?? file,
      line,
      sentences.joined(separator: " ")
    )
  }

  // MARK: Lessons

  private mutating func checkLesson(_ name: String) {
    let file = Course.Kind.lesson.file(name)
    let notebook: Notebook
    do { notebook = try course.lesson(name) } catch {
      problem(file, error)
      return
    }
    checkFrontMatter(notebook.frontMatter, file)
    replay(notebook, file)
    let roles = notebook.cells.map(\.role)
    if !roles.contains(.type) { warn(file, nil, "No cell is for typing: gradus type.") }
    let predicts = roles.contains { if case .predict = $0 { true } else { false } }
    if !predicts { warn(file, nil, "No cell asks for a prediction: gradus predict NAME.") }
    if notebook.questions.isEmpty { warn(file, nil, "It asks no question.") }
    for question in notebook.questions { checkQuestion(question, file) }
  }

  private mutating func checkQuestion(_ question: Question, _ file: String) {
    if case .choices(let choices) = question.kind {
      for choice in choices where !choice.isRight && choice.why.isEmpty {
        problem(file, question.line, "\(question.name): a wrong choice does not say why.")
      }
    }
  }

  mutating func checkFrontMatter(_ frontMatter: FrontMatter, _ file: String) {
    if frontMatter.title == nil { problem(file, 1, "There is no title.") }
    if frontMatter.minutes == nil { warn(file, 1, "It does not say how many minutes it takes.") }
    let known = Set(course.names(of: .lesson) + course.names(of: .exercise))
    for prerequisite in frontMatter.prerequisites where !known.contains(prerequisite) {
      let near = nearest(to: prerequisite, in: known.sorted()).map { " Did you mean \($0)?" } ?? ""
      problem(
        file,
        frontMatter.node?["prerequisites"]?.line,
        "There is no lesson \(prerequisite), which is to be known before.\(near)"
      )
    }
    for deck in frontMatter.decks {
      let line = frontMatter.node?["decks"]?[deck.deck]?.line
      if !decks.isEmpty, !decks.contains(deck.deck) {
        problem(file, line, "There is no deck \(deck.deck).")
      }
      guard let titles = slides[deck.deck] else { continue }
      for slide in deck.slides where !titles.contains(slide) {
        problem(file, line, "\(deck.deck) has no slide \"\(slide)\".")
      }
    }
  }

  /// Runs a file and compares what it prints with what is recorded in it.
  mutating func replay(_ notebook: Notebook, _ file: String) {
    var interpreter = Interpreter(library: .shipped)
    interpreter.limits.seconds = 10
    if let stackBytes { interpreter.stackBytes = stackBytes }
    var session = Session(interpreter: interpreter)
    let replay = notebook.replay(in: &session)
    if let failure = replay.failure { problem(file, failure) }
    for difference in replay.differences {
      problem(
        file,
        difference.line,
        "Cell \(difference.cell) prints something else than is recorded: gradus replay \(file) "
          + "shows it."
      )
    }
  }
}

extension Course.Kind {
  /// What messages call a file.
  func file(_ name: String) -> String { "\(folder)/\(name).md" }
}
