import Operations
import Tensors
import Testing

@testable import Calculus

/// Nodes one after another, as a log holds them.
private struct Written: Recording {
  var nodes: [RecordedNode] = []

  func recordedNode(_ position: Int32) -> RecordedNode? {
    nodes.indices.contains(Int(position)) ? nodes[Int(position)] : nil
  }

  @discardableResult
  mutating func write(
    _ origin: RecordedNode.Origin,
    _ operands: [Int32] = [],
    _ value: Tensor
  ) -> Int32 {
    nodes.append(RecordedNode(origin: origin, operands: operands, value: value))
    return Int32(nodes.count - 1)
  }

  @discardableResult
  mutating func apply(
    _ operation: Operation,
    _ operands: Int32...
  ) throws(OperationError) -> Int32 {
    let values = operands.map { nodes[Int($0)].value }
    return write(.operation(operation), operands, try operation.forward(values))
  }
}

/// Over scalars the walk goes over a tape; nobody may notice.
@Suite("Reverse mode over scalars") struct ReverseModeTests {
  private static let functions: [ElementwiseFunction] = [
    .identity, .negate, .exp, .log, .squareRoot, .sine, .cosine, .tangent, .hyperbolicTangent,
    .sigmoid, .relu, .softplus, .leakyRelu(slope: 0.1), .elu(alpha: 1), .absolute,
  ]
  private static let pairs: [PairwiseFunction] = [
    .add, .subtract, .multiply, .divide, .power, .prelu,
  ]

  /// A program of so many random statements over scalars; each stands in the domain it needs.
  private static func program(seed: UInt64, length: Int) -> Written {
    var random = FormGenerator(seed: seed)
    var written = Written()
    for _ in 0..<3 { written.write(.constant, [], Tensor(random.uniform(-2, 2))) }
    while written.nodes.count < length {
      let end = written.nodes.count
      // Near operands make long chains, and the first ones are used again and again.
      func operand() -> Int32 {
        Int32(random.below(3) == 0 ? random.below(3) : max(0, end - 1 - random.below(6)))
      }
      let (x, y) = (operand(), operand())
      let before = written
      switch random.below(10) {
      case 0, 1: written.write(.same, [x], written.nodes[Int(x)].value)
      case 2: _ = try? written.apply(.sumOfTerms, x, y, x, operand())
      case 3: _ = try? written.apply(.elementwiseDerivative(.sigmoid), x)
      case 4...6:
        _ = try? written.apply(.elementwise(functions[random.below(functions.count)]), x)
      default: _ = try? written.apply(.pairwise(pairs[random.below(pairs.count)]), x, y)
      }
      let isUseful = written.nodes.last?.value.scalar.map { abs($0) < 1e6 } ?? false
      if !isUseful { written = before }
    }
    return written
  }

  @Test(arguments: 1...60)
  func theTapeGivesTheBitsOfTheGeneralWalk(seed: Int) throws {
    let length = 8 + 4 * seed
    let written = Self.program(seed: UInt64(seed), length: length)
    var taped = 0
    for result in (length - 4)..<length {
      let walk = try ReverseMode(written, from: Int32(result))
      for target in 0..<Int32(length) {
        let general = Result { () throws(ReverseModeError) in
          try walk.adjoint(seed: Tensor(-0.75), of: target, round: { $0 })
        }
        let found = Result { () throws(ReverseModeError) in
          try walk.adjoint(seed: Tensor(-0.75), of: target)
        }
        #expect(Bits(found) == Bits(general), "\(result) by \(target)")
        if let tape = walk.scalarAdjoint(seed: -0.75, of: target) {
          #expect(Bits(.success(Tensor(tape))) == Bits(general))
          taped += 1
        }
      }
    }
    #expect(taped > 0)
  }

  /// What a walk came to, NaN equal to NaN, 0 different from −0.
  private struct Bits: Equatable {
    var bits: UInt64?
    var error: ReverseModeError?

    init(_ result: Result<Tensor?, ReverseModeError>) {
      switch result {
      case .success(let value): bits = value?.scalar.map { $0.isNaN ? .max : $0.bitPattern }
      case .failure(let failure): error = failure
      }
    }
  }

  @Test func whatHasNoDerivativeIsToldAsBefore() throws {
    var written = Written()
    let x = written.write(.constant, [], Tensor(0))
    let root = try written.apply(.elementwise(.squareRoot), x)
    let power = try written.apply(.pairwise(.power), x, written.write(.constant, [], Tensor(0.5)))
    let sum = try written.apply(.pairwise(.add), root, power)
    let walk = try ReverseMode(written, from: sum)
    // The newest operation is met first.
    #expect(throws: ReverseModeError.operation(.verticalSlope("x^0.5", 0))) {
      try walk.adjoint(seed: Tensor(1), of: x)
    }
    #expect(walk.scalarAdjoint(seed: 1, of: x) == nil)
    let derivative = written.write(.derivative, [sum, x], Tensor(1))
    let second = try ReverseMode(written, from: derivative)
    #expect(throws: ReverseModeError.secondDerivative) {
      try second.adjoint(seed: Tensor(1), of: x)
    }
    #expect(throws: ReverseModeError.forgotten) { _ = try ReverseMode(written, from: 99) }
  }

  @Test func comparisonsAndArraysTakeTheGeneralWalk() throws {
    var written = Written()
    let x = written.write(.constant, [], Tensor(2))
    let isLarge = try written.apply(.pairwise(.greater), x, x)
    let walk = try ReverseMode(written, from: isLarge)
    #expect(walk.scalarAdjoint(seed: 1, of: x) == nil)
    #expect(try walk.adjoint(seed: Tensor(1), of: x) == nil)

    let column = written.write(.constant, [], Tensor(column: [1, 2, 3]))
    let product = try written.apply(.pairwise(.multiply), x, column)
    let sum = try written.apply(.reduce(.sum, .all), product)
    let over = try ReverseMode(written, from: sum)
    #expect(over.scalarAdjoint(seed: 1, of: x) == nil)
    #expect(try over.adjoint(seed: Tensor(1), of: x) == Tensor(6))
    #expect(try over.adjoint(seed: Tensor(1), of: column) == Tensor(column: [2, 2, 2]))
  }

  @Test func updatesCutTheWay() throws {
    var written = Written()
    let w = written.write(.constant, [], Tensor(3))
    let updated = written.write(.cut, [w], Tensor(3))
    let square = try written.apply(.pairwise(.multiply), updated, updated)
    let walk = try ReverseMode(written, from: square)
    #expect(walk.cuts == [updated])
    #expect(walk.reached == [square, updated])
    #expect(!walk.reaches(w))
    #expect(try walk.adjoint(seed: Tensor(1), of: w) == nil)
    #expect(try walk.adjoint(seed: Tensor(1), of: updated) == Tensor(6))
  }

  /// Positions far apart, and more than one word of bits between them.
  @Test func placesCountWhatIsNewer() {
    let positions: [Int32] = [700, 699, 650, 637, 636, 300, 5, 0]
    var reached = ReachedPositions(newest: 700)
    for position in positions.reversed() { reached.insert(position) }
    #expect(reached.list() == positions)
    #expect(positions.map { reached.place(of: $0) } == positions.indices.map { $0 })
    for other: Int32 in [-1, 1, 635, 698, 701, 90000] {
      #expect(reached.place(of: other) == nil)
      #expect(!reached.contains(other))
    }
  }
}
