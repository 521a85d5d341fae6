package import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The journals of all sessions, in the folder `sessions` of the state folder.
package struct JournalStore: Sendable {
  /// A session that can be brought back.
  package struct Entry: Sendable {
    /// The file's path.
    package var path: String
    /// Whether the session was cut off, and not left.
    package var wasCutOff: Bool
    /// When its last input was answered, in seconds since 1970.
    package var time: Int
    /// What it holds.
    package var contents: JournalText
  }

  /// How many sessions that were left are kept.
  private static let mostEnded = 10

  private static let running = ".journal"
  private static let ended = ".ended"

  private let state: StateFolder
  private let name = "sessions"

  /// Makes the store of a state folder.
  package init(_ state: StateFolder) {
    self.state = state
  }

  func create() throws(FileError) { try state.create(name) }

  /// A path that no journal has: the time, and the process.
  func newPath() -> String {
    var number = 0
    while true {
      let end = number == 0 ? "" : "-\(number)"
      let path = state.path(of: "\(name)/\(time(nil))-\(getpid())\(end)")
      let endings = [Self.running, Self.ended]
      if endings.allSatisfy({ access(path + $0, F_OK) != 0 }) { return path + Self.running }
      number += 1
    }
  }

  /// The sessions that can be brought back: first those that were cut off, the latest first.
  ///
  /// Journals without an input are taken away: nothing is lost with them.
  package func entries() -> [Entry] {
    var entries: [Entry] = []
    for path in paths() {
      guard let descriptor = Self.lock(path) else { continue }
      defer { close(descriptor) }
      var status = stat()
      guard fstat(descriptor, &status) == 0, let bytes = Descriptors.read(descriptor) else {
        continue
      }
      guard let contents = JournalText(reading: String(decoding: bytes, as: UTF8.self)),
        !contents.inputs.isEmpty
      else {
        // A session that has only just begun has not written its first line.
        if path.hasSuffix(Self.running), status.st_mtime() < time(nil) - 60 { unlink(path) }
        continue
      }
      entries.append(
        Entry(
          path: path,
          wasCutOff: path.hasSuffix(Self.running),
          time: status.st_mtime(),
          contents: contents
        )
      )
    }
    return entries.sorted {
      ($0.wasCutOff ? 1 : 0, $0.time, $0.path) > ($1.wasCutOff ? 1 : 0, $1.time, $1.path)
    }
  }

  /// Puts a session that was cut off among those that were left.
  package func setAside(_ entry: Entry) {
    if entry.wasCutOff { keepAsEnded(entry.path) }
  }

  func keepAsEnded(_ path: String) {
    rename(path, path.dropLast(Self.running.count) + Self.ended)
    let ended = paths().filter { $0.hasSuffix(Self.ended) }.sorted()
    for old in ended.dropLast(Self.mostEnded) { unlink(old) }
  }

  private func paths() -> [String] {
    let names = (try? Folder.names(in: state.path(of: name))) ?? []
    return names.filter { $0.hasSuffix(Self.running) || $0.hasSuffix(Self.ended) }
      .map { state.path(of: "\(name)/\($0)") }
  }

  /// Opens a journal whose process is gone; nil where it runs.
  private static func lock(_ path: String) -> Int32? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
    close(descriptor)
    return nil
  }
}

extension stat {
  /// The time of the last change, in seconds since 1970.
  fileprivate func st_mtime() -> Int {
    #if canImport(Darwin)
    st_mtimespec.tv_sec
    #else
    st_mtim.tv_sec
    #endif
  }
}
