import Rendering

/// What was found of one part: of each thing compared, and what there is to say.
struct Judgement: Sendable {
  /// What was found of one thing.
  enum Verdict: Sendable {
    case right
    /// Right for the learner's own earlier values.
    case follows
    case open
    /// Wrong, and why; nil where it is said already.
    case wrong(String?)

    var isRight: Bool {
      switch self {
      case .right, .follows: true
      case .open, .wrong: false
      }
    }
  }

  /// What was compared, and what was found.
  var verdicts: [(name: String, verdict: Verdict)] = []
  /// The error that stopped the cell, as text.
  var error: StyledText?
  /// The names whose wrong values were taken over.
  var followed: [String] = []
  /// The names for whose wrong values the right ones were put in.
  var righted: [String] = []
  /// The names of the exercise that the cell changes.
  var changed: [String] = []

  /// How many things are right.
  var rightCount: Int { verdicts.count { $0.verdict.isRight } }

  /// The share of its points a question is worth; nil where each verdict counts alike.
  var share: Double?

  /// Whether the cell passed a limit: it is not run again.
  var passedLimit = false

  /// Whether the cell hangs, or was not answered.
  var hasFailed: Bool {
    passedLimit || verdicts.isEmpty
      || verdicts.allSatisfy { if case .open = $0.verdict { true } else { false } }
  }

  /// Takes back what was right on the inputs shown alone.
  mutating func confirm(by other: Judgement, _ part: Part) {
    guard part.kind == .expression || part.kind == .algorithm else { return }
    for index in verdicts.indices where verdicts[index].verdict.isRight {
      guard let found = other.verdicts.first(where: { $0.name == verdicts[index].name }) else {
        continue
      }
      guard case .wrong(let message) = found.verdict else { continue }
      // What is said of a mistake holds for all inputs; a value that differs only for one draw.
      let isForeseen = part.mistakes.contains { $0.says == message }
      verdicts[index].verdict = .wrong(isForeseen ? message : GradingMessages.constant)
    }
  }

  /// The part's report.
  func report(_ part: Part, _ look: Look) -> PartReport {
    let right = verdicts.count { $0.verdict.isRight }
    let open = verdicts.filter { if case .open = $0.verdict { true } else { false } }.map(\.name)
    let isRight = right == verdicts.count && !verdicts.isEmpty && error == nil
    let share = self.share ?? (verdicts.isEmpty ? 0 : Double(right) / Double(verdicts.count))
    let earned = PartReport.earned(share, of: part.points, isRight: isRight)
    let state: PartReport.State
    if isRight {
      state = .right
    } else if open.count == verdicts.count, error == nil {
      state = .open
    } else {
      state = earned > 0 ? .partly : .wrong
    }
    var messages: [StyledText] = []
    func say(_ text: String) {
      let styled = look.wrapped(
        look.typed(text),
        within: look.width - 4,
        hanging: "  "
      )
      if !messages.contains(styled) { messages.append(styled) }
    }
    if let error { messages.append(error) }
    let isOfSeveral = Set(verdicts.map(\.name)).count > 1
    var said: [(message: String, names: [String])] = []
    for (name, verdict) in verdicts {
      guard case .wrong(let message?) = verdict else { continue }
      if let index = said.firstIndex(where: { $0.message == message }) {
        said[index].names.append(name)
      } else {
        said.append((message, [name]))
      }
    }
    for (message, names) in said {
      let isNamed = !isOfSeveral || names.contains { message.hasPrefix($0) }
      say(isNamed ? message : "\(names.joined(separator: ", ")): \(message)")
    }
    if !isRight, !changed.isEmpty { say(GradingMessages.changes(changed)) }
    if !open.isEmpty, state != .open { say(GradingMessages.stillOpen(open)) }
    if !followed.isEmpty { say(GradingMessages.judgedWith(followed)) }
    if !righted.isEmpty { say(GradingMessages.judgedWithRight(righted)) }
    return PartReport(
      name: part.name,
      earned: earned,
      points: part.points,
      state: state,
      messages: messages,
      followsThrough: !followed.isEmpty || !righted.isEmpty
    )
  }
}
