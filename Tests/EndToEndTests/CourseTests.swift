import Foundation
import TestSupport
import Testing

/// The course on the command line: lessons, exercises, grading, progress.
@Suite struct CourseTests {
  /// A learner: a copy of the fixtures' course, and a place for what is kept.
  struct Learner {
    let folder: String

    var course: String { folder + "/course" }
    var exercise: String { course + "/exercises/01-every-kind.md" }

    var environment: [String: String] {
      [
        "GRADUS_COURSE": course, "XDG_STATE_HOME": folder + "/state", "NO_COLOR": "1",
        "XDG_DATA_HOME": folder + "/data",
      ]
    }

    func gradus(_ arguments: String..., input: String = "") throws -> Run {
      var run = try Run(
        try gradusExecutable(),
        arguments,
        input: input,
        environment: environment,
        directory: folder
      )
      run.output = run.output.replacing(folder, with: "FOLDER")
      run.errors = run.errors.replacing(folder, with: "FOLDER")
      return run
    }

    /// Puts an answer in place of a hole.
    func write(_ answer: String, for hole: String) throws {
      let text = try String(contentsOfFile: exercise, encoding: .utf8)
      try text.replacing(hole, with: answer).write(
        toFile: exercise,
        atomically: true,
        encoding: .utf8
      )
    }

    func terminal(_ arguments: String...) throws -> PseudoTerminal {
      try PseudoTerminal(
        try gradusExecutable(),
        arguments,
        environment: environment,
        directory: folder,
        size: .init(rows: 24, columns: 80)
      )
    }
  }

  private func withLearner(_ body: (Learner) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("gradus-learner-\(UUID().uuidString)").resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("CourseTests/Fixtures/course")
    try FileManager.default.copyItem(at: fixture, to: folder.appendingPathComponent("course"))
    try body(Learner(folder: folder.path))
  }

  // MARK: Exercises

  @Test func anExerciseIsDoneStepByStep() throws {
    try withLearner { learner in
      let begun = try learner.gradus("check")
      #expect(begun.status == .exited(0))
      #expect(
        begun.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
          == "No exercise is begun. gradus exercise 01-every-kind begins the first one."
      )
      try learner.write("s = 2w", for: "s = ?")
      let wrong = try learner.gradus("check", "every-kind")
      #expect(
        wrong
          == Run(
            output: """
              01-every-kind: Every kind of part
                by-hand   0 of 2  not done yet
                chain     0 of 3  not right yet
                  s: It is three times w.
                  Still to do: t, u.
                matrix    0 of 2  not done yet
                function  0 of 1  not done yet
                step      0 of 2  not done yet
                one       0 of 1  not done yet
                several   0 of 2  not done yet
                sorted    0 of 2  not done yet
              0 of 15 points.
              gradus hint 01-every-kind helps on.

              """,
            status: 1
          )
      )
      #expect(try learner.gradus("solution", "1").status == .exited(1))
      try FileManager.default.removeItem(atPath: learner.exercise)
      try FileManager.default.copyItem(
        atPath: learner.course + "/solutions/01-every-kind.md",
        toPath: learner.exercise
      )
      let right = try learner.gradus("check")
      #expect(right.status == .exited(0))
      #expect(right.output.contains("\nAll right: 15 of 15 points.\n"))
      #expect(try learner.gradus("solution", "1").output.contains("q = 5"))
      #expect(
        try learner.gradus("progress")
          == Run(
            output: """
              Lessons
                01-tour  A tour
              Exercises
                01-every-kind  Every kind of part (15 of 15 points)
              Next: gradus lesson 01-tour.

              """,
            status: 0
          )
      )
    }
  }

  @Test func hintsGoOn() throws {
    try withLearner { learner in
      let first = try learner.gradus("hint", "1")
      #expect(
        first
          == Run(
            output: """
              01-every-kind, by-hand: hint 1 of 3
                Square it first.
                The same again for the next one.

              """,
            status: 0
          )
      )
      #expect(try learner.gradus("hint", "1").output.contains("hint 2 of 3\n  w² + 1\n"))
      #expect(
        try learner.gradus("hint", "1", "bychain")
          == Run(
            errors: """
              01-every-kind has no part bychain
                Did you mean chain?

              """,
            status: 1
          )
      )
    }
  }

  @Test func resetAsksAndKeepsABackup() throws {
    try withLearner { learner in
      try learner.write("s = 7w", for: "s = ?")
      let no = try learner.gradus("reset", "1", input: "n\n")
      #expect(no.output.hasSuffix("Nothing was changed.\n"))
      let yes = try learner.gradus("reset", "1", "--yes")
      #expect(yes.status == .exited(0))
      // Where lines break depends on how long the folder's path is.
      #expect(
        yes.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
          == "course/exercises/01-every-kind.md is as it was. Your version is kept as "
          + "course/exercises/01-every-kind.md.bak-1."
      )
      let backup = try String(contentsOfFile: learner.exercise + ".bak-1", encoding: .utf8)
      #expect(backup.contains("s = 7w"))
    }
  }

  @Test func whatIsAskedWronglyIsAnswered() throws {
    try withLearner { learner in
      #expect(
        try learner.gradus("check", "every-knd")
          == Run(
            errors: """
              There is no exercise every-knd
                Did you mean every-kind?

              """,
            status: 1
          )
      )
      #expect(try learner.gradus("check", "--watch").status == .exited(64))
      #expect(
        try learner.gradus("lesson", "--course", "nowhere").errors.hasPrefix(
          "There is no course in"
        )
      )
      #expect(
        try learner.gradus("lesson", "--list")
          == Run(output: "01-tour  A tour\n", status: 0)
      )
      let damaged = learner.folder + "/state/gradus/progress"
      try FileManager.default.createDirectory(atPath: damaged, withIntermediateDirectories: true)
      try "rubbish".write(toFile: damaged + "/course.txt", atomically: true, encoding: .utf8)
      let run = try learner.gradus("progress")
      #expect(run.status == .exited(0))
      #expect(run.output.hasPrefix("The record of your progress was damaged:"))
    }
  }

  @Test func watchingGradesAgainWhenTheFileChanges() throws {
    try withLearner { learner in
      try learner.write("s = 2w", for: "s = ?")
      let terminal = try learner.terminal("check", "1", "--watch")
      try terminal.expect("It is three times w.")
      try terminal.expect("Ctrl-C ends.")
      try learner.write("s = 3w", for: "s = 2w")
      try terminal.expect("chain     1 of 3  partly right")
      try terminal.expect("Ctrl-C ends.")
      terminal.send("\u{3}")
      #expect(try terminal.waitForExit() == .exited(1))
    }
  }

  @Test func theCourseIsProved() throws {
    try withLearner { learner in
      #expect(
        try learner.gradus("course", "check")
          == Run(output: "1 lesson and 1 exercise checked: the course holds.\n", status: 0)
      )
      try learner.write("q = 5", for: "q = ?")
      let run = try learner.gradus("course", "check")
      #expect(
        run
          == Run(
            output: """
              exercises/01-every-kind.md:58: by-hand earns points without an answer.
              1 lesson and 1 exercise checked: 1 problem.

              """,
            status: 1
          )
      )
    }
  }

  // MARK: Lessons

  @Test func aLessonIsPlayedOnATerminal() throws {
    try withLearner { learner in
      let terminal = try learner.terminal("lesson", "tour")
      try terminal.expect("[Enter runs it] ")
      terminal.send("\u{3}")
      try terminal.expect("quit or Ctrl-D leaves the lesson")
      try terminal.expect("[Enter runs it] ")
      terminal.send("\r")
      try terminal.expect("type> ")
      terminal.send("s = 3w\r")
      try terminal.expect("s is not right: yours is 6.")
      try terminal.expect("type> ")
      terminal.send("play\r")
      try terminal.expect("play 1> ")
      terminal.send("w = 50\r")
      try terminal.expect("play 2> ")
      terminal.send("resume\r")
      try terminal.expect("Back in the lesson.")
      try terminal.expect("type> ")
      terminal.send("s = 2w\r")
      try terminal.expect("= 2·2")
      try terminal.expect("t = ? ")
      terminal.send("skip\r")
      try terminal.expect("answer> ")
      terminal.send("back\r")
      try terminal.expect("t = ? ")
      terminal.send("\u{4}")
      #expect(try terminal.waitForExit() == .exited(0))

      let again = try learner.terminal("lesson")
      try again.expect("You go on where you left")
      try again.expect("t = ? ")
      again.send("15\r")
      try again.expect("Not quite: 6.3 % off.")
      try again.expect("answer> ")
      again.send("2\r")
      try again.expect("A square is no double.")
      try again.expect("answer> ")
      again.send("1 3\r")
      try again.expect("answer> ")
      again.send("3 2 1\r")
      try again.expect("answer> ")
      again.send("s + t\r")
      try again.expect("[Enter runs it] ")
      again.send("\r")
      try again.expect("That is the end of the lesson. 2 of 5 were right at the first try.")
      #expect(try again.waitForExit() == .exited(0))
      let progress = try learner.gradus("progress")
      #expect(progress.output.contains("01-tour  A tour (done, 2 of 5 right)"))
    }
  }

  @Test func aLessonIsPlayedInTheREPL() throws {
    try withLearner { learner in
      let run = try learner.gradus(
        "--plain",
        input: "w = 100\n:lesson tour\n\ns = 2w\nquit\nw\n:progress\n:hint 1\n"
      )
      #expect(run.status == .exited(0))
      #expect(
        run.output.hasSuffix(
          """
          3> t = s²
          Your place is kept: gradus lesson 01-tour goes on here.
          w = 100
          Lessons
            01-tour  A tour (begun)
          Exercises
            01-every-kind  Every kind of part
          Next: gradus lesson 01-tour, or gradus exercise 01-every-kind.
          01-every-kind, by-hand: hint 1 of 3
            Square it first.
            The same again for the next one.

          """
        )
      )
    }
  }

  @Test func aLessonIsPlayedFromAPipe() throws {
    try withLearner { learner in
      let run = try learner.gradus(
        "lesson",
        "--plain",
        input: "\ns = 2w\n16\n1 3\n3 2 1\ns + t\n\n"
      )
      #expect(run.status == .exited(0) && run.errors.isEmpty)
      #expect(
        run.output.hasSuffix("That is the end of the lesson. 5 of 5 were right at the first try.\n")
      )
      #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }
  }
}
