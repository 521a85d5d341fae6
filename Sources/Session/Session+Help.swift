import Diagnostics
import Interpreter
import Notation
import Operations
import Rendering

extension Session {
  /// Every word that `:help` can explain.
  package var helpWords: [String] {
    commands.rows.map { ":\($0.name)" } + FunctionDescription.all.flatMap { [$0.name] + $0.aliases }
      + HelpTopic.all.flatMap(\.words) + TeXNames.all.map { "\\" + $0.name }
      + TeXNames.accentNames.map { "\\" + $0 }
  }

  /// What there is, or what a word means.
  func help(_ argument: String) -> [Output] {
    switch argument {
    case "": return [.text(overview)]
    case "functions": return [.text(functionList)]
    case "signs", "symbols and signs": return [.text(signList)]
    case "commands": return [.text(commandList)]
    case "algorithms": return list("")
    default: break
    }
    if argument.hasPrefix(":"), argument != ":=", argument != ":" {
      let name = String(argument.dropFirst())
      guard let command = commands.named(name) else {
        return [.failure(.unknownCommand(name, in: commands))]
      }
      return [.text(help(on: command))]
    }
    let text = explanation(of: argument)
    if !text.isEmpty { return [.text(text)] }
    let plain = plainName(argument)
    if plain != argument {
      let text = explanation(of: plain)
      if !text.isEmpty { return [.text(text)] }
    }
    let near = nearest(to: plain, in: helpWords + interpreter.library.names)
    return [
      .failure(
        Diagnostic(
          .usage,
          "There is no help on \(argument).",
          suggestions: [near.map { "Did you mean \($0)?" } ?? "Type :help for what there is."]
        )
      )
    ]
  }

  /// What is known of a word: a sign, a function, an algorithm, a name of the learner's, a command.
  private func explanation(of word: String) -> StyledText {
    var text = StyledText()
    if let topic = HelpTopic.all.first(where: { $0.words.contains(word) }) {
      text.append(help(topic.usage, topic.text))
    }
    let tex = word.hasPrefix("\\") ? String(word.dropFirst()) : word
    let symbol = TeXNames.symbol(for: tex).map { $0[...].trimmed() }
    let name = FunctionDescription.named(word) == nil ? symbol ?? word : word
    if text.isEmpty, name != word,
      let topic = HelpTopic.all.first(where: { $0.words.contains(name) })
    {
      text.append(help(topic.usage, topic.text))
    }
    if let function = FunctionDescription.named(name) { text.append(help(on: function)) }
    if let algorithm = interpreter.algorithm(named: name) { text.append(help(on: algorithm)) }
    if let function = interpreter.environment.functions[name] {
      text.append(look.printer.text(function.definition.statement), .formula)
      text.append("  A function of yours.", .plain)
    }
    if text.isEmpty, let value = interpreter.value(of: VariableKey(name)) {
      text.append(currentLook.block(value, head: look.typed(name) + " = "))
      text.append("  A variable of yours.", .plain)
    }
    if text.isEmpty, let command = commands.named(word) { text.append(help(on: command)) }
    if let spelling = spelling(word, tex, symbol, found: !text.isEmpty) {
      text.append(look.wrapped(spelling, style: .remark, within: look.width, hanging: "  "))
    }
    return text
  }

  /// The name in `forward()`, `softmax(z)`, `W[2]`, `σ'`; a derivative for `dz/dw` and the like.
  private func plainName(_ argument: String) -> String {
    if argument.contains("∂") { return "∂" }
    if argument.hasPrefix("d"), argument.contains("/d") { return "d/dx" }
    if let expression = try? Expression(parsing: argument),
      case .reference(let reference) = expression.kind
    {
      return reference.identifier
    }
    let name = argument.prefix { !"([⁽_^'".contains($0) }
    return name.isEmpty ? argument : String(name)
  }

  /// How a sign is typed, and what a TeX word stands for.
  private func spelling(
    _ word: String,
    _ tex: String,
    _ symbol: String?,
    found: Bool
  ) -> String? {
    if word.hasPrefix("\\") || !found, let symbol, symbol != tex {
      let letter = symbol.count == 1 && symbol.first?.isLetter == true && !found
      let written = look.typed(symbol)[...].trimmed()
      if written == "\\\(tex)" { return letter ? "\(written) is a letter for names." : nil }
      return "\\\(tex) writes \(written)"
        + (letter ? ", a letter for names." : ".")
    }
    if word.hasPrefix("\\"), TeXNames.accentMark(for: tex) != nil {
      return
        "\\\(tex){y} or \\\(tex) y writes \(look.typed("y" + mark(of: tex))), which is one name."
    }
    if !word.allSatisfy(\.isASCII), let known = TeXNames.name(for: word) {
      let isLetter = !found
      return "Type \\\(known)" + (isLetter ? ": a letter for names." : ".")
    }
    return nil
  }

  private func mark(of accent: String) -> String {
    TeXNames.accentMark(for: accent).map { String($0) } ?? ""
  }

  // MARK: Lists

  private var overview: StyledText {
    var text = heading("Type what stands on the whiteboard, a statement a line:")
    let examples = [
      ["w = 1", "x = 2w + 3", "y = log(x)", "z = 2y² − 1", "dz/dw"],
      ["network([2, 2, 1], [tanh, σ])", "x = [0 0 1 1; 0 1 0 1]", "y = [0 1 1 0]"],
      ["forward()", "backward()", "ΔW[1] = 1/N Δz[1] a[0]ᵀ", ":check ΔW[1]"],
    ]
    for line in examples { text.append(columns(line, of: 0), indented: 2) }
    text.append(commands.rows.count > Self.listedCommands ? commandNames : commandList)
    text.append(heading("Greek letters and signs, with a backslash:"))
    text.append(
      look.wrapped(
        look.typography == .unicode
          ? "\\Delta z, \\sigma, \\odot, \\leftarrow, \\hat{y}, W^{(2)}, w^T, x^2 write Δz, σ, ⊙, ←, ŷ, "
            + "W⁽²⁾, wᵀ, x²."
          : "\\Delta z, \\sigma, \\odot, \\leftarrow, \\hat{y}, W^{(2)}, w^T, x^2.",
        within: look.width - 2
      ),
      indented: 2
    )
    text.append(
      look.wrapped(
        ":help WORD explains a word; :help functions and :help signs list what there is.",
        style: .remark,
        within: look.width
      )
    )
    return text
  }

  private func heading(_ text: String) -> StyledText {
    look.wrapped(text, style: .heading, within: look.width, hanging: "  ")
  }

  /// How many commands the overview lists with what they do: more leave no room for the rest.
  private static let listedCommands = 15

  private var commandNames: StyledText {
    var text = heading("Commands; :help commands says what they do, :help :step more of one:")
    text.append(columns(commands.rows.map { look.typed($0.usage) }, of: 0), indented: 2)
    return text
  }

  private var commandList: StyledText {
    var text = heading("Commands:")
    let width = commands.rows.map { DisplayWidth.of(look.typed($0.usage)) }.max() ?? 0
    let isNarrow = look.width < width + 34
    for command in commands.rows {
      let usage = look.typed(command.usage)
      let room = isNarrow ? look.width - 6 : look.width - width - 4
      let summary = look.wrapped(look.typed(command.summary), within: room)
      if isNarrow {
        text.append("  " + usage, .plain)
        text.append(summary, indented: 6)
        continue
      }
      let blank = String(repeating: " ", count: width + 2)
      for (position, line) in summary.lines.enumerated() {
        let head = position == 0 ? usage + blank.dropFirst(DisplayWidth.of(usage)) : blank
        text.append("  " + head + line.map(\.text).joined(), .plain)
      }
    }
    return text
  }

  private var functionList: StyledText {
    var text = heading("Functions; :help NAME explains one:")
    text.append(
      columns(FunctionDescription.all.map { look.typed($0.name) }, of: 0),
      indented: 2
    )
    return text
  }

  private var signList: StyledText {
    var text = heading("Signs and letters, and how they are typed:")
    var seen: Set<String> = []
    let signs = TeXNames.all.filter { entry in
      !entry.symbol.allSatisfy(\.isASCII) && seen.insert(entry.symbol).inserted
    }
    let isUnicode = look.typography == .unicode
    var cells = signs.map { isUnicode ? "\($0.symbol) \\\($0.name)" : "\\\($0.name)" }
    cells += TeXNames.accentNames.map { isUnicode ? "y\(mark(of: $0)) \\\($0){y}" : "\\\($0){y}" }
    text.append(columns(cells, of: 16), indented: 2)
    text.append(
      look.wrapped(
        look.typed("W^{(2)} or W\\^(2) write W⁽²⁾, w^T wᵀ, x^2 or x\\^2 x², \\_1 a subscript."),
        style: .remark,
        within: look.width
      )
    )
    return text
  }

  /// Texts side by side, in columns of one width or, where it is 0, three spaces apart.
  func columns(_ texts: [String], of width: Int) -> StyledText {
    var styled = StyledText()
    var line = ""
    for text in texts.map(look.typed) {
      let used = DisplayWidth.of(line)
      let gap = width == 0 ? 3 : max(1, width - used % width)
      if !line.isEmpty, used + gap + max(width, DisplayWidth.of(text)) > look.width - 2 {
        styled.append(line, .formula)
        line = ""
      }
      line += (line.isEmpty ? "" : String(repeating: " ", count: gap)) + text
    }
    if !line.isEmpty { styled.append(line, .formula) }
    return styled
  }

  // MARK: One word

  private func help(_ usage: String, _ body: String) -> StyledText {
    var text = look.wrapped(look.typed(usage), style: .formula, within: look.width, hanging: "  ")
    text.append(look.wrapped(look.typed(body)), indented: 2)
    return text
  }

  private func help(on command: Command) -> StyledText {
    help(
      command.usage,
      command.summary.capitalizedFirst + "."
        + (command.details.isEmpty ? "" : " " + command.details)
    )
  }

  private func help(on function: FunctionDescription) -> StyledText {
    var text = help(function.signature, function.summary)
    func add(_ sentence: String, _ style: Style = .plain) {
      text.append(look.wrapped(look.typed(sentence), style: style, hanging: "  "), indented: 2)
    }
    if let domain = function.domain { add("Domain: \(domain)") }
    if let derivative = function.derivative { add("Derivative: \(derivative)") }
    if let citation = function.citation {
      add("(\(citation.deck), \"\(citation.slide)\")", .remark)
    }
    if !function.aliases.isEmpty {
      add("Also written \(function.aliases.joined(separator: ", ")).", .remark)
    }
    return text
  }

  private func help(on algorithm: Algorithm) -> StyledText {
    let definition = algorithm.definition
    let parameters = definition.parameters.map { parameter in
      let name = look.printer.text(identifier: parameter.name)
      return parameter.value.map { "\(name) = \(look.formula($0))" } ?? name
    }
    let head = "\(look.typed(definition.name))(\(parameters.joined(separator: ", ")))"
    var text = look.wrapped(head, style: .formula, within: look.width, hanging: "  ")
    for line in algorithm.listing.split(separator: "\n").prefix(while: { $0.hasPrefix("#") }) {
      text.append(look.wrapped(look.typed(line.dropFirst()[...].trimmed())), indented: 2)
    }
    text.append("  :list \(definition.name) prints its text.", .remark)
    return text
  }
}

extension String {
  /// The text with its first letter in upper case.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
