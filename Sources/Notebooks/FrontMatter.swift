import Diagnostics
package import Notation

/// What stands in YAML between `---` lines at the top of a notebook.
package struct FrontMatter: Sendable {
  /// Slides of a deck.
  package struct Deck: Sendable, Equatable {
    /// The deck's name: `galway`.
    package var deck: String
    /// The titles of its slides.
    package var slides: [String]
  }

  /// The title; nil where there is none.
  package var title: String?
  /// The slides it covers, by deck.
  package var decks: [Deck] = []
  /// The names of what is to be known before.
  package var prerequisites: [String] = []
  /// How long it takes.
  package var minutes: Int?
  /// What it is about, in a sentence or two.
  package var summary: String?
  /// How hard it is, from 1.
  package var difficulty: Int?
  /// The seed of random draws; nil for the usual one.
  package var seed: UInt64?
  /// Whose notation it is written in; nil for the usual one.
  package var notation: Dialect?
  /// The numbers of the cells where they are not counted from 1.
  package var cells: [Int] = []
  /// The seed of each cell where they differ.
  package var seeds: [UInt64] = []
  /// The data sets that it reads from files, told from its folder, each with where it is named.
  package var data: [(source: DataSource, value: YAMLValue)] = []
  /// All of it, for rooms that read more; nil where there is none.
  package var node: YAMLValue?

  /// The keys that every notebook may have.
  package static let keys = [
    "title", "decks", "prerequisites", "minutes", "summary", "difficulty", "seed", "notation",
    "cells", "seeds", "data",
  ]

  /// The keys that exercises have, which other rooms read from `node`.
  package static let exerciseKeys = ["parts", "inputs", "tolerance"]

  /// Front matter that says nothing.
  package init() {}

  /// Reads front matter.
  init(_ node: YAMLValue) throws(Diagnostic) {
    self.node = node
    try node.allow(Self.keys + Self.exerciseKeys)
    title = try node["title"]?.string()
    summary = try node["summary"]?.string()
    minutes = try node["minutes"]?.int(atLeast: 1)
    difficulty = try node["difficulty"]?.int(atLeast: 1)
    prerequisites = try node["prerequisites"]?.strings() ?? []
    if let value = node["decks"] {
      for entry in try value.mapping() {
        decks.append(Deck(deck: entry.key, slides: try entry.value.strings()))
      }
    }
    seed = try node["seed"]?.seed()
    if let value = node["notation"] {
      let name = try value.string()
      guard let dialect = Dialect.named(name) else {
        throw value.problem(.unknownNotation(name, Dialect.all.map(\.name)))
      }
      notation = dialect
    }
    for entry in try node["data"]?.mapping() ?? [] {
      let source = DataSource(name: entry.key, words: try entry.value.strings())
      data.append((source, entry.value))
    }
    if let value = node["cells"] {
      for item in try value.list() { cells.append(try item.int(in: 1...1_000_000)) }
    }
    if let value = node["seeds"] {
      for item in try value.list() { seeds.append(try item.seed()) }
    }
  }
}

extension YAMLValue {
  /// The seed of random draws.
  fileprivate func seed() throws(Diagnostic) -> UInt64 {
    guard case .scalar(let text, false) = content, let seed = UInt64(text) else {
      throw problem(.wrongType("a whole number that is not negative"))
    }
    return seed
  }
}
