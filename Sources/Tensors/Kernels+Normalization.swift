// Rows are cases, columns units; each column is normalised over the rows.
extension Kernels {
  /// The mean and the deviation of each column; σ² is the mean of (x − μ)².
  package func columnMoments(
    _ source: UnsafePointer<Double>,
    stride: Int,
    rows: Int,
    columns: Int,
    mean: UnsafeMutablePointer<Double>,
    deviation: UnsafeMutablePointer<Double>
  ) {
    layers.columnMoments(source, stride, rows, columns, mean, deviation)
  }

  /// ẑ = (z − μ)·inverse into `normalized`, and γ ẑ + β into `target`.
  package func normalizeRows(
    _ source: UnsafePointer<Double>,
    stride: Int,
    rows: Int,
    columns: Int,
    mean: UnsafePointer<Double>,
    inverse: UnsafePointer<Double>,
    gamma: UnsafePointer<Double>,
    beta: UnsafePointer<Double>,
    normalized: UnsafeMutablePointer<Double>,
    into target: UnsafeMutablePointer<Double>
  ) {
    layers.normalizeRows(
      source,
      stride,
      rows,
      columns,
      mean,
      inverse,
      gamma,
      beta,
      normalized,
      target
    )
  }

  /// Σ δ and Σ δ ẑ of each column, summed from the first row to the last.
  package func columnProducts(
    _ delta: UnsafePointer<Double>,
    _ normalized: UnsafePointer<Double>,
    stride: Int,
    rows: Int,
    columns: Int,
    sums: UnsafeMutablePointer<Double>,
    products: UnsafeMutablePointer<Double>
  ) {
    layers.columnProducts(delta, normalized, stride, rows, columns, sums, products)
  }

  /// target ← scale·(δ − shift − ẑ·slope); every column has its own scale, shift and slope.
  package func normalizationSlopes(
    _ delta: UnsafePointer<Double>,
    _ normalized: UnsafePointer<Double>,
    stride: Int,
    rows: Int,
    columns: Int,
    scale: UnsafePointer<Double>,
    shift: UnsafePointer<Double>,
    slope: UnsafePointer<Double>,
    into target: UnsafeMutablePointer<Double>
  ) {
    layers.normalizationSlopes(
      delta,
      normalized,
      stride,
      rows,
      columns,
      scale,
      shift,
      slope,
      target
    )
  }
}
