extension Trainer {
  /// Fixes the rate of an epoch and the order of its cases.
  func beginEpoch() {
    let base = options.schedule.rate(base: options.learningRate, epoch: epoch)
    rates.append(base * (plateau?.factor ?? 1))
    shuffle()
    costSum = 0
    right = 0
  }

  /// Puts the cases into the order of the epoch under way.
  func shuffle() {
    guard let order else { return }
    let shuffled = Self.order(
      cases: cases.count,
      epoch: epoch,
      seed: options.seed,
      batchSize: options.batchSize
    )
    for (index, position) in shuffled.enumerated() { order[index] = position }
  }

  /// Enters the epoch into the histories and looks at the validation data.
  func endEpoch() throws(TrainingError) {
    let cost = costSum / Double(batch)
    costHistory.append(cost)
    if cases.judgement != nil { accuracyHistory.append(right / Double(cases.count)) }
    // The bounds grow with every update, far more than the parameters.
    if engine.bound.pointee.isWide { engine.resetBound() }
    var watched = cost
    if let validation {
      watched = try validate(validation)
    }
    plateau?.check(watched)
    epoch += 1
    batch = 0
    if let check = stopping?.check(watched) {
      if check.saves { keep() }
      stoppedEarly = check.stops && epoch < options.epochs
    }
    if epoch == options.epochs || stoppedEarly { complete() }
  }

  private func validate(_ validation: Cases) throws(TrainingError) -> Double {
    let result = engine.evaluate(validation)
    guard result.cost.isFinite else {
      isComplete = true
      switch engine.failure(of: validation) {
      case .outsideLoss(let error, _): throw .outsideLoss(error, moment)
      case .zeroDeviation(let zero): throw .zeroDeviation(zero.at(moment))
      default: throw .diverged(divergence(.validation))
      }
    }
    validationCostHistory.append(result.cost)
    if validation.judgement != nil {
      validationAccuracyHistory.append(result.right / Double(validation.count))
    }
    return result.cost
  }

  /// Keeps the parameters as they are now.
  private func keep() {
    kept = Array(
      UnsafeBufferPointer(start: engine.block.parameters, count: engine.stateCount)
    )
  }

  private func complete() {
    isComplete = true
    for (index, number) in kept.enumerated() { engine.block.parameters[index] = number }
  }
}

// A cost that grows without end, or becomes NaN, ends the training before the update that would
// carry it into the parameters.
extension Trainer {
  /// The cost from which on training has gone astray: a million times the first.
  ///
  /// A first cost below 1 counts as 1, so that a start that happens to fit is no measure.
  var limit: Double {
    firstCost.isNaN ? .infinity : 1e6 * Swift.max(firstCost, 1)
  }

  /// The cost that a batch may be expected to have now, from some hundred cases.
  ///
  /// A first batch of few cases may by luck have next to none. NaN where there is no such cost; the
  /// batch then shows why.
  var typicalCost: Double {
    let sample = Swift.min(cases.count, Swift.max(batchSize, 512))
    let cost = engine.evaluate(cases, first: sample).cost
    if !cost.isFinite { return .nan }
    return start.convention == .mean ? cost : cost * Double(batchSize) / Double(sample)
  }

  /// When the batch under way is trained on.
  var moment: Moment { Moment(epoch: epoch + 1, update: batch + 1) }

  /// Makes the update that the bounds held back, or says why there is none to make.
  func handle(_ current: Batch) throws(TrainingError) {
    let verdict = engine.outcome.pointee.verdict
    if verdict == .uncertain {
      guard let layer = engine.updateCarefully(current) else { return }
      isComplete = true
      throw .diverged(divergence(.parameter(layer: layer)))
    }
    isComplete = true
    if verdict == .growth {
      let growth = Divergence.Cause.growth(cost: engine.outcome.pointee.cost, first: firstCost)
      throw .diverged(divergence(growth))
    }
    let isGathered = current.order != nil
    let inputs = isGathered ? UnsafePointer(engine.batchInputs) : current.inputs
    let targets = isGathered ? UnsafePointer(engine.batchTargets) : current.targets
    // The masks are those of the pass that failed.
    let mode = Engine.Mode.training(update: nil)
    if let zero = engine.zeroDeviation(cases: current.count, mode) {
      throw .zeroDeviation(zero.at(moment))
    }
    if let layer = engine.firstOverflow(inputs, cases: current.count, mode) {
      throw .diverged(divergence(.sums(layer: layer)))
    }
    if let error = engine.domainError(targets, cases: current.count) {
      throw .outsideLoss(error, moment)
    }
    guard case .gradient(let first) = verdict else { throw .diverged(divergence(.cost)) }
    // The gradient comes from above: the highest layer that is beyond all bounds was the first.
    let highest = (0..<engine.count).last { index in
      let stage = engine.layers[index]
      return stage.needsDelta && !isFinite(stage.delta, current.count * stage.units)
    }
    throw .diverged(divergence(.gradient(layer: (highest ?? first) + 1)))
  }

  func divergence(_ cause: Divergence.Cause) -> Divergence {
    var largest = 0.0
    for index in 0..<engine.count {
      let stage = engine.layers[index]
      largest = Swift.max(largest, largestMagnitude(stage.weights, stage.penalizedCount))
    }
    return Divergence(
      cause: cause,
      moment: moment,
      largestWeight: largest,
      largestInput: cases.largestInput,
      learningRate: rates.last ?? options.learningRate
    )
  }
}
