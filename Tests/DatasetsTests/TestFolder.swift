import CZlib
import Datasets
import Diagnostics
import Foundation
import Tensors

/// A folder of a test's own, gone with it; files in it are told by their names alone.
final class TestFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  @discardableResult
  func write(_ bytes: some Sequence<UInt8>, _ name: String) throws -> String {
    try Data(bytes).write(to: url.appendingPathComponent(name))
    return path(name)
  }

  /// Writes a file as gzip does.
  @discardableResult
  func writeGzip(_ bytes: [UInt8], _ name: String) throws -> String {
    let file = gzopen(path(name), "wb")
    let count = bytes.withUnsafeBytes { gzwrite(file, $0.baseAddress, UInt32($0.count)) }
    guard gzclose(file) == Z_OK, Int(count) == bytes.count else {
      throw CocoaError(.fileWriteUnknown)
    }
    return path(name)
  }

  /// The whole message of reading files, what to try on lines of its own; paths without the folder.
  func message(_ names: String..., target: String? = nil) -> String {
    do throws(DatasetError) {
      let dataset = try DatasetFile.read(names.map(path), target: target)
      return "read \(dataset.inputs.shape)"
    } catch {
      let diagnostic = error.diagnostic()
      return ([diagnostic.message] + diagnostic.suggestions).joined(separator: "\n")
        .replacing(url.path + "/", with: "")
    }
  }

  func read(_ names: String..., target: String? = nil) throws -> Dataset {
    try DatasetFile.read(names.map(path), target: target)
  }
}

/// The bytes of a number in big-endian order.
func bigEndian(_ value: UInt32) -> [UInt8] {
  stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
}

/// An IDX file of unsigned bytes.
func idx(_ extents: [UInt32], _ elements: [UInt8]) -> [UInt8] {
  [0, 0, 8, UInt8(extents.count)] + extents.flatMap(bigEndian) + elements
}

/// An NPY file as NumPy writes it: the header filled up to a multiple of 64.
func npy(
  _ type: String,
  _ shape: String,
  _ data: [UInt8],
  fortran: Bool = false,
  version: UInt8 = 1
) -> [UInt8] {
  var text =
    "{'descr': '\(type)', 'fortran_order': \(fortran ? "True" : "False"), "
    + "'shape': (\(shape)), }"
  let head = version == 1 ? 10 : 12
  while (head + text.utf8.count + 1) % 64 != 0 { text += " " }
  text += "\n"
  let count = UInt32(text.utf8.count)
  let size = Array(bigEndian(count).reversed().prefix(version == 1 ? 2 : 4))
  return [0x93] + Array("NUMPY".utf8) + [version, 0] + size + Array(text.utf8) + data
}

/// The bytes of values as they lie in memory, little-endian.
func bytes<Value>(_ values: [Value]) -> [UInt8] { values.withUnsafeBytes { Array($0) } }
