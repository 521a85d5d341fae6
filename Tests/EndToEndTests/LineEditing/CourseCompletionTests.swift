import Foundation
import TestSupport
import Testing

/// TAB behind the commands whose arguments stand on disk, and within a lesson.
@Suite struct CourseCompletionTests {
  private func withCourse(_ body: (String, [String: String]) throws -> Void) throws {
    try withFolder { folder in
      for part in ["lessons", "exercises", "solutions"] {
        try FileManager.default.copyItem(
          atPath: repository.appendingPathComponent(part).path,
          toPath: folder + "/" + part
        )
      }
      try body(folder, ["NO_COLOR": "1", "XDG_STATE_HOME": folder + "/state"])
    }
  }

  @Test func lessonsAndExercisesAreNamed() throws {
    try withCourse { folder, environment in
      let typist = try Typist(environment: environment, directory: folder)
      try typist.type(":lesson \t", until: "1> :lesson 04-chain-rule")
      try typist.type("\u{15}:lesson ch\t", until: "1> :lesson chain-rule")
      try typist.type("\u{15}:hint 04\t", until: "1> :hint 04-chain-rule")
    }
  }

  @Test func filesAreFoundOnDisk() throws {
    try withCourse { folder, environment in
      try Data("w = 1\n".utf8).write(to: URL(fileURLWithPath: folder + "/Δ netz.gradus"))
      let typist = try Typist(environment: environment, directory: folder)
      try typist.type(":load les\t", until: "1> :load lessons/")
      try typist.type("04\t", until: "1> :load lessons/04-chain-rule.md")
      try typist.type("\u{15}:load Δ\t", until: "1> :load Δ netz.gradus")
      try typist.type("\r", until: "w = 1\n2>")
    }
  }

  @Test func aLessonsOwnNamesAreKnown() throws {
    try withCourse { folder, environment in
      let typist = try Typist(environment: environment, directory: folder)
      try typist.type(":lesson 04\r", until: "[Enter]")
      try typist.type("\r", until: "z(y) = 2y² − 1\n[Enter runs it]")
      try typist.type("\r", until: "x = x(w)\n[Enter runs it]")
      try typist.type("play\r", until: "play 1>")
      try typist.type("weights = 2\r", until: "play 2>")
      try typist.type("wei\t\r", until: "weights = 2\nplay 3>")
    }
  }
}
