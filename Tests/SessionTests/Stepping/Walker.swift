import Diagnostics
import Interpreter
import Notation
import Rendering
import Session
import Testing

/// Someone at a stepper: presses keys, types lines, reads screens.
struct Walker {
  var session: Session
  var stepper: Stepper
  var effect: StepperEffect

  /// Types inputs at a session, then opens the stepper on the last of them.
  init(
    _ inputs: String...,
    dialect: Dialect = .galway,
    typography: Typography = .unicode,
    predicts: Bool = false
  ) throws {
    try self.init(inputs, dialect: dialect, typography: typography, predicts: predicts)
  }

  init(
    _ inputs: [String],
    dialect: Dialect = .galway,
    typography: Typography = .unicode,
    predicts: Bool = false
  ) throws {
    var learner = Learner(dialect: dialect, typography: typography)
    _ = learner.reads(Array(inputs.dropLast()))
    if predicts { _ = learner.reads(":predict on") }
    learner.session.opensStepper = true
    let outputs = learner.session.handle(":step " + (inputs.last ?? ""))
    stepper = try #require(outputs.compactMap(\.stepper).first)
    session = learner.session
    effect = stepper.begin()
  }

  /// Presses keys: letters, and `>` `<` `^` `v` for the arrows, `H` `E` for Home and End.
  mutating func press(_ keys: String) {
    for key in keys {
      switch key {
      case "H": effect = stepper.press(.first)
      case "E": effect = stepper.press(.last)
      case "D": effect = stepper.press(.pageDown)
      case "U": effect = stepper.press(.pageUp)
      default: effect = stepper.press(StepperKey(key))
      }
    }
  }

  /// Answers what the stepper has asked for.
  mutating func answer(_ text: String) {
    guard case .ask(_, let purpose) = effect else {
      Issue.record("Nothing was asked for.")
      return
    }
    effect = stepper.answer(text, for: purpose)
  }

  /// The screen without the empty lines between step and keys.
  func screen(_ rows: Int = 24, _ columns: Int = 80) -> String {
    stepper.screen(rows: rows, columns: columns).plain
  }

  /// What the step itself shows, and what was answered below it.
  func passage() -> String { stepper.passage().plain }
}

extension Output {
  /// The stepper that it opens, if it does.
  var stepper: Stepper? {
    if case .stepper(let stepper) = self { stepper } else { nil }
  }
}

/// A 2-2-1 network with xor's cases.
let xorNetwork = [
  "network([2, 2, 1], [tanh, σ], loss = binary_cross_entropy, seed = 1)",
  "x = [0 0 1 1; 0 1 0 1]", "y = [0 1 1 0]",
]
