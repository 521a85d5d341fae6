package import Diagnostics

/// A name as it stands in a text: `W[1]`, `z₁⁽²⁾`, `w_1`, `Δz_{(n)j}^{[L]}`.
package struct Reference: Sendable {
  /// The letters, a leading `Δ` included, without what follows the first `_`: `Δz`, `out`.
  ///
  /// Where a primed name is assigned to, `w' = …`, the primes are its last characters.
  package var base: String
  /// The unbraced parts behind each `_`: `out_z` has `["z"]`, `w₁₂` has `["12"]`.
  package var parts: [String]
  /// The layer: the integer expression in `[ ]`, `⁽ ⁾`, `^{[ ]}` or `^{( )}`.
  package var layer: Expression?
  /// The braced subscript: `_{2,1}`, `_{(n)j}`, `_{:,1}`.
  package var element: [ElementIndex]?
  /// Where it stands.
  package var span: SourceSpan

  /// Makes a reference.
  package init(
    base: String,
    parts: [String] = [],
    layer: Expression? = nil,
    element: [ElementIndex]? = nil,
    span: SourceSpan
  ) {
    self.base = base
    self.parts = parts
    self.layer = layer
    self.element = element
    self.span = span
  }

  /// The whole name that a variable goes by: base and unbraced parts joined by `_`.
  package var identifier: String {
    parts.isEmpty ? base : base + "_" + parts.joined(separator: "_")
  }
}

/// One index of a braced subscript.
package enum ElementIndex: Equatable, Sendable {
  /// `2`, `j`, `l+1`.
  case position(Expression)
  /// `:`, the whole range.
  case all
  /// `(n)`: case n, a column.
  case trainingCase(Expression)
}

/// Operators that stand before one operand.
package enum PrefixOperator: Hashable, Sendable, CaseIterable {
  case minus, not, squareRoot
}

/// Operators between two operands other than products, comparisons and powers.
package enum InfixOperator: Hashable, Sendable, CaseIterable {
  case or, and, plus, minus, elementwiseProduct
}

/// How two factors of one product are joined.
package enum ProductOperator: Hashable, Sendable, CaseIterable {
  /// Written side by side: `W[1] a[0]`, `a(b + c)` behind a bracket.
  case adjacent
  /// `·`, `*` or `×`.
  case times
  /// `/`.
  case over
}

/// The comparisons.
package enum ComparisonOperator: Hashable, Sendable, CaseIterable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
}

/// The operators that run over an index.
package enum BigOperator: Hashable, Sendable, CaseIterable {
  case sum, product, maximum, minimum
}

/// What a call calls: `f`, `g[l]'`, `tanh²`.
package struct Callee: Equatable, Sendable {
  /// The function's name.
  package var reference: Reference
  /// The number of primes behind it.
  package var primes: Int
  /// The power between name and bracket: `tanh²(x)` is (tanh x)².
  package var power: Expression?

  /// Makes a callee.
  package init(reference: Reference, primes: Int = 0, power: Expression? = nil) {
    self.reference = reference
    self.primes = primes
    self.power = power
  }
}

/// An argument of a call: a value, or an option `name = value`.
package struct Argument: Equatable, Sendable {
  /// The option's name, nil for an argument by position.
  package var label: String?
  /// Its value.
  package var value: Expression

  /// Makes an argument.
  package init(label: String? = nil, value: Expression) {
    self.label = label
    self.value = value
  }
}

/// The sign a derivative is written with.
package enum DerivativeSign: Hashable, Sendable, CaseIterable {
  /// `d`: a quotient where `dz` or `dw` has been defined.
  case ordinary
  /// `∂`: always a derivative.
  case partial
}

/// One expression of the notation; two are equal if they differ in spans only.
package struct Expression: Sendable {
  /// The cases of an expression.
  package indirect enum Kind: Sendable {
    /// `3`, `1e-3`, `½`: never negative.
    case number(Double)
    /// `"text"`.
    case string(String)
    /// A name by itself.
    case reference(Reference)
    /// `σ'`, `g[l]''`: a function's derivative, named and not called; at least one prime.
    case primed(Reference, Int)
    /// `_` (nil) or `_3`: an earlier input's result.
    case result(Int?)
    /// `?`, an exercise's hole.
    case hole
    /// `−x`, `not x`, `√x`.
    case prefix(PrefixOperator, Expression)
    /// `a + b`, `a ⊙ b`, `a and b`: two operands, left-associative.
    case infix(InfixOperator, Expression, Expression)
    /// A chain `1 > y > 0`: at least one comparison.
    case comparison(Expression, [(ComparisonOperator, Expression)])
    /// Factors of one level, left to right: at least two.
    case product(Expression, [(ProductOperator, Expression)])
    /// A number glued to a name: `2w`, `2x²`, `2σ(z)`.
    case glued(Double, Expression)
    /// `x²`, `x^(n+1)`.
    case power(Expression, Expression)
    /// `wᵀ`, `w^T`.
    case transpose(Expression)
    /// `f(x, option = 1)`; or, where f is a value, f times the bracket.
    case call(Callee, [Argument])
    /// `[1, 2; 3, 4]`: rows of elements.
    case matrix([[Expression]])
    /// `‖A‖_p`; nil is p = 2.
    case norm(Expression, Expression?)
    /// `⌊x⌋`.
    case floor(Expression)
    /// `⌈x⌉`.
    case ceiling(Expression)
    /// `|x|`.
    case absolute(Expression)
    /// `Σ_{j=1}^{C} body`, `Σ_j body`, `Σ body`.
    case big(BigOperator, index: String?, from: Expression?, to: Expression?, Expression)
    /// `dz/dw`, `∂J/∂W[1]`.
    case derivative(DerivativeSign, of: Reference, by: Reference)
    /// `d/dx body`.
    case differentiate(DerivativeSign, by: Reference, Expression)
    /// `∇_w J`.
    case nabla(by: Reference, Expression)
    /// `body | x = 3, y = 4`: the value at a point.
    case evaluated(Expression, [(Reference, Expression)])
  }

  /// What it is.
  package var kind: Kind
  /// Where it stands.
  package var span: SourceSpan

  /// Makes an expression.
  package init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// What a statement assigns to.
package enum Target: Equatable, Sendable {
  /// `W[1]`, `x`, `w_{1,2}`.
  case reference(Reference)
  /// `f(x, y)`: defines a function.
  case function(Reference, parameters: [String])
  /// `∂J/∂W[1]`: states a claim.
  case derivative(DerivativeSign, of: Reference, by: Reference)
  /// `[β₀; β₁]`: takes a value apart.
  case list([Reference])
}

/// `=` defines, `←` updates.
package enum AssignmentOperator: Hashable, Sendable, CaseIterable {
  case define, update
}

/// A parameter of an algorithm, or a variable of its state, with its default or start value.
package struct Parameter: Equatable, Sendable {
  /// The name, `β₁` spelled `β_1`.
  package var name: String
  /// The default; nil where an argument is required.
  package var value: Expression?

  /// Makes a parameter.
  package init(name: String, value: Expression? = nil) {
    self.name = name
    self.value = value
  }
}

/// The values a loop's variable takes.
package enum LoopRange: Equatable, Sendable {
  /// `1, ..., L`, `L-1, ..., 1`.
  case ellipsis(first: Expression, last: Expression)
  /// `1, 2, ...`: without end, by the step from first to second.
  case endless(first: Expression, second: Expression)
  /// `a to b`.
  case up(Expression, Expression)
  /// `a downto b`.
  case down(Expression, Expression)
}

/// An algorithm's definition.
package struct AlgorithmDefinition: Equatable, Sendable {
  /// Its name.
  package var name: String
  /// Its parameters, bound by reference.
  package var parameters: [Parameter]
  /// The session's names it sets.
  package var assigns: [String]
  /// Its statements.
  package var body: [Statement]

  /// Makes a definition.
  package init(name: String, parameters: [Parameter], assigns: [String], body: [Statement]) {
    self.name = name
    self.parameters = parameters
    self.assigns = assigns
    self.body = body
  }
}

/// One statement of the notation; two are equal if they differ in spans only.
package struct Statement: Sendable {
  /// The cases of a statement.
  package indirect enum Kind: Equatable, Sendable {
    case assignment(Target, AssignmentOperator, Expression)
    case expression(Expression)
    /// `symbols a b c`.
    case symbols([String])
    case forLoop(variable: String, LoopRange, body: [Statement])
    case whileLoop(Expression, body: [Statement])
    /// `if c { } else { }`; an `else if` is an `else` with one statement; nil is no `else`.
    case conditional(Expression, then: [Statement], otherwise: [Statement]?)
    case breakLoop
    case returnValue(Expression?)
    case algorithm(AlgorithmDefinition)
    /// `state τ = 0, s = 0`.
    case state([Parameter])
  }

  /// What it is.
  package var kind: Kind
  /// Where it stands.
  package var span: SourceSpan

  /// Makes a statement.
  package init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// A parsed text.
package struct Program: Sendable {
  /// Its top-level statements.
  package var statements: [Statement]
  /// The text they were read from.
  package var source: SourceText

  /// Makes a program.
  package init(statements: [Statement], source: SourceText) {
    self.statements = statements
    self.source = source
  }
}
