package import Diagnostics

/// Reads tokens into the syntax tree: recursive descent, a method for each level of the grammar.
///
/// The methods stand in the files `Parser+….swift`, each with its production, in which
/// `{ }` repeats, `[ ]` may be missing, and words in quotation marks are tokens.
struct Parser {
  /// How deep expressions and blocks may nest.
  static let nestingLimit = 500
  /// How high a tree may be: a sum of n terms is n high, as it leans to the left.
  static let heightLimit = 1000

  /// What the constructs around an expression forbid in it.
  struct Context {
    /// A line break ends the statement.
    var newlineEnds: Bool
    /// Directly in a matrix literal's row without commas: a space ends the element.
    var spaceEnds = false
    /// In the body of a Π: a `/` ends it.
    var slashEnds = false
    /// Inside `| |`: a `|` behind an operand closes it.
    var barEnds = false
    /// Inside `‖ ‖`: a `‖` behind an operand closes it.
    var doubleBarEnds = false
    /// In a call's brackets: `name =` behind a comma is an option.
    var isArguments = false

    /// In brackets nothing of what is around them counts.
    static let bracketed = Context(newlineEnds: false)
    /// At the level of statements.
    static let statement = Context(newlineEnds: true)
  }

  let source: SourceText
  let dialect: Dialect
  var tokens: [Token]
  var position = 0
  var context = Context.statement
  /// The token that a line break before it does not separate from the one before.
  var joined = 0
  /// How many methods that may call themselves are at work.
  var depth = 0
  /// The height of the expression read last.
  var height = 0

  /// Makes a parser for a whole text.
  init(_ source: SourceText, dialect: Dialect) throws(SyntaxFault) {
    self.source = source
    self.dialect = dialect
    tokens = try Lexer.tokens(of: source)
  }

  // MARK: Tokens

  /// The kind of the token at hand, `.newline` where a line break ends the statement before it.
  var kind: Token.Kind {
    if tokens[position].newlineBefore, context.newlineEnds, position != joined { return .newline }
    return tokens[position].kind
  }

  /// The kind of a token further on, `.newline` where a line break stands in between.
  func kind(ahead distance: Int) -> Token.Kind {
    let place = min(position + distance, tokens.count - 1)
    if tokens[place].newlineBefore, context.newlineEnds { return .newline }
    return tokens[place].kind
  }

  /// The token at hand.
  var token: Token { tokens[position] }

  /// Where the token at hand stands.
  var span: SourceSpan { tokens[position].span }

  /// Whether the token at hand touches the one before it.
  var isGlued: Bool { !tokens[position].spaceBefore }

  /// The span of the token before the one at hand.
  var lastSpan: SourceSpan { tokens[max(0, position - 1)].span }

  /// Goes on to the next token; behind an operator a line break does not count.
  mutating func advance() {
    let joins = tokens[position].kind.joinsNextLine
    if position < tokens.count - 1 { position += 1 }
    if joins { joined = position }
  }

  /// Takes the token at hand if it is of the kind.
  mutating func accept(_ expected: Token.Kind) -> Bool {
    guard kind == expected else { return false }
    advance()
    return true
  }

  // MARK: Nodes

  /// Makes a node that starts at an offset and ends with the last token taken.
  mutating func make(
    _ kind: Expression.Kind,
    from start: Int,
    height: Int
  ) throws(SyntaxFault) -> Expression {
    let span = SourceSpan(start: start, end: max(start, lastSpan.end))
    if height > Parser.heightLimit { throw fault(.tooManyTerms(Parser.heightLimit), at: span) }
    self.height = height
    return Expression(kind, span: span)
  }

  /// Counts a level of nesting, or as many as a construct takes in stack; `leave` undoes it.
  mutating func enter(levels: Int = 1) throws(SyntaxFault) {
    depth += levels
    if depth > Parser.nestingLimit { throw fault(.nestedTooDeep(Parser.nestingLimit)) }
  }

  /// The counterpart of `enter`; after an error nobody counts any more.
  mutating func leave(levels: Int = 1) { depth -= levels }

  // MARK: Problems

  /// A diagnostic for the token at hand, or for a place.
  func fault(_ problem: SyntaxProblem, at span: SourceSpan? = nil) -> SyntaxFault {
    var place = span ?? token.span
    // At the end or a line break there is nothing to point at: point behind the last token.
    if span == nil, kind == .end || kind == .newline {
      place = SourceSpan(start: lastSpan.end, end: lastSpan.end)
    }
    return SyntaxFault(problem, place)
  }

  /// The text from an offset to another, on one line.
  func text(from start: Int, to end: Int) -> String {
    let whole = source.text(of: SourceSpan(start: start, end: max(start, end)))
    return whole.count > 60 ? "…" : whole.map { $0.isNewline ? " " : String($0) }.joined()
  }

  /// The text of a span, on one line.
  func text(_ span: SourceSpan) -> String { text(from: span.start, to: span.end) }

  /// What the token at hand is called in a message.
  var found: String {
    switch kind {
    case .end: "the end"
    case .newline: "the end of the line"
    case .rowBreak: "the next row"
    default: "`\(text(token.span))`"
    }
  }
}

extension Program {
  /// Reads a text of the notation.
  ///
  /// - Parameters:
  ///   - source: The text.
  ///   - dialect: How names are meant: in galway `y⁽ⁱ⁾` is a case.
  /// - Throws: The first thing that does not follow the grammar.
  /// - Complexity: Linear in the length of the text.
  package init(parsing source: SourceText, dialect: Dialect = .galway) throws(Diagnostic) {
    do throws(SyntaxFault) {
      var parser = try Parser(source, dialect: dialect)
      self.init(statements: try parser.program(), source: source)
    } catch {
      throw error.problem.diagnostic(at: error.span, in: source)
    }
  }

  /// Whether a text needs another line: a bracket is open, or it ends with an operator.
  package static func isIncomplete(_ text: String) -> Bool {
    let source = SourceText(text, name: "input")
    do throws(SyntaxFault) {
      let tokens = try Lexer.tokens(of: source)
      return tokens.dropLast().last?.kind.joinsNextLine == true
    } catch {
      guard case .unclosed(let opening, _) = error.problem else { return false }
      return opening != "⁽" && opening != "₍"
    }
  }
}

extension Expression {
  /// Reads a text that is one expression.
  ///
  /// - Throws: A diagnostic, also if the text is anything but one expression.
  package init(parsing text: String, dialect: Dialect = .galway) throws(Diagnostic) {
    let source = SourceText(text, name: "expression")
    do throws(SyntaxFault) {
      var parser = try Parser(source, dialect: dialect)
      parser.context = .bracketed
      self = try parser.expression()
      guard parser.kind == .end else { throw parser.unexpected() }
    } catch {
      throw error.problem.diagnostic(at: error.span, in: source)
    }
  }
}
