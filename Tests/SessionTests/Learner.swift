import Algorithms
import Diagnostics
import Interpreter
import Notation
import Rendering
import Session

/// Someone who types at a session and reads what it answers.
struct Learner {
  var session: Session

  init(dialect: Dialect = .galway, width: Int = 80, typography: Typography = .unicode) {
    session = Session(
      interpreter: Interpreter(dialect: dialect, library: .shipped),
      look: Look(typography: typography, width: width)
    )
  }

  /// What is read after typing inputs, errors as they are shown.
  mutating func reads(_ inputs: [String]) -> String {
    inputs.flatMap { session.handle($0) }.compactMap(shown).joined(separator: "\n")
  }

  /// What is read after typing one input.
  mutating func reads(_ input: String) -> String { reads([input]) }

  /// The text of an output, nil for what is not shown.
  func shown(_ output: Output) -> String? {
    switch output {
    case .text(let text): text.plain
    case .failure(let diagnostic): session.look.failure(diagnostic).plain
    case .statement, .check, .stepper: nil
    case .quit: "(the session is over)"
    }
  }
}

/// What a new learner reads after typing these inputs.
func answers(_ inputs: String..., width: Int = 80) -> String {
  var learner = Learner(width: width)
  return learner.reads(inputs)
}

/// What a new learner reads after the last of these inputs.
func lastAnswer(_ inputs: String...) -> String {
  var learner = Learner()
  _ = learner.reads(Array(inputs.dropLast()))
  return learner.reads(Array(inputs.suffix(1)))
}
