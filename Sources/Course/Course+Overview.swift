package import Diagnostics
import Notebooks
package import Rendering

extension Course {
  /// The first lesson or exercise that is not done; nil where all are.
  package func next(_ kind: Kind, _ progress: Progress) -> String? {
    names(of: kind).first { !isDone(kind, $0, progress) }
  }

  private func isDone(_ kind: Kind, _ name: String, _ progress: Progress) -> Bool {
    switch kind {
    case .lesson: return progress.lessons[name]?.isDone ?? false
    case .exercise, .solution:
      guard let points = progress.exercises[name] else { return false }
      return points.earned >= Double(points.of)
    }
  }

  /// What there is of a kind, with how far each is.
  package func list(_ kind: Kind, _ progress: Progress, _ look: Look) -> StyledText {
    let names = names(of: kind)
    guard !names.isEmpty else { return StyledText("The course has no \(kind.folder).", .remark) }
    let width = names.map(\.count).max() ?? 0
    var styled = StyledText()
    for name in names {
      let space = String(repeating: " ", count: width - name.count + 2)
      let title = (try? text(of: kind, name)).flatMap { Self.title($0, name) } ?? ""
      let state = state(kind, name, progress)
      let line = "\(name)\(space)\(title)" + (state.isEmpty ? "" : " (\(state))")
      styled.append(
        look.wrapped(look.typed(line), within: look.width, hanging: "    ").withSpaces(line, look)
      )
    }
    return styled
  }

  private static func title(_ text: String, _ name: String) -> String? {
    for line in text.split(separator: "\n").prefix(40) where line.hasPrefix("title:") {
      return String(line.dropFirst(6)).trimmed.filter { $0 != "\"" }
    }
    return nil
  }

  private func state(_ kind: Kind, _ name: String, _ progress: Progress) -> String {
    switch kind {
    case .lesson:
      guard let lesson = progress.lessons[name] else { return "" }
      if !lesson.isDone { return "begun" }
      return lesson.tasks == 0 ? "done" : "done, \(lesson.right) of \(lesson.tasks) right"
    case .exercise, .solution:
      guard let points = progress.exercises[name] else { return "" }
      return "\(Report.number(points.earned)) of \(Report.count(points.of, "point"))"
    }
  }

  /// Lessons and exercises, how far each is, and what comes next.
  package func overview(_ progress: Progress, _ look: Look) -> StyledText {
    var styled = StyledText("Lessons", .heading)
    styled.append(list(.lesson, progress, look), indented: 2)
    styled.append("Exercises", .heading)
    styled.append(list(.exercise, progress, look), indented: 2)
    var next: [String] = []
    if let lesson = self.next(.lesson, progress) { next.append("gradus lesson \(lesson)") }
    if let exercise = self.next(.exercise, progress) { next.append("gradus exercise \(exercise)") }
    let text = next.isEmpty ? "All is done." : "Next: \(next.joined(separator: ", or "))."
    styled.append(look.wrapped(text, style: .remark, within: look.width, hanging: "  "))
    return styled
  }

  /// What to say at the end of a lesson of what comes next.
  func whatFollows(_ lesson: String) -> [String] {
    var lines: [String] = []
    if path(of: .exercise, lesson) != nil {
      lines.append("Its exercise: gradus exercise \(lesson).")
    }
    if let index = names(of: .lesson).firstIndex(of: lesson), index + 1 < names(of: .lesson).count {
      lines.append("The next lesson: gradus lesson \(names(of: .lesson)[index + 1]).")
    }
    return lines
  }

  /// Keeps the points of a report; never fewer than were earned before.
  package func keep(_ report: Report, in store: ProgressStore) -> String? {
    guard report.failure == nil, report.isBegun else { return nil }
    return store.update { progress in
      let before = progress.exercises[report.exercise]?.earned ?? 0
      progress.exercises[report.exercise] = Progress.Points(
        earned: min(max(before, report.earned), Double(report.points)),
        of: report.points
      )
    }
  }

  /// Whether a learner's file of an exercise holds any answer.
  package func isBegun(_ name: String, _ text: String) throws(Diagnostic) -> Bool {
    if (try? pristine(name)) == text { return false }
    return try grader(name, file: name, look: Look()).grade(text).isBegun
  }

  /// The text of an exercise, for reading: the learner's own where it is begun.
  package func exerciseText(_ name: String, _ look: Look) throws(Diagnostic) -> StyledText {
    let path = try workingFile(name)
    let text =
      if let own = FileStore.text(at: path) { own } else { try self.text(of: .exercise, name) }
    return Self.shown(text, look)
  }

  /// The text of a solution, for reading.
  package func solutionText(_ name: String, _ look: Look) throws(Diagnostic) -> StyledText {
    Self.shown(try text(of: .solution, name), look)
  }

  /// A file as it is read: prose set for the terminal, cells and questions with their fences.
  private static func shown(_ text: String, _ look: Look) -> StyledText {
    var lines = text.replacing("\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)[...]
    if lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") {
      lines = lines[(end + 1)...]
    }
    let body = lines.joined(separator: "\n")
    var questions: [String: Question] = [:]
    if let notebook = try? Notebook(parsing: text, name: "exercise") {
      for question in notebook.questions { questions[question.name] = question }
    }
    var styled = StyledText()
    var next = 0
    func appendProse(_ prose: ArraySlice<Substring>) {
      let text = look.prose(prose.joined(separator: "\n"))
      if text.isEmpty { return }
      if !styled.isEmpty { styled.append("") }
      styled.append(text)
    }
    let all = body.split(separator: "\n", omittingEmptySubsequences: false)
    for fence in Fence.all(in: body) where fence.role != nil {
      appendProse(all[next..<max(next, fence.fenceLine - 1)])
      let count = fence.text.split(separator: "\n", omittingEmptySubsequences: false).count
      let end = min(all.count, fence.fenceLine + count)
      if !styled.isEmpty { styled.append("") }
      if case .question(let name) = fence.role, let question = questions[name] {
        // What is right stands in the file; here it would be read by accident.
        styled.append(look.question(question))
        let chosen = ChosenLine(fence)?.text ?? "?"
        styled.append(look.typed("  chosen: \(chosen)"), .formula)
      } else {
        for line in all[(fence.fenceLine - 1)..<end] {
          styled.append(look.typed(String(line)), .formula)
        }
      }
      next = end
    }
    appendProse(all[next...])
    return styled
  }
}

extension StyledText {
  /// The text itself where one line is enough, with its columns kept.
  fileprivate func withSpaces(_ line: String, _ look: Look) -> StyledText {
    lines.count == 1 ? StyledText(look.typed(line)) : self
  }
}
