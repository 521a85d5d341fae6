package import Notation
import Tensors

/// One step of what has been computed, as people look at it: a view of the log.
package struct Step: Sendable {
  /// Where a step comes from, by which its sub-steps are found.
  package enum Origin: Sendable {
    /// An executed statement.
    case record(Int32)
    /// An operation within a statement.
    case node(NodeID, record: Int32)
    /// A part of an operation's work, or a link of the chain rule: it has no parts.
    case leaf
  }

  /// What a step is.
  package enum Kind: Sendable, Equatable {
    /// An assignment, or an expression.
    case statement
    /// A run of an algorithm, a loop, a condition: its statements are the sub-steps.
    case block
    /// One turn of a loop.
    case turn
    /// One operation of an expression, or a part of its work.
    case operation
    /// One link of the chain rule.
    case link
  }

  /// What it is.
  package var kind: Kind
  /// Where it comes from.
  package var origin: Origin
  /// What it assigned, `z[2]`; nil where it assigned nothing.
  package var target: Expression?
  /// The formula as it is written.
  package var written: Expression?
  /// What the formula assigns as it is written, `z[l]`.
  package var writtenTarget: Expression?
  /// The formula with indices and names filled in.
  package var resolved: Expression?
  /// The formula with numbers put in; nil where they are too many to read.
  package var numbers: Expression?
  /// Whether it updates by ← rather than defines.
  package var isUpdate = false
  /// The result.
  package var value: Value?
  /// A heading for blocks and turns: `forward()`, `l = 2`; or what a part computes.
  package var label: String?
  /// A remark: what was spread over the cases, that it is a claim.
  package var remarks: [String] = []
  /// The deck and slide that it comes from.
  package var citations: [String] = []
  /// A symbolic form to show before the numbers, `4y`.
  package var form: Expression?

  /// What a link of the chain rule makes of the derivative so far.
  package var total: Total?

  /// The derivative of the result by a link's lower variable, after the link.
  package struct Total: Sendable, Equatable {
    /// `dz/dx`.
    package var name: String
    /// `dz/dy`, the derivative that the link multiplies.
    package var upper: String
    /// The derivative that the link multiplies.
    package var upstream: Double
    /// The derivative so far, where another way has led here before.
    package var before: Double
    /// The derivative with this link.
    package var value: Double
    /// Whether another way has led here before.
    package var isSum: Bool
  }

  init(kind: Kind, origin: Origin) {
    self.kind = kind
    self.origin = origin
  }
}
