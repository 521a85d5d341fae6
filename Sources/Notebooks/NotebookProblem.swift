package import Diagnostics

/// What can be wrong with a notebook's front matter, fences and questions.
enum NotebookProblem: Equatable {
  /// The front matter's `---` has no second one.
  case openFrontMatter
  /// YAML that is not understood, and what its parser says.
  case yaml(String)
  /// A key that is a list or keys itself.
  case keyIsNoText
  /// A key that stands twice.
  case keyTwice(String)
  /// More YAML than anyone writes by hand.
  case tooMuchYAML
  /// A key that nobody reads.
  case unknownKey(String, [String])
  /// A value that is not what its key takes.
  case value(YAMLValue.Mistake, name: String, holds: String)
  /// More numbers of cells than cells.
  case tooManyNumbers(Int, cells: Int)

  /// A fence whose first word is nearly one of ours.
  case unknownFence(String, String)
  /// A word behind `gradus` that means nothing.
  case unknownRole(String, [String])
  /// `predict`, `answer` or `question` without a name.
  case missingName(String)
  /// A word behind a fence's last one.
  case wordTooMany(String)
  /// A name of an answer or a question that another has.
  case nameTwice(String, firstLine: Int)
  /// Recorded output that belongs to no cell.
  case outputWithoutCell

  /// A question whose fence holds no keys.
  case questionIsNoMapping
  /// A question without choices, answer or order.
  case nothingToAnswer
  /// A question with two of them.
  case twoKinds(String, String)
  /// Fewer than two choices or steps.
  case tooFewItems(String)
  /// Choices none of which is right.
  case noRightChoice
  /// A choice that is right, and says why it is wrong.
  case rightAndWhy
  /// A wrong choice that does not say why it is wrong.
  case whyIsMissing(String)
}

extension NotebookProblem {
  /// The error at a place of the file.
  func diagnostic(_ span: SourceSpan, in source: SourceText) -> Diagnostic {
    let (message, suggestion) = wording
    return Diagnostic(
      .notebook,
      message,
      suggestions: suggestion.isEmpty ? [] : [suggestion],
      span: span,
      source: source
    )
  }

  /// What happened, and what to try.
  private var wording: (String, String) {
    switch self {
    case .openFrontMatter:
      ("The front matter is never closed.", "Write a line --- behind its last key.")
    case .yaml(let problem):
      (
        problem.isEmpty
          ? "This YAML is not understood." : "This YAML is not understood: \(problem).",
        "Put a text that holds a colon, a # or a bracket into double quotes."
      )
    case .keyIsNoText: ("A key is a plain word.", "Write key: value.")
    case .keyTwice(let key): ("The key `\(key)` stands here twice.", "Keep one of them.")
    case .tooMuchYAML: ("There is more YAML than a notebook may have.", "Are aliases nested?")
    case .unknownKey(let key, let keys):
      (
        "There is no key `\(key)` here.",
        nearest(to: key, in: keys).map { "Did you mean `\($0)`?" }
          ?? "The keys are " + keys.joined(separator: ", ") + "."
      )
    case .value(let mistake, let name, let kind): Self.wording(mistake, name, kind)
    case .tooManyNumbers(let numbers, let cells):
      (
        "`cells` has \(Self.count(numbers, "number")), and the notebook \(Self.count(cells, "cell")).",
        "Give each cell its number, or leave `cells` out: then they are 1, 2, 3, and so on."
      )
    case .unknownFence(let word, let near):
      ("There is no fence \(word).", "Did you mean \(near)?")
    case .unknownRole(let word, let words):
      (
        "A cell is not for `\(word)`.",
        nearest(to: word, in: words).map { "Did you mean `\($0)`?" }
          ?? "Behind gradus stands nothing, or setup, type, predict NAME or answer NAME."
      )
    case .missingName(let word): ("`\(word)` needs a name.", Self.namingAdvice(word))
    case .wordTooMany(let word):
      ("`\(word)` is one word too many here.", "A name has no spaces.")
    case .nameTwice(let name, let line):
      ("The name `\(name)` is used twice.", "It was used on line \(line) first.")
    case .outputWithoutCell:
      (
        "This output belongs to no cell.",
        "An output fence stands right behind the gradus fence whose output it is."
      )
    case .questionIsNoMapping:
      ("A question needs keys.", "Write ask: and choices:, answer: or order: between its fences.")
    case .nothingToAnswer:
      ("A question needs an answer.", "Add choices:, answer: or order:.")
    case .twoKinds(let one, let other):
      ("A question has `\(one)` or `\(other)`, not both.", "Make two questions of it.")
    case .tooFewItems(let key): ("`\(key)` needs two items at least.", "Add another.")
    case .noRightChoice:
      ("None of the choices is right.", "Write right: true for each that is.")
    case .rightAndWhy:
      ("A choice that is right needs no `why`.", "`why` says why a choice is wrong: leave one out.")
    case .whyIsMissing(let text):
      ("The choice `\(text)` does not say why it is wrong.", "Add why:, or right: true.")
    }
  }

  private static func wording(
    _ mistake: YAMLValue.Mistake,
    _ name: String,
    _ kind: String
  ) -> (String, String) {
    let subject = name.isEmpty ? "This" : "`\(name)`"
    switch mistake {
    case .wrongType(let needed):
      let advice =
        switch needed {
        case "a text": "Put a text that holds a bracket or a colon into double quotes."
        case "a list": "Write [one, two], or a line - one for each."
        case "keys and values": "Write key: value, a line for each."
        default: ""
        }
      return ("\(subject) takes \(needed), not \(kind).", advice)
    case .tooSmall(let least): return ("\(subject) is \(least) at least, not \(kind).", "")
    case .tooLarge(let most): return ("\(subject) is \(most) at most, not \(kind).", "")
    case .missingKey(let key):
      return ("\(subject) has no key `\(key)`.", "Add \(key):, and a text.")
    case .unknownNotation(let name, let names):
      return (
        "There is no notation \(name).", "The notations are \(names.joined(separator: " and "))."
      )
    }
  }

  private static func namingAdvice(_ word: String) -> String {
    switch word {
    case "predict": "Write whose value is to be predicted: gradus predict z[1]."
    case "answer": "Write which part of the exercise it is: gradus answer output-delta."
    default: "Write what the question is called: question first-layer."
    }
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}

extension Diagnostic {
  /// A notebook in which there is nothing to run.
  package static func noCells(_ name: String) -> Diagnostic {
    Diagnostic(
      .notebook,
      "\(name) has no cells: there is nothing to run.",
      suggestions: ["A cell stands between a line ```gradus and a line ```."]
    )
  }
}
