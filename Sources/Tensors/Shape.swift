/// The extents of a tensor: `[]` for a scalar, `[m, n]` for a matrix of m rows and n columns.
package struct Shape: Hashable, Sendable {
  /// The extent along each dimension.
  package let dimensions: [Int]

  /// A scalar's shape.
  package static let scalar = Shape([])

  /// Makes a shape of the given extents, none negative.
  package init(_ dimensions: [Int]) {
    self.dimensions = dimensions
  }

  /// Makes a matrix's shape.
  package init(rows: Int, columns: Int) {
    dimensions = [rows, columns]
  }

  /// The number of dimensions: 0 for a scalar, 2 for a matrix.
  package var rank: Int { dimensions.count }

  /// The number of elements.
  package var count: Int { dimensions.reduce(1, *) }

  /// The number of rows; a scalar has one.
  package var rows: Int { dimensions.first ?? 1 }

  /// The number of columns of a matrix; a scalar has one.
  package var columns: Int { dimensions.count > 1 ? dimensions[1] : 1 }
}

extension Shape: CustomStringConvertible {
  /// The extents with crosses between them, `3×4`; a scalar is `scalar`.
  package var description: String {
    dimensions.isEmpty ? "scalar" : dimensions.map(String.init).joined(separator: "×")
  }
}
