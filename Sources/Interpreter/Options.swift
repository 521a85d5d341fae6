/// The English names of options beside the symbols that the decks write.
package enum Options {
  /// Each concept: its English name, and the symbols it has in the decks and in the texts.
  package static let concepts: [(name: String, symbols: [String])] = [
    ("learning_rate", ["α", "η"]),
    ("momentum", ["γ", "μ"]),
    ("beta", ["β"]),
    ("beta1", ["β_1"]),
    ("beta2", ["β_2"]),
    ("rho", ["ρ"]),
    ("epsilon", ["ϵ", "ε"]),
    ("weight_decay", ["λ"]),
    ("gamma", ["γ"]),
    ("delta", ["δ"]),
  ]

  /// The options of `train` besides its optimiser's own.
  package static let training = [
    "epochs", "batch", "optimizer", "schedule", "validation", "early_stopping", "seed", "threads",
  ]

  /// The optimisers that `train` knows, by the names of their algorithms.
  package static let trainingOptimizers = [
    "gradient_descent", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "adam", "adamw",
  ]

  /// The schedules of the learning rate that `train` knows, by the names of their algorithms.
  package static let schedules = [
    "linear_decay", "exponential_decay", "step_decay", "inverse_square_root_decay",
    "inverse_time_decay", "warm_up", "reduce_on_plateau",
  ]

  /// The English names of what a parameter stands for: `learning_rate` of α.
  static func englishNames(of parameter: String) -> [String] {
    concepts.first { $0.symbols.contains(parameter) && $0.name != parameter }.map { [$0.name] }
      ?? []
  }

  /// The parameter that an option's name means, nil where the algorithm has none such.
  static func parameter(named label: String, among parameters: [String]) -> String? {
    if parameters.contains(label) { return label }
    for concept in concepts where concept.name == label || concept.symbols.contains(label) {
      let spellings = [concept.name] + concept.symbols
      if let found = parameters.first(where: spellings.contains) { return found }
    }
    return nil
  }
}
