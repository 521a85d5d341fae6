import Diagnostics
package import Files

/// What a learner has done: places in lessons, hints seen, points earned.
///
/// A text of one line each, so that a damaged one can be seen for what it is:
///
///     gradus progress 1
///     lesson	04-chain-rule	12	5	6	11	begun
///     hints	04-chain-rule	backward	2
///     points	04-chain-rule	8.5	9
package struct Progress: Sendable, Equatable {
  /// How far a lesson is.
  package struct Lesson: Sendable, Equatable {
    /// The position of the next block.
    package var position = 0
    /// The tasks answered right at the first try.
    package var right = 0
    /// The tasks met.
    package var tasks = 0
    /// The position behind the last task that was counted: going back counts none twice.
    package var counted = 0
    /// Whether its end was reached.
    package var isDone = false

    /// Makes the beginning of a lesson.
    package init() {}
  }

  /// The points of an exercise.
  package struct Points: Sendable, Equatable {
    /// The most that were earned.
    package var earned: Double
    /// All there are.
    package var of: Int

    /// Makes points.
    package init(earned: Double, of: Int) {
      self.earned = earned
      self.of = of
    }
  }

  /// The lessons begun.
  package var lessons: [String: Lesson] = [:]
  /// How many hints of each part have been given, by exercise and part.
  package var hints: [String: [String: Int]] = [:]
  /// The exercises begun.
  package var exercises: [String: Points] = [:]

  private static let head = "gradus progress 1"

  /// Makes the progress of someone who begins.
  package init() {}

  /// Reads progress; nil where the text is damaged.
  init?(_ text: String) {
    var lines = text.split(separator: "\n")[...]
    guard lines.popFirst() == Self.head[...] else { return nil }
    for line in lines {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      switch (fields.first, fields.count) {
      case ("lesson", 7):
        guard let position = Int(fields[2]), let right = Int(fields[3]), let tasks = Int(fields[4]),
          let counted = Int(fields[5]), position >= 0
        else { return nil }
        var lesson = Lesson()
        lesson.position = position
        lesson.right = right
        lesson.tasks = tasks
        lesson.counted = counted
        lesson.isDone = fields[6] == "done"
        lessons[fields[1]] = lesson
      case ("hints", 4):
        guard let count = Int(fields[3]), count >= 0 else { return nil }
        hints[fields[1], default: [:]][fields[2]] = count
      case ("points", 4):
        guard let earned = Double(fields[2]), let of = Int(fields[3]) else { return nil }
        exercises[fields[1]] = Points(earned: earned, of: of)
      default: return nil
      }
    }
  }

  /// The progress as text.
  var text: String {
    var lines = [Self.head]
    for (name, lesson) in lessons.sorted(by: { $0.key < $1.key }) {
      let state = lesson.isDone ? "done" : "begun"
      lines.append(
        "lesson\t\(name)\t\(lesson.position)\t\(lesson.right)\t\(lesson.tasks)"
          + "\t\(lesson.counted)\t\(state)"
      )
    }
    for (name, parts) in hints.sorted(by: { $0.key < $1.key }) {
      for (part, count) in parts.sorted(by: { $0.key < $1.key }) {
        lines.append("hints\t\(name)\t\(part)\t\(count)")
      }
    }
    for (name, points) in exercises.sorted(by: { $0.key < $1.key }) {
      lines.append("points\t\(name)\t\(points.earned)\t\(points.of)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Where progress is kept: a file that only the learner may read; nowhere where there is no HOME.
package struct ProgressStore: Sendable {
  /// The file's path; nil for none.
  package let path: String?

  /// Makes a store in a state folder, `~/.local/state/gradus`.
  package init(_ folder: StateFolder?) {
    path = folder?.path(of: "progress/course.txt")
  }

  /// Reads the progress.
  ///
  /// - Returns: The progress, and a word where the file was damaged and is set aside.
  package func load() -> (progress: Progress, notice: String?) {
    guard let path, FileStore.exists(path) else { return (Progress(), nil) }
    if let text = FileStore.text(at: path), let progress = Progress(text) { return (progress, nil) }
    let aside = "\(path).damaged"
    let isMoved = FileStore.move(path, to: aside)
    return (
      Progress(),
      isMoved
        ? "The record of your progress was damaged: it is kept as \(aside), and a new one begins."
        : "The record of your progress, \(path), cannot be read."
    )
  }

  /// Changes the progress, as it is on disk now.
  ///
  /// - Returns: A word where it could not be kept.
  @discardableResult
  package func update(_ change: (inout Progress) -> Void) -> String? {
    guard let path else { return nil }
    var progress = load().progress
    change(&progress)
    do {
      try FileStore.write(progress.text, to: path, isPrivate: true)
      return nil
    } catch {
      return "Your progress was not kept: \(error.message)"
    }
  }
}
