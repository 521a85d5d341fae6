import Operations
import Tensors

extension ReverseMode {
  /// The derivative of seed · result by a scalar over scalars alone, by a tape of what lies between.
  ///
  /// The tape has an entry for each node on the way, so that every sum is formed in the order of
  /// the general walk: both give the same bits.
  /// - Returns: nil where the general walk is needed: for an array on the way, an operation without
  ///   scalar slopes, and for whatever has no derivative, which the general walk explains.
  func scalarAdjoint(seed: Double, of target: Int32) -> Double? {
    guard let end = place(of: target), node(at: end).value.scalar != nil else { return nil }
    var tape = Tape(capacity: end + 1)
    var taped = [Tape.Node?](repeating: nil, count: end + 1)
    taped[end] = tape.variable(0)
    for place in stride(from: end - 1, through: 0, by: -1) {
      let node = node(at: place)
      switch node.origin {
      case .constant, .cut: continue
      case .derivative:
        if node.operands.contains(where: { self.taped($0, taped) != nil }) { return nil }
      case .same:
        guard let operand = self.taped(node.first, taped) else { continue }
        taped[place] = tape.append(0, by: operand, slope: 1)
      case .operation(.sumOfTerms):
        guard let entry = sum(node, on: &tape, taped) else { return nil }
        taped[place] = entry
      case .operation(let operation):
        guard node.others.isEmpty else { return nil }
        let first = self.taped(node.first, taped)
        let second = self.taped(node.second, taped)
        if first == nil, second == nil { continue }
        guard let entry = entry(operation, node, first, second, on: &tape) else { return nil }
        taped[place] = entry
      }
    }
    guard let result = taped[0] else { return nil }
    tape.backward(from: result, seed: seed)
    return taped[end].map { tape.adjoint(of: $0) }
  }

  /// The entry that an operand has on the tape, where the way leads over it.
  private func taped(_ operand: Int32, _ taped: [Tape.Node?]) -> Tape.Node? {
    guard let place = place(of: operand), place < taped.count else { return nil }
    return taped[place]
  }

  /// The number that an operand is.
  private func scalar(_ operand: Int32) -> Double? {
    place(of: operand).flatMap { node(at: $0).value.scalar }
  }

  /// Appends an operation on one or two scalars; nil where it is none.
  private func entry(
    _ operation: Operation,
    _ node: RecordedNode,
    _ first: Tape.Node?,
    _ second: Tape.Node?,
    on tape: inout Tape
  ) -> Tape.Node? {
    guard let x = scalar(node.first), node.value.scalar != nil else { return nil }
    let y = node.second >= 0 ? scalar(node.second) : 0
    guard let y else { return nil }
    var slopes: (Double, Double) = (0, 0)
    if first != nil {
      guard let slope = try? operation.scalarSlope(by: 0, x, y) else { return nil }
      slopes.0 = slope
    }
    if second != nil {
      guard let slope = try? operation.scalarSlope(by: 1, x, y) else { return nil }
      slopes.1 = slope
    }
    guard let first else { return second.map { tape.append(0, by: $0, slope: slopes.1) } }
    guard let second else { return tape.append(0, by: first, slope: slopes.0) }
    return tape.append(0, by: first, slope: slopes.0, and: second, slope: slopes.1)
  }

  /// Appends a sum of any number of scalars, two at a time; nil where a term is no scalar.
  private func sum(
    _ node: RecordedNode,
    on tape: inout Tape,
    _ taped: [Tape.Node?]
  ) -> Tape.Node?? {
    let operands = node.operands
    let terms = operands.compactMap { self.taped($0, taped) }
    guard var entry = terms.first else { return .some(nil) }
    guard node.value.scalar != nil, operands.allSatisfy({ scalar($0) != nil }) else { return nil }
    if terms.count == 1 { return tape.append(0, by: entry, slope: 1) }
    for term in terms.dropFirst() {
      entry = tape.append(0, by: entry, slope: 1, and: term, slope: 1)
    }
    return entry
  }
}
