import Operations
import Tensors

extension Trainer {
  /// Everything that is needed to take up the training here, as bytes.
  package func checkpoint() -> [UInt8] {
    var writer = CheckpointWriter()
    let identity = identity
    writer.write(identity.network)
    writer.write(identity.options.count)
    for option in identity.options { writer.write(option) }
    writer.write(identity.data)
    writer.write(identity.start)
    for number in [epoch, batch, updates] { writer.write(number) }
    for number in [costSum, right, firstCost] { writer.write(number) }
    writer.write(stoppedEarly)
    writer.write(isComplete)
    for history in histories { writer.write(self[keyPath: history]) }
    for numbers in stateBlocks { writer.write(UnsafeBufferPointer(numbers)) }
    writer.write(kept)
    writer.write(stopping?.reference ?? 0)
    writer.write(stopping?.waited ?? 0)
    writer.write(plateau?.best ?? 0)
    writer.write(plateau?.waited ?? 0)
    writer.write(plateau?.factor ?? 1)
    return CheckpointFrame.wrap(writer.bytes)
  }

  /// Takes up a training where a checkpoint left it; the rest gives the same result, bit for bit.
  ///
  /// Network, data and options are those that the training began with; only the number of threads
  /// may differ.
  ///
  /// - Throws: bytes that are no checkpoint, or one of another training.
  package convenience init(
    resuming checkpoint: [UInt8],
    network: Network,
    data: LabelledData,
    options: TrainingOptions
  ) throws(TrainingError) {
    let contents = try CheckpointFrame.unwrap(checkpoint)
    try self.init(network: network, data: data, options: options)
    var reader = CheckpointReader(contents)
    try check(&reader)
    guard restore(&reader), reader.isAtEnd else { throw .checkpoint(.damaged) }
    if batch > 0 { shuffle() }
    engine.resetBound()
  }

  private var histories: [ReferenceWritableKeyPath<Trainer, [Double]>] {
    [
      \.costHistory, \.accuracyHistory, \.validationCostHistory, \.validationAccuracyHistory,
      \.rates,
    ]
  }

  /// The parameters with the running averages, and what the optimiser remembers of them.
  private var stateBlocks: [UnsafeMutableBufferPointer<Double>] {
    let memories = [engine.block.first, engine.block.second].prefix(engine.optimizer.memory)
    let state = UnsafeMutableBufferPointer(
      start: engine.block.parameters,
      count: engine.stateCount
    )
    return [state]
      + memories.map { UnsafeMutableBufferPointer(start: $0, count: engine.parameterCount) }
  }

  func makeIdentity() -> CheckpointIdentity {
    var data: UInt64 = CheckpointFrame.hash(cases.inputs, cases.count * cases.features)
    data = CheckpointFrame.hash(cases.targets, cases.count * cases.outputs, after: data)
    if let validation {
      data = CheckpointFrame.hash(
        validation.inputs,
        validation.count * validation.features,
        after: data
      )
      data = CheckpointFrame.hash(
        validation.targets,
        validation.count * validation.outputs,
        after: data
      )
    }
    var parameters = CheckpointFrame.hash(cases.inputs, 0)
    for layer in start.layers {
      let tensors = [
        layer.weights, layer.biases, layer.runningAverages?.mean, layer.runningAverages?.deviation,
      ]
      for tensor in tensors {
        tensor?.withElements { elements in
          guard let first = elements.baseAddress else { return }
          parameters = CheckpointFrame.hash(first, elements.count, after: parameters)
        }
      }
    }
    return CheckpointIdentity(
      network: start.summary,
      options: options.summary(with: start),
      data: data,
      start: parameters
    )
  }

  private func check(_ reader: inout CheckpointReader) throws(TrainingError) {
    let here = identity
    guard let network = reader.text(), let count = reader.int(), count >= 0 else {
      throw .checkpoint(.damaged)
    }
    var options: [String] = []
    while options.count < count, let option = reader.text() { options.append(option) }
    guard options.count == count, let data = reader.word(), let start = reader.word() else {
      throw .checkpoint(.damaged)
    }
    if network != here.network {
      throw .checkpoint(.otherNetwork(there: network, here: here.network))
    }
    guard options.count == here.options.count else { throw .checkpoint(.damaged) }
    for (there, here) in zip(options, here.options) where there != here {
      throw .checkpoint(.otherOptions(there: there, here: here))
    }
    if data != here.data { throw .checkpoint(.otherData) }
    if start != here.start { throw .checkpoint(.otherStart) }
  }

  /// Takes over the state; false where the contents make no sense.
  private func restore(_ reader: inout CheckpointReader) -> Bool {
    guard let epoch = reader.int(), let batch = reader.int(), let updates = reader.int(),
      let costSum = reader.double(), let right = reader.double(), let firstCost = reader.double(),
      let stoppedEarly = reader.bool(), let isComplete = reader.bool(),
      (0...options.epochs).contains(epoch), (0..<batchesPerEpoch).contains(batch),
      isComplete || epoch < options.epochs
    else { return false }
    (self.epoch, self.batch, self.updates) = (epoch, batch, updates)
    (self.costSum, self.right, self.firstCost) = (costSum, right, firstCost)
    (self.stoppedEarly, self.isComplete) = (stoppedEarly, isComplete)
    for history in histories {
      guard let numbers = reader.doubles() else { return false }
      self[keyPath: history] = numbers
    }
    for target in stateBlocks {
      guard let numbers = reader.doubles(), numbers.count == target.count else { return false }
      _ = target.update(fromContentsOf: numbers)
    }
    guard rates.count == epoch + (batch > 0 ? 1 : 0), let kept = reader.doubles(),
      kept.isEmpty || kept.count == engine.stateCount,
      let reference = reader.double(), let waited = reader.int(),
      let best = reader.double(), let stood = reader.int(), let factor = reader.double()
    else { return false }
    self.kept = kept
    stopping?.reference = reference
    stopping?.waited = waited
    plateau?.best = best
    plateau?.waited = stood
    plateau?.factor = factor
    return true
  }
}

extension TrainingOptions {
  /// Every option that has a part in the result, with the penalties of the network.
  func summary(with network: Network) -> [String] {
    [
      epochs == 1 ? "1 epoch" : "\(epochs) epochs",
      "batches of \(batchSize)",
      Self.summary(of: optimizer.name, optimizer.numbers),
      "the learning rate \(learningRate)",
      "the schedule " + Self.summary(of: schedule.name, schedule.numbers),
      earlyStopping.map { stopping in
        let rule = stopping.rule == .bestSoFar ? "the best so far" : "the last check"
        return "early stopping by \(rule) with patience \(stopping.patience)"
      } ?? "no early stopping",
      "the seed \(seed)",
      "the L2 penalty \(network.l2)",
      "the L1 penalty \(network.l1)",
      (network.convention == .mean ? "a cost that is a mean" : "a cost that is a sum")
        + (precision == .float64 ? "" : ", products in \(precision.rawValue)"),
    ]
  }

  private static func summary(of name: String, _ numbers: [OptionNumber]) -> String {
    if numbers.isEmpty { return name }
    let texts = numbers.map { number in
      // Every digit counts here: different options must not read alike.
      let isWhole = number.value == number.value.rounded() && number.value.magnitude < 1e15
      return number.name + " = " + (isWhole ? "\(Int(number.value))" : "\(number.value)")
    }
    return name + "(" + texts.joined(separator: ", ") + ")"
  }
}
