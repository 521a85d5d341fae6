import CLineEditor
import Diagnostics

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

extension TerminalLineReader {
  /// The columns of the terminal.
  var columns: Int {
    var size = winsize()
    return ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  /// The line in colours and the hint behind it, as C frees them; nil where nothing is to be done.
  func paint(
    _ bytes: UnsafePointer<CChar>?,
    _ length: Int,
    isAtEnd: Bool,
    columns: Int
  ) -> UnsafeMutablePointer<CChar>? {
    let line = text(bytes, length)
    var look = ""
    var hint = ""
    if showsColour {
      look = coloured(line, assistant?.highlights(of: line) ?? [])
      if isAtEnd, search == nil, !line.isEmpty { hint = self.hint(for: line, columns: columns) }
    } else {
      // libedit leaves marks out that it cannot compose, x̂ for one: then its line is drawn again.
      guard line.unicodeScalars.contains(where: { DisplayWidth.of(Character($0)) == 0 }) else {
        return nil
      }
      look = line
    }
    let whole = Array(look.utf8) + [0] + Array(hint.utf8) + [0]
    guard let copy = malloc(whole.count) else { return nil }
    whole.withUnsafeBytes { source in
      if let base = source.baseAddress { copy.copyMemory(from: base, byteCount: source.count) }
    }
    return copy.assumingMemoryBound(to: CChar.self)
  }

  /// What is shown dimly behind a line: what it is about, or else how it went on before.
  private func hint(for line: String, columns: Int) -> String {
    if let hint = assistant?.hint(for: line) {
      return DisplayWidth.of(hint) < columns ? Self.dim(hint) : ""
    }
    guard
      let index = history.index(
        before: history.entries.count,
        beginningWith: line,
        otherThan: line
      )
    else { return "" }
    let rest = String(
      decoding: history.entries[index].utf8.dropFirst(line.utf8.count),
      as: UTF8.self
    )
    guard !rest.contains("\n"), DisplayWidth.of(rest) < columns else { return "" }
    offered = (line, rest)
    return Self.dim(rest)
  }

  private static func dim(_ text: String) -> String { "\u{1B}[2m\(text)\u{1B}[0m" }

  private func coloured(_ line: String, _ highlights: [Highlight]) -> String {
    let scalars = Array(line.unicodeScalars)
    var result = String.UnicodeScalarView()
    var position = 0
    for highlight in highlights {
      let range = highlight.range.clamped(to: position..<scalars.count)
      guard !range.isEmpty else { continue }
      result.append(contentsOf: scalars[position..<range.lowerBound])
      result.append(contentsOf: "\u{1B}[\(highlight.kind.code)m".unicodeScalars)
      result.append(contentsOf: scalars[range])
      result.append(contentsOf: "\u{1B}[0m".unicodeScalars)
      position = range.upperBound
    }
    result.append(contentsOf: scalars[position...])
    return String(result)
  }
}

extension Highlight.Kind {
  /// The terminal's number of the style: colours that can be read on light and on dark.
  fileprivate var code: String {
    switch self {
    case .number: "36"
    case .function: "34"
    case .keyword: "35"
    case .command: "1"
    case .string: "32"
    case .comment: "2"
    case .unbalanced: "4;31"
    }
  }
}
