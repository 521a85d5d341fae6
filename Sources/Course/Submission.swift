import Diagnostics
import Notebooks

/// A learner's file, read for grading: its answers by the names of their parts, and what in it is
/// not as the exercise has it.
///
/// Cells that are not to be changed are never taken from it, so a changed one cheats nobody; but
/// whoever worked with other numbers is told why the answers do not fit.
struct Submission: Sendable {
  /// The cells of the parts.
  private(set) var cells: [String: Fence] = [:]
  /// The answers to questions.
  private(set) var chosen: [String: ChosenLine] = [:]
  /// The parts whose cells stand there more than once.
  private(set) var doubled: Set<String> = []
  /// What is not as the exercise has it.
  private(set) var remarks: [Remark] = []

  private let exercise: Exercise

  init(_ text: String, exercise: Exercise) {
    self.exercise = exercise
    let fences = Fence.all(in: normalizedToNFC(text)).filter { $0.role != nil }
    readAnswers(fences)
    compareFixed(fences)
    remarks.sort { ($0.line ?? .max) < ($1.line ?? .max) }
  }

  /// The parts that stand there exactly once.
  private var present: Set<String> = []

  /// Whether a part cannot be judged: it is not there, or twice.
  func isMissing(_ part: String) -> Bool { !present.contains(part) || doubled.contains(part) }

  private var reset: String { "gradus reset \(exercise.name)" }

  /// Finds each part once, by its name.
  private mutating func readAnswers(_ fences: [Fence]) {
    let names = exercise.parts.map(\.name)
    var lines: [String: Int] = [:]
    for fence in fences {
      let name: String
      switch fence.role {
      case .answer(let word), .question(let word): name = word
      case .fixed, nil: continue
      }
      guard let part = exercise.parts.first(where: { $0.name == name }) else {
        let missing = names.filter { name in !fences.contains { $0.isPart(name) } }
        let near = nearest(to: name, in: missing) ?? (missing.count == 1 ? missing[0] : nil)
        let what = name.isEmpty ? "This cell has no part's name." : "There is no part \(name)."
        let advice =
          near.map { "Is it \($0)? Write \($0) behind the fence." }
          ?? "Delete this cell; only the parts of the exercise are graded."
        remarks.append(Remark(line: fence.fenceLine, text: "\(what) \(advice)"))
        continue
      }
      if let first = lines[name] {
        doubled.insert(name)
        cells[name] = nil
        chosen[name] = nil
        remarks.append(
          Remark(
            line: fence.fenceLine,
            text: "\(name) stands here again; it was on line \(first) first. Delete one of them."
          )
        )
        continue
      }
      lines[name] = fence.fenceLine
      present.insert(name)
      if fence.text.split(separator: "\n").contains(where: { $0.hasPrefix("```") }) {
        remarks.append(
          Remark(line: fence.fenceLine, text: "This cell is never closed: write ``` behind it.")
        )
      }
      guard let question = part.question else {
        cells[name] = fence
        continue
      }
      chosen[name] = ChosenLine(fence)
      compare(question.name, fence)
    }
    for name in names where lines[name] == nil {
      remarks.append(
        Remark(line: nil, text: "\(name) is missing. \(reset) brings it back, and keeps a backup.")
      )
    }
  }

  /// Says where the text of a question was changed; it is judged as it was.
  private mutating func compare(_ name: String, _ fence: Fence) {
    guard let original = exercise.items.first(where: { $0.fence.isPart(name) })?.fence else {
      return
    }
    func question(_ fence: Fence) -> [Substring] {
      ChosenLine.removed(from: fence.essence).split(separator: "\n")
        .filter { !ChosenLine.isTelling($0) }
    }
    let given = question(fence)
    let right = question(original)
    guard given != right else { return }
    remarks.append(
      Remark(
        line: fence.fenceLine,
        text: "The question \(name) was changed; only the line chosen: is yours. It is judged as "
          + "it was. \(reset) brings it back, and keeps a backup."
      )
    )
  }

  /// Says which cells were changed, deleted or added.
  private mutating func compareFixed(_ fences: [Fence]) {
    let originals = exercise.items.map(\.fence).filter { $0.role == .fixed }
    var others = fences.filter { $0.role == .fixed }
    var missing: [(fence: Fence, position: Int)] = []
    for (position, original) in originals.enumerated() {
      if let index = others.firstIndex(where: { $0.essence == original.essence }) {
        others.remove(at: index)
      } else {
        missing.append((original, position))
      }
    }
    for (original, _) in missing {
      if let index = Self.mostAlike(original, others) {
        let changed = others.remove(at: index)
        let (line, now, before) = Self.firstDifference(changed, original)
        remarks.append(
          Remark(
            line: line,
            text: "This cell is not to be changed: here it says \(now), and was \(before). Your "
              + "answers are judged with the cell as it was."
          )
        )
      } else {
        let start = original.essence.prefix { $0 != "\n" }
        remarks.append(
          Remark(
            line: nil,
            text: "The cell that starts with \(start) is missing. \(reset) brings it back, and "
              + "keeps a backup."
          )
        )
      }
    }
    for extra in others {
      remarks.append(
        Remark(
          line: extra.fenceLine,
          text: "This cell is not in the exercise: it is not run when your answers are judged."
        )
      )
    }
  }

  /// The cell that a changed one most likely was: it shares a line with it, or is about as long.
  private static func mostAlike(_ original: Fence, _ others: [Fence]) -> Int? {
    let lines = Set(original.essence.split(separator: "\n"))
    let shared = others.map { other in
      other.essence.split(separator: "\n").count { lines.contains($0) }
    }
    if let best = shared.max(), best > 0 { return shared.firstIndex(of: best) }
    return others.firstIndex { other in
      other.words == original.words
        && editDistance(Array(other.essence), Array(original.essence))
          <= max(2, original.essence.count / 3)
    }
  }

  private static func firstDifference(
    _ changed: Fence,
    _ original: Fence
  ) -> (line: Int, now: String, before: String) {
    let new = changed.essence.split(separator: "\n", omittingEmptySubsequences: false)
    let old = original.essence.split(separator: "\n", omittingEmptySubsequences: false)
    func shown(_ lines: [Substring], _ index: Int) -> String {
      index < lines.count && !lines[index].isEmpty ? "`\(lines[index].trimmed)`" : "nothing"
    }
    let index = (0..<max(new.count, old.count)).first { index in
      shown(new, index) != shown(old, index)
    }
    guard let index else { return (changed.line, "`\(changed.words.joined(separator: " "))`", "") }
    return (
      min(changed.line + index, changed.line + new.count), shown(new, index), shown(old, index)
    )
  }

  /// Insertions, deletions and replacements between two texts.
  private static func editDistance(_ first: [Character], _ second: [Character]) -> Int {
    // Longer cells share a line, or are not the same.
    guard first.count < 400, second.count < 400 else { return .max }
    var last = Array(0...second.count)
    for row in first.indices {
      var current = [row + 1]
      for column in second.indices {
        let replaced = last[column] + (first[row] == second[column] ? 0 : 1)
        current.append(min(last[column + 1] + 1, current[column] + 1, replaced))
      }
      last = current
    }
    return last[second.count]
  }
}

extension Fence {
  /// Whether it is the cell or the question of a part.
  func isPart(_ name: String) -> Bool { role == .answer(name) || role == .question(name) }
}
