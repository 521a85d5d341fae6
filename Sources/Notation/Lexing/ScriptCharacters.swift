/// The characters Unicode has in superscript and subscript form.
///
/// There is no superscript `[`, `]`, `q` or most of Greek, and a subscript for few letters:
/// what has none is printed in brackets.
package enum ScriptCharacters {
  /// The superscript of a character, `2` to `²`; nil where Unicode has none.
  package static func superscript(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    superscripts[scalar]
  }

  /// The subscript of a character, `2` to `₂`; nil where Unicode has none.
  package static func `subscript`(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    subscripts[scalar]
  }

  /// A text raised, `l-1` to `ˡ⁻¹`; nil if a character has no superscript form.
  package static func superscript(_ text: String) -> String? {
    mapped(text, by: superscripts)
  }

  /// A text lowered, `12` to `₁₂`; nil if a character has no subscript form.
  package static func `subscript`(_ text: String) -> String? {
    mapped(text, by: subscripts)
  }

  /// What a superscript character stands for, `²` for `2`.
  static func raisedBase(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    // No superscript lies below U+00B2: most of a text is settled by this comparison.
    scalar.value < 0xB2 ? nil : raised[scalar]
  }

  /// What a subscript character stands for, `₂` for `2`.
  static func loweredBase(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    scalar.value < 0x1D62 ? nil : lowered[scalar]
  }

  private static func mapped(
    _ text: String,
    by table: [Unicode.Scalar: Unicode.Scalar]
  ) -> String? {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard let image = table[scalar] else { return nil }
      result.append(image)
    }
    return String(result)
  }

  private static func table(_ bases: String, _ images: String) -> [Unicode.Scalar: Unicode.Scalar] {
    Dictionary(uniqueKeysWithValues: zip(bases.unicodeScalars, images.unicodeScalars))
  }

  private static let superscripts = table(
    "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ"
  )

  private static let subscripts = table(
    "0123456789+-=()aehijklmnoprstuvxβγρφχ",
    "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ"
  )

  private static let raised = inverted(superscripts)
  private static let lowered = inverted(subscripts)

  private static func inverted(
    _ table: [Unicode.Scalar: Unicode.Scalar]
  ) -> [Unicode.Scalar: Unicode.Scalar] {
    Dictionary(uniqueKeysWithValues: table.map { ($0.value, $0.key) })
  }
}
