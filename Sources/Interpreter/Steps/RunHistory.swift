package import Diagnostics
package import Notation
import Tensors

/// What every name stood for at each step of a run: a view of the log, nothing runs again.
///
/// Names of a running algorithm's own are there while a step is inside it, and gone behind it.
/// The versions up to every few hundredth step are collected once, so that any step of a long run
/// is answered alike fast.
package struct RunHistory: Sendable {
  /// A moment of a run: before the node that would come next, inside a step.
  package struct Moment: Sendable, Hashable {
    /// The step that it belongs to, or −1 at the top.
    package var record: Int32
    /// The first node that does not count any more.
    package var limit: NodeID

    /// Makes a moment.
    package init(record: Int32, limit: NodeID) {
      self.record = record
      self.limit = limit
    }
  }

  /// A name in the session, or in a run of an algorithm.
  private struct Slot: Hashable {
    var scope: Int32
    var key: Int32
  }

  /// A version that a step made.
  private struct Made {
    var slot: Slot
    /// The node that holds it, or −1 for what is no number.
    var node: NodeID
    /// The node behind which it stands.
    var order: NodeID
  }

  private struct Checkpoint {
    var record: Int32
    var limit: NodeID
    var versions: [Slot: NodeID]
    /// What steps that were still going on are to make.
    var pending: [Made]
  }

  private let before: Environment
  private let first: Int32
  private let end: Int32
  /// Whether steps of the run have left the log.
  private let isCut: Bool
  private var checkpoints: [Checkpoint] = []

  private static let spacing: Int32 = 256

  /// Makes the history of a run.
  ///
  /// - Parameters:
  ///   - before: What names stood for when the run began.
  ///   - first: The first step of the run.
  ///   - interpreter: The session when the run had ended.
  package init(before: Environment, from first: Int32, _ interpreter: Interpreter) {
    self.before = before
    self.first = max(first, interpreter.log.stepBase)
    isCut = first < interpreter.log.stepBase
    end = interpreter.log.stepEnd
  }

  /// What every name stood for at a moment.
  package mutating func environment(at moment: Moment, _ interpreter: Interpreter) -> Environment {
    if checkpoints.isEmpty { collect(interpreter.log) }
    let log = interpreter.log
    let start = checkpoints.last { $0.limit <= moment.limit } ?? checkpoints[0]
    var versions = start.versions
    var pending = start.pending
    var record = start.record
    while record < end, log.step(record).nodes.lowerBound < moment.limit {
      pending += made(by: record, log)
      record += 1
    }
    for made in pending.sorted(by: { $0.order < $1.order }) where made.order < moment.limit {
      versions[made.slot] = made.node
    }
    var environment = before
    let present = interpreter.environment
    environment.takeDefinitions(of: present)
    if isCut { environment.keepOnly(upTo: moment.limit, of: present) }
    let scope = call(around: moment.record, log)
    for (slot, node) in versions where slot.scope == -1 {
      set(slot.key, node, in: &environment, interpreter)
    }
    bindOwn(of: scope, at: moment, in: &environment, interpreter) {
      interpreter.log.holds($0) ? interpreter.log[$0].value : nil
    }
    for (slot, node) in versions where slot.scope == scope && scope >= 0 {
      set(slot.key, node, in: &environment, interpreter)
    }
    bindIndices(moment.record, in: &environment, log)
    return environment
  }

  // MARK: Versions

  private mutating func collect(_ log: Log) {
    var versions: [Slot: NodeID] = [:]
    var pending: [Made] = []
    checkpoints.append(Checkpoint(record: first, limit: -1, versions: [:], pending: []))
    var record = first
    while record < end {
      let limit = log.step(record).nodes.lowerBound
      if !pending.isEmpty {
        pending.sort { $0.order < $1.order }
        while let made = pending.first, made.order < limit {
          versions[made.slot] = made.node
          pending.removeFirst()
        }
      }
      if record > first, (record - first) % Self.spacing == 0 {
        checkpoints.append(
          Checkpoint(record: record, limit: limit, versions: versions, pending: pending)
        )
      }
      pending += made(by: record, log)
      record += 1
    }
  }

  /// The versions that a step itself makes.
  private func made(by index: Int32, _ log: Log) -> [Made] {
    let record = log.step(index)
    switch record.kind {
    case .simple:
      let scope = record.isOwn ? call(around: index, log) : -1
      if record.key >= 0 {
        let order = record.result >= 0 ? record.result : record.nodes.upperBound - 1
        return [Made(slot: Slot(scope: scope, key: record.key), node: record.result, order: order)]
      }
      guard case .assignment(.list, _, _) = record.site.statement.kind else { return [] }
      return versions(in: record.nodes, scope, log)
    case .algorithmCall where record.label.map(Self.defining.contains) ?? false:
      return versions(in: record.nodes, -1, log)
    case .algorithmCall, .compound, .functionCall, .iteration: return []
    }
  }

  /// The calls that are one step, and define names of the session's.
  static let defining: Set = ["network", "dataset", "split", "train"]

  private func versions(in nodes: Range<NodeID>, _ scope: Int32, _ log: Log) -> [Made] {
    nodes.compactMap { id in
      guard log.holds(id), log[id].key >= 0 else { return nil }
      switch log[id].action {
      case .define, .update:
        return Made(slot: Slot(scope: scope, key: log[id].key), node: id, order: id)
      default: return nil
      }
    }
  }

  /// The run of an algorithm that a step belongs to, or −1.
  private func call(around record: Int32, _ log: Log) -> Int32 {
    var next = record
    while log.holdsStep(next), next >= first {
      let step = log.step(next)
      if step.kind == .algorithmCall { return next }
      next = step.parent
    }
    return -1
  }

  private func set(
    _ key: Int32,
    _ node: NodeID,
    in environment: inout Environment,
    _ interpreter: Interpreter
  ) {
    let name = interpreter.log.keys[Int(key)]
    guard interpreter.log.holds(node) else {
      // Functions have no node; numbers that the log no longer holds are not known any more.
      let present = interpreter.environment.variables[name]
      if node < 0, let present, present.node < 0 {
        environment.set(name, to: present)
      } else if node >= 0 {
        environment.remove(name)
      }
      return
    }
    let value = Value.tensor(interpreter.log[node].value)
    let variable = Variable(value: value, node: node, key: key)
    if name.name.hasPrefix("∂") {
      environment.setClaim(spelled: name.name, to: variable, as: interpreter.environment)
    } else {
      environment.set(name, to: variable)
    }
  }

  // MARK: What an algorithm has of its own

  /// The indices of the loops and the numbers that parameters stand for, around a step.
  private func bindIndices(
    _ record: Int32,
    in environment: inout Environment,
    _ log: Log
  ) {
    var bound: Set<String> = []
    var next = record
    while log.holdsStep(next), next >= first {
      let step = log.step(next)
      // An index is the loop's; a parameter may have been passed in the call's own records.
      guard step.kind != .algorithmCall else {
        return
      }
      for (name, value) in log.bindings(of: step) where bound.insert(name).inserted {
        let variable = Variable(value: .tensor(Tensor(value)), node: -1, key: -1)
        environment.set(VariableKey(name), to: variable)
      }
      next = step.parent
    }
  }

  /// The parameters of the algorithm that runs: their values, or the variables they stand for.
  private func bindOwn(
    of call: Int32,
    at moment: Moment,
    in environment: inout Environment,
    _ interpreter: Interpreter,
    value: (NodeID) -> Tensor?
  ) {
    let log = interpreter.log
    guard call >= 0, let name = log.step(call).label,
      let definition = interpreter.algorithm(named: name)?.definition
    else { return }
    let record = log.step(call)
    bindReferences(of: definition, record, in: &environment, interpreter)
    for (name, value) in record.parameters {
      let variable = Variable(value: .tensor(Tensor(value)), node: -1, key: -1)
      environment.set(VariableKey(name), to: variable)
    }
    // Arrays passed by value are versions made before the first statement.
    let first = log.holdsStep(call + 1) ? log.step(call + 1) : record
    let head = first.parent == call ? first.nodes.lowerBound : record.nodes.upperBound
    for id in record.nodes.lowerBound..<max(record.nodes.lowerBound, head) where log.holds(id) {
      guard case .define = log[id].action, log[id].key >= 0, let value = value(id) else { continue }
      let key = log.keys[Int(log[id].key)]
      guard definition.parameters.contains(where: { $0.name == key.name }) else { continue }
      environment.set(key, to: Variable(value: .tensor(value), node: id, key: log[id].key))
    }
  }

  /// Parameters bound by reference: the variable that each stands for, under its own name.
  private func bindReferences(
    of definition: AlgorithmDefinition,
    _ record: StepRecord,
    in environment: inout Environment,
    _ interpreter: Interpreter
  ) {
    guard case .expression(let whole) = record.site.statement.kind,
      case .call(_, let arguments) = whole.kind
    else { return }
    let resolver =
      interpreter.log.holdsStep(record.parent)
      ? StepResolver(interpreter, record.parent) : nil
    for (position, argument) in arguments.enumerated() {
      let names = definition.parameters.map(\.name)
      let parameter = argument.label ?? (position < names.count ? names[position] : nil)
      let resolved = resolver?.resolved(argument.value) ?? argument.value
      guard let parameter, names.contains(parameter),
        case .reference(let reference) = resolved.kind, reference.element == nil
      else { continue }
      var layer: Int?
      if let index = reference.layer {
        guard case .number(let number) = index.kind else { continue }
        layer = Int(exactly: number)
      }
      let key = VariableKey(reference.identifier, layer: layer)
      if let variable = environment.variables[key] {
        environment.set(VariableKey(parameter), to: variable)
      }
    }
  }
}

extension Environment {
  /// Takes over functions, algorithms and what is no number from a later state.
  fileprivate mutating func takeDefinitions(of later: Environment) {
    functions = later.functions
    algorithms = later.algorithms
    letters = later.letters
    hasNetwork = later.hasNetwork
    for (key, variable) in later.variables where variable.node < 0 && variables[key] == nil {
      set(key, to: variable)
    }
  }

  /// Keeps only the variables that surely had their value before a node.
  fileprivate mutating func keepOnly(upTo limit: NodeID, of later: Environment) {
    for (key, variable) in variables {
      let present = later.variables[key]
      if present?.node == variable.node { continue }
      remove(key)
    }
    for (key, variable) in later.variables where variable.node >= 0 && variable.node < limit {
      set(key, to: variable)
    }
  }

  /// Sets the claim of a spelling, `∂J/∂W[1]`.
  fileprivate mutating func setClaim(
    spelled spelling: String,
    to variable: Variable,
    as later: Environment
  ) {
    for key in Array(later.claims.keys) + Array(claims.keys) where key.spelling == spelling {
      set(key, to: variable)
      return
    }
  }
}

extension Interpreter {
  /// An interpreter that reads names as an environment has them, for questions about a step.
  ///
  /// - Parameters:
  ///   - environment: What names stand for.
  ///   - keepsLog: Whether derivatives can be asked for; a long log then is copied on the first
  ///     statement.
  /// - Returns: A copy, whose answers leave this one as it is.
  package func viewing(_ environment: Environment, keepsLog: Bool) -> Interpreter {
    var reader = self
    reader.environment = environment
    reader.checkpoints = []
    guard !keepsLog else { return reader }
    reader.log = Log()
    for (key, variable) in environment.variables {
      reader.environment.set(
        key,
        to: Variable(value: variable.value, node: -1, key: reader.log.index(of: key))
      )
    }
    for (key, claim) in environment.claims {
      let index = reader.log.index(of: VariableKey(key.spelling))
      reader.environment.set(key, to: Variable(value: claim.value, node: -1, key: index))
    }
    for (number, result) in results {
      reader.results[number] = Evaluated(result.value)
    }
    return reader
  }

  /// The value that an expression has where names stand for what an environment has.
  package func value(
    of expression: Expression,
    in source: SourceText,
    viewing environment: Environment,
    keepsLog: Bool
  ) throws(Diagnostic) -> Value? {
    var reader = viewing(environment, keepsLog: keepsLog)
    let statement = Statement(.expression(expression), span: expression.span)
    return try reader.run(statement, in: source).value
  }
}
