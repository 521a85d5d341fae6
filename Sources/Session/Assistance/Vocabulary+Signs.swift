import Diagnostics
import Notation

extension Vocabulary {
  /// The sign that a TeX word before the cursor stands for; nil where there is none.
  func signCompletions(_ before: [Unicode.Scalar]) -> Suggestions? {
    guard let slash = before.lastIndex(of: "\\"), slash + 1 < before.count else { return nil }
    let typed = LineScan(Array(before[slash...])).text(0...)
    let rest = typed.dropFirst()
    if rest.first == "^" || rest.first == "_" { return script(typed) }
    let word = rest.prefix { $0.isASCII && $0.isLetter }
    if word.count == rest.count { return signs(String(word)) }
    return accented(String(word), rest.dropFirst(word.count), typed)
  }

  /// `\^(2)` is ⁽²⁾, `\_1` is ₁.
  private func script(_ typed: String) -> Suggestions? {
    var base = typed.dropFirst(2)
    if base.first == "{" {
      guard base.last == "}", base.count > 2 else { return nil }
      base = base.dropFirst().dropLast()
    } else if base.first == "(", base.last != ")" {
      return nil
    }
    let isRaised = typed.dropFirst().first == "^"
    let image =
      isRaised
      ? ScriptCharacters.superscript(String(base)) : ScriptCharacters.subscript(String(base))
    guard !base.isEmpty, let image else { return nil }
    return Suggestions(
      replaced: typed.unicodeScalars.count,
      [Suggestions.Item(typed, text: image)]
    )
  }

  private func signs(_ word: String) -> Suggestions {
    let replaced = word.unicodeScalars.count + 1
    if let symbol = TeXNames.symbol(for: word) {
      return Suggestions(replaced: replaced, [item(word, symbol)])
    }
    var items = TeXNames.all.filter { $0.name.hasPrefix(word) }.map { item($0.name, $0.symbol) }
    for accent in TeXNames.accentNames where accent.hasPrefix(word) {
      let mark = TeXNames.accentMark(for: accent).map { "y" + String($0) } ?? ""
      items.append(
        Suggestions.Item(
          "\\" + accent,
          text: "\\\(accent) ",
          shown: "\\\(accent) y \(normalizedToNFC(mark))"
        )
      )
    }
    return Suggestions(replaced: replaced, items)
  }

  private func item(_ name: String, _ symbol: String) -> Suggestions.Item {
    let text = symbol[...].trimmed()
    return Suggestions.Item("\\" + name, text: text, shown: "\\\(name) \(text)")
  }

  /// `\hat y` and `\hat{y}` are ŷ.
  private func accented(_ word: String, _ rest: Substring, _ typed: String) -> Suggestions? {
    guard let mark = TeXNames.accentMark(for: word) else { return nil }
    var name = rest.drop { $0 == " " }
    if name.first == "{" {
      guard name.last == "}" else { return nil }
      name = name.dropFirst().dropLast()
    }
    guard let letter = name.first, letter.isLetter, name.allSatisfy({ $0.isLetter || $0 == "_" })
    else { return nil }
    let text = normalizedToNFC(String(letter) + String(mark) + name.dropFirst())
    return Suggestions(
      replaced: typed.unicodeScalars.count,
      [Suggestions.Item(typed, text: text)]
    )
  }
}
