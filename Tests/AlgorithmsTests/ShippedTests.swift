import Algorithms
import Diagnostics
import Interpreter
import Notation
import Testing

@Suite("The shipped algorithms") struct ShippedTests {
  @Test("Each is found in each dialect, by its own name and with its text")
  func found() throws {
    for dialect in Dialect.all {
      for name in AlgorithmLibrary.shipped.names {
        let algorithm = try #require(AlgorithmLibrary.shipped.find(name, dialect))
        #expect(algorithm.definition.name == name)
        #expect(algorithm.isShipped)
        #expect(algorithm.listing.contains("algorithm \(name)("))
        #expect(!algorithm.citations.isEmpty || name == "descend", "\(name) cites no slide")
      }
    }
    #expect(AlgorithmLibrary.shipped.find("no_such", .galway) == nil)
  }

  /// A call of each with the two lines before it that it needs.
  static let calls: [String: String] = {
    let xor = "x = [0 0 1 1; 0 1 0 1]; y = [0 1 1 0]\nnetwork([2, 3, 1], [tanh, σ])\n"
    let step = "w = [1; −2]\ng = [0.5; 1]\n"
    let layer = "x = [0 0 1 1; 0 1 0 1]; y = [0 1 1 0]\nnetwork([2, 3, 1], [tanh, σ]); forward()\n"
    return [
      "chain_example": "chain_example()", "softmax_by_hand": "softmax_by_hand([1; 2])",
      "cross_entropy_by_hand": "cross_entropy_by_hand([0.5; 0.5], [1; 0])",
      "forward": xor + "forward()", "backward": layer + "backward()",
      "through_activation": layer + "through_activation(L, a_L)",
      "descend": layer + "backward(); descend(adam, learning_rate = 0.1)",
      "gradient_descent": step + "gradient_descent(w, g)", "momentum": step + "momentum(w, g)",
      "momentum_update": step + "momentum_update(w, g)", "nesterov": step + "nesterov(w, g)",
      "adagrad": step + "adagrad(w, g)", "rmsprop": step + "rmsprop(w, g)",
      "adagrad_without_epsilon": step + "adagrad_without_epsilon(w, g)",
      "adadelta": step + "adadelta(w, g)", "adam": step + "adam(w, g)",
      "adamw": step + "adamw(w, g)", "decay_weights": layer + "decay_weights()",
      "batch_gradient_descent": xor + "batch_gradient_descent(3)",
      "stochastic_gradient_descent": xor + "stochastic_gradient_descent(3, adam)",
      "minibatch_gradient_descent":
        xor + "minibatch_gradient_descent(epochs = 3, batch = 3, optimizer = rmsprop, beta = 0.8)",
      "early_stopping": xor + "early_stopping(0.5)",
      "early_stopping_last_check": xor + "early_stopping_last_check(0.5)",
      "compare_with_best": xor + "w = 1\ncompare_with_best(w, 0.5)",
      "compare_with_last": xor + "w = 1\ncompare_with_last(w, 0.5)",
      "save_parameters": xor + "save_parameters()",
      "restore_parameters": xor + "save_parameters(); restore_parameters()",
      "initialize_uniform": xor + "initialize_uniform(limit = 0.5)",
      "initialize_gaussian": xor + "initialize_gaussian(deviation = 0.5)",
      "initialize_xavier": xor + "initialize_xavier()", "initialize_he": xor + "initialize_he()",
      "variance_of_z": "variance_of_z(2, draws = 10)",
      "linear_decay": "linear_decay(0.1, 3)", "exponential_decay": "exponential_decay(0.1, 3)",
      "step_decay": "step_decay(0.1, 3)", "inverse_time_decay": "inverse_time_decay(0.1, 3)",
      "inverse_square_root_decay": "inverse_square_root_decay(0.1, 3)",
      "warm_up": "warm_up(0.1, 3)", "reduce_on_plateau": "reduce_on_plateau(0.1, 3)",
      "linear_regression": "linear_regression([0 1 2], [1 3 5])",
      "logistic_regression": "logistic_regression([0 1 2], [0 0 1])",
      "softmax_against_logistic": "softmax_against_logistic([1; 2; 3])",
      "gradient_sizes": xor + "gradient_sizes()",
      "normalize_z": "x = [1 2 3; 4 4 4]\nnormalize_z()",
      "normalize_min_max": "x = [1 2 3; 4 4 4]\nnormalize_min_max()",
      "finite_difference": "f(x) = x²\nfinite_difference(f, 3)",
      "numeric_gradient": layer + "numeric_gradient(W_1)",
    ]
  }()

  @Test(
    "Each runs in each dialect, and every statement of it is a step with its text",
    arguments: AlgorithmLibrary.shipped.names,
    [Dialect.galway, .manchester]
  )
  func runs(_ name: String, dialect: Dialect) throws {
    var call = try #require(Self.calls[name], "There is no call of \(name) to try.")
    let isManchester = dialect == .manchester
    call = call.replacing("a_L", with: isManchester ? "(a⁽ᴸ⁾ − y)ᵀ" : "a[L] − y")
    call = call.replacing("W_1", with: isManchester ? "W⁽²⁾" : "W[1]")
    var learner = Learner(dialect)
    let outcome = try #require(try learner.type(call))
    let step = try #require(learner.interpreter.step(at: outcome.step))
    var statements = 0
    func count(_ step: Step, depth: Int) {
      guard depth < 12 else { return }
      if step.written != nil, step.kind == .statement { statements += 1 }
      if step.kind == .statement { return }
      for inner in learner.interpreter.substeps(of: step) { count(inner, depth: depth + 1) }
    }
    count(step, depth: 0)
    let returnsOnly = outcome.value != nil
    #expect(statements > 0 || returnsOnly, "\(name) has no steps.")
  }
}
