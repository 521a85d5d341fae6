import Tensors

// Convolution: an image is a case's numbers in channels × rows × columns order.
extension Engine {
  /// z = conv(a, W) + b.
  func convolve(
    _ stage: Stage,
    _ filters: Filters,
    _ below: UnsafePointer<Double>,
    _ part: Range<Int>,
    _ workspace: Workspace,
    _ z: UnsafeMutablePointer<Double>
  ) {
    for row in part {
      kernels.convolve(
        below + row &* stage.inputs,
        filters: stage.weights,
        biases: stage.biases,
        filters.shape,
        into: z + row &* stage.units,
        precision: precision,
        workspace: workspace
      )
    }
  }

  /// The derivatives by the filters, summed up over the cases of each group.
  func sumFilterGradients(
    _ stage: Stage,
    _ filters: Filters,
    _ below: UnsafePointer<Double>,
    _ part: Range<Int>,
    _ workspace: Workspace
  ) {
    let shape = filters.shape
    for row in part {
      let group = filters.groups + row / caseGrain &* filters.groupCount
      kernels.convolutionFilterGradient(
        below + row &* stage.inputs,
        delta: stage.delta + row &* stage.units,
        shape,
        keep: row % caseGrain == 0 ? 0 : 1,
        into: group,
        biases: group + shape.patch &* shape.filters,
        precision: precision,
        workspace: workspace
      )
    }
  }

  /// ΔW and Δb of some filters: factor times the sum of all groups, in their order.
  func addGroups(
    _ stage: Stage,
    _ filters: Filters,
    _ cases: Int,
    _ part: Range<Int>,
    _ factor: Double
  ) {
    let shape = filters.shape
    let groups = (cases + caseGrain - 1) / caseGrain
    let target = block.gradient + stage.offset
    for filter in part {
      // The bias stands behind the weights of all patches, as one more.
      for weight in 0...shape.patch {
        var place = filters.groups + (weight &* shape.filters &+ filter)
        var sum = 0.0
        for _ in 0..<groups {
          sum += place[0]
          place += filters.groupCount
        }
        if weight < shape.patch {
          target[filter &* shape.patch &+ weight] = factor * sum
        } else {
          stage.biasGradient[filter] = factor * sum
        }
      }
    }
  }

  /// ∂loss/∂a₋₁.
  func convolveBack(
    _ stage: Stage,
    _ filters: Filters,
    _ part: Range<Int>,
    _ workspace: Workspace,
    into target: UnsafeMutablePointer<Double>
  ) {
    for row in part {
      kernels.convolutionImageGradient(
        stage.delta + row &* stage.units,
        filters: stage.weights,
        filters.shape,
        into: target + row &* stage.inputs,
        precision: precision,
        workspace: workspace
      )
    }
  }
}
