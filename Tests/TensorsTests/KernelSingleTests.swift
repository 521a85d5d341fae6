import Testing

@testable import Tensors

/// Products with float32 against those with float64.
@Suite("Products with float32") struct KernelSingleTests {
  static let sizes = [
    [5, 5, 5], [9, 40, 10], [100, 784, 50], [147, 530, 97], [10, 100, 500], [1, 600, 1],
    [33, 7, 49],
  ]

  private func numbers(_ count: Int, _ seed: UInt64) -> [Double] {
    var random = RandomStream(seed: seed, stream: 9)
    return (0..<count).map { _ in 2 * random.uniform() - 1 }
  }

  /// Every element is a sum of `inner` terms of at most 1, each rounded thrice to 2⁻²⁴: within
  /// inner · 2⁻²⁴ by far, since roundings go both ways.
  @Test("C ← β C + α A B, operands stored either way", arguments: sizes)
  func products(_ size: [Int]) {
    let (rows, inner, columns) = (size[0], size[1], size[2])
    let (a, b, start) = (
      numbers(rows * inner, 1), numbers(inner * columns, 2), numbers(rows * columns, 3)
    )
    for kernels in machineKernels {
      for (ofLeft, ofRight) in [(false, false), (false, true), (true, false), (true, true)] {
        for keep in [0.0, 0.5] {
          var results: [[Double]] = []
          for (precision, parts) in [
            (Precision.float64, [0..<rows]), (.float32, [0..<rows]),
            (.float32, [0..<rows / 16 * 8, rows / 16 * 8..<rows]),
          ] {
            var c = keep == 0 ? start.map { _ in Double.nan } : start
            for part in parts {
              kernels.multiply(
                MatrixOperand(a, stride: ofLeft ? rows : inner, isTransposed: ofLeft),
                MatrixOperand(b, stride: ofRight ? inner : columns, isTransposed: ofRight),
                rows: rows,
                inner: inner,
                columns: columns,
                scale: -0.3,
                keep: keep,
                into: &c,
                stride: columns,
                part: part,
                precision: precision,
                workspace: Workspace()
              )
            }
            results.append(c)
          }
          let tolerance = Double(inner) * 0x1p-24
          let isClose = zip(results[0], results[1]).allSatisfy {
            ($0 - $1).magnitude <= tolerance
          }
          #expect(isClose)
          #expect(results[1] == results[2])
        }
      }
    }
  }
}
