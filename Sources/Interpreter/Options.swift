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
