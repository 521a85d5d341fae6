package import Diagnostics
import Files
import Interpreter

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A file that trainings keep their state in; the second training's is `FILE.2`, and so on.
package struct TrainingFile: TrainingStore {
  /// The first training's file.
  package let path: String

  /// The bytes a checkpoint may have: 4 GiB.
  private static let mostBytes = 4 << 30

  /// Makes a store at a path as it was typed.
  ///
  /// - Throws: Where no file can be there.
  package init(_ typed: String) throws(Diagnostic) {
    let path = FileWriter.expanded(typed)
    if FileWriter.isFolder(path) { throw .isFolder(path) }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    if !FileWriter.isFolder(folder) { throw .cannotWrite(path, ENOENT) }
    self.path = path
  }

  /// The file of a training: the path itself, or with `.2`, `.3`, … behind it.
  package func name(ofTraining number: Int) -> String {
    number == 1 ? path : "\(path).\(number)"
  }

  /// What a training's file holds, nil where there is none.
  package func checkpoint(ofTraining number: Int) throws(Diagnostic) -> [UInt8]? {
    let name = name(ofTraining: number)
    let descriptor = open(name, O_RDONLY | O_CLOEXEC)
    if descriptor < 0, errno == ENOENT { return nil }
    guard descriptor >= 0 else { throw .cannotOpen(name, errno) }
    defer { close(descriptor) }
    guard let bytes = Descriptors.read(descriptor, atMost: Self.mostBytes) else {
      throw .cannotOpen(name, errno)
    }
    return bytes
  }

  /// Writes a training's state to its file, whole or not at all.
  package func keep(_ checkpoint: [UInt8], ofTraining number: Int) throws(Diagnostic) {
    let name = name(ofTraining: number)
    do { try AtomicFile.write(checkpoint, to: name, mode: 0o600) } catch {
      throw .cannotWrite(name, error.code)
    }
  }
}
