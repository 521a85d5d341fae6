import Testing

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

@testable import Tensors

/// Memory of one test, given back together: a block that is only read would end too early alone.
private final class Memory {
  private var blocks: [UnsafeMutableBufferPointer<Double>] = []

  func hold(_ values: [Double]) -> UnsafeMutablePointer<Double> {
    let first = UnsafeMutablePointer<Double>.allocate(capacity: max(values.count, 1))
    first.initialize(from: values, count: values.count)
    blocks.append(UnsafeMutableBufferPointer(start: first, count: values.count))
    return first
  }

  /// What stands in a block now.
  func values(_ first: UnsafeMutablePointer<Double>) -> [Double] {
    blocks.first { $0.baseAddress == first }.map(Array.init) ?? []
  }

  func free() {
    for block in blocks { block.baseAddress?.deallocate() }
    blocks = []
  }
}

private func numbers(_ count: Int, _ seed: UInt64) -> [Double] {
  var random = RandomStream(seed: seed, stream: 9)
  return (0..<count).map { _ in random.uniform() * 4 - 2 }
}

/// Whether all values are equal but for a few roundings of numbers of a size.
private func agree(_ a: [Double], _ b: [Double], size: Double = 4) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= 8 * size * 0x1p-53 }
}

@Suite("Fused passes by the kernels") struct KernelPassTests {
  private static let counts = [0, 1, 2, 3, 5, 8, 15, 16, 17, 100]

  @Test("y + a x, and the slopes of sigmoid and tanh", arguments: counts)
  func elementwise(_ n: Int) {
    let (x, y) = (numbers(n, 1), numbers(n, 2))
    for kernels in machineKernels {
      let memory = Memory()
      defer { memory.free() }
      let input = memory.hold(x)
      let sum = memory.hold(y)
      let sigmoid = memory.hold(y)
      let tanh = memory.hold(y)
      kernels.addScaled(-0.3, input, to: sum, count: n)
      kernels.multiplyBySigmoidSlope(input, sigmoid, count: n)
      kernels.multiplyByTanhSlope(input, tanh, count: n)
      #expect(agree(memory.values(sum), zip(x, y).map { $1 - 0.3 * $0 }))
      #expect(agree(memory.values(sigmoid), zip(x, y).map { $1 * $0 * (1 - $0) }, size: 16))
      #expect(agree(memory.values(tanh), zip(x, y).map { $1 * (1 - $0 * $0) }, size: 16))
    }
  }

  @Test("A row is added to each row of a block", arguments: [0, 1, 3, 8, 11, 33])
  func addRow(_ columns: Int) {
    let (rows, stride) = (4, columns + 2)
    let (row, block) = (numbers(columns, 1), numbers(rows * stride, 2))
    for kernels in machineKernels {
      let memory = Memory()
      defer { memory.free() }
      let target = memory.hold(block)
      kernels.addRow(
        memory.hold(row),
        to: target,
        stride: stride,
        rows: rows,
        columns: columns
      )
      let expected = (0..<rows * stride).map {
        block[$0] + ($0 % stride < columns ? row[$0 % stride] : 0)
      }
      #expect(memory.values(target) == expected)
    }
  }

  @Test("Rows are summed from first to last", arguments: [1, 2, 3, 8, 11, 33], [0, 1, 7])
  func sumRows(_ columns: Int, _ rows: Int) {
    let stride = columns + 1
    let (block, before) = (numbers(rows * stride, 1), numbers(columns, 2))
    for kernels in machineKernels {
      let memory = Memory()
      defer { memory.free() }
      let source = memory.hold(block)
      let fresh = memory.hold(Array(repeating: .nan, count: columns))
      let kept = memory.hold(before)
      kernels.sumRows(
        source,
        stride: stride,
        rows: rows,
        columns: columns,
        into: fresh
      )
      kernels.sumRows(
        source,
        stride: stride,
        rows: rows,
        columns: columns,
        scale: -0.5,
        keep: 2,
        into: kept
      )
      let sums = (0..<columns).map { column in
        (0..<rows).reduce(0.0) { $0 + block[$1 * stride + column] }
      }
      #expect(memory.values(fresh) == sums)
      #expect(agree(memory.values(kept), zip(sums, before).map { -0.5 * $0 + 2 * $1 }, size: 16))
    }
  }

  @Test("Each row's softmax sums to one", arguments: [1, 2, 3, 10, 17], [0, 3])
  func softmax(_ columns: Int, _ gap: Int) {
    let (rows, stride) = (5, columns + gap)
    // Large numbers, which overflow without the maximum taken away first.
    let block = numbers(rows * columns, 3).map { $0 * 500 }
    for kernels in machineKernels {
      let memory = Memory()
      defer { memory.free() }
      let target = memory.hold(Array(repeating: -5, count: rows * stride))
      kernels.softmaxRows(
        memory.hold(block),
        stride: columns,
        into: target,
        stride: stride,
        rows: rows,
        columns: columns
      )
      for i in 0..<rows {
        let row = block[i * columns..<(i + 1) * columns]
        let powers = row.map { exp($0 - (row.max() ?? 0)) }
        let expected = powers.map { $0 / powers.reduce(0, +) }
        let found = Array(memory.values(target)[i * stride..<(i + 1) * stride])
        #expect(agree(Array(found.prefix(columns)), expected, size: 1))
        #expect(found.dropFirst(columns).allSatisfy { $0 == -5 })
      }
    }
  }

  @Test("A softmax over NaN is NaN in its row alone")
  func softmaxOfNaN() {
    for kernels in machineKernels {
      let memory = Memory()
      defer { memory.free() }
      let block = memory.hold([1, .nan, 2, 1, 1, 1])
      kernels.softmaxRows(
        block,
        stride: 3,
        into: block,
        stride: 3,
        rows: 2,
        columns: 3
      )
      #expect(memory.values(block).prefix(3).filter(\.isNaN).count == 3)
      #expect(agree(Array(memory.values(block)[3...]), [1.0 / 3, 1.0 / 3, 1.0 / 3], size: 1))
    }
  }

  @Test("Momentum moves by what is left of earlier steps", arguments: counts)
  func momentum(_ n: Int) {
    let (g, v, w) = (numbers(n, 1), numbers(n, 2), numbers(n, 3))
    for kernels in machineKernels {
      let memory = Memory()
      defer { memory.free() }
      let velocity = memory.hold(v)
      let weights = memory.hold(w)
      kernels.momentumUpdate(
        keep: 0.9,
        scale: -0.1,
        step: 2,
        gradient: memory.hold(g),
        velocity: velocity,
        weights: weights,
        count: n
      )
      let moved = zip(g, v).map { 0.9 * $1 - 0.1 * $0 }
      #expect(agree(memory.values(velocity), moved))
      #expect(agree(memory.values(weights), zip(w, moved).map { $0 + 2 * $1 }, size: 8))
    }
  }

  @Test("Adam and AdamW follow their formula", arguments: counts, [0, 0.1])
  func adam(_ n: Int, _ decay: Double) {
    let (g, s, w) = (numbers(n, 1), numbers(n, 2), numbers(n, 4))
    let r = numbers(n, 3).map { $0 * $0 }
    let step = Kernels.AdamStep(
      rate: 0.01,
      beta1: 0.9,
      beta2: 0.999,
      firstCorrection: 1 / (1 - 0.81),
      secondCorrection: 1 / (1 - 0.998001),
      epsilon: 1e-8,
      decay: decay
    )
    for kernels in machineKernels {
      let memory = Memory()
      defer { memory.free() }
      let first = memory.hold(s)
      let second = memory.hold(r)
      let weights = memory.hold(w)
      kernels.adamUpdate(
        step,
        gradient: memory.hold(g),
        first: first,
        second: second,
        weights: weights,
        count: n
      )
      for i in 0..<n {
        let mean = 0.9 * s[i] + 0.1 * g[i]
        let square = 0.999 * r[i] + 0.001 * g[i] * g[i]
        let ratio = mean / 0.19 / ((square / 0.001999).squareRoot() + 1e-8)
        let expected = w[i] - 0.01 * (ratio + decay * w[i])
        #expect(abs(memory.values(first)[i] - mean) < 1e-14)
        #expect(abs(memory.values(second)[i] - square) < 1e-14)
        #expect(abs(memory.values(weights)[i] - expected) < 1e-11 * abs(ratio) + 1e-14)
      }
    }
  }
}
