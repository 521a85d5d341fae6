import Calculus

extension Work {
  /// Derivatives over scalars.
  static let tapes: [Work] = [chain, moons]

  /// x = 2w + 3, y = log x, z = 2y² − 1, forward and backward: dz/dw.
  ///
  /// manchester and galway work it by hand; here w is never the same twice.
  private static let chain = Work("tape-chain", variant: "dz/dw") { _ in
    let slope = Numbers(1, stream: 6)
    return { times in
      var tape = Tape()
      var w = 1.0
      for _ in 0..<times {
        tape.rewind(to: 0)
        slope.elements[0] = slopeOfChain(at: w, on: &tape)
        w += 1e-9
      }
    }
  }

  /// dz/dw, recorded and walked anew.
  @inline(__always)
  static func slopeOfChain(at w: Double, on tape: inout Tape) -> Double {
    let w = tape.variable(w)
    let x = tape.add(tape.multiply(w, 2), 3)
    let y = tape.log(x)
    let z = tape.subtract(tape.multiply(tape.power(y, 2), 2), 1)
    tape.backward(from: z)
    return tape.adjoint(of: w)
  }

  /// One step of a small network on two half moons: forward, backward, update.
  private static let moons = Work("tape-moons", variant: "100-points") { _ in
    let network = TapeNetwork(sizes: [2, 16, 16, 1])
    let (points, labels) = TapeNetwork.moons(100)
    let cost = Numbers(1, stream: 7)
    return { times in
      for _ in 0..<times {
        cost.elements[0] = network.step(points, labels, rate: 0.1, decay: 1e-4)
      }
    }
  }
}
