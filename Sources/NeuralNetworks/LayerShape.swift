/// What a case looks like between two layers: a column of numbers or an image.
package enum LayerShape: Hashable, Sendable {
  /// A column of so many numbers.
  case units(Int)
  /// channels × rows × columns; as a column its elements lie in row-major order.
  case image(channels: Int, rows: Int, columns: Int)

  /// The numbers of a case.
  package var count: Int {
    switch self {
    case .units(let count): count
    case .image(let channels, let rows, let columns): channels * rows * columns
    }
  }

  /// The extents: `[64]` of a column, `[1, 8, 8]` of an image.
  package var dimensions: [Int] {
    switch self {
    case .units(let count): [count]
    case .image(let channels, let rows, let columns): [channels, rows, columns]
    }
  }
}

extension LayerShape: CustomStringConvertible {
  /// The extents with crosses between them: `64`, `1×8×8`.
  package var description: String {
    dimensions.map(String.init).joined(separator: "×")
  }
}
