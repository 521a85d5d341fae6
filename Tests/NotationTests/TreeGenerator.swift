import Diagnostics

@testable import Notation

/// Makes random trees of every kind that the parser can make, the same ones for the same seed.
struct TreeGenerator {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  private mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int(random.next() % UInt64(choices.count))]
  }

  private mutating func chance(_ percent: UInt64) -> Bool { random.next() % 100 < percent }

  private mutating func many<T>(_ range: ClosedRange<Int>, _ make: (inout Self) -> T) -> [T] {
    let count = range.lowerBound + Int(random.next() % UInt64(range.count))
    return (0..<count).map { _ in make(&self) }
  }

  // MARK: Names

  private mutating func letters() -> String {
    pick([
      "a", "b", "W", "x", "y", "z", "ŷ", "r̂", "x̃", "Δz", "ΔW", "σ", "α", "β", "λ", "dz", "dw", "d",
      "e", "T", "Tx", "π", "loss", "softmax", "QK", "é", "層", "α2", "aΔ", "αx", "w1", "i", "n",
      "jk",
    ])
  }

  private mutating func part() -> String { pick(["1", "2", "12", "z", "n2", "j", "β", "out"]) }

  private mutating func identifier() -> String {
    pick(["a", "β_1", "learning_rate", "Δz", "ϊ", "x̂", "out_z", "w_12", "m_1_2"])
  }

  private mutating func index() -> String { pick(["j", "i", "n", "l", "case", "ŝ", "n_1"]) }

  mutating func reference(_ depth: Int, layer: Bool = true, element: Bool = true) -> Reference {
    var name = Reference(base: letters(), span: .none)
    if chance(25) { name.parts = many(1...2) { $0.part() } }
    if layer, depth > 0, chance(25) { name.layer = small(depth - 1) }
    if element, depth > 0, chance(15) { name.element = many(1...3) { $0.elementIndex(depth - 1) } }
    return name
  }

  private mutating func elementIndex(_ depth: Int) -> ElementIndex {
    switch random.next() % 4 {
    case 0: .all
    case 1: .trainingCase(small(depth))
    default: .position(small(depth))
    }
  }

  /// What an index or exponent usually is; now and then anything.
  private mutating func small(_ depth: Int) -> Expression {
    if depth > 0, chance(20) { return expression(depth - 1) }
    let name = Expression(.reference(Reference(base: letters(), span: .none)), span: .none)
    let letter = Reference(base: pick(["l", "j", "n", "L", "T", "τ"]), span: .none)
    let number = Expression(.number(Double(random.next() % 12)), span: .none)
    switch random.next() % 6 {
    case 0, 1: return number
    case 2: return name
    case 3: return Expression(.infix(.minus, expression(.reference(letter)), number), span: .none)
    case 4: return expression(.prefix(.minus, number))
    default: return expression(.reference(letter))
    }
  }

  private func expression(_ kind: Expression.Kind) -> Expression { Expression(kind, span: .none) }

  // MARK: Expressions

  private mutating func number() -> Double {
    pick([0, 1, 2, 3, 12, 0.5, 0.25, 1e-7, 1e20, 1.5e300, 0.1, 123456.789, 1.0 / 3])
  }

  mutating func expression(_ depth: Int) -> Expression {
    expression(depth > 0 ? branch(depth - 1) : leaf())
  }

  private mutating func leaf() -> Expression.Kind {
    switch random.next() % 10 {
    case 0, 1: .number(number())
    case 2:
      .string(
        pick(["", "text", "Δz", "a \"b\" \\n", "line\nbreak", "tab\t", "\\alpha#", "\\u{41}"])
      )
    case 3: .result(chance(50) ? nil : Int(random.next() % 30))
    case 4: .hole
    case 5: .primed(reference(0), Int(1 + random.next() % 2))
    default: .reference(reference(1))
    }
  }

  private mutating func branch(_ depth: Int) -> Expression.Kind {
    switch random.next() % 22 {
    case 0: .prefix(pick(PrefixOperator.allCases), expression(depth))
    case 1, 2: .infix(pick(InfixOperator.allCases), expression(depth), expression(depth))
    case 3:
      .comparison(
        expression(depth),
        many(1...3) { ($0.pick(ComparisonOperator.allCases), $0.expression(depth)) }
      )
    case 4, 5, 6:
      .product(
        expression(depth),
        many(1...3) { ($0.pick(ProductOperator.allCases), $0.expression(depth)) }
      )
    case 7: .glued(number(), gluable(depth))
    case 8: .power(expression(depth), chance(60) ? small(depth) : expression(depth))
    case 9: .transpose(expression(depth))
    case 10: .call(callee(depth), many(0...3) { $0.argument(depth) })
    case 11: .matrix(many(1...3) { $0.many(1...3) { $0.expression(depth) } })
    case 12: .norm(expression(depth), chance(50) ? nil : small(depth))
    case 13: .floor(expression(depth))
    case 14: .ceiling(expression(depth))
    case 15: .absolute(expression(depth))
    case 16: big(depth)
    case 17:
      .derivative(pick(DerivativeSign.allCases), of: reference(depth), by: reference(depth))
    case 18: .differentiate(pick(DerivativeSign.allCases), by: reference(depth), expression(depth))
    case 19: .nabla(by: reference(depth), expression(depth))
    case 20:
      .evaluated(expression(depth), many(1...2) { ($0.reference(depth), $0.expression(depth)) })
    default: leaf()
    }
  }

  private mutating func callee(_ depth: Int) -> Callee {
    Callee(
      reference: reference(depth),
      primes: chance(20) ? 1 : 0,
      power: chance(20) ? small(depth) : nil
    )
  }

  private mutating func argument(_ depth: Int) -> Argument {
    Argument(label: chance(30) ? identifier() : nil, value: expression(depth))
  }

  /// What a number can be glued to: something that starts with a name.
  private mutating func gluable(_ depth: Int) -> Expression {
    let name: Expression.Kind
    switch random.next() % 5 {
    case 0: name = .call(callee(depth), many(1...2) { $0.argument(depth) })
    case 1: name = .derivative(.ordinary, of: reference(depth), by: reference(depth))
    case 2: name = .primed(reference(depth), 1)
    default: name = .reference(reference(depth))
    }
    if case .derivative = name { return expression(name) }
    switch random.next() % 4 {
    case 0: return expression(.power(expression(name), small(depth)))
    case 1: return expression(.transpose(expression(name)))
    default: return expression(name)
    }
  }

  private mutating func big(_ depth: Int) -> Expression.Kind {
    let sign = pick(BigOperator.allCases)
    // A maximum without an index is a call.
    let isBare = chance(25) && (sign == .sum || sign == .product)
    let hasRange = !isBare && chance(50)
    return .big(
      sign,
      index: isBare ? nil : index(),
      from: hasRange ? small(depth) : nil,
      to: hasRange ? small(depth) : nil,
      expression(depth)
    )
  }

  // MARK: Statements

  mutating func program() -> Program {
    let source = SourceText("", name: "generated")
    return Program(statements: many(1...3) { $0.statement(3) }, source: source)
  }

  private mutating func body(_ depth: Int) -> [Statement] { many(0...2) { $0.statement(depth) } }

  mutating func statement(_ depth: Int) -> Statement {
    let inner = depth - 1
    let kind: Statement.Kind
    switch random.next() % (depth > 0 ? 12 : 7) {
    case 0, 1:
      kind = .assignment(target(inner), pick([.define, .update]), expression(max(0, depth)))
    case 2: kind = .expression(expression(depth + 1))
    case 3: kind = .symbols(many(1...3) { $0.identifier() })
    case 4: kind = .breakLoop
    case 5: kind = .returnValue(chance(30) ? nil : expression(depth))
    case 6:
      kind = .state(many(1...2) { Parameter(name: $0.identifier(), value: $0.expression(1)) })
    case 7: kind = .forLoop(variable: identifier(), range(inner), body: body(inner))
    case 8: kind = .whileLoop(expression(inner), body: body(inner))
    case 9, 10:
      let otherwise = chance(50) ? body(inner) : nil
      kind = .conditional(expression(inner), then: body(inner), otherwise: otherwise)
    default:
      var names = Set<String>()
      let parameters = many(0...3) {
        Parameter(name: $0.identifier(), value: $0.chance(50) ? $0.expression(1) : nil)
      }
      kind = .algorithm(
        AlgorithmDefinition(
          name: identifier(),
          parameters: parameters.filter { names.insert($0.name).inserted },
          assigns: many(0...2) { $0.identifier() },
          body: body(inner)
        )
      )
    }
    return Statement(updatable(kind), span: .none)
  }

  /// A function is defined, never updated.
  private func updatable(_ kind: Statement.Kind) -> Statement.Kind {
    guard case .assignment(.function(let name, let parameters), .update, let value) = kind else {
      return kind
    }
    return .assignment(.function(name, parameters: parameters), .define, value)
  }

  private mutating func target(_ depth: Int) -> Target {
    switch random.next() % 6 {
    case 0:
      var seen = Set<String>()
      let names = many(1...3) { $0.identifier() }.filter { seen.insert($0).inserted }
      return .function(reference(depth, element: false), parameters: names)
    case 1:
      return .derivative(
        pick(DerivativeSign.allCases),
        of: reference(depth),
        by: reference(depth)
      )
    case 2: return .list(many(1...3) { $0.reference(depth) })
    case 3:
      var name = reference(depth)
      name.base += "'"
      return .reference(name)
    default: return .reference(reference(depth))
    }
  }

  private mutating func range(_ depth: Int) -> LoopRange {
    let literal = expression(chance(50) ? .number(1) : .prefix(.minus, expression(.number(2))))
    switch random.next() % 5 {
    case 0: return .ellipsis(first: literal, last: expression(depth))
    case 1: return .ellipsis(first: expression(depth), last: literal)
    case 2: return .endless(first: expression(depth), second: expression(depth))
    case 3: return .up(expression(depth), expression(depth))
    default: return .down(expression(depth), expression(depth))
    }
  }
}

/// A small seeded generator, splitmix64 (Steele, Lea, Flood 2014).
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
