import Testing

/// Texts that mean two things: the error offers both spellings.
@Suite struct DoubtErrorTests {
  @Test(arguments: messages)
  func wholeMessage(_ text: String, _ message: String) {
    #expect(rendered(text) == message)
  }

  static let messages: [(String, String)] = [
    (
      "2 3",
      #"""
      input 3, line 1: two numbers stand side by side
        2 3
        ^^^
        For their product write `2·3`, for one number `23`.
      """#
    ),
    (
      "x = 2½",
      #"""
      input 3, line 1: two numbers stand side by side
        x = 2½
            ^^
        For their product write `2·½`, for their sum `2 + ½`.
      """#
    ),
    (
      "√2x",
      #"""
      input 3, line 1: this could be the root of 2 or of 2x
        √2x
         ^^
        Write `√(2x)` or `√2·x`.
      """#
    ),
    (
      "∇_x 2x",
      #"""
      input 3, line 1: `∇` takes one factor: this could be 2 or 2x
        ∇_x 2x
            ^^
        Write `∇_w (2x)`.
      """#
    ),
    (
      "x/dz/dw",
      #"""
      input 3, line 1: this could be a division by `dz/dw` or two divisions
        x/dz/dw
          ^^^^^
        Write `x/(dz/dw)`, or put brackets around what is divided first.
      """#
    ),
    (
      "x^f(2)",
      #"""
      input 3, line 1: the bracket could belong to the exponent or to the power
        x^f(2)
        ^^^^^^
        Write `x^(f(2))` or `(x^f) (2)`.
      """#
    ),
    (
      "w^Tx",
      #"""
      input 3, line 1: this could be a transpose or a power
        w^Tx
        ^^^^
        Write `w^T x` for the transpose, `w^(Tx)` for the power.
      """#
    ),
    (
      "e^2x",
      #"""
      input 3, line 1: the exponent could be 2 or 2x
        e^2x
        ^^^^
        Write `e^(2x)` or `e^2·x`.
      """#
    ),
    (
      "w_{2j}",
      #"""
      input 3, line 1: this could be two indices or a product
        w_{2j}
         ^^^^^
        Write `_{2,j}` or `_{2·j}`.
      """#
    ),
    (
      "f(y | x = 3, z = 4)",
      #"""
      input 3, line 1: this could be another point behind `|` or an option of the call
        f(y | x = 3, z = 4)
                   ^
        For an option write `(y | x = 3)` in brackets, for a point bracket all of them.
      """#
    ),
    (
      "y |w|",
      #"""
      input 3, line 1: behind a value `|` gives a point, as in `y | x = 3`
        y |w|
          ^
        For a product with an absolute value write `y·|…|`.
      """#
    ),
    (
      "y | x",
      #"""
      input 3, line 1: behind a value `|` gives a point, as in `y | x = 3`
        y | x
          ^
        For a product with an absolute value write `y·|…|`.
      """#
    ),
    (
      "dz/dx²",
      #"""
      input 3, line 1: `²` could belong to the derivative or to what stands below the line
        dz/dx²
        ^^^^^^
        Write `(dz/dx)²` for the derivative, `dz/(dx²)` for a quotient of two variables.
      """#
    ),
    (
      "dz/dx^2",
      #"""
      input 3, line 1: `^2` could belong to the derivative or to what stands below the line
        dz/dx^2
        ^^^^^^^
        Write `(dz/dx)^2` for the derivative, `dz/(dx^2)` for a quotient of two variables.
      """#
    ),
    (
      "dz/dxᵀ",
      #"""
      input 3, line 1: `ᵀ` could belong to the derivative or to what stands below the line
        dz/dxᵀ
        ^^^^^^
        Write `(dz/dx)ᵀ` for the derivative, `dz/(dxᵀ)` for a quotient of two variables.
      """#
    ),
    (
      "∂E/∂wᵀ",
      #"""
      input 3, line 1: `ᵀ` could belong to the derivative or to what stands below the line
        ∂E/∂wᵀ
        ^^^^^^
        Write `(∂E/∂w)ᵀ` for the derivative.
      """#
    ),
    (
      "∂E/∂w'",
      #"""
      input 3, line 1: `'` could belong to the derivative or to what stands below the line
        ∂E/∂w'
        ^^^^^^
        Write `(∂E/∂w)ᵀ` for the derivative.
      """#
    ),
    (
      "dz/dw(3)",
      #"""
      input 3, line 1: `(3)` could belong to the derivative or to what stands below the line
        dz/dw(3)
        ^^^^^^^^
        Write `(dz/dw) (3)` for the derivative, `dz/(dw(3))` for a quotient of two variables.
      """#
    ),
    (
      "∂J/∂W[1]²",
      #"""
      input 3, line 1: `²` could belong to the derivative or to what stands below the line
        ∂J/∂W[1]²
        ^^^^^^^^^
        Write `(∂J/∂W[1])²` for the derivative.
      """#
    ),
  ]
}
