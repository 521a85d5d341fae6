import Testing

/// Characters, words, strings, numbers and brackets that cannot be read.
@Suite struct CharacterErrorTests {
  @Test(arguments: messages)
  func wholeMessage(_ text: String, _ message: String) {
    #expect(rendered(text) == message)
  }

  static let messages: [(String, String)] = [
    (
      "y = 2 $ 3",
      #"""
      input 3, line 1: `$` has no meaning here
        y = 2 $ 3
              ^
        Formulas need no `$`.
      """#
    ),
    (
      "x ÷ 2",
      #"""
      input 3, line 1: `÷` has no meaning here
        x ÷ 2
          ^
        For a quotient write `/`.
      """#
    ),
    (
      "a & b",
      #"""
      input 3, line 1: `&` has no meaning here
        a & b
          ^
        Write `and`.
      """#
    ),
    (
      "!x",
      #"""
      input 3, line 1: `!` has no meaning here
        !x
        ^
        Write `not`, or `!=` for unequal.
      """#
    ),
    (
      "\u{200B}x",
      #"""
      input 3, line 1: the invisible character U+200B has no meaning here
        ​x
        ^
      """#
    ),
    (
      "\\Dleta z",
      #"""
      input 3, line 1: `\Dleta` is no TeX word that is known here
        \Dleta z
        ^^^^^^
        Did you mean `\Delta`?
      """#
    ),
    (
      "\\frac{a}{b}",
      #"""
      input 3, line 1: `\frac` is no TeX word that is known here
        \frac{a}{b}
        ^^^^^
        Write a quotient as `a/b`.
      """#
    ),
    (
      "\\hat 1",
      #"""
      input 3, line 1: `\hat` needs one letter behind it
        \hat 1
        ^^^^^^
        Write `\hat y` or `\hat{y}`.
      """#
    ),
    (
      "\\mathrm{a b}",
      #"""
      input 3, line 1: `\mathrm{ }` takes a name only
        \mathrm{a b}
        ^^^^^^^^^
        Write for example `\mathrm{loss}`.
      """#
    ),
    (
      "s = \"text",
      #"""
      input 3, line 1: the string has no closing `"` on its line
        s = "text
            ^
        Write for example `"text"`.
      """#
    ),
    (
      "x = 1e999",
      #"""
      input 3, line 1: 1e999 is too large for a number
        x = 1e999
            ^^^^^
        The largest is about 1.8e308.
      """#
    ),
    (
      "x = 1.",
      #"""
      input 3, line 1: a digit must follow the decimal point
        x = 1.
             ^
        Write `1.0` or `1`.
      """#
    ),
    (
      "x = _z",
      #"""
      input 3, line 1: `_z` is no name: a name starts with a letter
        x = _z
            ^^
        `_` is the last result, `_3` that of input 3.
      """#
    ),
    (
      "||w||",
      #"""
      input 3, line 1: `||` could be a norm or two absolute values
        ||w||
        ^^
        For the norm write `‖w‖` (`\|w\|`).
        For the absolute value write `|w|`.
      """#
    ),
    (
      "z = f(1, 2",
      #"""
      input 3, line 1: this `(` is never closed
        z = f(1, 2
             ^
        Add `)`.
      """#
    ),
    (
      "W[1",
      #"""
      input 3, line 1: this `[` is never closed
        W[1
         ^
        Add `]`.
      """#
    ),
    (
      "if x { y = 1",
      #"""
      input 3, line 1: this `{` is never closed
        if x { y = 1
             ^
        Add `}`.
      """#
    ),
    (
      "y = )",
      #"""
      input 3, line 1: this `)` closes nothing
        y = )
            ^
      """#
    ),
    (
      "y = (1]",
      #"""
      input 3, line 1: `]` cannot close `(`
        y = (1]
              ^
        Put `)` here, or before it.
      """#
    ),
    (
      "()",
      #"""
      input 3, line 1: there is nothing in these brackets: `( )`
        ()
        ^^
      """#
    ),
    (
      "(1, 2)",
      #"""
      input 3, line 1: round brackets hold one value
        (1, 2)
        ^^^^^^
        For a row write `[1, 2]`, for a column put `;` between its elements.
      """#
    ),
    (
      "[]",
      #"""
      input 3, line 1: a matrix literal needs at least one element
        []
        ^^
        For a zero write `[0]` or `zeros(1)`.
      """#
    ),
    (
      "[1, 2, ]",
      #"""
      input 3, line 1: a comma must have something behind it, not `]`
        [1, 2, ]
             ^
        Leave the comma out.
      """#
    ),
    (
      "f(1, )",
      #"""
      input 3, line 1: a comma must have something behind it, not `)`
        f(1, )
          ^^
        Leave the comma out.
      """#
    ),
    (
      "[1; 2; ]",
      #"""
      input 3, line 1: a `;` in a literal must have a row behind it
        [1; 2; ]
             ^
        Leave the `;` out.
      """#
    ),
    (
      "y = ",
      #"""
      input 3, line 1: `=` needs a value behind it, not the end
        y = 
           ^
      """#
    ),
    (
      "y = 1 + ",
      #"""
      input 3, line 1: `+` needs a value behind it, not the end
        y = 1 + 
               ^
      """#
    ),
    (
      "2 + * 3",
      #"""
      input 3, line 1: `+` needs a value behind it, not `*`
        2 + * 3
            ^
      """#
    ),
    (
      "y = 2 +\n",
      #"""
      input 3, line 1: `+` needs a value behind it, not the end
        y = 2 +
               ^
      """#
    ),
    (
      "+x",
      #"""
      input 3, line 1: a value is needed before `+`
        +x
        ^
        A number needs no `+` before it.
      """#
    ),
    (
      "for = 2",
      #"""
      input 3, line 1: the name of a loop's variable is needed here, not `=`
        for = 2
            ^
      """#
    ),
    (
      "²x",
      #"""
      input 3, line 1: a superscript needs something before it
        ²x
        ^
      """#
    ),
    (
      "x ₁",
      #"""
      input 3, line 1: a subscript needs a name right before it
        x ₁
          ^
      """#
    ),
    (
      "x = y z ]",
      #"""
      input 3, line 1: this `]` closes nothing
        x = y z ]
                ^
      """#
    ),
    (
      "a b : c",
      #"""
      input 3, line 1: `:` cannot stand here
        a b : c
            ^
      """#
    ),
  ]
}
