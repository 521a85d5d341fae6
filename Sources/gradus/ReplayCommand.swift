import ArgumentParser
import Diagnostics
import Notebooks
import Rendering
import Session

/// `gradus replay PATH…`: runs notebooks and compares what they print with what was recorded.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Run notebooks and compare with their recorded output.",
    discussion: """
      PATH is a notebook, or a folder: then every .md file in it is replayed. What a cell prints \
      is compared with the output fence behind it; a cell without one is only run.
      """
  )

  @ArgumentParser.Argument(
    help: "Notebooks, and folders of them.",
    completion: .file(extensions: ["md", "markdown"])
  )
  var paths: [String]

  @Flag(help: "Write what the cells print now into the output fences.")
  var update = false

  @OptionGroup var display: DisplayOptions

  func run() throws {
    var tally = ReplayTally()
    for path in paths {
      do {
        for file in try NotebookFolder.notebooks(at: path) {
          try replay(file, isNamed: file == path, &tally)
          if tally.isInterrupted { break }
        }
      } catch let error as Diagnostic {
        tally.failures += 1
        show(display.look.failure(error), isError: true)
      }
      if tally.isInterrupted { break }
    }
    if tally.notebooks > 0 || tally.failures == 0 { Terminal.write(tally.summary + "\n") }
    if tally.hasFailed { throw ExitCode(1) }
  }

  private func replay(_ file: String, isNamed: Bool, _ tally: inout ReplayTally) throws {
    var options = ProgramOptions()
    (options.json, options.seed, options.notation, options.set) = (false, nil, nil, [])
    options.data = []
    do {
      let notebook = try Notebook(parsing: try SourceFile.readExactly(file), name: file)
      if notebook.cells.isEmpty {
        if isNamed { throw Diagnostic.noCells(file) }
        return
      }
      // Recorded output has 80 columns and all characters, wherever it is compared.
      var session = try options.session(display)
      session.look = Look()
      let replay = notebook.replay(in: &session)
      tally.notebooks += 1
      tally.cells += replay.cellCount
      if let failure = replay.failure {
        tally.failures += 1
        tally.isInterrupted = failure.kind == .interrupted
        show(display.look.failure(failure), isError: true)
        return
      }
      tally.differences += replay.differences.count
      if update, !replay.differences.isEmpty {
        try FileWriter.write(replay.updatedText, to: file)
        tally.updatedFiles += 1
      } else {
        for difference in replay.differences {
          show(display.look.difference(difference, in: file), isError: false)
        }
      }
    } catch let error as Diagnostic {
      tally.failures += 1
      show(display.look.failure(error), isError: true)
    }
  }

  private func show(_ text: StyledText, isError: Bool) {
    let shown = (Terminal.usesColour(display) ? text.ansi : text.plain) + "\n"
    if isError { Terminal.writeError(shown) } else { Terminal.write(shown) }
  }
}
