import Diagnostics
import Interpreter
import Notation
import Rendering

/// A command of the REPL: its name, its help and what it does, in one row of a table.
package struct Command: Sendable {
  /// What its argument is, for completion.
  package enum ArgumentKind: Sendable {
    case none, statement, name, algorithm, dialect, number, word, file, data, lesson, exercise
  }

  /// The word behind the colon.
  package let name: String
  /// Other words for it.
  package let aliases: [String]
  /// How it is typed: `:rounding N|off`.
  package let usage: String
  /// What it does, in a line.
  package let summary: String
  /// More of what there is to say.
  package let details: String
  /// What is to be completed behind it.
  package let argument: ArgumentKind
  /// Whether it counts as an input with a number.
  package let isNumbered: Bool
  /// Whether a session that is brought back needs it: it changes what is computed or shown.
  package let changesSession: Bool
  /// Whether files and cells may hold it.
  package let mayStandInFiles: Bool
  /// What it does.
  package let run: @Sendable (inout Session, String) -> [Output]

  /// Makes a row of the table.
  package init(
    _ name: String,
    aliases: [String] = [],
    usage: String,
    summary: String,
    details: String = "",
    argument: ArgumentKind = .none,
    isNumbered: Bool = false,
    changesSession: Bool = false,
    mayStandInFiles: Bool = false,
    run: @escaping @Sendable (inout Session, String) -> [Output]
  ) {
    self.name = name
    self.aliases = aliases
    self.usage = usage
    self.summary = summary
    self.details = details
    self.argument = argument
    self.isNumbered = isNumbered
    self.changesSession = changesSession
    self.mayStandInFiles = mayStandInFiles
    self.run = run
  }
}

extension Session {
  /// The command that a text is, and its argument; nil where it is a program.
  ///
  /// `help`, `exit` and `quit` need no colon unless a name takes them.
  func command(in text: String) -> (command: Command?, argument: String)? {
    let trimmed = text.drop { $0.isWhitespace }
    if trimmed.first == ":" {
      let rest = trimmed.dropFirst()
      let name = rest.prefix { !$0.isWhitespace }
      let command = commands.named(String(name))
      var argument = rest.dropFirst(name.count).trimmed()
      // Programs know comments themselves.
      if command?.argument != .statement, let comment = argument.firstRange(of: " #") {
        argument = argument[..<comment.lowerBound].trimmed()
      }
      return (command, name.isEmpty ? "" : argument)
    }
    var plain = trimmed.trimmed()
    // As other languages have it: quit(), help(softmax).
    if plain.hasSuffix(")"), ["help(", "exit(", "quit("].contains(where: plain.hasPrefix) {
      plain = plain.dropLast().replacing("(", with: " ", maxReplacements: 1)[...].trimmed()
    }
    let words = plain.split(separator: " ", maxSplits: 1).map(String.init)
    guard let first = words.first, ["help", "exit", "quit"].contains(first) else { return nil }
    let key = VariableKey(first)
    guard interpreter.value(of: key) == nil, interpreter.environment.functions[first] == nil else {
      return nil
    }
    if words.count > 1, first != "help" || words[1].hasPrefix("= ") || words[1].hasPrefix("←") {
      return nil
    }
    return (commands.named(first == "help" ? "help" : "quit"), words.count > 1 ? words[1] : "")
  }

  /// Runs a command, or says that there is none of this name.
  mutating func run(_ command: Command?, _ argument: String, _ text: String) -> [Output] {
    guard let command else {
      let name = text.drop { $0 != ":" }.dropFirst().prefix { !$0.isWhitespace }
      return [.failure(.unknownCommand(String(name), in: commands))]
    }
    return command.run(&self, argument)
  }
}

/// The commands that a session knows: what help, completion and reading the input go by.
package struct CommandTable: Sendable {
  /// The commands, in the order `:help` lists them.
  package private(set) var rows: [Command]

  /// Makes a table.
  package init(_ rows: [Command]) {
    self.rows = rows
  }

  /// Adds the commands of another room, before `:quit`.
  package mutating func add(_ others: [Command]) {
    let end = rows.firstIndex { $0.name == "quit" } ?? rows.endIndex
    rows.insert(contentsOf: others, at: end)
  }

  /// The row of a name or another word for it.
  package func named(_ name: String) -> Command? {
    rows.first { $0.name == name || $0.aliases.contains(name) }
  }
}

extension Substring {
  /// The ends of a text.
  enum Ends { case both, end }

  /// The text without white space at its ends.
  func trimmed(_ ends: Ends = .both) -> String {
    var text = self
    while ends == .both, text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

extension Diagnostic {
  /// No command has this name.
  static func unknownCommand(_ name: String, in commands: CommandTable) -> Diagnostic {
    let near = nearest(to: name, in: commands.rows.map(\.name)).map { ["Did you mean :\($0)?"] }
    return Diagnostic(
      .usage,
      name.isEmpty ? "A command's name follows the colon." : "There is no command :\(name).",
      suggestions: near ?? ["Type :help for what there is."]
    )
  }

  /// A command was given what it does not take.
  static func commandUsage(_ message: String, _ usage: String) -> Diagnostic {
    Diagnostic(.usage, message, suggestions: ["Type \(usage)."])
  }
}
