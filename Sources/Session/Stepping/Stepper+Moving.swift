import Diagnostics
import Interpreter
import Notation
import Rendering

extension Stepper {
  /// What the stepper is to do first: show its screen, or ask for the first value.
  package mutating func begin() -> StepperEffect { arrive(asksFirst: true) }

  /// Answers a key.
  package mutating func press(_ key: StepperKey) -> StepperEffect {
    message = nil
    if showsHelp {
      showsHelp = false
      if key != .quit { return .redraw }
    }
    // A value that was asked for and not predicted is shown from now on.
    if let asked, key != .help, key != .print, key != .watch {
      revealed.insert(asked)
      self.asked = nil
    }
    switch key {
    case .next: return goOn()
    case .back: return goBack()
    case .into: return goInto()
    case .out: return goOut()
    case .first: return go(to: Cursor(place: firstPlace(of: 0)))
    case .last: return go(to: Cursor(place: lastPlace))
    case .until: return .ask(prompt: "until ", .until)
    case .print: return .ask(prompt: "print ", .print)
    case .watch: return .ask(prompt: "watch ", .watch)
    case .help:
      showsHelp = true
      scroll = 0
    case .pageDown: scroll = min(scroll + 8, max(0, body.lines.count - 1))
    case .pageUp: scroll = max(0, scroll - 8)
    case .quit: return .leave
    case .other(let character): say("There is no key \(character): ? lists the keys.")
    }
    return .redraw
  }

  /// Answers a line that was typed where there are no single keys: `n`, `u W[1]`, `p 2W[1]`.
  package mutating func answer(line: String) -> StepperEffect {
    // A line is never swallowed by closing the list of keys.
    showsHelp = false
    let line = line.drop { $0.isWhitespace }
    let words = line.split(maxSplits: 1) { $0.isWhitespace }
    guard let word = words.first, let letter = word.first else { return press(.next) }
    if let key = Self.words[word.lowercased()] { return press(key) }
    guard word.count == 1 else {
      message = nil
      say("There is no key \(word): ? lists the keys.")
      return .redraw
    }
    let effect = press(StepperKey(letter))
    if case .ask(_, let purpose) = effect, purpose != .prediction, words.count > 1 {
      return answer(String(words[1]), for: purpose)
    }
    return effect
  }

  private static let words: [String: StepperKey] = [
    "next": .next, "into": .into, "out": .out, "back": .back, "help": .help, "quit": .quit,
    "home": .first, "first": .first, "end": .last, "last": .last, "exit": .quit, ":quit": .quit,
    "up": .back, "down": .next, "left": .out, "right": .into,
  ]

  /// Says a sentence about the last key.
  mutating func say(_ sentence: String) {
    message = .sentence(sentence, .remark)
  }

  // MARK: Movements

  private mutating func goOn() -> StepperEffect {
    guard let next = following(cursor) else {
      say(
        walksParts || !hasParts
          ? "This was the last step: q leaves, b goes back."
          : "This was the last step: q leaves, b goes back, i looks into it."
      )
      return .redraw
    }
    trail.append((cursor, next))
    if trail.count > 10_000 { trail.removeFirst(5_000) }
    cursor = next
    return arrive(asksFirst: true)
  }

  private mutating func goBack() -> StepperEffect {
    if let last = trail.last, last.to == cursor {
      trail.removeLast()
      cursor = last.from
      return arrive(asksFirst: false)
    }
    guard let previous = preceding(cursor) else {
      say("This is the first step.")
      return .redraw
    }
    return go(to: previous)
  }

  private mutating func goInto() -> StepperEffect {
    switch cursor.place {
    case .heading(let run):
      guard !runs[run].stations.isEmpty else {
        say("There is nothing to look into.")
        return .redraw
      }
      return goOn()
    case .done(let record):
      guard let first = stations(in: record).first else {
        say("There is nothing to look into.")
        return .redraw
      }
      cursor = Cursor(place: .station(first))
    case .station:
      guard hasParts else {
        say("There is nothing to look into: this is done in one go.")
        return .redraw
      }
      let old = cursor
      cursor.path.append(0)
      trail.append((old, cursor))
    }
    return arrive(asksFirst: true)
  }

  private mutating func goOut() -> StepperEffect {
    if !cursor.path.isEmpty {
      cursor.path.removeLast()
      return arrive(asksFirst: false)
    }
    guard let outer = container(around: record(of: cursor.place)) else {
      say("This is the outermost level: q leaves.")
      return .redraw
    }
    return go(to: Cursor(place: .done(outer)))
  }

  /// Goes somewhere without asking for a value.
  mutating func go(to target: Cursor) -> StepperEffect {
    cursor = target
    return arrive(asksFirst: false)
  }

  /// Works out the place come to, and asks for its value where predictions are wanted.
  private mutating func arrive(asksFirst: Bool) -> StepperEffect {
    asked = nil
    settle()
    guard isPredicting else { return .redraw }
    if asksFirst, !revealed.contains(cursor), canPredict {
      asked = cursor
      settle()
      return .ask(prompt: predictionPrompt, .prediction)
    }
    revealed.insert(cursor)
    return .redraw
  }

  // MARK: The order of the places

  /// Whether the current step has parts.
  var hasParts: Bool { step.map { !parts(of: $0).isEmpty } ?? false }

  /// Where the last step is.
  private var lastPlace: Place {
    let run = runs.count - 1
    return runs[run].stations.isEmpty ? .heading(run: run) : .station(stations.count - 1)
  }

  /// The place that `next` goes to; nil behind the last one.
  private func following(_ cursor: Cursor) -> Cursor? {
    if !cursor.path.isEmpty { return followingPart(cursor) }
    switch cursor.place {
    case .heading(let run):
      if let first = runs[run].stations.first { return Cursor(place: .station(first)) }
      return run + 1 < runs.count ? Cursor(place: firstPlace(of: run + 1)) : nil
    case .station(let station):
      if walksParts, hasParts { return Cursor(place: cursor.place, path: [0]) }
      return behind(station + 1, run: run(of: cursor.place))
    case .done(let record):
      return behind(stations(in: record).upperBound, run: run(of: cursor.place))
    }
  }

  /// The place of a station, or the heading before it, where it belongs to a later statement.
  private func behind(_ station: Int, run: Int) -> Cursor? {
    if station < runs[run].stations.upperBound { return Cursor(place: .station(station)) }
    return run + 1 < runs.count ? Cursor(place: firstPlace(of: run + 1)) : nil
  }

  /// The next part; behind the last one, what follows the step that they are the parts of.
  private func followingPart(_ cursor: Cursor) -> Cursor? {
    var path = cursor.path
    var level = steps.count - 2
    while let position = path.popLast(), level >= 0 {
      if position + 1 < parts(of: steps[level]).count {
        return Cursor(place: cursor.place, path: path + [position + 1])
      }
      level -= 1
    }
    guard case .station(let station) = cursor.place else { return nil }
    return behind(station + 1, run: run(of: cursor.place))
  }

  private func preceding(_ cursor: Cursor) -> Cursor? {
    var path = cursor.path
    if let position = path.popLast() {
      return Cursor(place: cursor.place, path: position == 0 ? path : path + [position - 1])
    }
    let run = run(of: cursor.place)
    switch cursor.place {
    case .heading: break
    case .station(let station):
      if station > runs[run].stations.lowerBound { return Cursor(place: .station(station - 1)) }
      if runs[run].isCompound { return Cursor(place: .heading(run: run)) }
    case .done(let record):
      let inside = stations(in: record)
      if let last = inside.last { return Cursor(place: .station(last)) }
    }
    guard run > 0 else { return nil }
    let before = runs[run - 1].stations
    return Cursor(
      place: before.isEmpty ? .heading(run: run - 1) : .station(before.upperBound - 1)
    )
  }

  // MARK: Containers

  /// The call, loop or turn around a step; conditions are passed over.
  func container(around record: Int32) -> Int32? {
    guard record >= 0, interpreter.log.holdsStep(record) else { return nil }
    var parent = interpreter.log.step(record).parent
    let root = runs[run(of: .done(record))].records.lowerBound
    while parent >= root, interpreter.log.holdsStep(parent) {
      let step = interpreter.log.step(parent)
      if step.kind != .simple, !step.isConditional { return parent }
      parent = step.parent
    }
    return nil
  }

  /// The stations within a call, a loop or a turn.
  func stations(in record: Int32) -> Range<Int> {
    let all = runs[run(of: .done(record))].stations
    let nodes = interpreter.log.step(record).nodes
    func first(where isBehind: (Int32) -> Bool) -> Int {
      var (low, high) = (all.lowerBound, all.upperBound)
      while low < high {
        let middle = (low + high) / 2
        if isBehind(stations[middle]) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let start = first { $0 > record }
    let end = first {
      $0 > record && self.interpreter.log.step($0).nodes.lowerBound >= nodes.upperBound
    }
    return start..<max(start, end)
  }
}

extension StepRecord {
  /// Whether it is a condition, whose block is no place of its own.
  var isConditional: Bool {
    if case .conditional = site.statement.kind { return kind == .compound }
    return false
  }
}
