package import Diagnostics

/// A value of YAML that knows where in the file it stands.
///
/// What a key should hold is asked of it by `string()`, `int()` and the others; where it holds
/// something else they throw, at its line.
package struct YAMLValue: Sendable {
  /// An entry of a mapping.
  package struct Entry: Sendable {
    /// The key.
    package var key: String
    /// Where the key stands.
    package var span: SourceSpan
    /// The value.
    package var value: YAMLValue
  }

  /// What it holds.
  enum Content: Sendable {
    case scalar(String, isQuoted: Bool)
    case list([YAMLValue])
    case mapping([Entry])
  }

  let content: Content
  /// The key it belongs to; empty for the whole text.
  package let name: String
  /// Where it stands.
  package let span: SourceSpan
  /// The file it stands in.
  package let source: SourceText

  /// The number of its line in the file.
  package var line: Int { source.position(of: span.start).line }

  /// Whether nothing stands behind its key.
  package var isEmpty: Bool {
    switch content {
    case .scalar(let text, let isQuoted): !isQuoted && ["", "~", "null"].contains(text)
    case .list(let items): items.isEmpty
    case .mapping(let entries): entries.isEmpty
    }
  }

  /// The text; numbers are texts too.
  package func string() throws(Diagnostic) -> String {
    guard case .scalar(let text, _) = content, !isEmpty else {
      throw problem(.wrongType("a text"))
    }
    return text
  }

  /// The whole number.
  package func int() throws(Diagnostic) -> Int {
    guard case .scalar(let text, false) = content, let number = Int(text) else {
      throw problem(.wrongType("a whole number"))
    }
    return number
  }

  /// The whole number, which is not less than another.
  package func int(atLeast least: Int) throws(Diagnostic) -> Int {
    let number = try int()
    guard number >= least else { throw problem(.tooSmall(least)) }
    return number
  }

  /// The whole number, which lies in a range.
  package func int(in range: ClosedRange<Int>) throws(Diagnostic) -> Int {
    let number = try int(atLeast: range.lowerBound)
    guard number <= range.upperBound else { throw problem(.tooLarge(range.upperBound)) }
    return number
  }

  /// The number.
  package func double() throws(Diagnostic) -> Double {
    guard case .scalar(let text, false) = content, let number = Double(text), number.isFinite else {
      throw problem(.wrongType("a number"))
    }
    return number
  }

  /// The answer: true or false.
  package func bool() throws(Diagnostic) -> Bool {
    if case .scalar(let text, false) = content {
      if ["true", "yes"].contains(text.lowercased()) { return true }
      if ["false", "no"].contains(text.lowercased()) { return false }
    }
    throw problem(.wrongType("true or false"))
  }

  /// The items.
  package func list() throws(Diagnostic) -> [YAMLValue] {
    guard case .list(let items) = content else { throw problem(.wrongType("a list")) }
    return items
  }

  /// The items, all of them texts; one text is a list of one.
  package func strings() throws(Diagnostic) -> [String] {
    if case .scalar = content { return [try string()] }
    var texts: [String] = []
    for item in try list() { texts.append(try item.string()) }
    return texts
  }

  /// The keys with their values, in the order of the file.
  package func mapping() throws(Diagnostic) -> [Entry] {
    guard case .mapping(let entries) = content else {
      throw problem(.wrongType("keys and values"))
    }
    return entries
  }

  /// The value of a key; nil where there is none.
  package subscript(key: String) -> YAMLValue? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// Whether it is keys and values.
  package var isMapping: Bool { if case .mapping = content { true } else { false } }

  /// Whether it is a list.
  package var isList: Bool { if case .list = content { true } else { false } }

  /// The value of a key that must be there.
  package func require(_ key: String) throws(Diagnostic) -> YAMLValue {
    if let value = self[key] { return value }
    throw problem(.missingKey(key))
  }

  /// Refuses keys that are none of these.
  package func allow(_ keys: [String]) throws(Diagnostic) {
    for entry in try mapping() where !keys.contains(entry.key) {
      throw NotebookProblem.unknownKey(entry.key, keys).diagnostic(entry.span, in: source)
    }
  }

  /// A mistake of another room's at this value's place.
  package func diagnostic(_ message: String, suggestions: [String] = []) -> Diagnostic {
    Diagnostic(.notebook, message, suggestions: suggestions, span: span, source: source)
  }

  /// A mistake at this value's place.
  func problem(_ problem: YAMLValue.Mistake) -> Diagnostic {
    NotebookProblem.value(problem, name: name, holds: kindName).diagnostic(span, in: source)
  }

  /// What can be wrong with a value.
  enum Mistake: Equatable {
    /// Something else is needed here.
    case wrongType(String)
    /// The number is too small.
    case tooSmall(Int)
    /// The number is too large.
    case tooLarge(Int)
    /// A key that must be there is not.
    case missingKey(String)
    /// No notation has this name.
    case unknownNotation(String, [String])
  }

  /// What it is, for messages.
  private var kindName: String {
    if isEmpty { return "nothing" }
    switch content {
    case .scalar(let text, _): return text
    case .list: return "a list"
    case .mapping: return "keys and values"
    }
  }
}
