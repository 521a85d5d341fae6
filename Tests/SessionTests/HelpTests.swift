import Diagnostics
import Notation
import Operations
import Rendering
import Session
import Testing

/// Every word that there is can be asked for, and the answer can be read on any terminal.
@Suite struct HelpTests {
  static let keywords = [
    "for", "to", "downto", "while", "break", "if", "else", "return", "algorithm", "assigns",
    "state",
    "symbols", "and", "or", "not",
  ]
  static let signs = [
    "=", "←", ":=", "+", "−", "-", "·", "*", "×", "/", "⊙", ".*", "^", "²", "ᵀ", "'", "√", "‖", "⌊",
    "⌈",
    "|", "(", "[", "{", ";", ",", ":", "#", "...", "_", "Σ", "Π", "∂", "∇", "Δ", "==", "≠", "<",
    "≤", ">",
    "≥", "!=", "<=", ">=", "?", "d/dx", "dz/dw", "e", "π",
  ]
  static let ownWords = [
    "network", "dataset", "split", "matched", "elementwise", "defined", "galway", "manchester",
  ]

  /// The answer to `:help word`, nil where it is an error.
  private func page(_ word: String, width: Int = 80, _ typography: Typography = .unicode) -> String?
  {
    var learner = Learner(width: width, typography: typography)
    let outputs = learner.session.handle(":help \(word)")
    guard outputs.count == 1, case .text(let text) = outputs[0] else { return nil }
    return text.plain
  }

  static let words =
    FunctionDescription.all.flatMap { [$0.name] + $0.aliases }
    + CommandTable.standard.rows.flatMap { [$0.name] + $0.aliases }.map { ":\($0)" }
    + TeXNames.all.map { "\\\($0.name)" } + TeXNames.accentNames.map { "\\\($0)" }
    + keywords + signs + ownWords

  @Test(arguments: words)
  func everyWordIsExplained(_ word: String) throws {
    let shown = try #require(page(word), "There is no help on \(word).")
    #expect(shown.count > 10)
  }

  @Test(arguments: FunctionDescription.all.map(\.name))
  func aFunctionsPageHoldsAllThatIsKnown(_ name: String) throws {
    let function = try #require(FunctionDescription.named(name))
    let shown = try #require(page(name, width: 1000))
    #expect(shown.contains(function.signature))
    #expect(shown.contains(function.summary))
    if let domain = function.domain { #expect(shown.contains("Domain: \(domain)")) }
    if let derivative = function.derivative {
      #expect(shown.contains("Derivative: \(derivative)"))
    }
    if let citation = function.citation { #expect(shown.contains("\"\(citation.slide)\"")) }
  }

  @Test(arguments: words + ["", "functions", "signs", "commands", "adam", "backward"])
  func pagesFitNarrowTerminals(_ word: String) throws {
    for width in [80, 40] {
      for typography in [Typography.unicode, .ascii] {
        let shown = try #require(page(word, width: width, typography))
        let widest = shown.split(separator: "\n").map { DisplayWidth.of($0) }.max() ?? 0
        #expect(widest <= width, "\(word) at \(width) columns: \(shown)")
        let isASCII = shown.allSatisfy(\.isASCII)
        if typography == .ascii { #expect(isASCII, "\(shown)") }
      }
    }
  }

  @Test func everyCommandHasUsageAndSummaryAndIsListed() throws {
    let list = try #require(page(""))
    for command in CommandTable.standard.rows {
      #expect(command.usage.hasPrefix(":\(command.name)"))
      #expect(!command.summary.isEmpty && command.summary.count <= 60, "\(command.name)")
      #expect(!command.summary.hasSuffix("."))
      #expect(list.contains("  \(command.usage)  "))
      #expect(list.contains(command.summary))
      for name in [command.name] + command.aliases {
        #expect(CommandTable.standard.named(name)?.name == command.name)
      }
    }
    #expect(
      Set(CommandTable.standard.rows.flatMap { [$0.name] + $0.aliases }).count
        >= CommandTable.standard.rows.count
    )
  }

  @Test func theOverviewFitsOneScreen() throws {
    let lines = try #require(page("")).split(separator: "\n")
    #expect(lines.count <= 23)
  }

  @Test func withManyCommandsTheOverviewListsTheirUsageAlone() throws {
    var learner = Learner()
    learner.session.commands.add(
      (1...8).map { number in
        Command("extra\(number)", usage: ":extra\(number) X", summary: "more of it") { _, _ in [] }
      }
    )
    let overview = learner.reads(":help")
    #expect(overview.split(separator: "\n").count <= 23)
    for command in learner.session.commands.rows { #expect(overview.contains(command.usage)) }
    #expect(!overview.contains("more of it"))
    #expect(learner.reads(":help commands").contains("  :extra8 X            more of it"))
  }

  @Test func theExamplesOfTheOverviewWork() throws {
    var learner = Learner()
    let examples = try #require(page("")).split(separator: "\n").dropFirst().prefix {
      $0.hasPrefix("  ")
    }
    for example in examples.joined(separator: "   ").split(separator: "   ") {
      for output in learner.session.handle(example.drop { $0 == " " }.description) {
        if case .failure(let diagnostic) = output {
          Issue.record("\(example): \(diagnostic.message)")
        }
      }
    }
  }

  @Test func helpWordsHoldEveryWordOfTheTables() {
    let known = Set(Learner().session.helpWords)
    for command in CommandTable.standard.rows { #expect(known.contains(":\(command.name)")) }
    for function in FunctionDescription.all { #expect(known.contains(function.name)) }
    for entry in TeXNames.all { #expect(known.contains("\\\(entry.name)")) }
  }
}
