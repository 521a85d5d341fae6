import Diagnostics

/// Takes a notebook's text apart: front matter, prose, cells, questions.
struct NotebookReader {
  private let source: SourceText
  private var lines: [Substring]
  /// The lines of the front matter with its `---`; none where there is none.
  private var frontMatterLines = 0
  private var lineStarts: [Int] = [0]

  private var blocks: [Block] = []
  /// The names of answers and questions, and the line of each.
  private var names: [String: Int] = [:]
  private var cellCount = 0
  private var numbers: [Int] = []
  private var seeds: [UInt64] = []
  /// The first line that no block has yet.
  private var nextLine = 1
  /// The spaces before the last fence: in a list, what follows it is indented as it is.
  private var indentation = 0
  /// Whether the block before is a cell that waits for its output, and nothing stands between.
  private var mayRecord = false

  /// Makes a reader.
  init(_ source: SourceText) {
    self.source = source
    lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines { lineStarts.append((lineStarts.last ?? 0) + line.utf8.count + 1) }
  }

  /// Reads what stands between `---` lines at the very start.
  mutating func readFrontMatter() throws(Diagnostic) -> FrontMatter {
    guard lines.first.map(Self.isRule) == true else { return FrontMatter() }
    let end = lines.dropFirst().firstIndex { Self.isRule($0) || $0.hasPrefix("...") }
    guard let end else {
      // A line of dashes may be just that, unless a key follows.
      guard lines.count > 1, lines[1].prefix(while: { $0 != " " }).hasSuffix(":") else {
        return FrontMatter()
      }
      throw NotebookProblem.openFrontMatter.diagnostic(span(ofLine: 1), in: source)
    }
    frontMatterLines = end + 1
    let text = lines[1..<end].joined(separator: "\n")
    var reader = YAMLReader(text, in: source, firstLine: 2)
    guard let node = try reader.read(), !node.isEmpty else { return FrontMatter() }
    guard node.isMapping else { throw node.problem(.wrongType("keys and values")) }
    return try FrontMatter(node)
  }

  private static func isRule(_ line: Substring) -> Bool {
    line.hasPrefix("---") && line.dropFirst(3).allSatisfy { $0 == " " || $0 == "\t" }
  }

  /// Reads the blocks.
  ///
  /// - Parameter frontMatter: What says which numbers and seeds the cells have.
  /// - Returns: Prose, cells and questions, in the order of the file.
  /// - Throws: The first mistake in a fence or a question, at its line.
  mutating func readBlocks(_ frontMatter: FrontMatter) throws(Diagnostic) -> [Block] {
    numbers = frontMatter.cells
    seeds = frontMatter.seeds
    // Blank lines in its place keep the numbers of all other lines.
    let blank = String(repeating: "\n", count: frontMatterLines)
    let body = lines.dropFirst(frontMatterLines).joined(separator: "\n")
    let document = CommonMarkDocument(parsing: blank + body)
    nextLine = frontMatterLines + 1
    try visit(document.tree)
    closeProse(before: lines.count + 1)
    if cellCount < numbers.count {
      throw NotebookProblem.tooManyNumbers(numbers.count, cells: cellCount)
        .diagnostic(span(ofLine: 1), in: source)
    }
    return blocks
  }

  private mutating func visit(_ node: MarkdownNode) throws(Diagnostic) {
    for child in node.children {
      switch child.kind {
      case .code(let info):
        try read(child, words: info.split(whereSeparator: \.isWhitespace).map(String.init))
      case .document, .quote, .list, .item: try visit(child)
      default: mayRecord = mayRecord && child.kind == .html
      }
    }
  }

  /// Reads a block of code: a fence of ours, or one that is prose.
  private mutating func read(_ node: MarkdownNode, words: [String]) throws(Diagnostic) {
    let fence = span(ofLine: node.line)
    // `gradus question NAME` is the same question: code hosts that know the one word colour it.
    let words = words.prefix(2) == ["gradus", "question"] ? Array(words.dropFirst()) : words
    switch words.first {
    case "gradus":
      let role = try role(Array(words.dropFirst()), fence)
      if case .answer(let name) = role { try claim(name, at: node.line, fence) }
      close(node)
      cellCount += 1
      let last = blocks.reversed().lazy.compactMap { block in
        if case .cell(let cell) = block { cell.number } else { nil }
      }.first
      let number = cellCount <= numbers.count ? numbers[cellCount - 1] : (last ?? 0) + 1
      let cell = Cell(
        role: role,
        text: node.literal,
        line: node.line + 1,
        fenceLine: node.line,
        output: nil,
        number: number,
        seed: cellCount <= seeds.count ? seeds[cellCount - 1] : nil
      )
      blocks.append(.cell(cell))
      mayRecord = true
    case "output":
      if words.count > 1 {
        throw NotebookProblem.wordTooMany(words[1]).diagnostic(fence, in: source)
      }
      guard mayRecord, case .cell(var cell) = blocks.last else {
        throw NotebookProblem.outputWithoutCell.diagnostic(fence, in: source)
      }
      close(node, keepsProse: false)
      let first = node.line + 1
      cell.output = RecordedOutput(
        text: node.literal,
        fenceLine: node.line,
        lines: first..<first + Self.lineCount(node)
      )
      blocks[blocks.count - 1] = .cell(cell)
      mayRecord = false
    case "question":
      let name = try name(Array(words.dropFirst()), of: "question", fence)
      try claim(name, at: node.line, fence)
      let (yaml, chosen) = Self.withoutChosen(node.literal)
      var reader = YAMLReader(yaml, in: source, firstLine: node.line + 1)
      guard let value = try reader.read(), value.isMapping else {
        throw NotebookProblem.questionIsNoMapping.diagnostic(fence, in: source)
      }
      close(node)
      let question = try Question(value, name: name, line: node.line, chosen: chosen)
      blocks.append(.question(question))
      mayRecord = false
    default:
      mayRecord = false
      guard let word = words.first else { return }
      // A word that is nearly one of ours is one of ours, misspelled.
      let ours = ["gradus", "output", "question"]
      if let near = ours.first(where: word.hasPrefix) ?? nearest(to: word, in: ours) {
        throw NotebookProblem.unknownFence(word, near).diagnostic(fence, in: source)
      }
    }
  }

  /// The YAML of a question with an empty line in place of the learner's, `chosen: ?`, and theirs.
  ///
  /// What a learner writes there need not be YAML, and `?` is none.
  private static func withoutChosen(_ text: String) -> (String, String?) {
    let key = "chosen:"
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let index = lines.firstIndex(where: { $0.hasPrefix(key) }) else { return (text, nil) }
    var chosen = lines[index].dropFirst(key.count)
    while chosen.first?.isWhitespace == true { chosen.removeFirst() }
    while chosen.last?.isWhitespace == true { chosen.removeLast() }
    lines[index] = ""
    return (lines.joined(separator: "\n"), String(chosen))
  }

  private func role(_ words: [String], _ fence: SourceSpan) throws(Diagnostic) -> Cell.Role {
    let known = ["setup", "type", "predict", "answer"]
    guard let word = words.first else { return .run }
    switch word {
    case "predict": return .predict(try name(Array(words.dropFirst()), of: word, fence))
    case "setup", "type":
      if words.count > 1 {
        throw NotebookProblem.wordTooMany(words[1]).diagnostic(fence, in: source)
      }
      return word == "setup" ? .setup : .type
    case "answer": return .answer(try name(Array(words.dropFirst()), of: word, fence))
    default: throw NotebookProblem.unknownRole(word, known).diagnostic(fence, in: source)
    }
  }

  /// The one name behind a word.
  private func name(
    _ words: [String],
    of word: String,
    _ fence: SourceSpan
  ) throws(Diagnostic) -> String {
    guard let name = words.first else {
      throw NotebookProblem.missingName(word).diagnostic(fence, in: source)
    }
    if words.count > 1 { throw NotebookProblem.wordTooMany(words[1]).diagnostic(fence, in: source) }
    return name
  }

  /// Takes a name for an answer or a question.
  private mutating func claim(
    _ name: String,
    at line: Int,
    _ fence: SourceSpan
  ) throws(Diagnostic) {
    if let first = names[name] {
      throw NotebookProblem.nameTwice(name, firstLine: first).diagnostic(fence, in: source)
    }
    names[name] = line
  }

  /// Ends the prose before a fence, and goes on behind it.
  private mutating func close(_ node: MarkdownNode, keepsProse: Bool = true) {
    if keepsProse { closeProse(before: node.line) }
    let behind = node.line + 1 + Self.lineCount(node)
    // A fence that is never closed ends with what holds it.
    let isClosed =
      behind <= lines.count
      && ["```", "~~~"].contains { lines[behind - 1].drop { " >\t".contains($0) }.hasPrefix($0) }
    nextLine = isClosed ? behind + 1 : behind
    indentation = lines[node.line - 1].prefix { $0 == " " }.count
  }

  private mutating func closeProse(before line: Int) {
    guard nextLine < line else { return }
    var first = nextLine
    var kept = lines[(nextLine - 1)..<min(line - 1, lines.count)]
    while kept.first?.allSatisfy(\.isWhitespace) == true {
      kept.removeFirst()
      first += 1
    }
    while kept.last?.allSatisfy(\.isWhitespace) == true { kept.removeLast() }
    guard !kept.isEmpty else { return }
    for index in kept.indices {
      let blank = kept[index].prefix { $0 == " " }.count
      guard blank >= indentation || kept[index].allSatisfy(\.isWhitespace) else { break }
      kept[index] = kept[index].dropFirst(min(indentation, blank))
    }
    blocks.append(.prose(Prose(text: kept.joined(separator: "\n"), line: first)))
  }

  private static func lineCount(_ node: MarkdownNode) -> Int {
    node.literal.utf8.count { $0 == UInt8(ascii: "\n") }
  }

  /// A line of the file without the white space around it.
  private func span(ofLine line: Int) -> SourceSpan {
    let index = min(max(0, line - 1), lines.count - 1)
    let text = lines[index]
    let indentation = text.prefix { $0 == " " || $0 == "\t" }.utf8.count
    let end = text.reversed().prefix { $0 == " " || $0 == "\t" }.count
    let start = lineStarts[index]
    return SourceSpan(
      start: start + min(indentation, text.utf8.count),
      end: start + max(indentation, text.utf8.count - end)
    )
  }
}
