import CLineEditor

extension TerminalLineReader {
  /// Begins to search history: until it ends, every key comes to `continueSearch`.
  ///
  /// Not libedit's own search, which keeps 8 bits of each key: ∂ would end it.
  func beginSearch() {
    search = HistorySearch(from: line.text, in: history)
    line_editor_capture(editor, true)
    show()
  }

  /// Goes on with a key: Ctrl-R looks for the next older entry, Esc and Ctrl-G give the line back,
  /// every other key takes what was found and does its usual work; Enter runs it.
  func continueSearch(_ code: Int32) {
    guard var current = search else { return }
    switch Key(code: code) {
    case .control("r"): current.goOn(otherwise: lastSearch, in: history)
    case .backspace: current.shorten(in: history)
    case .character(let character): current.extend(by: character, in: history)
    case .escape, .control("g"):
      line_editor_set(editor, current.draft)
      endSearch(current)
      return
    default:
      endSearch(current)
      line_editor_push(editor, UInt32(code))
      return
    }
    search = current
    show()
  }

  private func endSearch(_ current: HistorySearch) {
    if !current.wanted.isEmpty { lastSearch = current.wanted }
    search = nil
    line_editor_capture(editor, false)
    line_editor_set_prompt(editor, prompt)
  }

  private func show() {
    guard let search else { return }
    line_editor_set(editor, search.text(in: history))
    line_editor_set_prompt(
      editor,
      "(\(search.failed ? "not found" : "search") '\(search.wanted)') "
    )
  }
}
