import Diagnostics
import Notation

extension Exercise {
  /// A solution's text with a hole in place of every answer.
  ///
  /// What a cell assigns becomes `?`, inside an algorithm too; so does the answer to a question.
  static func withHoles(_ solution: String, file: String) throws(Diagnostic) -> String {
    let exercise = try Exercise(parsing: solution, name: "", file: file)
    var lines = exercise.text.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    for item in exercise.items.reversed() {
      switch item.kind {
      case .fixed: continue
      case .question:
        if let chosen = ChosenLine(item.fence) { lines[chosen.line - 1] = "chosen: ?" }
      case .answer:
        let cell = try CellProgram(
          item.fence,
          number: item.number,
          file: file,
          dialect: exercise.dialect
        )
        let isAlgorithm = cell.statements.contains { $0.isAlgorithm }
        var bytes = Array(cell.source.text.utf8)
        for statement in cell.statements.reversed() where !isAlgorithm || statement.isAlgorithm {
          for assignment in statement.assignments.reversed() {
            guard case .assignment(_, _, let value) = assignment.kind else { continue }
            bytes.replaceSubrange(value.span.start..<value.span.end, with: Array("?".utf8))
          }
        }
        let count = item.fence.text.split(separator: "\n", omittingEmptySubsequences: false).count
        let text = String(decoding: bytes, as: UTF8.self)
        let new = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines.replaceSubrange(
          item.fence.line - 1..<item.fence.line - 2 + count,
          with: new.dropLast()
        )
      }
    }
    return lines.joined(separator: "\n")
  }
}

extension Statement {
  /// Whether it defines an algorithm.
  var isAlgorithm: Bool { if case .algorithm = kind { true } else { false } }
}
