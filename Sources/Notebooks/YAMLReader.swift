import Diagnostics
import Yams

/// Reads YAML that stands in a file, so that each value knows its place there.
struct YAMLReader {
  /// The file.
  let source: SourceText
  /// The YAML.
  let text: String
  /// The number in the file of its first line.
  let firstLine: Int
  /// Where each line of the file starts, in bytes.
  private let lineStarts: [Int]
  /// The lines of the YAML.
  private let lines: [Substring]
  /// How many values were read: aliases can make a small text a huge one.
  private var count = 0

  /// The values that a text may have.
  private static let most = 10_000

  /// Makes a reader of a part of a file.
  init(_ text: String, in source: SourceText, firstLine: Int) {
    self.source = source
    self.text = text
    self.firstLine = firstLine
    var starts = [0]
    for (offset, byte) in source.text.utf8.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts = starts
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The value; nil for an empty text.
  mutating func read() throws(Diagnostic) -> YAMLValue? {
    guard let node = try composed() else { return nil }
    return try value(of: node, name: "", depth: 0)
  }

  private func composed() throws(Diagnostic) -> Node? {
    do {
      return try Parser(yaml: text, encoding: .utf8).singleRoot()
    } catch let error as YamlError {
      throw diagnostic(error)
    } catch {
      throw NotebookProblem.yaml("").diagnostic(span(line: 1, column: 1), in: source)
    }
  }

  private func diagnostic(_ error: YamlError) -> Diagnostic {
    let mark: Mark?
    let problem: NotebookProblem
    switch error {
    case .scanner(_, let text, let place, _), .parser(_, let text, let place, _),
      .composer(_, let text, let place, _):
      mark = place
      problem = .yaml(text)
    case .duplicatedKeysInMapping(let keys, let context):
      mark = context.mark
      problem = .keyTwice(keys.sorted().first ?? "")
    case .reader(let text, _, _, _):
      mark = nil
      problem = .yaml(text)
    default:
      mark = nil
      problem = .yaml("")
    }
    if case .keyTwice(let key) = problem, let place = secondPlace(of: key) {
      return problem.diagnostic(place, in: source)
    }
    return problem.diagnostic(
      span(line: mark?.line ?? 1, column: mark?.column ?? 1),
      in: source
    )
  }

  /// Where a key stands for the second time at a line's start.
  private func secondPlace(of key: String) -> SourceSpan? {
    var seen = 0
    for (index, line) in lines.enumerated() {
      let indentation = line.prefix { $0 == " " }.count
      guard line.dropFirst(indentation).hasPrefix(key + ":") else { continue }
      seen += 1
      if seen == 2 {
        let start = offset(line: index + 1, column: indentation + 1)
        return SourceSpan(start: start, end: start + key.utf8.count)
      }
    }
    return nil
  }

  private mutating func value(
    of node: Node,
    name: String,
    depth: Int
  ) throws(Diagnostic) -> YAMLValue {
    count += 1
    let place = span(of: node)
    guard count <= Self.most, depth < 50 else {
      throw NotebookProblem.tooMuchYAML.diagnostic(place, in: source)
    }
    let content: YAMLValue.Content
    switch node {
    case .scalar(let scalar):
      content = .scalar(scalar.string, isQuoted: ![.plain, .any].contains(scalar.style))
    case .sequence(let sequence):
      var items: [YAMLValue] = []
      for item in sequence { items.append(try value(of: item, name: name, depth: depth + 1)) }
      content = .list(items)
    case .mapping(let mapping):
      var entries: [YAMLValue.Entry] = []
      for (key, inner) in mapping {
        let keyPlace = span(of: key)
        guard case .scalar(let scalar) = key else {
          throw NotebookProblem.keyIsNoText.diagnostic(keyPlace, in: source)
        }
        let inner = try value(of: inner, name: scalar.string, depth: depth + 1)
        entries.append(YAMLValue.Entry(key: scalar.string, span: keyPlace, value: inner))
      }
      content = .mapping(entries)
    case .alias: content = .scalar("", isQuoted: false)
    }
    return YAMLValue(content: content, name: name, span: place, source: source)
  }

  /// Where a node stands: a scalar's text, or what its line holds from there on.
  private func span(of node: Node) -> SourceSpan {
    let mark = node.mark
    let rest = span(line: mark?.line ?? 1, column: mark?.column ?? 1)
    guard case .scalar(let scalar) = node else { return rest }
    let shown = source.text(of: rest)
    if shown.hasPrefix(scalar.string), !scalar.string.isEmpty {
      return SourceSpan(start: rest.start, end: rest.start + scalar.string.utf8.count)
    }
    if let quote = shown.first, quote == "\"" || quote == "'",
      let end = shown.dropFirst().firstIndex(of: quote)
    {
      return SourceSpan(
        start: rest.start,
        end: rest.start + shown[...end].utf8.count
      )
    }
    return rest
  }

  /// From a place of the YAML, counted from 1 in letters, to the end of its line.
  private func span(line: Int, column: Int) -> SourceSpan {
    let line = min(max(1, line), max(1, lines.count))
    let start = offset(line: line, column: column)
    var end = start
    let index = line - 1 + firstLine - 1
    if index < lineStarts.count {
      let next = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : source.text.utf8.count
      end = max(start, next)
    }
    let text = source.text(of: SourceSpan(start: start, end: end))
    let blank = text.reversed().prefix { $0 == " " }.count
    return SourceSpan(start: start, end: end - blank)
  }

  /// The byte in the file of a place in the YAML.
  private func offset(line: Int, column: Int) -> Int {
    let index = line - 1 + firstLine - 1
    guard line >= 1, line <= lines.count, index < lineStarts.count else {
      return source.text.utf8.count
    }
    let own = lines[line - 1]
    // In a list or a quotation the file's line has more in front.
    let whole = source.line(of: lineStarts[index])
    let indentation = whole.hasSuffix(own) ? whole.utf8.count - own.utf8.count : 0
    let before = own.unicodeScalars.prefix(max(0, column - 1))
    return lineStarts[index] + indentation + String(before).utf8.count
  }
}
