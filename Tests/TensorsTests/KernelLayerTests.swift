import Testing

@testable import Tensors

/// Convolution and normalisation against their definitions, with every kernel of this processor.
@Suite("Convolution and normalisation by the kernels") struct KernelLayerTests {
  static let convolutions = [
    Convolution(channels: 1, rows: 1, columns: 1, filters: 1, size: 1),
    Convolution(channels: 1, rows: 3, columns: 3, filters: 1, size: 2),
    Convolution(channels: 2, rows: 5, columns: 7, filters: 3, size: 3, padding: 1),
    Convolution(channels: 3, rows: 9, columns: 6, filters: 9, size: 3, stride: 2, padding: 2),
    Convolution(channels: 1, rows: 28, columns: 28, filters: 8, size: 5, padding: 2),
    Convolution(channels: 7, rows: 13, columns: 21, filters: 70, size: 3, padding: 1),
    Convolution(channels: 2, rows: 8, columns: 8, filters: 4, size: 4, stride: 3),
  ]

  private func numbers(_ count: Int, _ seed: UInt64) -> [Double] {
    var random = RandomStream(seed: seed, stream: 9)
    return (0..<count).map { _ in 2 * random.uniform() - 1 }
  }

  /// |a − b| ≤ 1e-12.
  private func agree(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { ($0 - $1).magnitude <= 1e-12 }
  }

  /// Calls a body with what is multiplied: the places of a result, a weight and a pixel.
  private func forEachTerm(_ s: Convolution, _ body: (_ z: Int, _ w: Int, _ x: Int) -> Void) {
    for f in 0..<s.filters {
      for r in 0..<s.resultRows {
        for q in 0..<s.resultColumns {
          for c in 0..<s.channels {
            for i in 0..<s.size {
              for j in 0..<s.size {
                let (row, column) = (r * s.stride + i - s.padding, q * s.stride + j - s.padding)
                guard (0..<s.rows).contains(row), (0..<s.columns).contains(column) else { continue }
                body(
                  (f * s.resultRows + r) * s.resultColumns + q,
                  ((f * s.channels + c) * s.size + i) * s.size + j,
                  (c * s.rows + row) * s.columns + column
                )
              }
            }
          }
        }
      }
    }
  }

  @Test("A convolution and its two derivatives", arguments: convolutions)
  func convolution(_ s: Convolution) {
    let image = numbers(s.channels * s.rows * s.columns, 1)
    let filters = numbers(s.filters * s.patch, 2)
    let biases = numbers(s.filters, 3)
    let delta = numbers(s.filters * s.places, 4)
    var z = (0..<s.filters * s.places).map { biases[$0 / s.places] }
    var byFilters = [Double](repeating: 0, count: filters.count)
    var byImage = [Double](repeating: 0, count: image.count)
    forEachTerm(s) { place, weight, pixel in
      z[place] += filters[weight] * image[pixel]
      byFilters[weight] += delta[place] * image[pixel]
      byImage[pixel] += delta[place] * filters[weight]
    }
    for kernels in machineKernels {
      let workspace = Workspace()
      var found = [Double](repeating: .nan, count: z.count)
      kernels.convolve(
        image,
        filters: filters,
        biases: biases,
        s,
        into: &found,
        workspace: workspace
      )
      #expect(agree(found, z))
      var gradient = [Double](repeating: .nan, count: filters.count)
      var sums = [Double](repeating: .nan, count: s.filters)
      for keep in [0.0, 1] {
        kernels.convolutionFilterGradient(
          image,
          delta: delta,
          s,
          keep: keep,
          into: &gradient,
          biases: &sums,
          workspace: workspace
        )
      }
      for filter in 0..<s.filters {
        let sum = delta[filter * s.places..<(filter + 1) * s.places].reduce(0, +)
        #expect((sums[filter] - 2 * sum).magnitude <= 1e-12)
      }
      let twice = (0..<s.filters).flatMap { filter in
        (0..<s.patch).map { gradient[$0 * s.filters + filter] / 2 }
      }
      #expect(agree(twice, byFilters))
      var slopes = [Double](repeating: .nan, count: image.count)
      kernels.convolutionImageGradient(
        delta,
        filters: filters,
        s,
        into: &slopes,
        workspace: workspace
      )
      #expect(agree(slopes, byImage))
    }
  }

  @Test("Moments, values and derivatives of columns", arguments: [1, 2, 3, 8, 13, 16, 37, 70])
  func normalisation(_ columns: Int) {
    let (rows, stride) = (9, columns + 3)
    let (z, delta) = (numbers(rows * stride, 1), numbers(rows * stride, 2))
    let gamma = numbers(columns, 3)
    let beta = numbers(columns, 4)
    func column(_ block: [Double], _ j: Int) -> [Double] {
      (0..<rows).map { block[$0 * stride + j] }
    }
    func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / Double(rows) }
    for kernels in machineKernels {
      var (found, deviation) = (
        [Double](repeating: .nan, count: columns), [Double](repeating: .nan, count: columns)
      )
      kernels.columnMoments(
        z,
        stride: stride,
        rows: rows,
        columns: columns,
        mean: &found,
        deviation: &deviation
      )
      let means = (0..<columns).map { mean(column(z, $0)) }
      let deviations = (0..<columns).map { j in
        mean(column(z, j).map { ($0 - means[j]) * ($0 - means[j]) }).squareRoot()
      }
      #expect(agree(found, means))
      #expect(agree(deviation, deviations))
      let inverse = deviations.map { 1 / ($0 + 0.1) }
      var (hats, values) = (z, z)
      kernels.normalizeRows(
        z,
        stride: stride,
        rows: rows,
        columns: columns,
        mean: means,
        inverse: inverse,
        gamma: gamma,
        beta: beta,
        normalized: &hats,
        into: &values
      )
      for j in 0..<columns {
        let expected = column(z, j).map { ($0 - means[j]) * inverse[j] }
        #expect(agree(column(hats, j), expected))
        #expect(agree(column(values, j), expected.map { gamma[j] * $0 + beta[j] }))
      }
      var (sums, products) = (means, means)
      kernels.columnProducts(
        delta,
        hats,
        stride: stride,
        rows: rows,
        columns: columns,
        sums: &sums,
        products: &products
      )
      var slopes = z
      kernels.normalizationSlopes(
        delta,
        hats,
        stride: stride,
        rows: rows,
        columns: columns,
        scale: gamma,
        shift: beta,
        slope: inverse,
        into: &slopes
      )
      for j in 0..<columns {
        let (d, hat) = (column(delta, j), column(hats, j))
        #expect((sums[j] - d.reduce(0, +)).magnitude <= 1e-12)
        #expect((products[j] - zip(d, hat).map { $0 * $1 }.reduce(0, +)).magnitude <= 1e-12)
        let expected = zip(d, hat).map { gamma[j] * ($0 - beta[j] - $1 * inverse[j]) }
        #expect(agree(column(slopes, j), expected))
      }
    }
  }
}
