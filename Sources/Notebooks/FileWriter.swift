package import Diagnostics
import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Writes what a learner wants in a file, and says what forbids it.
package enum FileWriter {
  /// A path as it was typed, with `~` for the home folder and quotation marks around it or not.
  package static func expanded(_ typed: String) -> String {
    var path = typed
    for quote in ["\"", "'"] where path.count > 1 && path.hasPrefix(quote) && path.hasSuffix(quote)
    {
      path = String(path.dropFirst().dropLast())
    }
    guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return String(cString: home) + path.dropFirst()
  }

  /// The folder that paths are told from; empty where it is gone.
  static var workingFolder: String {
    guard let path = getcwd(nil, 0) else { return "" }
    defer { free(path) }
    return String(cString: path)
  }

  /// Whether a path is a folder.
  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Writes a file whole or not at all.
  ///
  /// - Parameters:
  ///   - text: What it is to hold.
  ///   - path: Its place; a file that is there is replaced and keeps its permissions.
  /// - Throws: What forbids it; the old file is then as it was.
  package static func write(_ text: String, to path: String) throws(Diagnostic) {
    if isFolder(path) { throw .isFolder(path) }
    do {
      try AtomicFile.write(text, to: path)
    } catch {
      throw .cannotWrite(path, error.code)
    }
  }
}

extension Diagnostic {
  static func isFolder(_ path: String) -> Diagnostic {
    Diagnostic(.file, "\(path) is a directory.", suggestions: ["Name a file in it."])
  }

  static func cannotWrite(_ path: String, _ code: Int32) -> Diagnostic {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    switch code {
    case ENOENT:
      return Diagnostic(
        .file,
        "There is no folder \(folder.isEmpty ? "/" : folder).",
        suggestions: ["Make it first, or name another."]
      )
    case ENOTDIR:
      return Diagnostic(.file, "\(folder) is no folder.", suggestions: ["Name another place."])
    case EACCES, EPERM, EROFS:
      return Diagnostic(
        .file,
        "\(path) may not be written.",
        suggestions: ["Check the permissions of the file and its folder, or name another place."]
      )
    case ENOSPC, EDQUOT:
      return Diagnostic(.file, "\(path) is not written: the disk is full.")
    case ENAMETOOLONG:
      return Diagnostic(.file, "The name \(path.prefix(40))… is too long.")
    default:
      return Diagnostic(.file, "\(path) cannot be written: \(String(cString: strerror(code))).")
    }
  }
}
