/// A key, as those programs see it that answer single keys.
package enum Key: Hashable, Sendable {
  /// A character.
  case character(Character)
  /// Enter.
  case enter
  /// Escape by itself.
  case escape
  /// An arrow.
  case up, down, left, right
  /// Home and End.
  case home, end
  /// Page up and page down.
  case pageUp, pageDown
  /// Backspace.
  case backspace
  /// Tab.
  case tab
  /// A letter with Ctrl: `c` for Ctrl-C.
  case control(Character)
  /// The terminal has another size, or what it showed may be gone: draw anew.
  case resized
  /// There are no more keys.
  case endOfInput
}

/// Where single keys come from: a terminal, a test.
package protocol KeyReader {
  /// Begins a stretch of single keys: what is typed is not shown any more.
  ///
  /// Between the keys of a stretch none is lost, however long their answers take.
  mutating func beginKeys()

  /// Ends the stretch.
  mutating func endKeys()

  /// Waits for the next key of the stretch.
  ///
  /// - Throws: `InputError` if the input cannot be read.
  mutating func readKey() throws -> Key
}

extension KeyReader {
  /// Reads single keys in a closure.
  package mutating func withKeys<Result>(
    _ body: (inout Self) throws -> Result
  ) rethrows -> Result {
    beginKeys()
    defer { endKeys() }
    return try body(&self)
  }
}

/// Keys given beforehand, for tests; then the input has ended.
package struct ScriptedKeyReader: KeyReader, Sendable {
  private var keys: ArraySlice<Key>

  /// Makes a reader of keys.
  package init(_ keys: [Key]) {
    self.keys = keys[...]
  }

  /// Makes a reader of characters.
  package init(_ characters: String) {
    self.init(characters.map { $0 == "\n" ? .enter : .character($0) })
  }

  /// Does nothing: there is no terminal.
  package mutating func beginKeys() {}

  /// Does nothing: there is no terminal.
  package mutating func endKeys() {}

  /// Answers with the next key.
  package mutating func readKey() -> Key {
    keys.popFirst() ?? .endOfInput
  }
}
