import Course
import Diagnostics
import Files
import Foundation
import Rendering
import Testing

@Suite struct CourseFolderTests {
  private func copy(to folder: String, kinds: [Course.Kind] = [.lesson, .exercise, .solution])
    throws
  {
    for kind in kinds {
      for name in Fixture.course.names(of: kind) {
        let path = "\(folder)/\(kind.rawValue)s/\(name).md"
        try FileStore.write(try Fixture.text(kind, name), to: path)
      }
    }
  }

  @Test func isLookedForInThisOrder() throws {
    try Fixture.withFolder { folder in
      for name in ["option", "variable", "here", "prefix/share/gradus"] {
        try copy(to: "\(folder)/\(name)")
      }
      try FileStore.write("", to: "\(folder)/here/deep/down/file")
      var search = Course.Search(
        option: "\(folder)/option",
        variable: "\(folder)/variable",
        workingDirectory: "\(folder)/here/deep/down",
        executable: "\(folder)/prefix/bin/gradus"
      )
      let installed = "\(folder)/prefix/share/gradus"
      #expect(try Course.find(search).folders == ["\(folder)/option", installed])
      search.option = nil
      #expect(try Course.find(search).folders == ["\(folder)/variable", installed])
      search.variable = nil
      #expect(try Course.find(search).folders == ["\(folder)/here", installed])
      search.workingDirectory = folder
      #expect(try Course.find(search).folders == [installed])
    }
  }

  @Test func whereThereIsNoneItSaysWhereItLooked() throws {
    try Fixture.withFolder { folder in
      let search = Course.Search(workingDirectory: folder, executable: "\(folder)/bin/gradus")
      let error = #expect(throws: Diagnostic.self) { try Course.find(search) }
      #expect(
        error?.rendered()
          == """
          No course was found
            Was looked for: folders lessons and exercises in \(folder) and the folders above it, \
          and \(folder)/share/gradus.
            Name its folder by --course DIR or GRADUS_COURSE, or run make install.
          """
      )
      var named = search
      named.option = "\(folder)/nowhere"
      let other = #expect(throws: Diagnostic.self) { try Course.find(named) }
      #expect(
        other?.rendered()
          == """
          There is no course in \(folder)/nowhere
            --course \(folder)/nowhere is to name a folder that has the folders lessons and exercises.
          """
      )
    }
  }

  @Test(arguments: ["01", "1", "every-kind", "01-every-kind", "Every Kind", "x/01-every-kind.md"])
  func namesAreUnderstood(_ word: String) throws {
    #expect(try Fixture.course.resolve(word, .exercise) == "01-every-kind")
  }

  @Test func aNameThatIsNearIsOffered() {
    let near = #expect(throws: Diagnostic.self) {
      try Fixture.course.resolve("evry-kind", .exercise)
    }
    #expect(near?.rendered() == "There is no exercise evry-kind\n  Did you mean every-kind?")
    let far = #expect(throws: Diagnostic.self) { try Fixture.course.resolve("99", .lesson) }
    #expect(far?.rendered() == "There is no lesson 99\n  There are: 01-tour.")
  }

  /// A learner's working copy has no solutions: they come from the installed course.
  @Test func whatOneFolderLacksComesFromTheNext() throws {
    try Fixture.withFolder { folder in
      try copy(to: "\(folder)/mine", kinds: [.exercise])
      let course = Course(folders: ["\(folder)/mine"] + Fixture.course.folders)
      #expect(
        try course.workingFile("01-every-kind") == "\(folder)/mine/exercises/01-every-kind.md"
      )
      let grader = try course.grader("01-every-kind", file: "mine", look: Look())
      #expect(grader.grade(try Fixture.text(.solution)).isComplete)
    }
  }

  /// Installing again must not overwrite what a learner has written.
  @Test func inTheInstalledCourseALearnerWorksOnACopy() throws {
    try Fixture.withFolder { folder in
      let installed = "\(folder)/prefix/share/gradus"
      try copy(to: installed)
      let search = Course.Search(
        workingDirectory: folder,
        executable: "\(folder)/prefix/bin/gradus",
        dataFolder: installed
      )
      let course = try Course.find(search)
      let path = try course.beginExercise("01-every-kind")
      #expect(path == "\(installed)/my-exercises/01-every-kind.md")
      #expect(FileStore.text(at: path) == (try Fixture.text(.exercise)))
      try FileStore.write("mine", to: path)
      #expect(try course.beginExercise("01-every-kind") == path)
      #expect(FileStore.text(at: path) == "mine")
      #expect(try course.reset("01-every-kind").backup == "\(path).bak-1")
    }
  }

  @Test func aHoledSolutionIsTheExercise() throws {
    try Fixture.withFolder { folder in
      try copy(to: folder)
      let course = Course(folders: [folder])
      #expect(try course.pristine("01-every-kind") == Fixture.text(.exercise))
    }
  }

  @Test func resettingKeepsEveryVersion() throws {
    try Fixture.withFolder { folder in
      try copy(to: folder)
      let course = Course(folders: [folder])
      let path = "\(folder)/exercises/01-every-kind.md"
      for number in 1...2 {
        try FileStore.write("my version \(number)", to: path)
        #expect(try course.reset("01-every-kind").backup == "\(path).bak-\(number)")
        #expect(FileStore.text(at: "\(path).bak-\(number)") == "my version \(number)")
        #expect(FileStore.text(at: path) == (try Fixture.text(.exercise)))
      }
      #expect(try course.reset("01-every-kind").backup == nil)
    }
  }

  @Test func hintsGoOneFurtherEachTime() throws {
    try Fixture.withFolder { folder in
      try copy(to: folder)
      let course = Course(folders: [folder])
      let store = ProgressStore(StateFolder(path: "\(folder)/state"))
      let hints = try (1...4).map { _ in
        try course.hint("01-every-kind", part: "chain", store, Look()).plain
      }
      #expect(
        hints == [
          """
          01-every-kind, chain: hint 1 of 3
            Go from left to right.
            The same again for the next one.
          """,
          """
          01-every-kind, chain: hint 2 of 3
            s = 3w
            The same again for the next one.
          """,
          """
          01-every-kind, chain: hint 3 of 3
            Write s = 3w.
          """,
          """
          01-every-kind, chain: hint 3 of 3
            Write s = 3w.
            That was the last one.
          """,
        ]
      )
      let error = #expect(throws: Diagnostic.self) {
        try course.hint("01-every-kind", part: "chian", store, Look())
      }
      #expect(error?.rendered() == "01-every-kind has no part chian\n  Did you mean chain?")
    }
  }
}

@Suite struct ProgressTests {
  @Test func isKeptForItsOwnerAlone() throws {
    try Fixture.withFolder { folder in
      let store = ProgressStore(StateFolder(path: "\(folder)/state"))
      let path = try #require(store.path)
      #expect(store.load().progress == Progress())
      let notice = store.update { progress in
        progress.exercises["04"] = Progress.Points(earned: 8.5, of: 9)
        progress.hints["04", default: [:]]["backward"] = 2
        var lesson = Progress.Lesson()
        lesson.position = 12
        lesson.tasks = 3
        progress.lessons["04"] = lesson
      }
      #expect(notice == nil)
      let (progress, damage) = store.load()
      #expect(damage == nil)
      #expect(progress.exercises["04"] == Progress.Points(earned: 8.5, of: 9))
      #expect(progress.hints == ["04": ["backward": 2]])
      #expect(progress.lessons["04"]?.position == 12)
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }

  @Test(arguments: [
    "", "gradus progress 9\n", "gradus progress 1\nlesson\t04\tx\t1\t1\tdone\n", "\u{0}",
  ])
  func aDamagedRecordIsSetAside(_ text: String) throws {
    try Fixture.withFolder { folder in
      let store = ProgressStore(StateFolder(path: "\(folder)/state"))
      let path = try #require(store.path)
      try FileStore.write(text, to: path)
      let (progress, notice) = store.load()
      #expect(progress == Progress())
      #expect(
        notice
          == "The record of your progress was damaged: it is kept as \(path).damaged, and a new one "
          + "begins."
      )
      #expect(FileStore.text(at: "\(path).damaged") == text)
    }
  }

  @Test func whereThereIsNoHomeNothingIsKept() {
    let store = ProgressStore(nil)
    #expect(store.update { $0.lessons["x"] = Progress.Lesson() } == nil)
    #expect(store.load().progress == Progress())
  }
}
