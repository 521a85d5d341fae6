package import Diagnostics
package import Rendering

extension Course {
  /// The next hint of a part, each call one further; the last one is given again.
  ///
  /// - Parameters:
  ///   - name: The exercise.
  ///   - word: The part's name; nil for the first one that is not right yet.
  ///   - store: Where is kept how many have been given.
  ///   - look: How things are shown.
  /// - Returns: The hint.
  /// - Throws: That there is no such part, or what is wrong with the exercise.
  package func hint(
    _ name: String,
    part word: String?,
    _ store: ProgressStore,
    _ look: Look
  ) throws(Diagnostic) -> StyledText {
    let file = try workingFile(name)
    let grader = try grader(name, file: "\(name).md", look: look)
    let parts = grader.exercise.parts
    let part: Part
    if let word {
      guard let found = parts.first(where: { $0.name == word }) else {
        let near = nearest(to: word, in: parts.map(\.name))
        throw Diagnostic(
          .usage,
          "\(name) has no part \(word).",
          suggestions: [
            near.map { "Did you mean \($0)?" }
              ?? "Its parts are \(parts.map(\.name).joined(separator: ", "))."
          ]
        )
      }
      part = found
    } else {
      let text = FileStore.text(at: file) ?? ""
      let report = grader.grade(text)
      let next = report.parts.first { $0.state != .right }
      guard let found = parts.first(where: { $0.name == next?.name }) else {
        return StyledText("\(name) is all right: there is nothing left to hint at.", .success)
      }
      part = found
    }
    guard !part.hints.isEmpty else {
      return StyledText(look.typed("There are no hints for \(part.name)."), .remark)
    }
    let given = store.load().progress.hints[name]?[part.name] ?? 0
    let number = min(given, part.hints.count - 1)
    store.update { $0.hints[name, default: [:]][part.name] = number + 1 }
    var styled = StyledText(
      look.typed("\(name), \(part.name): hint \(number + 1) of \(part.hints.count)"),
      .heading
    )
    styled.append(look.wrapped(look.typed(part.hints[number]), within: look.width - 2), indented: 2)
    if number + 1 < part.hints.count {
      styled.append("  The same again for the next one.", .remark)
    } else if given >= part.hints.count {
      styled.append("  That was the last one.", .remark)
    }
    return styled
  }
}
