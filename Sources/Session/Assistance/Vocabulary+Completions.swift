import Diagnostics
import Interpreter
import Notation
import Operations

extension Vocabulary {
  /// What may stand at the cursor of a line; `cursor` counts Unicode scalars.
  ///
  /// - Parameters:
  ///   - line: The line.
  ///   - cursor: The place: only what stands before it counts.
  ///   - earlier: The lines before it, where an input goes on.
  /// - Returns: What fits; nothing where nothing does.
  package func completions(
    of line: String,
    at cursor: Int,
    after earlier: String = ""
  ) -> Suggestions {
    let before = Array(line.unicodeScalars.prefix(cursor))
    if earlier.isEmpty, let found = commandCompletions(before) { return found }
    return programCompletions(before, after: earlier)
  }

  private func programCompletions(_ before: [Unicode.Scalar], after earlier: String) -> Suggestions
  {
    if let signs = signCompletions(before) { return signs }
    let lead = earlier.isEmpty ? [] : Array(earlier.unicodeScalars) + ["\n"]
    let scan = LineScan(lead + before)
    if scan.endsInText { return dataCompletions(before) }
    let start = (before.lastIndex { !isWordRest($0) } ?? -1) + 1
    let fragment = LineScan(Array(before[start...])).text(0...)
    let option = optionItems(scan, before, start, fragment)
    if fragment.isEmpty, option.isExclusive || !option.items.isEmpty {
      return Suggestions(option.items)
    }
    // W[1: the layers of W.
    if let layers = layerItems(before, start) { return layers }
    if option.isExclusive { return Suggestions(replaced: before.count - start, option.items) }
    var words = variables + ownFunctions.keys.sorted()
    if fragment.isEmpty {
      let isBlank = before.allSatisfy(\.properties.isWhitespace)
      return isBlank
        ? Suggestions((words + algorithmNames).map { Suggestions.Item($0) }) : Suggestions()
    }
    words += algorithmNames + Self.builtinNames + Self.keywords
    // The option of a call, not the variable of the same name.
    var seen = Set(option.items.map(\.word))
    let items =
      option.items
      + words.filter { begins($0, fragment) && seen.insert($0).inserted }
      .map { Suggestions.Item($0) }
    return Suggestions(replaced: before.count - start, items)
  }

  /// The data sets whose name is being typed, behind `dataset("`.
  private func dataCompletions(_ before: [Unicode.Scalar]) -> Suggestions {
    guard let mark = before.lastIndex(of: "\"") else { return Suggestions() }
    let head = LineScan(Array(before[..<mark]))
    guard head.open.last?.name == "dataset", head.open.last?.open == mark - 1 else {
      return Suggestions()
    }
    let fragment = LineScan(Array(before[(mark + 1)...])).text(0...)
    let items = dataNames.filter { begins($0, fragment) }.map { Suggestions.Item($0) }
    return Suggestions(replaced: before.count - mark - 1, items)
  }

  /// The variables with layers whose bracket is open: `W[` or `W[1`.
  private func layerItems(_ before: [Unicode.Scalar], _ start: Int) -> Suggestions? {
    guard start > 1, before[start - 1] == "[", isWordRest(before[start - 2]) else { return nil }
    let name = (before[..<(start - 1)].lastIndex { !isWordRest($0) } ?? -1) + 1
    let fragment = LineScan(Array(before[name...])).text(0...)
    let items = variables.filter { begins($0, fragment) }.map { Suggestions.Item($0) }
    return items.isEmpty ? nil : Suggestions(replaced: before.count - name, items)
  }

  /// The options of the call that the cursor is in, or the values of one.
  private func optionItems(
    _ scan: LineScan,
    _ before: [Unicode.Scalar],
    _ start: Int,
    _ fragment: String
  ) -> (items: [Suggestions.Item], isExclusive: Bool) {
    guard let call = scan.open.last, !call.name.isEmpty else { return ([], false) }
    let length = fragment.unicodeScalars.count
    let argument = call.commas.last ?? call.open + 1
    let head = scan.text(argument..<(scan.scalars.count - length))[...].trimmed()
    if head.hasSuffix("=") {
      let label = head.dropLast().trimmed()
      let values = optionValues(label, of: call.name)
      return (values.filter { begins($0, fragment) }.map { Suggestions.Item($0) }, !values.isEmpty)
    }
    guard head.isEmpty else { return ([], false) }
    var (names, required) = options(of: call.name)
    if call.name == "descend" {
      if call.commas.isEmpty {
        return (optimisers.filter { begins($0, fragment) }.map { Suggestions.Item($0) }, true)
      }
      let first = scan.text((call.open + 1)..<(call.commas[0] - 1))[...].trimmed()
      names = options(of: first).names
      required = 1
    }
    guard call.commas.count >= required else { return ([], false) }
    let given = scan.text(call.open...)
    if call.name == "train" {
      let chosen = optimisers.last { given.contains("optimizer = \($0)") } ?? "adam"
      names += options(of: chosen).names
    } else if call.name != "descend" {
      names += optionsHandedOn(by: call.name, in: given)
    }
    let free = names.filter { !given.contains("\($0) =") && !given.contains("\($0)=") }
    // By its English name too, for those who begin to type that.
    let english = fragment.isEmpty ? [] : free.flatMap { englishNames(of: $0) }
    let items = (free + english).filter { begins($0, fragment) }
      .map { Suggestions.Item($0, text: "\($0) = ") }
    return (items, false)
  }

  private func optionValues(_ label: String, of function: String) -> [String] {
    switch label {
    case "optimizer" where function == "train": Options.trainingOptimizers
    case "early_stopping" where function == "train": ["last_check"]
    case "validation" where function == "train": ["dev"]
    case "init" where function == "network": ["he", "xavier", "gaussian", "uniform", "zeros"]
    case "loss": Loss.allCases.map { Operation.loss($0).name }
    case "optimizer", "optimiser": optimisers
    case "schedule": Options.schedules
    default: []
    }
  }

  private func englishNames(of option: String) -> [String] {
    let plain = ASCIIName.subscripts(of: option)
    return Options.concepts.filter { $0.symbols.contains(plain) && $0.name != option }.map(\.name)
  }

  func begins(_ word: String, _ fragment: String) -> Bool { word.utf8.starts(with: fragment.utf8) }
}

/// The name of `β₁` in the syntax tree: `β_1`.
private enum ASCIIName {
  static func subscripts(of name: String) -> String {
    var plain = name
    for digit in "0123456789".unicodeScalars {
      if let small = ScriptCharacters.subscript(digit) {
        plain = plain.replacing(String(small), with: "_" + String(digit))
      }
    }
    return plain
  }
}
