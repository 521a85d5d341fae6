import Course
import Foundation
import Rendering
import Testing

/// The course of the fixtures: an exercise with every kind of part, a lesson with every kind of cell.
enum Fixture {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  static var course: Course { Course(folders: [folder.appendingPathComponent("course").path]) }

  static let exercise = "01-every-kind"

  static func text(_ kind: Course.Kind, _ name: String = exercise) throws -> String {
    try course.text(of: kind, name)
  }

  static func grader(_ solution: String? = nil) throws -> Grader {
    let text = try solution ?? text(.solution)
    let exercise = try Exercise(parsing: text, name: exercise, file: "exercise.md")
    return try Grader(
      exercise,
      solution: text,
      solutionFile: "solution.md",
      file: "mine.md",
      look: Look()
    )
  }

  /// A folder of its own for a test, which is deleted after it.
  static func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("gradus-course-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }
}
