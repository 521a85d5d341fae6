import Testing

/// Statements that cannot be read.
@Suite struct StatementErrorTests {
  @Test(arguments: messages)
  func wholeMessage(_ text: String, _ message: String) {
    #expect(rendered(text) == message)
  }

  static let messages: [(String, String)] = [
    (
      "if a = b { }",
      #"""
      input 3, line 1: `=` defines a name at the start of a statement
        if a = b { }
             ^
        To compare write `a == …`.
      """#
    ),
    (
      "while x = 2 { }",
      #"""
      input 3, line 1: `=` defines a name at the start of a statement
        while x = 2 { }
                ^
        To compare write `x == …`.
      """#
    ),
    (
      "1 + x = 3",
      #"""
      input 3, line 1: `1 + x` is no name that a value can be given
        1 + x = 3
        ^^^^^
        To compare write `1 + x == …`.
      """#
    ),
    (
      "a = b = c",
      #"""
      input 3, line 1: a statement has one `=`
        a = b = c
              ^
        To compare write `b == …`, to define two names two statements.
      """#
    ),
    (
      "y = (a = b)",
      #"""
      input 3, line 1: `=` defines a name at the start of a statement
        y = (a = b)
               ^
        To compare write `==`.
      """#
    ),
    (
      "y = x ← 2",
      #"""
      input 3, line 1: `←` updates a name at the start of a statement
        y = x ← 2
              ^
      """#
    ),
    (
      "a ← b ← c",
      #"""
      input 3, line 1: `←` updates a name at the start of a statement
        a ← b ← c
              ^
      """#
    ),
    (
      "2 = x",
      #"""
      input 3, line 1: `2` is no name that a value can be given
        2 = x
        ^
        To compare write `2 == …`.
      """#
    ),
    (
      "f(x) = y = 2",
      #"""
      input 3, line 1: a statement has one `=`
        f(x) = y = 2
                 ^
        To compare write `y == …`, to define two names two statements.
      """#
    ),
    (
      "[a, 2] = x",
      #"""
      input 3, line 1: what takes a value apart is a row or a column of names
        [a, 2] = x
        ^^^^^^
        Write `[β₀; β₁] ← …`.
      """#
    ),
    (
      "[a, b; c, d] = x",
      #"""
      input 3, line 1: what takes a value apart is a row or a column of names
        [a, b; c, d] = x
        ^^^^^^^^^^^^
        Write `[β₀; β₁] ← …`.
      """#
    ),
    (
      "f(x) ← 2",
      #"""
      input 3, line 1: `←` updates a value; a function is defined
        f(x) ← 2
             ^
        Write `f(x) = …`.
      """#
    ),
    (
      "f() = 2",
      #"""
      input 3, line 1: a function needs a parameter
        f() = 2
        ^^^
        Write for example `f(x) = …`; for steps without one write `algorithm f() { … }`.
      """#
    ),
    (
      "f(2) = 2",
      #"""
      input 3, line 1: a parameter is a plain name, not `2`
        f(2) = 2
          ^
      """#
    ),
    (
      "f(x, x) = 2",
      #"""
      input 3, line 1: the parameter `x` stands here twice
        f(x, x) = 2
             ^
      """#
    ),
    (
      "f²(x) = 3",
      #"""
      input 3, line 1: `f²(x)` is no name that a value can be given
        f²(x) = 3
        ^^^^^
        To compare write `f²(x) == …`.
      """#
    ),
    (
      "f(a = 2) = 3",
      #"""
      input 3, line 1: a parameter is a plain name, not `2`
        f(a = 2) = 3
              ^
      """#
    ),
    (
      "algorithm f { }",
      #"""
      input 3, line 1: the algorithm's parameters are needed here, not `{`
        algorithm f { }
                    ^
        Write `algorithm f() { … }`.
      """#
    ),
    (
      "algorithm f(x, x) { }",
      #"""
      input 3, line 1: the parameter `x` stands here twice
        algorithm f(x, x) { }
                       ^
      """#
    ),
    (
      "algorithm f(x[1]) { }",
      #"""
      input 3, line 1: the name of a parameter has no index: `x[1]`
        algorithm f(x[1]) { }
                    ^^^^
        Write `x`.
      """#
    ),
    (
      "algorithm f(2) { }",
      #"""
      input 3, line 1: the name of a parameter is needed here, not `2`
        algorithm f(2) { }
                    ^
      """#
    ),
    (
      "algorithm f(x) assigns W[1] { }",
      #"""
      input 3, line 1: the name of what is assigned has no index: `W[1]`
        algorithm f(x) assigns W[1] { }
                               ^^^^
        Write `W`.
      """#
    ),
    (
      "algorithm f(x) assigns { }",
      #"""
      input 3, line 1: the name of what is assigned is needed here, not `{`
        algorithm f(x) assigns { }
                               ^
      """#
    ),
    (
      "algorithm f(x)",
      #"""
      input 3, line 1: `{` must follow here, not the end
        algorithm f(x)
                      ^
        Write `algorithm … { … }`.
      """#
    ),
    (
      "state s",
      #"""
      input 3, line 1: state needs a value to start with
        state s
               ^
        Write `state s = 0`.
      """#
    ),
    (
      "state s, t = 2",
      #"""
      input 3, line 1: state needs a value to start with
        state s, t = 2
               ^
        Write `state s = 0`.
      """#
    ),
    (
      "symbols a[1]",
      #"""
      input 3, line 1: the name of a symbol has no index: `a[1]`
        symbols a[1]
                ^^^^
        Write `a`.
      """#
    ),
    (
      "else { }",
      #"""
      input 3, line 1: this `else` has no `if` before it
        else { }
        ^^^^
      """#
    ),
    (
      "if x y = 2",
      #"""
      input 3, line 1: `=` defines a name at the start of a statement
        if x y = 2
               ^
        To compare write `x y == …`.
      """#
    ),
    (
      "if x { } x = 2",
      #"""
      input 3, line 1: `x` cannot stand here
        if x { } x = 2
                 ^
      """#
    ),
    (
      "for l { }",
      #"""
      input 3, line 1: `=` and the range must follow here, not `{`
        for l { }
              ^
        Write `for l = 1, ..., N { … }`.
      """#
    ),
    (
      "for 2 = 1 { }",
      #"""
      input 3, line 1: the name of a loop's variable is needed here, not `2`
        for 2 = 1 { }
            ^
      """#
    ),
    (
      "for l = 1 { }",
      #"""
      input 3, line 1: this is no range
        for l = 1 { }
                  ^
        Write `for l = 1, ..., N`, or `to` or `downto` between the bounds.
      """#
    ),
    (
      "for l = 1, 2 { }",
      #"""
      input 3, line 1: this is no range
        for l = 1, 2 { }
                     ^
        Write `for l = 1, ..., N`, or `to` or `downto` between the bounds.
      """#
    ),
    (
      "for l = 1...L { }",
      #"""
      input 3, line 1: this is no range
        for l = 1...L { }
                 ^^^
        Write `for l = 1, ..., N`, or `to` or `downto` between the bounds.
      """#
    ),
    (
      "for l = a, ..., b { }",
      #"""
      input 3, line 1: this could count up or down
        for l = a, ..., b { }
                ^^^^^^^^^
        Write `for l = a to b` or `for l = a downto b`.
      """#
    ),
    (
      "for l = 1, 2, ..., L { }",
      #"""
      input 3, line 1: a range has two bounds and steps by 1
        for l = 1, 2, ..., L { }
                ^^^^^^^^^^^^
        Write `for l = 1, ..., L`.
      """#
    ),
    (
      "for l = L-1, ..., l { }",
      #"""
      input 3, line 1: this could count up or down
        for l = L-1, ..., l { }
                ^^^^^^^^^^^
        Write `for l = L-1 to l` or `for l = L-1 downto l`.
      """#
    ),
    (
      "x = 1 y = 2",
      #"""
      input 3, line 1: a statement has one `=`
        x = 1 y = 2
                ^
        To compare write `1 y == …`, to define two names two statements.
      """#
    ),
    (
      "x = {",
      #"""
      input 3, line 1: this `{` is never closed
        x = {
            ^
        Add `}`.
      """#
    ),
    (
      "x = }",
      #"""
      input 3, line 1: this `}` closes nothing
        x = }
            ^
      """#
    ),
    (
      "x = [1 2, 3]",
      #"""
      input 3, line 1: two numbers stand side by side
        x = [1 2, 3]
             ^^^
        For their product write `1·2`, for one number `12`.
      """#
    ),
    (
      "f(x) y'(2) 'z",
      #"""
      input 3, line 1: a prime belongs to a function's name
        f(x) y'(2) 'z
                   ^
        For the transpose write `y'(2)ᵀ` (`y'(2)^T`).
      """#
    ),
    (
      "x = 3 |",
      #"""
      input 3, line 1: behind a value `|` gives a point, as in `y | x = 3`
        x = 3 |
              ^
        For a product with an absolute value write `3·|…|`.
      """#
    ),
    (
      "d/dx −x",
      #"""
      input 3, line 1: this could be the derivative of what follows or a difference
        d/dx −x
        ^^^^^^
        Write `d/dx (−…)` for the derivative, `(d/dx) − …` for the difference.
      """#
    ),
    (
      "x.y",
      #"""
      input 3, line 1: `.` has no meaning here
        x.y
         ^
        The element-wise product is `.*`, a range `...`.
      """#
    ),
    (
      "x = “a”",
      #"""
      input 3, line 1: `“` has no meaning here
        x = “a”
            ^
        A string stands in `"`.
      """#
    ),
  ]
}
