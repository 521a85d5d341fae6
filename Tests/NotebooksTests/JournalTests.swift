import Algorithms
import Files
import Foundation
import Interpreter
import Notation
import Notebooks
import Rendering
import Session
import Testing

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A learner whose session is journalled in a folder of the test's own.
private struct Journalled {
  var session: Session
  let store: JournalStore

  init(_ folder: String, seed: UInt64 = 1, dialect: Dialect = .galway) {
    store = JournalStore(StateFolder(path: folder + "/gradus"))
    session = Session(interpreter: Interpreter(dialect: dialect, seed: seed, library: .shipped))
    session.commands.add([store.restoreCommand])
  }

  /// What is printed to an input.
  @discardableResult
  mutating func type(_ text: String) -> String {
    let look = session.look
    return session.handle(text).compactMap { output in
      switch output {
      case .text(let text): text.plain
      case .failure(let diagnostic): look.failure(diagnostic).plain
      default: nil
      }
    }.joined(separator: "\n")
  }

  var variables: String { var copy = self; return copy.type(":vars") }
}

private func withFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}

@Suite struct JournalTextTests {
  @Test func readingGivesBackWhatWasWritten() {
    let contents = JournalText(
      seed: 18_446_744_073_709_551_615,
      notation: "manchester",
      inputs: [
        .init("Δz⁽²⁾ = ŷ − r̂"), .init("for i = 1, ..., 2 {\n  | v = \"漢\"\n\n> w\n}"),
        .init("a = 1; b = foo", completed: 1), .init(""), .init("! 3 > 2 \\nabla\r", completed: 0),
        .init(
          ":load ŷ.md",
          loaded: [
            .init(text: "w = 1\nx = 2w", number: 4, seed: 1), .init(text: "", number: 7, seed: 9),
          ]
        ), .init("Δz"),
      ]
    )
    #expect(JournalText(reading: contents.text) == contents)
    #expect(
      JournalText(seed: 1, notation: "galway", inputs: [.init("a\nb"), .init("c", completed: 2)])
        .text == "gradus journal 1 seed=1 notation=galway\n> a\n| b\n!2 c\n"
    )
  }

  @Test func whatWasCutOffAtTheEndIsLeftOut() {
    let whole = JournalText(seed: 1, notation: "galway", inputs: [.init("w = 1"), .init("x = 2w")])
    let text = Array(whole.text.utf8)
    let first = (whole.head + "> w = 1\n").utf8.count
    for length in whole.head.utf8.count..<text.count {
      let found = JournalText(reading: String(decoding: text[..<length], as: UTF8.self))
      #expect(found?.inputs == Array(whole.inputs.prefix(length < first ? 0 : 1)))
    }
    #expect(JournalText(reading: "gradus journal 1 seed=1 not") == nil)
    #expect(JournalText(reading: "") == nil)
    #expect(JournalText(reading: "gradus journal 2 seed=1 notation=galway\n") == nil)
    #expect(JournalText(reading: "\u{0}\u{1}\n\n") == nil)
  }
}

@Suite struct JournalTests {
  @Test func aSessionComesBackAsItWas() throws {
    try withFolder { folder in
      var before = Journalled(folder, seed: 7)
      var journal: Journal? = try Journal(of: before.session, in: before.store)
      for text in [
        ":notation manchester", "w = 1", ":help", "z = normal(2, 1)", "a = 1; b = foo; c = 2",
        "x(w) = 2w + 3\ny = x(w)", ":rounding 3", "Δz⁽²⁾ = _3", "nope", ":undo", "q = 2/3",
      ] {
        before.type(text)
        try journal?.record(before.session)
      }
      #expect(before.store.entries().isEmpty, "a journal that is open belongs to a session")
      journal = nil
      var after = Journalled(folder)
      #expect(
        try #require(after.store.offer).replacing(#/at \d\d:\d\d/#, with: "at TIME")
          == "10 inputs were cut off at TIME: :restore brings them back."
      )
      #expect(
        after.type(":restore") == """
          10 inputs are back; the last of them:
            6> nope
            :undo
            7> q = 2/3
          """
      )
      #expect(after.variables == before.variables)
      #expect(after.session.prompt == before.session.prompt)
      #expect(after.type("_2; _3") == before.type("_2; _3"))
      #expect(after.store.offer == nil)
      #expect(after.store.entries().map(\.wasCutOff) == [false], "it is kept for a while")
    }
  }

  @Test func whatWasStoppedDoesNotRunAgain() throws {
    try withFolder { folder in
      var session = Journalled(folder)
      let contents = JournalText(
        seed: 1,
        notation: "galway",
        inputs: [.init("a = 1; while 1 { }; a = 2", completed: 1), .init("b = a + 1")]
      )
      try StateFolder(path: folder + "/gradus").create("sessions")
      try AtomicFile.write(contents.text, to: folder + "/gradus/sessions/1-1.journal")
      session.type(":restore")
      #expect(session.variables == "a = 1\nb = 2")
      #expect(session.session.input == 3)
    }
  }

  @Test func aFileThatWasLoadedComesBackThoughItIsGone() throws {
    try withFolder { folder in
      let file = folder + "/ŷ.md"
      try AtomicFile.write(
        "---\nseed: 5\n---\n```gradus\nz = normal(1, 1)\n```\n\n```gradus\n_1 + 1\n```\n",
        to: file
      )
      var before = Journalled(folder)
      before.session.commands.add(CommandTable.notebookCommands)
      var journal: Journal? = try Journal(of: before.session, in: before.store)
      for text in [":load \(file)", "q = z + _2"] {
        before.type(text)
        try journal?.record(before.session)
      }
      journal = nil
      try FileManager.default.removeItem(atPath: file)
      var after = Journalled(folder)
      after.session.commands.add(CommandTable.notebookCommands)
      after.type(":restore")
      #expect(after.type("z; q") == before.type("z; q"))
      #expect(after.session.prompt == before.session.prompt)
      #expect(after.store.offer == nil)
    }
  }

  @Test func aSessionThatWasLeftIsKeptButNotOffered() throws {
    try withFolder { folder in
      for number in 1...12 {
        var one = Journalled(folder)
        let journal = try Journal(of: one.session, in: one.store)
        one.type("a = \(number)")
        try journal.record(one.session)
        journal.end()
      }
      let empty = Journalled(folder)
      try Journal(of: empty.session, in: empty.store).end()
      var next = Journalled(folder)
      #expect(next.store.offer == nil)
      #expect(next.store.entries().count == 10)
      next.type("w = 5")
      #expect(next.type(":restore 1") == "")
      #expect(next.session.prompt == "Give up the input of this session for it? [y/n] ")
      #expect(next.type("") == "Type y or n.")
      #expect(next.type("n") == "This session stays as it is.")
      #expect(next.variables == "w = 5")
      next.type(":restore 1")
      #expect(next.type("y").hasPrefix("1 input is back:\n  1> a = "))
      #expect(next.store.entries().count == 10)
    }
  }

  @Test func theJournalGoesOnWithTheSessionThatCameBack() throws {
    try withFolder { folder in
      try StateFolder(path: folder + "/gradus").create("sessions")
      let old = JournalText(seed: 3, notation: "galway", inputs: [.init("a = 1"), .init("b = 2")])
      try AtomicFile.write(old.text, to: folder + "/gradus/sessions/1-1.journal")
      var next = Journalled(folder)
      var journal: Journal? = try Journal(of: next.session, in: next.store)
      for text in [":restore", "c = 3"] {
        next.type(text)
        try journal?.record(next.session)
      }
      journal = nil
      let entries = next.store.entries().filter(\.wasCutOff)
      #expect(entries.map(\.contents.inputs) == [old.inputs + [.init("c = 3")]])
      #expect(entries.map(\.contents.seed) == [3])
    }
  }

  @Test func severalSessionsAreListedAndCanBeForgotten() throws {
    try withFolder { folder in
      try StateFolder(path: folder + "/gradus").create("sessions")
      for (number, text) in ["Δz = 1", "for i = 1, ..., 2 {\n}"].enumerated() {
        let contents = JournalText(seed: 1, notation: "galway", inputs: [.init(text)])
        let path = folder + "/gradus/sessions/\(number)-1.journal"
        try AtomicFile.write(contents.text, to: path)
        let day = Date(timeIntervalSince1970: 1e9 + Double(number) * 86_400 * 40)
        try FileManager.default.setAttributes([.modificationDate: day], ofItemAtPath: path)
      }
      try AtomicFile.write("\u{0}", to: folder + "/gradus/sessions/9-1.journal")
      var next = Journalled(folder)
      #expect(
        next.store.offer
          == "1 input was cut off on 2001-10-19: :restore brings it back (latest of 2)."
      )
      #expect(
        next.type(":restore list") == """
          Sessions, :restore N brings one back:
            1: 1 input, cut off on 2001-10-19; the last: for i = 1, ..., 2 {
            2: 1 input, cut off on 2001-09-09; the last: Δz = 1
          """
      )
      #expect(
        next.type(":restore 3")
          == "There is no session 3, only 2\n  Type :restore list for what there is."
      )
      #expect(
        next.type(":restore it")
          == "There is no session it\n  Type :restore list for what there is."
      )
      #expect(
        next.type(":restore forget")
          == "They are not offered any more; :restore list shows them."
      )
      #expect(next.store.offer == nil)
      #expect(next.type(":restore forget") == "No session was cut off.")
      #expect(next.type(":restore 2").hasPrefix("1 input is back:\n  1> Δz = 1"))
    }
  }

  @Test func anInputThatFailsNowIsSaidAndItsJournalKept() throws {
    try withFolder { folder in
      try StateFolder(path: folder + "/gradus").create("sessions")
      let old = JournalText(
        seed: 1,
        notation: "galway",
        inputs: [.init("a = 1"), .init("nope"), .init("b = 2")]
      )
      try AtomicFile.write(old.text, to: folder + "/gradus/sessions/1-1.journal")
      var next = Journalled(folder)
      #expect(
        next.type(":restore").hasSuffix(
          """
          This input had run before. The 1 behind it are left out. The journal is kept.
          2 inputs are back; the last of them:
            1> a = 1
            2> nope
          """
        )
      )
      #expect(next.store.entries().count == 1)
    }
  }
}
