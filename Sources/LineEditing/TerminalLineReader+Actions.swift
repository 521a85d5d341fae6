import CLineEditor
import Diagnostics

extension TerminalLineReader {
  /// The line being edited, and the Unicode scalars of it before the cursor.
  var line: (text: String, beginning: String) {
    var length = 0
    var cursor = 0
    let bytes = line_editor_text(editor, &length, &cursor)
    return (text(bytes, length), text(bytes, cursor))
  }

  /// Does what a key asks for.
  func act(_ action: line_action) -> line_result {
    switch action {
    case LINE_ACTION_COMPLETE: return complete()
    case LINE_ACTION_PREVIOUS: return goBack()
    case LINE_ACTION_NEXT: return goForward()
    case LINE_ACTION_SEARCH: beginSearch()
    case LINE_ACTION_CAPTURED: continueSearch(line_editor_captured(editor))
    case LINE_ACTION_LIST: showList()
    case LINE_ACTION_RIGHT:
      if !acceptOffer() { line_editor_move(editor, 1) }
    case LINE_ACTION_END:
      if !acceptOffer() { line_editor_move(editor, 1 << 20) }
    case LINE_ACTION_PASTE: paste()
    case LINE_ACTION_NEW_LINE: line_editor_replace(editor, 0, "\n")
    default: break
    }
    return LINE_RESULT_REFRESH
  }

  private func acceptOffer() -> Bool {
    let (line, beginning) = line
    guard !offered.rest.isEmpty, line == beginning, line == offered.line else { return false }
    line_editor_replace(editor, 0, offered.rest)
    offered = ("", "")
    return true
  }

  private func complete() -> line_result {
    let (line, beginning) = line
    let cursor = beginning.unicodeScalars.count
    guard let found = assistant?.completions(of: line, at: cursor), !found.candidates.isEmpty
    else { return LINE_RESULT_BEEP }
    if let only = found.candidates.first, found.candidates.count == 1 {
      line_editor_replace(editor, found.replaced, only.text)
      return LINE_RESULT_REFRESH
    }
    let prefix = found.commonPrefix
    let typed = String.UnicodeScalarView(beginning.unicodeScalars.suffix(found.replaced))
    if prefix.utf8.count > typed.reduce(0, { $0 + UTF8.width($1) }) {
      line_editor_replace(editor, found.replaced, prefix)
      return LINE_RESULT_REFRESH
    }
    // What is listed goes below the whole line: first libedit moves to its end.
    list = CandidateList.text(found.candidates.map(\.shown), columns: columns) {
      assistant?.more($0) ?? ""
    }
    backFromEnd = cursor - line.unicodeScalars.count
    line_editor_move(editor, 1 << 20)
    line_editor_push(editor, UInt32(LINE_KEY_LIST.rawValue))
    return LINE_RESULT_REFRESH
  }

  private func showList() {
    line_editor_print(editor, list, Int32(backFromEnd))
    list = ""
  }

  private func goBack() -> line_result {
    let (line, beginning) = line
    if !browser.continues(line), moveByRow(line, beginning, up: true) { return LINE_RESULT_REFRESH }
    guard let entry = browser.previous(line, beginning: beginning, in: history) else {
      return LINE_RESULT_BEEP
    }
    line_editor_set(editor, entry)
    return LINE_RESULT_REFRESH
  }

  private func goForward() -> line_result {
    let (line, beginning) = line
    if !browser.continues(line), moveByRow(line, beginning, up: false) {
      return LINE_RESULT_REFRESH
    }
    guard let entry = browser.next(line, in: history) else { return LINE_RESULT_BEEP }
    line_editor_set(editor, entry)
    return LINE_RESULT_REFRESH
  }

  /// Moves the cursor up or down within a text of several lines; false at its edge.
  private func moveByRow(_ line: String, _ beginning: String, up: Bool) -> Bool {
    let all = Array(line.unicodeScalars)
    let cursor = beginning.unicodeScalars.count
    let start = all[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    let column = cursor - start
    if up {
      guard start > 0 else { return false }
      let before = all[..<(start - 1)].lastIndex(of: "\n").map { $0 + 1 } ?? 0
      line_editor_move(editor, Int32(min(before + column, start - 1) - cursor))
    } else {
      guard let end = all[cursor...].firstIndex(of: "\n") else { return false }
      let after = all[(end + 1)...].firstIndex(of: "\n") ?? all.count
      line_editor_move(editor, Int32(min(end + 1 + column, after) - cursor))
    }
    return true
  }

  /// Puts what is pasted into the line; nothing of it is carried out before Enter.
  private func paste() {
    var pasted = String.UnicodeScalarView()
    while true {
      let code = line_editor_pasted(editor)
      guard code >= 0, let scalar = Unicode.Scalar(UInt32(code)) else { break }
      switch scalar {
      // Terminals send line breaks as Enter.
      case "\r", "\n": pasted.append("\n")
      case "\t": pasted.append(contentsOf: "    ".unicodeScalars)
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": break
      default: pasted.append(scalar)
      }
    }
    // A line break at the end would only add an empty row.
    while pasted.last == "\n" { pasted.removeLast() }
    line_editor_replace(editor, 0, normalizedToNFC(String(pasted)))
  }
}
