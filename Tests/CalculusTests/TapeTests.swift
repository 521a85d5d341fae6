import Calculus
import Operations
import Testing

@Suite("The tape") struct TapeTests {
  /// x = 2w + 3, y = log x, z = 2y² − 1: dz/dw = 8y/x.
  @Test func theChainExample() {
    var tape = Tape()
    let w = tape.variable(1)
    let x = tape.add(tape.multiply(w, 2), 3)
    let y = tape.log(x)
    let z = tape.subtract(tape.multiply(tape.power(y, 2), 2), 1)
    tape.backward(from: z)
    #expect(tape.value(of: z) == 4.180580787960469)
    #expect(tape.adjoint(of: w) == 2.5751006598945607)
    #expect(tape.adjoint(of: y) == 4 * tape.value(of: y))
    #expect(tape.adjoint(of: z) == 1)
  }

  static let functions: [ElementwiseFunction] = [
    .identity, .negate, .exp, .log, .log2, .log10, .squareRoot, .sine, .cosine, .tangent,
    .hyperbolicTangent, .sigmoid, .relu, .softplus, .leakyRelu(slope: 0.1), .elu(alpha: 1.5),
    .absolute,
  ]

  /// Central differences with h = 10⁻⁶ agree to 10⁻⁸ + 10⁻⁸ |slope|.
  @Test(arguments: functions, [0.3, 1.7])
  func slopesOfFunctionsAgreeWithDifferences(_ function: ElementwiseFunction, at x: Double) {
    var tape = Tape()
    let operand = tape.variable(x)
    let result = tape.apply(function, operand)
    tape.backward(from: result)
    let h = 1e-6
    let difference = (function.value(at: x + h) - function.value(at: x - h)) / (2 * h)
    #expect(tape.value(of: result) == function.value(at: x))
    #expect(abs(tape.adjoint(of: operand) - difference) <= 1e-8 + 1e-8 * abs(difference))
  }

  /// Central differences with h = 10⁻⁶ agree to 10⁻⁸ + 10⁻⁸ |slope|.
  @Test(
    arguments: [PairwiseFunction.add, .subtract, .multiply, .divide, .power, .prelu],
    [(1.3, 0.7), (0.4, 2), (2.5, 1), (1.1, -3)]
  )
  func slopesOfPairsAgreeWithDifferences(_ function: PairwiseFunction, at point: (Double, Double)) {
    let (x, y) = point
    let h = 1e-6
    let byX = (function.value(x + h, y) - function.value(x - h, y)) / (2 * h)
    let byY = (function.value(x, y + h) - function.value(x, y - h)) / (2 * h)
    var tape = Tape()
    let (first, second) = (tape.variable(x), tape.variable(y))
    let both = tape.apply(function, first, second)
    tape.backward(from: both)
    #expect(abs(tape.adjoint(of: first) - byX) <= 1e-8 + 1e-8 * abs(byX))
    #expect(abs(tape.adjoint(of: second) - byY) <= 1e-8 + 1e-8 * abs(byY))
    let slopes = (tape.adjoint(of: first), tape.adjoint(of: second))
    // With a number in place of one operand the slope by the other stays the same.
    let alone = tape.apply(function, first, y)
    tape.backward(from: alone)
    #expect(tape.adjoint(of: first) == slopes.0)
    let other = tape.apply(function, x, second)
    tape.backward(from: other)
    #expect(tape.adjoint(of: second) == slopes.1)
    #expect(tape.value(of: alone) == tape.value(of: both))
    #expect(tape.value(of: other) == tape.value(of: both))
  }

  @Test func namedOperationsAreTheFunctions() {
    var tape = Tape()
    let (x, y) = (tape.variable(0.5), tape.variable(-2))
    #expect(tape.value(of: tape.add(x, y)) == -1.5)
    #expect(tape.value(of: tape.add(x, 3)) == 3.5)
    #expect(tape.value(of: tape.subtract(x, y)) == 2.5)
    #expect(tape.value(of: tape.multiply(x, y)) == -1)
    #expect(tape.value(of: tape.divide(x, y)) == -0.25)
    #expect(tape.value(of: tape.power(y, 3)) == -8)
    #expect(tape.value(of: tape.negate(x)) == -0.5)
    #expect(tape.value(of: tape.relu(y)) == 0)
    #expect(tape.value(of: tape.exp(x)) == ElementwiseFunction.exp.value(at: 0.5))
    #expect(tape.value(of: tape.tanh(x)) == ElementwiseFunction.hyperbolicTangent.value(at: 0.5))
    #expect(tape.value(of: tape.sigmoid(x)) == ElementwiseFunction.sigmoid.value(at: 0.5))
  }

  /// What is used twice gets the sum: (x + x · x)′ = 1 + 2x.
  @Test func adjointsAddUp() {
    var tape = Tape()
    let x = tape.variable(3)
    let result = tape.add(x, tape.multiply(x, x))
    tape.backward(from: result)
    #expect(tape.adjoint(of: x) == 7)
    // A second walk starts afresh, and scales with its seed.
    tape.backward(from: result, seed: -2)
    #expect(tape.adjoint(of: x) == -14)
  }

  @Test func itGrowsAndIsTakenBack() {
    var tape = Tape(capacity: 0)
    let x = tape.variable(1)
    var sum = x
    for _ in 1..<1000 { sum = tape.add(sum, x) }
    #expect(tape.count == 1000)
    #expect(tape.value(of: sum) == 1000)
    tape.backward(from: sum)
    #expect(tape.adjoint(of: x) == 1000)
    tape.rewind(to: 1)
    #expect(tape.count == 1)
    tape.set(x, to: 4)
    let square = tape.power(x, 2)
    tape.backward(from: square)
    #expect(tape.value(of: square) == 16)
    #expect(tape.adjoint(of: x) == 8)
  }

  /// −0 + −0 is −0: a walk that started its sums at 0 would lose the sign.
  @Test func aNegativeZeroStaysOne() {
    var tape = Tape()
    let x = tape.variable(1)
    let result = tape.multiply(x, -0.0)
    tape.backward(from: result)
    #expect(tape.adjoint(of: x).bitPattern == (-0.0).bitPattern)
  }
}
