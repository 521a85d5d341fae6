extension Kernels {
  /// Adds one row, as of biases, to each row of a block.
  package func addRow(
    _ row: UnsafePointer<Double>,
    to target: UnsafeMutablePointer<Double>,
    stride: Int,
    rows: Int,
    columns: Int
  ) {
    table.addRow(row, target, stride, rows, columns)
  }

  /// target ← β target + α Σ rows, each column summed from the first row to the last.
  ///
  /// With β = 0 what the target holds is not read.
  package func sumRows(
    _ source: UnsafePointer<Double>,
    stride: Int,
    rows: Int,
    columns: Int,
    scale alpha: Double = 1,
    keep beta: Double = 0,
    into target: UnsafeMutablePointer<Double>
  ) {
    table.sumRows(source, stride, rows, columns, alpha, beta, target)
  }

  /// Each row's softmax, e^(zⱼ − max z) / Σₖ e^(zₖ − max z); source and target may be the same.
  package func softmaxRows(
    _ source: UnsafePointer<Double>,
    stride sourceStride: Int,
    into target: UnsafeMutablePointer<Double>,
    stride targetStride: Int,
    rows: Int,
    columns: Int
  ) {
    table.softmaxRows(source, sourceStride, target, targetStride, rows, columns)
  }
}
