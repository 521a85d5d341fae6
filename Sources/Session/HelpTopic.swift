/// A word of the language that is no function: what it means and how it is typed.
struct HelpTopic {
  /// The words it answers to.
  let words: [String]
  /// How it is written.
  let usage: String
  /// What it means.
  let text: String
}

extension HelpTopic {
  /// Every word that is no function, no command and no algorithm.
  static let all: [HelpTopic] = [
    HelpTopic(
      words: ["=", "define"],
      usage: "x = 2w + 3",
      text: "Defines x. Derivatives flow through a definition: afterwards dx/dw is 2."
    ),
    HelpTopic(
      words: ["←", ":=", "\\leftarrow", "update"],
      usage: "w ← w − α ΔW",
      text: "Updates w, which must exist: it stores the number and starts afresh, as a "
        + "parameter update does. Type \\leftarrow or :=."
    ),
    HelpTopic(
      words: ["[", "layer", "layers", "superscript"],
      usage: "W[2], W⁽²⁾, a[l-1]",
      text: "A bracket right behind a name is its layer: W[2] is one variable. Type W[2], "
        + "W^[2], W^{(2)} or W\\^(2)."
    ),
    HelpTopic(
      words: ["_", "subscript", "element", "elements"],
      usage: "W[1]_{2,1}, x_{(n)}, z_{j}, x_{([3, 1])}",
      text: "A braced subscript is an element, counted from 1; x_{(n)} is case n, a column; : is "
        + "a whole range, a row of positions takes each of them. Of arrays with more dimensions "
        + "X_{(n)} is the last one's, and X_{1,:,:} has one dimension less. Without braces the name is looked for first: w_1, w₁₂⁽²⁾. By "
        + "itself _ is the last result, _3 that of input 3."
    ),
    HelpTopic(
      words: ["⊙", ".*", "\\odot"],
      usage: "g[1]'(z[1]) ⊙ Δa",
      text: "The product element by element; it binds looser than W Δz. Type \\odot or .*."
    ),
    HelpTopic(
      words: ["·", "*", "×", "\\cdot", "product"],
      usage: "W[1] a[0], 2w, w·x",
      text: "A product: two matrices make the matrix product, a number scales. Names stand side "
        + "by side with a space, or with · or * between."
    ),
    HelpTopic(
      words: ["/", "quotient"],
      usage: "1/N Σ_n Δz_{(n)}",
      text: "A quotient; products and quotients are worked out from left to right. A number "
        + "glued to a name belongs to it: λ/2N is λ/(2N)."
    ),
    HelpTopic(
      words: ["^", "power", "²"],
      usage: "x², x^(n+1), tanh²(z)",
      text: "A power, element by element. tanh²(z) is (tanh z)². Type x^2 or x\\^2."
    ),
    HelpTopic(
      words: ["ᵀ", "^T", "\\top", "transpose", "⊤"],
      usage: "wᵀ x",
      text: "The transpose. Type w^T, or w\\top."
    ),
    HelpTopic(
      words: ["'", "prime"],
      usage: "σ'(z), g[l]'(z[l])",
      text: "The derivative of a function, element by element; softmax'(z) is its Jacobian."
    ),
    HelpTopic(
      words: ["√", "\\sqrt", "root"],
      usage: "√x, √(x² + 1)",
      text: "The square root of what follows. Type \\sqrt x or sqrt(x)."
    ),
    HelpTopic(
      words: ["‖", "\\Vert"],
      usage: "‖W[1]‖², ‖w‖_1",
      text: "The norm over all entries, p = 2 unless given. Type \\Vert w\\Vert."
    ),
    HelpTopic(
      words: ["Σ", "\\sum", "sum_"],
      usage: "Σ_{j=1}^{C} y_j log(ŷ_j), Σ_n z_{(n)}, Σ A",
      text: "A sum over an index; without bounds over all that the index counts, without an index "
        + "over all elements. It runs to the next + or −. Type sum_{j=1}^{C} or \\sum_{j=1}^{C}."
    ),
    HelpTopic(
      words: ["Π", "\\prod", "prod_"],
      usage: "Π_{i=1}^{3} h_i",
      text: "A product over an index. Type prod_{i=1}^{3} or \\prod_{i=1}^{3}."
    ),
    HelpTopic(
      words: ["max_", "min_"],
      usage: "max_j z_j",
      text: "The largest or smallest over an index."
    ),
    HelpTopic(
      words: ["d/dx", "dz/dw", "derivative", "derivatives", "d"],
      usage: "dz/dw, d/dx sin(x²)",
      text: "dz/dw differentiates through what was computed, link by link; where z, y and x are "
        + "only functions, along their parameters' names. d/dx differentiates an expression."
    ),
    HelpTopic(
      words: ["∂", "\\partial"],
      usage: "∂J/∂W[1]",
      text: "A partial derivative, in the shape of the variable. Assigning to it states a claim "
        + "that :check compares. Type \\partial J/\\partial W[1]."
    ),
    HelpTopic(
      words: ["∇", "\\nabla", "gradient"],
      usage: "∇_w J",
      text: "The gradient of J by w; of β₀ and β₁ alone ∇_β is the column of the two. Type "
        + "\\nabla_w J."
    ),
    HelpTopic(
      words: ["Δ", "\\Delta", "Δz", "ΔW", "Δb"],
      usage: "Δz[2] = a[2] − y",
      text: "Part of the name. In galway Δz[l] is the derivative of one case's loss by z[l], "
        + "ΔW[l] and Δb[l] are derivatives of the cost J; :check ΔW[1] compares yours. Type "
        + "\\Delta z."
    ),
    HelpTopic(
      words: ["|"],
      usage: "dz/dw | w = 2",
      text: "The value at a point."
    ),
    HelpTopic(
      words: ["==", "≠", "<", "≤", ">", "≥", "!=", "<=", ">=", "comparison"],
      usage: "1 > y > 0, a == b",
      text: "Comparisons give 1 or 0 for each element and may be chained. Type !=, <=, >=."
    ),
    HelpTopic(
      words: ["and", "or", "not"],
      usage: "not (a and b)",
      text: "Of 1 and 0, for each element."
    ),
    HelpTopic(
      words: ["for", "while", "break", "loop"],
      usage: "for l = 1, ..., L { … }, for l = L, ..., 1 { … }, while c { … }",
      text: "A literal start counts up, a literal end counts down. Otherwise: for l = a to b, for "
        + "l = b downto a. break leaves the loop."
    ),
    HelpTopic(
      words: ["if", "else"],
      usage: "if c { … } else { … }",
      text: "Runs the first block where every element of c is other than 0."
    ),
    HelpTopic(
      words: ["algorithm", "assigns", "state", "return"],
      usage: "algorithm name(w, g, α = 0.1) assigns z { state r = 0 … }",
      text: "Defines an algorithm: parameters stand for the variables given, assigns lists the "
        + "session's names it sets, state is kept between runs, all else is its own. :list adam "
        + "shows one."
    ),
    HelpTopic(
      words: ["symbols"],
      usage: "symbols a b c",
      text: "Makes names letters that stay letters, for formulas without numbers."
    ),
    HelpTopic(
      words: ["network"],
      usage: "network([2, 2, 1], [tanh, σ], loss = binary_cross_entropy, seed = 1)",
      text: "Defines L, W[l], b[l], g[l], λ = 0 and loss. Then set x and y, one column for each "
        + "case, and run forward(), backward(), descend(adam, α = 0.01). init = he, xavier, "
        + "gaussian, uniform or zeros chooses the start."
    ),
    HelpTopic(
      words: ["training", "epochs", "batch", "early_stopping", "validation"],
      usage: "train(epochs = 50, batch = 32, optimizer = adam, learning_rate = 0.01)",
      text: "Trains the network on x and y and leaves the result in W[l] and b[l], with "
        + "cost_history and accuracy_history. The optimiser's options go by their symbols or "
        + "names (β₁ or beta1). schedule = step_decay(factor = 0.5, every = 10) changes the rate "
        + "from epoch to epoch; validation = 0.2 holds cases out, validation = dev takes x_dev "
        + "and y_dev; early_stopping = 5 stops after 5 epochs without a better validation cost, "
        + "early_stopping = last_check keeps what galway's slide keeps; seed and threads are "
        + "numbers. λ and λ_1 are the penalties. Ctrl-C keeps what was learned. Then predict(x), "
        + "accuracy(x, y), confusion_matrix(x, y)."
    ),
    HelpTopic(
      words: ["dataset"],
      usage: "dataset(\"moons\", cases = 200, noise = 0.1, seed = 1)",
      text: "Defines x and y, a column for each case: xor, moons, circles, spirals, blobs (classes "
        + "= 3), linear, digits, or a data set of yours, which :data NAME FILE reads. Two classes "
        + "are a row of 0 and 1, more are one-hot. :data lists them."
    ),
    HelpTopic(
      words: ["split", "x_dev", "y_dev", "x_test", "y_test"],
      usage: "split(0.6, 0.2, 0.2, seed = 1, stratified = 1)",
      text:
        "Cuts the cases: x and y keep the training part, x_dev and y_dev, x_test and y_test get "
        + "the rest; with two shares there is no dev part. Each class is spread evenly over the "
        + "parts, unless stratified = 0."
    ),
    HelpTopic(
      words: ["+", "-", "−", "plus", "minus"],
      usage: "x + 3, A − b",
      text: "Sum and difference, element by element. A column is added to each column of a matrix, "
        + "a row to each row; the answer says so."
    ),
    HelpTopic(
      words: ["(", ")", "bracket", "brackets"],
      usage: "a(b + c), log(x), x_{(n)}",
      text:
        "Behind a function's name the bracket holds what it is called with; behind a value it is "
        + "a factor."
    ),
    HelpTopic(
      words: ["]", "matrix", "literal", "[ ]"],
      usage: "[1, 2; 3, 4], [1 2; 3 4], [1; 2], [[1, 2], [3, 4]]",
      text: "A matrix: commas or spaces between the elements of a row, ; between rows. [1; 2] is a "
        + "column, [1, 2] a row. Columns of x and y are training cases."
    ),
    HelpTopic(
      words: ["{", "}", "block"],
      usage: "for l = 1, ..., L { … }",
      text: "Holds the statements of a loop, a condition or an algorithm."
    ),
    HelpTopic(
      words: [";", "newline"],
      usage: "w = 1; x = 2w + 3",
      text: "Ends a statement, as the end of the line does; in brackets it ends a matrix's row."
    ),
    HelpTopic(
      words: ["#", "comment"],
      usage: "w = 1   # the start",
      text: "What follows on the line is a remark to the reader."
    ),
    HelpTopic(
      words: ["...", "…", "\\ldots", "\\dots", "\\cdots"],
      usage: "for l = 1, ..., L { … }",
      text: "And so on, in the bounds of a loop. Type three full stops, or \\ldots."
    ),
    HelpTopic(
      words: [":", ","],
      usage: "W_{:,1}, W_{2,1}",
      text:
        "In a subscript, : is the whole range and , stands between the indices. At the start of "
        + "a line : begins a command."
    ),
    HelpTopic(
      words: ["to", "downto"],
      usage: "for l = a to b { … }, for l = b downto a { … }",
      text: "The bounds of a loop where neither is a literal number."
    ),
    HelpTopic(
      words: ["⌊", "⌋", "⌈", "⌉", "\\lfloor", "\\rfloor", "\\lceil", "\\rceil"],
      usage: "⌊x⌋, ⌈x⌉",
      text: "The next whole number below or above. Type \\lfloor x\\rfloor, or floor(x)."
    ),
    HelpTopic(
      words: ["J", "E", "N", "cost"],
      usage: "forward()",
      text:
        "forward() sets N, the number of cases, and the cost: J, a mean over the cases, in galway; "
        + "E, a sum, in manchester. Derivatives of the cost are asked for by ∂J/∂W[1]."
    ),
    HelpTopic(
      words: ["a", "z", "W", "b", "g", "h", "L", "λ", "loss", "x", "y"],
      usage: "z[l] = W[l] a[l-1] + b[l], a[l] = g[l](z[l])",
      text: "The names of a network: W, b its weights and biases, z the sums, a the activations, g "
        + "(manchester: h) the activation functions, L the number of the last layer, λ the weight "
        + "decay, loss the loss of one case, x the inputs, y the targets. network sets "
        + "them; forward() computes z and a."
    ),
    HelpTopic(
      words: ["galway"],
      usage: ":notation galway",
      text: "Layers in brackets, W[2]; the input is a[0]; Δz, ΔW, Δb; the cost J is a mean."
    ),
    HelpTopic(
      words: ["manchester"],
      usage: ":notation manchester",
      text:
        "Layers in parentheses, W⁽²⁾; the input is a⁽¹⁾; ∂E/∂z⁽²⁾ as rows; the error E is a sum; "
        + "learning rate η, momentum μ."
    ),
    HelpTopic(
      words: ["?", "hole"],
      usage: "Δz[2] = ?",
      text: "A hole to be filled in."
    ),
    HelpTopic(
      words: ["e", "π", "\\pi"],
      usage: "e, π",
      text: "Constants, unless a name takes them."
    ),
    HelpTopic(
      words: ["defined"],
      usage: "defined(y)",
      text: "1 where the name has a value, 0 where not."
    ),
    HelpTopic(
      words: ["matched"],
      usage: "matched(g[L], loss)",
      text: "1 where Δz = a − y holds: softmax (with targets that sum to 1) or σ with "
        + "its cross-entropy, identity with squared error."
    ),
    HelpTopic(
      words: ["elementwise"],
      usage: "elementwise(g[1])",
      text: "1 where a function works element by element, as every activation but softmax does."
    ),
    HelpTopic(
      words: ["stepper", "keys"],
      usage: ":step forward()",
      text:
        "The stepper's keys, without Enter: Enter, n or Down the next step; i or Right into its "
        + "parts; o or Left out; b or Up back, with the values there were; Home and End the first "
        + "and the last; u NAME until NAME is assigned; p EXPRESSION print; w NAME watch; PgDn and "
        + "PgUp scroll; ? the keys; q or Esc leave. :predict on asks for each value first."
    ),
    HelpTopic(
      words: ["editing", "typing", "keyboard", "TAB", "tab", "history"],
      usage: "\\Delta TAB, Up, Ctrl-R",
      text:
        "TAB completes names, functions, options, commands, files and signs. Up and Down find the "
        + "inputs that begin as the line does, Ctrl-R those that hold what you type. Right at the "
        + "line's end takes what is hinted there. Alt-Enter starts another line. Ctrl-C drops the "
        + "line or stops what runs, Ctrl-D leaves, Ctrl-Z pauses. ~/.editrc is read: bind -v edits "
        + "as vi does."
    ),
  ]
}
