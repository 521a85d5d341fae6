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
  /// What it was made from.
  package var operands: [Int32]
  /// Its value.
  package var value: Tensor

  /// Makes a node.
  package init(origin: Origin, operands: [Int32], value: Tensor) {
    self.origin = origin
    self.operands = operands
    self.value = value
  }
}

/// A sequence of recorded operations: operands stand before what is made from them.
package protocol Recording {
  /// The node at a position, nil where the recording no longer holds it.
  func recordedNode(_ position: Int32) -> RecordedNode?
}

/// Why a derivative could not be taken.
package enum ReverseModeError: Error, Equatable, Sendable {
  /// The recording no longer holds all that lies between.
  case forgotten
  /// The way leads through a derivative.
  case secondDerivative
  /// An operation on the way has no derivative.
  case operation(OperationError)
}

/// Reverse mode over recorded operations: one walk from the result back to its parameters.
///
/// For y = f(u, v) with adjoint ȳ = ∂J/∂y, each operand gets ū += ȳ ∂y/∂u; nodes are visited
/// after everything made from them (eindhoven, "The back propagation algorithm").
package struct ReverseMode {
  /// The nodes that the result was computed from, newest first.
  package private(set) var reached: [Int32] = []
  /// Nodes at which `←` cut the way.
  package private(set) var cuts: [Int32] = []
  private var nodes: [Int32: RecordedNode] = [:]

  /// Collects what a result was computed from.
  package init(
    _ recording: some Recording,
    from result: Int32
  ) throws(ReverseModeError) {
    var waiting = [result]
    while let position = waiting.popLast() {
      if nodes[position] != nil { continue }
      guard let node = recording.recordedNode(position) else { throw .forgotten }
      nodes[position] = node
      reached.append(position)
      switch node.origin {
      case .constant: break
      case .cut: cuts.append(position)
      case .same, .operation, .derivative:
        for operand in node.operands where operand >= 0 { waiting.append(operand) }
      }
    }
    reached.sort(by: >)
  }

  /// The adjoint of a target: the derivative of Σ seed ⊙ result by it.
  ///
  /// - Parameters:
  ///   - seed: The adjoint of the result, in its shape.
  ///   - target: The node differentiated by.
  ///   - round: Applied to every adjoint, for the slides' rounding.
  ///   - visit: Called with each node's finished adjoint, newest first.
  /// - Returns: The derivative in the target's shape.
  /// - Throws: `ReverseModeError` where the log lacks a node, or an operation has no derivative.
  package func adjoint(
    seed: Tensor,
    of target: Int32,
    round: (Tensor) -> Tensor = { $0 },
    visit: (Int32, Tensor) -> Void = { _, _ in }
  ) throws(ReverseModeError) -> Tensor? {
    guard let result = reached.first, nodes[target] != nil else { return nil }
    let throughTarget = descendants(of: target)
    guard throughTarget.contains(result) else { return nil }
    var adjoints: [Int32: Tensor] = [result: seed]
    for position in reached where position >= target {
      guard let adjoint = adjoints[position], let node = nodes[position] else { continue }
      visit(position, adjoint)
      if position == target { return adjoint }
      adjoints[position] = nil
      try spread(adjoint, of: node, on: throughTarget) { operand, share in
        let sum = adjoints[operand].map { Self.sum($0, share) } ?? share
        adjoints[operand] = round(sum)
      }
    }
    return adjoints[target]
  }

  /// Whether the result depends on a node by a way that no `←` cuts.
  package func reaches(_ position: Int32) -> Bool { nodes[position] != nil }

  /// The recorded node at a position that is reached.
  package func node(_ position: Int32) -> RecordedNode? { nodes[position] }

  /// The reached nodes that are made from a target, itself included.
  package func descendants(of target: Int32) -> Set<Int32> {
    var found: Set<Int32> = [target]
    for position in reached.reversed() where position > target {
      guard let node = nodes[position] else { continue }
      if case .cut = node.origin { continue }
      if node.operands.contains(where: found.contains) { found.insert(position) }
    }
    return found
  }

  /// Hands a node's adjoint on to the operands that lead to the target.
  private func spread(
    _ adjoint: Tensor,
    of node: RecordedNode,
    on way: Set<Int32>,
    _ give: (Int32, Tensor) -> Void
  ) throws(ReverseModeError) {
    switch node.origin {
    case .constant, .cut: return
    case .derivative:
      if node.operands.contains(where: way.contains) { throw .secondDerivative }
    case .same:
      if let operand = node.operands.first, way.contains(operand) { give(operand, adjoint) }
    case .operation(let operation):
      guard node.operands.contains(where: way.contains) else { return }
      let (operation, operands) = chosen(operation, node.operands, way)
      let values = operands.map { nodes[$0]?.value ?? Tensor(0) }
      let shares: [Tensor?]
      do {
        shares = try operation.vectorJacobianProduct(
          adjoint,
          operands: values,
          result: node.value
        )
      } catch {
        throw .operation(error)
      }
      for (operand, share) in zip(operands, shares) where way.contains(operand) {
        if let share { give(operand, share) }
      }
    }
  }

  /// A loss computed from z has a as its third operand: it is used where the way leads by a alone.
  private func chosen(
    _ operation: Operation,
    _ operands: [Int32],
    _ way: Set<Int32>
  ) -> (Operation, [Int32]) {
    guard case .lossFromLogits(let loss) = operation, operands.count == 3 else {
      return (operation, operands)
    }
    if way.contains(operands[2]) && !way.contains(operands[0]) {
      return (.loss(loss), [operands[2], operands[1]])
    }
    return (operation, Array(operands.prefix(2)))
  }

  private static func sum(_ left: Tensor, _ right: Tensor) -> Tensor {
    let sums = zip(left.elements, right.elements).map { $0 + $1 }
    return Tensor(shape: left.shape, elements: sums)
  }
}
