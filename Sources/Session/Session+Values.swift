import Diagnostics
import Interpreter
import Notation
import Operations
import Rendering
import Tensors

// The commands that look at values, gradients and algorithms.
extension Session {
  /// The text of a command's argument, by the name and the line that messages tell.
  private func source(_ argument: String, _ name: String) -> SourceText {
    SourceText(argument, name: origin?.name ?? name, firstLine: origin?.line ?? 1)
  }

  mutating func step(_ argument: String) -> [Output] {
    switch argument {
    case "": return [.failure(.commandUsage(":step needs a statement.", ":step forward()"))]
    case "on", "off":
      stepsThrough = argument == "on"
      return [
        .text(
          StyledText(
            stepsThrough ? "Every input is shown step by step." : "Steps are shown on :step only.",
            .remark
          )
        )
      ]
    default:
      if argument.hasPrefix(":") {
        return [.failure(.commandUsage(":step takes a statement, no command.", ":step forward()"))]
      }
      let source = source(argument, "input \(input)")
      // In a file the statement belongs to the file's own run.
      if origin != nil { return run(source, steps: true) }
      return runInput(source, as: ":step \(argument)", steps: true, numbered: false)
    }
  }

  mutating func check(_ argument: String) -> [Output] {
    guard !argument.isEmpty else {
      return [
        .failure(.commandUsage(":check needs a gradient.", ":check ΔW[1], or :check ΔW[1] of C"))
      ]
    }
    let parts = argument.split(separator: " ").map(String.init)
    var claim = argument
    var cost: String?
    if parts.count >= 3, parts[parts.count - 2] == "of" {
      claim = parts.dropLast(2).joined(separator: " ")
      cost = parts[parts.count - 1]
    }
    let claimSource = source(claim, ":check")
    do {
      let expression = try Program(parsing: claimSource, dialect: interpreter.dialect)
        .soleExpression(claimSource)
      var costName: Reference?
      if let cost {
        let costSource = source(cost, ":check")
        costName = try Program(parsing: costSource, dialect: interpreter.dialect)
          .soleReference(costSource)
      }
      let result = try interpreter.check(expression, of: costName)
      return [.check(result), .text(currentLook.check(result))]
    } catch {
      var diagnostic = error
      if diagnostic.source == nil, diagnostic.span != nil { diagnostic.source = claimSource }
      return [.failure(diagnostic)]
    }
  }

  func show(_ argument: String) -> [Output] {
    guard !argument.isEmpty else {
      return [.failure(.commandUsage(":show needs a name.", ":show W[1]"))]
    }
    let source = source(argument, ":show")
    do {
      let expression = try Program(parsing: source, dialect: interpreter.dialect)
        .soleExpression(source)
      // A copy runs it, so that nothing is left behind.
      var reader = interpreter
      let statement = Statement(.expression(expression), span: expression.span)
      let outcome = try reader.run(statement, in: source)
      guard let value = outcome.value else {
        return [.failure(.commandUsage("\(argument) has no value.", ":vars for what has one"))]
      }
      let head = currentLook.formula(expression) + " = "
      return [.text(currentLook.block(value, head: head, isWhole: true))]
    } catch {
      return [.failure(error)]
    }
  }

  func variables() -> [Output] {
    let environment = interpreter.environment
    let look = currentLook
    var styled = StyledText()
    /// Numbers and functions in full; of matrices the shape alone.
    func append(_ name: String, _ value: Value) {
      var text = look.oneLine(value) ?? value.kindName
      if case .tensor(let tensor) = value, tensor.count != 1 { text = tensor.shape.kindName }
      styled.append("\(name) = \(text)", .plain)
    }
    let variables = environment.variables.sorted { left, right in
      (left.key.name, left.key.layer ?? -1) < (right.key.name, right.key.layer ?? -1)
    }
    for (key, variable) in variables {
      append(look.printer.text(key.reference), variable.value)
    }
    for (key, claim) in environment.claims.sorted(by: { $0.key.spelling < $1.key.spelling }) {
      append(look.spelled(key.spelling), claim.value)
    }
    if !environment.letters.isEmpty {
      let letters = environment.letters.sorted().map(look.typed).joined(separator: " ")
      styled.append("symbols \(letters)", .plain)
    }
    for (_, function) in environment.functions.sorted(by: { $0.key < $1.key }) {
      styled.append(look.printer.text(function.definition.statement), .plain)
    }
    for name in environment.algorithms.keys.sorted() {
      styled.append("algorithm \(look.typed(name))", .plain)
    }
    if styled.isEmpty { styled.append("No name has a value yet: try w = 1.", .remark) }
    return [.text(styled)]
  }

  func state(_ argument: String) -> [Output] {
    let name = withoutCall(argument)
    guard name.isEmpty || interpreter.algorithm(named: name) != nil else {
      return [.failure(unknownAlgorithm(name))]
    }
    var styled = StyledText()
    let look = currentLook
    let states = interpreter.environment.states.sorted {
      ($0.key.algorithm, $0.key.argument) < ($1.key.algorithm, $1.key.argument)
    }
    for (key, variables) in states where name.isEmpty || key.algorithm == name {
      styled.append("\(key.algorithm), \(look.spelled(key.argument)):", .heading)
      for (name, variable) in variables.sorted(by: { $0.key < $1.key }) {
        let head = "\(look.spelled(name)) = "
        // Narrower, as it stands behind an indentation.
        var inner = look
        inner.width -= 2
        styled.append(inner.block(variable.value, head: head), indented: 2)
      }
    }
    if styled.isEmpty {
      styled.append(
        name.isEmpty
          ? "No algorithm keeps anything yet."
          : "\(look.typed(name)) keeps nothing yet: it has not run, or has no state.",
        .remark
      )
    }
    return [.text(styled)]
  }

  func list(_ argument: String) -> [Output] {
    let look = currentLook
    guard !argument.isEmpty else {
      var styled = StyledText("Algorithms; :list NAME prints the text of one:", .heading)
      let own = interpreter.environment.algorithms.keys.sorted()
      let names =
        interpreter.library.names.filter { !own.contains($0) } + own.map { "\($0) (yours)" }
      styled.append(columns(names, of: 26), indented: 2)
      return [.text(styled)]
    }
    let name = withoutCall(argument)
    if let algorithm = interpreter.algorithm(named: name) {
      var text = algorithm.listing
      while text.last?.isWhitespace == true { text.removeLast() }
      return [.text(look.listing(text))]
    }
    if let function = interpreter.environment.functions[name] {
      return [.text(StyledText(look.printer.text(function.definition.statement), .formula))]
    }
    return [.failure(unknownAlgorithm(name))]
  }

  /// The name in `forward()`.
  private func withoutCall(_ argument: String) -> String {
    argument.hasSuffix("()") ? String(argument.dropLast(2)) : argument
  }

  private func unknownAlgorithm(_ name: String) -> Diagnostic {
    if FunctionDescription.named(name) != nil {
      return Diagnostic(
        .name,
        "\(name) is a function, computed as it stands: there is no text of it.",
        suggestions: ["Type :help \(name), or :step \(name)(…) to see it at work."]
      )
    }
    let near = nearest(
      to: name,
      in: interpreter.library.names + Array(interpreter.environment.algorithms.keys)
    )
    return Diagnostic(
      .name,
      "There is no algorithm \(name).",
      suggestions: [near.map { "Did you mean \($0)?" } ?? "Type :list for what there is."]
    )
  }
}

extension Program {
  /// The expression that a text is, where it is one.
  func soleExpression(_ source: SourceText) throws(Diagnostic) -> Expression {
    guard statements.count == 1, case .expression(let expression) = statements[0].kind else {
      throw Diagnostic(
        .usage,
        "One name or expression is needed here.",
        span: SourceSpan(start: 0, end: source.text.utf8.count),
        source: source
      )
    }
    return expression
  }

  /// The cost's name that a text is, where it is one.
  func soleReference(_ source: SourceText) throws(Diagnostic) -> Reference {
    guard case .reference(let reference) = try soleExpression(source).kind else {
      throw Diagnostic(
        .usage,
        "The name of a cost stands behind `of`.",
        suggestions: ["Type :check ΔW[1] of J."],
        span: SourceSpan(start: 0, end: source.text.utf8.count),
        source: source
      )
    }
    return reference
  }
}
