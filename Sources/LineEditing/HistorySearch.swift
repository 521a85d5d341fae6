import Diagnostics

/// A search through history while its text is typed, as Ctrl-R does it.
package struct HistorySearch: Sendable {
  /// The line as it was before.
  package let draft: String
  /// What is looked for.
  package private(set) var wanted = ""
  /// Whether nothing older contains it; what was found before is still shown.
  package private(set) var failed = false

  private var found: Int?

  /// Begins a search from a line.
  package init(from draft: String, in history: History) {
    self.draft = draft
  }

  /// What the line holds now.
  package func text(in history: History) -> String {
    found.map { history.entries[$0] } ?? draft
  }

  /// Looks for the next older entry, or for another text where there is none yet.
  package mutating func goOn(otherwise last: String, in history: History) {
    if wanted.isEmpty {
      wanted = last
      look(before: history.entries.count, in: history)
    } else {
      look(before: found ?? history.entries.count, in: history)
    }
  }

  /// Looks for a text that is longer by a character; what was found is kept as long as it fits.
  package mutating func extend(by character: Character, in history: History) {
    // A mark joins the letter before it.
    wanted = normalizedToNFC(wanted + String(character))
    look(before: found.map { $0 + 1 } ?? history.entries.count, in: history)
  }

  /// Takes the last character away and looks from the newest entry on.
  package mutating func shorten(in history: History) {
    guard !wanted.isEmpty else { return }
    wanted.removeLast()
    found = nil
    look(before: history.entries.count, in: history)
  }

  private mutating func look(before position: Int, in history: History) {
    let next = history.index(before: position, containing: wanted)
    failed = next == nil && !wanted.isEmpty
    if next != nil { found = next }
  }
}
