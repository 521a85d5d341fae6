package import Diagnostics
import Interpreter
package import Notation
import Rendering
package import Session

/// What happens while a notebook runs.
package enum NotebookEvent: Sendable {
  /// A cell begins.
  case cell(Cell)
  /// A cell has something to show.
  case output(Output)
}

extension Notebook {
  /// Sets a session to the seed and the notation that the front matter names, and reads its data.
  ///
  /// - Parameters:
  ///   - session: The session.
  ///   - seed: The seed to take instead.
  ///   - notation: The notation to take instead.
  /// - Throws: What forbids the notation, or is wrong with the data.
  package func prepare(
    _ session: inout Session,
    seed: UInt64? = nil,
    notation: Dialect? = nil
  ) throws(Diagnostic) {
    if let seed = seed ?? frontMatter.seed { session.interpreter.seed = seed }
    if let dialect = notation ?? frontMatter.notation {
      try session.interpreter.choose(dialect)
      session.look.dialect = dialect
    }
    try readData(into: &session)
  }

  /// Reads the files of data that the front matter names, told from the notebook's folder.
  func readData(into session: inout Session) throws(Diagnostic) {
    let folder = name.lastIndex(of: "/").map { String(name[..<$0]) } ?? ""
    for (source, value) in frontMatter.data {
      do {
        try source.relative(to: folder).register(in: &session)
      } catch {
        var told = error
        (told.span, told.source) = (value.span, value.source)
        throw told
      }
    }
  }

  /// Runs the cells in their order until one fails.
  ///
  /// - Returns: Whether all of them ran.
  @discardableResult
  package func run(
    in session: inout Session,
    steps: Bool = false,
    emit: (NotebookEvent) -> Void
  ) -> Bool {
    for cell in cells {
      emit(.cell(cell))
      if !cell.run(in: &session, named: name, steps: steps, emit: { emit(.output($0)) }) {
        return false
      }
    }
    return true
  }
}

extension Cell {
  /// Runs the cell; its statements are told by the lines of the file.
  ///
  /// - Parameters:
  ///   - session: Where it runs.
  ///   - file: What messages call the file.
  ///   - firstLine: The number that messages give to its first line; nil for the one in the file.
  ///   - steps: Whether sub-steps are shown.
  ///   - emit: Takes each output.
  /// - Returns: Whether all of it ran.
  @discardableResult
  package func run(
    in session: inout Session,
    named file: String,
    firstLine: Int? = nil,
    steps: Bool = false,
    emit: (Output) -> Void
  ) -> Bool {
    let seed = session.interpreter.seed
    session.interpreter.seed = self.seed ?? seed
    defer { session.interpreter.seed = seed }
    session.beginCell(number)
    var failed = false
    let showsSteps = steps || session.stepsThrough
    session.runFile(text, name: file, firstLine: firstLine ?? line, steps: showsSteps) { output in
      if case .failure = output { failed = true }
      emit(output)
      return false
    }
    return !failed
  }

  /// Runs the cell, and takes down what it prints: what an `output` fence records.
  ///
  /// Errors are told by the cell and its own lines, so that text added above changes nothing.
  package func transcript(in session: inout Session, steps: Bool = false) -> Transcript {
    var texts: [String] = []
    var failure: Diagnostic?
    run(in: &session, named: "cell \(number)", firstLine: 1, steps: steps) { output in
      switch output {
      case .text(let text): texts.append(text.plain)
      case .failure(let diagnostic): failure = diagnostic
      case .statement, .check, .stepper, .quit: break
      }
    }
    if let failure { texts.append(session.look.failure(failure).plain) }
    return Transcript(text: texts.joined(separator: "\n"), failure: failure)
  }

  /// What a cell printed, and the error it ended with.
  package struct Transcript: Sendable {
    /// All of it, an error included.
    package var text: String
    /// The error, where there was one.
    package var failure: Diagnostic?
  }
}
