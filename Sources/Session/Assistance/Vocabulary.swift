import Diagnostics
import Interpreter
import Notation
import Operations
import Rendering

/// The words that can be typed in a session as it is now: what completion, hints and colours go by.
///
/// Names only: held by whoever edits lines, it keeps no value and no log of the session alive.
package struct Vocabulary: Sendable {
  /// Completes the argument of a command: given what stands behind the command, what could.
  package typealias Provider = @Sendable (String) -> [String]

  /// Providers of arguments that the session knows nothing of, such as files.
  package var providers: [Command.ArgumentKind: Provider] = [:]

  /// The variables as they are spelled, layers included, in order.
  let variables: [String]
  /// The signatures of the learner's own functions, by name: `f(x, y)`.
  let ownFunctions: [String: String]
  /// The learner's own algorithms and those that come with the kit.
  let algorithmNames: [String]
  let commands: [Command]
  let helpWords: [String]
  /// The names that `dataset` knows.
  let dataNames: [String]
  let dialect: Dialect

  private let ownAlgorithms: [String: Algorithm]
  private let library: AlgorithmLibrary

  /// Takes the words of a session.
  package init(_ session: Session) {
    let environment = session.interpreter.environment
    let printer = session.look.printer
    dialect = session.interpreter.dialect
    commands = session.commands.rows
    helpWords = session.helpWords
    dataNames = session.interpreter.datasetNames
    library = session.interpreter.library
    ownAlgorithms = environment.algorithms
    algorithmNames = Set(session.interpreter.library.names).union(environment.algorithms.keys)
      .sorted()
    variables =
      (environment.variables.keys.sorted {
        ($0.name, $0.layer ?? -1) < ($1.name, $1.layer ?? -1)
      }.map { key in
        // The printer is slow for thousands of names, and plain ones it leaves as they are.
        key.layer == nil && key.name.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "_") }
          ? key.name : printer.text(key.reference)
      }) + environment.letters.sorted()
    ownFunctions = environment.functions.mapValues {
      "\($0.name)(\($0.parameters.joined(separator: ", ")))"
    }
  }

  /// The words that are part of the notation itself.
  static let keywords = [
    "algorithm", "and", "assigns", "break", "downto", "else", "for", "if", "not", "or", "return",
    "state", "symbols", "to", "while",
  ]

  static let builtinNames: [String] =
    FunctionDescription.all.flatMap { [$0.name] + $0.aliases } + definingNames

  /// The calls that define names of the session's, and are no values.
  private static let definingNames = ["network", "dataset", "split"]

  private static let builtins = Set(builtinNames)

  /// Whether a name can be called.
  func isFunction(_ name: String) -> Bool {
    Self.builtins.contains(name) || ownFunctions[name] != nil || ownAlgorithms[name] != nil
      || library.names.contains(name)
  }

  /// A call with its parameters and their defaults: `adam(w, g, α = 0.001, …)`.
  func signature(of name: String) -> String? {
    if let own = ownFunctions[name] { return own }
    if let algorithm = algorithm(name) {
      // The listing's own spelling of names and defaults.
      let listing = algorithm.listing
      guard let start = listing.firstRange(of: "algorithm \(algorithm.definition.name)(") else {
        return nil
      }
      let text = listing[start.lowerBound...].dropFirst("algorithm ".count)
      guard let end = text.firstIndex(of: "{") else { return nil }
      let head = text[..<end]
      // A long head stands on several lines.
      return head.lastIndex(of: ")").map {
        head[...$0].split(whereSeparator: \.isWhitespace).joined(separator: " ")
          .replacing("( ", with: "(").replacing(" )", with: ")")
      }
    }
    if Self.definingNames.contains(name) {
      return HelpTopic.all.first { $0.words.contains(name) }?.usage
    }
    return FunctionDescription.named(name)?.signature
  }

  /// The options of a call: the names that have a default, and how many arguments come before them.
  func options(of name: String) -> (names: [String], required: Int) {
    switch name {
    case "network": return (["loss", "seed", "init"], 2)
    case "dataset": return (["cases", "noise", "seed", "classes"], 1)
    case "train": return (Options.training, 0)
    case "split": return (["seed", "stratified"], 2)
    default: break
    }
    guard let signature = signature(of: name), let open = signature.firstIndex(of: "(") else {
      return ([], 0)
    }
    let inner = signature[open...].dropFirst().dropLast()
    let parameters = inner.split(separator: ",").map { $0[...].trimmed() }
    let optional = parameters.filter { $0.contains("=") }
      .map { $0.prefix { $0 != "=" }.trimmed() }
    return (optional, parameters.count { !$0.contains("=") && $0 != "options" })
  }

  /// The algorithms that update a parameter: what `descend` takes.
  var optimisers: [String] { algorithmNames.filter(isOptimiser) }

  private func isOptimiser(_ name: String) -> Bool {
    let (names, required) = options(of: name)
    guard !names.isEmpty, required == 2, let algorithm = algorithm(name),
      let parameter = algorithm.definition.parameters.first?.name
    else { return false }
    return algorithm.listing.contains("\(parameter) ←")
      || algorithm.listing.contains("\(parameter) :=")
  }

  /// The options that an algorithm hands on: those of the optimiser named in a call of it.
  func optionsHandedOn(by name: String, in call: String) -> [String] {
    guard let algorithm = algorithm(name),
      algorithm.definition.parameters.last?.name == "options"
    else { return [] }
    let words = call.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    return options(of: words.last(where: isOptimiser) ?? "gradient_descent").names
  }

  private func algorithm(_ name: String) -> Algorithm? {
    ownAlgorithms[name] ?? (library.names.contains(name) ? library.find(name, dialect) : nil)
  }
}

extension Session {
  /// What may stand at the cursor of a line; `cursor` counts Unicode scalars.
  package func completions(of line: String, at cursor: Int) -> Suggestions {
    Vocabulary(self).completions(of: line, at: cursor)
  }
}
