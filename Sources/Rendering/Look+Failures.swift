package import Diagnostics
import Notation

extension Look {
  /// An error: what happened, where, what to try.
  ///
  /// Sentences are broken between words; the line of the program is cut so that the carets stay
  /// below their place, whatever the width and the typography.
  package func failure(_ diagnostic: Diagnostic) -> StyledText {
    var styled = StyledText()
    let lines = diagnostic.rendered().split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    var position = 0
    while position < lines.count {
      let line = lines[position]
      let next = position + 1 < lines.count ? lines[position + 1] : ""
      position += 1
      if position > 1, let excerpt = Excerpt(line, carets: next) {
        position += 1
        for part in excerpt.typeset(self) { styled.append(part, .error) }
        continue
      }
      let indentation = String(line.prefix { $0 == " " })
      let text = typed(String(line.dropFirst(indentation.count)))
      let broken = wrapped(
        text,
        style: .error,
        within: width - indentation.count,
        hanging: "  "
      )
      styled.append(broken, indented: indentation.count)
    }
    return styled
  }
}

/// A line of a program with the place that carets mark.
private struct Excerpt {
  let before: String
  let marked: String
  let after: String

  /// Reads a line and the carets below it; nil where these are no carets.
  init?(_ line: String, carets: String) {
    let indentation = carets.prefix { $0 == " " }
    let marks = carets.dropFirst(indentation.count)
    guard !marks.isEmpty, marks.allSatisfy({ $0 == "^" }) else { return nil }
    var rest = line[...]
    func take(_ columns: Int) -> String {
      var text = ""
      var taken = 0
      while taken < columns, let character = rest.popFirst() {
        taken += DisplayWidth.of(character)
        text.append(character)
      }
      return text
    }
    before = take(indentation.count)
    marked = take(marks.count)
    after = String(rest)
  }

  /// The line and its carets, cut to the width.
  func typeset(_ look: Look) -> [String] {
    let ellipsis = look.typography == .unicode ? "…" : "..."
    var before = look.typed(before)
    var marked = look.typed(marked)
    var after = look.typed(after)
    let width = look.width
    if DisplayWidth.of(before + marked + after) > width {
      let room = max(8, width / 2)
      if DisplayWidth.of(before) > room {
        let tail = before.suffix(max(1, room - 2 - ellipsis.count))
        before = "  " + ellipsis + tail
      }
      marked = cut(marked, to: width - DisplayWidth.of(before), ellipsis)
      after = cut(after, to: width - DisplayWidth.of(before + marked), ellipsis)
    }
    let blank = String(repeating: " ", count: DisplayWidth.of(before))
    let carets = String(repeating: "^", count: max(1, DisplayWidth.of(marked)))
    return [before + marked + after, blank + carets]
  }

  private func cut(_ text: String, to columns: Int, _ ellipsis: String) -> String {
    guard DisplayWidth.of(text) > columns else { return text }
    var kept = text.prefix(max(0, columns))
    while DisplayWidth.of(kept) + ellipsis.count > max(ellipsis.count, columns) {
      kept = kept.dropLast()
    }
    return kept + ellipsis
  }
}
