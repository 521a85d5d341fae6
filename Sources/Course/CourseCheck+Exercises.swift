import Diagnostics
import Interpreter
import Notation
import Notebooks
import Rendering
import Tensors

extension CourseCheck {
  /// Checks an exercise and its solution.
  mutating func checkExercise(_ name: String) {
    let file = Course.Kind.exercise.file(name)
    let solutionFile = Course.Kind.solution.file(name)
    let text: String
    let exercise: Exercise
    let solution: String
    var grader: Grader
    do {
      text = try course.text(of: .exercise, name)
      exercise = try Exercise(parsing: text, name: name, file: file)
      checkFrontMatter(exercise.frontMatter, file)
      solution = try course.text(of: .solution, name)
      let notebook = try Notebook(parsing: solution, name: solutionFile)
      compare(exercise, with: solution, solutionFile)
      replay(notebook, solutionFile)
      // The solution's own front matter and questions: those of the exercise need not tell all.
      grader = try course.grader(name, file: solutionFile, look: look)
      grader.stackBytes = stackBytes
    } catch {
      problem(file, error)
      return
    }
    if exercise.parts.isEmpty {
      problem(file, nil, "It has no parts: gradus answer NAME, or gradus question NAME.")
      return
    }
    for part in exercise.parts {
      if part.hints.isEmpty { problem(file, part.line, "\(part.name) has no hints.") }
      for hint in part.hints where hint.trimmed.isEmpty {
        problem(file, part.line, "A hint of \(part.name) says nothing.")
      }
    }
    guard earnsFullMarks(grader, solution, solutionFile) else { return }
    let unsolved = grader.grade(text)
    for part in unsolved.parts where part.earned > 0 {
      problem(file, exercise.line(of: part.name), "\(part.name) earns points without an answer.")
    }
    checkInputs(exercise, grader, file)
    refusesConstants(exercise, grader, solution, file)
    checkMistakes(exercise, grader, solution, file)
  }

  /// Whether the solution is right on many draws of the inputs.
  private mutating func earnsFullMarks(
    _ grader: Grader,
    _ solution: String,
    _ file: String
  ) -> Bool {
    for seed in 0..<seeds {
      var grader = grader
      if seed > 0 { grader.seed = stableHash("check", grader.exercise.name, "\(seed)") }
      let report = grader.grade(solution)
      if let failure = report.failure {
        problem(file, nil, failure.plain.replacing("\n", with: " "))
        return false
      }
      for part in report.parts where part.state != .right {
        let why = part.messages.first.map { " " + $0.plain.replacing("\n", with: " ") } ?? ""
        problem(
          file,
          grader.exercise.line(of: part.name),
          "The solution of \(part.name) does not earn full marks.\(why)"
        )
      }
      if !report.isComplete { return false }
    }
    return true
  }

  /// The exercise and the solution differ only where answers stand.
  private mutating func compare(_ exercise: Exercise, with solution: String, _ file: String) {
    let fences = Fence.all(in: solution).filter { $0.role != nil }
    func skeleton(_ text: String) -> [(line: Int, text: String)] {
      var result: [(Int, String)] = []
      var hidden = Set<Int>()
      for fence in Fence.all(in: text) {
        switch fence.role {
        case .answer:
          let count = fence.text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
          hidden.formUnion(fence.line..<fence.line + max(0, count))
        case .question:
          if let chosen = ChosenLine(fence) { hidden.insert(chosen.line) }
          let lines = fence.text.split(separator: "\n", omittingEmptySubsequences: false)
          for (index, line) in lines.enumerated() where ChosenLine.isTelling(line) {
            hidden.insert(fence.line + index)
          }
        case .fixed, nil: break
        }
      }
      // Output is the solution's alone, as the exercise's cells have holes.
      for fence in Fence.all(in: text) where fence.words.first == "output" {
        let count = fence.text.split(separator: "\n", omittingEmptySubsequences: false).count
        hidden.formUnion(fence.fenceLine..<fence.fenceLine + count + 1)
      }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() where !hidden.contains(index + 1) {
        if !line.trimmed.isEmpty { result.append((index + 1, line.trimmed)) }
      }
      return result
    }
    let right = skeleton(exercise.text)
    let given = skeleton(solution)
    for (one, other) in zip(right, given) where one.text != other.text {
      problem(
        file,
        other.line,
        "The solution differs from the exercise, line \(one.line), outside its answers."
      )
      return
    }
    if right.count != given.count || fences.count != exercise.items.count {
      problem(file, nil, "The solution has not the same lines as the exercise outside its answers.")
    }
  }

  /// Inputs that are to be drawn anew exist, and something varies where numbers could be typed in.
  private mutating func checkInputs(_ exercise: Exercise, _ grader: Grader, _ file: String) {
    var names = Set<String>()
    for item in exercise.items {
      guard case .fixed = item.kind,
        let cell = try? CellProgram(
          item.fence,
          number: item.number,
          file: file,
          dialect: exercise.dialect
        )
      else { continue }
      for statement in cell.statements {
        if case .assignment(let target, _, _) = statement.kind,
          let name = target.spelled
        {
          names.insert(name)
        }
      }
    }
    for input in exercise.inputs where !names.contains(input.name) {
      let near = nearest(to: input.name, in: names.sorted()).map { " Did you mean \($0)?" } ?? ""
      problem(file, input.line, "No cell that stands assigns the input \(input.name).\(near)")
    }
  }

  /// Numbers typed in where names should stand earn nothing.
  private mutating func refusesConstants(
    _ exercise: Exercise,
    _ grader: Grader,
    _ solution: String,
    _ file: String
  ) {
    for part in exercise.parts where part.kind == .expression || part.kind == .algorithm {
      guard let cell = grader.solutionCells[part.name],
        let values = try? grader.shownValues(of: part)
      else { continue }
      for (name, value) in values {
        guard case .tensor(let tensor) = value, let literal = tensor.literal,
          let changed = cell.replacing(literal, among: [name], dialect: exercise.dialect),
          let text = solution.replacingCell(part.name, by: changed.text)
        else { continue }
        let report = grader.grade(text)
        if report.part(part.name)?.state == .right {
          problem(
            file,
            part.line,
            "\(part.name): a number typed in for \(name) earns full marks. Let inputs: draw what it "
              + "depends on."
          )
        }
      }
    }
  }

  /// Each mistake, made in the solution, loses points and brings its own message.
  private mutating func checkMistakes(
    _ exercise: Exercise,
    _ grader: Grader,
    _ solution: String,
    _ file: String
  ) {
    for part in exercise.parts {
      for mistake in part.mistakes {
        guard let cell = grader.solutionCells[part.name] else {
          problem(file, mistake.line, "\(part.name) is a question: its choices say why.")
          continue
        }
        let names = (try? grader.shownValues(of: part))?.map(\.0) ?? []
        guard
          let changed = cell.replacing(
            mistake.expression,
            among: names,
            dialect: exercise.dialect
          ), let text = solution.replacingCell(part.name, by: changed.text)
        else {
          problem(
            file,
            mistake.line,
            "The mistake \(mistake.expression) cannot be put in place of anything that "
              + "\(part.name) assigns."
          )
          continue
        }
        let found = grader.grade(text).part(part.name)
        let says = grader.look.wrapped(
          grader.look.typed(mistake.says),
          within: grader.look.width - 4,
          hanging: "  "
        ).flat
        if found?.state == .right {
          problem(file, mistake.line, "The mistake \(mistake.expression) earns full marks.")
        } else if found?.messages.contains(where: { $0.flat.hasSuffix(says) }) != true {
          let instead = found?.messages.first.map { " Said instead: \($0.flat)" } ?? ""
          problem(
            file,
            mistake.line,
            "The mistake \(mistake.expression) does not bring its own message.\(instead)"
          )
        }
      }
    }
  }
}

extension Exercise {
  /// The number of the line on which a part begins.
  func line(of part: String) -> Int? { parts.first { $0.name == part }?.line }
}

extension Report {
  /// The report on a part.
  package func part(_ name: String) -> PartReport? { parts.first { $0.name == name } }
}

extension StyledText {
  /// The text on one line.
  fileprivate var flat: String {
    plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension Grader {
  /// What the solution assigns in a part on the inputs shown, by name.
  func shownValues(of part: Part) throws(Diagnostic) -> [(String, Value)] {
    var bench = Workbench(
      dialect: exercise.dialect,
      seed: seed,
      limits: limits,
      stackBytes: stackBytes
    )
    for item in exercise.items {
      switch item.kind {
      case .question: continue
      case .fixed:
        let cell = try CellProgram(
          item.fence,
          number: item.number,
          file: exercise.source.name,
          dialect: exercise.dialect
        )
        try bench.run(cell)
      case .answer(let index):
        guard let cell = solutionCells[exercise.parts[index].name] else { continue }
        guard exercise.parts[index].name == part.name else {
          try bench.run(cell)
          continue
        }
        bench.begin(cell)
        var names: [String] = []
        for statement in cell.statements {
          for name in try bench.run(statement, of: cell) where !names.contains(name) {
            names.append(name)
          }
        }
        if let checks = part.checks { names = checks }
        var values: [(String, Value)] = []
        for name in names {
          if let value = try? bench.value(of: name) { values.append((name, value)) }
        }
        return values
      }
    }
    return []
  }
}

extension Tensor {
  /// The numbers as they are typed; nil for what has no literal.
  fileprivate var literal: String? {
    guard elements.allSatisfy(\.isFinite) else { return nil }
    func text(_ value: Double) -> String { value < 0 ? "(−\(-value))" : "\(value)" }
    switch shape.rank {
    case 0: return text(elements[0])
    case 2:
      let rows = (0..<rows).map { row in
        (0..<columns).map { text(self[row, $0]) }.joined(separator: ", ")
      }
      return "[\(rows.joined(separator: "; "))]"
    default: return nil
    }
  }
}

extension String {
  /// A file with another program in the cell of a part; nil where there is no such cell.
  func replacingCell(_ part: String, by program: String) -> String? {
    guard let fence = Fence.all(in: self).first(where: { $0.role == .answer(part) }) else {
      return nil
    }
    var lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let count = fence.text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    let new = program.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines.replaceSubrange(
      fence.line - 1..<fence.line - 1 + count,
      with: new.last?.isEmpty == true ? new.dropLast() : new[...]
    )
    return lines.joined(separator: "\n")
  }
}
