import Operations
import Tensors

/// The passes of a network over batches: forward, backward, update.
///
/// A class: it owns the memory of every pass, allocated once, and works on raw pointers; a step
/// allocates nothing. Cases are rows here: the numbers of a case lie one after another.
final class Engine {
  /// What is needed of the engine.
  enum Purpose {
    /// Outputs and costs alone.
    case evaluation
    /// Gradients as well.
    case gradients
    /// Updates by an optimiser.
    case training(Optimizer)
  }

  /// The layers, `count` of them.
  let layers: UnsafeMutablePointer<Stage>
  let count: Int
  let parameterCount: Int
  /// The parameters, and behind them the running averages.
  let stateCount: Int
  /// The most cases of a pass.
  let capacity: Int
  /// Threads share cases in stretches of so many: some sums are formed within a stretch.
  let caseGrain: Int
  /// The numbers that products are computed with in training.
  let precision: Precision
  /// The seed of the masks.
  let seed: UInt64
  let loss: Loss
  let l2: Double
  let l1: Double
  let convention: CostConvention
  /// Every parameter, layer by layer, with its gradient and the optimiser's memory.
  let block: UpdateBlock
  let optimizer: Optimizer
  /// Whether W of dense layers is updated within the product that gives ΔW, never stored then.
  let isFused: Bool
  /// The loss of each case of the pass, and 1 where its answer is right.
  let losses: UnsafeMutablePointer<Double>
  let verdicts: UnsafeMutablePointer<Double>
  /// Σ w² and Σ |w| of stretches of the weights.
  let penaltySums: UnsafeMutablePointer<Double>
  /// The batch, gathered from the data.
  let batchInputs: UnsafeMutablePointer<Double>
  let batchTargets: UnsafeMutablePointer<Double>
  /// Derivatives on their way to where others are already, and those by the batch.
  let spill: UnsafeMutablePointer<Double>
  let inputDelta: UnsafeMutablePointer<Double>
  /// What the last pass came to.
  let outcome: UnsafeMutablePointer<Outcome>
  let bound: UnsafeMutablePointer<UpdateBound>
  let kernels = Kernels.current
  let workspaces: UnsafeMutablePointer<Workspace>
  let team: ThreadTeam?

  private let memory = Memory()
  private let threads: Int

  /// Prepares the passes of a network over at most `capacity` cases at once.
  ///
  /// `gathers` tells whether batches are gathered from all over the data.
  init(
    _ network: Network,
    capacity: Int,
    purpose: Purpose,
    gathers: Bool = false,
    threads: Int = 1,
    seed: UInt64 = 1,
    precision: Precision = .float64
  ) {
    let memory = memory
    count = network.layers.count
    self.capacity = capacity
    self.threads = threads
    self.seed = seed
    self.precision = precision
    caseGrain = (capacity + 255) / 256 * 8
    (loss, l2, l1, convention) = (network.loss, network.l2, network.l1, network.convention)
    parameterCount = network.parameterCount
    stateCount = parameterCount + network.runningCount
    let parameters = memory.block(stateCount)
    var storesGradient = false
    var remembered = 0
    switch purpose {
    case .evaluation: (optimizer, isFused) = (.gradientDescent, false)
    case .gradients:
      (optimizer, isFused, storesGradient) = (.gradientDescent, false, true)
    case .training(let optimizer):
      self.optimizer = optimizer
      isFused = optimizer == .gradientDescent && network.l1 == 0
      storesGradient = !isFused || network.hasOtherParameters
      remembered = optimizer.memory
    }
    block = UpdateBlock(
      parameters: parameters,
      gradient: memory.block(storesGradient ? parameterCount : 0),
      first: memory.block(remembered > 0 ? parameterCount : 0),
      second: memory.block(remembered > 1 ? parameterCount : 0)
    )
    let layout = Layout(
      network,
      capacity: capacity,
      caseGrain: caseGrain,
      purpose: purpose,
      isFused: isFused,
      parameters: parameters,
      gradient: block.gradient,
      memory: memory
    )
    layers = .allocate(capacity: count)
    var largest = 0
    for (index, stage) in layout.stages().enumerated() {
      (layers + index).initialize(to: stage)
      if case .adds = stage.way { largest = Swift.max(largest, stage.inputs) }
      if case .adds = stage.secondWay { largest = Swift.max(largest, stage.inputs) }
    }
    spill = memory.block(capacity * largest)
    inputDelta = memory.block(layout.isDerived[0] ? capacity * network.inputs : 0)
    losses = memory.block(capacity)
    verdicts = memory.block(capacity)
    penaltySums = memory.block(parameterCount / Self.stretch + count + 1)
    batchInputs = memory.block(gathers ? capacity * network.inputs : 0)
    batchTargets = memory.block(gathers ? capacity * network.outputs : 0)
    outcome = .allocate(capacity: 1)
    outcome.initialize(to: Outcome())
    bound = .allocate(capacity: 1)
    bound.initialize(to: UpdateBound(parameter: 0))
    workspaces = .allocate(capacity: threads)
    for index in 0..<threads { (workspaces + index).initialize(to: Workspace()) }
    team = threads > 1 ? ThreadTeam(count: threads) : nil
    load(network)
  }

  deinit {
    layers.deinitialize(count: count)
    layers.deallocate()
    outcome.deallocate()
    bound.deallocate()
    workspaces.deinitialize(count: threads)
    workspaces.deallocate()
  }

  /// The numbers of a stretch of the weights whose penalty is summed apart.
  static let stretch = 4096

  /// Takes over the parameters of a network of the same layers.
  func load(_ network: Network) {
    for (index, layer) in network.layers.enumerated() {
      layer.weights?.withElements { copy($0, to: layers[index].weights) }
      layer.biases?.withElements { copy($0, to: layers[index].biases) }
      if let running = layer.runningAverages, case .batchNorm(let norm) = layers[index].work {
        running.mean.withElements { copy($0, to: norm.pointee.runningMean) }
        running.deviation.withElements { copy($0, to: norm.pointee.runningDeviation) }
      }
    }
    resetBound()
  }

  /// Lets the bounds start from the parameters as they are.
  func resetBound() {
    bound.pointee = UpdateBound(
      parameter: largestMagnitude(block.parameters, parameterCount),
      first: optimizer.memory > 0 ? largestMagnitude(block.first, parameterCount) : 0,
      second: optimizer.memory > 1 ? largestMagnitude(block.second, parameterCount) : 0
    )
  }

  /// Where the output of a layer lies, counted from 1; that of 0 is the batch.
  @inline(__always)
  func output(_ layer: Int, _ inputs: UnsafePointer<Double>) -> UnsafePointer<Double> {
    layer == 0 ? inputs : UnsafePointer(layers[layer - 1].a)
  }

  /// The network with the parameters and running averages as they are now.
  func network(from start: Network) -> Network {
    var network = start
    for (index, tensors) in tensors(of: block.parameters, as: start).enumerated() {
      var layer = network.layers[index].with(weights: tensors.weights, biases: tensors.biases)
      if case .batchNorm(let norm) = layers[index].work {
        let column = Shape(rows: norm.pointee.channels, columns: 1)
        layer = layer.with(
          runningMean: tensor(norm.pointee.runningMean, column),
          runningDeviation: tensor(norm.pointee.runningDeviation, column)
        )
      }
      network.layers[index] = layer
    }
    return network
  }

  /// Numbers for the parameters, layer by layer, in the shapes of the network's.
  func tensors(
    of numbers: UnsafePointer<Double>,
    as network: Network
  ) -> [(weights: Tensor, biases: Tensor)] {
    network.layers.enumerated().map { index, layer in
      let none = Shape(rows: 0, columns: 0)
      let stage = layers[index]
      let weights = numbers + stage.offset
      return (
        tensor(weights, layer.weights?.shape ?? none),
        tensor(weights + stage.weightCount, layer.biases?.shape ?? none)
      )
    }
  }

  private func tensor(_ numbers: UnsafePointer<Double>, _ shape: Shape) -> Tensor {
    Tensor(
      shape: shape,
      elements: Array(UnsafeBufferPointer(start: numbers, count: shape.count))
    )
  }

  private func copy(
    _ source: UnsafeBufferPointer<Double>,
    to target: UnsafeMutablePointer<Double>
  ) {
    if let start = source.baseAddress { target.update(from: start, count: source.count) }
  }
}

/// What a pass came to.
struct Outcome {
  /// What keeps the update from being made.
  enum Verdict: Equatable {
    /// Nothing.
    case fine
    /// The cost is NaN or infinite.
    case cost
    /// The cost is beyond the limit.
    case growth
    /// A gradient of a layer, counted from 0, is not finite or too large.
    case gradient(Int)
    /// The bounds do not exclude that a parameter becomes infinite: look.
    case uncertain
  }

  /// The cost before the update, penalties included.
  var cost = 0.0
  /// How many answers were right.
  var right = 0.0
  var verdict = Verdict.fine
}

extension Activation {
  /// Whether g′ is computed from z; of the others it follows from a.
  var slopeNeedsSum: Bool {
    switch self {
    case .leakyRelu, .elu, .softplus: true
    case .identity, .sigmoid, .tanh, .relu, .softmax: false
    }
  }

  /// Whether |a| ≤ 1 always.
  var isBounded: Bool {
    switch self {
    case .sigmoid, .tanh, .softmax: true
    case .identity, .relu, .leakyRelu, .elu, .softplus: false
    }
  }
}

extension Network {
  /// The numbers of all running averages.
  var runningCount: Int {
    layers.reduce(0) { $0 + 2 * ($1.runningAverages?.mean.count ?? 0) }
  }

  /// Whether there are parameters of layers that are not dense.
  fileprivate var hasOtherParameters: Bool {
    layers.contains { layer in
      if case .dense = layer.kind { false } else { layer.parameters != nil }
    }
  }
}
