extension FunctionDescription {
  /// The native engine: training, and what a trained network says.
  static let training: [FunctionDescription] = [
    FunctionDescription(
      "train",
      "train(epochs = 10, batch = 64, optimizer = adam, …)",
      "trains the network on x and y by the native engine; :help training says more",
      cited: "galway",
      "Training Algorithms: Mini-Batch Gradient Descent"
    ),
    FunctionDescription(
      "predict",
      "predict(x)",
      "the network's output for each case of x, a column each; without x for the session's"
    ),
    FunctionDescription(
      "accuracy",
      "accuracy(x, y)",
      "the share of cases whose class the network finds; without x and y for the session's"
    ),
    FunctionDescription(
      "confusion_matrix",
      "confusion_matrix(x, y)",
      "how many cases of each class (a row) the network takes for which class (a column)"
    ),
  ]
}
