import Diagnostics

/// Names in plain ASCII: TeX words for Greek, accents for marks, numbers for other letters.
enum ASCIINames {
  /// `Δz` as `\Delta z`, `ŷ` as `\hat{y}`, `αx` as `\alpha{}x`.
  static func spelled(_ name: String) -> String {
    var text = ""
    let letters = Array(name)
    for (place, letter) in letters.enumerated() {
      let spelling = spelled(letter)
      text += spelling
      guard spelling.hasPrefix("\\"), spelling.last?.isLetter == true else { continue }
      // `{}` ends the word; those that reach for the next name need it at the end too.
      let word = String(spelling.dropFirst())
      let isLast = place == letters.count - 1
      if TeXNames.attaching.contains(word) {
        text += isLast ? "{}" : letters[place + 1].isASCIILetter ? " " : "{}"
      } else if !isLast, letters[place + 1].isASCIILetter {
        text += "{}"
      }
    }
    return text
  }

  private static func spelled(_ letter: Character) -> String {
    if letter.isASCII { return String(letter) }
    if let word = TeXNames.name(for: String(letter)) { return "\\" + word }
    if let accented = accented[letter] { return accented }
    let scalars = Array(letter.unicodeScalars)
    var text = ""
    var rest = scalars[...]
    if let base = scalars.first, scalars.count > 1, let accent = TeXNames.accent(for: scalars[1]) {
      text = "\\\(accent){\(spelled(Character(base)))}"
      rest = scalars[2...]
    } else if let base = scalars.first, scalars.count > 1 {
      text = spelled(Character(base))
      if text.hasPrefix("\\"), text.last?.isLetter == true { text += "{}" }
      rest = scalars[1...]
    }
    for scalar in rest {
      text += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    }
    return text
  }

  /// The letters that Unicode composes with their accent into one.
  private static let accented: [Character: String] = {
    var table: [Character: String] = [:]
    let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZαεηιουω"
    for accent in TeXNames.accentNames {
      guard let mark = TeXNames.accentMark(for: accent) else { continue }
      for letter in letters {
        var scalars = String(letter).unicodeScalars
        scalars.append(mark)
        let composed = normalizedToNFC(String(scalars))
        if composed.unicodeScalars.count == 1, let character = composed.first {
          // Not `spelled`, which would wait for this very table.
          let spelling = TeXNames.name(for: String(letter)).map { "\\" + $0 } ?? String(letter)
          table[character] = "\\\(accent){\(spelling)}"
        }
      }
    }
    return table
  }()
}

extension Character {
  fileprivate var isASCIILetter: Bool { isASCII && isLetter }
}
