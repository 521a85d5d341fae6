/// A key that the stepper understands, whatever keyboard or line it comes from.
package enum StepperKey: Hashable, Sendable {
  /// To the next step.
  case next
  /// Into the parts of a step.
  case into
  /// Out of the parts, the turn of a loop, the algorithm.
  case out
  /// To the step before.
  case back
  /// To the first step, to the last one.
  case first, last
  /// Until a name is assigned.
  case until
  /// Print an expression.
  case print
  /// Watch a name, or watch it no more.
  case watch
  /// The list of the keys.
  case help
  /// Leave.
  case quit
  /// Where a step is longer than the screen: further down, further up.
  case pageDown, pageUp
  /// Any other key.
  case other(Character)

  /// The key of a letter.
  package init(_ character: Character) {
    switch character {
    case "n", "N", " ", "\r", "\n": self = .next
    case "i", "I": self = .into
    case "o", "O": self = .out
    case "b", "B": self = .back
    case "u", "U": self = .until
    case "p", "P": self = .print
    case "w", "W": self = .watch
    case "?", "h", "H": self = .help
    case "q", "Q": self = .quit
    default: self = .other(character)
    }
  }
}

/// What is to be done after a key.
package enum StepperEffect: Hashable, Sendable {
  /// Show the screen anew.
  case redraw
  /// Ask for a line, and hand it to `Stepper.answer(_:for:)`.
  case ask(prompt: String, StepperPurpose)
  /// The stepper is over.
  case leave
}

/// What a line is asked for.
package enum StepperPurpose: Hashable, Sendable {
  /// A name: go on until it is assigned.
  case until
  /// An expression to print.
  case print
  /// A name to watch.
  case watch
  /// What the learner says a value will be.
  case prediction
}

extension StepperKey {
  /// The keys with what they do, as the help page lists them.
  static let page: [(keys: String, says: String)] = [
    ("Enter, n, Down", "the next step"),
    ("i, Right", "into the parts of this step"),
    ("o, Left", "out: of the parts, the loop's turn, the algorithm"),
    ("b, Up", "back, with the values there were"),
    ("Home, End", "the first step, the last one"),
    ("u NAME", "go on until NAME is assigned: u W[1]"),
    ("p EXPRESSION", "print a value as it was at this step: p W[1]_{1,2}"),
    ("w NAME", "watch a value; the same again: no more"),
    ("PgDn, PgUp", "scroll a step that is longer than the screen"),
    ("q, Esc", "leave; the answer is then printed as usual"),
  ]

  /// The keys in a line, the ones that matter most first and last.
  static let legend = [
    "Enter next", "i into", "o out", "b back", "u until", "p print", "w watch", "? help", "q quit",
  ]
}
