package import Diagnostics
import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Finds the notebooks in a folder.
package enum NotebookFolder {
  /// Whether a name ends as a notebook's does.
  package static func isNotebook(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix(".md") || name.hasSuffix(".markdown")
  }

  /// The notebooks at a path, a file or a folder, in the order of their names.
  package static func notebooks(at path: String) throws(Diagnostic) -> [String] {
    guard SourceFile.exists(path) else {
      throw Diagnostic(
        .file,
        "There is no file or folder \(path).",
        suggestions: ["Is the name spelled as it is on disk?"]
      )
    }
    guard FileWriter.isFolder(path) else { return [path] }
    let found = try files(in: path, depth: 0)
    if found.isEmpty {
      throw Diagnostic(
        .file,
        "There is no notebook in \(path).",
        suggestions: ["The names of notebooks end in .md."]
      )
    }
    return found
  }

  private static func files(in folder: String, depth: Int) throws(Diagnostic) -> [String] {
    let names: [String]
    do {
      names = try Folder.names(in: folder)
    } catch {
      throw .cannotOpen(folder, error.code)
    }
    var found: [String] = []
    for name in names where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      var status = stat()
      // Links to folders are not followed: they may lead in a circle.
      guard lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        if depth < 20 { found += try files(in: path, depth: depth + 1) }
      } else if isNotebook(name) {
        found.append(path)
      }
    }
    return found
  }
}
