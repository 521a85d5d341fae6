/// A lecture deck and the title of one of its slides.
package struct Citation: Hashable, Sendable {
  /// The deck's short name, `galway`.
  package let deck: String
  /// The slide's title.
  package let slide: String

  /// Makes a citation.
  package init(deck: String, slide: String) {
    (self.deck, self.slide) = (deck, slide)
  }
}

/// What the kit says about a function of the notation.
package struct FunctionDescription: Hashable, Sendable {
  /// The name that the notation prints, `σ`.
  package let name: String
  /// Other names that mean the same, `sigmoid`.
  package let aliases: [String]
  /// A call with its parameters and their defaults: `softmax(z, dimension = 1)`.
  package let signature: String
  /// One line: what it computes.
  package let summary: String
  /// The values it takes, nil where it takes all.
  package let domain: String?
  /// The derivative in the notation, nil where there is none.
  package let derivative: String?
  /// The slide that defines or uses it, nil where no deck does.
  package let citation: Citation?

  init(
    _ name: String,
    aliases: [String] = [],
    _ signature: String,
    _ summary: String,
    domain: String? = nil,
    derivative: String? = nil,
    cited deck: String? = nil,
    _ slide: String = ""
  ) {
    (self.name, self.aliases, self.signature) = (name, aliases, signature)
    (self.summary, self.domain, self.derivative) = (summary, domain, derivative)
    citation = deck.map { Citation(deck: $0, slide: slide) }
  }
}

extension FunctionDescription {
  /// Every function of the notation, by topic.
  package static let all: [FunctionDescription] =
    activations + elementary + reductions + matrices + images + augmentation + losses
    + generators + training

  /// The function of a name or alias, nil if there is none.
  package static func named(_ name: String) -> FunctionDescription? {
    byName[name]
  }

  private static let byName: [String: FunctionDescription] = {
    var table: [String: FunctionDescription] = [:]
    for function in all {
      for name in [function.name] + function.aliases { table[name] = function }
    }
    return table
  }()
}
