package import Notation
import Tensors

/// A value that an expression came to, and the node of the log that holds it.
package struct Evaluated: Sendable {
  /// The value.
  package var value: Value
  /// The node, or −1 where the value is no number or was not recorded.
  package var node: NodeID

  /// Makes an evaluated value.
  package init(_ value: Value, node: NodeID = -1) {
    self.value = value
    self.node = node
  }
}

/// A variable: its value, its newest version in the log, and the position of its key.
package struct Variable: Sendable {
  /// The value.
  package var value: Value
  /// The node that made this version, or −1.
  package var node: NodeID
  /// The position of its key in `Log.keys`.
  package var key: Int32
}

/// An algorithm ready to run.
package final class Algorithm: Sendable {
  /// Its definition.
  package let definition: AlgorithmDefinition
  /// The definition as a statement, and the text it stands in.
  package let site: CodeSite
  /// Whether it comes with the kit; a learner's own takes its place.
  package let isShipped: Bool
  /// The part of the text that a listing shows.
  package let listing: String

  /// Makes an algorithm.
  package init(
    definition: AlgorithmDefinition,
    site: CodeSite,
    isShipped: Bool,
    listing: String
  ) {
    self.definition = definition
    self.site = site
    self.isShipped = isShipped
    self.listing = listing
  }
}

/// What an algorithm's state belongs to: the algorithm and its resolved first argument.
package struct StateKey: Hashable, Sendable {
  /// The algorithm's name.
  package let algorithm: String
  /// The first argument, `W[1]`; empty where there was no name.
  package let argument: String
}

/// Everything that names stand for: the part of a session that undo restores.
package struct Environment: Sendable {
  /// The value slots.
  package internal(set) var variables: [VariableKey: Variable] = [:]
  /// The function slots.
  package internal(set) var functions: [String: UserFunction] = [:]
  /// The learner's own algorithms.
  package internal(set) var algorithms: [String: Algorithm] = [:]
  /// The derivatives that have been assigned.
  package internal(set) var claims: [DerivativeKey: Variable] = [:]
  /// What algorithms keep between runs.
  package internal(set) var states: [StateKey: [String: Variable]] = [:]
  /// The names that `symbols` made letters.
  package internal(set) var letters: Set<String> = []
  /// The last input whose result has been forgotten by `:reset`.
  var lastForgotten = Int.min
  /// The number of the last input with a result.
  package internal(set) var lastResult: Int?
  /// Whether `network` has defined a network that stands.
  package internal(set) var hasNetwork = false
  /// The elements of all values held.
  var elements = 0

  /// Makes an empty environment.
  package init() {}

  /// The layers of a name that have a value, in order.
  package func layers(of name: String) -> [Int] {
    variables.keys.compactMap { $0.name == name ? $0.layer : nil }.sorted()
  }

  /// Whether any variable has a layer.
  package var hasLayers: Bool { variables.keys.contains { $0.layer != nil } }

  /// Sets a value slot.
  mutating func set(_ key: VariableKey, to variable: Variable) {
    let old = variables.updateValue(variable, forKey: key)
    elements += (variable.value.tensor?.count ?? 0) - (old?.value.tensor?.count ?? 0)
  }

  /// Sets a claim.
  mutating func set(_ key: DerivativeKey, to claim: Variable) {
    elements += (claim.value.tensor?.count ?? 0) - (claims[key]?.value.tensor?.count ?? 0)
    claims[key] = claim
  }

  /// Takes all claims away.
  mutating func removeClaims() {
    for claim in claims.values { elements -= claim.value.tensor?.count ?? 0 }
    claims = [:]
  }

  /// Empties a value slot.
  mutating func remove(_ key: VariableKey) {
    guard let old = variables.removeValue(forKey: key) else { return }
    elements -= old.value.tensor?.count ?? 0
  }
}

/// A place a name by reference leads to.
struct Location: Sendable {
  /// The variable there.
  var key: VariableKey
  /// The frame it is a local of, or −1 for the session.
  var frame: Int
}

/// A running function or algorithm.
struct Frame: Sendable {
  /// Its name, for messages.
  var name: String
  /// Whether it is an algorithm, whose loops may assign the session's names.
  var isAlgorithm: Bool
  /// Its own variables, by-value parameters included.
  var locals: [VariableKey: Variable] = [:]
  /// Its parameters bound by reference.
  var aliases: [String: Location] = [:]
  /// Its parameters bound to values, which it may not update.
  var valueParameters: Set<String> = []
  /// The session's names it sets.
  var assigns: Set<String> = []
  /// The names of its state, and where they are kept.
  var stateNames: Set<String> = []
  var stateKey = StateKey(algorithm: "", argument: "")
  /// What stood under the names of functions and algorithms that it has defined for itself.
  var functionsBefore: [String: UserFunction?] = [:]
  var algorithmsBefore: [String: Algorithm?] = [:]
  /// The elements that its own variables hold.
  var elements = 0
  /// The options it was given beyond its own, passed on by the word `options`.
  var options: [(label: String, value: Evaluated)] = []
  /// The first of `Interpreter.indices` that it sees.
  var firstIndex: Int
}

/// An index bound by a sum, a product, a largest or smallest of, or a loop.
struct IndexBinding: Sendable {
  var name: String
  var value: Double
  var key: Int32
}
