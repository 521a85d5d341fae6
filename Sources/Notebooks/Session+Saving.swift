import Datasets
import Diagnostics
import Interpreter
import Notation
import Rendering
package import Session

extension Session {
  /// A session in which nothing has been typed, as this one was at its start; 80 columns wide.
  private var fresh: Session {
    var interpreter = Interpreter(
      dialect: firstDialect,
      seed: interpreter.seed,
      library: interpreter.library,
      interruption: interpreter.interruption
    )
    interpreter.limits = self.interpreter.limits
    interpreter.stackBytes = self.interpreter.stackBytes
    interpreter.datasets = self.interpreter.datasets
    // Trainings are run again: that may take long, so it is shown.
    interpreter.trainingObserver = self.interpreter.trainingObserver
    return Session(interpreter: interpreter, look: Look(), commands: commands)
  }

  /// The session as the text of a notebook with what its cells print; nil where Ctrl-C ended it.
  ///
  /// The inputs are run again, so that the outputs are those of the file, not of the terminal.
  ///
  /// - Parameters:
  ///   - title: What it is called.
  ///   - isBesideData: Whether it is to stand where paths of data are told from.
  /// - Returns: The notebook's text; nil where Ctrl-C ended it.
  package func notebookText(title: String, isBesideData: Bool = true) -> String? {
    let cells = cellsInForce
    var matter = ["---", "title: \(Self.quoted(title))"]
    let numbers = cells.map(\.number)
    if numbers != Array(1...max(1, cells.count)) {
      matter.append("cells: [\(numbers.map(String.init).joined(separator: ", "))]")
    }
    matter.append("seed: \(interpreter.seed)")
    let seeds = cells.map { $0.seed ?? interpreter.seed }
    if seeds.contains(where: { $0 != interpreter.seed }) {
      matter.append("seeds: [\(seeds.map(String.init).joined(separator: ", "))]")
    }
    matter += dataLines(isBesideData)
    matter += ["notation: \(firstDialect.name)", "---", "", "# \(title)", ""]
    var text = matter.joined(separator: "\n")
    var session = fresh
    for cell in cells {
      let transcript = cell.transcript(in: &session)
      if transcript.failure?.kind == .interrupted { return nil }
      text += "\n" + Fence.around(cell.text, "gradus")
      if !transcript.text.isEmpty { text += "\n" + Fence.around(transcript.text, "output") }
    }
    return text
  }

  /// The data sets that were read from files, as front matter.
  private func dataLines(_ isBesideData: Bool) -> [String] {
    let datasets = interpreter.datasets.sorted { $0.key < $1.key }
    if datasets.isEmpty { return [] }
    func words(_ dataset: Dataset) -> [String] {
      let source = DataSource(name: dataset.name, words: dataset.paths)
      return (isBesideData ? source : source.relative(to: FileWriter.workingFolder)).words
    }
    return ["data:"]
      + datasets.map { name, dataset in
        "  \(name): [\(words(dataset).map(Self.quoted).joined(separator: ", "))]"
      }
  }

  /// Every statement in force with its steps, as plain text; nil where Ctrl-C ended it.
  package func exportText() -> String? {
    var session = fresh
    var parts: [String] = []
    for cell in cellsInForce {
      let transcript = cell.transcript(in: &session, steps: true)
      if transcript.failure?.kind == .interrupted { return nil }
      parts.append(
        session.look.echo(cell).plain + "\n"
          + (transcript.text.isEmpty ? "" : transcript.text + "\n")
      )
    }
    return parts.joined(separator: "\n")
  }

  /// A text as YAML has it between double quotes.
  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
