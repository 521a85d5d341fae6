import Diagnostics
import Interpreter
import Notation
import Rendering

/// Judges one part that is a cell, on one draw of the inputs.
struct PartJudge {
  let part: Part
  let solution: CellProgram
  let number: Int
  let grader: Grader
  /// Whether the learner's cell is not run: it failed before.
  let isSkipped: Bool

  private var exercise: Exercise { grader.exercise }

  /// What the solution's cell does, statement by statement.
  private struct Plan {
    /// What is compared.
    var checks: [Check]
    /// The statement behind which each is known.
    var positions: [Int]
    /// The names that each statement assigns.
    var assigned: [[String]]
  }

  /// Judges the learner's cell, and brings the workbenches behind it.
  ///
  /// - Throws: What is wrong with the solution.
  func judge(
    _ fence: Fence?,
    isDoubled: Bool,
    on benches: inout Grader.Benches
  ) throws(Diagnostic) -> Judgement {
    let before = benches
    let judgement = try judgeOnce(fence, isDoubled: isDoubled, on: &benches)
    let wrong = before.wrongNames
    guard !wrong.isEmpty, judgement.rightCount < judgement.verdicts.count, fence != nil else {
      return judgement
    }
    // A value of the wrong kind or shape may let everything behind it fail: that costs once too.
    var righted = before
    righted.base = before.truth
    righted.wrongNames = []
    for name in wrong {
      if let value = try? before.truth.value(of: name) { righted.mine.replace(name, by: value) }
    }
    var second = try judgeOnce(fence, isDoubled: isDoubled, on: &righted)
    guard second.rightCount > judgement.rightCount else { return judgement }
    second.righted = namesRead(by: nil, wrong)
    righted.wrongNames += wrong
    benches = righted
    return second
  }

  private func judgeOnce(
    _ fence: Fence?,
    isDoubled: Bool,
    on benches: inout Grader.Benches
  ) throws(Diagnostic) -> Judgement {
    let before = benches
    let plan = try plan(on: &benches.truth)
    var judgement = Judgement()
    guard let fence, !isSkipped else {
      let message = isDoubled ? GradingMessages.twoCells : GradingMessages.missingCell
      judgement.verdicts = [(part.name, .wrong(message))]
      skip(&benches)
      return judgement
    }
    guard !fence.essence.isEmpty else {
      judgement.verdicts = plan.checks.map { ($0.name, .open) }
      skip(&benches)
      return judgement
    }
    let cell: CellProgram
    do {
      cell = try CellProgram(
        fence,
        number: number,
        file: grader.file,
        dialect: exercise.dialect
      )
    } catch {
      judgement.error = text(of: error)
      judgement.verdicts = plan.checks.map { ($0.name, .wrong(nil)) }
      skip(&benches)
      return judgement
    }
    let attempt = benches.mine.attempt(cell)
    if let error = attempt.error {
      judgement.error = text(of: error)
      judgement.passedLimit = error.kind == .limit
    }
    let own = Set(plan.assigned.flatMap { $0 })
    judgement.changed = attempt.assigned.subtracting(own).sorted().filter { name in
      (try? before.truth.value(of: name)) != nil
    }
    let given = plan.checks.map { check -> Observation? in
      switch check {
      case .value(let name):
        // A name that stood before and was not touched is no answer.
        let isName = plan.assigned.contains { $0.contains(name) }
        return isName && !attempt.assigned.contains(name) ? nil : benches.mine.observe(check)
      case .function(let name, _), .algorithm(let name):
        return attempt.assigned.contains(name) ? benches.mine.observe(check) : nil
      }
    }
    compare(given, attempt, cell, plan, before, &benches, &judgement)
    return judgement
  }

  /// Runs the solution's cell where there is nothing of the learner's.
  private func skip(_ benches: inout Grader.Benches) {
    if (try? benches.base.run(solution)) == nil { benches.base = benches.truth }
    if (try? benches.mine.run(solution)) == nil { benches.mine = benches.truth }
  }

  private func text(of error: Diagnostic) -> StyledText {
    var look = grader.look
    look.width -= 4
    return look.failure(error)
  }

  /// Runs the solution, and finds out what is to be compared, and when.
  private func plan(on truth: inout Workbench) throws(Diagnostic) -> Plan {
    truth.begin(solution)
    var assigned: [[String]] = []
    for statement in solution.statements {
      assigned.append(try truth.run(statement, of: solution))
    }
    var names: [String] = []
    for name in part.checks ?? assigned.flatMap({ $0 }) where !names.contains(name) {
      names.append(name)
    }
    var checks: [Check] = []
    for name in names {
      if let check = check(name, truth, isAsked: part.checks != nil, assigned) {
        checks.append(check)
      }
    }
    let end = solution.statements.count - 1
    let positions = checks.map { check in
      if case .algorithm = check { return end }
      return assigned.lastIndex { $0.contains(check.plainName) } ?? end
    }
    return Plan(checks: checks, positions: positions, assigned: assigned)
  }

  /// What a name stands for; nil for an algorithm that the cell calls itself.
  private func check(
    _ name: String,
    _ truth: Workbench,
    isAsked: Bool,
    _ assigned: [[String]]
  ) -> Check? {
    let environment = truth.interpreter.environment
    if let algorithm = environment.algorithms[name] {
      let isCallable = algorithm.definition.parameters.allSatisfy { $0.value != nil }
      let isCalled = assigned.flatMap { $0 }.contains { $0 != name }
      return isCallable && (isAsked || !isCalled) ? .algorithm(name) : nil
    }
    let definition = solution.statements.last { statement in
      if case .assignment(let target, _, _) = statement.kind {
        target.spelled == name
      } else {
        false
      }
    }
    if case .assignment(.function(_, let parameters), _, _)? = definition?.kind {
      return .function(name, parameters: parameters.count)
    }
    return .value(name)
  }

  // MARK: Comparing

  private func compare(
    _ given: [Observation?],
    _ attempt: Workbench.Attempt,
    _ cell: CellProgram,
    _ plan: Plan,
    _ before: Grader.Benches,
    _ benches: inout Grader.Benches,
    _ judgement: inout Judgement
  ) {
    var hybrid = before.base
    hybrid.begin(solution)
    var snapshots: [Workbench] = []
    var holds = true
    var verdicts = [Judgement.Verdict](repeating: .open, count: plan.checks.count)
    for (index, statement) in solution.statements.enumerated() {
      snapshots.append(hybrid)
      holds = holds && (try? hybrid.run(statement, of: solution)) != nil
      for (position, check) in plan.checks.enumerated() where plan.positions[position] == index {
        let right = benches.truth.observe(check)
        let own = holds ? hybrid.observe(check) : right
        guard let given = given[position] else {
          if attempt.hasHole {
            verdicts[position] = .open
          } else {
            let isSaid = attempt.error != nil
            verdicts[position] = .wrong(isSaid ? nil : GradingMessages.notAssigned(check.name))
          }
          continue
        }
        if case .failure(let problem) = given, problem.kind == .hole {
          verdicts[position] = .open
          continue
        }
        if own.accepts(given, part.tolerance) {
          let follows = !right.accepts(own, part.tolerance)
          verdicts[position] = follows ? .follows : .right
          if follows { judgement.followed += namesRead(by: statement, benches.wrongNames) }
        } else if right.accepts(given, part.tolerance) {
          verdicts[position] = .right
        } else {
          let found = mistake(check, given, at: index, snapshots, plan)
          let name = check.plainName.withoutLayer
          if let found, found.name.withoutLayer != name, !check.isAlgorithm {
            // One statement computed all of it: what comes of a slip elsewhere is no second one.
            verdicts[position] = .follows
            judgement.followed.append(found.name.withoutLayer)
          } else {
            verdicts[position] = .wrong(
              found?.mistake.says
                ?? GradingMessages.difference(own, given, check, part.tolerance, grader.look)
            )
          }
          take(given, for: check, cell, into: &hybrid)
          benches.wrongNames.append(check.plainName)
        }
      }
    }
    judgement.verdicts = zip(plan.checks, verdicts).map { ($0.name, $1) }
    judgement.followed = judgement.followed.reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    }
    benches.base = holds ? hybrid : benches.truth
    fillIn(verdicts, plan, &benches)
  }

  /// The learner's wrong value goes on in what later answers are compared with.
  private func take(
    _ given: Observation,
    for check: Check,
    _ cell: CellProgram,
    into hybrid: inout Workbench
  ) {
    switch (check, given) {
    case (.value(let name), .value(let value)): hybrid.replace(name, by: value)
    case (.function(let name, _), _), (.algorithm(let name), _):
      let definition = cell.statements.last { statement in
        switch statement.kind {
        case .assignment(let target, _, _): target.spelled == name
        case .algorithm(let definition): definition.name == name
        default: false
        }
      }
      if let definition { _ = try? hybrid.run(definition, of: cell) }
    case (.value, .several), (.value, .failure): break
    }
  }

  /// Gives the learner's workbench what the learner has not assigned, so that it can go on.
  private func fillIn(
    _ verdicts: [Judgement.Verdict],
    _ plan: Plan,
    _ benches: inout Grader.Benches
  ) {
    for (check, verdict) in zip(plan.checks, verdicts) where !verdict.isRight {
      let isThere = (try? benches.mine.value(of: check.plainName)) != nil
      guard !isThere else { continue }
      for (statement, names) in zip(solution.statements, plan.assigned)
      where names.contains(check.plainName) {
        _ = try? benches.mine.run(statement, of: solution)
      }
    }
  }

  /// The names of wrong values that a statement of the solution reads.
  private func namesRead(by statement: Statement?, _ names: [String]) -> [String] {
    var text = solution.source.text
    if let statement, case .assignment = statement.kind {
      text = String(solution.source.text(of: statement.span))
    }
    let found = names.filter { text.holdsName($0) }
    return found.isEmpty ? Array(names.prefix(1)) : found
  }

  // MARK: Mistakes

  /// What to say of a wrong value that a foreseen mistake explains; nil where none does.
  private func mistake(
    _ check: Check,
    _ given: Observation,
    at position: Int,
    _ snapshots: [Workbench],
    _ plan: Plan
  ) -> (mistake: Mistake, name: String)? {
    let isSimple =
      if case .assignment = solution.statements[position].kind { true } else { false }
    for mistake in part.mistakes {
      guard
        let found = replacing(mistake, for: check, plan),
        found.statement <= position, !isSimple || found.name == check.plainName,
        let cell = try? CellProgram(
          found.text,
          name: solution.source.name,
          firstLine: solution.source.firstLine,
          number: number,
          dialect: exercise.dialect
        ), cell.statements.count == solution.statements.count
      else { continue }
      var bench = snapshots[found.statement]
      var holds = true
      for statement in cell.statements[found.statement...position] {
        holds = holds && (try? bench.run(statement, of: cell)) != nil
      }
      if holds, bench.observe(check).accepts(given, part.tolerance) {
        return (mistake, found.name)
      }
    }
    return nil
  }

  private func replacing(
    _ mistake: Mistake,
    for check: Check,
    _ plan: Plan
  ) -> (text: String, statement: Int, name: String)? {
    // A bare expression stands for what is judged, unless a statement of several names does.
    let names = check.isAlgorithm ? [] : plan.checks.map(\.plainName)
    let own = solution.replacing(
      mistake.expression,
      among: check.isAlgorithm ? [] : [check.plainName],
      dialect: exercise.dialect
    )
    return own ?? solution.replacing(mistake.expression, among: names, dialect: exercise.dialect)
  }
}

extension Check {
  /// Whether it is about an algorithm, whose mistakes stand anywhere in it.
  var isAlgorithm: Bool { if case .algorithm = self { true } else { false } }
}

extension String {
  /// Whether a name stands in the text by itself, not as a part of another.
  func holdsName(_ name: String) -> Bool {
    func belongs(_ character: Character?) -> Bool {
      character.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
    }
    var rest = self[...]
    while let range = rest.firstRange(of: name) {
      let before = range.lowerBound == startIndex ? nil : self[index(before: range.lowerBound)]
      let after = range.upperBound == endIndex ? nil : self[range.upperBound]
      if !belongs(before), !belongs(after) { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }
}
