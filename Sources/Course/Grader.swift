package import Diagnostics
package import Interpreter
import Notation
import Notebooks
package import Rendering
import Tensors

/// Grades a learner's file against an exercise and its solution.
///
/// What is right comes from running the solution, never from a key: three workbenches run side by
/// side. On `truth` the solution runs. On `mine` the learner's cells run. On `base` the solution
/// runs too, but goes on from the learner's values where these are wrong, so that one slip costs
/// once. An answer is right if it is what `base` or `truth` has.
package struct Grader: Sendable {
  /// The exercise; all but the holes is the same in the solution, so that may serve.
  package let exercise: Exercise
  /// The solution's text.
  package let solution: String
  /// What messages call the learner's file.
  package var file: String
  /// How things are shown.
  package var look: Look
  /// What a cell of the learner's may use.
  package var limits: Limits = Workbench.limits
  /// Where to ask whether to stop.
  package var interruption: any Interruption = NoInterruption()
  /// The bytes of native stack that a program may use; nil for what is usual.
  package var stackBytes: UInt?
  /// The seed of what the inputs shown draw.
  package var seed: UInt64

  /// How often inputs are drawn anew.
  static let redraws = 5

  let solutionCells: [String: CellProgram]
  let chosenBySolution: [String: String]

  /// Makes a grader.
  ///
  /// - Parameters:
  ///   - exercise: The exercise.
  ///   - solution: The text of its solution.
  ///   - solutionFile: What messages call the solution's file.
  ///   - file: What messages call the learner's file.
  ///   - look: How things are shown.
  ///   - seed: The seed of the inputs shown; nil for the exercise's own.
  /// - Throws: A mistake in the solution, at its line.
  package init(
    _ exercise: Exercise,
    solution: String,
    solutionFile: String,
    file: String,
    look: Look,
    seed: UInt64? = nil
  ) throws(Diagnostic) {
    self.exercise = exercise
    self.solution = solution
    self.file = file
    self.look = look
    self.seed = seed ?? exercise.frontMatter.seed ?? 1
    var cells: [String: CellProgram] = [:]
    var chosen: [String: String] = [:]
    let fences = Fence.all(in: solution)
    for item in exercise.items {
      switch item.kind {
      case .fixed: break
      case .answer(let index):
        let name = exercise.parts[index].name
        guard let fence = fences.first(where: { $0.role == .answer(name) }) else { continue }
        cells[name] = try CellProgram(
          fence,
          number: item.number,
          file: solutionFile,
          dialect: exercise.dialect
        )
      case .question(let index):
        let name = exercise.parts[index].name
        guard let fence = fences.first(where: { $0.role == .question(name) }) else { continue }
        chosen[name] = ChosenLine(fence)?.text
      }
    }
    solutionCells = cells
    chosenBySolution = chosen
  }

  /// Grades a learner's text.
  package func grade(_ text: String) -> Report {
    let submission = Submission(text, exercise: exercise)
    var report = Report(
      exercise: exercise.name,
      title: exercise.title,
      parts: [],
      remarks: submission.remarks,
      failure: nil
    )
    let shown: [Judgement]
    do {
      shown = try walk(submission, draw: 0)
    } catch {
      report.failure = look.failure(error)
      return report
    }
    var judgements = shown
    // A cell that failed or hangs on the inputs shown need not be tried on others.
    let failed = Set(shown.indices.filter { shown[$0].hasFailed })
    for draw in 1...Self.redraws {
      guard let others = try? walk(submission, draw: draw, skipping: failed) else { continue }
      for (index, other) in others.enumerated() where !failed.contains(index) {
        judgements[index].confirm(by: other, exercise.parts[index])
      }
    }
    report.parts = zip(exercise.parts, judgements).map { part, judgement in
      judgement.report(part, look)
    }
    return report
  }
}

extension Exercise {
  /// The notation it is written in.
  var dialect: Dialect { frontMatter.notation ?? .galway }
}

extension Grader {
  /// The three workbenches.
  struct Benches {
    var truth: Workbench
    var base: Workbench
    var mine: Workbench
    /// The names in which the learner's values are wrong.
    var wrongNames: [String] = []
  }

  /// Judges every part on the inputs of one draw: 0 is as shown, the others are drawn anew.
  ///
  /// - Throws: What is wrong with the exercise or its solution.
  func walk(
    _ submission: Submission,
    draw: Int,
    skipping skipped: Set<Int> = []
  ) throws(Diagnostic) -> [Judgement] {
    let drawSeed = draw == 0 ? seed : stableHash("draw", exercise.name, "\(seed)", "\(draw)")
    var bench = Workbench(
      dialect: exercise.dialect,
      seed: drawSeed,
      limits: limits,
      stackBytes: stackBytes
    )
    bench.interpreter.interruption = interruption
    var benches = Benches(truth: bench, base: bench, mine: bench)
    var inputStream = RandomStream(seed: drawSeed, stream: 0)
    var judgements = [Judgement](repeating: Judgement(), count: exercise.parts.count)
    for item in exercise.items {
      switch item.kind {
      case .fixed:
        let cell = try CellProgram(
          item.fence,
          number: item.number,
          file: exercise.source.name,
          dialect: exercise.dialect
        )
        try runFixed(cell, on: &benches, draw: draw, &inputStream)
      case .answer(let index):
        let part = exercise.parts[index]
        guard let solution = solutionCells[part.name] else {
          throw exercise.noSolution(part)
        }
        let judge = PartJudge(
          part: part,
          solution: solution,
          number: item.number,
          grader: self,
          isSkipped: skipped.contains(index)
        )
        judgements[index] = try judge.judge(
          submission.cells[part.name],
          isDoubled: submission.doubled.contains(part.name),
          on: &benches
        )
      case .question(let index):
        let part = exercise.parts[index]
        judgements[index] = judgeQuestion(part, submission.chosen[part.name], benches)
        if submission.chosen[part.name] == nil, submission.isMissing(part.name) {
          let isDoubled = submission.doubled.contains(part.name)
          let text = isDoubled ? GradingMessages.twoCells : GradingMessages.missingCell
          judgements[index].verdicts = [(part.name, .wrong(text))]
        }
      }
    }
    return judgements
  }

  /// Runs a cell that is not the learner's, with inputs drawn anew.
  private func runFixed(
    _ cell: CellProgram,
    on benches: inout Benches,
    draw: Int,
    _ inputs: inout RandomStream
  ) throws(Diagnostic) {
    benches.truth.begin(cell)
    benches.base.begin(cell)
    benches.mine.begin(cell)
    // Where a wrong value of the learner's is in the way, the solution's state goes on.
    var baseHolds = true
    var mineHolds = true
    for statement in cell.statements {
      let names = try benches.truth.run(statement, of: cell)
      baseHolds = baseHolds && (try? benches.base.run(statement, of: cell)) != nil
      mineHolds = mineHolds && (try? benches.mine.run(statement, of: cell)) != nil
      guard draw > 0, case .assignment(_, .define, _) = statement.kind, names.count == 1,
        let input = exercise.inputs.first(where: { $0.name == names[0] }),
        let shown = try benches.truth.value(of: input.name)?.tensor
      else { continue }
      let value = Value.tensor(input.draw(like: shown, from: &inputs))
      benches.truth.replace(input.name, by: value)
      benches.base.replace(input.name, by: value)
      benches.mine.replace(input.name, by: value)
    }
    if !baseHolds { benches.base = benches.truth }
    if !mineHolds { benches.mine = benches.truth }
  }
}

extension Exercise {
  /// The solution says nothing of a part.
  func noSolution(_ part: Part) -> Diagnostic {
    Diagnostic(
      .notebook,
      "The solution of \(name) has no part \(part.name).",
      suggestions: ["The solution is the exercise with its holes filled in."]
    )
  }
}
