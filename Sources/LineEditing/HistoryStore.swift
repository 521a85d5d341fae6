package import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The file in which history outlives a session, shared by all that run.
///
/// Plain UTF-8, an entry a line; the further lines of an entry start with a tab. Backslashes and all
/// else stand as typed. New entries are appended, and the file is written anew, without what is
/// double, when a session starts. Nothing of it is worth an error: what cannot be read or written is
/// left, and this session's history stays in memory.
package struct HistoryStore: Sendable {
  private let folder: StateFolder

  /// The file's path.
  package var path: String { folder.path(of: "history") }

  /// Makes a store in a folder.
  package init(_ folder: StateFolder) {
    self.folder = folder
  }

  /// Reads the history, and writes it anew where it holds what is double or too much.
  package func load() -> History {
    let (entries, isWhole) = read()
    let history = History(entries)
    guard isWhole, history.entries.count < entries.count else { return history }
    var compacted = history
    locked {
      // Others may have appended since.
      compacted = History(read().entries)
      try? AtomicFile.write(Self.text(compacted.entries), to: path, mode: 0o600)
    }
    return compacted
  }

  /// Appends an entry.
  package func append(_ text: String) {
    guard let entry = History.entry(text) else { return }
    locked {
      let flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK
      let descriptor = open(path, flags, mode_t(0o600))
      guard descriptor >= 0 else { return }
      defer { close(descriptor) }
      var bytes = Array(Self.text([entry]).utf8)
      // After a write that was cut off, the entry starts a line of its own.
      let end = lseek(descriptor, 0, SEEK_END)
      var last: UInt8 = 0
      if end > 0, pread(descriptor, &last, 1, end - 1) == 1, last != UInt8(ascii: "\n") {
        bytes.insert(UInt8(ascii: "\n"), at: 0)
      }
      _ = Descriptors.write(bytes, to: descriptor)
    }
  }

  /// The entries as the file has them.
  static func text(_ entries: [String]) -> String {
    var text = ""
    for entry in entries {
      // A line break of Windows would be no line break to whoever reads the file.
      text += entry.replacing("\r\n", with: "\n").replacing("\n", with: "\n\t") + "\n"
    }
    return text
  }

  /// Takes the text of a file apart; lines that are not UTF-8 are left out.
  static func entries(_ bytes: [UInt8]) -> [String] {
    var entries: [String] = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let isContinuation = line.first == UInt8(ascii: "\t")
      guard let text = String(validating: isContinuation ? line.dropFirst() : line, as: UTF8.self)
      else { continue }
      if isContinuation, !entries.isEmpty {
        entries[entries.count - 1] += "\n" + text
      } else {
        entries.append(text)
      }
    }
    return entries
  }

  /// The entries, and whether the file could be read as one that is ours.
  private func read() -> (entries: [String], isWhole: Bool) {
    // A pipe in its place must not be waited for.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return ([], false) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let bytes = Descriptors.read(descriptor)
    else { return ([], false) }
    return (Self.entries(bytes), true)
  }

  /// Does something while no other session writes; nothing where the folder cannot be written.
  private func locked(_ body: () -> Void) {
    guard (try? folder.create()) != nil else { return }
    // A file of its own: the history itself is replaced, and a lock on the old one would hold
    // nobody off.
    let lock = open(folder.path(of: "history.lock"), O_RDWR | O_CREAT | O_CLOEXEC, mode_t(0o600))
    guard lock >= 0 else { return }
    defer { close(lock) }
    // Not for ever: who holds it may have been stopped.
    for _ in 0..<100 {
      if flock(lock, LOCK_EX | LOCK_NB) == 0 {
        body()
        return
      }
      usleep(5_000)
    }
  }
}
