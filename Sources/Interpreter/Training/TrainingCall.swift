import Diagnostics
import NeuralNetworks
import Notation

/// The options of a call of `train`, each as it was written.
struct TrainingCall {
  /// The options of `train` itself by their names.
  private(set) var own: [String: Expression] = [:]
  /// The options of the optimiser, as they were named.
  private(set) var ofOptimizer: [(label: String, value: Expression)] = []

  /// Sorts the arguments of a call.
  ///
  /// - Throws: Where an argument has no name, or one stands twice.
  init(_ arguments: [Argument], span: SourceSpan) throws(Diagnostic) {
    for argument in arguments {
      guard let label = argument.label else { throw .trainTakesOptions(argument.value.span) }
      let isOwn = Options.training.contains(label)
      if own[label] != nil || ofOptimizer.contains(where: { $0.label == label }) {
        throw .optionTwice(label, "train", argument.value.span)
      }
      if isOwn {
        own[label] = argument.value
      } else {
        ofOptimizer.append((label, argument.value))
      }
    }
  }
}

/// The parameters of a shipped algorithm with the numbers they are bound to.
struct BoundParameters {
  /// The algorithm's name.
  let name: String
  /// The numbers by the parameters' own names.
  private(set) var values: [String: Double]

  init(name: String, values: [String: Double]) {
    (self.name, self.values) = (name, values)
  }

  /// The number of a parameter by any of its names, `momentum` for γ.
  subscript(_ option: String) -> Double {
    guard let parameter = Options.parameter(named: option, among: Array(values.keys)),
      let value = values[parameter]
    else { preconditionFailure("The text of \(name) has a parameter for \(option).") }
    return value
  }
}

extension BoundParameters {
  /// The native optimiser that an algorithm's text describes.
  var optimizer: Optimizer? {
    switch name {
    case "gradient_descent": .gradientDescent
    case "momentum": .momentum(decay: self["momentum"])
    case "nesterov": .nesterov(decay: self["momentum"])
    case "adagrad": .adagrad(epsilon: self["epsilon"])
    case "rmsprop": .rmsprop(beta: self["beta"], epsilon: self["epsilon"])
    case "adadelta": .adadelta(rho: self["rho"], epsilon: self["epsilon"])
    case "adam":
      .adam(beta1: self["beta1"], beta2: self["beta2"], epsilon: self["epsilon"])
    case "adamw":
      .adamw(
        beta1: self["beta1"],
        beta2: self["beta2"],
        epsilon: self["epsilon"],
        weightDecay: self["weight_decay"]
      )
    default: nil
    }
  }

  /// The native schedule that an algorithm's text describes.
  ///
  /// - Throws: Where a number of epochs is not a whole one.
  func schedule(_ span: SourceSpan) throws(Diagnostic) -> Schedule? {
    switch name {
    case "linear_decay":
      return .linear(final: self["final"], epochs: try whole("epochs", span))
    case "exponential_decay": return .exponential(decay: self["decay"])
    case "step_decay":
      return .step(factor: self["factor"], every: try whole("every", span))
    case "inverse_square_root_decay": return .inverseSquareRoot
    case "inverse_time_decay": return .inverseTime(decay: self["decay"])
    case "warm_up": return .warmUp(epochs: try whole("epochs", span))
    case "reduce_on_plateau":
      return .reduceOnPlateau(factor: self["factor"], patience: try whole("patience", span))
    default: return nil
    }
  }

  private func whole(_ option: String, _ span: SourceSpan) throws(Diagnostic) -> Int {
    guard let number = Int(exactly: self[option]), number > 0 else {
      throw .notCount(option, self[option], span)
    }
    return number
  }
}
