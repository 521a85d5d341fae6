package import Diagnostics
import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The files of a course and of a learner: read whole, written whole or not at all.
package enum FileStore {
  /// The bytes a file may have: 8 MiB.
  static let mostBytes = 8 << 20

  /// The text of a file; nil where there is none that can be read as UTF-8.
  package static func text(at path: String) -> String? {
    guard let bytes = bytes(at: path) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  /// The bytes of a file; nil where there is none.
  static func bytes(at path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return Descriptors.read(descriptor, atMost: mostBytes)
  }

  /// Whether there is a file or a folder at a path.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether what is at a path may be written.
  package static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

  /// When a file was last changed, and its size: two that differ are two versions.
  package static func version(of path: String) -> [Int]? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
    let time = status.st_mtimespec
    #else
    let time = status.st_mtim
    #endif
    return [Int(time.tv_sec), Int(time.tv_nsec), Int(status.st_size)]
  }

  /// The names in a folder that end in `.md`, in order, without the ending.
  static func names(in folder: String) -> [String] {
    let names = (try? Folder.names(in: folder)) ?? []
    return names.filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }.map { String($0.dropLast(3)) }
      .sorted()
  }

  /// Writes a file: into a new one beside it, which then takes its place.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - path: The file's path; folders above it are made.
  ///   - isPrivate: Whether nobody else may read it.
  /// - Throws: Why it cannot be written.
  package static func write(
    _ text: String,
    to path: String,
    isPrivate: Bool = false
  ) throws(Diagnostic) {
    try makeFolder(above: path)
    do {
      try AtomicFile.write(text, to: path, mode: isPrivate ? 0o600 : 0o644)
    } catch {
      throw .cannotWrite(error.path, error.code)
    }
  }

  /// Gives a file another name.
  static func move(_ path: String, to other: String) -> Bool { rename(path, other) == 0 }

  private static func makeFolder(above path: String) throws(Diagnostic) {
    let folder = path.folder
    if folder.isEmpty || exists(folder) { return }
    try makeFolder(above: folder)
    if mkdir(folder, 0o755) != 0, errno != EEXIST { throw .cannotWrite(folder, errno) }
  }
}

extension String {
  /// The path of the folder that a path lies in; empty for a bare name.
  var folder: String {
    guard let slash = lastIndex(of: "/") else { return "" }
    return slash == startIndex ? "/" : String(self[..<slash])
  }

  /// The last name of a path.
  var lastComponent: String { split(separator: "/").last.map(String.init) ?? self }
}

extension Diagnostic {
  fileprivate static func cannotWrite(_ path: String, _ code: Int32) -> Diagnostic {
    Diagnostic(
      .file,
      "\(path) cannot be written: \(String(cString: strerror(code))).",
      suggestions: ["Check the permissions of its folder, and the room on the disk."]
    )
  }
}
