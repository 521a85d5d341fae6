import Testing

@testable import Tensors

/// A product to try: C is rows×columns, with `inner` terms in each element.
struct ProductCase: Sendable, CustomTestStringConvertible {
  var rows: Int
  var inner: Int
  var columns: Int
  var transposesLeft = false
  var transposesRight = false
  var alpha = 1.0
  var beta = 0.0
  /// The elements between the end of a row and the next.
  var gap = 0

  var testDescription: String {
    "\(rows)×\(inner)×\(columns) \(transposesLeft ? "t" : "n")\(transposesRight ? "t" : "n") "
      + "α = \(alpha) β = \(beta) gap \(gap)"
  }

  /// Odd and zero sizes, on both sides of every tile, panel, block and decision.
  static let sizes: [ProductCase] = [
    (0, 3, 4), (3, 0, 4), (3, 4, 0), (0, 0, 0), (1, 1, 1), (2, 2, 2), (4, 2, 2), (3, 5, 7),
    (5, 8, 8), (7, 9, 4), (8, 16, 24), (9, 17, 25), (13, 33, 10), (100, 3, 12), (6, 50, 13),
    (1, 300, 31), (31, 300, 1), (5, 401, 9), (2, 801, 25), (65, 3, 65), (66, 10, 67),
    (147, 2, 66), (70, 40, 30), (12, 6, 200), (150, 7, 5),
  ].map { ProductCase(rows: $0, inner: $1, columns: $2) }

  /// All sizes, each with all transposes, and in turns with factors and gaps.
  static let all: [ProductCase] = sizes.enumerated().flatMap { index, size in
    [(false, false), (true, false), (false, true), (true, true)].enumerated().map { turn, flips in
      var trial = size
      (trial.transposesLeft, trial.transposesRight) = flips
      (trial.alpha, trial.beta) =
        [(1, 0), (-0.5, 1), (1, 1), (0.75, -2), (2, 0)][(index + turn) % 5]
      trial.gap = [0, 3, 1][(index + turn) % 3]
      return trial
    }
  }
}

/// A matrix in memory with gaps between its rows, which are NaN: they must not be used.
struct Stored {
  var elements: [Double]
  var stride: Int

  init(rows: Int, columns: Int, gap: Int, _ value: (Int, Int) -> Double) {
    stride = columns + gap
    elements = Array(repeating: .nan, count: rows * stride)
    for i in 0..<rows {
      for j in 0..<columns { elements[i * stride + j] = value(i, j) }
    }
  }
}

extension ProductCase {
  /// The operands as they are stored, and what C holds before.
  func operands(seed: UInt64 = 1) -> (left: Stored, right: Stored, target: Stored) {
    var random = RandomStream(seed: seed, stream: 7)
    let (m, k, n) = (rows, inner, columns)
    return (
      Stored(rows: transposesLeft ? k : m, columns: transposesLeft ? m : k, gap: gap) { _, _ in
        random.uniform() - 0.5
      },
      Stored(rows: transposesRight ? n : k, columns: transposesRight ? k : n, gap: gap) { _, _ in
        random.uniform() - 0.5
      },
      Stored(rows: m, columns: n, gap: gap) { _, _ in random.uniform() - 0.5 }
    )
  }

  func left(_ stored: Stored, _ i: Int, _ k: Int) -> Double {
    stored.elements[transposesLeft ? k * stored.stride + i : i * stored.stride + k]
  }

  func right(_ stored: Stored, _ k: Int, _ j: Int) -> Double {
    stored.elements[transposesRight ? j * stored.stride + k : k * stored.stride + j]
  }

  /// What C holds after the product by some kernels, computed in parts of rows and columns.
  func result(
    of kernels: Kernels,
    _ left: Stored,
    _ right: Stored,
    into target: Stored,
    parts: [(rows: Range<Int>, columns: Range<Int>?)]? = nil,
    workspace: Workspace = Workspace()
  ) -> [Double] {
    var target = target.elements
    let stride = columns + gap
    left.elements.withUnsafeBufferPointer { a in
      right.elements.withUnsafeBufferPointer { b in
        target.withUnsafeMutableBufferPointer { c in
          guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
          for part in parts ?? [(0..<rows, nil)] {
            kernels.multiply(
              MatrixOperand(a, stride: left.stride, isTransposed: transposesLeft),
              MatrixOperand(b, stride: right.stride, isTransposed: transposesRight),
              rows: rows,
              inner: inner,
              columns: columns,
              scale: alpha,
              keep: beta,
              into: c,
              stride: stride,
              part: part.rows,
              columnPart: part.columns,
              workspace: workspace
            )
          }
        }
      }
    }
    return target
  }
}

/// The bits of numbers: NaN equals itself, 0 does not equal −0.
func bits(_ values: [Double]) -> [UInt64] { values.map(\.bitPattern) }

/// The kernels that this machine can run.
let machineKernels = InstructionSet.available.compactMap { Kernels.of($0) }

@Suite("Matrix products by the kernels") struct KernelProductTests {
  @Test(
    "Each product equals the sum of products, to within the rounding of its terms",
    arguments: ProductCase.all
  )
  func product(_ trial: ProductCase) {
    let (a, b, before) = trial.operands()
    for kernels in machineKernels {
      let after = trial.result(of: kernels, a, b, into: before)
      for i in 0..<trial.rows {
        for j in 0..<trial.columns {
          var (sum, size) = (0.0, 0.0)
          for k in 0..<trial.inner {
            let term = trial.left(a, i, k) * trial.right(b, k, j)
            (sum, size) = (sum + term, size + term.magnitude)
          }
          let old = before.elements[i * before.stride + j]
          let expected = trial.alpha * sum + trial.beta * old
          let scale = abs(trial.alpha) * size + abs(trial.beta * old)
          let error = abs(after[i * before.stride + j] - expected)
          guard error <= Double(trial.inner + 3) * 0x1p-53 * scale else {
            Issue.record("\(kernels.instructionSet) [\(i), \(j)]: off by \(error)")
            return
          }
        }
        for j in trial.columns..<trial.columns + trial.gap {
          #expect(after[i * before.stride + j].isNaN, "\(kernels.instructionSet) wrote into a gap")
        }
      }
    }
  }

  @Test("The vector kernels give the same bits", arguments: ProductCase.all)
  func sameBits(_ trial: ProductCase) {
    let (a, b, before) = trial.operands()
    let results = machineKernels.filter { $0.instructionSet != .baseline }.map {
      bits(trial.result(of: $0, a, b, into: before))
    }
    #expect(results.allSatisfy { $0 == results.first })
  }

  @Test("Parts of rows and columns make up the same bits", arguments: ProductCase.all)
  func parts(_ trial: ProductCase) {
    let (a, b, before) = trial.operands()
    let (m, n) = (trial.rows, trial.columns)
    for kernels in machineKernels {
      let whole = bits(trial.result(of: kernels, a, b, into: before))
      let workspace = Workspace()
      for cut in [m / 3, m / 2, 1].filter({ $0 <= m }) {
        let inRows = trial.result(
          of: kernels,
          a,
          b,
          into: before,
          parts: [(cut..<m, nil), (0..<cut, nil)],
          workspace: workspace
        )
        #expect(bits(inRows) == whole, "\(kernels.instructionSet), rows cut at \(cut)")
      }
      for cut in [n / 3, n / 2, 1].filter({ $0 <= n }) {
        let inColumns = trial.result(
          of: kernels,
          a,
          b,
          into: before,
          parts: [(0..<m, 0..<cut), (0..<m, cut..<n)],
          workspace: workspace
        )
        #expect(bits(inColumns) == whole, "\(kernels.instructionSet), columns cut at \(cut)")
      }
    }
  }

  @Test("What C holds is not read where it is not kept", arguments: ProductCase.sizes)
  func notRead(_ trial: ProductCase) {
    let (a, b, before) = trial.operands()
    let nothing = Stored(rows: trial.rows, columns: trial.columns, gap: 0) { _, _ in .nan }
    for kernels in machineKernels {
      let expected = bits(trial.result(of: kernels, a, b, into: before))
      #expect(bits(trial.result(of: kernels, a, b, into: nothing)) == expected)
    }
  }

  @Test(
    "NaN and infinity reach the elements they belong to, and no others",
    arguments: [(9, 17, 25), (13, 33, 10), (3, 5, 7), (70, 40, 66), (2, 2, 2)]
  )
  func special(_ m: Int, _ k: Int, _ n: Int) {
    let trial = ProductCase(rows: m, inner: k, columns: n)
    for kernels in machineKernels {
      var (a, b, before) = trial.operands()
      a.elements[(m - 1) * k] = .nan
      b.elements[n - 1] = .infinity
      let after = trial.result(of: kernels, a, b, into: before)
      for i in 0..<m {
        for j in 0..<n {
          let value = after[i * n + j]
          #expect(value.isNaN == (i == m - 1))
          #expect(value.isInfinite == (i != m - 1 && j == n - 1))
        }
      }
    }
  }

  @Test("Subnormal products are kept", arguments: [(9, 17, 25), (70, 40, 66), (1, 1, 1)])
  func subnormal(_ m: Int, _ k: Int, _ n: Int) {
    let trial = ProductCase(rows: m, inner: k, columns: n)
    let a = Stored(rows: m, columns: k, gap: 0) { _, _ in 0x1p-1060 }
    let b = Stored(rows: k, columns: n, gap: 0) { _, _ in 0.5 }
    for kernels in machineKernels {
      let after = trial.result(
        of: kernels,
        a,
        b,
        into: Stored(rows: m, columns: n, gap: 0) {
          _,
          _ in 0
        }
      )
      #expect(after == Array(repeating: Double(k) * 0x1p-1061, count: m * n))
    }
  }

  @Test("A tensor's large products are those of the definition, with every transpose")
  func tensors() {
    var random = RandomStream(seed: 3, stream: 0)
    let (m, k, n) = (41, 29, 37)
    let a = Tensor(rows: (0..<m).map { _ in (0..<k).map { _ in random.uniform() } })
    let b = Tensor(rows: (0..<k).map { _ in (0..<n).map { _ in random.uniform() } })
    var expected: [Double] = []
    for i in 0..<m {
      for j in 0..<n { expected.append((0..<k).reduce(0) { $0 + a[i, $1] * b[$1, j] }) }
    }
    for product in [
      Tensor.product(a, b), Tensor.product(transposing: a.transposed(), b),
      Tensor.product(a, transposing: b.transposed()),
    ] {
      #expect(product.shape == Shape(rows: m, columns: n))
      // All terms are positive and below one.
      #expect(zip(product.elements, expected).allSatisfy { abs($0 - $1) < 1e-13 })
    }
  }
}
