import Tensors

/// A batch and what is to be done with it.
struct Batch {
  /// The data, a case after another.
  let inputs: UnsafePointer<Double>
  let targets: UnsafePointer<Double>
  /// The numbers of the cases of the batch; nil where the data are the batch.
  let order: UnsafePointer<Int>?
  /// The cases of the batch.
  let count: Int
  let judgement: Judgement?
  /// No |x| is larger.
  let largestInput: Double
  /// α; nil to leave the gradients where they are instead of updating.
  let rate: Double?
  /// Which update it is, counted from 1.
  let time: Int
  /// The cost beyond which training has gone astray.
  let limit: Double

  /// An update draws masks; gradients are taken with those there are.
  var mode: Engine.Mode { .training(update: rate == nil ? nil : time) }
}

extension Engine {
  /// One step: forward, loss, backward, and the update where nothing keeps it from being made.
  ///
  /// A thread takes the same cases from the input to Δz of the first layer, so that threads wait for
  /// each other only before and after the decision to update; then each takes some units of every
  /// layer. Every sum is formed in an order that the number of threads has no part in.
  func step(_ batch: Batch) {
    guard let team else { return work(batch, .alone) }
    team.run { work(batch, Crew($0)) }
  }

  private func work(_ batch: Batch, _ crew: Crew) {
    let part = crew.share(of: batch.count, grain: caseGrain)
    let workspace = workspaces + crew.index
    let (inputs, targets) = gather(batch, part)
    forward(inputs, batch.count, part, batch.mode, crew, workspace.pointee)
    finish(targets, part, batch.judgement, givesDelta: true)
    backward(inputs, batch.count, part, crew, workspace.pointee)
    sumPenalties(crew)
    crew.barrier()
    if crew.index == 0 { decide(batch) }
    crew.barrier()
    if outcome.pointee.verdict == .fine {
      update(batch, inputs, crew, workspace.pointee)
    }
  }

  /// The update that the bounds held back, made with a look at its result.
  ///
  /// Returns the layer, counted from 1, with a parameter that would have become infinite; then
  /// nothing has changed.
  func updateCarefully(_ batch: Batch) -> Int? {
    let saved = [block.parameters, block.first, block.second].enumerated().map { index, numbers in
      let count = index == 0 ? stateCount : index <= optimizer.memory ? parameterCount : 0
      return Array(UnsafeBufferPointer(start: UnsafePointer(numbers), count: count))
    }
    update(
      batch,
      batch.order == nil ? batch.inputs : UnsafePointer(batchInputs),
      .alone,
      workspaces[0]
    )
    for index in 0..<count
    where !isFinite(block.parameters + layers[index].offset, layers[index].parameterCount) {
      for (numbers, old) in zip([block.parameters, block.first, block.second], saved) {
        for (index, number) in old.enumerated() { numbers[index] = number }
      }
      return index + 1
    }
    resetBound()
    return nil
  }

  /// The rows of the batch: where they lie, or copied from all over the data.
  private func gather(
    _ batch: Batch,
    _ part: Range<Int>
  ) -> (UnsafePointer<Double>, UnsafePointer<Double>) {
    guard let order = batch.order else { return (batch.inputs, batch.targets) }
    let (features, outputs) = (layers[0].inputs, layers[count - 1].units)
    for row in part {
      let source = order[row]
      (batchInputs + row * features).update(
        from: batch.inputs + source * features,
        count: features
      )
      (batchTargets + row * outputs).update(from: batch.targets + source * outputs, count: outputs)
    }
    return (UnsafePointer(batchInputs), UnsafePointer(batchTargets))
  }

  /// The cost of a batch from the sums of its losses and penalties.
  func cost(cases: Int) -> Double {
    var sum = 0.0
    for index in 0..<cases { sum += losses[index] }
    return (sum + penalty) * convention.factor(cases: cases)
  }

  /// λ/2 Σ w² + λ₁ Σ |w|, from the sums of the stretches.
  var penalty: Double {
    if l2 == 0 && l1 == 0 { return 0 }
    var sum = 0.0
    for index in 0..<penaltyStretches { sum += penaltySums[index] }
    return sum
  }

  /// Sums the batch up and says whether the update may be made.
  private func decide(_ batch: Batch) {
    var result = Outcome()
    result.cost = cost(cases: batch.count)
    if batch.judgement != nil {
      for index in 0..<batch.count { result.right += verdicts[index] }
    }
    result.verdict = verdict(batch, result.cost)
    // The bounds are crude, and grow: what they say against an update is said again from where the
    // parameters are.
    switch result.verdict {
    case .gradient, .uncertain:
      resetBound()
      result.verdict = verdict(batch, result.cost)
    case .fine, .cost, .growth: break
    }
    outcome.pointee = result
  }

  private func verdict(_ batch: Batch, _ cost: Double) -> Outcome.Verdict {
    if !cost.isFinite { return .cost }
    if cost > batch.limit { return .growth }
    let factor = convention.factor(cases: batch.count)
    var largest = 0.0
    for index in 0..<count {
      let stage = layers[index]
      if !stage.isTrained { continue }
      // |ΔW| ≤ Σ |Δz| max |a|, |Δb| ≤ Σ |Δz|.
      var sum = 0.0
      for row in 0..<batch.count { sum += stage.deltaSums[row] }
      let input = Swift.max(largestFactor(stage, batch), 1)
      // What passes float32 would become infinite in a product.
      if precision == .float32,
        !(Swift.max(sum, 1) * input < UpdateBound.largestSingle
          && bound.pointee.parameter < UpdateBound.largestSingle)
      {
        return .gradient(index)
      }
      let gradient = factor * (sum * input + l2 * bound.pointee.parameter + l1)
      if !(gradient < UpdateBound.largestGradient) { return .gradient(index) }
      largest = Swift.max(largest, gradient)
    }
    guard let rate = batch.rate else { return .fine }
    let next = bound.pointee.advanced(optimizer, gradient: largest, rate: rate)
    if !next.isSafe { return .uncertain }
    bound.pointee = next
    return .fine
  }

  /// No number is larger that Δz of a layer is multiplied by for ΔW: a₋₁, or ẑ for Δγ.
  private func largestFactor(_ stage: Stage, _ batch: Batch) -> Double {
    switch stage.work {
    case .batchNorm(let norm): return norm.pointee.bound(cases: batch.count, isBatch: true)
    case .layerNorm(let norm): return norm.pointee.bound(cases: batch.count, isBatch: false)
    default: break
    }
    if stage.source == 0 { return batch.largestInput }
    let below = layers[stage.source - 1]
    if below.isBounded { return 1 }
    var sum = 1.0
    for row in 0..<batch.count { sum += below.outputSums[row] }
    return sum
  }

  /// The stretches that the weights of all layers are cut into.
  private var penaltyStretches: Int {
    var stretches = 0
    for index in 0..<count {
      stretches += (layers[index].penalizedCount + Self.stretch - 1) / Self.stretch
    }
    return stretches
  }

  /// The crew's part of λ/2 Σ w² + λ₁ Σ |w|, stretch by stretch.
  func sumPenalties(_ crew: Crew) {
    if l2 == 0 && l1 == 0 { return }
    let part = crew.share(of: penaltyStretches)
    var first = 0
    for index in 0..<count {
      let total = layers[index].penalizedCount
      let stretches = (total + Self.stretch - 1) / Self.stretch
      for stretch in 0..<stretches where part.contains(first + stretch) {
        let start = stretch * Self.stretch
        let length = Swift.min(Self.stretch, total - start)
        let weights = layers[index].weights + start
        let squares = l2 == 0 ? 0 : l2 / 2 * sumOfSquares(weights, length)
        let magnitudes = l1 == 0 ? 0 : l1 * sumOfMagnitudes(weights, length)
        penaltySums[first + stretch] = squares + magnitudes
      }
      first += stretches
    }
  }
}
