import Algorithms
import Diagnostics
import Interpreter
import Notation
import Rendering

/// What the last of some statements prints.
///
/// - Parameters:
///   - text: The statements, one a line.
///   - look: How they are shown.
///   - steps: Whether every step is shown.
///   - rounding: The decimals that values are rounded to.
/// - Returns: The text of the last statement's answer, or of the error.
func shown(
  _ text: String,
  _ look: Look = Look(),
  steps: Bool = false,
  rounding: Int? = nil
) -> StyledText {
  var look = look
  look.rounding = rounding
  var interpreter = Interpreter(dialect: look.dialect, library: .shipped)
  interpreter.rounding = rounding
  interpreter.beginCell(1)
  let source = SourceText(text, name: "input 1")
  var last = StyledText()
  do {
    let program = try Program(parsing: source, dialect: look.dialect)
    for statement in program.statements {
      let outcome = try interpreter.run(statement, in: source)
      last = steps ? look.steps(outcome, interpreter) : look.answer(outcome, interpreter)
    }
    return last
  } catch {
    return look.failure(error)
  }
}

/// What the last of some statements prints, without styles.
func plain(
  _ text: String,
  _ look: Look = Look(),
  steps: Bool = false,
  rounding: Int? = nil
) -> String {
  shown(text, look, steps: steps, rounding: rounding).plain
}
