package import Diagnostics
package import Notation
package import Operations
package import Tensors

/// The position of a node in the log, counted from the session's start.
package typealias NodeID = Int32

/// A piece of text that runs: a statement and the text it stands in.
package struct CodeSite: Sendable {
  /// The statement.
  package let statement: Statement
  /// The text that its spans point into.
  package let source: SourceText

  /// Makes a site.
  package init(statement: Statement, source: SourceText) {
    self.statement = statement
    self.source = source
  }
}

/// How a node of the log came by its value.
package enum NodeAction: Sendable {
  /// A number in the text, a random draw, or a value from outside the log.
  case constant
  /// A name read; the operand is the version read.
  case read
  /// A version of a variable made by `=`: derivatives flow through it.
  case define
  /// A version made by `←`: it stores the number and starts afresh.
  case update
  /// An operation applied to the operands.
  case apply(Operation)
  /// A function's result: the operand is the value of its body.
  case call
  /// A derivative of the first operand by the second, which `Log.derivations` describes.
  case derivative
}

/// One entry of the log: a value, how it was made, from what, and where in the text.
package struct Node: Sendable {
  /// How it was made.
  package var action: NodeAction
  /// The index of the variable in `Log.keys` that it reads or makes, or −1.
  package var key: Int32
  /// The first operand, or −1; the start in `Log.operandLists` where `second` is below −1.
  var first: NodeID
  /// The second operand, or −1; or −2 − the number of operands in the list.
  var second: NodeID
  /// Where in its text it stands.
  var spanStart: Int32
  var spanEnd: Int32
  /// The value.
  package var value: Tensor

  /// Where in its text it stands.
  package var span: SourceSpan { SourceSpan(start: Int(spanStart), end: Int(spanEnd)) }
}

/// One executed statement.
package struct StepRecord: Sendable {
  /// What a step is.
  package enum Kind: Sendable {
    /// An assignment or an expression.
    case simple
    /// A function's body, evaluated for a call.
    case functionCall
    /// An algorithm's run; its statements are the children.
    case algorithmCall
    /// A loop or a condition; its statements are the children.
    case compound
    /// One turn of a loop.
    case iteration
  }

  /// What it is.
  package var kind: Kind
  /// The statement and its text.
  package var site: CodeSite
  /// The step it belongs to, or −1 at the top.
  package var parent: Int32
  /// The nodes made while it ran.
  package var nodes: Range<NodeID>
  /// The node of its result, or −1.
  package var result: NodeID
  /// The variable it assigned, as an index in `Log.keys`, or −1.
  package var key: Int32
  /// A word for the step that its text does not have: `l = 2`, `forward()`.
  package var label: String?
  /// The parameters of an algorithm that are bound to numbers while it runs.
  package var parameters: [(name: String, value: Double)] = []
  /// The index of a turn of a loop, as a position in `Log.keys`, or −1.
  package var indexKey: Int32 = -1
  /// The value of the index in a turn of a loop.
  package var indexValue = 0.0
  /// Whether what it assigned is a name of the running algorithm's own, gone afterwards.
  package var isOwn = false
}

/// What a derivative was asked of.
package struct DerivationRecord: Sendable {
  /// As it was spelled.
  package var numerator: VariableKey
  /// As it was spelled.
  package var denominator: VariableKey
  /// The node differentiated.
  package var of: NodeID
  /// The version differentiated by, or −1 where only functions were differentiated.
  package var by: NodeID
  /// The links, where only functions were differentiated.
  package var chain: ScalarChain?
}

/// Everything that has been computed: the one trace that steps, derivatives and undo are views of.
///
/// Bounded: beyond `capacity` nodes or `elementCapacity` elements the oldest half goes.
package struct Log: Sendable {
  /// The nodes kept.
  private var nodes: ContiguousArray<Node> = []
  /// The number of nodes dropped at the start.
  package private(set) var base: NodeID = 0
  /// The operands of nodes that have more than two.
  private var operandLists: [NodeID] = []
  /// The number of list entries dropped at the start.
  private var operandListBase: NodeID = 0
  /// The steps kept.
  private var stepRecords: ContiguousArray<StepRecord> = []
  /// The number of steps dropped at the start.
  package private(set) var stepBase: Int32 = 0
  /// The variables met so far.
  package private(set) var keys: [VariableKey] = []
  private var keyIndices: [VariableKey: Int32] = [:]
  /// What the derivative nodes were asked of.
  package var derivations: [NodeID: DerivationRecord] = [:]
  /// The elements that the nodes' own values hold.
  private var elements = 0

  /// The number of nodes kept at most.
  package var capacity = 1 << 19
  /// The number of elements kept at most.
  package var elementCapacity = 20_000_000
  /// The number of steps kept at most.
  package var stepCapacity = 1 << 16

  /// Makes an empty log.
  package init() {}

  /// The position behind the last node.
  package var end: NodeID { base + NodeID(nodes.count) }

  /// The position behind the last step.
  package var stepEnd: Int32 { stepBase + Int32(stepRecords.count) }

  /// Whether a node is still kept.
  package func holds(_ id: NodeID) -> Bool { id >= base && id < end }

  /// A node that is still kept.
  package subscript(id: NodeID) -> Node { nodes[Int(id - base)] }

  /// A step that is still kept.
  package func step(_ index: Int32) -> StepRecord { stepRecords[Int(index - stepBase)] }

  /// Whether a step is still kept.
  package func holdsStep(_ index: Int32) -> Bool { index >= stepBase && index < stepEnd }

  /// The operands of a node, in order.
  package func operands(of id: NodeID) -> [NodeID] {
    let node = self[id]
    if node.second < -1 {
      let start = Int(node.first - operandListBase)
      return Array(operandLists[start..<start + Int(-2 - node.second)])
    }
    if node.first < 0 { return [] }
    return node.second < 0 ? [node.first] : [node.first, node.second]
  }

  /// The position of a variable in `keys`.
  package mutating func index(of key: VariableKey) -> Int32 {
    if let index = keyIndices[key] { return index }
    let index = Int32(keys.count)
    keys.append(key)
    keyIndices[key] = index
    return index
  }

  /// Appends a node with up to two operands.
  package mutating func append(
    _ action: NodeAction,
    key: Int32 = -1,
    first: NodeID = -1,
    second: NodeID = -1,
    span: SourceSpan,
    value: Tensor
  ) -> NodeID {
    let id = end
    nodes.append(
      Node(
        action: action,
        key: key,
        first: first,
        second: second,
        spanStart: Int32(span.start),
        spanEnd: Int32(span.end),
        value: value
      )
    )
    if case .apply = action { elements += value.count }
    return id
  }

  /// Appends a node with any number of operands.
  package mutating func append(
    _ action: NodeAction,
    operands: [NodeID],
    span: SourceSpan,
    value: Tensor
  ) -> NodeID {
    switch operands.count {
    case 0: return append(action, span: span, value: value)
    case 1: return append(action, first: operands[0], span: span, value: value)
    case 2:
      return append(action, first: operands[0], second: operands[1], span: span, value: value)
    default:
      let start = operandListBase + NodeID(operandLists.count)
      operandLists.append(contentsOf: operands)
      return append(
        action,
        first: start,
        second: -2 - NodeID(operands.count),
        span: span,
        value: value
      )
    }
  }

  /// Opens a step and returns its index.
  package mutating func openStep(
    _ kind: StepRecord.Kind,
    site: CodeSite,
    parent: Int32,
    label: String? = nil,
    index bound: (key: Int32, value: Double) = (-1, 0)
  ) -> Int32 {
    let index = stepEnd
    stepRecords.append(
      StepRecord(
        kind: kind,
        site: site,
        parent: parent,
        nodes: end..<end,
        result: -1,
        key: -1,
        label: label,
        indexKey: bound.key,
        indexValue: bound.value
      )
    )
    return index
  }

  /// The index and parameters that are bound while a step runs.
  package func bindings(of record: StepRecord) -> [(name: String, value: Double)] {
    guard record.indexKey >= 0 else { return record.parameters }
    return [(keys[Int(record.indexKey)].name, record.indexValue)] + record.parameters
  }

  /// Notes what is bound while a step runs.
  mutating func bind(_ bindings: [(name: String, value: Double)], in index: Int32) {
    guard holdsStep(index) else { return }
    stepRecords[Int(index - stepBase)].parameters += bindings
  }

  /// Notes that a step assigns a name of the running algorithm's own.
  mutating func noteOwn(_ index: Int32) {
    guard holdsStep(index) else { return }
    stepRecords[Int(index - stepBase)].isOwn = true
  }

  /// Closes a step with its result and the variable it assigned.
  package mutating func closeStep(_ index: Int32, result: NodeID, key: Int32 = -1) {
    guard holdsStep(index) else { return }
    let position = Int(index - stepBase)
    let start = min(stepRecords[position].nodes.lowerBound, end)
    stepRecords[position].nodes = start..<end
    stepRecords[position].result = result
    stepRecords[position].key = key
  }

  /// Drops the oldest half where a bound is passed.
  package mutating func trim() {
    if nodes.count > capacity || elements > elementCapacity {
      let count = max(1, nodes.count / 2)
      for node in nodes.prefix(count) {
        if case .apply = node.action { elements -= node.value.count }
      }
      nodes.removeFirst(count)
      base += NodeID(count)
      dropOperandLists()
      derivations = derivations.filter { $0.key >= base }
    }
    if stepRecords.count > stepCapacity {
      let count = stepRecords.count / 2
      stepRecords.removeFirst(count)
      stepBase += Int32(count)
    }
  }

  /// Drops the operand lists of nodes that are gone; lists stand in the order of their nodes.
  private mutating func dropOperandLists() {
    let firstKept = nodes.first { $0.second < -1 }?.first
    let count = firstKept.map { Int($0 - operandListBase) } ?? operandLists.count
    operandLists.removeFirst(count)
    operandListBase += NodeID(count)
  }

  /// A position to go back to.
  package struct Mark: Sendable {
    let node: NodeID
    let step: Int32
  }

  /// The present position.
  package var mark: Mark { Mark(node: end, step: stepEnd) }

  /// Takes back everything behind a mark.
  package mutating func rewind(to mark: Mark) {
    let kept = max(0, Int(mark.node - base))
    if kept < nodes.count {
      for node in nodes[kept...] {
        if case .apply = node.action { elements -= node.value.count }
      }
      nodes.removeSubrange(kept...)
      derivations = derivations.filter { $0.key < end }
    }
    let keptSteps = max(0, Int(mark.step - stepBase))
    if keptSteps < stepRecords.count { stepRecords.removeSubrange(keptSteps...) }
  }
}
