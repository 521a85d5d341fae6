package import Tensors

/// How a network is trained.
package struct TrainingOptions: Sendable {
  /// How often every case is met.
  package var epochs: Int
  /// The cases of an update; as many as there are, or more, make the full batch.
  package var batchSize: Int
  /// How a step is made of a gradient.
  package var optimizer: Optimizer
  /// α, the rate that the schedule starts from.
  package var learningRate: Double
  /// How the rate changes from epoch to epoch.
  package var schedule: Schedule
  /// Cases that are not trained on and show how well the network does elsewhere.
  package var validation: LabelledData?
  /// When to stop before the last epoch.
  package var earlyStopping: EarlyStopping?
  /// The seed of the order of the cases.
  package var seed: UInt64
  /// The number of threads; nil for as many as pay.
  ///
  /// The result is the same for any number.
  package var threads: Int?
  /// The numbers that products and convolutions are computed with.
  package var precision: Precision

  /// Gathers the options; they are checked where training starts.
  package init(
    epochs: Int,
    batchSize: Int = 64,
    optimizer: Optimizer = .gradientDescent,
    learningRate: Double,
    schedule: Schedule = .constant,
    validation: LabelledData? = nil,
    earlyStopping: EarlyStopping? = nil,
    seed: UInt64 = 1,
    threads: Int? = nil,
    precision: Precision = .float64
  ) {
    self.epochs = epochs
    self.batchSize = batchSize
    self.optimizer = optimizer
    self.learningRate = learningRate
    self.schedule = schedule
    self.validation = validation
    self.earlyStopping = earlyStopping
    self.seed = seed
    self.threads = threads
    self.precision = precision
  }
}
