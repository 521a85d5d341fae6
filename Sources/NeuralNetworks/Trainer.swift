import Tensors

/// A training under way, batch by batch.
///
/// A class: it owns the memory that every step works in, allocated once.
package final class Trainer {
  /// The mean over its batches of the cost before each update, for every epoch that ended.
  package internal(set) var costHistory: [Double] = []
  /// The share of cases right as they were met, for every epoch; empty where there are no classes.
  package internal(set) var accuracyHistory: [Double] = []
  /// The cost of the validation data after every epoch; empty without such data.
  package internal(set) var validationCostHistory: [Double] = []
  /// The share of the validation data that is right after every epoch; empty for no classes.
  package internal(set) var validationAccuracyHistory: [Double] = []
  /// The learning rate of every epoch that began.
  package internal(set) var rates: [Double] = []
  /// Whether early stopping ended the training.
  package internal(set) var stoppedEarly = false
  /// Whether there is nothing left to do.
  package internal(set) var isComplete = false

  /// The network that the training began with.
  let start: Network
  let options: TrainingOptions
  let cases: Cases
  let validation: Cases?
  /// The cases of a batch, at most all.
  let batchSize: Int
  let engine: Engine
  /// The order of the epoch under way; nil where the data are the batch.
  let order: UnsafeMutablePointer<Int>?
  /// The parameters that early stopping keeps.
  var kept: [Double] = []
  var stopping: EarlyStoppingWatch?
  var plateau: PlateauWatch?

  /// The epoch under way, counted from 0.
  var epoch = 0
  /// The batches of it that are done.
  var batch = 0
  /// The updates made.
  var updates = 0
  /// The sum of the costs of the epoch's batches so far, and how many answers were right.
  var costSum = 0.0
  var right = 0.0
  /// The cost of a batch before the very first update.
  var firstCost = Double.nan
  /// What belongs to its checkpoints; hashed once.
  private(set) lazy var identity = makeIdentity()

  /// Prepares a training; nothing is trained yet.
  ///
  /// - Throws: data or options that cannot be used.
  package init(
    network: Network,
    data: LabelledData,
    options: TrainingOptions
  ) throws(TrainingError) {
    try options.check()
    cases = try Cases(.training, inputs: data.inputs, targets: data.targets, for: network)
    validation = try Self.validation(options, network)
    start = network
    self.options = options
    batchSize = Swift.min(options.batchSize, cases.count)
    let last = cases.count % batchSize
    try network.checkBatch(last == 0 ? batchSize : last, of: cases.count, size: batchSize)
    // Validation passes over stretches of cases, which are not cut down to small batches.
    let stretch = Swift.min(validation?.count ?? 0, Network.stretch)
    try network.checkMemory(cases: Swift.max(batchSize, stretch))
    engine = Engine(
      network,
      capacity: Swift.max(batchSize, stretch),
      purpose: .training(options.optimizer),
      gathers: batchSize < cases.count,
      threads: Swift.min(
        options.threads ?? Self.usefulThreads(network, batchSize),
        Self.mostThreads
      ),
      seed: options.seed,
      precision: options.precision
    )
    order = batchSize < cases.count ? .allocate(capacity: cases.count) : nil
    stopping = options.earlyStopping.map(EarlyStoppingWatch.init)
    if case .reduceOnPlateau(let factor, let patience) = options.schedule {
      plateau = PlateauWatch(reduction: factor, patience: patience)
    }
  }

  deinit { order?.deallocate() }

  /// The batches of an epoch; the last may be smaller.
  package var batchesPerEpoch: Int { (cases.count + batchSize - 1) / batchSize }

  /// The network as it is now; at the end, under early stopping, with the parameters kept.
  package var network: Network {
    engine.network(from: start)
  }

  /// Trains on the next batch; false once there is none.
  ///
  /// - Throws: a training that went astray; `network` then is as before the update it prevented.
  @discardableResult package func runBatch() throws(TrainingError) -> Bool {
    if isComplete { return false }
    if batch == 0 { beginEpoch() }
    if firstCost.isNaN, batchSize < cases.count { firstCost = typicalCost }
    let current = currentBatch()
    engine.step(current)
    if engine.outcome.pointee.verdict != .fine { try handle(current) }
    let outcome = engine.outcome.pointee
    if firstCost.isNaN { firstCost = outcome.cost }
    costSum += outcome.cost
    right += outcome.right
    batch += 1
    updates += 1
    if batch * batchSize >= cases.count { try endEpoch() }
    return true
  }

  private static func validation(
    _ options: TrainingOptions,
    _ network: Network
  ) throws(TrainingError) -> Cases? {
    guard let data = options.validation else { return nil }
    return try Cases(.validation, inputs: data.inputs, targets: data.targets, for: network)
  }

  private func currentBatch() -> Batch {
    let first = batch * batchSize
    return Batch(
      inputs: cases.inputs,
      targets: cases.targets,
      order: order.map { UnsafePointer($0 + first) },
      count: Swift.min(batchSize, cases.count - first),
      judgement: cases.judgement,
      largestInput: cases.largestInput,
      rate: rates[rates.count - 1],
      time: updates + 1,
      limit: limit
    )
  }
}

extension Trainer {
  /// How far a training has come.
  package struct Progress: Equatable, Sendable {
    /// The epoch under way, or the last one at the end; counted from 1.
    package var epoch: Int
    /// The epochs there will be.
    package var epochs: Int
    /// The batches of the epoch that are done.
    package var batch: Int
    /// The batches of an epoch.
    package var batchesPerEpoch: Int
    /// The mean over the epoch's batches so far of the cost before each update; 0 before the first.
    package var cost: Double
    /// The share of the epoch's cases so far that were right as they were met; nil for no classes.
    package var accuracy: Double?
  }

  /// How far the training has come; between two epochs that of the one that ended.
  package var progress: Progress {
    let batches = batchesPerEpoch
    guard batch == 0, let cost = costHistory.last else {
      let met = Swift.min(batch * batchSize, cases.count)
      return Progress(
        epoch: epoch + 1,
        epochs: options.epochs,
        batch: batch,
        batchesPerEpoch: batches,
        cost: batch == 0 ? 0 : costSum / Double(batch),
        accuracy: cases.judgement == nil || met == 0 ? nil : right / Double(met)
      )
    }
    return Progress(
      epoch: costHistory.count,
      epochs: options.epochs,
      batch: batches,
      batchesPerEpoch: batches,
      cost: cost,
      accuracy: accuracyHistory.last
    )
  }

  /// The order in which an epoch, counted from 0, meets the cases 0 ..< cases.
  ///
  /// A batch takes the next `batchSize` of them. The full batch is not shuffled.
  package static func order(cases: Int, epoch: Int, seed: UInt64, batchSize: Int) -> [Int] {
    if batchSize >= cases { return Array(0..<cases) }
    var stream = RandomStream(seed: seed, for: .epochs, number: epoch)
    return stream.permutation(cases)
  }

  /// More threads than this are not made, whoever asks for them.
  private static let mostThreads = 256

  /// As many threads as there are processors, or one where a step is over before they have met.
  private static func usefulThreads(_ network: Network, _ batchSize: Int) -> Int {
    network.productsOfCase * Double(batchSize) < 1e6 ? 1 : processorCount
  }
}

extension Network {
  /// The multiplications of a case's way through dense layers and convolutions, about.
  var productsOfCase: Double {
    layers.indices.reduce(0.0) { sum, index in
      switch layers[index].kind {
      case .dense(let weights, _): return sum + Double(weights.count)
      case .convolution(let filters, _, _, _):
        let places = shapes[index].count / Swift.max(shapes[index].channels, 1)
        return sum + Double(filters.count) * Double(places)
      default: return sum + Double(shapes[index].count)
      }
    }
  }

  /// Checks that batch normalisation in training has more than one value for each unit.
  ///
  /// `count` are the cases of the smallest batch of `size` of all `cases`.
  func checkBatch(_ count: Int, of cases: Int, size: Int) throws(TrainingError) {
    if count > 1 { return }
    for (index, layer) in layers.enumerated() {
      guard case .batchNorm = layer.kind, shapes[index].count == shapes[index].channels else {
        continue
      }
      throw .batchOfOne(layer: index + 1, LoneBatch(size: size, cases: cases))
    }
  }
}
