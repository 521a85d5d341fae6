/// A number among the options of an optimiser or a schedule, and what it may be.
struct OptionNumber {
  let name: String
  let value: Double
  let range: OptionRange

  init(_ name: String, _ value: Double, _ range: OptionRange) {
    self.name = name
    self.value = value
    self.range = range
  }
}

extension Optimizer {
  /// Its numbers by the names of the notation.
  var numbers: [OptionNumber] {
    switch self {
    case .gradientDescent: []
    case .momentum(let decay), .nesterov(let decay): [OptionNumber("momentum", decay, .share)]
    case .adagrad(let epsilon): [OptionNumber("epsilon", epsilon, .positive)]
    case .rmsprop(let beta, let epsilon):
      [OptionNumber("beta", beta, .share), OptionNumber("epsilon", epsilon, .positive)]
    case .adadelta(let rho, let epsilon):
      [OptionNumber("rho", rho, .share), OptionNumber("epsilon", epsilon, .positive)]
    case .adam(let beta1, let beta2, let epsilon):
      [
        OptionNumber("beta1", beta1, .share), OptionNumber("beta2", beta2, .share),
        OptionNumber("epsilon", epsilon, .positive),
      ]
    case .adamw(let beta1, let beta2, let epsilon, let weightDecay):
      Optimizer.adam(beta1: beta1, beta2: beta2, epsilon: epsilon).numbers
        + [OptionNumber("weight_decay", weightDecay, .notNegative)]
    }
  }
}

extension Schedule {
  /// Its numbers by the names of the notation.
  var numbers: [OptionNumber] {
    switch self {
    case .constant, .inverseSquareRoot: []
    case .linear(let final, let epochs):
      [
        OptionNumber("final", final, .notNegative),
        OptionNumber("epochs", Double(epochs), .count),
      ]
    case .exponential(let decay): [OptionNumber("decay", decay, .factor)]
    case .step(let factor, let every):
      [OptionNumber("factor", factor, .factor), OptionNumber("every", Double(every), .count)]
    case .inverseTime(let decay): [OptionNumber("decay", decay, .notNegative)]
    case .warmUp(let epochs): [OptionNumber("epochs", Double(epochs), .count)]
    case .reduceOnPlateau(let factor, let patience):
      [
        OptionNumber("factor", factor, .factor),
        OptionNumber("patience", Double(patience), .count),
      ]
    case .table(let rates): rates.map { OptionNumber("rate", $0, .notNegative) }
    }
  }
}

extension EarlyStopping {
  /// Its number by the name of the notation.
  var numbers: [OptionNumber] { [OptionNumber("patience", Double(patience), .count)] }
}

extension OptionRange {
  func contains(_ value: Double) -> Bool {
    switch self {
    case .share: value >= 0 && value < 1
    case .factor: value > 0 && value <= 1
    case .positive: value > 0 && value.isFinite
    case .notNegative: value >= 0 && value.isFinite
    case .count: value >= 1
    }
  }
}
