import Diagnostics
import Notation
package import Notebooks

/// An exercise as its author wrote it: cells that stand, parts to be answered, how they are graded.
package struct Exercise: Sendable {
  /// Its name: `04-chain-rule`.
  package let name: String
  /// Its title.
  package let title: String
  /// The text of its file.
  package let text: String
  /// What stands above the text.
  package let frontMatter: FrontMatter
  /// Its parts, in the order of the file.
  package var parts: [Part]
  /// What is known of its inputs: where they may be drawn from instead.
  package var inputs: [InputRange]
  /// Its cells, in the order of the file.
  var items: [Item]
  /// The file, for places in it.
  let source: SourceText

  /// The points of all parts.
  package var points: Int { parts.reduce(0) { $0 + $1.points } }

  /// A cell or a question of the file.
  struct Item: Sendable {
    /// What it is.
    var kind: Kind
    /// The fence in the exercise.
    var fence: Fence
    /// Its number among the cells: its random stream.
    var number: Int

    /// What an item can be.
    enum Kind: Sendable {
      /// A cell that is run as it stands.
      case fixed
      /// The cell of a part, by the part's position.
      case answer(Int)
      /// The question of a part, by the part's position.
      case question(Int)
    }
  }
}

/// A part of an exercise: what is asked and how it is judged.
package struct Part: Sendable {
  /// What kind of answer is asked for.
  package enum Kind: String, Sendable, CaseIterable {
    /// A number worked by hand, for the inputs shown.
    case number
    /// Any expression that has the right value for all inputs.
    case expression
    /// An algorithm, judged by what it assigns.
    case algorithm
    /// One of several choices.
    case choice
    /// All choices that are right.
    case choices
    /// Steps to be put in order.
    case order
  }

  /// Its name.
  package var name: String
  /// What kind of answer is asked for.
  package var kind: Kind
  /// The points it is worth.
  package var points: Int
  /// The names that are compared; nil for all that the solution's cell assigns.
  package var checks: [String]?
  /// How far an answer may be off.
  package var tolerance: Tolerance
  /// Hints, from a nudge to the first step.
  package var hints: [String]
  /// Wrong answers, and what to tell whoever gave them.
  package var mistakes: [Mistake]
  /// The question it is; nil for a cell.
  package var question: Question?
  /// The number in the exercise's file of its fence.
  package var line: Int
}

/// A wrong answer that is foreseen.
package struct Mistake: Sendable, Equatable {
  /// What whoever makes it writes: an expression, or an assignment where a part has several.
  package var expression: String
  /// What to tell them.
  package var says: String
  /// The number in the exercise's file of its line.
  package var line: Int
}

/// How far an answer may be off: |a − b| ≤ absolute + relative · |b|, b the right value.
package struct Tolerance: Sendable, Equatable {
  /// The part that goes with the right value's size.
  package var relative: Double
  /// The part that does not.
  package var absolute: Double

  /// For values that a program computes: only rounding errors are forgiven.
  package static let computed = Tolerance(relative: 1e-6, absolute: 1e-9)
  /// For numbers worked by hand: three significant digits.
  package static let byHand = Tolerance(relative: 1e-3, absolute: 1e-9)

  /// Makes a tolerance.
  package init(relative: Double, absolute: Double) {
    self.relative = relative
    self.absolute = absolute
  }

  /// Whether a value is near enough to the right one; what is no finite number only equals itself.
  package func accepts(_ value: Double, for right: Double) -> Bool {
    if right.isNaN { return value.isNaN }
    if !right.isFinite || !value.isFinite { return value == right }
    return (value - right).magnitude <= absolute + relative * right.magnitude
  }
}
