import Diagnostics
package import Interpreter
import Rendering

/// What a session remembers of its steppers.
struct SteppingMemory: Sendable {
  /// Whether values are asked for before they are shown.
  var isPredicting = false
  /// How the predictions of all steppers have gone.
  var score = PredictionScore()
  /// What was watched last.
  var watches: [String] = []
}

extension Session {
  /// A stepper on what has just run.
  ///
  /// - Parameters:
  ///   - outcomes: The statements that ran, in order.
  ///   - before: What names stood for before the first of them.
  /// - Returns: The stepper, on the first step.
  package func stepper(on outcomes: [StatementOutcome], before: Environment) -> Stepper {
    var stepper = Stepper(
      outcomes: outcomes,
      before: before,
      interpreter: interpreter,
      look: currentLook
    )
    stepper.isPredicting = stepping.isPredicting
    stepper.watches = stepping.watches
    stepper.settle()
    return stepper
  }

  /// Takes back a stepper that is over: what it watched, and how the predictions went.
  ///
  /// - Returns: The score, where anything was predicted.
  package mutating func close(_ stepper: Stepper) -> [Output] {
    stepping.watches = stepper.watches
    guard stepper.score != PredictionScore() else { return [] }
    stepping.score.add(stepper.score)
    return [.text(StyledText(stepper.score.sentence, .remark))]
  }

  /// `:predict`, `:predict on`, `:predict off`.
  mutating func predict(_ argument: String) -> [Output] {
    switch argument {
    case "on":
      stepping.isPredicting = true
      let how =
        "Values are asked for before they are shown, in :step STATEMENT. A number, a matrix or any "
        + "expression counts; Enter skips."
      return [.text(look.wrapped(how, style: .remark, within: look.width))]
    case "off":
      stepping.isPredicting = false
      return [.text(StyledText("Values are shown at once. " + stepping.score.sentence, .remark))]
    case "":
      let state = stepping.isPredicting ? "Predictions are on. " : "Predictions are off. "
      return [.text(StyledText(state + stepping.score.sentence, .remark))]
    default:
      return [
        .failure(.commandUsage(":predict takes on or off, not \(argument).", ":predict on"))
      ]
    }
  }
}

extension PredictionScore {
  /// Adds another score.
  mutating func add(_ other: PredictionScore) {
    right += other.right
    asked += other.asked
    skipped += other.skipped
  }
}
