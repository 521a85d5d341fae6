extension FunctionDescription {
  private static let toyExample = "Compute gradients on a toy example (3)"

  /// The activations of a network's layers.
  static let activations: [FunctionDescription] = [
    FunctionDescription(
      "identity",
      "identity(z)",
      "z itself: a layer without activation",
      derivative: "1"
    ),
    FunctionDescription(
      "σ",
      aliases: ["sigmoid"],
      "σ(z)",
      "1/(1 + e⁻ᶻ), which squeezes every number between 0 and 1",
      derivative: "σ(z)(1 − σ(z))",
      cited: "manchester",
      toyExample
    ),
    FunctionDescription(
      "tanh",
      "tanh(z)",
      "the hyperbolic tangent, between −1 and 1",
      derivative: "1 − tanh²(z)",
      cited: "manchester",
      toyExample
    ),
    FunctionDescription(
      "relu",
      "relu(z)",
      "z where it is positive, otherwise 0",
      derivative: "1 for z > 0, otherwise 0 (also at 0)",
      cited: "santa-cruz",
      "RELU"
    ),
    FunctionDescription(
      "leaky_relu",
      "leaky_relu(z)",
      "z where it is positive, otherwise 0.01 z",
      derivative: "1 for z > 0, otherwise 0.01 (also at 0)",
      cited: "santa-cruz",
      "RELU - VARIANT"
    ),
    FunctionDescription(
      "prelu",
      "prelu(z, slope)",
      "z where it is positive, otherwise slope · z; slope is learned",
      derivative: "by z: 1 for z > 0, otherwise slope; by slope: 0 for z > 0, otherwise z",
      cited: "santa-cruz",
      "RELU - VARIANT"
    ),
    FunctionDescription(
      "elu",
      "elu(z, α = 1)",
      "z where it is positive, otherwise α(eᶻ − 1)",
      derivative: "1 for z > 0, otherwise α eᶻ (also at 0)"
    ),
    FunctionDescription(
      "softplus",
      "softplus(z)",
      "log(1 + eᶻ), a smooth relu",
      derivative: "σ(z)"
    ),
    FunctionDescription(
      "softmax",
      "softmax(z, dimension = 1)",
      "e^(z_j)/Σ_k e^(z_k) down each column (2: along each row): positive, and sums to 1",
      derivative: "∂a_i/∂z_j = a_i((i == j) − a_j)",
      cited: "galway",
      "Multi-Class Classification: Softmax Output"
    ),
    FunctionDescription(
      "log_softmax",
      "log_softmax(z, dimension = 1)",
      "the logarithm of softmax, computed so that it cannot be log(0)",
      derivative: "∂log(a_i)/∂z_j = (i == j) − a_j"
    ),
  ]

  /// Elementary functions, element by element.
  static let elementary: [FunctionDescription] = [
    FunctionDescription(
      "log",
      "log(x)",
      "the natural logarithm: log(e) is 1",
      domain: "x > 0",
      derivative: "1/x",
      cited: "eindhoven",
      "Computation steps: another example"
    ),
    FunctionDescription(
      "log2",
      "log2(x)",
      "the logarithm to base 2: log2(8) is 3",
      domain: "x > 0",
      derivative: "1/(x log(2))"
    ),
    FunctionDescription(
      "log10",
      "log10(x)",
      "the logarithm to base 10: log10(1000) is 3",
      domain: "x > 0",
      derivative: "1/(x log(10))"
    ),
    FunctionDescription("exp", "exp(x)", "eˣ, the exponential function", derivative: "exp(x)"),
    FunctionDescription(
      "sqrt",
      "sqrt(x)",
      "the square root, also written √x",
      domain: "x ≥ 0; its derivative needs x > 0",
      derivative: "1/(2√x)"
    ),
    FunctionDescription(
      "sin",
      "sin(x)",
      "the sine, x in radians",
      derivative: "cos(x)",
      cited: "eindhoven",
      "The chain rule of differentiation: example"
    ),
    FunctionDescription(
      "cos",
      "cos(x)",
      "the cosine, x in radians",
      derivative: "−sin(x)",
      cited: "eindhoven",
      "The chain rule of differentiation: example"
    ),
    FunctionDescription(
      "tan",
      "tan(x)",
      "the tangent, x in radians",
      derivative: "1/cos²(x)"
    ),
    FunctionDescription(
      "abs",
      "abs(x)",
      "x without its sign",
      derivative: "sign(x) (0 at 0)"
    ),
    FunctionDescription(
      "sign",
      "sign(x)",
      "1 for positive x, −1 for negative x, 0 for 0",
      derivative: "0"
    ),
    FunctionDescription(
      "round",
      "round(x)",
      "the nearest whole number, half away from zero",
      derivative: "0"
    ),
    FunctionDescription(
      "floor",
      "floor(x)",
      "the next whole number below, also written ⌊x⌋",
      derivative: "0"
    ),
    FunctionDescription(
      "ceil",
      "ceil(x)",
      "the next whole number above, also written ⌈x⌉",
      derivative: "0"
    ),
  ]

  /// The losses of a case.
  static let losses: [FunctionDescription] = [
    FunctionDescription(
      "cross_entropy",
      "cross_entropy(a, y)",
      "−Σ_j y_j log(a_j) for each case (column)",
      domain: "a ≥ 0, and a > 0 where y ≠ 0",
      derivative: "by a: −y/a; by z of softmax: a − y",
      cited: "galway",
      "Multi-Class Classification: Backprop with Softmax"
    ),
    FunctionDescription(
      "binary_cross_entropy",
      "binary_cross_entropy(a, y)",
      "−(y log(a) + (1 − y) log(1 − a)), summed over the outputs of each case (column)",
      domain: "0 ≤ a ≤ 1, and neither 0 nor 1 where y says otherwise",
      derivative: "by a: (a − y)/(a(1 − a)); by z of σ: a − y",
      cited: "manchester",
      toyExample
    ),
    FunctionDescription(
      "squared_error",
      "squared_error(a, y)",
      "½ Σ_j (a_j − y_j)² for each case (column)",
      derivative: "by a: a − y",
      cited: "santa-cruz",
      "DIFFERENT LOSS FUNCTIONS"
    ),
  ]
}
