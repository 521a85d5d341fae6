import Operations

/// Draws random forms and points, the same for the same seed (SplitMix64).
struct FormGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * Double(next() >> 11) / 9_007_199_254_740_992
  }

  mutating func point() -> [String: Double] {
    ["x": uniform(-2, 2), "y": uniform(-2, 2), "z": uniform(0.1, 3)]
  }

  mutating func form(depth: Int) -> Form {
    guard depth > 0 else { return leaf() }
    let functions: [ElementwiseFunction] = [
      .negate, .negate, .exp, .log, .squareRoot, .sine, .cosine, .tangent, .hyperbolicTangent,
      .sigmoid, .relu, .softplus, .leakyRelu(slope: 0.1), .elu(alpha: 1), .absolute, .sign,
      .identity, .log2,
    ]
    let exponents: [Form] = [
      .number(2), .number(3), .number(-1), .number(-2), .number(0.5), .number(0), .number(1),
      .quotient(.number(1), .number(2)), .negative(.symbol("y")), .symbol("x"),
    ]
    switch below(9) {
    case 0, 1: return .sum(form(depth: depth - 1), form(depth: depth - 1))
    case 2: return .difference(form(depth: depth - 1), form(depth: depth - 1))
    case 3, 4: return .product(form(depth: depth - 1), form(depth: depth - 1))
    case 5: return .quotient(form(depth: depth - 1), form(depth: depth - 1))
    case 6: return .power(form(depth: depth - 1), exponents[below(exponents.count)])
    default: return .call(functions[below(functions.count)], form(depth: depth - 1))
    }
  }

  private mutating func leaf() -> Form {
    let numbers = [0.0, 1, -1, 2, 3, 0.5, -2, 4, 0.1]
    return switch below(8) {
    case 0...2: .symbol("x")
    case 3: .symbol("y")
    case 4: .symbol("z")
    default: .number(numbers[below(numbers.count)])
    }
  }
}
