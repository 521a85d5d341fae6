package import Diagnostics
import Notation
import Notebooks

extension Exercise {
  /// Reads an exercise.
  ///
  /// - Parameters:
  ///   - text: The text of its file, with holes.
  ///   - name: Its name.
  ///   - file: What messages call the file.
  /// - Throws: The first mistake in it, at its line.
  package init(parsing text: String, name: String, file: String) throws(Diagnostic) {
    let notebook = try Notebook(parsing: text, name: file)
    self.name = name
    self.text = notebook.source.text
    source = notebook.source
    frontMatter = notebook.frontMatter
    title = frontMatter.title ?? name
    parts = []
    items = []
    inputs = []
    let keys = try PartKeys.all(in: frontMatter.node)
    try readItems(notebook, keys)
    for entry in keys where !parts.contains(where: { $0.name == entry.name }) {
      throw entry.value.diagnostic(
        "There is no part \(entry.name) in the text.",
        suggestions: [
          nearest(to: entry.name, in: parts.map(\.name)).map { "Did you mean \($0)?" }
            ?? "Write a fence gradus answer \(entry.name)."
        ]
      )
    }
    for entry in try frontMatter.node?["inputs"]?.mapping() ?? [] {
      let written = try entry.value.string()
      guard let range = InputRange(name: entry.key, written, line: entry.value.line) else {
        throw entry.value.diagnostic(
          "\(written) does not say where \(entry.key) is drawn from.",
          suggestions: ["Write \(InputRange.forms)."]
        )
      }
      inputs.append(range)
    }
  }

  private mutating func readItems(
    _ notebook: Notebook,
    _ keys: [PartKeys]
  ) throws(Diagnostic) {
    var number = 0
    for fence in Fence.all(in: text) {
      guard let role = fence.role else { continue }
      switch role {
      case .fixed:
        number += 1
        items.append(Item(kind: .fixed, fence: fence, number: number))
      case .answer(let name):
        number += 1
        items.append(Item(kind: .answer(parts.count), fence: fence, number: number))
        let isAlgorithm = fence.text.split(separator: "\n").contains {
          $0.trimmed.hasPrefix("algorithm ")
        }
        parts.append(
          try part(name, keys, fence, usual: isAlgorithm ? .algorithm : .expression, question: nil)
        )
      case .question(let name):
        let question = notebook.questions.first { $0.name == name }
        items.append(Item(kind: .question(parts.count), fence: fence, number: number))
        let usual: Part.Kind =
          switch question?.kind {
          case .choices(let choices): choices.count { $0.isRight } > 1 ? .choices : .choice
          case .order: .order
          case .answer, nil: .number
          }
        parts.append(try part(name, keys, fence, usual: usual, question: question))
      }
    }
  }

  private func part(
    _ name: String,
    _ keys: [PartKeys],
    _ fence: Fence,
    usual: Part.Kind,
    question: Question?
  ) throws(Diagnostic) -> Part {
    var part = Part(
      name: name,
      kind: usual,
      points: 1,
      checks: nil,
      tolerance: .computed,
      hints: [],
      mistakes: [],
      question: question,
      line: fence.fenceLine
    )
    let tolerance = frontMatter.node?["tolerance"]
    guard let value = keys.first(where: { $0.name == name })?.value else {
      if let tolerance { part.tolerance = try Tolerance(tolerance) }
      return part
    }
    try value.allow(["kind", "points", "checks", "tolerance", "hints", "mistakes"])
    if let kind = value["kind"] { part.kind = try Part.Kind(kind, of: part) }
    part.points = try value["points"]?.int(atLeast: 1) ?? 1
    part.checks = try value["checks"]?.strings()
    if let own = value["tolerance"] ?? tolerance {
      part.tolerance = try Tolerance(own)
    } else {
      part.tolerance = part.kind == .number ? .byHand : .computed
    }
    part.hints = try value["hints"]?.strings() ?? []
    for item in try value["mistakes"]?.list() ?? [] {
      try item.allow(["expression", "says"])
      part.mistakes.append(
        Mistake(
          expression: try item.require("expression").string(),
          says: try item.require("says").string(),
          line: item.line
        )
      )
    }
    return part
  }
}

/// What the front matter says of a part.
private struct PartKeys {
  var name: String
  var value: YAMLValue

  static func all(in node: YAMLValue?) throws(Diagnostic) -> [PartKeys] {
    guard let parts = node?["parts"], !parts.isEmpty else { return [] }
    return try parts.mapping().map { PartKeys(name: $0.key, value: $0.value) }
  }
}

extension Tolerance {
  /// Reads `{relative: 1e-6, absolute: 0.001}`; what is not said is next to nothing.
  fileprivate init(_ value: YAMLValue) throws(Diagnostic) {
    try value.allow(["relative", "absolute"])
    relative = try value["relative"]?.double() ?? 0
    absolute = try value["absolute"]?.double() ?? 1e-12
    if relative < 0 || absolute < 0 {
      throw value.diagnostic("A tolerance is not negative.")
    }
  }
}

extension Part.Kind {
  /// Reads a kind, which must be one that the fence can have.
  fileprivate init(_ value: YAMLValue, of part: Part) throws(Diagnostic) {
    let word = try value.string()
    guard let kind = Part.Kind(rawValue: word) else {
      throw value.diagnostic(
        "There is no kind of part \(word).",
        suggestions: [
          "The kinds are " + Self.allCases.map(\.rawValue).joined(separator: ", ") + "."
        ]
      )
    }
    let isQuestion: Bool =
      switch kind {
      case .choice, .choices, .order: true
      case .number, .expression, .algorithm: false
      }
    let isAnswer: Bool = if case .answer? = part.question?.kind { true } else { false }
    guard isQuestion == (part.question != nil && !isAnswer) else {
      throw value.diagnostic(
        "\(part.name) cannot be of kind \(word): it is "
          + (part.question == nil ? "a cell." : "a question.")
      )
    }
    self = kind
  }
}
