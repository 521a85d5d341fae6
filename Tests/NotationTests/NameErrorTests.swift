import Testing

/// Layers, subscripts, sums and derivatives that are not whole.
@Suite struct NameErrorTests {
  @Test(arguments: messages)
  func wholeMessage(_ text: String, _ message: String) {
    #expect(rendered(text) == message)
  }

  static let messages: [(String, String)] = [
    (
      "(a + b)'",
      #"""
      input 3, line 1: a prime belongs to a function's name
        (a + b)'
               ^
        For the transpose write `(a + b)ᵀ` (`(a + b)^T`).
      """#
    ),
    (
      "[1, 2]'",
      #"""
      input 3, line 1: a prime belongs to a function's name
        [1, 2]'
              ^
        For the transpose write `[1, 2]ᵀ` (`[1, 2]^T`).
      """#
    ),
    (
      "(a + b)[1]",
      #"""
      input 3, line 1: only a name has layers
        (a + b)[1]
               ^
        Give `(a + b)` a name first, or put a space between two factors.
      """#
    ),
    (
      "f(x)[1]",
      #"""
      input 3, line 1: only a name has layers
        f(x)[1]
            ^
        Give `f(x)` a name first, or put a space between two factors.
      """#
    ),
    (
      "f(x)⁽²⁾",
      #"""
      input 3, line 1: only a name has layers
        f(x)⁽²⁾
            ^
        Give `f(x)` a name first, or put a space between two factors.
      """#
    ),
    (
      "(a + b)^{[2]}",
      #"""
      input 3, line 1: only a name has layers
        (a + b)^{[2]}
               ^
        Give `(a + b)` a name first, or put a space between two factors.
      """#
    ),
    (
      "f(x)_1",
      #"""
      input 3, line 1: only a name has elements
        f(x)_1
        ^^^^^^
        Give `f(x)` a name first: `v = f(x)`, then `v_{1}`.
      """#
    ),
    (
      "(A B)_{1,2}",
      #"""
      input 3, line 1: only a name has elements
        (A B)_{1,2}
        ^^^^^^^^^^^
        Give `(A B)` a name first: `v = (A B)`, then `v_{1}`.
      """#
    ),
    (
      "w²₁",
      #"""
      input 3, line 1: a subscript stands before the power
        w²₁
        ^^^
        Write `w₁²`.
      """#
    ),
    (
      "w^2_1",
      #"""
      input 3, line 1: a subscript stands before the power
        w^2_1
        ^^^^^
        Write `w_1^2`.
      """#
    ),
    (
      "w^2_{1,2}",
      #"""
      input 3, line 1: a subscript stands before the power
        w^2_{1,2}
        ^^^^^^^^^
        Write `w_{1,2}^2`.
      """#
    ),
    (
      "x_(n)",
      #"""
      input 3, line 1: a subscript that is no name or number needs braces
        x_(n)
         ^
        Write for example `x_{(n)}`.
      """#
    ),
    (
      "x_{}",
      #"""
      input 3, line 1: this subscript is empty
        x_{}
         ^^^
        Write for example `x_{1}`.
      """#
    ),
    (
      "x_{1}_{2}",
      #"""
      input 3, line 1: a name takes one braced subscript, last
        x_{1}_{2}
             ^^
        Put all indices into it: `_{1,2}`.
      """#
    ),
    (
      "x_{1}_2",
      #"""
      input 3, line 1: a name takes one braced subscript, last
        x_{1}_2
             ^^
        Put all indices into it: `_{1,2}`.
      """#
    ),
    (
      "x[1][2]",
      #"""
      input 3, line 1: a name has one layer
        x[1][2]
            ^
        Write for example `W[2]`.
      """#
    ),
    (
      "x[1]⁽²⁾",
      #"""
      input 3, line 1: a name has one layer
        x[1]⁽²⁾
            ^
        Write for example `W[2]`.
      """#
    ),
    (
      "x[]",
      #"""
      input 3, line 1: this layer's index is empty
        x[]
         ^^
        Write for example `x[1]`.
      """#
    ),
    (
      "x[1,2]",
      #"""
      input 3, line 1: a layer has one index
        x[1,2]
         ^^^^^
        For an element write `x_{1,2}`.
      """#
    ),
    (
      "w^{(k−1,k)}",
      #"""
      input 3, line 1: a layer is named by one index, not by the two layers it connects
        w^{(k−1,k)}
         ^^^^^^^^^
        Write `w[k]`.
      """#
    ),
    (
      "w⁽ᵏ⁻¹ᵏ⁾",
      #"""
      input 3, line 1: a layer is named by one index, not by the two layers it connects
        w⁽ᵏ⁻¹ᵏ⁾
         ^^^^^^
        Write `w[k]`.
      """#
    ),
    (
      "Σ_{j=1} x",
      #"""
      input 3, line 1: this range has no end
        Σ_{j=1} x
        ^^^^^^^
        Write `Σ_{j=1}^{N}`, or `Σ_j` for all that j indexes.
      """#
    ),
    (
      "Σ_j^C x",
      #"""
      input 3, line 1: this range has no start
        Σ_j^C x
        ^^^^^
        Write `Σ_{j=1}^{N}`, or `Σ_j` for all that j indexes.
      """#
    ),
    (
      "Σ^C x",
      #"""
      input 3, line 1: this range has no start
        Σ^C x
        ^^^
        Write `Σ_{j=1}^{N}`, or `Σ_j` for all that j indexes.
      """#
    ),
    (
      "Σ_{i,j} x",
      #"""
      input 3, line 1: `Σ` runs over one index
        Σ_{i,j} x
         ^^^^^^
        Write `Σ_i Σ_j …`.
      """#
    ),
    (
      "Σ_{ij} x",
      #"""
      input 3, line 1: `Σ` runs over one index
        Σ_{ij} x
           ^^
        Write `Σ_i Σ_j …`.
      """#
    ),
    (
      "Σ_ij x",
      #"""
      input 3, line 1: `Σ` runs over one index
        Σ_ij x
         ^^^
        Write `Σ_i Σ_j …`.
      """#
    ),
    (
      "Σ_1 x",
      #"""
      input 3, line 1: `Σ` needs a letter as its index
        Σ_1 x
         ^^
        Write for example `Σ_{j=1}^{C}`.
      """#
    ),
    (
      "Σ_{1} x",
      #"""
      input 3, line 1: `Σ` needs a letter as its index
        Σ_{1} x
         ^^^^
        Write for example `Σ_{j=1}^{C}`.
      """#
    ),
    (
      "Σ_{j=1}^N(x)",
      #"""
      input 3, line 1: the bracket could belong to the bound or to the body
        Σ_{j=1}^N(x)
               ^^
        Write `^{N} (…)` or `^{N(…)}`.
      """#
    ),
    (
      "Σ_j",
      #"""
      input 3, line 1: `Σ_j` needs an expression behind it, not the end
        Σ_j
           ^
      """#
    ),
    (
      "Π_j + 2",
      #"""
      input 3, line 1: `Π_j` needs an expression behind it, not `+`
        Π_j + 2
            ^
      """#
    ),
    (
      "∂J",
      #"""
      input 3, line 1: `∂J` is no whole derivative
        ∂J
        ^^
        Write `∂J/∂w`, or `∂/∂w` before an expression.
      """#
    ),
    (
      "∂J/dW",
      #"""
      input 3, line 1: `∂J` is no whole derivative
        ∂J/dW
        ^^
        Write `∂J/∂w`, or `∂/∂w` before an expression.
      """#
    ),
    (
      "∂",
      #"""
      input 3, line 1: `∂` is no whole derivative
        ∂
        ^
        Write `∂J/∂w`, or `∂/∂w` before an expression.
      """#
    ),
    (
      "∂/∂x",
      #"""
      input 3, line 1: `∂/∂x` needs an expression behind it, not the end
        ∂/∂x
            ^
      """#
    ),
    (
      "∂/∂",
      #"""
      input 3, line 1: `∂/∂` is no whole derivative
        ∂/∂
        ^^^
        Write `∂J/∂w`, or `∂/∂w` before an expression.
      """#
    ),
    (
      "∂z²/∂x",
      #"""
      input 3, line 1: above the line only a name can stand: `∂z²`
        ∂z²/∂x
        ^^^
        Write `∂/∂w` before the expression, or give it a name.
      """#
    ),
    (
      "∂f(x)/∂x",
      #"""
      input 3, line 1: above the line only a name can stand: `∂f(`
        ∂f(x)/∂x
        ^^^
        Write `∂/∂w` before the expression, or give it a name.
      """#
    ),
    (
      "∂²E/∂w²",
      #"""
      input 3, line 1: a second derivative is written as two first ones
        ∂²E/∂w²
         ^
        Write `∂/∂w ∂J/∂w`.
      """#
    ),
    (
      "∇ J",
      #"""
      input 3, line 1: `∇` needs the variable to differentiate by
        ∇ J
        ^
        Write for example `∇_w J`.
      """#
    ),
    (
      "∇_w",
      #"""
      input 3, line 1: `∇_w` needs an expression behind it, not the end
        ∇_w
           ^
      """#
    ),
    (
      "∇_{2} J",
      #"""
      input 3, line 1: `∇` needs the variable to differentiate by
        ∇_{2} J
        ^
        Write for example `∇_w J`.
      """#
    ),
  ]
}
