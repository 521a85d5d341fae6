import CLineEditor
import Diagnostics

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Reads lines and single keys from the terminal, by libedit.
///
/// A class because it owns an EditLine, and not Sendable because libedit stays on one thread.
package final class TerminalLineReader: LineReader, KeyReader {
  /// Helps with typing.
  package var assistant: (any LineAssistant)?
  /// What Up, Down and Ctrl-R go through.
  package internal(set) var history: History

  /// What is done before Ctrl-Z stops the program among single keys.
  package var whenSuspended: (() -> Void)?

  let showsColour: Bool
  private let store: HistoryStore?
  private let interrupt: InterruptFlag?
  /// nil only while the object is being made.
  private(set) var editor: OpaquePointer?

  var prompt = ""
  var browser = HistoryBrowser()
  /// The search that goes on, if one does.
  var search: HistorySearch?
  /// What TAB lists once the cursor stands at the line's end, and the way back from there.
  var list = ""
  var backFromEnd = 0
  /// What Right puts behind this line, as it is shown there.
  var offered = (line: "", rest: "")
  /// The search before: Ctrl-R pressed twice looks for it again.
  var lastSearch = ""

  /// Makes a reader of the standard streams; nil where there is no libedit or no UTF-8.
  ///
  /// - Parameters:
  ///   - program: What `~/.editrc` calls this program.
  ///   - store: Where history is kept between sessions; nil keeps it in memory.
  ///   - interrupt: What says that SIGINT came from elsewhere than the keyboard.
  ///   - showsColour: Whether the line has colours and hints.
  package init?(
    program: String,
    store: HistoryStore? = nil,
    interrupt: InterruptFlag? = nil,
    showsColour: Bool = true
  ) {
    self.store = store
    self.interrupt = interrupt
    self.showsColour = showsColour
    history = store?.load() ?? History()
    editor = nil
    // The editor lives no longer than this object, and only it calls back.
    let callbacks = line_callbacks(
      context: Unmanaged.passUnretained(self).toOpaque(),
      act: { TerminalLineReader.of($0)?.act($1) ?? LINE_RESULT_REFRESH },
      compose: { composed($1, $2) },
      paint: { TerminalLineReader.of($0)?.paint($1, $2, isAtEnd: $3, columns: $4) },
      width: { DisplayWidth.of(text($1, $2)) },
      interrupted: { TerminalLineReader.of($0)?.interrupt?.isRaised ?? false }
    )
    guard let made = line_editor_make(program, callbacks) else { return nil }
    editor = made
  }

  deinit { line_editor_free(editor) }

  /// Whether the terminal is one whose lines can be edited.
  package static var isUsable: Bool {
    guard line_editor_exists(), isatty(0) == 1, isatty(1) == 1, let term = getenv("TERM") else {
      return false
    }
    return !["", "dumb"].contains(String(cString: term))
  }

  /// Says whether the alternate screen is shown, which a signal that ends the process then leaves.
  package static func noteScreen(_ isShown: Bool) { line_editor_note_screen(isShown) }

  /// Gives the terminal back as it was found; may be called from a signal handler.
  package static func restoreTerminal() { line_editor_restore_terminal() }

  /// Reads one line, which holds line breaks where it was pasted or recalled so.
  package func readLine(prompt: String) throws -> ReadResult {
    guard let editor else { return .endOfInput }
    // libedit's prompt has one row.
    let rows = prompt.split(separator: "\n", omittingEmptySubsequences: false)
    for row in rows.dropLast() { print(row) }
    self.prompt = rows.last.map { String($0) } ?? ""
    browser = HistoryBrowser()
    offered = ("", "")
    search = nil
    var line: UnsafePointer<CChar>?
    var length = 0
    switch line_editor_read(editor, self.prompt, &line, &length) {
    case LINE_STATUS_LINE:
      var typed = text(line, length)
      if typed.unicodeScalars.last == "\n" { typed.unicodeScalars.removeLast() }
      return typed.utf8.count > PlainLineReader.longestLine ? .tooLong(line: 1) : .line(typed)
    case LINE_STATUS_INTERRUPTED:
      // The cursor stands below the line, as if Enter had been pressed.
      return .interrupted
    default: return .endOfInput
    }
  }

  /// Keeps an input in history, here and in the store.
  package func remember(_ input: String) {
    guard history.entries.last != History.entry(input), history.add(input) else { return }
    store?.append(input)
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> TerminalLineReader? {
    context.map { Unmanaged<TerminalLineReader>.fromOpaque($0).takeUnretainedValue() }
  }
}

/// The text of bytes that C owns.
func text(_ bytes: UnsafePointer<CChar>?, _ length: Int) -> String {
  String(
    decoding: UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : length),
    as: UTF8.self
  )
}

/// The one character that a base and a mark make, 0 where there is none, as for x and a hat.
private func composed(_ base: UInt32, _ mark: UInt32) -> UInt32 {
  guard let base = Unicode.Scalar(base), let mark = Unicode.Scalar(mark) else { return 0 }
  let whole = normalizedToNFC(String(base) + String(mark)).unicodeScalars
  return whole.count == 1 ? whole.first?.value ?? 0 : 0
}
