import CLineEditor

extension TerminalLineReader {
  /// Begins a stretch of single keys: the terminal stays raw until its end.
  package func beginKeys() { line_editor_raw(editor, true) }

  /// Ends the stretch.
  package func endKeys() { line_editor_raw(editor, false) }

  /// Waits for the next key; Ctrl-Z stops the program here, and afterwards all is drawn anew.
  package func readKey() -> Key {
    while true {
      let code = line_editor_key(editor)
      guard let key = Key(code: code) else {
        if code < 0 { return .endOfInput }
        continue
      }
      if key != .control("z") { return key }
      whenSuspended?()
      line_editor_suspend(editor)
      return .resized
    }
  }
}

extension Key {
  /// The key that the shim calls by this number; nil for one that has no use here.
  init?(code: Int32) {
    guard code >= 0, let scalar = Unicode.Scalar(UInt32(code)) else { return nil }
    switch line_key(code) {
    case LINE_KEY_UP: self = .up
    case LINE_KEY_DOWN: self = .down
    case LINE_KEY_LEFT: self = .left
    case LINE_KEY_RIGHT: self = .right
    case LINE_KEY_HOME: self = .home
    case LINE_KEY_END: self = .end
    case LINE_KEY_PAGE_UP: self = .pageUp
    case LINE_KEY_PAGE_DOWN: self = .pageDown
    case LINE_KEY_REDRAW: self = .resized
    case LINE_KEY_INTERRUPT: self = .control("c")
    default:
      switch code {
      case 0x0A, 0x0D: self = .enter
      case 0x09: self = .tab
      case 0x1B: self = .escape
      case 0x08, 0x7F: self = .backspace
      case 0x01...0x1A:
        guard let letter = Unicode.Scalar(UInt32(code) + 0x60) else { return nil }
        self = .control(Character(letter))
      case 0..<0x20, 0x80..<0xA0: return nil
      default: self = .character(Character(scalar))
      }
    }
  }
}
