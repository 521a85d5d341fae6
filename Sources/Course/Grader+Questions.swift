import Diagnostics
import Interpreter
import Notation
import Notebooks

extension Grader {
  /// Judges the answer to a question.
  func judgeQuestion(_ part: Part, _ line: ChosenLine?, _ benches: Benches) -> Judgement {
    var judgement = Judgement()
    guard let question = part.question else { return judgement }
    guard let line else {
      let text = "The line chosen: is missing. Write it at the end of the question."
      judgement.verdicts = [(part.name, .wrong(text))]
      return judgement
    }
    if line.text.isEmpty || line.text == "?" {
      judgement.verdicts = [(part.name, .open)]
      return judgement
    }
    switch question.kind {
    case .choices(let choices):
      switch Numbers.read(line.text, count: choices.count, of: "choice") {
      case .failure(let problem):
        judgement.verdicts = [(part.name, .wrong("Line \(line.line): \(problem.text)"))]
      case .success(let numbers):
        let verdict = QuestionVerdict(chosen: Set(numbers.values), of: choices)
        judgement.verdicts = verdict.messages.map { (part.name, .wrong($0)) }
        if verdict.isRight { judgement.verdicts = [(part.name, .right)] }
        judgement.share = verdict.share
      }
    case .order(let steps): judgeOrder(part, line, steps, &judgement)
    case .answer(let expression):
      judgement.verdicts = [(part.name, answer(line, expression, part, benches))]
    }
    return judgement
  }

  private func judgeOrder(
    _ part: Part,
    _ line: ChosenLine,
    _ steps: [String],
    _ judgement: inout Judgement
  ) {
    var right = Array(1...steps.count)
    if let text = chosenBySolution[part.name],
      case .success(let numbers) = Numbers.read(text, count: steps.count, of: "step"),
      numbers.values.count == steps.count
    {
      right = numbers.values
    }
    switch Numbers.read(line.text, count: steps.count, of: "step") {
    case .failure(let problem):
      judgement.verdicts = [(part.name, .wrong("Line \(line.line): \(problem.text)"))]
    case .success(let numbers):
      let given = numbers.values
      guard given.count == steps.count, Set(given).count == steps.count else {
        let text = "Line \(line.line): write each of the numbers 1 to \(steps.count) once."
        judgement.verdicts = [(part.name, .wrong(text))]
        return
      }
      judgement.share =
        Double(zip(given, right).count { $0 == $1 }) / Double(max(1, steps.count))
      if let index = given.indices.first(where: { given[$0] != right[$0] }) {
        let text = "Step \(index + 1) does not belong there: \(steps[given[index] - 1])"
        judgement.verdicts = [(part.name, .wrong(text))]
      } else {
        judgement.verdicts = [(part.name, .right)]
      }
    }
  }

  private func answer(
    _ line: ChosenLine,
    _ expression: String,
    _ part: Part,
    _ benches: Benches
  ) -> Judgement.Verdict {
    do {
      guard let right = try benches.base.value(of: expression),
        let given = try benches.mine.value(of: line.text, name: "\(file), line \(line.line)")
      else { return .wrong(nil) }
      if right.accepts(given, part.tolerance) { return .right }
      return .wrong(
        GradingMessages.difference(
          .value(right),
          .value(given),
          .value("The answer"),
          part.tolerance,
          look
        )
      )
    } catch {
      return .wrong("Line \(line.line): \(error.message)")
    }
  }
}

/// The numbers in an answer such as `[1, 3]`, `1 3` or `1`.
struct Numbers: Sendable {
  /// What is wrong with an answer.
  struct Problem: Error {
    var text: String
  }

  var values: [Int]

  /// Reads numbers from 1 to a count.
  static func read(_ text: String, count: Int, of noun: String) -> Result<Numbers, Problem> {
    var inner = text.trimmed
    if inner.hasPrefix("["), inner.hasSuffix("]") {
      inner = String(inner.dropFirst().dropLast())
    }
    var values: [Int] = []
    for word in inner.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
      guard let value = Int(word) else {
        return .failure(Problem(text: "\(word) is no number of a \(noun): write [1, 2]."))
      }
      guard (1...count).contains(value) else {
        return .failure(
          Problem(text: "There is no \(noun) \(value): they are numbered 1 to \(count).")
        )
      }
      values.append(value)
    }
    if values.isEmpty { return .failure(Problem(text: "No \(noun) is chosen.")) }
    return .success(Numbers(values: values))
  }
}

/// What is right and wrong about a set of choices.
struct QuestionVerdict: Sendable {
  /// Whether all is right.
  var isRight: Bool
  /// The share of the points: right choices less wrong ones.
  var share: Double
  /// Why each wrong choice is wrong, and whether something is missing.
  var messages: [String]

  init(chosen: Set<Int>, of choices: [Question.Choice]) {
    let right = Set(choices.indices.filter { choices[$0].isRight }.map { $0 + 1 })
    let wrong = chosen.subtracting(right).sorted()
    isRight = chosen == right
    share = Double(chosen.intersection(right).count - wrong.count) / Double(right.count)
    messages = wrong.map { "\($0) is wrong. \(choices[$0 - 1].why)" }
    if right.count > 1, !right.isSubset(of: chosen) {
      messages.append("Something that is right has not been chosen.")
    }
    if chosen.isEmpty { messages = ["Nothing is chosen."] }
  }
}
