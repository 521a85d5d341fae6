import ArgumentParser
import Diagnostics
import Notation
import Notebooks

/// The program's version.
let gradusVersion = "0.1.0"

/// `gradus`: the REPL, and what can be done without it.
@main
struct Gradus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gradus",
    abstract: "Step through backpropagation in the notation of the lecture.",
    discussion: """
      Without a subcommand it starts the REPL. Type :help there for the language.

      Examples:
        gradus
        gradus eval 'd/dx sin(x^2)'
        gradus run network.gradus --step
        gradus run lesson.md
        gradus replay lesson.md
        gradus run - --json < network.gradus
      """,
    version: "gradus \(gradusVersion)",
    subcommands: [
      REPLCommand.self, RunCommand.self, EvalCommand.self, ReplayCommand.self,
      LessonCommand.self, ExerciseCommand.self, CheckCommand.self, HintCommand.self,
      SolutionCommand.self, ProgressCommand.self, ResetCommand.self, CourseCommand.self,
      BenchmarkCommand.self,
    ],
    defaultSubcommand: REPLCommand.self
  )

  /// Parses the arguments and runs on a stack that deep recursion does not overflow.
  static func main() {
    LargeStack.runAndExit {
      Crash.endWithStatus()
      return Self.status(of: Array(CommandLine.arguments.dropFirst()))
    }
  }

  private static func status(of arguments: [String]) -> Int32 {
    if let first = arguments.first, let advice = advice(on: first) {
      Terminal.writeError(advice + "\n")
      return usageStatus
    }
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      return 0
    } catch {
      let status = exitCode(for: error)
      let message = fullMessage(for: error)
      if status == .success {
        Terminal.write(message + "\n")
      } else if !message.isEmpty {
        Terminal.writeError(message + "\n")
      }
      return status.rawValue
    }
  }

  /// What to do instead where the first word is neither an option nor a subcommand.
  private static func advice(on word: String) -> String? {
    let names =
      configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard !word.hasPrefix("-"), !names.contains(word) else { return nil }
    var lines = ["There is no subcommand \(word)."]
    if SourceFile.exists(word) {
      lines.append("  To run the file type gradus run \(word).")
    } else if let near = nearest(to: word, in: names) {
      lines.append("  Did you mean \(near)?")
    } else {
      lines.append("  To evaluate it type gradus eval '\(word)'.")
    }
    lines.append("  Type gradus help for what there is.")
    return lines.joined(separator: "\n")
  }

  /// The status of a command line that is not understood (sysexits).
  private static let usageStatus: Int32 = 64
}

/// What `--notation` takes.
let dialectNames = Dialect.all.map(\.name)

/// Options that every subcommand takes.
struct DisplayOptions: ParsableArguments {
  @Flag(help: "No redrawing and no colour (also GRADUS_PLAIN=1; NO_COLOR leaves colour out).")
  var plain = false

  @Flag(help: "Print with ASCII characters alone.")
  var ascii = false
}

/// Options of what runs a program.
struct ProgramOptions: ParsableArguments {
  @Flag(help: "Print one JSON object for each statement, errors included.")
  var json = false

  @Option(help: "The seed of random draws; 1, or a notebook's own, unless given.")
  var seed: UInt64?

  @Option(
    help: "Whose notation is read: galway, unless a notebook says otherwise, or manchester.",
    completion: .list(dialectNames)
  )
  var notation: String?

  @Option(help: "Define a name first, as in --set w=2; may be given several times.")
  var set: [String] = []

  @Option(
    help: "Make a file a data set, as in --data flowers=iris.csv; arrays are two, FILE,FILE.",
    completion: .file()
  )
  var data: [String] = []

  func validate() throws {
    for source in data where DataSource(option: source) == nil {
      throw ValidationError("--data \(source) names no file. Write --data flowers=iris.csv.")
    }
    for definition in set where !definition.contains("=") {
      throw ValidationError("--set \(definition) defines nothing. Write --set w=2.")
    }
  }
}
