import Operations
import Tensors

extension Engine {
  /// z and a of every layer for some cases of a batch; a of the last layer is left to its loss.
  func forward(
    _ inputs: UnsafePointer<Double>,
    _ cases: Int,
    _ part: Range<Int>,
    _ mode: Mode,
    _ crew: Crew,
    _ workspace: Workspace
  ) {
    for index in 0..<count {
      let stage = layers[index]
      let below = output(stage.source, inputs)
      switch stage.work {
      case .batchNorm(let norm): prepare(norm, below, cases, mode, crew)
      case .dropout(let dropout): draw(dropout.pointee, stage.units, part, mode)
      default: break
      }
      sums(stage, below, inputs, cases, part, mode, workspace, into: stage.z)
      if index < count - 1 { activate(stage, part) }
    }
  }

  /// z of a layer for some cases.
  @inline(__always)
  func sums(
    _ stage: Stage,
    _ below: UnsafePointer<Double>,
    _ inputs: UnsafePointer<Double>,
    _ cases: Int,
    _ part: Range<Int>,
    _ mode: Mode,
    _ workspace: Workspace,
    into z: UnsafeMutablePointer<Double>
  ) {
    let start = part.lowerBound &* stage.units
    let numbers = part.count &* stage.units
    switch stage.work {
    case .dense: denseSums(stage, below, cases, part, workspace, into: z)
    case .convolution(let filters): convolve(stage, filters.pointee, below, part, workspace, z)
    case .pool(let pool):
      for row in part {
        pool.pointee.pool(
          below + row &* stage.inputs,
          to: z + row &* stage.units,
          pool.pointee.places + row &* stage.units
        )
      }
    case .copy: (z + start).update(from: below + start, count: numbers)
    case .batchNorm(let norm): normalize(stage, norm.pointee, below, part, mode, z)
    case .layerNorm(let norm): normalizeCases(stage, norm.pointee, below, part, mode, z)
    case .dropout(let dropout): drop(stage, dropout.pointee, below, part, mode, z)
    case .residual(let second):
      let other = output(second, inputs) + start
      transform(below + start, other, into: z + start, numbers) { $0 + $1 }
    }
  }

  /// z = a₋₁ Wᵀ + b.
  private func denseSums(
    _ layer: Stage,
    _ below: UnsafePointer<Double>,
    _ cases: Int,
    _ part: Range<Int>,
    _ workspace: Workspace,
    into z: UnsafeMutablePointer<Double>
  ) {
    let (units, inputs) = (layer.units, layer.inputs)
    if isSmall(cases, units, inputs) {
      for row in part {
        let (source, target) = (below + row &* inputs, z + row &* units)
        for j in 0..<units {
          let weights = layer.weights + j &* inputs
          var sum = layer.biases[j]
          for k in 0..<inputs { sum += weights[k] * source[k] }
          target[j] = sum
        }
      }
      return
    }
    kernels.multiply(
      MatrixOperand(below, stride: inputs),
      MatrixOperand(layer.weights, stride: inputs, isTransposed: true),
      rows: cases,
      inner: inputs,
      columns: units,
      into: z,
      stride: units,
      part: part,
      precision: precision,
      workspace: workspace
    )
    kernels.addRow(
      layer.biases,
      to: z + part.lowerBound &* units,
      stride: units,
      rows: part.count,
      columns: units
    )
  }

  /// Whether a product is done sooner than its operands would be packed.
  @inline(__always)
  func isSmall(_ rows: Int, _ inner: Int, _ columns: Int) -> Bool {
    rows &* inner &* columns <= 512
  }

  /// a = g(z) for some cases.
  func activate(_ layer: Stage, _ part: Range<Int>) {
    let units = layer.units
    let total = part.count &* units
    let (z, a) = (layer.z + part.lowerBound &* units, layer.a + part.lowerBound &* units)
    switch layer.activation {
    case .identity: if z != a { a.update(from: z, count: total) }
    case .sigmoid: kernels.apply(.sigmoid, z, to: a, count: total)
    case .tanh: kernels.apply(.tanh, z, to: a, count: total)
    case .relu: transform(z, z, into: a, total) { z, _ in z.replacing(with: 0, where: z .< 0) }
    case .leakyRelu(let slope):
      transform(z, z, into: a, total) { z, _ in (slope * z).replacing(with: z, where: z .> 0) }
    case .elu, .softplus:
      if let function = layer.activation.function {
        for i in 0..<total { a[i] = function.value(at: z[i]) }
      }
    case .softmax:
      kernels.softmaxRows(
        z,
        stride: units,
        into: a,
        stride: units,
        rows: part.count,
        columns: units
      )
    }
    if layer.needsOutputSums {
      for row in part { layer.outputSums[row] = sumOfMagnitudes(layer.a + row &* units, units) }
    }
  }

  /// Writes z − m, where m is the largest z, and returns m.
  func subtractLargest(
    _ z: UnsafePointer<Double>,
    to target: UnsafeMutablePointer<Double>,
    _ units: Int
  ) -> Double {
    var largest = z[0]
    for j in 1..<Swift.max(units, 1) where !(z[j] <= largest) { largest = z[j] }
    for j in 0..<units { target[j] = z[j] - largest }
    return largest
  }

  /// Divides by the sum, which is returned.
  func normalize(_ powers: UnsafeMutablePointer<Double>, _ units: Int) -> Double {
    var total = 0.0
    for j in 0..<units { total += powers[j] }
    for j in 0..<units { powers[j] /= total }
    return total
  }
}
