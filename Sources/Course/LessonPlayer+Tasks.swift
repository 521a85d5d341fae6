import Diagnostics
import Interpreter
import Notation
import Notebooks
import Rendering
import Session
import Tensors

extension LessonPlayer {
  /// Shows what is asked.
  func present(_ block: Block) -> [Output] {
    switch block {
    case .prose: return []
    case .cell(let cell):
      return cell.role == .type ? [] : [.text(look.echo(cell))]
    case .question(let question):
      let steps: [String]? = if case .order(let steps) = question.kind { steps } else { nil }
      let order = steps.map { shuffled($0, question) }
      return [
        .text(look.question(question, order: order)), say(instruction(for: question), .remark),
      ]
    }
  }

  private func instruction(for question: Question) -> String {
    switch question.kind {
    case .choices(let choices):
      choices.count { $0.isRight } > 1
        ? "Type the numbers of all that are right, such as 1 3." : "Type the number of your choice."
    // An example would be an order, and perhaps the right one.
    case .order: "Type all the numbers in the right order, with spaces between them."
    case .answer: "Type a number or a formula."
    }
  }

  /// The positions of the steps as they are shown: the same each time, and not the right order.
  private func shuffled(_ steps: [String], _ question: Question) -> [Int] {
    var stream = RandomStream(seed: stableHash(name, question.name), stream: 0)
    while true {
      let order = stream.permutation(steps.count)
      if order != Array(steps.indices) || steps.count < 2 { return order }
    }
  }

  /// Answers what is typed where something is asked.
  mutating func answer(_ text: String) -> ActivityAnswer {
    guard let task else { return goOn([]) }
    let isEmpty = text.allSatisfy(\.isWhitespace)
    switch task {
    case .prose: return goOn([])
    case .cell(let cell):
      switch cell.role {
      case .run, .setup, .answer:
        if !isEmpty { return tryOut(text) }
        return run(cell, showsText: false)
      case .type:
        if isEmpty { return stay("Type it, or type hint or skip.") }
        return judgeTyped(text, cell)
      case .predict(let name):
        if isEmpty { return stay("Type what you expect of \(name), roughly; or skip.") }
        return judgePrediction(text, name, cell)
      }
    case .question(let question):
      if isEmpty { return stay(instruction(for: question) + " hint and skip help on.") }
      return judge(text, question)
    }
  }

  /// Says something and waits on.
  private func stay(_ text: String) -> ActivityAnswer {
    ActivityAnswer([say(text, .remark)], isOver: false)
  }

  /// Runs a program where none is asked for; the lesson's state stays as it is.
  func tryOut(_ text: String) -> ActivityAnswer {
    guard var copy = inner else { return ActivityAnswer([], isOver: false) }
    let outputs = copy.handleInput(text).filter { if case .quit = $0 { false } else { true } }
    return ActivityAnswer(
      outputs + [say("(only tried out: Enter goes on, play lets you try more)", .remark)],
      isOver: false
    )
  }

  /// Counts a task when it is first answered.
  mutating func count(right: Bool) {
    guard let task, misses == 0 else { return }
    if case .cell(let cell) = task {
      switch cell.role {
      case .run, .setup, .answer: return
      case .type, .predict: break
      }
    }
    guard position >= record.counted else { return }
    record.counted = position + 1
    record.tasks += 1
    if right { record.right += 1 }
  }

  /// Runs the lesson's own cell, shows what it prints, and goes on.
  mutating func run(_ cell: Cell, showsText: Bool, before: [Output] = []) -> ActivityAnswer {
    var outputs = before
    if showsText { outputs.append(.text(look.echo(cell))) }
    if var session = inner {
      cell.run(in: &session, named: notebook.name) { output in
        switch output {
        case .text, .failure, .stepper: outputs.append(output)
        case .statement, .check, .quit: break
        }
      }
      inner = session
    }
    outputs.append(.text(StyledText("")))
    advance()
    return goOn(outputs)
  }

  // MARK: Typed cells

  private mutating func judgeTyped(_ text: String, _ cell: Cell) -> ActivityAnswer {
    guard let inner else { return ActivityAnswer([], isOver: false) }
    let right = Trial(cell.text, in: inner, number: cell.number, name: notebook.name)
    let given = Trial(text, in: inner, number: cell.number, name: "your input")
    if let failure = given.failure { return missed([.failure(failure)], cell) }
    if let difference = right.difference(from: given, look) {
      return missed([say(difference, .error)], cell)
    }
    count(right: hints == 0)
    return run(cell, showsText: false, before: [say("Right.", .success)])
  }

  private mutating func missed(_ outputs: [Output], _ cell: Cell) -> ActivityAnswer {
    count(right: false)
    misses += 1
    var outputs = outputs
    if misses == 2 { outputs += hint() }
    return ActivityAnswer(outputs, isOver: false)
  }

  // MARK: Predictions

  private mutating func judgePrediction(
    _ text: String,
    _ name: String,
    _ cell: Cell
  ) -> ActivityAnswer {
    guard let inner else { return ActivityAnswer([], isOver: false) }
    let given = Trial(text, in: inner, number: cell.number, name: "your input")
    if let failure = given.failure { return ActivityAnswer([.failure(failure)], isOver: false) }
    let right = Trial(cell.text, in: inner, number: cell.number, name: notebook.name)
    guard case .tensor(let truth)? = right.value(of: name) else {
      return run(cell, showsText: false)
    }
    guard case .tensor(let guess)? = given.result else {
      return stay("Type a number or a formula for \(name).")
    }
    let isNumber = truth.count == 1 && guess.count == 1
    guard truth.shape == guess.shape || isNumber else {
      return stay("\(name) is \(truth.shape.kindName); yours is \(guess.shape.kindName).")
    }
    let (sentence, isRight) = Self.distance(guess.elements, truth.elements)
    count(right: isRight)
    return run(cell, showsText: false, before: [say(sentence, isRight ? .success : .error)])
  }

  /// How far a guess is off, in words, and whether it is near enough.
  static func distance(_ guess: [Double], _ truth: [Double]) -> (String, Bool) {
    var difference = 0.0
    var scale = 0.0
    for (given, right) in zip(guess, truth) {
      guard given.isFinite, right.isFinite else {
        return given == right ? ("Right.", true) : ("Not quite.", false)
      }
      difference = max(difference, (given - right).magnitude)
      scale = max(scale, right.magnitude)
    }
    if difference <= 1e-9 + 1e-6 * scale { return ("Right.", true) }
    if scale == 0 { return ("Not quite: it is 0.", false) }
    let percent = 100 * difference / scale
    let digits = Printer().number(percent, significantDigits: 2)
    if percent <= 5 { return ("Close: \(digits) % off.", true) }
    if percent < 1000 { return ("Not quite: \(digits) % off.", false) }
    return ("Not quite: it is far off.", false)
  }

  // MARK: Questions

  private mutating func judge(_ text: String, _ question: Question) -> ActivityAnswer {
    switch question.kind {
    case .choices(let choices):
      switch Numbers.read(text, count: choices.count, of: "choice") {
      case .failure: return stay(notAnAnswer(question))
      case .success(let numbers):
        let verdict = QuestionVerdict(chosen: Set(numbers.values), of: choices)
        return settle(verdict.isRight, verdict.messages)
      }
    case .order(let steps):
      switch Numbers.read(text, count: steps.count, of: "step") {
      case .failure: return stay(notAnAnswer(question))
      case .success(let numbers):
        guard Set(numbers.values).count == steps.count, numbers.values.count == steps.count else {
          return stay("Type each of the numbers 1 to \(steps.count) once.")
        }
        let order = shuffled(steps, question)
        let given = numbers.values.map { order[$0 - 1] }
        guard let index = given.indices.first(where: { given[$0] != $0 }) else {
          return settle(true, [])
        }
        return settle(false, ["Step \(index + 1) is not yet right: \(steps[given[index]])"])
      }
    case .answer(let expression):
      guard let inner else { return ActivityAnswer([], isOver: false) }
      let given = Trial(text, in: inner, number: 0, name: "your input")
      if let failure = given.failure { return ActivityAnswer([.failure(failure)], isOver: false) }
      let right = Trial(expression, in: inner, number: 0, name: notebook.name)
      guard let truth = right.result, let answer = given.result else {
        return stay("Type a number or a formula.")
      }
      if truth.accepts(answer, .byHand) { return settle(true, []) }
      let message = GradingMessages.difference(
        .value(truth),
        .value(answer),
        .value("The answer"),
        .byHand,
        look
      )
      return settle(false, [message])
    }
  }

  private func notAnAnswer(_ question: Question) -> String {
    "\(instruction(for: question)) play lets you compute something first."
  }

  private mutating func settle(_ isRight: Bool, _ messages: [String]) -> ActivityAnswer {
    if isRight {
      count(right: hints == 0)
      advance()
      return goOn([say("Right.", .success), .text(StyledText(""))])
    }
    count(right: false)
    misses += 1
    return ActivityAnswer(messages.map { say($0, .error) }, isOver: false)
  }

  // MARK: Hints

  /// The next hint for what is asked.
  mutating func hint() -> [Output] {
    guard waiting == .task, let task else { return [say("Enter goes on.", .remark)] }
    hints += 1
    switch task {
    case .prose: return [say("Enter goes on.", .remark)]
    case .cell(let cell):
      let text = cell.text.trimmed
      switch cell.role {
      case .run, .setup, .answer: return [say("Enter runs the cell.", .remark)]
      case .predict: return [say("Put the numbers you have into the formula, roughly.", .remark)]
      case .type:
        if hints == 1, let sign = text.firstRange(of: "=") {
          return [say("Hint: it begins with \(text[..<sign.upperBound])", .remark)]
        }
        return [say("Hint: type \(text)", .remark)]
      }
    case .question(let question):
      switch question.kind {
      case .choices(let choices):
        // One wrong choice more each time is taken away.
        let wrong = choices.indices.filter { !choices[$0].isRight }
        let index = wrong[min(hints - 1, wrong.count - 1)]
        return [say("Hint: \(index + 1) is wrong. \(choices[index].why)", .remark)]
      case .order(let steps):
        let text = steps[min(hints - 1, steps.count - 1)]
        return [say("Hint: step \(min(hints, steps.count)) is: \(text)", .remark)]
      case .answer(let expression):
        return [
          say(hints == 1 ? "Hint: a formula counts too." : "Hint: type \(expression)", .remark)
        ]
      }
    }
  }

  /// The right answer to a question, in words.
  func rightAnswer(to question: Question) -> String {
    switch question.kind {
    case .choices(let choices):
      choices.filter(\.isRight).map { $0.text.replacing("`", with: "") }.joined(separator: " and ")
    case .order(let steps): steps.joined(separator: " Then: ").trimmingFullStop
    case .answer(let expression): expression
    }
  }
}

extension String {
  fileprivate var trimmingFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}

/// A program tried out on a copy of the lesson's session.
private struct Trial {
  var failure: Diagnostic?
  /// The names assigned, with their values.
  var assigned: [(String, Value)] = []
  /// The value of the last statement.
  var result: Value?
  private var session: Session

  init(_ text: String, in session: Session, number: Int, name: String) {
    var copy = session
    copy.interpreter.beginCell(number)
    for output in copy.run(SourceText(text, name: name)) {
      switch output {
      case .failure(let diagnostic): failure = diagnostic
      case .statement(let outcome):
        if outcome.isCompound {
          assigned += outcome.assigned.map { ($0.name, $0.value) }
        } else if let name = outcome.name, let value = outcome.value {
          assigned.append((name, value))
        }
        result = outcome.value
      case .text, .check, .stepper, .quit: break
      }
    }
    self.session = copy
  }

  /// The value of a name after the program has run.
  func value(of name: String) -> Value? {
    var copy = session
    for output in copy.run(SourceText(name, name: name)) {
      if case .statement(let outcome) = output { return outcome.value }
    }
    return nil
  }

  /// What differs in another program's values, in a sentence; nil where nothing does.
  func difference(from given: Trial, _ look: Look) -> String? {
    var names: [String] = []
    for (name, _) in assigned where !names.contains(name) { names.append(name) }
    for name in names {
      guard let right = assigned.last(where: { $0.0 == name })?.1 else { continue }
      guard let yours = given.assigned.last(where: { $0.0 == name })?.1 else {
        return "\(name) is to be assigned: \(name) = …"
      }
      if case .string = right { continue }
      if !right.accepts(yours, .computed) { return message(right, yours, name, look) }
    }
    guard names.isEmpty, let right = result else { return nil }
    guard let yours = given.result else { return "This has no value." }
    return right.accepts(yours, .computed) ? nil : message(right, yours, "The value", look)
  }

  private func message(_ right: Value, _ yours: Value, _ name: String, _ look: Look) -> String {
    GradingMessages.difference(.value(right), .value(yours), .value(name), .computed, look)
  }
}
