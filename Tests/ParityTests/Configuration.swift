import Tensors
import Testing

/// One training to be done twice: by the notation and by the native engine.
struct Configuration: Sendable, CustomTestStringConvertible {
  /// The number that everything random in it is drawn by.
  let number: Int
  /// The dialect whose texts run.
  let dialect: String
  /// The units of each layer, the inputs first.
  let sizes: [Int]
  /// The activation of each layer but the inputs.
  let activations: [String]
  /// The loss.
  let loss: String
  /// The statements that set the penalties.
  let penalties: String
  /// The optimiser and its options, learning rate included.
  let optimizer: String
  let options: String
  /// The learning rate that the schedule starts from.
  let rate: Double
  /// The schedule as `train` takes it; nil for none.
  let schedule: (name: String, options: String)?
  /// The cases, and the cases of a batch.
  let cases: Int
  let batch: Int
  /// x and y as texts.
  let inputs: String
  let targets: String

  var testDescription: String {
    "\(number): \(dialect) \(sizes) \(activations) \(loss) \(penalties) \(optimizer)(\(options)) "
      + "α = \(rate) \(schedule.map { "\($0.name)(\($0.options))" } ?? "") N = \(cases) B = \(batch)"
  }

  /// The batches of an epoch.
  var batches: Int { batch >= cases ? 1 : (cases + batch - 1) / batch }

  /// The epochs in which there are at least five updates.
  var epochs: Int { (5 + batches - 1) / batches }
}

extension Configuration {
  /// Draws a configuration.
  init(number: Int) {
    var random = RandomStream(seed: 4, stream: UInt64(number))
    self.number = number
    dialect = random.below(4) == 0 ? "manchester" : "galway"
    let depth = 1 + random.below(3)
    // Every eighth is large enough for the packed products.
    let isLarge = number % 8 == 7
    sizes = (0...depth).map { _ in isLarge ? 12 + random.below(30) : 1 + random.below(5) }
    let hidden = [
      "identity", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "softmax",
    ]
    let ends = [
      ("softmax", "cross_entropy"), ("sigmoid", "binary_cross_entropy"),
      ("softmax", "squared_error"), ("identity", "squared_error"), ("tanh", "squared_error"),
      ("sigmoid", "squared_error"), ("relu", "squared_error"), ("softplus", "squared_error"),
      ("sigmoid", "cross_entropy"), ("softmax", "binary_cross_entropy"),
    ]
    var end = ends[random.below(ends.count)]
    // Of a single unit softmax makes 1 for certain, which no other target than 1 allows.
    if sizes[depth] == 1, end == ("softmax", "binary_cross_entropy") { end = ends[1] }
    loss = end.1
    activations = (1..<depth).map { _ in hidden[random.below(hidden.count)] } + [end.0]
    var penalties: [String] = []
    if random.below(2) == 0 { penalties.append("λ = \(random.decimal(0.01, 0.5))") }
    if random.below(3) == 0 { penalties.append("λ_1 = \(random.decimal(0.01, 0.3))") }
    self.penalties = penalties.joined(separator: "; ")
    (optimizer, options) = Self.optimizer(&random)
    rate = optimizer == "adadelta" ? random.decimal(0.5, 1) : random.decimal(0.01, 0.2)
    schedule = Self.schedule(&random)
    cases = isLarge ? 20 + random.below(40) : 1 + random.below(9)
    batch = 1 + random.below(cases + 2)
    inputs = random.matrix(sizes[0], cases) { $0.decimal(-1.5, 1.5) }
    let outputs = sizes[depth]
    switch loss {
    case "cross_entropy" where end.0 == "softmax":
      let classes = (0..<cases).map { _ in random.below(outputs) }
      let rows = (0..<outputs).map { row in
        classes.map { $0 == row ? "1" : "0" }.joined(separator: ", ")
      }
      targets = "[" + rows.joined(separator: "; ") + "]"
    case "squared_error":
      targets = random.matrix(outputs, cases) { $0.decimal(-1, 1) }
    default:
      targets = random.matrix(outputs, cases) { Double($0.below(2)) }
    }
  }

  private static func optimizer(_ random: inout RandomStream) -> (String, String) {
    let decay = random.decimal(0.5, 0.95)
    let small = ["1e-8", "1e-6", "1e-3"][random.below(3)]
    switch random.below(8) {
    case 0: return ("gradient_descent", "")
    case 1: return ("momentum", "momentum = \(decay)")
    case 2: return ("nesterov", "momentum = \(decay)")
    case 3: return ("adagrad", "epsilon = \(small)")
    case 4: return ("rmsprop", "beta = \(decay), epsilon = \(small)")
    case 5: return ("adadelta", "rho = \(decay), epsilon = \(small)")
    case 6: return ("adam", "beta1 = \(decay), beta2 = 0.99, epsilon = \(small)")
    default:
      return ("adamw", "beta1 = \(decay), epsilon = \(small), weight_decay = \(decay / 10)")
    }
  }

  private static func schedule(_ random: inout RandomStream) -> (String, String)? {
    let factor = random.decimal(0.3, 0.9)
    let count = 1 + random.below(3)
    switch random.below(9) {
    case 0: return ("linear_decay", "final = 0.001, epochs = \(count)")
    case 1: return ("exponential_decay", "decay = \(factor)")
    case 2: return ("step_decay", "factor = \(factor), every = \(count)")
    case 3: return ("inverse_square_root_decay", "")
    case 4: return ("inverse_time_decay", "decay = \(factor)")
    case 5: return ("warm_up", "epochs = \(count)")
    case 6: return ("reduce_on_plateau", "factor = \(factor), patience = \(count)")
    default: return nil
    }
  }
}

extension RandomStream {
  /// A number with three decimals.
  mutating func decimal(_ low: Double, _ high: Double) -> Double {
    ((low + (high - low) * uniform()) * 1000).rounded() / 1000
  }

  /// A matrix as a text.
  mutating func matrix(
    _ rows: Int,
    _ columns: Int,
    _ element: (inout RandomStream) -> Double
  ) -> String {
    var lines: [String] = []
    for _ in 0..<rows {
      var cells: [String] = []
      for _ in 0..<columns { cells.append("\(element(&self))") }
      lines.append(cells.joined(separator: ", "))
    }
    return "[" + lines.joined(separator: "; ") + "]"
  }
}
