import Diagnostics
import Interpreter
import Notation
import Rendering
package import Session

extension CommandTable {
  /// The commands that read and write files.
  package static let notebookCommands: [Command] = [
    Command(
      "save",
      usage: ":save FILE.md",
      summary: "write this session as a notebook",
      details: "Every input that is still in force becomes a cell, with what it prints; inputs "
        + "that failed or were taken back are left out. gradus run FILE.md runs it again.",
      argument: .file,
      run: { session, argument in session.save(argument) }
    ),
    Command(
      "load",
      usage: ":load FILE",
      summary: "run a notebook or a program into this session",
      details: "A notebook's cells count as inputs 1, 2, 3, as in the file: _3 is the result of "
        + "its third. :undo takes all of it back. After :step on, the stepper leads through it.",
      argument: .file,
      changesSession: true,
      run: { session, argument in session.load(argument) }
    ),
    Command(
      "export",
      usage: ":export FILE",
      summary: "write every statement with its steps, as plain text",
      argument: .file,
      run: { session, argument in session.export(argument) }
    ),
    Command(
      "checkpoint",
      usage: ":checkpoint FILE|off",
      summary: "keep trainings in a file, to go on there after a crash",
      details: "From now on train writes its state to FILE, about once a second. Where FILE holds "
        + "a training that was cut off, the same train goes on there and comes to the same result "
        + "bit for bit. The next training of the session takes FILE.2, and so on.",
      argument: .file,
      changesSession: true,
      run: { session, argument in session.keepTrainings(in: argument) }
    ),
    dataCommand,
  ]
}

extension Session {
  fileprivate mutating func save(_ argument: String) -> [Output] {
    var path = FileWriter.expanded(argument)
    if path.isEmpty { return [.failure(.fileMissing(":save", ":save chain.md"))] }
    if !path.hasSuffix("/"), !FileWriter.isFolder(path), !NotebookFolder.isNotebook(path) {
      path += ".md"
    }
    let count = cellsInForce.count
    if count == 0 {
      return [.failure(.nothingToWrite("save"))]
    }
    var title = path[path.index(after: path.lastIndex(of: "/") ?? path.startIndex)...]
    if !path.contains("/") { title = path[...] }
    title = title[..<(title.lastIndex(of: ".") ?? title.endIndex)]
    let name = String(title)
    let isBesideData = !path.contains("/")
    return write(to: path, count == 1 ? "1 cell" : "\(count) cells") {
      $0.notebookText(title: name, isBesideData: isBesideData)
    }
  }

  fileprivate mutating func export(_ argument: String) -> [Output] {
    let path = FileWriter.expanded(argument)
    if path.isEmpty { return [.failure(.fileMissing(":export", ":export trace.txt"))] }
    if cellsInForce.isEmpty { return [.failure(.nothingToWrite("export"))] }
    return write(to: path, "the trace") { $0.exportText() }
  }

  /// Writes a file; one that is there only after asking.
  private mutating func write(
    to path: String,
    _ what: String,
    _ text: @escaping @Sendable (Session) -> String?
  ) -> [Output] {
    if FileWriter.isFolder(path) { return [.failure(.isFolder(path))] }
    @Sendable func writeNow(_ session: inout Session) -> [Output] {
      guard let text = text(session) else {
        return [.failure(.interruptedWriting(path))]
      }
      do {
        try FileWriter.write(text, to: path)
        return [.text(StyledText("Wrote \(what) to \(path).", .remark))]
      } catch {
        return [.failure(error)]
      }
    }
    guard SourceFile.exists(path) else { return writeNow(&self) }
    begin(
      Confirmation(
        "Overwrite \(path)?",
        onYes: { writeNow(&$0) },
        onNo: { _ in [.text(StyledText("\(path) is left as it is.", .remark))] }
      )
    )
    return [.text(StyledText("\(path) is there already.", .remark))]
  }

  fileprivate mutating func keepTrainings(in argument: String) -> [Output] {
    if argument.isEmpty {
      return [.failure(.fileMissing(":checkpoint", ":checkpoint digits.ckpt"))]
    }
    if argument == "off" {
      interpreter.trainingStore = nil
      return [.text(StyledText("Trainings are kept in no file.", .remark))]
    }
    do {
      let file = try TrainingFile(argument)
      interpreter.trainingStore = file
      let there = SourceFile.exists(file.path)
      let text =
        there
        ? "The next training goes on from \(file.path), and is kept there."
        : "The next training is kept in \(file.path)."
      return [.text(look.wrapped(text, style: .remark, within: look.width))]
    } catch {
      return [.failure(error)]
    }
  }

  fileprivate mutating func load(_ argument: String) -> [Output] {
    let path = FileWriter.expanded(argument)
    if path.isEmpty { return [.failure(.fileMissing(":load", ":load chain.md"))] }
    do {
      let text = try SourceFile.readExactly(path)
      if NotebookFolder.isNotebook(path) {
        return load(try Notebook(parsing: text, name: path))
      }
      let cell = Cell(program: NotebookLines.unified(text), number: input, seed: interpreter.seed)
      return load([cell], named: path, next: input + 1, asked: ":load \(argument)", notation: nil)
    } catch {
      return [.failure(error)]
    }
  }

  private mutating func load(_ notebook: Notebook) -> [Output] {
    let cells = notebook.cells
    if cells.isEmpty {
      return [.failure(.noCells(notebook.name))]
    }
    do {
      try notebook.readData(into: &self)
    } catch {
      return [.failure(error)]
    }
    let seeded = cells.map { cell in
      var cell = cell
      cell.seed = cell.seed ?? notebook.frontMatter.seed ?? interpreter.seed
      return cell
    }
    return load(
      seeded,
      named: notebook.name,
      next: max(input, (cells.map(\.number).max() ?? 0) + 1),
      asked: ":load \(notebook.name)",
      notation: notebook.frontMatter.notation?.name
    )
  }

  /// Runs cells again that were loaded in an earlier session, whatever their file holds now.
  ///
  /// - Parameters:
  ///   - cells: What was loaded.
  ///   - asked: The input that loaded them.
  /// - Returns: What running them says.
  mutating func loadAgain(_ cells: [LoadedCell], asked: String) -> [Output] {
    let again = cells.map { Cell(program: $0.text, number: $0.number, seed: $0.seed) }
    let next = max(input, (cells.map(\.number).max() ?? 0) + 1)
    return noting(asked) { session in
      session.load(again, named: asked, next: next, asked: asked, notation: nil)
    }
  }

  /// Runs cells into the session, as one input that `:undo` takes back.
  private mutating func load(
    _ cells: [Cell],
    named name: String,
    next: Int,
    asked: String,
    notation: String?
  ) -> [Output] {
    var outputs: [Output] = []
    var loaded: [LoadedCell] = []
    var hasRun = false
    let undoable = interpreter.undoableCount
    interpreter.checkpoint(before: asked)
    if let notation, notation != interpreter.dialect.name {
      do {
        guard let dialect = Dialect.named(notation) else { return [] }
        try interpreter.choose(dialect)
        look.dialect = dialect
        loaded.append(
          LoadedCell(text: ":notation \(notation)", number: input, seed: interpreter.seed)
        )
        hasRun = true
      } catch {
        interpreter.dropCheckpoint()
        return [.failure(error)]
      }
    }
    var failed = false
    // After :step on, one stepper leads through all of it; the answers follow it as usual.
    let before = interpreter.environment
    let opens = stepsThrough && opensStepper
    var outcomes: [StatementOutcome] = []
    if opens { stepsThrough = false }
    for cell in cells where !failed {
      outputs.append(.text(look.echo(cell)))
      var changed = false
      cell.run(in: &self, named: name) { output in
        if case .failure = output { failed = true } else { changed = true }
        if case .statement(let outcome) = output { outcomes.append(outcome) }
        outputs.append(output)
      }
      hasRun = hasRun || changed
      if changed || !failed {
        loaded.append(
          LoadedCell(text: cell.text, number: cell.number, seed: cell.seed ?? interpreter.seed)
        )
      }
    }
    if opens {
      stepsThrough = true
      if !outcomes.isEmpty {
        outputs.insert(.stepper(stepper(on: outcomes, before: before)), at: 0)
      }
    }
    // What ran before the error stays.
    if failed, hasRun {
      outputs.append(
        .text(StyledText("What ran before the error stays; :undo takes it back.", .remark))
      )
    }
    // One :undo takes all of it back: the settings in it are no inputs of their own.
    let kept = undoable + (hasRun ? 1 : 0)
    while interpreter.undoableCount > kept { interpreter.dropCheckpoint() }
    noteLoaded(hasRun ? loaded : [], nextInput: hasRun ? next : input)
    return outputs
  }
}

extension Diagnostic {
  fileprivate static func fileMissing(_ command: String, _ example: String) -> Diagnostic {
    Diagnostic(.usage, "\(command) needs the name of a file.", suggestions: ["Type \(example)."])
  }

  fileprivate static func nothingToWrite(_ verb: String) -> Diagnostic {
    Diagnostic(
      .usage,
      "There is nothing to \(verb) yet.",
      suggestions: ["Type something first, such as w = 1."]
    )
  }

  fileprivate static func interruptedWriting(_ path: String) -> Diagnostic {
    Diagnostic(.interrupted, "You stopped it with Ctrl-C: \(path) is not written.")
  }
}
