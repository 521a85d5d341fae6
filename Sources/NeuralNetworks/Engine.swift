import Operations
import Tensors

/// The passes of a network over batches: forward, backward, update.
///
/// A class: it owns the memory of every pass, allocated once, and works on raw pointers; a step
/// allocates nothing. Cases are rows here: the numbers of a case lie one after another.
final class Engine {
  /// A layer's place in memory.
  struct Layer {
    let inputs: Int
    let units: Int
    let activation: Activation
    /// W, units × inputs, and behind it b.
    let weights: UnsafeMutablePointer<Double>
    let biases: UnsafeMutablePointer<Double>
    /// Where W begins among all parameters.
    let offset: Int
    /// Δb.
    let biasGradient: UnsafeMutablePointer<Double>
    /// z and a, cases × units; the same memory where nothing needs z once a is there.
    let z: UnsafeMutablePointer<Double>
    let a: UnsafeMutablePointer<Double>
    /// Δz, cases × units.
    let delta: UnsafeMutablePointer<Double>
    /// Σ |Δz| and Σ |a| of each case.
    let deltaSums: UnsafeMutablePointer<Double>
    let outputSums: UnsafeMutablePointer<Double>
    /// Whether |a| ≤ 1 always.
    let isBounded: Bool

    /// The parameters, biases included.
    var parameterCount: Int { units * (inputs + 1) }
  }

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
  let layers: UnsafeMutablePointer<Layer>
  let count: Int
  let parameterCount: Int
  /// The most cases of a pass.
  let capacity: Int
  let loss: Loss
  let l2: Double
  let l1: Double
  let convention: CostConvention
  /// Every parameter, layer by layer, with its gradient and the optimiser's memory.
  let block: UpdateBlock
  let optimizer: Optimizer
  /// Whether W is updated within the product that gives ΔW, which is then never stored.
  let isFused: Bool
  /// The loss of each case of the pass, and 1 where its answer is right.
  let losses: UnsafeMutablePointer<Double>
  let verdicts: UnsafeMutablePointer<Double>
  /// Σ w² and Σ |w| of stretches of the weights.
  let penaltySums: UnsafeMutablePointer<Double>
  /// The batch, gathered from the data.
  let batchInputs: UnsafeMutablePointer<Double>
  let batchTargets: UnsafeMutablePointer<Double>
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
    threads: Int = 1
  ) {
    let memory = memory
    count = network.layers.count
    self.capacity = capacity
    self.threads = threads
    (loss, l2, l1, convention) = (network.loss, network.l2, network.l1, network.convention)
    parameterCount = network.parameterCount
    let parameters = memory.block(parameterCount)
    var hasGradients = false
    var remembered = 0
    switch purpose {
    case .evaluation: (optimizer, isFused) = (.gradientDescent, false)
    case .gradients:
      (optimizer, isFused, hasGradients) = (.gradientDescent, false, true)
    case .training(let optimizer):
      self.optimizer = optimizer
      hasGradients = true
      isFused = optimizer == .gradientDescent && network.l1 == 0
      remembered = optimizer.memory
    }
    let gradient = memory.block(hasGradients && !isFused ? parameterCount : 0)
    block = UpdateBlock(
      parameters: parameters,
      gradient: gradient,
      first: memory.block(remembered > 0 ? parameterCount : 0),
      second: memory.block(remembered > 1 ? parameterCount : 0)
    )
    layers = .allocate(capacity: count)
    var offset = 0
    for (index, layer) in network.layers.enumerated() {
      let numbers = capacity * layer.units
      let a = memory.block(numbers)
      let isLast = index == count - 1
      let keepsSums = isLast || layer.activation.slopeNeedsSum
      (layers + index).initialize(
        to: Layer(
          inputs: layer.inputs,
          units: layer.units,
          activation: layer.activation,
          weights: parameters + offset,
          biases: parameters + offset + layer.weights.count,
          offset: offset,
          biasGradient: isFused
            ? memory.block(layer.units) : gradient + offset + layer.weights.count,
          z: keepsSums ? memory.block(numbers) : a,
          a: a,
          delta: memory.block(hasGradients ? numbers : 0),
          deltaSums: memory.block(capacity),
          outputSums: memory.block(capacity),
          isBounded: layer.activation.isBounded
        )
      )
      offset += layer.weights.count + layer.biases.count
    }
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
      layer.weights.withElements { copy($0, to: layers[index].weights) }
      layer.biases.withElements { copy($0, to: layers[index].biases) }
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

  /// The parameters, layer by layer: weights and biases in the shapes of the network's.
  func tensors(of numbers: UnsafePointer<Double>) -> [(weights: Tensor, biases: Tensor)] {
    (0..<count).map { index in
      let layer = layers[index]
      let weights = numbers + layer.offset
      return (
        tensor(weights, Shape(rows: layer.units, columns: layer.inputs)),
        tensor(weights + layer.units * layer.inputs, Shape(rows: layer.units, columns: 1))
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
