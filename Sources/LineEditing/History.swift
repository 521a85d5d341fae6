/// The inputs of this session and earlier ones, the newest last; none stands in it twice.
package struct History: Sendable, Equatable {
  /// The number of entries that are kept.
  package static let longest = 10_000

  /// The entries, the newest last.
  package private(set) var entries: [String] = []

  /// Makes a history; of equal entries the latest is kept.
  package init(_ entries: [String] = []) {
    var seen: Set<String> = []
    for entry in entries.reversed().lazy.compactMap(Self.entry) where seen.insert(entry).inserted {
      self.entries.append(entry)
      if self.entries.count == Self.longest { break }
    }
    self.entries.reverse()
  }

  /// The text as an entry: without the white space around it; nil where nothing else is in it.
  static func entry(_ text: String) -> String? {
    var text = text[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    // What is larger was generated, not typed.
    return text.isEmpty || text.utf8.count > 1 << 16 ? nil : String(text)
  }

  /// Adds an input, or moves it to the end; returns whether there was anything to add.
  @discardableResult
  package mutating func add(_ text: String) -> Bool {
    guard let entry = Self.entry(text) else { return false }
    if entries.last == entry { return true }
    // Byte by byte: comparing texts as Unicode wants it would take ten times as long.
    if let old = entries.firstIndex(where: { $0.utf8.elementsEqual(entry.utf8) }) {
      entries.remove(at: old)
    }
    entries.append(entry)
    if entries.count > Self.longest { entries.removeFirst() }
    return true
  }

  /// The newest entry before a position that begins with a text and differs from another.
  package func index(
    before position: Int,
    beginningWith prefix: String,
    otherThan shown: String
  ) -> Int? {
    entries[..<position].lastIndex { begins($0, prefix) && !$0.utf8.elementsEqual(shown.utf8) }
  }

  /// The oldest entry behind a position that begins with a text and differs from another.
  package func index(
    after position: Int,
    beginningWith prefix: String,
    otherThan shown: String
  ) -> Int? {
    guard position + 1 < entries.count else { return nil }
    return entries[(position + 1)...]
      .firstIndex { begins($0, prefix) && !$0.utf8.elementsEqual(shown.utf8) }
  }

  /// The newest entry before a position that contains a text.
  package func index(before position: Int, containing text: String) -> Int? {
    guard !text.isEmpty else { return nil }
    let wanted = Array(text.utf8)
    return entries[..<position].lastIndex { contains($0, wanted) }
  }

  private func begins(_ entry: String, _ prefix: String) -> Bool {
    entry.utf8.starts(with: prefix.utf8)
  }

  private func contains(_ entry: String, _ wanted: [UInt8]) -> Bool {
    var entry = entry
    return entry.withUTF8 { bytes in
      guard bytes.count >= wanted.count else { return false }
      for start in 0...(bytes.count - wanted.count) where bytes[start] == wanted[0] {
        if (1..<wanted.count).allSatisfy({ bytes[start + $0] == wanted[$0] }) { return true }
      }
      return false
    }
  }
}
