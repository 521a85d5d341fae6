import Foundation
import Testing

@testable import TestSupport

@Suite("Running a program") struct RunTests {
  private func shell(
    _ script: String,
    input: String = "",
    environment: [String: String] = [:],
    directory: String? = nil,
    timeout: Duration = .seconds(60)
  ) throws -> Run {
    try Run(
      "/bin/sh",
      ["-c", script],
      input: input,
      environment: environment,
      directory: directory,
      timeout: timeout
    )
  }

  @Test("Output, errors and status are told apart")
  func outputs() throws {
    let run = try shell("echo five; echo six >&2; exit 3")
    #expect(run == Run(output: "five\n", errors: "six\n", status: .exited(3)))
  }

  @Test("Arguments arrive as they are")
  func arguments() throws {
    let run = try Run("/bin/echo", ["Δz[2] = a[2] − y", "$HOME  *"])
    #expect(run.output == "Δz[2] = a[2] − y $HOME  *\n")
  }

  @Test("More than a pipe holds goes in and comes out on both sides at once")
  func large() throws {
    let line = String(repeating: "x", count: 99) + "\n"
    let text = String(repeating: line, count: 30_000)
    let run = try shell("tee /dev/stderr", input: text)
    #expect(run.output == text)
    #expect(run.errors == text)
  }

  @Test("A program that reads none of its input does no harm")
  func unread() throws {
    let run = try shell("exit 0", input: String(repeating: "x", count: 1_000_000))
    #expect(run == Run(output: "", errors: "", status: .exited(0)))
  }

  @Test("Input may be any bytes")
  func bytes() throws {
    let run = try Run("/bin/sh", ["-c", "od -An -tx1"], input: [0x00, 0xff, 0x0a])
    #expect(run.output.split(separator: " ").joined() == "00ff0a\n")
  }

  @Test("The environment is the standard one and what is added")
  func environment() throws {
    let run = try shell("echo $LANG $GRADUS_PLAIN ${HOME-none}", environment: ["GRADUS_PLAIN": "1"])
    #expect(run.output == "C.UTF-8 1 none\n")
  }

  @Test("It runs in the folder asked for")
  func directory() throws {
    #expect(try shell("pwd", directory: "/").output == "/\n")
  }

  @Test("Signals end it, whatever the tests' own mask")
  func signals() throws {
    #expect(try shell("kill -INT $$; echo alive").status == .signalled(SIGINT))
  }

  @Test("What runs too long is killed")
  func timeout() {
    let failure = ProcessFailure.timedOut(
      command: "/bin/sh -c echo on; sleep 100",
      seconds: 0.5,
      output: "on\n"
    )
    let start = ContinuousClock.now
    #expect(throws: failure) { try shell("echo on; sleep 100", timeout: .milliseconds(500)) }
    #expect(ContinuousClock.now - start < .seconds(30))
  }

  @Test("A program that closes its outputs and goes on is killed too")
  func closedOutputs() {
    #expect(throws: ProcessFailure.self) {
      try shell("exec >&- 2>&-; sleep 100", timeout: .milliseconds(500))
    }
  }

  @Test("A program that is not there is an error that names it")
  func missing() {
    let failure = ProcessFailure.system(call: "/nowhere/gradus", code: ENOENT)
    #expect(throws: failure) { try Run("/nowhere/gradus") }
    #expect(failure.description == "/nowhere/gradus: No such file or directory")
  }

  @Test("Many runs at once see the end of their own output")
  func parallel() async throws {
    try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<20 {
        group.addTask { try Run("/bin/cat", input: "\(number)").output }
      }
      var seen: Set<String> = []
      for try await output in group { seen.insert(output) }
      #expect(seen == Set((0..<20).map(String.init)))
    }
  }
}

@Suite("Finding what was built") struct BuiltExecutableTests {
  @Test("A program in a folder above the tests is found")
  func found() throws {
    // The tests themselves are such a program; on macOS they lie deeper, in a bundle.
    #if canImport(Darwin)
    let name = "gradusPackageTests"
    #else
    let name = "gradusPackageTests.xctest"
    #endif
    #expect(try builtExecutable(name, override: nil).hasSuffix("/" + name))
    #expect(try builtExecutable(name, override: "") == builtExecutable(name, override: nil))
  }

  @Test("The override goes before all")
  func override() throws {
    #expect(try builtExecutable("gradus", override: "/bin/sh") == "/bin/sh")
  }

  @Test("One that is not built is an error that says what to do")
  func missing() {
    let failure = ProcessFailure.notBuilt("no-such-program")
    #expect(throws: failure) { try builtExecutable("no-such-program", override: nil) }
    #expect(
      failure.description == """
        no-such-program stands in no folder above the tests: \
        build it, or name it in GRADUS_TEST_BINARY
        """
    )
  }
}
