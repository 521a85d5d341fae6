import Diagnostics
import Notation
import Tensors

// The wording of everything that can go wrong with values, calls, loops and limits.
extension Diagnostic {
  static func needsNumber(_ kind: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(.type, "A number or matrix is needed here, but this is \(kind).", span: span)
  }

  static func needsMatrix(_ name: String, _ kind: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "\(name) needs a matrix, one column for each case, but this is \(kind).",
      span: span
    )
  }

  static func functionAsNumber(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "\(name) is a function, but a number or matrix is needed here.",
      suggestions: ["Give it an argument: \(name)(x)."],
      span: span
    )
  }

  static func needsSingleNumber(_ kind: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(.type, "One number is needed here, but this is \(kind).", span: span)
  }

  static func cannotMultiply(_ kind: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "\(kind) cannot be a factor.",
      suggestions: ["A function needs its argument in brackets: f(x)."],
      span: span
    )
  }

  static func functionWithoutArgument(_ callee: Callee, _ span: SourceSpan) -> Diagnostic {
    let name = callee.reference.identifierWithLayer
    let primes = String(repeating: "'", count: callee.primes)
    return Diagnostic(
      .type,
      "\(name)\(primes) is a function: it needs an argument here.",
      suggestions: ["Write \(name)\(primes)(x)."],
      span: span
    )
  }

  static func primedWithoutArgument(
    _ name: String,
    _ primes: String,
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .type,
      "\(name)\(primes) is the derivative of a function: it needs an argument.",
      suggestions: ["Write \(name)\(primes)(z)."],
      span: span
    )
  }

  static func primeOfValue(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "\(name)' is the derivative of a function, but \(name) is a value.",
      suggestions: ["For the transpose write \(name)ᵀ (or \(name)^T)."],
      span: span
    )
  }

  static func argumentsOfValue(
    _ name: String,
    _ texts: [String],
    _ span: SourceSpan
  ) -> Diagnostic {
    let list = texts.joined(separator: ",")
    let hint =
      texts.isEmpty
      ? "Leave the brackets out." : "For an element write \(name)_{\(list)}."
    return Diagnostic(
      .type,
      "\(name) is a value, not a function of \(texts.count) arguments.",
      suggestions: [hint],
      span: span
    )
  }

  static func optionOfValue(
    _ label: String,
    _ name: String,
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .type,
      "\(name) is a value: it takes no option \(label).",
      suggestions: ["To compare write \(label) == …."],
      span: span
    )
  }

  static func returnedNothing(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "\(name) returned no value: it assigns variables.",
      suggestions: ["Call it on a line of its own: \(name)(…)."],
      span: span
    )
  }

  static func returnOutsideAlgorithm(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .syntax,
      "return stands outside any algorithm.",
      suggestions: ["To show a value write it by itself."],
      span: span
    )
  }

  static func algorithmInExpression(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "\(name) assigns variables: it is a statement, not a value.",
      suggestions: ["Call it on a line of its own: \(name)(…)."],
      span: span
    )
  }

  static func statementHidden(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "\(name) is a variable of yours here, which hides the statement.",
      suggestions: ["Take the variable back with :undo, and give it another name."],
      span: span
    )
  }

  static func argumentCount(
    _ name: String,
    _ parameters: [String],
    _ count: Int,
    _ span: SourceSpan
  ) -> Diagnostic {
    let list = parameters.map { Printer().text(identifier: $0) }.joined(separator: ", ")
    let takes =
      switch parameters.count {
      case 0: "no arguments"
      case 1: "1 argument"
      default: "\(parameters.count) arguments"
      }
    let given = count == 1 ? "1 was" : "\(count) were"
    return Diagnostic(
      .type,
      "\(name)(\(list)) takes \(takes), but \(given) given.",
      span: span
    )
  }

  static func missingArgument(
    _ parameter: String,
    _ name: String,
    _ parameters: [String],
    _ span: SourceSpan
  ) -> Diagnostic {
    let list = parameters.map { Printer().text(identifier: $0) }.joined(separator: ", ")
    return Diagnostic(
      .type,
      "\(name) needs a value for \(Printer().text(identifier: parameter)).",
      suggestions: ["Call it as \(name)(\(list))."],
      span: span
    )
  }

  static func unknownOption(
    _ label: String,
    _ name: String,
    _ known: [String],
    _ span: SourceSpan
  ) -> Diagnostic {
    let english = known.flatMap(Options.englishNames)
    let near =
      nearest(to: label, in: known + english)
      ?? english.first { $0.hasPrefix(label) }
    let list = known.map { option in
      ([Printer().text(identifier: option)] + Options.englishNames(of: option).map { "(\($0))" })
        .joined(separator: " ")
    }.joined(separator: ", ")
    let hint = near.map { "Did you mean \($0)? " } ?? ""
    return Diagnostic(
      .name,
      "\(name) has no option \(Printer().text(identifier: label)).",
      suggestions: [hint + (known.isEmpty ? "It takes none." : "It knows \(list).")],
      span: span
    )
  }

  static func unknownOptionOfBuiltin(
    _ label: String,
    _ name: String,
    _ signature: String,
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .name,
      "\(name) has no option \(label).",
      suggestions: ["Call it as \(signature)."],
      span: span
    )
  }

  static func builtinArgumentCount(
    _ name: String,
    _ count: Int,
    _ signature: String,
    _ span: SourceSpan
  ) -> Diagnostic {
    let given = count == 1 ? "1 argument" : "\(count) arguments"
    return Diagnostic(
      .type,
      "\(name) cannot be called with \(given).",
      suggestions: ["Call it as \(signature)."],
      span: span
    )
  }

  static func argumentNotNumber(
    _ argument: String,
    _ name: String,
    _ kind: String,
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(.type, "\(argument) of \(name) must be a number, but it is \(kind).", span: span)
  }

  static func notFunction(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(.type, "A function is needed here, but this is \(name).", span: span)
  }

  static func noDimension(_ value: Int, _ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .index,
      "\(name) knows dimension 1 (down each column) and 2 (along each row), not \(value).",
      span: span
    )
  }

  static func notExtent(_ name: String, _ value: Double, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .shape,
      "\(name) needs whole numbers of rows and columns, not \(Printer().number(value)).",
      span: span
    )
  }

  static func definedNeedsName(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "defined asks whether a name has a value.",
      suggestions: ["Call it as defined(y)."],
      span: span
    )
  }

  static func oneHotClasses(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "one_hot needs the classes and how many classes there are.",
      suggestions: ["Call it as one_hot([2, 1, 3], 3)."],
      span: span
    )
  }

  static func oneHotLabel(_ label: Double, _ count: Int, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .index,
      "one_hot: class \(Printer().number(label)) is not one of the classes 1 to \(count).",
      span: span
    )
  }

  static func uniformBounds(_ low: Double, _ high: Double, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .domain,
      "uniform needs low ≤ high, but \(Printer().number(low)) is above \(Printer().number(high)).",
      suggestions: ["Call it as uniform(low, high, rows, columns)."],
      span: span
    )
  }

  static func probability(_ p: Double, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .domain,
      "bernoulli needs a probability from 0 to 1, not \(Printer().number(p)).",
      span: span
    )
  }

  // MARK: Literals and letters

  static func mixedBrackets(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .shape,
      "A bracket inside a bracket makes one rank more: all elements must be brackets.",
      suggestions: ["For blocks give the parts names, or separate rows by ;."],
      span: span
    )
  }

  static func mixedFunctions(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(.type, "A list holds either functions or numbers, not both.", span: span)
  }

  static func raggedRows(_ widths: [Int], _ span: SourceSpan) -> Diagnostic {
    let list = widths.map(String.init).joined(separator: ", ")
    return Diagnostic(
      .shape,
      "The rows of a matrix are equally long, but these have \(list) elements.",
      span: span
    )
  }

  static func takesApart(_ count: Int, _ kind: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .shape,
      "\(count) names can take apart a column or row of \(count), but this is \(kind).",
      span: span
    )
  }

  static func noiseDeviation(_ value: Double, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .domain,
      "The standard deviation of noise is a finite number and not negative, but this is "
        + "\(Printer().number(value)).",
      span: span
    )
  }

  static func noLetters(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "This works on numbers; letters can be added, multiplied and taken apart.",
      span: span
    )
  }

  static func lettersHaveNoOrder(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "\(name) of letters: letters have no order, so that none of them is the largest.",
      suggestions: [
        "Give them numbers first" + (name == "max_pool" ? "; average_pool works on letters." : ".")
      ],
      span: span
    )
  }

  static func tooManyLetters(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .limit,
      "That would be more terms of letters than anyone could read.",
      suggestions: ["Take a smaller image, or numbers instead of letters."],
      span: span
    )
  }

  static func lettersInBlocks(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .shape,
      "A matrix with letters is put together from single elements in equal rows.",
      span: span
    )
  }

  static func shapesDiffer(_ left: Shape, _ right: Shape, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .shape,
      "\(left.kindName) and \(right.kindName) do not fit each other here.",
      span: span
    )
  }

  static func pointOfLocal(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .name,
      "\(name) is bound here: it cannot have another value behind |.",
      span: span
    )
  }

  // MARK: Control

  static func conditionNotNumber(_ kind: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "A condition is a number, 0 for no, but this is \(kind).",
      suggestions: ["Compare with ==, <, ≤, >, ≥ or ≠."],
      span: span
    )
  }

  static func conditionNaN(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(.domain, "This condition is nan: it neither holds nor fails.", span: span)
  }

  static func loopWithoutStep(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .index,
      "The second value equals the first: the loop would never get on.",
      span: span
    )
  }

  static func emptyExtremum(_ index: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .domain,
      "Over no \(index) at all there is neither a largest nor a smallest.",
      span: span
    )
  }

  static func indexWithoutRange(_ index: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .index,
      "Nothing here says how far \(index) runs.",
      suggestions: ["Give bounds: Σ_{\(index)=1}^{N} …."],
      span: span
    )
  }

  static func rangesDiffer(
    _ index: String,
    _ first: String,
    _ firstCount: Int,
    _ second: String,
    _ secondCount: Int,
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .index,
      "\(index) runs over \(firstCount) by \(first) but over \(secondCount) by \(second).",
      suggestions: ["Give bounds: Σ_{\(index)=1}^{\(min(firstCount, secondCount))} …."],
      span: span
    )
  }

  static func stateOutsideAlgorithm(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .syntax,
      "state belongs at the top of an algorithm { … }, not here.",
      span: span
    )
  }

  static func stateWithoutValue(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .syntax,
      "The state \(name) needs a value to start with.",
      suggestions: ["Write state \(name) = 0."],
      span: span
    )
  }

  static func breakOutsideLoop(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(.syntax, "break stands outside any loop.", span: span)
  }

  // MARK: Limits

  static func tooManyStatements(_ limit: Int, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .limit,
      "This ran more than \(limit) statements; nothing was changed.",
      suggestions: ["Does the loop come to its end?"],
      span: span
    )
  }

  static func tooLong(_ seconds: Double, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .limit,
      "This ran longer than \(Printer().number(seconds)) seconds; nothing was changed.",
      suggestions: ["Does the loop come to its end?"],
      span: span
    )
  }

  static func tooManyElements(_ count: Int, _ limit: Int, _ span: SourceSpan) -> Diagnostic {
    let wanted =
      count < 0 || count == Int.max ? "more elements than can be counted" : "\(count) elements"
    return Diagnostic(
      .limit,
      "This needs \(wanted); all values together may have \(limit).",
      span: span
    )
  }

  static func tooManyMultiplications(
    _ count: Double,
    _ limit: Int,
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .limit,
      "This product needs \(Printer().number(count)) multiplications; it may have \(limit).",
      suggestions: ["Work with fewer cases at a time."],
      span: span
    )
  }

  static func tooDeep(_ name: String, _ depth: Int, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .limit,
      "\(name) was called within itself or others \(depth) deep.",
      suggestions: ["Does the recursion come to its end?"],
      span: span
    )
  }

  static func interrupted(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(.interrupted, "Interrupted; nothing was changed.", span: span)
  }
}
