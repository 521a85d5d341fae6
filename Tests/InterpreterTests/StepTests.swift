import Diagnostics
import Interpreter
import Notation
import Tensors
import Testing

/// The steps of what ran: the last part of each comes to the same, and the formulas read well.
@Suite("Steps") struct StepTests {
  static let files = ["values", "operators", "derivatives", "programs", "lectures"]

  static func transcripts() throws -> [Transcript] { try files.flatMap(Transcript.all) }

  @Test("The last sub-step's value is the step's", arguments: try transcripts())
  func lastSubstep(_ transcript: Transcript) throws {
    var student = Student(transcript.heading.hasSuffix("(manchester)") ? .manchester : .galway)
    if transcript.heading.hasSuffix("(rounding 3)") { student.interpreter.rounding = 3 }
    for entry in transcript.entries where entry.kind != .check {
      guard let outcome = try? student.type(entry.input) else { continue }
      guard let step = student.interpreter.step(at: outcome.step) else { continue }
      expectLastPart(of: step, student.interpreter, "line \(entry.line): \(entry.input)", 0)
    }
  }

  private func expectLastPart(
    of step: Step,
    _ interpreter: Interpreter,
    _ input: String,
    _ depth: Int
  ) {
    guard depth < 8 else { return }
    let parts = interpreter.substeps(of: step, limit: 1000)
    if step.kind != .block, step.kind != .turn, let last = parts.last,
      case .tensor(let value)? = step.value
    {
      let total = last.total.map { Tensor($0.value) }
      let end = total ?? last.value.flatMap(\.tensor)
      #expect(
        end.map { same($0, value) } ?? false,
        """
        \(input): \(step.kind) \(Student.text(of: value)) \
        ends with \(last.kind) \(last.label ?? "") \(Student.text(of: last.value))
        """
      )
    }
    for part in parts { expectLastPart(of: part, interpreter, input, depth + 1) }
  }

  /// A number and a matrix of that one number are the same here.
  private func same(_ value: Tensor, _ other: Tensor) -> Bool {
    if let a = value.single, let b = other.single { return isClose(a, b) }
    return isClose(value, other)
  }

  @Test(
    "Formulas: as written, with indices, with numbers",
    arguments: try Transcript.all(in: "steps")
  )
  func formulas(_ transcript: Transcript) { expectReplay(transcript) }
}
