/// A finished run of a program: what it printed and how it ended.
///
///     let run = try Run("/bin/echo", ["5"])
///     #expect(run.output == "5\n")
package struct Run: Equatable, Sendable {
  /// What it wrote to standard output.
  package var output: String
  /// What it wrote to standard error.
  package var errors: String
  /// How it ended.
  package var status: ExitStatus

  /// Makes what a run is compared with.
  package init(output: String, errors: String, status: ExitStatus) {
    self.output = output
    self.errors = errors
    self.status = status
  }

  /// Runs a program to its end.
  ///
  /// Input is fed and both outputs are read at the same time, so no size of either can block.
  /// Output that is not UTF-8 is repaired.
  ///
  /// - Parameters:
  ///   - executable: The program's path.
  ///   - arguments: Its arguments.
  ///   - input: What it reads from standard input.
  ///   - environment: What is added to `standardEnvironment`, or replaced in it.
  ///   - directory: The working directory; nil is ours.
  ///   - timeout: After this time it is killed.
  /// - Throws: `ProcessFailure`.
  package init(
    _ executable: String,
    _ arguments: [String] = [],
    input: String = "",
    environment: [String: String] = [:],
    directory: String? = nil,
    timeout: Duration = .seconds(60)
  ) throws {
    try self.init(
      executable,
      arguments,
      input: Array(input.utf8),
      environment: environment,
      directory: directory,
      timeout: timeout
    )
  }

  /// Runs a program to its end on input that need not be text.
  ///
  /// - Parameters:
  ///   - executable: The program's path.
  ///   - arguments: Its arguments.
  ///   - input: The bytes it reads from standard input.
  ///   - environment: What is added to `standardEnvironment`, or replaced in it.
  ///   - directory: The working directory; nil is ours.
  ///   - timeout: After this time it is killed.
  /// - Throws: `ProcessFailure`.
  package init(
    _ executable: String,
    _ arguments: [String] = [],
    input: [UInt8],
    environment: [String: String] = [:],
    directory: String? = nil,
    timeout: Duration = .seconds(60)
  ) throws {
    let deadline = ContinuousClock.now + timeout
    let command = ChildProcess.Command(
      executable: executable,
      arguments: arguments,
      environment: standardEnvironment.merging(environment) { $1 },
      directory: directory
    )
    let pipes = StandardPipes()
    let child = try ChildProcess.start(command) { try pipes.open() }
    let closed = pipes.transfer(input, until: deadline)
    output = String(decoding: pipes.output, as: UTF8.self)
    errors = String(decoding: pipes.errors, as: UTF8.self)
    guard closed, let status = child.wait(until: deadline) else {
      child.kill()
      throw ProcessFailure.timedOut(
        command: ([executable] + arguments).joined(separator: " "),
        seconds: timeout / .seconds(1),
        output: output + errors
      )
    }
    self.status = status
  }

  /// Runs gradus to its end.
  ///
  /// - Parameters:
  ///   - arguments: Its arguments.
  ///   - input: What it reads from standard input.
  ///   - environment: What is added to `standardEnvironment`, or replaced in it.
  ///   - directory: The working directory; nil is ours.
  ///   - timeout: After this time it is killed.
  /// - Returns: The finished run.
  /// - Throws: `ProcessFailure`.
  package static func gradus(
    _ arguments: String...,
    input: String = "",
    environment: [String: String] = [:],
    directory: String? = nil,
    timeout: Duration = .seconds(60)
  ) throws -> Run {
    try Run(
      try gradusExecutable(),
      arguments,
      input: input,
      environment: environment,
      directory: directory,
      timeout: timeout
    )
  }
}
