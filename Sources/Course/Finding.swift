package import Rendering

/// Something that a check of the course found.
package struct Finding: Sendable, Equatable {
  /// The file, as messages call it: `exercises/04-chain-rule.md`.
  package var file: String
  /// The number of its line; nil where it is about the whole file.
  package var line: Int?
  /// What it is.
  package var text: String
  /// Whether the course holds nevertheless.
  package var isWarning: Bool

  /// The finding as text: `file:line: what`.
  package func text(in look: Look) -> StyledText {
    let place = line.map { "\(file):\($0)" } ?? file
    let kind = isWarning ? "warning: " : ""
    return look.wrapped(
      look.typed("\(place): \(kind)\(text)"),
      style: isWarning ? .remark : .error,
      within: look.width,
      hanging: "  "
    )
  }
}
