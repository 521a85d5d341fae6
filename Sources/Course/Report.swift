package import Rendering

/// What grading an exercise came to.
package struct Report: Sendable, Equatable {
  /// The exercise's name.
  package var exercise: String
  /// Its title.
  package var title: String
  /// Its parts, in the order of the file.
  package var parts: [PartReport]
  /// What was found to be changed in the file, and what to do.
  package var remarks: [Remark]
  /// What stands in the way of grading it at all; nil where it was graded.
  package var failure: StyledText?

  /// The points earned, a multiple of ½.
  package var earned: Double { parts.reduce(0) { $0 + $1.earned } }
  /// The points there are.
  package var points: Int { parts.reduce(0) { $0 + $1.points } }
  /// Whether all points are earned.
  package var isComplete: Bool { failure == nil && parts.allSatisfy { $0.state == .right } }
  /// Whether anything has been answered.
  package var isBegun: Bool { parts.contains { $0.state != .open } }
}

/// Something about the file that is not as the exercise has it.
package struct Remark: Sendable, Equatable {
  /// The number of the line; nil where it is about what is not there.
  package var line: Int?
  /// What it is, and what to do.
  package var text: String
}

/// What grading a part came to.
package struct PartReport: Sendable, Equatable {
  /// How far a part is.
  package enum State: String, Sendable {
    /// All of it is right.
    case right
    /// Some of it is right.
    case partly = "partly right"
    /// None of it is right.
    case wrong = "not right yet"
    /// It has not been answered.
    case open = "not done yet"
  }

  /// Its name.
  package var name: String
  /// The points earned, a multiple of ½; all of them only where all is right.
  package var earned: Double
  /// The points there are.
  package var points: Int
  /// How far it is.
  package var state: State
  /// What to say of it, in lines.
  package var messages: [StyledText]
  /// Whether it was judged with a wrong value of the learner's own from before.
  package var followsThrough: Bool

  /// Points for a share of a part: whole and half ones, and all only for all.
  static func earned(_ share: Double, of points: Int, isRight: Bool) -> Double {
    if isRight { return Double(points) }
    let halves = (max(0, share) * Double(2 * points) + 1e-9).rounded(.down)
    return min(halves, Double(2 * points - 1)) / 2
  }
}

extension Report {
  /// The report as text.
  package func text(in look: Look) -> StyledText {
    var styled = StyledText()
    let heading = look.wrapped(
      look.typed("\(exercise): \(title)"),
      style: .heading,
      within: look.width,
      hanging: "  "
    )
    styled.append(heading)
    if let failure {
      styled.append(failure)
      return styled
    }
    for remark in remarks {
      let place = remark.line.map { "Line \($0): " } ?? ""
      styled.append(
        look.wrapped(
          look.typed(place + remark.text),
          style: .error,
          within: look.width - 2,
          hanging: "  "
        ),
        indented: 2
      )
    }
    let names = parts.map { look.typed($0.name).count }.max() ?? 0
    for part in parts {
      let name = look.typed(part.name)
      let space = String(repeating: " ", count: names - name.count + 2)
      styled.append(line: [
        StyledRun(text: "  \(name)\(space)", style: .plain),
        StyledRun(
          text: "\(Self.number(part.earned)) of \(part.points)",
          style: part.state == .right ? .success : .plain
        ),
        StyledRun(text: "  \(part.state.rawValue)", style: part.style),
      ])
      for message in part.messages { styled.append(message, indented: 4) }
    }
    let total = "\(Self.number(earned)) of \(Self.count(points, "point"))"
    styled.append(line: [
      StyledRun(text: isComplete ? "All right: \(total)." : "\(total).", style: .result)
    ])
    return styled
  }

  /// A number of points: `2`, `1.5`.
  static func number(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : "\(value)"
  }

  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}

extension PartReport {
  fileprivate var style: Style {
    switch state {
    case .right: .success
    case .open: .remark
    case .partly, .wrong: .error
    }
  }
}
