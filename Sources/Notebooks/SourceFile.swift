package import Diagnostics
import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Reads programs, and says what is wrong with a file.
package enum SourceFile {
  /// The bytes a program may have: 8 MiB.
  package static let mostBytes = 8 << 20

  /// Whether there is a file at a path.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The text of a file, or of standard input for `-`.
  package static func read(_ path: String) throws(Diagnostic) -> String {
    try readExactly(path).replacing("\r\n", with: "\n")
  }

  /// The text of a file, its line breaks as they are.
  package static func readExactly(_ path: String) throws(Diagnostic) -> String {
    let name = path == "-" ? "Standard input" : path
    var descriptor: Int32 = 0
    if path != "-" {
      descriptor = open(path, O_RDONLY)
      guard descriptor >= 0 else { throw .cannotOpen(path, errno) }
    }
    defer { if path != "-" { close(descriptor) } }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw .isFolder(name)
    }
    let bytes = try contents(of: descriptor, name)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .notUTF8(name, bytes)
    }
    return text
  }

  private static func contents(
    of descriptor: Int32,
    _ name: String
  ) throws(Diagnostic) -> [UInt8] {
    if let bytes = Descriptors.read(descriptor, atMost: mostBytes) { return bytes }
    guard errno == EFBIG else { throw .cannotOpen(name, errno) }
    throw Diagnostic(
      .file,
      "\(name) is too large: a program may have \(mostBytes >> 20) MiB.",
      suggestions: ["Does it hold data? Load data apart from the program."]
    )
  }
}

extension Diagnostic {
  static func cannotOpen(_ path: String, _ code: Int32) -> Diagnostic {
    switch code {
    case ENOENT:
      Diagnostic(
        .file,
        "There is no file \(path).",
        suggestions: ["Is the name spelled as it is on disk?"]
      )
    case EACCES:
      Diagnostic(.file, "\(path) may not be read.", suggestions: ["Check its permissions."])
    default: Diagnostic(.file, "\(path) cannot be read: \(String(cString: strerror(code))).")
    }
  }

  static func notUTF8(_ name: String, _ bytes: [UInt8]) -> Diagnostic {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var line = 1
    scan: while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): if scalar == "\n" { line += 1 }
      case .emptyInput, .error: break scan
      }
    }
    return Diagnostic(
      .file,
      "\(name) is not UTF-8: line \(line) has bytes that are no character.",
      suggestions: ["Save it as UTF-8."]
    )
  }
}
