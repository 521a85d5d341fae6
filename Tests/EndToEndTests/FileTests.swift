import Foundation
import TestSupport
import Testing

/// Programs in files, and everything that can be wrong with a file.
@Suite struct FileTests {
  /// Runs a test in a folder of its own.
  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  /// Runs gradus on a file of these bytes, in its folder.
  private func run(_ bytes: some Sequence<UInt8>, _ arguments: [String] = []) throws -> Run {
    var result: Run?
    try inFolder { folder in
      try Data(bytes).write(to: folder.appendingPathComponent("f.gradus"))
      result = try gradus(["run", "f.gradus"] + arguments, in: folder)
    }
    return try #require(result)
  }

  private func gradus(_ arguments: [String], in folder: URL) throws -> Run {
    try Run(try gradusExecutable(), arguments, directory: folder.path)
  }

  @Test func aProgramRuns() throws {
    #expect(try run("w = 2\nw²\n".utf8) == Run(output: "w = 2\nw² = 2²\n   = 4\n", status: 0))
  }

  @Test func commandsBetweenStatements() throws {
    #expect(
      try run("w = 3\nJ = w²\n∂J/∂w = 7\n:check ∂J/∂w\nw\n".utf8)
        == Run(
          output: """
            w = 3
            J = w²
              = 3²
              = 9
            ∂J/∂w = 7
            Your ∂J/∂w does not agree with the derivative of J: the numbers differ. Yours is
              7; the relative error is 0.14.
            w = 3

            """,
          status: 1
        )
    )
  }

  @Test func anErrorTellsTheFilesLine() throws {
    #expect(
      try run("w = 2\n:rounding 2\n\nx = w +\n  nothing\ny = 2\n".utf8)
        == Run(
          output: """
            w = 2
            From now on every value is rounded to 2 decimals, at each step.
            What has been computed stays as it is: run it again to round it.

            """,
          errors: """
            f.gradus, line 5: nothing has no value
                nothing
                ^^^^^^^

            """,
          status: 1
        )
    )
  }

  @Test func aFileThatIsNotThere() throws {
    #expect(
      try Run.gradus("run", "nowhere.gradus")
        == Run(
          errors: """
            There is no file nowhere.gradus
              Is the name spelled as it is on disk?

            """,
          status: 1
        )
    )
  }

  @Test func aFolder() throws {
    try inFolder { folder in
      try #expect(
        gradus(["run", "."], in: folder)
          == Run(errors: ". is a directory\n  Name a file in it.\n", status: 1)
      )
    }
  }

  @Test func aFileThatIsNotUTF8() throws {
    #expect(
      try run(Array("w = 1\nx = ".utf8) + [0xff, 0xfe, 0x0a])
        == Run(
          errors: """
            f.gradus is not UTF-8: line 2 has bytes that are no character
              Save it as UTF-8.

            """,
          status: 1
        )
    )
    #expect(
      try Run(gradusExecutable(), ["run", "-"], input: [0xc3])
        == Run(
          errors: """
            Standard input is not UTF-8: line 1 has bytes that are no character
              Save it as UTF-8.

            """,
          status: 1
        )
    )
  }

  @Test func aFileThatIsTooLarge() throws {
    let most = 8 << 20
    #expect(try run(repeatElement(0x20, count: most)) == Run(status: 0))
    #expect(
      try run(repeatElement(0x20, count: most + 1))
        == Run(
          errors: """
            f.gradus is too large: a program may have 8 MiB
              Does it hold data? Load data apart from the program.

            """,
          status: 1
        )
    )
  }

  @Test func aFileThatMayNotBeRead() throws {
    // The one who may read everything cannot be refused.
    guard getuid() != 0 else { return }
    try inFolder { folder in
      let file = folder.appendingPathComponent("f.gradus")
      try Data("w = 1".utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0o000], ofItemAtPath: file.path)
      try #expect(
        gradus(["run", "f.gradus"], in: folder)
          == Run(errors: "f.gradus may not be read\n  Check its permissions.\n", status: 1)
      )
    }
  }

  @Test func aFilesErrorIsJSONToo() throws {
    #expect(
      try Run.gradus("run", "nowhere.gradus", "--json")
        == Run(
          output:
            #"{"error":{"kind":"file","message":"There is no file nowhere.gradus. Is the name spelled as it is on disk?"}}"#
            + "\n",
          status: 1
        )
    )
  }

  @Test func aNameThatIsAFileIsToldFromASubcommand() throws {
    try inFolder { folder in
      try Data("w = 1".utf8).write(to: folder.appendingPathComponent("f.gradus"))
      try #expect(
        gradus(["f.gradus"], in: folder)
          == Run(
            errors: """
              There is no subcommand f.gradus.
                To run the file type gradus run f.gradus.
                Type gradus help for what there is.

              """,
            status: 64
          )
      )
    }
  }
}
