/// Lines given beforehand, for tests; then the input has ended.
package struct ScriptedLineReader: LineReader, Sendable {
  /// The prompts that were asked with so far.
  package private(set) var prompts: [String] = []

  private var results: ArraySlice<ReadResult>

  /// Makes a reader of lines.
  package init(_ lines: [String]) {
    self.init(results: lines.map { .line($0) })
  }

  /// Makes a reader of results, interruptions among them.
  package init(results: [ReadResult]) {
    self.results = results[...]
  }

  /// Answers with the next result.
  package mutating func readLine(prompt: String) -> ReadResult {
    prompts.append(prompt)
    return results.popFirst() ?? .endOfInput
  }
}
