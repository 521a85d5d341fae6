import Tensors

extension Work {
  /// Products as layers of a network have them: large ones, and thin ones of the last layer.
  static let products: [Work] = [
    (100, 784, 500), (500, 500, 500), (1024, 1024, 1024),
    (100, 500, 10), (10, 500, 100), (500, 100, 10), (10, 100, 500),
  ].flatMap { (rows, inner, columns) in
    Transposition.allCases.map { transposition in
      product("gemm-\(rows)x\(inner)x\(columns)", rows, inner, columns, transposition)
    }
  }

  /// Products so small that what goes on around them counts.
  static let smallProducts: [Work] = [4, 16, 64].map {
    product("small-\($0)", $0, $0, $0, .neither)
  }

  /// Which operands of a product are stored transposed, as BLAS spells it.
  enum Transposition: String, CaseIterable, Sendable {
    /// A B.
    case neither = "nn"
    /// A Bᵀ.
    case second = "nt"
    /// Aᵀ B.
    case first = "tn"
    /// Aᵀ Bᵀ.
    case both = "tt"

    var ofFirst: Bool { self == .first || self == .both }
    var ofSecond: Bool { self == .second || self == .both }
  }

  /// C = A B, A rows×inner and B inner×columns, each perhaps stored transposed.
  private static func product(
    _ name: String,
    _ rows: Int,
    _ inner: Int,
    _ columns: Int,
    _ transposition: Transposition
  ) -> Work {
    let operations = 2 * Double(rows) * Double(inner) * Double(columns)
    return Work(
      name,
      variant: transposition.rawValue,
      size: .operations(operations),
      usesThreads: true
    ) { threads in
      let left = Numbers(rows * inner, stream: 1)
      let right = Numbers(inner * columns, stream: 2)
      let result = Numbers(rows * columns, stream: 3)
      let team = ThreadTeam(count: threads)
      let workspaces = (0..<threads).map { _ in Workspace() }
      return { times in
        let a = MatrixOperand(
          left.elements,
          stride: transposition.ofFirst ? rows : inner,
          isTransposed: transposition.ofFirst
        )
        let b = MatrixOperand(
          right.elements,
          stride: transposition.ofSecond ? inner : columns,
          isTransposed: transposition.ofSecond
        )
        let kernels = Kernels.current
        func multiply(_ part: Range<Int>, _ columnPart: Range<Int>, _ workspace: Workspace) {
          kernels.multiply(
            a,
            b,
            rows: rows,
            inner: inner,
            columns: columns,
            into: result.elements,
            stride: columns,
            part: part,
            columnPart: columnPart,
            workspace: workspace
          )
        }
        for _ in 0..<times {
          if threads == 1 {
            multiply(0..<rows, 0..<columns, workspaces[0])
          } else {
            // The longer side is shared, so that less is packed twice.
            team.run { member in
              multiply(
                rows < columns ? 0..<rows : member.share(of: rows, grain: 8),
                rows < columns ? member.share(of: columns, grain: 8) : 0..<columns,
                workspaces[member.index]
              )
            }
          }
        }
      }
    }
  }
}
