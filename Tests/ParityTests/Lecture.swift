import Algorithms
import Diagnostics
import Interpreter
import NeuralNetworks
import Notation
import Tensors

/// A session that runs notation and hands out what its variables hold.
struct Lecture {
  private(set) var interpreter: Interpreter

  init(_ configuration: Configuration) throws {
    let dialect = configuration.dialect == "manchester" ? Dialect.manchester : Dialect.galway
    interpreter = Interpreter(dialect: dialect, library: .shipped)
    let sizes = configuration.sizes.map(String.init).joined(separator: ", ")
    let activations = configuration.activations.joined(separator: ", ")
    try run(
      "network([\(sizes)], [\(activations)], loss = \(configuration.loss), "
        + "seed = \(configuration.number + 1))"
    )
    try run("x = \(configuration.inputs); y = \(configuration.targets)")
    if !configuration.penalties.isEmpty { try run(configuration.penalties) }
  }

  /// Runs a text.
  mutating func run(_ text: String) throws {
    let source = SourceText(text, name: "the lecture")
    for statement in try Program(parsing: source, dialect: interpreter.dialect).statements {
      _ = try interpreter.run(statement, in: source)
    }
  }

  /// The matrix of a name.
  func tensor(_ name: String, layer: Int? = nil) -> Tensor? {
    interpreter.value(of: VariableKey(name, layer: layer))?.tensor
  }

  /// W and b of every layer, from the first to the last.
  func parameters(_ configuration: Configuration) -> [Tensor] {
    let first = interpreter.dialect.firstLayer + 1
    return (first..<first + configuration.activations.count).flatMap { layer in
      [tensor("W", layer: layer), tensor("b", layer: layer)].compactMap(\.self)
    }
  }
}

extension Lecture {
  /// Trains by `train`, the native engine.
  mutating func trainNatively(_ configuration: Configuration) throws -> [Double] {
    var options = ["epochs = \(configuration.epochs)", "batch = \(configuration.batch)"]
    options.append("optimizer = \(configuration.optimizer)")
    options.append("learning_rate = \(configuration.rate)")
    if !configuration.options.isEmpty { options.append(configuration.options) }
    if let schedule = configuration.schedule {
      let call = schedule.options.isEmpty ? "" : "(\(schedule.options))"
      options.append("schedule = \(schedule.name)\(call)")
    }
    try run("train(\(options.joined(separator: ", ")))")
    return tensor("cost_history")?.elements ?? []
  }

  /// Trains by `forward`, `backward` and `descend`, on the batches that the engine takes.
  mutating func trainByNotation(_ configuration: Configuration) throws -> [Double] {
    let cost = interpreter.dialect.name == "manchester" ? "E" : "J"
    try run("X = x; Y = y; rate = \(configuration.rate); base = rate")
    var costs: [Double] = []
    for epoch in 0..<configuration.epochs {
      let order = Trainer.order(
        cases: configuration.cases,
        epoch: epoch,
        seed: 1,
        batchSize: configuration.batch
      )
      try startEpoch(epoch, configuration)
      var sum = 0.0
      for start in stride(from: 0, to: order.count, by: configuration.batch) {
        let batch = order[start..<min(order.count, start + configuration.batch)]
        let cases = batch.map { String($0 + 1) }.joined(separator: ", ")
        try run("x = X_{([\(cases)])}; y = Y_{([\(cases)])}")
        let options = configuration.options.isEmpty ? "" : ", \(configuration.options)"
        try run("forward(); backward()")
        try run("descend(\(configuration.optimizer), learning_rate = rate\(options))")
        sum += tensor(cost)?.single ?? .nan
      }
      costs.append(sum / Double(configuration.batches))
      try endEpoch(costs[epoch], configuration)
    }
    return costs
  }

  private mutating func startEpoch(_ epoch: Int, _ configuration: Configuration) throws {
    guard let schedule = configuration.schedule, schedule.name != "reduce_on_plateau" else {
      return
    }
    let options = schedule.options.isEmpty ? "" : ", \(schedule.options)"
    try run("rate ← \(schedule.name)(base, \(epoch)\(options))")
  }

  private mutating func endEpoch(_ cost: Double, _ configuration: Configuration) throws {
    guard let schedule = configuration.schedule, schedule.name == "reduce_on_plateau" else {
      return
    }
    try run("rate ← reduce_on_plateau(rate, \(cost), \(schedule.options))")
  }
}
