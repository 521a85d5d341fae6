import Datasets
import Diagnostics
import NeuralNetworks
import Notation
import Tensors

extension Interpreter {
  /// What a call of `train` asks for; validation data that it takes from the training data is
  /// taken out of them.
  mutating func trainingOptions(
    _ call: TrainingCall,
    _ data: inout LabelledData,
    span: SourceSpan
  ) throws(Diagnostic) -> TrainingOptions {
    let optimizer = try boundOptimizer(call, span: span)
    let epochs = try count(call, "epochs", default: 10)
    let seed = try call.own["seed"].map { (option) throws(Diagnostic) in
      try integer(option, "the seed")
    }
    guard let native = optimizer.optimizer else {
      preconditionFailure("Every optimiser that is bound is one of the engine's.")
    }
    let rate = optimizer["learning_rate"]
    var options = TrainingOptions(
      epochs: epochs,
      batchSize: try count(call, "batch", default: 64),
      optimizer: native,
      learningRate: rate,
      schedule: try schedule(call.own["schedule"], rate: rate, epochs: epochs),
      seed: UInt64(bitPattern: Int64(seed ?? 1)),
      threads: try call.own["threads"].map { (option) throws(Diagnostic) in
        try count(option, "threads")
      }
    )
    if let validation = call.own["validation"] {
      options.validation = try self.validation(validation, &data, seed: options.seed)
    }
    if let stopping = call.own["early_stopping"] {
      options.earlyStopping = try earlyStopping(stopping)
    }
    return options
  }

  private mutating func count(
    _ call: TrainingCall,
    _ option: String,
    default usual: Int
  ) throws(Diagnostic) -> Int {
    guard let expression = call.own[option] else { return usual }
    return try count(expression, option)
  }

  private mutating func count(
    _ expression: Expression,
    _ option: String
  ) throws(Diagnostic) -> Int {
    let value = try number(expression)
    guard let count = Int(exactly: value), count > 0 else {
      throw .notCount(option, value, expression.span)
    }
    return count
  }

  // MARK: Optimisers

  /// The optimiser asked for, its options bound; what is not given is as its text has it.
  private mutating func boundOptimizer(
    _ call: TrainingCall,
    span: SourceSpan
  ) throws(Diagnostic) -> BoundParameters {
    var name = "adam"
    let expression = call.own["optimizer"]
    if let expression {
      guard case .reference(let reference) = expression.kind, reference.layer == nil,
        Options.trainingOptimizers.contains(reference.identifier)
      else {
        throw .unknownOptimizer(
          Printer().text(expression),
          Options.trainingOptimizers,
          expression.span
        )
      }
      name = reference.identifier
    }
    let algorithm = try shipped(name, span: expression?.span ?? span)
    // The first two are the parameter and its gradient.
    let parameters = Array(algorithm.definition.parameters.dropFirst(2))
    let known = Options.training
    return try bind(
      call.ofOptimizer,
      to: parameters,
      of: algorithm,
      called: "train with \(name)",
      listing: known + parameters.map(\.name)
    )
  }

  /// A shipped algorithm that no algorithm of the learner's stands before.
  private func shipped(_ name: String, span: SourceSpan) throws(Diagnostic) -> Algorithm {
    guard let algorithm = algorithm(named: name), algorithm.isShipped else {
      throw .ownAlgorithmInTraining(name, span)
    }
    return algorithm
  }

  /// Binds options to parameters by any of their names, and what is left to the text's defaults.
  private mutating func bind(
    _ options: [(label: String, value: Expression)],
    to parameters: [Notation.Parameter],
    of algorithm: Algorithm,
    called caller: String,
    listing known: [String]
  ) throws(Diagnostic) -> BoundParameters {
    let name = algorithm.definition.name
    var values: [String: Double] = [:]
    for option in options {
      guard
        let parameter = Options.parameter(named: option.label, among: parameters.map(\.name))
      else {
        throw .unknownOption(option.label, caller, known, option.value.span)
      }
      if values[parameter] != nil { throw .optionTwice(option.label, name, option.value.span) }
      values[parameter] = try number(option.value)
    }
    for parameter in parameters where values[parameter.name] == nil {
      guard let usual = parameter.value else {
        preconditionFailure("The parameters of \(name) behind the first two have defaults.")
      }
      values[parameter.name] = try number(usual)
    }
    return BoundParameters(name: name, values: values)
  }

  // MARK: Schedules

  /// `schedule = step_decay(factor = 0.5, every = 10)`, or a function of yours, f(α, t).
  private mutating func schedule(
    _ expression: Expression?,
    rate: Double,
    epochs: Int
  ) throws(Diagnostic) -> Schedule {
    guard let expression else { return .constant }
    let reference: Reference
    var options: [(label: String, value: Expression)] = []
    switch expression.kind {
    case .reference(let name): reference = name
    case .call(let callee, let arguments) where callee.primes == 0 && callee.power == nil:
      reference = callee.reference
      for argument in arguments {
        guard let label = argument.label else {
          throw .scheduleTakesOptions(reference.identifier, argument.value.span)
        }
        options.append((label, argument.value))
      }
    default:
      throw .unknownSchedule(Printer().text(expression), Options.schedules, expression.span)
    }
    let name = reference.identifier
    if Options.schedules.contains(name), environment.functions[name] == nil {
      let algorithm = try shipped(name, span: expression.span)
      let parameters = Array(algorithm.definition.parameters.dropFirst(2))
      let bound = try bind(
        options,
        to: parameters,
        of: algorithm,
        called: name,
        listing: parameters.map(\.name)
      )
      if let schedule = try bound.schedule(expression.span) { return schedule }
    }
    guard let function = environment.functions[name], function.parameters.count == 2,
      options.isEmpty
    else {
      throw .unknownSchedule(Printer().text(expression), Options.schedules, expression.span)
    }
    return .table(try rates(of: function, rate: rate, epochs: epochs, span: expression.span))
  }

  /// The rates that a function of the learner's gives, f(α, t) for t = 0, 1, ….
  private mutating func rates(
    of function: UserFunction,
    rate: Double,
    epochs: Int,
    span: SourceSpan
  ) throws(Diagnostic) -> [Double] {
    unrecorded += 1
    defer { unrecorded -= 1 }
    var rates: [Double] = []
    for epoch in 0..<epochs {
      try tick(span)
      let value = try callUser(
        function,
        [
          (nil, Evaluated(.tensor(Tensor(rate)))), (nil, Evaluated(.tensor(Tensor(Double(epoch))))),
        ],
        span: span
      )
      guard let number = value.value.tensor?.single else {
        throw .needsSingleNumber(value.value.kindName, span)
      }
      rates.append(number)
    }
    return rates
  }

  // MARK: Validation

  /// `validation = 0.2`: a share of the cases, drawn by the seed; `validation = dev`: x_dev, y_dev.
  private mutating func validation(
    _ expression: Expression,
    _ data: inout LabelledData,
    seed: UInt64
  ) throws(Diagnostic) -> LabelledData {
    if case .reference(let reference) = expression.kind, reference.layer == nil,
      reference.element == nil, variable(VariableKey(reference.identifier)) == nil
    {
      let suffix = reference.identifier
      guard variable(VariableKey("x_" + suffix)) != nil else {
        throw .noValidationData(suffix, expression.span)
      }
      return LabelledData(
        inputs: try self.data("x_" + suffix, for: "train", expression.span),
        targets: try self.data("y_" + suffix, for: "train", expression.span)
      )
    }
    let share = try number(expression)
    guard share > 0, share < 1 else { throw .validationShare(share, expression.span) }
    // The engine has the words for data of which not every case has a target.
    guard data.inputs.columns == data.targets.columns else { return data }
    let cases = data.inputs.columns
    let count = Int((share * Double(cases)).rounded())
    guard count > 0, count < cases else {
      throw .validationTooSmall(share, cases, expression.span)
    }
    var stream = RandomStream(seed: seed, for: .validation)
    let order = stream.permutation(cases)
    let held = LabelledData(data, cases: order[..<count].sorted())
    data = LabelledData(data, cases: order[count...].sorted())
    return held
  }

  /// `early_stopping = 5`: so many epochs without a new best; `last_check`: galway's literal rule.
  private mutating func earlyStopping(
    _ expression: Expression
  ) throws(Diagnostic) -> EarlyStopping {
    if case .reference(let reference) = expression.kind, reference.layer == nil,
      ["last_check", "early_stopping_last_check"].contains(reference.identifier),
      variable(VariableKey(reference.identifier)) == nil
    {
      // The slide stops at the end alone, and then takes the last saved parameters.
      return EarlyStopping(rule: .lastCheck, patience: .max)
    }
    return EarlyStopping(rule: .bestSoFar, patience: try count(expression, "early_stopping"))
  }
}

extension LabelledData {
  /// Some cases of others, by their positions from 0.
  fileprivate init(_ others: LabelledData, cases: [Int]) {
    self.init(
      inputs: Dataset.columns(cases, of: others.inputs),
      targets: Dataset.columns(cases, of: others.targets)
    )
  }
}
