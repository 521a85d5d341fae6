/// Going through history with Up and Down: only through what begins as the line does.
package struct HistoryBrowser: Sendable {
  private var draft = ""
  private var prefix = ""
  private var position = 0
  /// What was put in the line last; nil where Up starts anew.
  private var shown: String?

  /// Makes a browser that starts anew.
  package init() {}

  /// Whether the line is as the last step left it.
  package func continues(_ line: String) -> Bool {
    shown.map { $0.utf8.elementsEqual(line.utf8) } ?? false
  }

  /// The entry before, nil where there is none.
  ///
  /// - Parameters:
  ///   - line: The line as it is.
  ///   - beginning: Its part before the cursor, where that counts: a step that starts anew.
  ///   - history: The history.
  /// - Returns: The entry.
  package mutating func previous(
    _ line: String,
    beginning: String,
    in history: History
  ) -> String? {
    if !continues(line) {
      draft = line
      prefix = beginning
      position = history.entries.count
    }
    guard
      let found = history.index(before: position, beginningWith: prefix, otherThan: line)
    else { return nil }
    position = found
    shown = history.entries[found]
    return shown
  }

  /// The entry behind, at last the line that was being typed; nil where there is none.
  package mutating func next(_ line: String, in history: History) -> String? {
    guard continues(line), position < history.entries.count else { return nil }
    if let found = history.index(after: position, beginningWith: prefix, otherThan: line) {
      position = found
      shown = history.entries[found]
    } else {
      position = history.entries.count
      shown = draft
    }
    return shown
  }
}
