/// The lines of a file as they were written, so that some can be replaced and all others kept.
struct NotebookLines {
  /// A text without a byte-order mark, its lines ended by `\n` alone.
  static func unified(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for (position, scalar) in text.unicodeScalars.enumerated() {
      defer { previous = scalar }
      if position == 0, scalar == "\u{FEFF}" { continue }
      if scalar == "\n", previous == "\r" { continue }
      scalars.append(scalar == "\r" ? "\n" : scalar)
    }
    return String(scalars)
  }

  /// The lines, each with the line break it has.
  var lines: [String] = []

  /// Takes a text apart.
  init(_ text: String) {
    var line = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if let ended = previous, ended == "\n" || (ended == "\r" && scalar != "\n") {
        lines.append(String(line))
        line = String.UnicodeScalarView()
      }
      line.append(scalar)
      previous = scalar
    }
    if !line.isEmpty { lines.append(String(line)) }
  }
}
