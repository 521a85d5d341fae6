import Tensors

extension Work {
  /// What layers other than dense ones do.
  static let layers: [Work] = [convolutionStep, batchNormalization]

  /// 32 images of 1×28×28, 8 filters of 5×5, padding 2: z, and ΔW, Δb and Δx of a Δz.
  private static let convolutionStep: Work = {
    let shape = Convolution(
      channels: 1,
      rows: 28,
      columns: 28,
      filters: 8,
      size: 5,
      padding: 2
    )
    let cases = 32
    let pixels = shape.channels * shape.rows * shape.columns
    let results = shape.filters * shape.places
    let operations = 3 * 2 * Double(cases * results * shape.patch)
    return Work("conv-step", variant: "32x1x28x28", size: .operations(operations)) { _ in
      let images = Numbers(cases * pixels, stream: 12)
      let filters = Numbers(shape.filters * shape.patch, stream: 13)
      let biases = Numbers(shape.filters, stream: 14)
      let deltas = Numbers(cases * results, stream: 15)
      let values = Numbers(cases * results, stream: 16)
      let biasGradient = Numbers(shape.filters, stream: 19)
      let gradient = Numbers(shape.filters * shape.patch, stream: 17)
      let imageGradient = Numbers(cases * pixels, stream: 18)
      let workspace = Workspace()
      return { times in
        let kernels = Kernels.current
        for _ in 0..<times {
          for index in 0..<cases {
            kernels.convolve(
              images.elements + index * pixels,
              filters: filters.elements,
              biases: biases.elements,
              shape,
              into: values.elements + index * results,
              workspace: workspace
            )
          }
          for index in 0..<cases {
            let delta = UnsafePointer(deltas.elements + index * results)
            kernels.convolutionFilterGradient(
              images.elements + index * pixels,
              delta: delta,
              shape,
              keep: index == 0 ? 0 : 1,
              into: gradient.elements,
              biases: biasGradient.elements,
              workspace: workspace
            )
            kernels.convolutionImageGradient(
              delta,
              filters: filters.elements,
              shape,
              into: imageGradient.elements + index * pixels,
              workspace: workspace
            )
          }
        }
      }
    }
  }()

  /// 100 cases of 500 units: moments and values, then the derivatives by z, γ and β.
  private static let batchNormalization = Work(
    "batch-norm-100x500",
    variant: "forward-backward",
    size: .elements(50_000)
  ) { _ in
    let norm = NormalizedColumns(rows: 100, columns: 500)
    return { times in
      for _ in 0..<times { norm.step(Kernels.current) }
    }
  }
}

/// A block whose columns are normalised, as `batch_norm` does it with cases in rows.
///
/// A class: it owns memory.
private final class NormalizedColumns {
  private let rows: Int
  private let columns: Int
  /// z, Δ, ẑ, γ ẑ + β, and the derivative by z.
  private let blocks: [Numbers]
  /// γ, β, μ, σ, 1/(σ + δ), Σ Δ, Σ Δ ẑ, and what Δ is scaled by, shifted by and bent by.
  private let vectors: [Numbers]

  init(rows: Int, columns: Int) {
    (self.rows, self.columns) = (rows, columns)
    blocks = (0..<5).map { Numbers(rows * columns, stream: 20 + UInt64($0)) }
    vectors = (0..<10).map { Numbers(columns, stream: 30 + UInt64($0)) }
  }

  /// Values and derivatives once.
  func step(_ kernels: Kernels) {
    let (z, delta, hat) = (blocks[0].elements, blocks[1].elements, blocks[2].elements)
    let (gamma, beta) = (vectors[0].elements, vectors[1].elements)
    let (mean, deviation) = (vectors[2].elements, vectors[3].elements)
    let (inverse, sums, products) = (
      vectors[4].elements, vectors[5].elements, vectors[6].elements
    )
    let (scale, shift, slope) = (vectors[7].elements, vectors[8].elements, vectors[9].elements)
    kernels.columnMoments(
      z,
      stride: columns,
      rows: rows,
      columns: columns,
      mean: mean,
      deviation: deviation
    )
    for column in 0..<columns { inverse[column] = 1 / (deviation[column] + 1e-5) }
    kernels.normalizeRows(
      z,
      stride: columns,
      rows: rows,
      columns: columns,
      mean: mean,
      inverse: inverse,
      gamma: gamma,
      beta: beta,
      normalized: hat,
      into: blocks[3].elements
    )
    kernels.columnProducts(
      delta,
      hat,
      stride: columns,
      rows: rows,
      columns: columns,
      sums: sums,
      products: products
    )
    let total = Double(rows)
    for column in 0..<columns {
      scale[column] = gamma[column] * inverse[column]
      shift[column] = sums[column] / total
      slope[column] = products[column] / (total * deviation[column] * inverse[column])
    }
    kernels.normalizationSlopes(
      delta,
      hat,
      stride: columns,
      rows: rows,
      columns: columns,
      scale: scale,
      shift: shift,
      slope: slope,
      into: blocks[4].elements
    )
  }
}
