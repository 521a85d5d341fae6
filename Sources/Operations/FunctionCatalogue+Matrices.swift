extension FunctionDescription {
  private static let dimensions = "of all elements, down each column (1) or along each row (2)"

  /// Functions that make one number of many.
  static let reductions: [FunctionDescription] = [
    FunctionDescription(
      "sum",
      "sum(x, dimension)",
      "the sum \(dimensions)",
      derivative: "1 for each element"
    ),
    FunctionDescription(
      "mean",
      "mean(x, dimension)",
      "the mean \(dimensions)",
      domain: "at least one element",
      derivative: "1/N for each element",
      cited: "eindhoven",
      "Batch normalisation"
    ),
    FunctionDescription(
      "var",
      "var(x, dimension)",
      "the variance, divided by N, \(dimensions)",
      domain: "at least one element",
      derivative: "2/N (x − mean(x))",
      cited: "eindhoven",
      "Batch normalisation"
    ),
    FunctionDescription(
      "std",
      "std(x, dimension)",
      "the standard deviation, the root of var, \(dimensions)",
      domain: "at least one element",
      derivative: "(x − mean(x))/(N std(x)), 0 where all are equal",
      cited: "eindhoven",
      "Batch normalisation"
    ),
    FunctionDescription(
      "max",
      "max(x, dimension)",
      "the largest \(dimensions)",
      domain: "at least one element",
      derivative: "1 for the largest, the first of equal ones; 0 for the others"
    ),
    FunctionDescription(
      "min",
      "min(x, dimension)",
      "the smallest \(dimensions)",
      domain: "at least one element",
      derivative: "1 for the smallest, the first of equal ones; 0 for the others"
    ),
    FunctionDescription(
      "argmax",
      "argmax(x, dimension)",
      "the position of the largest, the first of equal ones, \(dimensions)",
      domain: "at least one element"
    ),
    FunctionDescription(
      "norm",
      "norm(x, p = 2)",
      "(Σ |x|ᵖ)^(1/p) over all elements, also written ‖x‖_p",
      domain: "p > 0, ∞ included",
      derivative: "p = 2: x/‖x‖, 0 at 0",
      cited: "galway",
      "Methods to Avoid Overfitting: L2 Regularization"
    ),
    FunctionDescription(
      "trace",
      "trace(A)",
      "the sum of the diagonal",
      domain: "a square matrix",
      derivative: "1 on the diagonal, 0 elsewhere"
    ),
  ]

  /// Functions that rearrange a matrix or ask for its shape.
  static let matrices: [FunctionDescription] = [
    FunctionDescription(
      "transpose",
      "transpose(A)",
      "rows become columns, also written Aᵀ",
      derivative: "the upstream, transposed",
      cited: "auckland",
      "Linear algebra representation"
    ),
    FunctionDescription(
      "diag",
      "diag(x)",
      "a vector as a diagonal matrix, or the diagonal of a matrix as a column",
      derivative: "the upstream's diagonal"
    ),
    FunctionDescription(
      "reshape",
      "reshape(x, rows, columns, …)",
      "the same elements, row after row, in a new shape of up to five dimensions",
      domain: "as many elements",
      derivative: "the upstream, reshaped back"
    ),
    FunctionDescription(
      "flatten",
      "flatten(x)",
      "all elements, row after row, as one column",
      derivative: "the upstream, reshaped back"
    ),
    FunctionDescription("size", "size(x)", "the extents of x, as a row"),
    FunctionDescription("rows", "rows(A)", "the number of rows"),
    FunctionDescription("columns", "columns(A)", "the number of columns"),
  ]

  /// Functions that make matrices, and random ones.
  static let generators: [FunctionDescription] = [
    FunctionDescription("zeros", "zeros(rows, columns = 1)", "a matrix of zeros"),
    FunctionDescription("ones", "ones(rows, columns = 1)", "a matrix of ones"),
    FunctionDescription("eye", "eye(n)", "the identity matrix with n rows"),
    FunctionDescription(
      "range",
      "range(first, last)",
      "the whole numbers first, first + 1, …, last, as a row",
      domain: "whole numbers; empty where last is below first"
    ),
    FunctionDescription(
      "one_hot",
      "one_hot(class, classes)",
      "a column of zeros with a 1 at the class; several classes give several columns",
      domain: "whole numbers from 1 to classes",
      cited: "galway",
      "Multi-Class Classification: Softmax Output"
    ),
    FunctionDescription(
      "normal",
      "normal(rows, columns = 1)",
      "random numbers from the normal distribution, mean 0 and variance 1",
      cited: "manchester",
      "Parameter initialization"
    ),
    FunctionDescription(
      "uniform",
      "uniform(low, high, rows = 1, columns = 1)",
      "random numbers, equally likely between low and high",
      domain: "low ≤ high"
    ),
    FunctionDescription(
      "bernoulli",
      "bernoulli(p, rows = 1, columns = 1)",
      "random 1 with probability p, else 0",
      domain: "0 ≤ p ≤ 1"
    ),
    FunctionDescription(
      "shuffle",
      "shuffle(x)",
      "the columns of x, the cases, in random order",
      cited: "santa-cruz",
      "Shuffle the training examples for each epoch"
    ),
  ]
}
