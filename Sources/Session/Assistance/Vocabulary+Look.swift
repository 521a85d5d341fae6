import Notation

extension Vocabulary {
  /// What is said behind a line being typed; nil where there is nothing to say.
  ///
  /// That is what a TeX word becomes, or how the function is called whose brackets are open.
  package func hint(for line: String, after earlier: String = "") -> String? {
    let scalars = Array(line.unicodeScalars)
    if let sign = signHint(scalars) { return sign }
    let lead = earlier.isEmpty ? [] : Array(earlier.unicodeScalars) + ["\n"]
    let scan = LineScan(lead + scalars)
    guard !scan.endsInText, let call = scan.call, isFunction(call.name) else { return nil }
    return signature(of: call.name).map { "  \($0)" }
  }

  /// Behind `\sig` that is `ma → σ`.
  private func signHint(_ scalars: [Unicode.Scalar]) -> String? {
    guard let slash = scalars.lastIndex(of: "\\"), let found = signCompletions(scalars),
      found.replaced == scalars.count - slash, let only = found.items.first, found.items.count == 1
    else { return nil }
    let rest = only.word.unicodeScalars.dropFirst(found.replaced)
    return String(String.UnicodeScalarView(rest)) + " → " + only.text
  }

  /// The parts of a line that have a colour, in order and without overlap.
  package func parts(of line: String, after earlier: String = "") -> [LinePart] {
    let scalars = Array(line.unicodeScalars)
    let lead = earlier.isEmpty ? [] : Array(earlier.unicodeScalars) + ["\n"]
    var parts: [LinePart] = []
    var start = 0
    if lead.isEmpty, let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      scalars[first] == ":"
    {
      let end = scalars[first...].firstIndex { $0.properties.isWhitespace } ?? scalars.count
      let name = LineScan(Array(scalars[(first + 1)..<end])).text(0...)
      let command = commands.first { $0.name == name || $0.aliases.contains(name) }
      if let command {
        parts.append(LinePart(range: first..<end, kind: .command))
        // Behind other commands stand names of files and the like.
        guard command.argument == .statement else { return parts }
      }
      start = end
    }
    let scan = LineScan(lead + scalars[start...])
    var found = scan.parts.map { LinePart(range: $0.range, kind: $0.kind) }
    for range in scan.words {
      let word = scan.text(range)
      if Self.keywords.contains(word) {
        found.append(LinePart(range: range, kind: .keyword))
      } else if isFunction(word) {
        found.append(LinePart(range: range, kind: .function))
      }
    }
    let shift = start - lead.count
    for part in found.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where part.range.upperBound + shift > start {
      let range = max(part.range.lowerBound + shift, start)..<part.range.upperBound + shift
      parts.append(LinePart(range: range, kind: part.kind))
    }
    return parts
  }
}
