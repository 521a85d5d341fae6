public import Operations

/// The operations, recorded with the values and slopes that `Operations` states.
///
/// Nothing is checked: outside its domain a function gives NaN or ∞, as IEEE 754 has it.
extension Tape {
  /// f(x).
  @inlinable @inline(__always)
  package mutating func apply(_ function: ElementwiseFunction, _ operand: Node) -> Node {
    let x = value(of: operand)
    let result = function.value(at: x)
    return append(result, by: operand, slope: function.derivative(at: x, value: result))
  }

  /// f(x, y).
  @inlinable @inline(__always)
  package mutating func apply(
    _ function: PairwiseFunction,
    _ first: Node,
    _ second: Node
  ) -> Node {
    let (x, y) = (value(of: first), value(of: second))
    return append(
      function.value(x, y),
      by: first,
      slope: function.slopeByFirst(x, y),
      and: second,
      slope: function.slopeBySecond(x, y)
    )
  }

  /// f(x, c) with a number that nothing is differentiated by.
  @inlinable @inline(__always)
  package mutating func apply(
    _ function: PairwiseFunction,
    _ operand: Node,
    _ constant: Double
  ) -> Node {
    let x = value(of: operand)
    return append(
      function.value(x, constant),
      by: operand,
      slope: function.slopeByFirst(x, constant)
    )
  }

  /// f(c, x) with a number that nothing is differentiated by.
  @inlinable @inline(__always)
  package mutating func apply(
    _ function: PairwiseFunction,
    _ constant: Double,
    _ operand: Node
  ) -> Node {
    let x = value(of: operand)
    return append(
      function.value(constant, x),
      by: operand,
      slope: function.slopeBySecond(constant, x)
    )
  }

  /// x + y.
  @inlinable
  package mutating func add(_ x: Node, _ y: Node) -> Node { apply(.add, x, y) }

  /// x + c.
  @inlinable
  package mutating func add(_ x: Node, _ constant: Double) -> Node { apply(.add, x, constant) }

  /// x − y.
  @inlinable
  package mutating func subtract(_ x: Node, _ y: Node) -> Node { apply(.subtract, x, y) }

  /// x − c.
  @inlinable
  package mutating func subtract(_ x: Node, _ constant: Double) -> Node {
    apply(.subtract, x, constant)
  }

  /// x · y.
  @inlinable
  package mutating func multiply(_ x: Node, _ y: Node) -> Node { apply(.multiply, x, y) }

  /// c · x.
  @inlinable
  package mutating func multiply(_ x: Node, _ constant: Double) -> Node {
    apply(.multiply, x, constant)
  }

  /// x / y.
  @inlinable
  package mutating func divide(_ x: Node, _ y: Node) -> Node { apply(.divide, x, y) }

  /// xᶜ.
  @inlinable
  package mutating func power(_ x: Node, _ exponent: Double) -> Node {
    apply(.power, x, exponent)
  }

  /// −x.
  @inlinable
  package mutating func negate(_ x: Node) -> Node { apply(.negate, x) }

  /// eˣ.
  @inlinable
  package mutating func exp(_ x: Node) -> Node { apply(.exp, x) }

  /// log x, the natural logarithm.
  @inlinable
  package mutating func log(_ x: Node) -> Node { apply(.log, x) }

  /// tanh x.
  @inlinable
  package mutating func tanh(_ x: Node) -> Node { apply(.hyperbolicTangent, x) }

  /// σ(x).
  @inlinable
  package mutating func sigmoid(_ x: Node) -> Node { apply(.sigmoid, x) }

  /// max(x, 0).
  @inlinable
  package mutating func relu(_ x: Node) -> Node { apply(.relu, x) }
}
