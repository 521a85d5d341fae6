import Tensors

/// Forward and backward of the functions that work element by element.
enum Elementwise {
  /// f of each element, checked against f's domain.
  static func forward(
    _ function: ElementwiseFunction,
    _ x: Tensor
  ) throws(OperationError) -> Tensor {
    if let value = x.scalar { return Tensor(try function.checked(value)) }
    if !function.isDefinedEverywhere {
      for element in x.elements where !function.isDefined(at: element) {
        throw .outsideDomain(function, element)
      }
    }
    return x.map(function.value(at:))
  }

  /// f′ of each element, checked.
  static func derivative(
    _ function: ElementwiseFunction,
    _ x: Tensor
  ) throws(OperationError) -> Tensor {
    if let value = x.scalar { return Tensor(try function.checkedDerivative(at: value)) }
    if !function.isDefinedEverywhere {
      for element in x.elements { _ = try function.checkedDerivative(at: element) }
    }
    return x.map(function.derivative(at:))
  }

  /// upstream ⊙ f′(x); nil for functions that are flat between their jumps.
  static func backward(
    _ function: ElementwiseFunction,
    _ upstream: Tensor,
    _ x: Tensor
  ) throws(OperationError) -> Tensor? {
    switch function {
    case .sign, .round, .floor, .ceiling, .not: return nil
    case .identity: return upstream
    case .negate: return upstream.map { -$0 }
    default: return Pairwise.multiply(upstream, try derivative(function, x))
    }
  }

  /// upstream ⊙ f″(x): the backward pass of f′; nil where f is piecewise straight.
  static func backwardOfDerivative(
    _ function: ElementwiseFunction,
    _ upstream: Tensor,
    _ x: Tensor
  ) -> Tensor? {
    function.isStraight
      ? nil : Pairwise.multiply(upstream, x.map(function.secondDerivative(at:)))
  }
}
