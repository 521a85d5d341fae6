package import Tensors

/// A piece of work whose time is taken: what it is called, how large it is, how it is done.
package struct Work: Sendable {
  /// What a work's speed is counted in.
  package enum Size: Equatable, Sendable {
    /// So many additions and multiplications of float64.
    case operations(Double)
    /// So many elements that a function is applied to.
    case elements(Int)
    /// The time itself says all.
    case whole
  }

  /// Does the work so many times.
  typealias Body = (_ times: Int) -> Void

  /// The name, as `gradus benchmark --only` takes it: `gemm-100x784x500`.
  package let name: String
  /// Which of several works of that name it is: `nt` for a product A Bᵀ.
  package let variant: String
  /// How large it is.
  package let size: Size
  /// The numbers that its products are computed with.
  package let precision: Precision
  /// Whether it can be shared among threads.
  package let usesThreads: Bool
  /// Allocates what the work needs, for so many threads.
  let prepare: @Sendable (_ threads: Int) -> Body

  init(
    _ name: String,
    variant: String,
    size: Size = .whole,
    precision: Precision = .float64,
    usesThreads: Bool = false,
    prepare: @escaping @Sendable (_ threads: Int) -> Body
  ) {
    self.name = name
    self.variant = variant
    self.size = size
    self.precision = precision
    self.usesThreads = usesThreads
    self.prepare = prepare
  }
}

extension Work {
  /// Every work, in the order in which they are measured.
  package static let all: [Work] = products + smallProducts + functions + steps + layers + tapes

  /// The names of the works, each once.
  package static var names: [String] {
    all.reduce(into: []) { names, work in
      if names.last != work.name { names.append(work.name) }
    }
  }

  /// The works of a name; none where there is no such name.
  package static func named(_ name: String) -> [Work] { all.filter { $0.name == name } }
}
