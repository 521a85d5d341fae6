import Tensors
import TestSupport
import Testing

/// Convolution, pooling and normalisation typed by a student, against PyTorch.
@Suite("Reference values of images and normalisation") struct GoldenImageTests {
  private static let tolerance = 1e-9

  @Test("Forward and backward, to 1e-9", arguments: try ReferenceValues.convolutions())
  func convolution(_ reference: ReferenceValues.Convolution) throws {
    var student = Student()
    try student.type("x = \(literal(reference.image))")
    try student.type("Δ = \(literal(reference.upstream))")
    let extents = [reference.image.count, reference.image[0].count, reference.image[0][0].count]
    let size = "\(extents[1]), \(extents[2])"
    let call: String
    let byImage: String
    if let filters = reference.filters, let bias = reference.bias {
      try student.type(
        "W = reshape(\(column(filters.flatMap(\.self).flatMap(\.self).flatMap(\.self))), "
          + "\(filters.count), \(filters[0].count), \(filters[0][0].count), \(filters[0][0][0].count))"
      )
      try student.type("b = \(column(bias))")
      let steps = "stride = \(reference.stride), padding = \(reference.padding ?? 0)"
      call = "conv(x, W, bias = b, \(steps))"
      byImage = "conv_input_gradient(Δ, W, \(size), \(steps))"
      let window = "\(filters[0][0].count), \(filters[0][0][0].count)"
      let dfilters = (reference.dfilters ?? []).flatMap(\.self).flatMap(\.self).flatMap(\.self)
      expect(try student.tensor("conv_filter_gradient(x, Δ, \(window), \(steps))"), dfilters)
      try student.type("z = \(call)")
      try student.type("J = sum(z ⊙ Δ)")
      expect(try student.tensor("dJ/dW"), dfilters)
      expect(try student.tensor("dJ/db"), reference.dbias ?? [])
    } else {
      let window = "\(reference.size ?? 0), stride = \(reference.stride)"
      call = "\(reference.kind)(x, \(window))"
      byImage =
        reference.kind == "max_pool"
        ? "max_pool_gradient(x, Δ, \(window))"
        : "average_pool_gradient(Δ, \(size), \(window))"
      try student.type("J = sum(\(call) ⊙ Δ)")
    }
    expect(try student.tensor(call), reference.output.flatMap(\.self).flatMap(\.self))
    let dimage = reference.dimage.flatMap(\.self).flatMap(\.self)
    expect(try student.tensor(byImage), dimage)
    expect(try student.tensor("dJ/dx"), dimage)
  }

  @Test("Normalisation, to 1e-9", arguments: try ReferenceValues.normalisations())
  func normalisation(_ reference: ReferenceValues.Normalisation) throws {
    var student = Student()
    for (name, rows) in [
      ("x", reference.x), ("γ", reference.gamma), ("β", reference.beta), ("Δ", reference.upstream),
    ] { try student.type("\(name) = \(matrix(rows))") }
    let call = "\(reference.kind)(x, γ, β, delta = \(reference.delta))"
    expect(try student.tensor(call), reference.y.flatMap(\.self))
    let gradient = "\(reference.kind)_gradient(x, γ, Δ, δ = \(reference.delta))"
    expect(try student.tensor(gradient), reference.dx.flatMap(\.self))
    try student.type("J = sum(\(call) ⊙ Δ)")
    expect(try student.tensor("dJ/dx"), reference.dx.flatMap(\.self))
    expect(try student.tensor("dJ/dγ"), reference.dgamma.flatMap(\.self))
    expect(try student.tensor("dJ/dβ"), reference.dbeta.flatMap(\.self))
    let dimension = reference.kind == "batch_norm" ? 2 : 1
    expect(try student.tensor("mean(x, \(dimension))"), reference.mu.flatMap(\.self))
    expect(try student.tensor("std(x, \(dimension))"), reference.sigma.flatMap(\.self))
  }

  private func expect(
    _ tensor: Tensor,
    _ reference: [Double],
    location: SourceLocation = #_sourceLocation
  ) {
    #expect(tensor.count == reference.count, sourceLocation: location)
    for (value, expected) in zip(tensor.elements, reference) {
      #expect(
        (value - expected).magnitude <= Self.tolerance * (1 + expected.magnitude),
        sourceLocation: location
      )
    }
  }

  private func matrix(_ rows: [[Double]]) -> String {
    "[" + rows.map { $0.map { "\($0)" }.joined(separator: ", ") }.joined(separator: "; ") + "]"
  }

  private func literal(_ channels: [[[Double]]]) -> String {
    "reshape(\(column(channels.flatMap(\.self).flatMap(\.self))), "
      + "\(channels.count), \(channels[0].count), \(channels[0][0].count))"
  }

  private func column(_ numbers: [Double]) -> String { matrix(numbers.map { [$0] }) }
}
