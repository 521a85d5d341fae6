import Tensors

/// What is normalised together.
package enum NormalizationKind: Hashable, Sendable {
  /// Each row, or channel, over the cases.
  case batch
  /// Each case over its units.
  case layer

  /// δ where none is given.
  package static let usualDelta = 1e-5
}

/// ẑ = (z − μ)/(σ + δ), γẑ + β; forward, backward, and the backward pass of the backward pass.
///
/// σ is the population's, as `std` has it; where it is 0 its derivative is taken to be 0. The
/// source is eindhoven, "Batch normalisation".
enum Normalizations {
  /// γ ẑ + β; the operands are z, and γ and β where they are not 1 and 0.
  static func forward(
    _ kind: NormalizationKind,
    delta: Double,
    _ operands: [Tensor]
  ) throws(OperationError) -> Tensor {
    let z = operands[0]
    let lanes = try NormalizationLanes(kind, z.shape)
    let gamma = try lanes.parameter(operands.count > 1 ? operands[1] : Tensor(1), "γ")
    let beta = try lanes.parameter(operands.count > 2 ? operands[2] : Tensor(0), "β")
    let moments = try lanes.moments(z, delta: delta)
    return z.withElements { z in
      Tensor(shape: lanes.shape) { target in
        lanes.forEach { position, lane, parameter in
          let normalized = (z[position] - moments.means[lane]) / moments.scales[lane]
          target[position] = gamma[parameter] * normalized + beta[parameter]
        }
      }
    }
  }

  /// ∂J/∂z, ∂J/∂γ = Σ Δ ẑ, ∂J/∂β = Σ Δ.
  static func backward(
    _ kind: NormalizationKind,
    delta: Double,
    _ upstream: Tensor,
    _ operands: [Tensor]
  ) throws(OperationError) -> [Tensor?] {
    let z = operands[0]
    let lanes = try NormalizationLanes(kind, z.shape)
    let gamma = try lanes.parameter(operands.count > 1 ? operands[1] : Tensor(1), "γ")
    let moments = try lanes.moments(z, delta: delta)
    let scaled = lanes.scaled(upstream.elements, by: gamma)
    var shares: [Tensor?] = [
      Tensor(shape: z.shape, elements: lanes.derivative(scaled, z.elements, moments))
    ]
    if operands.count > 1 {
      let normalized = lanes.normalized(z.elements, moments)
      shares.append(lanes.gathered(upstream.elements, normalized, to: operands[1].shape))
    }
    if operands.count > 2 {
      shares.append(lanes.gathered(upstream.elements, nil, to: operands[2].shape))
    }
    return shares
  }

  /// ∂J/∂z from z, γ and Δ = ∂J/∂(γẑ + β).
  static func gradient(
    _ kind: NormalizationKind,
    delta: Double,
    _ operands: [Tensor]
  ) throws(OperationError) -> Tensor {
    let (z, upstream) = (operands[0], operands[2])
    let lanes = try NormalizationLanes(kind, z.shape)
    guard upstream.shape == z.shape else {
      throw .upstreamShape(
        .normalizeGradient(kind, delta: delta),
        expected: z.shape,
        given: upstream.shape
      )
    }
    let gamma = try lanes.parameter(operands[1], "γ")
    let moments = try lanes.moments(z, delta: delta)
    let scaled = lanes.scaled(upstream.elements, by: gamma)
    return Tensor(shape: z.shape, elements: lanes.derivative(scaled, z.elements, moments))
  }

  /// The backward pass of `gradient`: by z, γ and Δ.
  ///
  /// With g = γΔ, c = z − μ, s = σ + δ, S = Σ(u − ū)(g − ḡ), κ = Σ g c, τ = Σ u c the upstream u
  /// makes F = S/s − κτ/(nσs²), which is symmetric in u and g; so ∂F/∂g is the derivative of u.
  /// ∂F/∂zₖ = −S cₖ/(nσs²) − ((gₖ − ḡ)τ + (uₖ − ū)κ)/(nσs²) + κτ cₖ (1/σ + 2/s)/(n²σ²s²).
  static func gradientBackward(
    _ kind: NormalizationKind,
    delta: Double,
    _ upstream: Tensor,
    _ operands: [Tensor]
  ) throws(OperationError) -> [Tensor?] {
    let z = operands[0]
    let lanes = try NormalizationLanes(kind, z.shape)
    let gamma = try lanes.parameter(operands[1], "γ")
    let moments = try lanes.moments(z, delta: delta)
    let (u, g) = (upstream.elements, lanes.scaled(operands[2].elements, by: gamma))
    let byG = lanes.derivative(u, z.elements, moments)
    return [
      Tensor(shape: z.shape, elements: lanes.secondDerivative(u, g, z.elements, moments)),
      lanes.gathered(operands[2].elements, byG, to: operands[1].shape),
      Tensor(shape: z.shape, elements: lanes.scaled(byG, by: gamma)),
    ]
  }
}

/// The means and deviations of what is normalised together.
struct NormalizationMoments {
  /// μ of each lane.
  var means: [Double]
  /// σ of each lane.
  var deviations: [Double]
  /// σ + δ of each lane.
  var scales: [Double]
}

/// Which elements are normalised together, and which have a γ and a β in common.
struct NormalizationLanes {
  let kind: NormalizationKind
  let shape: Shape
  /// How many lanes there are, and how long each is.
  let count: Int
  let length: Int
  /// How many γ and β there are.
  let parameters: Int

  /// Rows or channels over the cases are contiguous; a case's elements stand N apart.
  init(_ kind: NormalizationKind, _ shape: Shape) throws(OperationError) {
    (self.kind, self.shape) = (kind, shape)
    guard (2...4).contains(shape.rank) else {
      throw .normalizedShape(kind, shape)
    }
    switch kind {
    case .batch:
      count = shape.rows
      length = shape.count / max(1, count)
      parameters = count
      if length == 1 { throw .normalizesOne(shape) }
    case .layer:
      count = shape.rank == 3 ? 1 : shape.dimensions[shape.rank - 1]
      length = shape.count / max(1, count)
      parameters = length
    }
    if shape.count == 0 { throw .noElements(.normalize(kind, delta: 0)) }
  }

  /// Calls for each element, in order, with its lane and the place of its γ and β.
  @inline(__always)
  func forEach(_ body: (_ position: Int, _ lane: Int, _ parameter: Int) -> Void) {
    var position = 0
    switch kind {
    case .batch:
      for lane in 0..<count {
        for _ in 0..<length {
          body(position, lane, lane)
          position += 1
        }
      }
    case .layer:
      for unit in 0..<length {
        for lane in 0..<count {
          body(position, lane, unit)
          position += 1
        }
      }
    }
  }

  /// γ or β with a number for each parameter; one number counts for all.
  func parameter(_ tensor: Tensor, _ name: String) throws(OperationError) -> [Double] {
    if tensor.count == parameters { return tensor.elements }
    guard tensor.shape.rank == 0 || tensor.count == 1, let value = tensor.single else {
      throw .normalizationParameter(kind, name, given: tensor.count, needed: parameters)
    }
    return [Double](repeating: value, count: parameters)
  }

  /// μ and σ of each lane, from the deviations, so that nothing cancels.
  func moments(_ z: Tensor, delta: Double) throws(OperationError) -> NormalizationMoments {
    guard delta >= 0 else { throw .negativeDelta(kind, delta) }
    var means = [Double](repeating: 0, count: count)
    var squares = means
    z.withElements { z in
      forEach { position, lane, _ in means[lane] += z[position] }
      for lane in 0..<count { means[lane] /= Double(length) }
      forEach { position, lane, _ in
        let deviation = z[position] - means[lane]
        squares[lane] += deviation * deviation
      }
    }
    let deviations = squares.map { ($0 / Double(length)).squareRoot() }
    let scales = deviations.map { $0 + delta }
    if let flat = scales.firstIndex(of: 0) {
      throw .noDeviation(kind, shape, lane: flat + 1)
    }
    return NormalizationMoments(means: means, deviations: deviations, scales: scales)
  }

  /// ẑ.
  func normalized(_ z: [Double], _ moments: NormalizationMoments) -> [Double] {
    var result = z
    forEach { position, lane, _ in
      result[position] = (z[position] - moments.means[lane]) / moments.scales[lane]
    }
    return result
  }

  /// Each element times its γ.
  func scaled(_ elements: [Double], by gamma: [Double]) -> [Double] {
    var result = elements
    forEach { position, _, parameter in result[position] *= gamma[parameter] }
    return result
  }

  /// The sums of elements ⊙ weights over what has a γ or β in common.
  func gathered(_ elements: [Double], _ weights: [Double]?, to shape: Shape) -> Tensor {
    var sums = [Double](repeating: 0, count: parameters)
    forEach { position, _, parameter in
      sums[parameter] += elements[position] * (weights?[position] ?? 1)
    }
    if shape.count == parameters { return Tensor(shape: shape, elements: sums) }
    return Tensor(shape: shape, elements: [sums.reduce(0, +)])
  }

  /// (∂ẑ/∂z)ᵀ g = (g − ḡ)/s − c Σ(g c)/(nσs²); it is symmetric.
  ///
  /// ∂ẑᵢ/∂zⱼ = ((i == j) − 1/n)/s − cᵢ/s² ∂σ/∂zⱼ, with ∂σ/∂zⱼ = cⱼ/(nσ), and 0 where σ is 0.
  func derivative(
    _ g: [Double],
    _ z: [Double],
    _ moments: NormalizationMoments
  ) -> [Double] {
    let (means, products) = sums(g, z, moments)
    let curve = curvatures(moments)
    var result = g
    forEach { position, lane, _ in
      let deviation = z[position] - moments.means[lane]
      result[position] =
        (g[position] - means[lane]) / moments.scales[lane]
        - deviation * products[lane] * curve[lane]
    }
    return result
  }

  /// ∂F/∂z of `Normalizations.gradientBackward`.
  func secondDerivative(
    _ u: [Double],
    _ g: [Double],
    _ z: [Double],
    _ moments: NormalizationMoments
  ) -> [Double] {
    let (uMeans, tau) = sums(u, z, moments)
    let (gMeans, kappa) = sums(g, z, moments)
    let curve = curvatures(moments)
    var covariances = [Double](repeating: 0, count: count)
    forEach { position, lane, _ in
      covariances[lane] += (u[position] - uMeans[lane]) * (g[position] - gMeans[lane])
    }
    var result = z
    forEach { position, lane, _ in
      let (sigma, scale) = (moments.deviations[lane], moments.scales[lane])
      if sigma == 0 {
        result[position] = 0
        return
      }
      let deviation = z[position] - moments.means[lane]
      let both = kappa[lane] * tau[lane]
      result[position] =
        curve[lane]
        * (deviation
          * (both * (1 / sigma + 2 / scale) / (Double(length) * sigma)
            - covariances[lane])
          - (g[position] - gMeans[lane]) * tau[lane] - (u[position] - uMeans[lane]) * kappa[lane])
    }
    return result
  }

  /// The mean of each lane and the sum of its products with z − μ.
  private func sums(
    _ g: [Double],
    _ z: [Double],
    _ moments: NormalizationMoments
  ) -> (means: [Double], products: [Double]) {
    var means = [Double](repeating: 0, count: count)
    var products = means
    forEach { position, lane, _ in
      means[lane] += g[position]
      products[lane] += g[position] * (z[position] - moments.means[lane])
    }
    return (means.map { $0 / Double(length) }, products)
  }

  /// 1/(nσs²) of each lane, 0 where σ is 0.
  private func curvatures(_ moments: NormalizationMoments) -> [Double] {
    zip(moments.deviations, moments.scales).map { sigma, scale in
      sigma == 0 ? 0 : 1 / (Double(length) * sigma * scale * scale)
    }
  }
}
