import Tensors

extension Engine {
  /// A layer's place in memory.
  struct Stage {
    /// What it does, and the memory for it.
    let work: Work
    /// The layer whose output it takes, counted from 1; 0 is the batch.
    let source: Int
    /// The numbers of a case below and above it.
    let inputs: Int
    let units: Int
    let activation: Activation
    /// W, units × inputs, or the filters, or γ; and behind them b or β.
    let weights: UnsafeMutablePointer<Double>
    let biases: UnsafeMutablePointer<Double>
    let weightCount: Int
    let biasCount: Int
    /// The weights of a unit, a filter or a channel.
    let width: Int
    /// Where W begins among all parameters.
    let offset: Int
    /// Δb.
    let biasGradient: UnsafeMutablePointer<Double>
    /// z and a, cases × units; the same memory where nothing needs z once a is there.
    let z: UnsafeMutablePointer<Double>
    let a: UnsafeMutablePointer<Double>
    /// Δz, cases × units; ∂loss/∂a until the layers above are done.
    let delta: UnsafeMutablePointer<Double>
    /// Σ |Δz| and Σ |a| of each case.
    let deltaSums: UnsafeMutablePointer<Double>
    let outputSums: UnsafeMutablePointer<Double>
    /// Whether Σ |a| is needed.
    let needsOutputSums: Bool
    /// Whether |a| ≤ 1 always.
    let isBounded: Bool
    /// Whether its parameters are derived by, and updated.
    let isTrained: Bool
    /// Whether Δz is needed, here or further down.
    let needsDelta: Bool
    /// What becomes of its derivative by the layer `source`, and by a residual's second source.
    let way: Way
    let secondWay: Way

    /// The parameters, biases included.
    var parameterCount: Int { weightCount + biasCount }

    /// The weights that penalties speak of: those of dense layers and of convolutions.
    var penalizedCount: Int {
      switch work {
      case .dense, .convolution: weightCount
      default: 0
      }
    }
  }

  /// What becomes of a derivative by the output of a layer further down.
  enum Way {
    /// Nothing below needs it.
    case none
    /// It is the first that comes there.
    case writes
    /// It is added to those of other layers.
    case adds
  }

  /// What a stage does; memory of its own stands behind pointers, so that a stage stays small.
  enum Work {
    case dense
    case convolution(UnsafePointer<Filters>)
    case pool(UnsafePointer<Pool>)
    /// z = a: flatten and identity.
    case copy
    case batchNorm(UnsafePointer<Norm>)
    case layerNorm(UnsafePointer<Norm>)
    case dropout(UnsafePointer<Dropout>)
    /// Adds the output of a layer, counted from 1.
    case residual(Int)
  }

  /// A convolution, and where the derivatives by its filters are summed up.
  ///
  /// The cases are cut into groups, whose size the number of threads has no part in; each group's
  /// sum stands apart until all are added up in their order.
  struct Filters {
    let shape: Convolution
    /// For each group patch × filters, and behind it a sum for each bias.
    let groups: UnsafeMutablePointer<Double>

    /// The numbers of a group.
    var groupCount: Int { (shape.patch + 1) * shape.filters }
  }

  /// Windows over an image.
  struct Pool {
    let channels: Int
    let rows: Int
    let columns: Int
    let resultRows: Int
    let resultColumns: Int
    let size: Int
    let stride: Int
    let padding: Int
    let isMaximum: Bool
    /// Where each largest number was found, cases × units; used for a maximum alone.
    let places: UnsafeMutablePointer<Int32>
  }

  /// A normalisation with its moments.
  struct Norm {
    /// The units or channels that have a γ each.
    let channels: Int
    /// The numbers of a case in a channel.
    let positions: Int
    let delta: Double
    /// The share of a running average that stays.
    let momentum: Double
    /// ẑ, cases × units.
    let normalized: UnsafeMutablePointer<Double>
    /// μ, σ and 1/(σ + δ): for each channel, in layer normalisation for each case.
    let mean: UnsafeMutablePointer<Double>
    let deviation: UnsafeMutablePointer<Double>
    let inverse: UnsafeMutablePointer<Double>
    /// Σ Δ and Σ Δ ẑ of each channel.
    let sums: UnsafeMutablePointer<Double>
    let products: UnsafeMutablePointer<Double>
    /// What Δ is scaled by, shifted by, and bent along ẑ by.
    let scale: UnsafeMutablePointer<Double>
    let shift: UnsafeMutablePointer<Double>
    let slope: UnsafeMutablePointer<Double>
    /// The running averages; they stand behind all parameters.
    let runningMean: UnsafeMutablePointer<Double>
    let runningDeviation: UnsafeMutablePointer<Double>
  }

  /// The masks of a dropout.
  struct Dropout {
    /// Which layer it is, counted from 1.
    let layer: Int
    let p: Double
    let isInverted: Bool
    /// 1 for kept, 0 for off, cases × units.
    let mask: UnsafeMutablePointer<Double>

    /// What is kept is multiplied by this in training, and everything by the other one in a test.
    var trainingScale: Double { isInverted ? 1 / (1 - p) : 1 }
    var testScale: Double { isInverted ? 1 : 1 - p }
  }

  /// How a pass goes through normalisation and dropout.
  enum Mode: Equatable {
    /// Running averages, and no masks.
    case test
    /// The batch's moments, and masks: fresh ones for an update, counted from 1, or those there are.
    case training(update: Int?)
  }
}
