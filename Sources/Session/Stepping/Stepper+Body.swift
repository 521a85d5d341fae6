import Diagnostics
import Interpreter
import Notation
import Rendering
import Tensors

extension Stepper {
  /// The step that is current, as lines: formula, numbers, result, remarks, citation.
  var body: StyledText {
    if showsHelp { return helpPage }
    switch cursor.place {
    case .heading(let run): return heading(of: run)
    case .done(let record): return summary(of: record)
    case .station(let station):
      guard stations[station] >= 0, step != nil else {
        return look.answer(runs[run(of: cursor.place)].outcome, interpreter)
      }
      return stepLines.broken(to: look.width)
    }
  }

  // MARK: A step

  private var stepLines: StyledText {
    var styled = StyledText()
    guard let step, let statement = steps.first else { return styled }
    if !cursor.path.isEmpty {
      styled.append(context(of: statement))
      styled.append("")
    }
    if isHidden {
      styled.append(hidden(step))
    } else {
      styled.append(look.text(of: step, interpreter))
    }
    guard cursor.path.isEmpty else { return styled }
    for citation in citations {
      styled.append(
        look.wrapped(look.typed("(\(citation))"), style: .remark, within: look.width, hanging: " ")
      )
    }
    return styled
  }

  /// The decks and slides of the algorithm that a step belongs to.
  private var citations: [String] {
    var next = record(of: cursor.place)
    while interpreter.log.holdsStep(next) {
      let record = interpreter.log.step(next)
      if record.kind == .algorithmCall {
        return record.label.flatMap { interpreter.algorithm(named: $0)?.citations } ?? []
      }
      next = record.parent
    }
    return []
  }

  /// The statement's formula with the part marked that is being computed.
  private func context(of statement: Step) -> StyledText {
    var span: SourceSpan?
    for part in steps.dropFirst() {
      if case .node(let node, _) = part.origin, interpreter.log.holds(node) {
        // An operation of a function that was called stands in the function's text.
        if case .node(_, let record) = part.origin, record == recordIndex(of: statement) {
          span = interpreter.log[node].span
        }
      }
    }
    if let labels = look.chainLabels(siblings), let step,
      let position = siblings.firstIndex(where: { $0.label == step.label })
    {
      return chain(labels, marking: position, of: statement)
    }
    return look.formula(of: statement, marking: span)
  }

  private func recordIndex(of step: Step) -> Int32 {
    if case .record(let record) = step.origin { return record }
    return -1
  }

  /// `dz/dw = dz/dy · dy/dx · dx/dw` with the link marked that is being computed.
  private func chain(_ labels: [String], marking position: Int, of statement: Step) -> StyledText {
    let sign = look.typography == .unicode ? " · " : " * "
    let head = statement.written.map { look.formula($0) + " = " } ?? ""
    let before = head + labels[..<position].map { $0 + sign }.joined()
    let range = before.count..<before.count + labels[position].count
    return look.marked(head + labels.joined(separator: sign), range, hanging: head.count)
  }

  /// A step whose value is to be predicted: all but what would give it away.
  private func hidden(_ step: Step) -> StyledText {
    var open = step
    open.value = nil
    open.form = nil
    open.total = nil
    if step.numbers?.isLiteral == true || step.kind == .link { open.numbers = nil }
    var styled = StyledText()
    switch step.kind {
    case .statement, .block, .turn:
      styled.append(look.lines(of: open, showsWritten: true))
      let indentation = step.target.map { DisplayWidth.of(look.formula($0)) } ?? 0
      styled.append(
        String(repeating: " ", count: min(indentation, look.width / 2)) + " = ?",
        .result
      )
    case .operation, .link:
      if step.kind == .operation, let label = step.label {
        styled.append(look.typed(label), .remark)
      }
      let name = step.kind == .link ? step.target.map { look.formula($0) } ?? step.label : nil
      if let name { styled.append(look.typed(name), .formula) }
      for formula in [open.resolved, open.numbers] {
        guard let text = formula.map({ look.formula($0) }) else { continue }
        styled.append(look.marked(styled.isEmpty ? text : "  = " + text, nil, hanging: 4))
      }
      styled.append("  = ?", .result)
    }
    styled.append(
      look.wrapped(
        "What will it be? A number, a matrix or any expression; Enter shows it, Ctrl-C leaves.",
        style: .remark,
        within: look.width
      )
    )
    return styled
  }

  // MARK: Headings

  private func heading(of run: Int) -> StyledText {
    let outcome = runs[run].outcome
    var styled = StyledText()
    if let step = interpreter.step(at: record(of: .heading(run: run))) {
      styled.append(look.lines(of: step))
    } else {
      styled.append(look.typed(statementText(outcome)), .heading)
    }
    if isCut, run == 0 {
      styled.append(
        look.wrapped(
          "The run was long: its first steps are no longer kept.",
          style: .remark,
          within: look.width
        )
      )
    }
    let count = runs[run].stations.count
    guard count > 0 else {
      if !isPredicting { styled.append(look.answer(outcome, interpreter)) }
      return styled
    }
    styled.append("")
    styled.append(look.wrapped(agenda(of: run), within: look.width))
    return styled
  }

  /// How many steps there are and what they assign.
  private func agenda(of run: Int) -> String {
    let stations = runs[run].stations
    let count = stations.count == 1 ? "1 step" : "\(stations.count) steps"
    var names: [String] = []
    var seen: Set<VariableKey> = []
    for station in stations.prefix(200) {
      for key in interpreter.log.keys(assignedBy: self.stations[station])
      where seen.insert(key).inserted {
        names.append(look.printer.text(key.reference))
      }
    }
    if stations.count > 200 { names.append(look.typography == .unicode ? "…" : "...") }
    return names.isEmpty ? "\(count)." : "\(count): \(names.joined(separator: ", "))"
  }

  /// The first line of a statement.
  func statementText(_ outcome: StatementOutcome) -> String {
    let text = look.printer.text(outcome.site.statement).prefix { $0 != "{" && $0 != "\n" }
    return text.last == " " ? String(text.dropLast()) : String(text)
  }

  /// What a call, a loop or a turn has assigned, once it is over.
  private func summary(of record: Int32) -> StyledText {
    var styled = StyledText()
    if let step = interpreter.step(at: record) {
      styled.append((step.label.map(look.typed) ?? "") + " is done:", .heading)
    }
    let log = interpreter.log
    var seen: Set<VariableKey> = []
    var last: [Int32] = []
    // The newest version of each name; of a long run the last steps show them all.
    for station in stations(in: record).suffix(2000).reversed() where stations[station] >= 0 {
      // An algorithm's own names are gone behind it.
      if log.step(stations[station]).isOwn, log.step(record).kind == .algorithmCall { continue }
      let keys = log.keys(assignedBy: stations[station])
      if keys.count == 1, seen.insert(keys[0]).inserted, last.count < 40 {
        last.append(stations[station])
      }
    }
    for index in last.reversed() {
      let step = log.step(index)
      guard log.holds(step.result), step.key >= 0 else { continue }
      let head = look.printer.text(log.keys[Int(step.key)].reference) + " = "
      styled.append(look.block(.tensor(log[step.result].value), head: head))
    }
    if last.isEmpty { styled.append("Nothing was assigned.", .remark) }
    return styled
  }

  private var helpPage: StyledText {
    var styled = StyledText("Keys of the stepper; any key goes back:", .heading)
    let width = StepperKey.page.map(\.keys.count).max() ?? 0
    for (keys, says) in StepperKey.page {
      if look.width < 56 {
        styled.append("  " + keys, .plain)
        styled.append(look.wrapped(says, within: look.width - 6), indented: 6)
      } else {
        let blank = String(repeating: " ", count: width - keys.count + 2)
        styled.append("  " + keys + blank + says, .plain)
      }
    }
    return styled
  }
}
