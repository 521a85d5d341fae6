package import Operations
package import Tensors

/// Why training, or an evaluation of a network, cannot start or go on.
///
/// The wording stands in `NeuralNetworks+Message.swift`.
package enum TrainingError: Error, Equatable, Sendable {
  /// There is not one case.
  case noCases(DataRole)
  /// Data that is no matrix.
  case notMatrix(DataRole, DataPart, Shape)
  /// Inputs with another number of features than the first layer takes.
  case inputRows(DataRole, given: Int, expected: Int)
  /// Targets with another number of rows than the last layer has units.
  case targetRows(DataRole, given: Int, expected: Int)
  /// Other numbers of cases in inputs and targets.
  case caseCounts(DataRole, inputs: Int, targets: Int)
  /// A number in the data that is NaN or infinite.
  case notFinite(DataRole, DataPart, Place)
  /// A target of a cross-entropy outside 0 … 1.
  case targetOutOfRange(DataRole, Loss, Place)

  /// An option outside what it may be.
  case option(TrainingOption)
  /// Early stopping watches validation data, and there is none.
  case earlyStoppingWithoutValidation

  /// An output for which the loss has no value: log of a number that is not positive.
  case outsideLoss(OperationError, Moment?)
  /// Batch normalisation in training with one value for each unit; layers are counted from 1.
  case batchOfOne(layer: Int, LoneBatch)
  /// A mask of another shape than the numbers of the layer and the cases; layers count from 1.
  case maskShape(layer: Int, Shape, units: Int, cases: Int)
  /// A network that needs more memory than there is, in gigabytes; its largest layer.
  case memory(layer: Int, gigabytes: Double, available: Double)
  /// A normalisation that divides by σ + δ = 0.
  case zeroDeviation(ZeroDeviation)
  /// A network whose numbers pass all bounds in an evaluation; layers are counted from 1.
  case overflow(layer: Int)
  /// A cost that grows or is no number any more.
  case diverged(Divergence)
  /// A checkpoint that cannot be resumed from.
  case checkpoint(CheckpointError)
}

/// Whose data it is.
package enum DataRole: Hashable, Sendable {
  /// What the network is trained on.
  case training
  /// What shows how well it does elsewhere.
  case validation
  /// What it is evaluated on.
  case evaluation
}

/// The two parts of labelled data.
package enum DataPart: Hashable, Sendable {
  /// x.
  case inputs
  /// y.
  case targets
}

/// An option outside what it may be.
package enum TrainingOption: Equatable, Sendable {
  /// A learning rate that is not positive, NaN or infinite.
  case learningRate(String)
  /// Fewer than one epoch.
  case epochs(Int)
  /// Fewer than one case in a batch.
  case batchSize(Int)
  /// Fewer than one thread.
  case threads(Int)
  /// An option of an optimiser or a schedule, by the notation's names, and what it may be.
  case number(name: String, of: String, given: String, range: OptionRange)
  /// A table without rates.
  case emptyTable
}

/// What an option may be.
package enum OptionRange: Hashable, Sendable {
  /// 0 ≤ value < 1.
  case share
  /// 0 < value ≤ 1.
  case factor
  /// 0 < value, finite.
  case positive
  /// 0 ≤ value, finite.
  case notNegative
  /// 1, 2, 3 …
  case count
}

/// A batch of a single case.
package struct LoneBatch: Equatable, Sendable {
  /// The batch size that makes it.
  package let size: Int
  /// The cases there are.
  package let cases: Int
}

/// A normalisation that has nothing to divide by.
package struct ZeroDeviation: Equatable, Sendable {
  /// Where σ + δ is 0; all are counted from 1.
  package enum Place: Equatable, Sendable {
    /// In a row of batch normalisation: a unit or a channel.
    case row(Int)
    /// In a case of layer normalisation.
    case column(Int)
    /// In a row of the running averages.
    case running(Int)
  }

  /// The layer, counted from 1.
  package let layer: Int
  /// Where.
  package let place: Place
  /// When, in a training.
  package let moment: Moment?

  func at(_ moment: Moment) -> ZeroDeviation {
    ZeroDeviation(layer: layer, place: place, moment: moment)
  }
}

/// Where in a training something happened; both are counted from 1.
package struct Moment: Equatable, Sendable {
  /// The epoch.
  package let epoch: Int
  /// The update within the epoch.
  package let update: Int

  /// Names a moment.
  package init(epoch: Int, update: Int) {
    self.epoch = epoch
    self.update = update
  }
}

/// How a training went astray; the parameters kept are those before the update that it prevented.
package struct Divergence: Equatable, Sendable {
  /// What first went wrong; layers are counted from 1.
  package enum Cause: Equatable, Sendable {
    /// A z that is no finite number.
    case sums(layer: Int)
    /// A gradient that is no finite number, or too large to be used.
    case gradient(layer: Int)
    /// A parameter that the update would have made infinite.
    case parameter(layer: Int)
    /// A cost that is no finite number although every z is.
    case cost
    /// A cost more than a million times the first.
    case growth(cost: Double, first: Double)
    /// A cost of the validation data that is no finite number.
    case validation
  }

  /// What first went wrong.
  package let cause: Cause
  /// When.
  package let moment: Moment
  /// The weight of the largest magnitude.
  package let largestWeight: Double
  /// The input of the largest magnitude.
  package let largestInput: Double
  /// The learning rate in use.
  package let learningRate: Double
}

/// Why a checkpoint cannot be resumed from.
package enum CheckpointError: Equatable, Sendable {
  /// The bytes are something else.
  case notCheckpoint
  /// A format that this version does not know.
  case version(Int)
  /// The end is missing.
  case truncated
  /// The checksum does not fit.
  case damaged
  /// Layers, activations or loss differ.
  case otherNetwork(there: String, here: String)
  /// An option differs.
  case otherOptions(there: String, here: String)
  /// The data differ.
  case otherData
  /// The parameters at the start differ.
  case otherStart
}
