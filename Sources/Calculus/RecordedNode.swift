package import Operations
package import Tensors

/// What reverse mode needs to know of one recorded value.
package struct RecordedNode: Sendable {
  /// How the value was made, as far as derivatives go.
  package enum Origin: Sendable {
    /// It depends on nothing: a number, a draw.
    case constant
    /// It passes its first operand on: a name read, a name defined, a function's result.
    case same
    /// It was stored by `←`: derivatives stop here.
    case cut
    /// An operation made it.
    case operation(Operation)
    /// It is itself a derivative, through which no second one is taken.
    case derivative
  }

  /// How it was made.
  package var origin: Origin
  /// The first operand, or −1.
  package var first: Int32
  /// The second operand, or −1.
  package var second: Int32
  /// The operands after the second.
  package var others: [Int32]
  /// Its value.
  package var value: Tensor

  /// What it was made from.
  package var operands: [Int32] {
    if first < 0, second < 0, others.isEmpty { return [] }
    return second < 0 && others.isEmpty ? [first] : [first, second] + others
  }

  /// Makes a node of at most two operands, −1 for one that is missing.
  package init(origin: Origin, first: Int32, second: Int32, value: Tensor) {
    (self.origin, self.first, self.second, self.value) = (origin, first, second, value)
    others = []
  }

  /// Makes a node.
  package init(origin: Origin, operands: [Int32], value: Tensor) {
    self.origin = origin
    first = operands.first ?? -1
    second = operands.count > 1 ? operands[1] : -1
    others = Array(operands.dropFirst(2))
    self.value = value
  }
}

/// A sequence of recorded operations: operands stand before what is made from them.
package protocol Recording {
  /// The node at a position, nil where the recording no longer holds it.
  func recordedNode(_ position: Int32) -> RecordedNode?
}
