import Interpreter
import Notation

extension Vocabulary {
  /// The completions of a command or its argument; nil where the line is no command.
  func commandCompletions(_ before: [Unicode.Scalar]) -> Suggestions? {
    let scan = LineScan(before)
    let line = scan.text(0...)
    let trimmed = line.drop { $0.isWhitespace }
    guard trimmed.first == ":", !trimmed.hasPrefix(":=") else { return nil }
    let name = trimmed.dropFirst().prefix { !$0.isWhitespace }
    if name.count + 1 == trimmed.count {
      let matching = commands.map { ":\($0.name)" }.filter { begins($0, String(trimmed)) }
      let others = commands.flatMap(\.aliases).map { ":\($0)" }.filter {
        begins($0, String(trimmed))
      }
      // The names alone, unless an alias is all that fits.
      let items = (matching.isEmpty ? others : matching).map { word in
        let takesMore = commands.contains { ":\($0.name)" == word && $0.argument != .none }
        return Suggestions.Item(word, text: takesMore ? word + " " : word)
      }
      return Suggestions(replaced: trimmed.unicodeScalars.count, items)
    }
    guard
      let command = commands.first(where: { $0.name == name || $0.aliases.contains(String(name)) })
    else { return Suggestions() }
    let argument = trimmed.dropFirst(name.count + 1).drop { $0.isWhitespace }
    return argumentCompletions(command, String(argument), before)
  }

  private func argumentCompletions(
    _ command: Command,
    _ argument: String,
    _ before: [Unicode.Scalar]
  ) -> Suggestions {
    switch command.argument {
    case .statement:
      let typed = Array(argument.unicodeScalars)
      return completions(of: argument, at: typed.count)
    case .none: return Suggestions()
    case .name: return last(wordOf: argument, in: variables + gradients, before)
    case .algorithm: return whole(argument, algorithmNames)
    case .dialect: return whole(argument, Dialect.all.map(\.name))
    case .number: return command.usage.contains("off") ? whole(argument, ["off"]) : Suggestions()
    case .word:
      return whole(argument, helpWords + algorithmNames + ["functions", "signs", "commands"])
    case .data:
      // A name that is the learner's to choose, then files: those are completed one by one.
      let word = argument.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
      guard word.count < argument.count else { return whole(argument, dataNames) }
      return whole(String(word), providers[.file]?(String(word)) ?? [])
    case .file, .lesson, .exercise:
      // The whole argument is a path, its spaces included: commands take it so.
      return whole(argument, providers[command.argument]?(argument) ?? [])
    }
  }

  /// The gradients that `:check` takes, by the names of the variables.
  private var gradients: [String] {
    dialect.deltaIsDerivative
      ? variables.filter { $0.hasPrefix("W") || $0.hasPrefix("b") || $0.hasPrefix("z") }
        .map { "Δ" + $0 } : []
  }

  private func whole(_ argument: String, _ words: [String]) -> Suggestions {
    var seen: Set<String> = []
    let items = words.filter { begins($0, argument) && seen.insert($0).inserted }
    return Suggestions(replaced: argument.unicodeScalars.count, items.map { Suggestions.Item($0) })
  }

  private func last(
    wordOf argument: String,
    in words: [String],
    _ before: [Unicode.Scalar]
  ) -> Suggestions {
    if let signs = signCompletions(before) { return signs }
    return whole(
      argument.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init) ?? "",
      words
    )
  }
}
