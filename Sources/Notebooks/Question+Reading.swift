import Diagnostics

extension Question {
  /// Reads a question from the YAML of its fence.
  ///
  /// - Parameters:
  ///   - value: The YAML.
  ///   - name: The question's name.
  ///   - line: The number in the file of its fence.
  ///   - chosen: What stands behind `chosen:`; nil without it.
  /// - Throws: What is wrong with it, and where.
  init(_ value: YAMLValue, name: String, line: Int, chosen: String?) throws(Diagnostic) {
    self.name = name
    self.line = line
    self.chosen = chosen
    let kinds = ["choices", "answer", "order"]
    try value.allow(["ask"] + kinds)
    ask = try value.require("ask").string()
    let given = try value.mapping().filter { kinds.contains($0.key) }
    guard let entry = given.first else {
      throw NotebookProblem.nothingToAnswer.diagnostic(value.span, in: value.source)
    }
    if given.count > 1 {
      throw NotebookProblem.twoKinds(entry.key, given[1].key)
        .diagnostic(given[1].span, in: value.source)
    }
    switch entry.key {
    case "choices": kind = .choices(try Self.choices(entry, isToBeAnswered: chosen != nil))
    case "answer": kind = .answer(try entry.value.string())
    default:
      let steps = try entry.value.strings()
      if steps.count < 2 {
        throw NotebookProblem.tooFewItems("order").diagnostic(entry.span, in: value.source)
      }
      kind = .order(steps)
    }
  }

  /// The choices; those of an exercise need not tell which of them are right: the solution does.
  private static func choices(
    _ entry: YAMLValue.Entry,
    isToBeAnswered: Bool
  ) throws(Diagnostic) -> [Choice] {
    let items = try entry.value.list()
    let isSilent = isToBeAnswered && items.allSatisfy { $0["right"] == nil && $0["why"] == nil }
    var choices: [Choice] = []
    for item in items { choices.append(try Choice(item, isSilent: isSilent)) }
    let source = entry.value.source
    if choices.count < 2 {
      throw NotebookProblem.tooFewItems("choices").diagnostic(entry.span, in: source)
    }
    if !isSilent, !choices.contains(where: \.isRight) {
      throw NotebookProblem.noRightChoice.diagnostic(entry.span, in: source)
    }
    return choices
  }
}

extension Question.Choice {
  /// Reads a choice: `text`, and `right: true` or `why` it is wrong.
  init(_ value: YAMLValue, isSilent: Bool) throws(Diagnostic) {
    try value.allow(["text", "right", "why"])
    text = try value.require("text").string()
    isRight = try value["right"]?.bool() ?? false
    why = try value["why"]?.string() ?? ""
    if isRight, let reason = value["why"] {
      throw NotebookProblem.rightAndWhy.diagnostic(reason.span, in: value.source)
    }
    if !isSilent, !isRight, why.isEmpty {
      throw NotebookProblem.whyIsMissing(text).diagnostic(value.span, in: value.source)
    }
  }
}
