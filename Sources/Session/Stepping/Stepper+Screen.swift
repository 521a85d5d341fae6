import Diagnostics
import Interpreter
import Notation
package import Rendering

extension Stepper {
  /// What to show on a screen: exactly so many rows, none wider than the columns.
  ///
  /// Above where one is, then the step, below it the watched values and the last answer, in the
  /// last row the keys. What has no room is cut, and says so.
  package func screen(rows: Int, columns: Int) -> StyledText {
    var fitted = self
    fitted.look.width = max(1, columns)
    return fitted.fittedScreen(rows: max(1, rows), columns: max(1, columns))
  }

  /// The same for a terminal that is not redrawn: where one is, the step, the answers.
  package func passage() -> StyledText {
    var styled = StyledText()
    styled.append(line: header(columns: look.width))
    styled.append(body)
    styled.append(panel)
    return styled
  }

  /// What is new since the last line was typed: the answer alone, where the step is the same.
  package func reply(since before: Stepper) -> StyledText {
    let isSame =
      cursor == before.cursor && isHidden == before.isHidden && showsHelp == before.showsHelp
    return isSame ? panel : passage()
  }

  private func fittedScreen(rows: Int, columns: Int) -> StyledText {
    var top = StyledText()
    var bottom = StyledText()
    if rows > 2 { top.append(line: header(columns: columns)) }
    if rows > 9 { top.append(rule(columns), .remark) }
    if rows > 3 { bottom.append(line: legend(columns: columns)) }
    let room = max(1, rows - top.lines.count - bottom.lines.count)
    let body = body
    let panel = showsHelp ? StyledText() : panel
    // The step comes first; at most two fifths are the answers' where both want more.
    let forPanel = min(panel.lines.count, max(room - body.lines.count, room * 2 / 5))
    var middle = part(of: body, from: min(scroll, max(0, body.lines.count - 1)), room - forPanel)
    while middle.lines.count < room - forPanel { middle.append("") }
    middle.append(part(of: panel, from: 0, forPanel, scrolls: false))
    top.append(middle)
    top.append(bottom)
    return top.first(rows).cut(to: columns, ellipsis: ellipsis)
  }

  /// The watched values and the last answer.
  private var panel: StyledText {
    var styled = StyledText()
    if !watched.isEmpty {
      styled.append("Watched:", .remark)
      var inner = self
      inner.look.width = max(1, look.width - 2)
      for note in watched { styled.append(inner.lines(of: note), indented: 2) }
    }
    if let message { styled.append(lines(of: message)) }
    return styled
  }

  /// Lines from one on that fit; where more follow, the last one says so.
  private func part(
    of text: StyledText,
    from start: Int,
    _ rows: Int,
    scrolls: Bool = true
  ) -> StyledText {
    let rest = text.from(start)
    guard rest.lines.count > rows, rows > 0 else { return rest.first(rows) }
    if rows == 1 { return rest.first(1) }
    var styled = rest.first(rows - 1)
    let left = rest.lines.count - rows + 1
    styled.append(
      "\(ellipsis) \(left) more line\(left == 1 ? "" : "s")\(scrolls ? ": PgDn" : "")",
      .remark
    )
    return styled
  }

  private var ellipsis: String { look.typography == .unicode ? "…" : "..." }

  private func rule(_ columns: Int) -> String {
    String(repeating: look.typography == .unicode ? "─" : "-", count: columns)
  }

  // MARK: Where one is

  private func header(columns: Int) -> [StyledRun] {
    let place = position
    let arrow = look.typography == .unicode ? " › " : " > "
    var crumbs = crumbs
    let room = max(8, columns - DisplayWidth.of(place) - 2)
    var text = crumbs.joined(separator: arrow)
    // The innermost say most: what does not fit goes at the front.
    while DisplayWidth.of(text) > room, crumbs.count > 1 {
      crumbs.removeFirst()
      text = ellipsis + arrow + crumbs.joined(separator: arrow)
    }
    let gap = columns - DisplayWidth.of(text) - DisplayWidth.of(place)
    guard gap >= 2 else { return [StyledRun(text: text, style: .heading)] }
    return [
      StyledRun(text: text, style: .heading),
      StyledRun(text: String(repeating: " ", count: gap) + place, style: .remark),
    ]
  }

  /// `step 3 of 8`, `step 3 of 8, part 2 of 9`.
  private var position: String {
    switch cursor.place {
    case .heading(let run):
      let count = runs[run].stations.count
      return count == 0 ? "" : count == 1 ? "1 step" : "\(count) steps"
    case .done: return "done"
    case .station(let station):
      let step = "step \(station + 1) of \(stations.count)"
      guard let part = cursor.path.last else { return step }
      let parts = "part \(part + 1) of \(siblings.count)"
      return stations.count == 1 ? parts : "\(step), \(parts)"
    }
  }

  /// From the statement that was typed down to the current part.
  private var crumbs: [String] {
    var crumbs: [String] = []
    let place = cursor.place
    let log = interpreter.log
    var next = record(of: place)
    if case .station = place, next >= 0 { next = log.step(next).parent }
    let root = runs[run(of: place)].records.lowerBound
    while next >= root, log.holdsStep(next) {
      let record = log.step(next)
      if !record.isConditional || record.parent < root, !isNamedByItsTurns(next, below: crumbs) {
        let label = interpreter.step(at: next)?.label ?? ""
        if !label.isEmpty { crumbs.append(look.typed(label)) }
      }
      next = record.parent
    }
    crumbs.reverse()
    if case .station(let station) = place {
      guard stations[station] >= 0 else { return ["definition"] }
      for (depth, step) in steps.enumerated() { crumbs.append(name(of: step, depth)) }
    }
    if case .heading(let run) = place, crumbs.isEmpty {
      crumbs = [look.typed(statementText(runs[run].outcome))]
    }
    return crumbs
  }

  /// Whether a loop's turn, `l = 2`, already says where in it one is.
  private func isNamedByItsTurns(_ index: Int32, below crumbs: [String]) -> Bool {
    let record = interpreter.log.step(index)
    guard record.kind == .compound, case .forLoop = record.site.statement.kind else { return false }
    return !crumbs.isEmpty && record.parent >= 0
  }

  /// What a step is called among the places where one is.
  private func name(of step: Step, _ depth: Int) -> String {
    let sign = step.isUpdate ? (look.typography == .unicode ? "←" : ":=") : "="
    if let target = step.target {
      return look.formula(target) + " \(sign) " + ellipsis
    }
    if depth > 0, let label = step.label { return look.typed(label) }
    let text = (step.resolved ?? step.written).map { look.formula($0) } ?? ""
    guard DisplayWidth.of(text) > 28 else { return text }
    var kept = ""
    for character in text where DisplayWidth.of(kept) + DisplayWidth.of(character) < 26 {
      kept.append(character)
    }
    return kept + ellipsis
  }

  /// The keys, as many as fit; those for help and for leaving always stay.
  private func legend(columns: Int) -> [StyledRun] {
    if showsHelp { return [StyledRun(text: "any key goes back", style: .remark)] }
    let separator = "  "
    var items = StepperKey.legend
    while items.count > 2, DisplayWidth.of(items.joined(separator: separator)) > columns {
      items.remove(at: items.count - 3)
    }
    return [StyledRun(text: items.joined(separator: separator), style: .remark)]
  }
}
