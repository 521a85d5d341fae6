/// A half-open range of UTF-8 offsets in one source text.
///
/// Offsets count from 0 in the normalised (NFC) text that `SourceText` holds.
package struct SourceSpan: Hashable, Sendable {
  /// The offset of the first byte.
  package var start: Int

  /// The offset behind the last byte.
  package var end: Int

  /// Makes a span; `end` is at least `start`.
  package init(start: Int, end: Int) {
    precondition(start <= end, "A span ends where it starts or behind.")
    self.start = start
    self.end = end
  }

  /// The smallest span that covers this one and another.
  package func union(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(start: min(start, other.start), end: max(end, other.end))
  }
}

extension SourceSpan {
  /// The span of what stands in no text: a node that was made, not read.
  package static let none = SourceSpan(start: 0, end: 0)
}
