package import Files
import Interpreter
import Notation
package import Session

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The inputs of a running session, on disk before their answers are seen.
///
/// Its file is locked as long as the process lives, however that ends: so others tell the journal
/// of a session that runs from one that was cut off. A class because it owns a descriptor.
package final class Journal {
  private let store: JournalStore
  private let path: String
  private let descriptor: Int32
  /// The exchanges of the session that have been looked at.
  private var seen = 0
  private var beginnings: Int
  private var hasInputs = false
  private var isClosed = false

  /// Begins the journal of a session.
  ///
  /// - Throws: `FileError`, where its file cannot be made.
  package init(of session: Session, in store: JournalStore) throws(FileError) {
    self.store = store
    try store.create()
    path = store.newPath()
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
    beginnings = session.beginnings
    _ = flock(descriptor, LOCK_EX | LOCK_NB)
    try write(Self.start(of: session).head)
    try record(session)
  }

  deinit { if !isClosed { close(descriptor) } }

  /// Writes down what has been answered since the last time.
  ///
  /// - Throws: `FileError`, where it cannot be written: the disk is full.
  package func record(_ session: Session) throws(FileError) {
    if session.beginnings != beginnings {
      // Another session has taken this one's place; what was in force is in its own journal.
      beginnings = session.beginnings
      seen = 0
      hasInputs = false
      if ftruncate(descriptor, 0) != 0 { throw FileError(path: path, code: errno) }
      try write(Self.start(of: session).head)
    }
    let new = session.exchanges[min(seen, session.exchanges.count)...]
    seen = session.exchanges.count
    let inputs = new.filter { $0.changesSession || $0.number != nil }
    guard !inputs.isEmpty else { return }
    hasInputs = true
    let lines = inputs.map {
      JournalText.lines(of: JournalText.Input($0.text, completed: $0.completed, loaded: $0.loaded))
    }
    // In one piece: a process that is killed has written all of it or nothing.
    try write(lines.joined())
  }

  /// Ends the journal of a session that was left: it is no longer offered, but kept for a while.
  package func end() {
    guard !isClosed else { return }
    isClosed = true
    if hasInputs { store.keepAsEnded(path) } else { unlink(path) }
    close(descriptor)
  }

  private static func start(of session: Session) -> JournalText {
    JournalText(seed: session.interpreter.seed, notation: session.interpreter.dialect.name)
  }

  private func write(_ text: String) throws(FileError) {
    guard Descriptors.write(Array(text.utf8), to: descriptor) else {
      throw FileError(path: path, code: errno)
    }
  }
}
