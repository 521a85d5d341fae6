import Tensors

extension Work {
  /// The functions that are applied element by element.
  static let functions: [Work] = [
    function("exp", .exp, from: -20, to: 20),
    function("log", .log, from: 1e-6, to: 1000),
    function("tanh", .tanh, from: -5, to: 5),
    function("sigmoid", .sigmoid, from: -20, to: 20),
  ]

  /// A function of as many elements as 100 cases have in a layer of 500.
  private static func function(
    _ name: String,
    _ function: Kernels.Function,
    from low: Double,
    to high: Double
  ) -> Work {
    let count = 50_000
    return Work(name, variant: "\(count)", size: .elements(count)) { _ in
      let source = Numbers(count, stream: 4, from: low, to: high)
      let target = Numbers(count, stream: 5)
      return { times in
        for _ in 0..<times {
          Kernels.current.apply(function, source.elements, to: target.elements, count: count)
        }
      }
    }
  }
}
