import Operations
import Tensors

extension Engine {
  /// The cost of data, or of its first cases, penalties included, and how many answers are right.
  ///
  /// The losses are added up case by case, so that neither the number of threads nor the size of a
  /// pass has a part in the sum.
  func evaluate(_ cases: Cases, first: Int? = nil) -> (cost: Double, right: Double) {
    let count = first ?? cases.count
    var result = (sum: 0.0, right: 0.0)
    withUnsafeMutablePointer(to: &result) { result in
      if let team {
        team.run { evaluate(cases, count, Crew($0), result) }
      } else {
        evaluate(cases, count, .alone, result)
      }
    }
    return (result.sum * convention.factor(cases: count), result.right)
  }

  private func evaluate(
    _ cases: Cases,
    _ total: Int,
    _ crew: Crew,
    _ result: UnsafeMutablePointer<(sum: Double, right: Double)>
  ) {
    sumPenalties(crew)
    for first in stride(from: 0, to: total, by: capacity) {
      let size = Swift.min(capacity, total - first)
      let part = crew.share(of: size)
      let targets = cases.targets + first * cases.outputs
      let inputs = cases.inputs + first * cases.features
      forward(inputs, size, part, .test, crew, workspaces[crew.index])
      finish(targets, part, cases.judgement, givesDelta: false)
      crew.barrier()
      if crew.index == 0 {
        for row in 0..<size { result.pointee.sum += losses[row] }
        if cases.judgement != nil {
          for row in 0..<size { result.pointee.right += verdicts[row] }
        }
        if first == 0 { result.pointee.sum += penalty }
      }
      crew.barrier()
    }
  }

  /// Calls a body with the outputs of stretches of cases: the first case, the rows of a[L].
  func outputs(
    for cases: Cases,
    _ body: (_ first: Int, _ size: Int, _ rows: UnsafePointer<Double>) -> Void
  ) {
    let last = layers[count - 1]
    for first in stride(from: 0, to: cases.count, by: capacity) {
      let size = Swift.min(capacity, cases.count - first)
      let inputs = cases.inputs + first * cases.features
      forward(inputs, size, 0..<size, .test, .alone, workspaces[0])
      activate(last, 0..<size)
      body(first, size, UnsafePointer(last.a))
    }
  }

  /// The first layer, counted from 1, of which a z is no finite number for some cases; nil for none.
  ///
  /// z is computed anew from what the layers below gave, since a may lie in its place.
  func firstOverflow(_ inputs: UnsafePointer<Double>, cases: Int, _ mode: Mode) -> Int? {
    let scratch = Memory()
    for index in 0..<count {
      let stage = layers[index]
      let z = scratch.block(cases * stage.units)
      let below = output(stage.source, inputs)
      sums(stage, below, inputs, cases, 0..<cases, mode, workspaces[0], into: z)
      if !isFinite(z, cases * stage.units) { return index + 1 }
    }
    return nil
  }

  /// The first normalisation of the last pass that had nothing to divide by, nil for none.
  func zeroDeviation(cases: Int, first: Int = 0, _ mode: Mode) -> ZeroDeviation? {
    for index in 0..<count {
      switch layers[index].work {
      case .batchNorm(let norm):
        let norm = norm.pointee
        let deviation = mode == .test ? norm.runningDeviation : norm.deviation
        for channel in 0..<norm.channels where deviation[channel] + norm.delta == 0 {
          let row = channel + 1
          let place: ZeroDeviation.Place = mode == .test ? .running(row) : .row(row)
          return ZeroDeviation(layer: index + 1, place: place, moment: nil)
        }
      case .layerNorm(let norm):
        let norm = norm.pointee
        for row in 0..<cases where norm.deviation[row] + norm.delta == 0 {
          return ZeroDeviation(layer: index + 1, place: .column(first + row + 1), moment: nil)
        }
      default: break
      }
    }
    return nil
  }

  /// Why the loss of a case of the last pass has no value, nil where each has one.
  func domainError(_ targets: UnsafePointer<Double>, cases: Int) -> OperationError? {
    let last = layers[count - 1]
    switch (last.activation, loss) {
    case (.softmax, .crossEntropy), (.sigmoid, .binaryCrossEntropy): return nil
    default: break
    }
    for index in 0..<cases * last.units {
      let (a, y) = (last.a[index], targets[index])
      if a.isNaN || loss.isDefined(at: a, for: y) { continue }
      return a < 0 || (loss == .binaryCrossEntropy && a > 1)
        ? .noProbability(loss, output: a) : .impossibleTarget(loss, output: a, target: y)
    }
    return nil
  }

  /// Why the cost of data, or an output for them, is no finite number.
  ///
  /// In training mode the data are one batch.
  func failure(of cases: Cases, _ mode: Mode = .test) -> TrainingError {
    for first in stride(from: 0, to: cases.count, by: capacity) {
      let size = Swift.min(capacity, cases.count - first)
      let inputs = cases.inputs + first * cases.features
      forward(inputs, size, 0..<size, mode, .alone, workspaces[0])
      if cases.hasTargets {
        finish(cases.targets + first * cases.outputs, 0..<size, nil, givesDelta: false)
        if isFinite(losses, size) { continue }
      }
      if let zero = zeroDeviation(cases: size, first: first, mode) { return .zeroDeviation(zero) }
      if let layer = firstOverflow(inputs, cases: size, mode) { return .overflow(layer: layer) }
      if cases.hasTargets,
        let error = domainError(cases.targets + first * cases.outputs, cases: size)
      {
        return .outsideLoss(error, nil)
      }
    }
    return .overflow(layer: count)
  }
}
