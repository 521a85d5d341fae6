import Diagnostics
import NeuralNetworks
import Notation
import Operations
import Tensors

extension Interpreter {
  /// `train(epochs = 10, …)`: the native engine on the session's own variables.
  ///
  /// W[l] and b[l] are updated, as `←` does; the histories are defined. Ctrl-C stops after a batch
  /// and keeps what was learned, as does a checkpoint that cannot be written; an error leaves
  /// everything as it was.
  mutating func train(_ arguments: [Argument], span: SourceSpan) throws(Diagnostic) {
    if !frames.isEmpty { throw .trainInAlgorithm(span) }
    let call = try TrainingCall(arguments, span: span)
    let network = try nativeNetwork(for: "train", span)
    var data = LabelledData(
      inputs: try self.data("x", for: "train", span),
      targets: try self.data("y", for: "train", span)
    )
    let options = try trainingOptions(call, &data, span: span)
    noteWhatTrainingLeavesOut()
    noteLoneSoftmax(network)
    noteUnevenTargets(network, data.targets)
    let start = ContinuousClock.now
    let run = try trainer(network, data, options, span: span)
    let ending = try finish(run, since: start, span: span)
    // The limit on time is not for training.
    deadline = deadline.map { $0 + start.duration(to: .now) }
    take(run.trainer, span: span)
    noteEnding(ending, of: run.trainer, options)
  }

  /// A trainer at work, and where its checkpoints go.
  private struct Run {
    var trainer: Trainer
    var store: (any TrainingStore)?
    var number: Int
  }

  /// How a training ended.
  private enum Ending {
    case atItsEnd
    case wasFinished(String)
    case interrupted
    case withoutCheckpoint(Diagnostic)
  }

  private mutating func trainer(
    _ network: Network,
    _ data: LabelledData,
    _ options: TrainingOptions,
    span: SourceSpan
  ) throws(Diagnostic) -> Run {
    let number = trainings + 1
    let store = trainingStore
    let found: [UInt8]?
    do { found = try store?.checkpoint(ofTraining: number) } catch { throw error.at(span) }
    guard let found, let name = store?.name(ofTraining: number) else {
      do {
        let trainer = try Trainer(network: network, data: data, options: options)
        return Run(trainer: trainer, store: store, number: number)
      } catch {
        throw Diagnostic(error, span)
      }
    }
    let trainer: Trainer
    do {
      trainer = try Trainer(resuming: found, network: network, data: data, options: options)
    } catch {
      throw .checkpoint(error, name, span)
    }
    let progress = trainer.progress
    if !trainer.isComplete, progress.share > 0 {
      notices.append(
        "The training goes on after epoch \(progress.epoch), batch \(progress.batch), "
          + "from \(name)."
      )
    }
    return Run(trainer: trainer, store: store, number: number)
  }

  /// Runs the training to its end, or until Ctrl-C; its observer is told how it goes.
  private mutating func finish(
    _ run: Run,
    since start: ContinuousClock.Instant,
    span: SourceSpan
  ) throws(Diagnostic) -> Ending {
    let observer = trainingObserver
    defer { observer?.end() }
    if run.trainer.isComplete {
      trainings += 1
      return .wasFinished(run.store?.name(ofTraining: run.number) ?? "")
    }
    let shareBefore = run.trainer.progress.share
    var pace = TrainingPace(start: start)
    var ending = Ending.atItsEnd
    while try runBatch(of: run.trainer, span) {
      if interruption.takeInterrupt() {
        isStopping = true
        ending = .interrupted
        break
      }
      guard pace.isDue() else { continue }
      if pace.showsProgress() {
        observer?.note(progress(of: run.trainer, pace, shareBefore))
      }
      if pace.keepsCheckpoint(), let problem = keepCheckpoint(run) {
        isStopping = true
        ending = .withoutCheckpoint(problem)
        break
      }
    }
    trainings += 1
    if case .withoutCheckpoint = ending { return ending }
    return keepCheckpoint(run).map(Ending.withoutCheckpoint) ?? ending
  }

  private func runBatch(of trainer: Trainer, _ span: SourceSpan) throws(Diagnostic) -> Bool {
    do { return try trainer.runBatch() } catch { throw Diagnostic(error, span) }
  }

  /// Keeps a checkpoint; the reason where it cannot, which is none to lose what was learned.
  private func keepCheckpoint(_ run: Run) -> Diagnostic? {
    do throws(Diagnostic) {
      try run.store?.keep(run.trainer.checkpoint(), ofTraining: run.number)
      return nil
    } catch {
      return error
    }
  }

  private func progress(
    of trainer: Trainer,
    _ pace: TrainingPace,
    _ shareBefore: Double
  ) -> TrainingProgress {
    let now = trainer.progress
    return TrainingProgress(
      epoch: now.epoch,
      epochs: now.epochs,
      batch: now.batch,
      batches: now.batchesPerEpoch,
      cost: now.cost,
      accuracy: now.accuracy,
      seconds: pace.seconds,
      share: now.share,
      shareBefore: shareBefore
    )
  }

  /// Puts what was learned into the session's variables.
  private mutating func take(_ trainer: Trainer, span: SourceSpan) {
    for (position, layer) in trainer.network.layers.enumerated() {
      let number = dialect.firstLayer + 1 + position
      guard case .dense(let weights, let biases) = layer.kind else { continue }
      set(VariableKey("W", layer: number), weights, .update, span)
      set(VariableKey("b", layer: number), biases, .update, span)
    }
    let report = TrainingReport(
      costs: trainer.costHistory,
      accuracies: trainer.accuracyHistory,
      validationCosts: trainer.validationCostHistory,
      validationAccuracies: trainer.validationAccuracyHistory
    )
    let histories = [
      ("cost_history", report.costs), ("accuracy_history", report.accuracies),
      ("validation_cost_history", report.validationCosts),
      ("validation_accuracy_history", report.validationAccuracies),
    ]
    for (name, history) in histories {
      // What an earlier training left under a name that this one has nothing for would mislead.
      if history.isEmpty {
        environment.remove(VariableKey(name))
      } else {
        set(VariableKey(name), Tensor(row: history), .define, span)
      }
    }
    trainingReports.append(report)
  }

  private mutating func set(
    _ key: VariableKey,
    _ tensor: Tensor,
    _ action: NodeAction,
    _ span: SourceSpan
  ) {
    let constant = recordConstant(tensor, span: span)
    environment.set(key, to: version(of: key, constant, action, span: span))
    noteAssigned(key)
  }

  /// A softmax over one unit is 1 whatever z is: the cost is 0, and nothing is learned.
  private mutating func noteLoneSoftmax(_ network: Network) {
    guard let last = network.layers.last, last.activation == .softmax, network.outputs == 1
    else { return }
    notices.append(
      "softmax of one unit is always 1, so there is nothing to learn: for two classes in one row "
        + "end with σ; for classes by one_hot, with a unit for each."
    )
  }

  /// Behind softmax Δz = a − y is the derivative of the cross-entropy where a case's targets sum to
  /// 1; elsewhere it is a Σ y − y, which the engine takes and the lecture's formula does not.
  private mutating func noteUnevenTargets(_ network: Network, _ targets: Tensor) {
    guard network.loss == .crossEntropy, network.outputs > 1,
      network.layers.last?.activation == .softmax
    else { return }
    var sums = [Double](repeating: 0, count: targets.columns)
    targets.withElements { elements in
      for (index, target) in elements.enumerated() { sums[index % sums.count] += target }
    }
    guard let first = sums.firstIndex(where: { ($0 - 1).magnitude > 1e-9 }) else { return }
    notices.append(
      "The targets of case \(first + 1) sum to \(Printer().number(sums[first])), not 1: there "
        + "train goes by the derivative of the cost, which Δz = a − y in backward() is not."
    )
  }

  private mutating func noteWhatTrainingLeavesOut() {
    if rounding != nil {
      notices.append("train computes with all digits: :rounding is for what you see step by step.")
    }
    let own = ["forward", "backward", "descend"].filter { environment.algorithms[$0] != nil }
    if let first = own.first {
      notices.append(
        "\(first) is an algorithm of yours: train does not run it, but the one that is shipped."
      )
    }
  }

  /// Whether the statement that runs stands in a loop or a condition.
  private var isWithinAnother: Bool {
    log.holdsStep(currentStep) && log.step(currentStep).parent >= 0
  }

  private mutating func noteEnding(
    _ ending: Ending,
    of trainer: Trainer,
    _ options: TrainingOptions
  ) {
    switch ending {
    case .interrupted:
      let progress = trainer.progress
      notices.append(
        "Stopped by Ctrl-C in epoch \(progress.epoch), after batch \(progress.batch) of "
          + "\(progress.batchesPerEpoch): what was learned is kept"
          + (isWithinAnother ? ", and the rest of the statement around it is left out." : ".")
      )
    case .wasFinished(let name):
      notices.append("This training had been finished: its result is taken from \(name).")
    case .withoutCheckpoint(let problem):
      let progress = trainer.progress
      notices.append(
        "Stopped in epoch \(progress.epoch), after batch \(progress.batch) of "
          + "\(progress.batchesPerEpoch), as its checkpoint cannot be kept: \(problem.message) "
          + "What was learned is kept in the session."
      )
    case .atItsEnd:
      guard let stopping = options.earlyStopping else { return }
      let epochs = trainer.costHistory.count
      let kept = stopping.keptEpoch(of: trainer.validationCostHistory)
      let end =
        trainer.stoppedEarly ? "Stopped early after epoch \(epochs)" : "After the last epoch"
      notices.append("\(end): the parameters kept are those of epoch \(kept).")
    }
  }
}

extension Trainer.Progress {
  /// The share of all batches that is done.
  fileprivate var share: Double {
    Double((epoch - 1) * batchesPerEpoch + batch) / Double(max(1, epochs * batchesPerEpoch))
  }
}
