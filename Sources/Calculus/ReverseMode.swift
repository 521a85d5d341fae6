package import Operations
package import Tensors

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
/// after everything made from them (eindhoven, "The back propagation algorithm"). Between scalars
/// the walk goes over a `Tape`, with the same result.
package struct ReverseMode {
  /// The nodes that the result was computed from, newest first.
  package private(set) var reached: [Int32] = []
  /// Nodes at which `←` cut the way.
  package private(set) var cuts: [Int32] = []
  private var positions: ReachedPositions
  /// The nodes in the order they were found, and where each that is reached stands in it.
  private var nodes: [RecordedNode] = []
  private var order: [Int32] = []

  /// Collects what a result was computed from.
  package init(
    _ recording: some Recording,
    from result: Int32
  ) throws(ReverseModeError) {
    positions = ReachedPositions(newest: result)
    var found: [Int32] = []
    var waiting = [result]
    while let position = waiting.popLast() {
      if positions.contains(position) { continue }
      guard let node = recording.recordedNode(position) else { throw .forgotten }
      positions.insert(position)
      found.append(position)
      switch node.origin {
      case .constant: break
      case .cut: cuts.append(position)
      case .same, .operation, .derivative:
        if node.first >= 0 { waiting.append(node.first) }
        if node.second >= 0 { waiting.append(node.second) }
        for operand in node.others where operand >= 0 { waiting.append(operand) }
      }
      nodes.append(node)
    }
    reached = positions.list()
    order = [Int32](repeating: 0, count: found.count)
    for (index, position) in found.enumerated() {
      if let place = positions.place(of: position) { order[place] = Int32(index) }
    }
  }

  /// The adjoint of a target: the derivative of Σ seed ⊙ result by it.
  ///
  /// - Parameters:
  ///   - seed: The adjoint of the result, in its shape.
  ///   - target: The node differentiated by.
  /// - Returns: The derivative in the target's shape; nil where nothing flows to it.
  /// - Throws: `ReverseModeError` where an operation on the way has no derivative.
  package func adjoint(seed: Tensor, of target: Int32) throws(ReverseModeError) -> Tensor? {
    if let seed = seed.scalar, let value = scalarAdjoint(seed: seed, of: target) {
      return Tensor(value)
    }
    return try adjoint(seed: seed, of: target, round: { $0 })
  }

  /// The adjoint of a target, rounded or looked at on the way.
  ///
  /// - Parameters:
  ///   - seed: The adjoint of the result, in its shape.
  ///   - target: The node differentiated by.
  ///   - round: Applied to every adjoint, for the slides' rounding.
  ///   - visit: Called with each node's finished adjoint, newest first.
  /// - Returns: The derivative in the target's shape; nil where nothing flows to it.
  /// - Throws: `ReverseModeError` where an operation on the way has no derivative.
  package func adjoint(
    seed: Tensor,
    of target: Int32,
    round: (Tensor) -> Tensor,
    visit: (Int32, Tensor) -> Void = { _, _ in }
  ) throws(ReverseModeError) -> Tensor? {
    guard let end = place(of: target) else { return nil }
    let way = way(to: end)
    guard way[0] else { return nil }
    var adjoints = [Tensor?](repeating: nil, count: end + 1)
    adjoints[0] = seed
    for place in 0...end {
      guard let adjoint = adjoints[place] else { continue }
      visit(reached[place], adjoint)
      if place == end { return adjoint }
      adjoints[place] = nil
      try spread(adjoint, of: node(at: place), on: way) { operand, share in
        let sum = adjoints[operand].map { Self.sum($0, share) } ?? share
        adjoints[operand] = round(sum)
      }
    }
    return nil
  }

  /// Whether the result depends on a node by a way that no `←` cuts.
  package func reaches(_ position: Int32) -> Bool { positions.contains(position) }

  /// The reached nodes that are made from a target, itself included.
  package func descendants(of target: Int32) -> Set<Int32> {
    guard let end = place(of: target) else { return [target] }
    let way = way(to: end)
    return Set(way.indices.filter { way[$0] }.map { reached[$0] })
  }

  /// Where a position stands in `reached`.
  func place(of position: Int32) -> Int? { positions.place(of: position) }

  /// The node that stands at a place of `reached`.
  func node(at place: Int) -> RecordedNode { nodes[Int(order[place])] }

  /// For each place down to a target's, whether the node is made from the target.
  private func way(to end: Int) -> [Bool] {
    var way = [Bool](repeating: false, count: end + 1)
    way[end] = true
    for place in stride(from: end - 1, through: 0, by: -1) {
      let node = node(at: place)
      if case .cut = node.origin { continue }
      way[place] =
        leads(node.first, way) || leads(node.second, way)
        || node.others.contains { leads($0, way) }
    }
    return way
  }

  /// Whether an operand is made from the target.
  private func leads(_ operand: Int32, _ way: [Bool]) -> Bool {
    guard let place = place(of: operand), place < way.count else { return false }
    return way[place]
  }

  /// Hands a node's adjoint on to the operands that lead to the target.
  private func spread(
    _ adjoint: Tensor,
    of node: RecordedNode,
    on way: [Bool],
    _ give: (Int, Tensor) -> Void
  ) throws(ReverseModeError) {
    let operands = node.operands
    switch node.origin {
    case .constant, .cut: return
    case .derivative:
      if operands.contains(where: { leads($0, way) }) { throw .secondDerivative }
    case .same:
      if let operand = operands.first, leads(operand, way), let place = place(of: operand) {
        give(place, adjoint)
      }
    case .operation(let operation):
      guard operands.contains(where: { leads($0, way) }) else { return }
      let (operation, operands) = chosen(operation, operands, way)
      let values = operands.map { place(of: $0).map { self.node(at: $0).value } ?? Tensor(0) }
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
      for (operand, share) in zip(operands, shares) where leads(operand, way) {
        if let share, let place = place(of: operand) { give(place, share) }
      }
    }
  }

  /// A loss computed from z has a as its third operand: it is used where the way leads by a alone.
  private func chosen(
    _ operation: Operation,
    _ operands: [Int32],
    _ way: [Bool]
  ) -> (Operation, [Int32]) {
    guard case .lossFromLogits(let loss) = operation, operands.count == 3 else {
      return (operation, operands)
    }
    if leads(operands[2], way) && !leads(operands[0], way) {
      return (.loss(loss), [operands[2], operands[1]])
    }
    return (operation, Array(operands.prefix(2)))
  }

  private static func sum(_ left: Tensor, _ right: Tensor) -> Tensor {
    if let left = left.scalar, let right = right.scalar { return Tensor(left + right) }
    let sums = zip(left.elements, right.elements).map { $0 + $1 }
    return Tensor(shape: left.shape, elements: sums)
  }
}
