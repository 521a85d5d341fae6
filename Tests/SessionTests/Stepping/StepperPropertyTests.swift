import Diagnostics
import Interpreter
import Notation
import Rendering
import Session
import Testing

/// Whatever is run and whatever is pressed: no crash, screens that fit, ways back that lead back.
@Suite struct StepperPropertyTests {
  static let programs: [[String]] = [
    ["w = 1", "x = 2w + 3", "y = log(x)", "z = 2y² − 1", "dz/dw"],
    xorNetwork + ["forward()"], xorNetwork + ["forward()", "backward()"],
    xorNetwork + ["forward()", "backward()", "descend(adam, α = 0.1)"],
    xorNetwork + ["forward()", "backward(); W[1] ← W[1] − ΔW[1]; forward()"],
    xorNetwork + ["forward()", "∂J/∂W[1]"],
    ["p = softmax([1, 2; 3, 4; 5, 6])"], ["f(x) = x²", "z = f(3) + f(f(2))"],
    ["w = 1", "for i = 1, ..., 4 { for j = 1, ..., i { w ← w + i j } }"],
    ["w = 1", "while w < 20 { if w > 5 { w ← 3w } else { w ← 2w } }"],
    ["變 = 4", "ŷ = [1; 2]; r̂ = 變 ŷ; r̂ᵀ r̂"], ["symbols a b", "a² + 2a b"],
    ["\"a text\""], ["g = tanh; h = g(0.5)"], ["if 1 > 2 { w = 1 }"],
    ["[a; b] = [1; 2]; c = a b"], ["algorithm f(v) { own = 2v; return own }", "q = f(3) + 1"],
    ["A = zeros(2, 2)", "A_{1,2} = 5; A_{2,1} ← A_{1,2} + 1"], ["x = zeros(40, 50)", "y = x xᵀ"],
    ["f(x) = sin(x); f'(1)"],
  ]

  @Test(arguments: 0..<20)
  func keysOfAllKinds(_ number: Int) throws {
    var random = Dice(seed: UInt64(number) + 1)
    let program = Self.programs[number % Self.programs.count]
    let walkers = [
      try Walker(program), try Walker(program, typography: .ascii),
      try Walker(program, predicts: true),
    ]
    for round in 0..<100 {
      let isASCII = round % 3 == 1
      var walker = walkers[round % 3]
      var pressed = ""
      for _ in 0..<12 {
        pressed += walker.pressAny(&random)
        let (rows, columns) = (random.below(30) + 1, random.below(90) + 1)
        let screen = walker.stepper.screen(rows: rows, columns: columns)
        let ellipsisFits = screen.width <= columns
        #expect(screen.lines.count == rows, "\(program) \(pressed) \(rows)×\(columns)")
        #expect(ellipsisFits, "\(program) \(pressed) \(rows)×\(columns):\n\(screen.plain)")
        if isASCII {
          #expect(!screen.plain.contains { "·…─⎡−›←ᵀ".contains($0) }, "\(program) \(pressed)")
        }
      }
    }
  }

  @Test(arguments: 0..<20)
  func backBehindNextIsWhereOneWas(_ number: Int) throws {
    var random = Dice(seed: UInt64(number) + 100)
    let program = Self.programs[number % Self.programs.count]
    let fresh = try Walker(program)
    for _ in 0..<25 {
      var walker = fresh
      for _ in 0..<10 {
        _ = walker.pressAny(&random)
        // What was answered last is not shown again.
        walker.press("U")
        walker.press("U")
        let before = walker.screen()
        walker.press("n")
        if walker.passage().contains("This was the last step") { continue }
        walker.press("b")
        #expect(walker.screen() == before)
        if random.below(2) == 0 { walker.press("n") }
      }
    }
  }
}

/// A small generator, so that a failure can be run again.
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  /// A number from 0 on, below a bound.
  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }
}

extension Walker {
  private static let lines = [
    "", "w", "W[1]", "W[l]", "z", "a[2]", "2 +", "foo", "1/0", "dz/dw", "ŷ", "變", "[1, 2",
    "∂J/∂W[1]",
    "\"text\"", "x = 3", ":quit", "\u{1B}[A", "\t", "_", "?", "sin", "forward()",
  ]

  /// Presses any key, answers what is asked with any line; returns what was typed.
  mutating func pressAny(_ random: inout Dice) -> String {
    if case .ask = effect {
      let line = Self.lines[random.below(Self.lines.count)]
      answer(line)
      return "‹\(line)›"
    }
    let keys = Array("nnnnniiioobbbupw?xHEDU")
    let key = keys[random.below(keys.count)]
    press(String(key))
    return String(key)
  }
}
