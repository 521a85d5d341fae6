package import Diagnostics

/// How far a training has come.
package struct TrainingProgress: Sendable, Equatable {
  /// The epoch under way, from 1.
  package var epoch: Int
  /// The epochs asked for.
  package var epochs: Int
  /// The batches of the epoch that are done.
  package var batch: Int
  /// The batches of an epoch.
  package var batches: Int
  /// The mean over the epoch's batches so far of the cost before each update.
  package var cost: Double
  /// The share of the epoch's cases so far that were right; nil where there is none.
  package var accuracy: Double?
  /// The seconds since the training began.
  package var seconds: Double
  /// The share of all batches that is done, those of an earlier run included.
  package var share: Double
  /// The share of all batches that was done when this run began.
  package var shareBefore: Double

  /// The seconds left if it goes on as it went; nil where that is not known, or months away.
  package var secondsLeft: Double? {
    let done = share - shareBefore
    let left = done > 0 ? seconds / done * (1 - share) : .infinity
    return left < 1e7 ? left : nil
  }
}

/// Who is told how a training goes on while it does.
package protocol TrainingObserver: Sendable {
  /// Takes note of the progress, some ten times a second.
  func note(_ progress: TrainingProgress)

  /// The training is over.
  func end()
}

/// Where trainings keep their checkpoints; the notation itself reaches no file.
package protocol TrainingStore: Sendable {
  /// What an earlier run left of a training, nil where there is nothing.
  func checkpoint(ofTraining number: Int) throws(Diagnostic) -> [UInt8]?

  /// Keeps a training's state: afterwards all of it is there, or all of the one before.
  func keep(_ checkpoint: [UInt8], ofTraining number: Int) throws(Diagnostic)

  /// What a training's checkpoint is called in messages.
  func name(ofTraining number: Int) -> String
}

/// What a training came to, epoch by epoch; of the trainings in a loop, what each came to.
package struct TrainingReport: Sendable, Equatable {
  /// What a row tells of.
  package enum Unit: String, Sendable {
    /// An epoch of one training.
    case epoch
    /// The last epoch of one training among several.
    case training
  }

  /// What a row tells of.
  package var unit = Unit.epoch
  /// The mean cost of each epoch.
  package var costs: [Double]
  /// The share of right cases in each epoch; empty for real-valued targets.
  package var accuracies: [Double]
  /// The cost of the validation data after each epoch; empty without such data.
  package var validationCosts: [Double]
  /// The share of right cases of the validation data after each epoch.
  package var validationAccuracies: [Double]
}

extension TrainingReport {
  /// The trainings of one statement: the only one epoch by epoch, several by their last epochs.
  init?(_ reports: [TrainingReport]) {
    guard let last = reports.last else { return nil }
    self = last
    if reports.count == 1 { return }
    unit = .training
    /// The last values, where every training has one.
    func ends(_ history: KeyPath<TrainingReport, [Double]>) -> [Double] {
      let ends = reports.compactMap { $0[keyPath: history].last }
      return ends.count == reports.count ? ends : []
    }
    costs = ends(\.costs)
    accuracies = ends(\.accuracies)
    validationCosts = ends(\.validationCosts)
    validationAccuracies = ends(\.validationAccuracies)
  }
}
