import Foundation
import Testing

/// The text of a file in `Fixtures`.
func fixture(_ name: String) throws -> String {
  let folder = Bundle.module.resourceURL?.appendingPathComponent("Fixtures")
  let url = try #require(folder?.appendingPathComponent(name))
  return try String(contentsOf: url, encoding: .utf8)
}

/// Writes what is printed now into a file in `Fixtures`, for `git diff` to judge.
func record(_ text: String, as name: String, file: String = #filePath) throws {
  let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
  let url = folder.appendingPathComponent("Fixtures").appendingPathComponent(name)
  try text.write(to: url, atomically: true, encoding: .utf8)
}
