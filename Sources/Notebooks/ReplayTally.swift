/// What replaying several notebooks came to, counted.
package struct ReplayTally: Sendable {
  /// The notebooks that ran.
  package var notebooks = 0
  /// The cells that ran.
  package var cells = 0
  /// The cells that printed something else.
  package var differences = 0
  /// The notebooks that could not be read or run to their end.
  package var failures = 0
  /// The files whose outputs were rewritten.
  package var updatedFiles = 0
  /// Whether Ctrl-C ended it.
  package var isInterrupted = false

  /// Nothing counted yet.
  package init() {}

  /// Whether anything is not as recorded, and has not been rewritten.
  package var hasFailed: Bool { failures > 0 || (differences > 0 && updatedFiles == 0) }

  /// All of it in a line: `3 notebooks, 41 cells: all as recorded`.
  package var summary: String {
    var parts: [String] = []
    if differences > 0 {
      parts.append(
        updatedFiles > 0
          ? "\(count(differences, "output")) rewritten in \(count(updatedFiles, "file"))"
          : "\(differences) \(differences == 1 ? "differs" : "differ") from what was recorded"
      )
    }
    if failures > 0 {
      parts.append("\(count(failures, "notebook")) could not be run to the end")
    }
    if parts.isEmpty { parts = ["all as recorded"] }
    return "\(count(notebooks, "notebook")), \(count(cells, "cell")): "
      + parts.joined(separator: "; ")
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
