#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Where gradus keeps what outlives a session: history, journals, progress.
///
/// `$XDG_STATE_HOME/gradus`, or `~/.local/state/gradus` (XDG Base Directory Specification). Only
/// its owner may read it.
package struct StateFolder: Sendable, Equatable {
  /// The folder's path.
  package let path: String

  /// Makes the folder of a path.
  package init(path: String) {
    self.path = path
  }

  /// The folder that the environment names; nil where it names none.
  package init?(environment: (String) -> String?) {
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      path = state + "/gradus"
    } else if let home = environment("HOME"), home.hasPrefix("/") {
      path = (home == "/" ? "" : home) + "/.local/state/gradus"
    } else {
      return nil
    }
  }

  /// The path of a file or folder in it.
  package func path(of name: String) -> String { path + "/" + name }

  /// Makes the folder, or one in it, where it is missing.
  ///
  /// - Parameter name: The name of a folder in it; empty for the folder itself.
  /// - Throws: `FileError`.
  package func create(_ name: String = "") throws(FileError) {
    let whole = name.isEmpty ? path : path(of: name)
    var made = ""
    for part in whole.split(separator: "/") {
      made += "/" + part
      // What stands above our own folder belongs to others.
      let mode: mode_t = made.count >= path.count ? 0o700 : 0o755
      if mkdir(made, mode) != 0, errno != EEXIST {
        // A folder above that may not be written may still be there.
        var status = stat()
        let code = errno
        if stat(made, &status) != 0 { throw FileError(path: made, code: code) }
      }
    }
    var status = stat()
    guard stat(whole, &status) == 0 else { throw FileError(path: whole, code: errno) }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw FileError(path: whole, code: ENOTDIR) }
  }
}
