import Diagnostics
import NeuralNetworks
import Notation
import Operations
import Tensors

extension Interpreter {
  /// The network that the session's variables make up, for the native engine.
  ///
  /// - Throws: Where a part of it is missing, or is not of a kind that the engine knows.
  func nativeNetwork(for caller: String, _ span: SourceSpan) throws(Diagnostic) -> Network {
    if case .failure(let error) = Kernels.selection {
      throw Diagnostic(.usage, error.message, span: span)
    }
    guard let last = scalar(VariableKey("L")).flatMap(Int.init(exactly:)),
      last > dialect.firstLayer
    else { throw .noNetwork(caller, span) }
    var layers: [DenseLayer] = []
    for layer in dialect.firstLayer + 1...last {
      layers.append(
        DenseLayer(
          weights: try part(VariableKey("W", layer: layer), of: caller, span),
          biases: try part(VariableKey("b", layer: layer), of: caller, span),
          activation: try nativeActivation(layer, for: caller, span)
        )
      )
    }
    let loss = try nativeLoss(for: caller, span)
    let l2 = try penalty(VariableKey("λ"), span)
    let l1 = try penalty(VariableKey("λ_1"), span)
    do {
      return try Network(
        layers: layers,
        loss: loss,
        l2: l2,
        l1: l1,
        convention: dialect.name == "manchester" ? .sum : .mean
      )
    } catch {
      throw Diagnostic(error, span)
    }
  }

  private func scalar(_ key: VariableKey) -> Double? {
    variable(key)?.value.tensor?.single
  }

  /// λ or λ₁, 0 where there is none.
  private func penalty(_ key: VariableKey, _ span: SourceSpan) throws(Diagnostic) -> Double {
    guard let variable = variable(key) else { return 0 }
    guard let number = variable.value.tensor?.single else {
      throw .penaltyNotNumber(spelled(key), variable.value.kindName, span)
    }
    return number
  }

  private func part(
    _ key: VariableKey,
    of caller: String,
    _ span: SourceSpan
  ) throws(Diagnostic) -> Tensor {
    guard let variable = variable(key) else {
      throw .networkPartMissing(spelled(key), caller, span)
    }
    guard let tensor = variable.value.tensor else {
      throw .needsNumber(variable.value.kindName, span)
    }
    return tensor.shape.rank == 2
      ? tensor : tensor.reshaped(to: Shape(rows: tensor.count, columns: 1))
  }

  private func nativeActivation(
    _ layer: Int,
    for caller: String,
    _ span: SourceSpan
  ) throws(Diagnostic) -> Activation {
    let key = VariableKey(dialect.activationFunctionName, layer: layer)
    guard let variable = variable(key) else {
      throw .networkPartMissing(spelled(key), caller, span)
    }
    guard case .function(let function) = variable.value else {
      throw .notActivation(spelled(key), span)
    }
    if case .builtin(let name) = function, let activation = Activation(name: name) {
      return activation
    }
    throw .ownFunctionInTraining(spelled(key), function.name, caller, span)
  }

  private func nativeLoss(for caller: String, _ span: SourceSpan) throws(Diagnostic) -> Loss {
    let key = VariableKey("loss")
    guard let variable = variable(key), case .function(let function) = variable.value else {
      throw .networkPartMissing("loss", caller, span)
    }
    if case .builtin(let name) = function, case .loss(let loss)? = Builtins.kinds[name] {
      return loss
    }
    throw .ownFunctionInTraining("loss", function.name, caller, span)
  }

  /// The matrix of a name, such as the training cases x.
  func data(_ name: String, for caller: String, _ span: SourceSpan) throws(Diagnostic) -> Tensor {
    guard let variable = variable(VariableKey(name)) else {
      throw .dataMissing(name, caller, span)
    }
    return try matrix(variable.value, name, for: caller, span)
  }

  private func matrix(
    _ value: Value,
    _ name: String,
    for caller: String,
    _ span: SourceSpan
  ) throws(Diagnostic) -> Tensor {
    guard let tensor = value.tensor, tensor.shape.rank <= 2 else {
      throw .dataNotMatrix(name, value.kindName, caller, span)
    }
    return tensor.shape.rank == 2 ? tensor : tensor.reshaped(to: Shape(rows: 1, columns: 1))
  }

  // MARK: What a trained network says

  /// `predict(x)`: the network's output, a column for each case.
  mutating func predict(
    _ arguments: BuiltinArguments,
    _ signature: String
  ) throws(Diagnostic) -> Evaluated {
    try arguments.check(0...1, signature: signature)
    let span = arguments.span
    let network = try nativeNetwork(for: "predict", span)
    let inputs = try self.inputs(arguments, "predict")
    do { return recordConstant(try network.outputs(for: inputs), span: span) } catch {
      throw Diagnostic(error, span)
    }
  }

  /// `accuracy(x, y)`: the share of cases whose class is found.
  mutating func accuracy(
    _ arguments: BuiltinArguments,
    _ signature: String
  ) throws(Diagnostic) -> Evaluated {
    let (network, inputs, targets) = try judged(arguments, "accuracy", signature)
    let share: Double?
    do { share = try network.accuracy(inputs, targets) } catch {
      throw Diagnostic(error, arguments.span)
    }
    guard let share else { throw .noClasses("accuracy", arguments.span) }
    return recordConstant(share, span: arguments.span)
  }

  /// `confusion_matrix(x, y)`: how many cases of each class, a row each, were taken for which.
  mutating func confusionMatrix(
    _ arguments: BuiltinArguments,
    _ signature: String
  ) throws(Diagnostic) -> Evaluated {
    let (network, inputs, targets) = try judged(arguments, "confusion_matrix", signature)
    let matrix: Tensor?
    do { matrix = try network.confusionMatrix(inputs: inputs, targets: targets) } catch {
      throw Diagnostic(error, arguments.span)
    }
    guard let matrix else { throw .noClasses("confusion_matrix", arguments.span) }
    return recordConstant(matrix, span: arguments.span)
  }

  private func judged(
    _ arguments: BuiltinArguments,
    _ caller: String,
    _ signature: String
  ) throws(Diagnostic) -> (Network, inputs: Tensor, targets: Tensor) {
    try arguments.check(0...2, signature: signature)
    let span = arguments.span
    if arguments.positional.count == 1 {
      throw .builtinArgumentCount(caller, 1, signature, span)
    }
    let network = try nativeNetwork(for: caller, span)
    let inputs = try self.inputs(arguments, caller)
    let targets =
      arguments.positional.count > 1
      ? try matrix(arguments.positional[1].value, "y", for: caller, span)
      : try data("y", for: caller, span)
    return (network, inputs, targets)
  }

  /// The cases given, or the session's x.
  private func inputs(
    _ arguments: BuiltinArguments,
    _ caller: String
  ) throws(Diagnostic) -> Tensor {
    guard let given = arguments.positional.first else {
      return try data("x", for: caller, arguments.span)
    }
    return try matrix(given.value, "x", for: caller, arguments.span)
  }
}
