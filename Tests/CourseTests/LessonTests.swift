import Algorithms
import Course
import Diagnostics
import Files
import Foundation
import Interpreter
import Notation
import Rendering
import Session
import Testing

/// Someone who plays the lesson of the fixtures, line by line.
struct Pupil {
  var session: Session
  let store: ProgressStore
  /// What was shown and typed.
  private(set) var transcript = ""
  private(set) var hasLeft = false

  init(_ store: ProgressStore, width: Int = 80, typography: Typography = .unicode) {
    self.store = store
    session = Session(
      interpreter: Interpreter(library: .shipped),
      look: Look(typography: typography, width: width)
    )
    session.commands.add(CommandTable.courseCommands({ .success(Fixture.course) }, store))
  }

  mutating func start(restart: Bool = false) throws {
    let player = try LessonPlayer("01-tour", of: Fixture.course, store, restart: restart)
    show(session.play(player))
  }

  mutating func type(_ line: String) {
    transcript += session.prompt + line + "\n"
    show(session.handle(line))
  }

  mutating func interrupt() {
    transcript += session.prompt + "^C\n"
    show(session.cancel())
  }

  private mutating func show(_ outputs: [Output]) {
    for output in outputs {
      switch output {
      case .text(let text): transcript += text.plain + "\n"
      case .failure(let diagnostic): transcript += session.look.failure(diagnostic).plain + "\n"
      case .quit: hasLeft = true
      case .statement, .check, .stepper: break
      }
    }
  }

  /// What was shown since this was last asked.
  mutating func read() -> String {
    defer { transcript = "" }
    return transcript
  }
}

/// Whole lessons as a learner sees them, recorded in `lessons.txt`.
@Suite struct LessonTests {
  struct Script: Sendable, CustomTestStringConvertible {
    var title: String
    var inputs: [String]
    var expected: String
    var testDescription: String { title }
  }

  static let file = Fixture.folder.appendingPathComponent("lessons.txt")

  static let scripts = read()

  private static func read() -> [Script] {
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.components(separatedBy: "\n=== ").compactMap { block in
      let lines = block.components(separatedBy: "\n")
      guard let end = lines.firstIndex(of: "---"), lines.count > 1 else { return nil }
      let title = lines[0].replacing("=== ", with: "")
      let inputs = lines[1..<end].map { String($0.dropFirst(2)) }
      var rest = Array(lines[(end + 1)...])
      while rest.last?.isEmpty == true { rest.removeLast() }
      return Script(title: title, inputs: inputs, expected: rest.joined(separator: "\n"))
    }
  }

  @Test func thereAreScripts() { #expect(Self.scripts.count > 5) }

  @Test(arguments: scripts)
  func goesOnAsItShould(_ script: Script) throws {
    try Fixture.withFolder { folder in
      var pupil = Pupil(ProgressStore(StateFolder(path: folder)))
      pupil.type("w = 100")
      pupil.type(":lesson tour")
      for input in script.inputs {
        switch input {
        case "^C": pupil.interrupt()
        default: pupil.type(input)
        }
      }
      var found = pupil.read()
      while found.last?.isNewline == true { found.removeLast() }
      if Recorded.isRecording { try Self.record(found, for: script) }
      #expect(found == script.expected)
    }
  }

  private static func record(_ found: String, for wanted: Script) throws {
    var result = ""
    for script in read() {
      result += "=== \(script.title)\n" + script.inputs.map { "> \($0)\n" }.joined() + "---\n"
      result += (script.title == wanted.title ? found : script.expected) + "\n\n"
    }
    try result.write(to: file, atomically: true, encoding: .utf8)
  }

  @Test func theLearnersVariablesStayAsTheyWere() throws {
    try Fixture.withFolder { folder in
      var pupil = Pupil(ProgressStore(StateFolder(path: folder)))
      pupil.type("w = 100")
      pupil.type(":lesson")
      for line in ["", "s = 2w", "16", "1 3", "quit"] { pupil.type(line) }
      _ = pupil.read()
      pupil.type("w")
      #expect(pupil.read() == "2> w\nw = 100\n")
    }
  }

  /// Wherever the learner leaves, the next start asks the same again, with the same values.
  @Test func goesOnWhereItWasLeft() throws {
    try Fixture.withFolder { folder in
      let store = ProgressStore(StateFolder(path: folder))
      let way = ["", "s = 2w", "16", "1 3", ""]
      for count in 0...4 {
        store.update { $0 = Progress() }
        var pupil = Pupil(store)
        try pupil.start()
        for line in way.prefix(count) { pupil.type(line) }
        let asked = pupil.session.prompt
        pupil.type("quit")
        #expect(pupil.session.activities.isEmpty)
        var again = Pupil(store)
        try again.start()
        #expect(again.session.prompt == asked, "after \(count) answers")
        #expect(again.read().contains("You go on where you left") == (count > 0))
      }
    }
  }

  @Test func nothingTypedIsEverMetWithSilence() throws {
    try Fixture.withFolder { folder in
      let store = ProgressStore(StateFolder(path: folder))
      let way = ["", "s = 2w", "16", "1 3", "", "1 2 3", "20", ""]
      for count in 0..<way.count {
        for line in [
          "x = 3", "(", "help", "hint", "progress", ":vars", ":nonsense", "Δ", "9 9", "\u{1F600}",
          "?",
        ] {
          var pupil = Pupil(store)
          try pupil.start(restart: true)
          for line in way.prefix(count) { pupil.type(line) }
          guard !pupil.session.activities.isEmpty else { continue }
          if pupil.session.isIncomplete(line) { continue }
          _ = pupil.read()
          let prompt = pupil.session.prompt
          pupil.type(line)
          #expect(pupil.read() != "\(prompt)\(line)\n", "\(line) after \(count)")
        }
      }
    }
  }

  /// The lessons that come with gradus: each can be played to its end, and no cell fails.
  @Test func everyLessonHasAnEnd() throws {
    let root = Fixture.folder.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    let course = Course(folders: [root])
    #expect(!course.names(of: .lesson).isEmpty)
    for name in course.names(of: .lesson) {
      var session = Session(interpreter: Interpreter(library: .shipped))
      var outputs = session.play(try LessonPlayer(name, of: course, ProgressStore(nil)))
      for _ in 0..<500 where !session.activities.isEmpty { outputs += session.handle("skip") }
      #expect(session.activities.isEmpty)
      for output in outputs {
        if case .failure(let problem) = output { Issue.record("\(name): \(problem.rendered())") }
        if case .text(let text) = output { #expect(text.width <= 80) }
      }
    }
  }

  @Test(arguments: [40, 80, 200])
  func fitsTheTerminal(_ width: Int) throws {
    try Fixture.withFolder { folder in
      var pupil = Pupil(
        ProgressStore(StateFolder(path: folder)),
        width: width,
        typography: .ascii
      )
      try pupil.start()
      for line in ["help", "hint", "", "s = 3w", "s = 2w", "16", "2", "1 3", "", "2 1 3", "3"] {
        pupil.type(line)
      }
      let lines = pupil.read().split(separator: "\n")
      for line in lines { #expect(DisplayWidth.of(line) <= width, "\(line)") }
      let isASCII = lines.allSatisfy { $0.allSatisfy { $0.isASCII } }
      #expect(isASCII)
    }
  }
}
