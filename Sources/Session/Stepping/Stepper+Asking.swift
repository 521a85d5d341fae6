import Diagnostics
import Interpreter
import Notation
import Rendering
import Tensors

extension Stepper {
  /// Answers a line that was asked for; an empty one asks for nothing.
  package mutating func answer(_ text: String, for purpose: StepperPurpose) -> StepperEffect {
    message = nil
    let text = String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    switch purpose {
    case .prediction: return predict(text)
    case .until where !text.isEmpty: return goOn(until: text)
    case .print where !text.isEmpty: message = printed(text)
    case .watch where !text.isEmpty: toggle(watch: text)
    case .watch where !watches.isEmpty:
      let list = watches.joined(separator: ", ")
      say("Watched: \(list). w and the same again: watched no more.")
    case .until, .print, .watch: break
    }
    // The value that a prediction waits for is asked for again.
    if isHidden { return .ask(prompt: predictionPrompt, .prediction) }
    return .redraw
  }

  /// The line that was asked for was not given: Ctrl-C was pressed.
  package mutating func cancelAnswer() -> StepperEffect { .leave }

  // MARK: Reading names

  /// What names stand for where the stepper is; before the value is shown, before it is made.
  mutating func environment(isDone: Bool? = nil) -> Environment {
    let isDone = isDone ?? (!isHidden && cursor.path.isEmpty)
    return history.environment(at: moment(isDone: isDone), interpreter)
  }

  private func moment(isDone: Bool) -> RunHistory.Moment {
    let log = interpreter.log
    let record = record(of: cursor.place)
    switch cursor.place {
    case .station where record >= 0:
      let nodes = log.step(record).nodes
      return RunHistory.Moment(
        record: record,
        limit: isDone ? nodes.upperBound : nodes.lowerBound
      )
    case .done:
      let step = log.step(record)
      return RunHistory.Moment(record: step.parent, limit: step.nodes.upperBound)
    case .heading where record >= 0:
      return RunHistory.Moment(record: -1, limit: log.step(record).nodes.lowerBound)
    case .heading where isCut:
      return RunHistory.Moment(record: -1, limit: log.base)
    case .heading, .station:
      // A definition: what comes next has not run.
      let next = runs[run(of: cursor.place)].records.upperBound
      let limit = log.holdsStep(next) ? log.step(next).nodes.lowerBound : log.end
      return RunHistory.Moment(record: -1, limit: limit)
    }
  }

  /// The value of an expression here.
  private mutating func value(
    _ text: String,
    isDone: Bool? = nil,
    keepsLog: Bool = true
  ) throws(Diagnostic) -> (Expression, Value) {
    let source = SourceText(text, name: "the stepper")
    let expression = try Program(parsing: source, dialect: interpreter.dialect)
      .soleExpression(source)
    let found = try interpreter.value(
      of: expression,
      in: source,
      viewing: environment(isDone: isDone),
      keepsLog: keepsLog
    )
    guard let found else {
      throw Diagnostic(
        .usage,
        "\(text) has no value.",
        suggestions: ["Type a name or an expression."],
        span: expression.span,
        source: source
      )
    }
    return (expression, found)
  }

  private mutating func printed(_ text: String) -> Note {
    do {
      let (expression, value) = try value(text)
      return .value(expression, value)
    } catch {
      return .failure(error)
    }
  }

  /// The value that a prediction comes to, before the step that is asked for.
  mutating func predictedValue(_ text: String) throws(Diagnostic) -> Value {
    try value(text, isDone: false).1
  }

  // MARK: Watching

  private mutating func toggle(watch text: String) {
    if let position = watches.firstIndex(of: text) {
      watches.remove(at: position)
      say("\(text) is watched no more.")
    } else if watches.count >= 16 {
      say("16 values are watched: w and one of them again makes room.")
    } else {
      do {
        let source = SourceText(text, name: "the stepper")
        _ = try Program(parsing: source, dialect: interpreter.dialect).soleExpression(source)
        watches.append(text)
      } catch {
        message = .failure(error)
      }
    }
    settle()
  }

  /// A watched value as it is here; names without one say so.
  mutating func shown(watch text: String) -> Note {
    // Derivatives need the log, which is too long to be copied for each key where a run was long.
    let keepsLog = interpreter.log.end - interpreter.log.base < 20_000
    do {
      let (expression, value) = try value(text, keepsLog: keepsLog)
      return .value(expression, value)
    } catch {
      return .sentence("\(text) has no value here", .remark)
    }
  }

  // MARK: Until

  private mutating func goOn(until text: String) -> StepperEffect {
    let wanted: VariableKey
    let hasLayer: Bool
    do {
      (wanted, hasLayer) = try key(text)
    } catch {
      message = .failure(error)
      return .redraw
    }
    let log = interpreter.log
    func isWanted(_ station: Int) -> Bool {
      guard stations[station] >= 0 else { return false }
      return log.keys(assignedBy: stations[station]).contains {
        hasLayer ? $0 == wanted : $0.name == wanted.name
      }
    }
    let start = firstStationBehind
    if start < stations.count, let found = (start..<stations.count).first(where: isWanted) {
      return go(to: Cursor(place: .station(found)))
    }
    let name = look.typed(text)
    if let earlier = (0..<min(start, stations.count)).last(where: isWanted) {
      say("\(name) is not assigned after this step; it was at step \(earlier + 1).")
      return .redraw
    }
    var names: [String] = []
    var seen: Set<VariableKey> = []
    for station in stations where station >= 0 {
      for key in log.keys(assignedBy: station) where seen.insert(key).inserted {
        names.append(look.printer.text(key.reference))
      }
    }
    let near = nearest(to: text, in: names)
    let list = names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
    message = .failure(
      Diagnostic(
        .name,
        "\(text) is not assigned in this run.",
        suggestions: near.map { ["Did you mean \($0)?"] }
          ?? (names.isEmpty ? ["No name is."] : ["These are: \(list)."])
      )
    )
    return .redraw
  }

  /// The first station that has not been reached.
  private var firstStationBehind: Int {
    switch cursor.place {
    case .station(let station): station + 1
    case .heading(let run): runs[run].stations.lowerBound
    case .done(let record): stations(in: record).upperBound
    }
  }

  /// The variable that a name means here: `W[l]` in the turn l = 2 is `W[2]`.
  private mutating func key(_ text: String) throws(Diagnostic) -> (VariableKey, Bool) {
    let source = SourceText(text, name: "the stepper")
    let expression = try Program(parsing: source, dialect: interpreter.dialect)
      .soleExpression(source)
    switch expression.kind {
    case .reference(let reference):
      guard let layer = reference.layer else {
        return (VariableKey(reference.identifier), false)
      }
      let value = try interpreter.value(
        of: layer,
        in: source,
        viewing: environment(),
        keepsLog: false
      )
      guard let number = value?.tensor?.single, let layer = Int(exactly: number) else { break }
      return (VariableKey(reference.identifier, layer: layer), true)
    case .derivative(let sign, let numerator, let denominator):
      let printer = Printer(.unicode)
      let text = printer.text(
        Expression(.derivative(sign, of: numerator, by: denominator), span: expression.span)
      )
      return (VariableKey(text), true)
    default: break
    }
    throw Diagnostic(
      .usage,
      "A name is needed here.",
      suggestions: ["Type u W[1], or u z."],
      span: expression.span,
      source: source
    )
  }
}

extension Log {
  /// The variables that a step assigned.
  func keys(assignedBy index: Int32) -> [VariableKey] {
    let record = step(index)
    if record.key >= 0 { return [keys[Int(record.key)]] }
    guard case .assignment(.list, _, _) = record.site.statement.kind else { return [] }
    return record.nodes.compactMap { id in
      guard holds(id), self[id].key >= 0 else { return nil }
      switch self[id].action {
      case .define, .update: return keys[Int(self[id].key)]
      default: return nil
      }
    }
  }
}
