import Calculus
import Notation
import Operations
import Tensors

extension AdjointFormula {
  /// What the operands of a convolution, pooling or normalisation get of an adjoint.
  func imageShares(
    _ adjoint: Expression,
    _ operation: Operation,
    _ operands: [NodeID],
    _ result: Shape
  ) -> [Expression?] {
    var adjoint = adjoint
    if case .number(1) = adjoint.kind, result.rank > 0 {
      // What a sum hands back is 1 at every place.
      adjoint = call("ones", result.dimensions.map { Self.number(Double($0)) })
    }
    let none = operands.map { _ -> Expression? in nil }
    guard let first = operands.first else { return none }
    let shape = interpreter.log[first].value.shape
    switch operation {
    case .convolution(let steps):
      guard operands.count >= 2 else { return none }
      let filters = interpreter.log[operands[1]].value.shape
      let options = options(stride: steps.stride, unless: 1, padding: steps.padding)
      let byImage = call(
        "conv_input_gradient",
        [adjoint, expression(operands[1])] + pixels(shape, isFilter: false),
        options: options
      )
      let byFilters = call(
        "conv_filter_gradient",
        [expression(first), adjoint] + pixels(filters, isFilter: true),
        options: options
      )
      return [byImage, byFilters] + none.dropFirst(2)
    case .maxPool(let window):
      return [
        call(
          "max_pool_gradient",
          [expression(first), adjoint, Self.number(Double(window.size))],
          options: options(
            stride: window.stride,
            unless: window.size,
            padding: window.padding
          )
        )
      ]
    case .averagePool(let window):
      return [
        call(
          "average_pool_gradient",
          [adjoint] + pixels(shape, isFilter: false) + [Self.number(Double(window.size))],
          options: options(stride: window.stride, unless: window.size, padding: 0)
        )
      ]
    case .normalize(let kind, let delta):
      let gamma = operands.count > 1 ? expression(operands[1]) : Self.number(1)
      let byZ = call(
        kind.name + "_gradient",
        [expression(first), gamma, adjoint],
        options: delta == NormalizationKind.usualDelta ? [] : [("delta", delta)]
      )
      return [byZ] + none.dropFirst()
    case .reshape, .flatten:
      return [call("reshape", [adjoint] + shape.dimensions.map { Self.number(Double($0)) })]
    default:
      return none
    }
  }

  /// The rows and columns of an image, or of a filter.
  private func pixels(_ shape: Shape, isFilter: Bool) -> [Expression] {
    let extents = shape.dimensions
    let pair =
      isFilter || extents.count == 2
      ? Array(extents.suffix(2)) : Array(extents.dropFirst().prefix(2))
    return pair.map { Self.number(Double($0)) }
  }

  private func options(stride: Int, unless usual: Int, padding: Int) -> [(String, Double)] {
    (stride == usual ? [] : [("stride", Double(stride))])
      + (padding == 0 ? [] : [("padding", Double(padding))])
  }
}
