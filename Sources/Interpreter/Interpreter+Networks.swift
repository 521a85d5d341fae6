import Diagnostics
import Notation
import Operations
import Tensors

extension Dialect {
  /// What a dialect calls an activation function: g, in manchester h.
  var activationFunctionName: String { name == "manchester" ? "h" : "g" }
}

extension Interpreter {
  /// `network([2, 2, 1], [tanh, σ], loss = …)`: defines L, W[l], b[l], g[l], λ and loss.
  mutating func defineNetwork(_ arguments: [Argument], span: SourceSpan) throws(Diagnostic) {
    var options: [String: Argument] = [:]
    var positional: [Expression] = []
    for argument in arguments {
      guard let label = argument.label else {
        positional.append(argument.value)
        continue
      }
      guard ["loss", "seed", "init"].contains(label) else {
        throw .unknownOption(label, "network", ["loss", "seed", "init"], argument.value.span)
      }
      options[label] = argument
    }
    guard positional.count == 2 else { throw .networkArguments(span) }
    let sizes = try layerSizes(positional[0])
    let activations = try activations(positional[1], count: sizes.count - 1)
    let loss = try lossFunction(options["loss"]?.value, last: activations[activations.count - 1])
    let seed =
      try options["seed"].map { (option) throws(Diagnostic) in
        try integer(option.value, "the seed")
      } ?? 1
    let initialization = try initialization(options["init"]?.value)
    removeOldNetwork()
    let first = dialect.firstLayer + 1
    let last = first + activations.count - 1
    define(VariableKey("L"), .tensor(Tensor(Double(last))), span: span)
    for (position, activation) in activations.enumerated() {
      let layer = first + position
      let inputs = sizes[position]
      let units = sizes[position + 1]
      var stream = RandomStream(
        seed: UInt64(bitPattern: Int64(seed)),
        stream: UInt64(position + 1)
      )
      var weights: [Double] = []
      for _ in 0..<units * inputs {
        let weight = initialization.draw(&stream, activation, inputs: inputs, units: units)
        // + 0 makes a 0 of −0, which a deviation of 0 would leave.
        weights.append(rounded(weight) + 0)
      }
      let shape = Shape(rows: units, columns: inputs)
      define(
        VariableKey("W", layer: layer),
        .tensor(Tensor(shape: shape, elements: weights)),
        span: span
      )
      let biases = Tensor(repeating: 0, shape: Shape(rows: units, columns: 1))
      define(VariableKey("b", layer: layer), .tensor(biases), span: span)
      define(
        VariableKey(dialect.activationFunctionName, layer: layer),
        .function(activation),
        span: span
      )
    }
    define(VariableKey("λ"), .tensor(Tensor(0)), span: span)
    define(VariableKey("loss"), .function(loss), span: span)
    environment.hasNetwork = true
  }

  /// Sets a name of the session's outside any frame.
  mutating func define(_ key: VariableKey, _ value: Value, span: SourceSpan) {
    environment.set(key, to: version(of: key, Evaluated(value), .define, span: span))
    forgetStates(of: key)
    noteAssigned(key)
  }

  /// Takes away the layers of an earlier network, which the new one may not have.
  private mutating func removeOldNetwork() {
    let names: Set = ["W", "b", "g", "h", "z", "a", "Δz", "ΔW", "Δb"]
    for key in environment.variables.keys where key.layer != nil && names.contains(key.name) {
      environment.remove(key)
    }
    // The penalties of the old network are not the new one's: λ is set to 0, λ_1 is none.
    environment.remove(VariableKey("λ_1"))
    environment.removeClaims()
  }

  private mutating func layerSizes(_ expression: Expression) throws(Diagnostic) -> [Int] {
    let value = try evaluate(expression)
    guard let tensor = value.value.tensor, tensor.count >= 2, tensor.shape.rank == 2,
      tensor.rows == 1 || tensor.columns == 1
    else { throw .networkSizes(value.value.kindName, expression.span) }
    var sizes: [Int] = []
    for element in tensor.elements {
      guard let size = Int(exactly: element), size > 0 else {
        throw .networkSize(element, expression.span)
      }
      sizes.append(size)
    }
    var count = 0
    for (inputs, units) in zip(sizes, sizes.dropFirst()) {
      let (product, overflow) = inputs.multipliedReportingOverflow(by: units)
      let (sum, tooMany) = count.addingReportingOverflow(product)
      count = overflow || tooMany ? Int.max : sum
    }
    try checkElements(count, span: expression.span)
    return sizes
  }

  private mutating func activations(
    _ expression: Expression,
    count: Int
  ) throws(Diagnostic) -> [FunctionValue] {
    let value = try evaluate(expression)
    let functions: [FunctionValue]
    switch value.value {
    case .functions(let list): functions = list
    case .function(let one): functions = [one]
    default: throw .networkActivations(value.value.kindName, expression.span)
    }
    guard functions.count == count else {
      throw .networkActivationCount(functions.count, count, expression.span)
    }
    for function in functions where !isActivation(function) {
      throw .notActivation(function.name, expression.span)
    }
    return functions
  }

  private func isActivation(_ function: FunctionValue) -> Bool {
    switch function {
    case .builtin("softmax"): true
    case .builtin(let name): Builtins.elementwiseFunction(name) != nil
    case .user(let function): function.parameters.count == 1
    case .algorithm: false
    }
  }

  /// The loss given, or the one that goes with the last activation.
  private mutating func lossFunction(
    _ expression: Expression?,
    last: FunctionValue
  ) throws(Diagnostic) -> FunctionValue {
    guard let expression else {
      switch last {
      case .builtin("softmax"): return .builtin("cross_entropy")
      case .builtin("σ"): return .builtin("binary_cross_entropy")
      default: return .builtin("squared_error")
      }
    }
    let value = try evaluate(expression)
    switch value.value {
    case .function(.builtin(let name)):
      guard case .loss? = Builtins.kinds[name] else { throw .notLoss(name, expression.span) }
      return .builtin(name)
    case .function(.user(let function)) where function.parameters.count == 2:
      return .user(function)
    default:
      throw .notLoss(Printer().text(expression), expression.span)
    }
  }

  private func initialization(
    _ expression: Expression?
  ) throws(Diagnostic) -> WeightInitialization {
    guard let expression else { return .usual }
    if case .reference(let reference) = expression.kind,
      let found = WeightInitialization(rawValue: reference.identifier)
    {
      return found
    }
    throw .unknownInitialization(Printer().text(expression), expression.span)
  }
}

/// How weights are drawn at the start; biases are 0.
enum WeightInitialization: String {
  /// He before the ReLU family, Xavier before everything else.
  case usual
  /// Normal of variance 2/M, M the inputs of a unit (manchester, "Parameter initialization").
  case he
  /// Normal of variance 2/(M + K), K the units of the layer (Glorot and Bengio, 2010).
  case xavier
  /// Normal of deviation ε = 0.1, whatever the layer (manchester, "Parameter initialization").
  case gaussian
  /// Uniform in [−ε, ε], ε = 0.1 (manchester, "Parameter initialization").
  case uniform
  /// All weights 0: every unit then learns the same.
  case zeros

  /// One weight.
  func draw(
    _ stream: inout RandomStream,
    _ activation: FunctionValue,
    inputs: Int,
    units: Int
  ) -> Double {
    if self == .uniform { return 0.1 * (2 * stream.uniform() - 1) }
    return deviation(activation, inputs: inputs, units: units) * stream.normal()
  }

  /// The standard deviation of a layer's weights.
  private func deviation(_ activation: FunctionValue, inputs: Int, units: Int) -> Double {
    switch self {
    case .zeros: return 0
    case .gaussian: return 0.1
    case .uniform: return 0.1 / 3.0.squareRoot()
    case .he: return (2 / Double(inputs)).squareRoot()
    case .xavier: return (2 / Double(inputs + units)).squareRoot()
    case .usual:
      let family = ["relu", "leaky_relu", "elu", "softplus"]
      let he = family.contains(activation.name)
      return (he ? WeightInitialization.he : .xavier)
        .deviation(activation, inputs: inputs, units: units)
    }
  }
}
