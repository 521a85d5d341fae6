import Calculus
import Diagnostics
import Notation
import Operations
import Tensors

/// Writes what reverse mode does to arrays as the lectures write it: `W[2]ᵀ ∂J/∂z[2]`.
///
/// A formula is followed down from the result; at each named variable it starts afresh from that
/// variable's derivative. Where an operation has no short formula, none is given. In a dialect
/// with numerator layout every derivative is a row, and the formulas are those of its slides:
/// `∂E/∂z⁽³⁾ W⁽³⁾ ⊙ h⁽²⁾'(z⁽²⁾)ᵀ`.
struct AdjointFormula {
  let interpreter: Interpreter
  private let numerator: VariableKey
  private let isRow: Bool
  private var formulas: [NodeID: Expression] = [:]
  private var unknown: Set<NodeID> = []
  /// Nodes whose operands have been given their shares already.
  private var settled: Set<NodeID> = []

  init(_ interpreter: Interpreter, of numerator: VariableKey, at start: NodeID) {
    self.interpreter = interpreter
    self.numerator = numerator
    isRow = interpreter.dialect.numeratorLayout
    formulas[start] = Self.number(1)
  }

  /// The formula of a node's finished adjoint, which is then handed on to what it was made from.
  mutating func visit(_ id: NodeID) -> Expression? {
    let found = unknown.contains(id) ? nil : formulas[id]
    let node = interpreter.log[id]
    var onward = found
    if case .define = node.action, node.key >= 0 {
      let key = interpreter.log.keys[Int(node.key)]
      if key != numerator {
        onward = Self.make(
          .derivative(.partial, of: numerator.reference, by: key.reference)
        )
      }
    }
    handOn(onward, from: id, node)
    return found
  }

  private mutating func handOn(_ adjoint: Expression?, from id: NodeID, _ node: Node) {
    let operands = interpreter.log.operands(of: id)
    switch node.action {
    case .read, .define, .call:
      if let operand = operands.first { add(adjoint, to: operand) }
    case .apply(.pairwise(.power)) where isSquareOfNorm(operands):
      // ‖W‖² has the derivative 2W, whatever way it was computed.
      let inner = interpreter.log.operands(of: operands[0])[0]
      let double = Form.product(.number(2), interpreter.nodeForm(inner, depth: 0)).expression()
      let shape = interpreter.log[inner].value.shape
      add(adjoint.map { times($0, turned(double, shape), isArray: false) }, to: inner)
      settled.insert(operands[0])
    case .apply where settled.contains(id): break
    case .apply(let operation):
      let shares = adjoint.map { self.shares($0, operation, operands, node.value.shape) }
      for (position, operand) in operands.enumerated() {
        add(shares.flatMap { position < $0.count ? $0[position] : nil }, to: operand)
      }
    case .constant, .update, .derivative: break
    }
  }

  private mutating func add(_ share: Expression?, to operand: NodeID) {
    guard let share else {
      unknown.insert(operand)
      return
    }
    formulas[operand] = formulas[operand].map { Self.make(.infix(.plus, $0, share)) } ?? share
  }

  // MARK: One operation

  /// What each operand gets of an adjoint, nil where there is no short formula.
  private func shares(
    _ adjoint: Expression,
    _ operation: Operation,
    _ operands: [NodeID],
    _ shape: Shape
  ) -> [Expression?] {
    guard operands.allSatisfy(interpreter.log.holds) else { return [] }
    switch operation {
    case .pairwise(.add):
      return operands.map { gathered(adjoint, from: shape, over: $0) }
    case .pairwise(.subtract):
      let left = gathered(adjoint, from: shape, over: operands[0])
      let right = gathered(adjoint, from: shape, over: operands[1])
      return [left, right.map { Self.make(.prefix(.minus, $0)) }]
    case .pairwise(.multiply):
      return [
        scaled(adjoint, by: operands[1], in: shape, for: operands[0]),
        scaled(adjoint, by: operands[0], in: shape, for: operands[1]),
      ]
    case .elementwise(.negate): return [Self.make(.prefix(.minus, adjoint))]
    case .elementwise(let function):
      let slope = Form.apply(
        .elementwiseDerivative(function),
        [interpreter.nodeForm(operands[0], depth: 0)]
      ).expression()
      return [weighted(adjoint, by: slope, shape)]
    case .matrixProduct:
      let left = expression(operands[0])
      let right = expression(operands[1])
      if isRow {
        return [times(right, adjoint, isArray: false), times(adjoint, left, isArray: false)]
      }
      return [
        times(adjoint, Self.make(.transpose(right)), isArray: false),
        times(Self.make(.transpose(left)), adjoint, isArray: false),
      ]
    case .transpose: return [Self.make(.transpose(adjoint))]
    case .reduce(.sum, .all): return [adjoint]
    case .sumOfTerms: return operands.map { _ in adjoint }
    case .lossFromLogits(let loss) where loss != .squaredError && operands.count == 3:
      let output = expression(operands[2])
      let difference = Self.make(.infix(.minus, output, expression(operands[1])))
      let isArray = isDerivative(adjoint) && shape.count > 1
      return [times(adjoint, turned(difference, shape), isArray: isArray), nil, nil]
    case .loss(.squaredError):
      let difference = Self.make(.infix(.minus, expression(operands[0]), expression(operands[1])))
      return [times(adjoint, turned(difference, shape), isArray: false), nil]
    default:
      return isRow ? operands.map { _ in nil } : imageShares(adjoint, operation, operands, shape)
    }
  }

  /// The adjoint of what was spread over a matrix: its rows' or columns' sums.
  private func gathered(
    _ adjoint: Expression,
    from shape: Shape,
    over operand: NodeID
  ) -> Expression? {
    let own = interpreter.log[operand].value.shape
    if own == shape || own.count == shape.count { return adjoint }
    if own.count == 1 { return call("sum", [adjoint]) }
    guard own.rank == 2 else { return nil }
    return call("sum", [adjoint, Self.number((own.columns == 1) != isRow ? 2 : 1)])
  }

  /// The adjoint of one factor of an element-by-element product.
  private func scaled(
    _ adjoint: Expression,
    by other: NodeID,
    in shape: Shape,
    for operand: NodeID
  ) -> Expression? {
    let own = interpreter.log[operand].value.shape
    let isScalar = interpreter.log[other].value.shape.rank == 0
    guard own == shape || isScalar else { return nil }
    if isScalar { return times(expression(other), adjoint, isArray: false) }
    return weighted(adjoint, by: expression(other), shape)
  }

  /// An adjoint times a weight for each element.
  private func weighted(
    _ adjoint: Expression,
    by weight: Expression,
    _ shape: Shape
  ) -> Expression {
    if isRow { return times(adjoint, turned(weight, shape), isArray: shape.rank > 0) }
    return times(weight, adjoint, isArray: shape.rank > 0)
  }

  /// An array as a derivative's layout needs it: transposed where derivatives are rows.
  private func turned(_ array: Expression, _ shape: Shape) -> Expression {
    isRow && shape.rank == 2 ? Self.make(.transpose(array)) : array
  }

  private func isSquareOfNorm(_ operands: [NodeID]) -> Bool {
    guard operands.count == 2, operands.allSatisfy(interpreter.log.holds),
      case .apply(.norm(2)) = interpreter.log[operands[0]].action
    else { return false }
    return interpreter.log[operands[1]].value.scalar == 2
  }

  // MARK: Writing

  func expression(_ node: NodeID) -> Expression {
    interpreter.nodeForm(node, depth: 0).expression()
  }

  private func times(_ left: Expression, _ right: Expression, isArray: Bool) -> Expression {
    if case .number(1) = left.kind { return right }
    if case .number(1) = right.kind { return left }
    if isArray { return Self.make(.infix(.elementwiseProduct, left, right)) }
    return Self.make(.product(left, [(.adjacent, right)]))
  }

  private func isDerivative(_ expression: Expression) -> Bool {
    if case .derivative = expression.kind { true } else { false }
  }

  func call(
    _ name: String,
    _ arguments: [Expression],
    options: [(String, Double)] = []
  ) -> Expression {
    let callee = Callee(reference: Reference(base: name, span: Expression.nowhere))
    return Self.make(
      .call(
        callee,
        arguments.map { Argument(value: $0) }
          + options.map { Argument(label: $0.0, value: Self.number($0.1)) }
      )
    )
  }

  static func number(_ value: Double) -> Expression { make(.number(value)) }

  private static func make(_ kind: Expression.Kind) -> Expression {
    Expression(kind, span: Expression.nowhere)
  }
}
