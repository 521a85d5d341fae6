import Foundation
import TestSupport
import Testing

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Training by the native engine, as whoever types `train` meets it.
@Suite struct TrainingTests {
  /// XOR with a few hidden units.
  static let setup = """
    network([2, 4, 1], [tanh, σ], seed = 1)
    x = [0 0 1 1; 0 1 0 1]; y = [0 1 1 0]

    """

  private func jsonLines(_ run: Run) throws -> [[String: Any]] {
    try run.output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  @Test func whatATrainingAssigns() throws {
    let program = Self.setup + "train(epochs = 200, learning_rate = 0.1)\naccuracy()\n"
    let run = try Run.gradus("run", "-", "--json", input: program)
    #expect(run.errors.isEmpty)
    #expect(run.status == .exited(0))
    let lines = try jsonLines(run)
    let training = try #require(lines.dropLast().last)
    #expect(training["name"] is NSNull)
    let assigned = try #require(training["assigned"] as? [[String: Any]])
    #expect(
      assigned.compactMap { $0["name"] as? String } == [
        "W[1]", "b[1]", "W[2]", "b[2]", "cost_history", "accuracy_history",
      ]
    )
    #expect(assigned[4]["shape"] as? [Int] == [1, 200])
    #expect(lines.last?["value"] as? Double == 1)
  }

  @Test func theSameResultForAnyNumberOfThreads() throws {
    let outputs = try [1, 2, 3].map { threads in
      let call = "train(epochs = 20, batch = 3, threads = \(threads))\n"
      let run = try Run.gradus("run", "-", "--json", input: Self.setup + call)
      #expect(run.status == .exited(0))
      return try #require(run.output.split(separator: "\n").last)
        .replacing("threads = \(threads)", with: "")
    }
    #expect(Set(outputs).count == 1)
  }

  @Test func ctrlCStopsAfterTheBatchAndKeepsWhatWasLearned() throws {
    let terminal = try PseudoTerminal(
      try gradusExecutable(),
      ["--plain"],
      environment: ["NO_COLOR": "1"]
    )
    try terminal.expect("1> ")
    for (number, line) in Self.setup.split(separator: "\n").enumerated() {
      terminal.send(line + "\n")
      try terminal.expect("\r\n\(number + 2)> ")
    }
    terminal.send("W[1]_{1,1}; before = W[1]; train(epochs = 100000000)\n")
    try terminal.expect("100000000)\r\n")
    usleep(600_000)
    terminal.send("\u{3}")
    let answer = try terminal.expect("4> ").replacing("\r\n", with: "\n")
    #expect(answer.contains(#/Stopped by Ctrl-C in epoch \d+, after batch 1 of 1: what was/#))
    #expect(answer.contains("Assigned: W[1], b[1], W[2], b[2], cost_history, accuracy_history."))
    terminal.send("‖W[1] − before‖ > 0\n")
    #expect(try terminal.expect("5> ").contains("= 1\r\n"))
    terminal.send(":quit\n")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test func ctrlCEndsTheLoopAroundATraining() throws {
    let terminal = try PseudoTerminal(
      try gradusExecutable(),
      ["--plain"],
      environment: ["NO_COLOR": "1"]
    )
    try terminal.expect("1> ")
    for (number, line) in Self.setup.split(separator: "\n").enumerated() {
      terminal.send(line + "\n")
      try terminal.expect("\r\n\(number + 2)> ")
    }
    terminal.send(
      "n = 0; for i = 1, ..., 3 { for j = 1, ..., 3 { n ← n + 1; train(epochs = 1e9) } }\n"
    )
    try terminal.expect("1e9) } }\r\n")
    usleep(600_000)
    terminal.send("\u{3}")
    let answer = try terminal.expect("4> ").replacing("\r\n", with: "\n")
    let words = answer.split { $0.isWhitespace }.joined(separator: " ")
    #expect(words.contains("is kept, and the rest of the statement around it is left out."))
    terminal.send("n + 1\n")
    #expect(try terminal.expect("5> ").contains("= 2\r\n"))
    terminal.send(":quit\n")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test func savingShowsTheTrainingsThatItRunsAgain() throws {
    let folder = try Folder()
    let terminal = try PseudoTerminal(
      try gradusExecutable(),
      [],
      environment: ["NO_COLOR": "1", "TERM": "xterm"],
      size: .init(rows: 24, columns: 100)
    )
    try terminal.expect("1> ")
    terminal.send("dataset(\"xor\"); network([2, 4, 1], [tanh, σ], seed = 1)\n")
    try terminal.expect("2> ")
    terminal.send("train(epochs = 1e9)\n")
    try terminal.expect(" left")
    terminal.send("\u{3}")
    try terminal.expect("3> ")
    terminal.send(":save \(folder.path)/xor.md\n")
    try terminal.expect(" left")
    terminal.send("\u{3}")
    try terminal.expect("Wrote 2 cells to ")
    try terminal.expect("3> ")
    terminal.send(":quit\n")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test func theTrainingsOfALoopAreARowEach() throws {
    let program = Self.setup + "for i = 1, ..., 3 { train(epochs = 2) }\n"
    let run = try Run.gradus("run", "-", input: program)
    #expect(
      run.output.hasSuffix(
        """
        training    cost  accuracy
               1  0.7539    50.0 %
               2  0.7528    50.0 %
               3  0.7518    50.0 %
        Assigned: W[1], b[1], W[2], b[2], cost_history, accuracy_history.

        """
      )
    )
  }

  @Test func unknownKernelsAreRefusedWhereTheyWouldRun() throws {
    let run = try Run.gradus(
      "run",
      "-",
      input: Self.setup + "train(epochs = 2)\n",
      environment: ["GRADUS_KERNEL": "foo"]
    )
    #expect(run.status == .exited(1))
    #expect(
      run.errors == """
        standard input, line 3: There are no kernels called “foo”. GRADUS_KERNEL takes
          baseline, avx2 or avx512; unset it for the fastest
          train(epochs = 2)
          ^^^^^^^^^^^^^^^^^

        """
    )
  }

  @Test(
    "The table of epochs fits the window",
    arguments: [
      (
        40,
        """
        epoch    cost  accuracy
            1  0.5675    85.6 %
            2  0.5759    86.3 %
               validation  validation
        epoch        cost    accuracy
            1      0.5782      82.5 %
            2      0.5761      82.5 %
        Assigned:
        """
      ),
      (
        50,
        """
                                 validation  validation
        epoch    cost  accuracy        cost    accuracy
            1  0.5675    85.6 %      0.5782      82.5 %
            2  0.5759    86.3 %      0.5761      82.5 %
        Assigned:
        """
      ),
    ]
  )
  func narrow(columns: Int, table: String) throws {
    let terminal = try PseudoTerminal(
      try gradusExecutable(),
      ["run", "-", "--plain"],
      environment: ["NO_COLOR": "1"],
      size: .init(rows: 24, columns: columns)
    )
    terminal.send("dataset(\"moons\"); network([2, 4, 1], [tanh, σ], seed = 3)\n")
    terminal.send("train(epochs = 2, validation = 0.2)\n\u{4}")
    let answer = try terminal.expect("validation_cost_history").replacing("\r\n", with: "\n")
    #expect(answer.contains(table))
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test func aBarShowsTheProgressAndGoesAway() throws {
    let terminal = try PseudoTerminal(
      try gradusExecutable(),
      ["run", "-"],
      environment: ["NO_COLOR": "1", "TERM": "xterm"],
      size: .init(rows: 24, columns: 100)
    )
    terminal.send(Self.setup + "train(epochs = 100000000)\n\u{4}")
    let shown = try terminal.expect(" left")
    #expect(shown.contains("░] epoch "))
    #expect(shown.contains("of 100000000, cost "))
    #expect(shown.contains(" %, "))
    terminal.send("\u{3}")
    let rest = try terminal.expect("what was learned is kept.")
    // The bar's line is emptied before the answer is written.
    #expect(rest.contains("\r\u{1B}[K"))
    #expect(try terminal.waitForExit() == .exited(0))
  }

  /// A folder of the test's own, gone with it.
  private final class Folder {
    let path: String

    init() throws {
      path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, _ name: String) throws -> String {
      try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
      return path + "/" + name
    }
  }

  /// Waits until another file than the present one stands at a path, however slow the machine.
  private func waitForANewFile(at path: String) throws {
    func number() -> UInt64? {
      var status = stat()
      return stat(path, &status) == 0 ? UInt64(status.st_ino) : nil
    }
    let before = number()
    let end = ContinuousClock.now + .seconds(20)
    while number() == before {
      try #require(ContinuousClock.now < end, "no checkpoint was written")
      usleep(10_000)
    }
  }

  @Test func aKilledTrainingComesToTheSameResult() throws {
    let folder = try Folder()
    // Long enough to be killed twice, each time behind a checkpoint: there is one a second.
    let training = "train(epochs = 200000, batch = 3, optimizer = adam, seed = 7)\n"
    let program = try folder.write(Self.setup + training, "xor.gradus")
    let undisturbed = try Run.gradus("run", program, "--json")
    #expect(undisturbed.status == .exited(0))
    let checkpoint = folder.path + "/xor.ckpt"
    for _ in 0..<2 {
      let killed = try PseudoTerminal(
        try gradusExecutable(),
        ["run", program, "--json", "--checkpoint", checkpoint]
      )
      try waitForANewFile(at: checkpoint)
      killed.signal(SIGKILL)
      #expect(try killed.waitForExit() == .signalled(SIGKILL))
    }
    let last = try Run.gradus("run", program, "--json", "--checkpoint", checkpoint)
    #expect(last.output == undisturbed.output)
    // What is finished is not done again.
    let again = try Run.gradus("run", program, "--checkpoint", checkpoint)
    #expect(
      again.output.replacing("\n  ", with: " ").contains(
        "This training had been finished: its result is taken from \(checkpoint)."
      )
    )
  }

  @Test func aCheckpointOfAnotherNetworkIsNotTaken() throws {
    let folder = try Folder()
    let checkpoint = folder.path + "/one.ckpt"
    let first = try folder.write(Self.setup + "train(epochs = 2)\n", "first.gradus")
    #expect(try Run.gradus("run", first, "--checkpoint", checkpoint).status == .exited(0))
    let other = try folder.write(
      Self.setup.replacing("4, 1", with: "3, 1") + "train(epochs = 2)\n",
      "other.gradus"
    )
    let refused = try Run.gradus("run", other, "--checkpoint", checkpoint)
    #expect(refused.status == .exited(1))
    let words = refused.errors.split { $0.isWhitespace }.joined(separator: " ")
    #expect(
      words.contains(
        "a checkpoint of another network: 2-4-1 tanh σ with binary_cross_entropy there, "
          + "2-3-1 tanh σ with binary_cross_entropy here"
      )
    )
    #expect(
      words.hasSuffix(
        "It was read from \(checkpoint): name another file with :checkpoint, or delete it."
      )
    )
    let missing = try Run.gradus("run", first, "--checkpoint", folder.path + "/no/one.ckpt")
    #expect(missing.status == .exited(1))
    #expect(
      missing.errors == """
        There is no folder \(folder.path)/no
          Make it first, or name another.

        """
    )
  }
}
