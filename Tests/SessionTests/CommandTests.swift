import Testing

/// Every command, with all that it prints.
@Suite struct CommandTests {
  @Test func helpListsWhatThereIs() {
    #expect(
      answers(
        ":help"
      )
        == #"""
        Type what stands on the whiteboard, a statement a line:
          w = 1   x = 2w + 3   y = log(x)   z = 2y² − 1   dz/dw
          network([2, 2, 1], [tanh, σ])   x = [0 0 1 1; 0 1 0 1]   y = [0 1 1 0]
          forward()   backward()   ΔW[1] = 1/N Δz[1] a[0]ᵀ   :check ΔW[1]
        Commands:
          :help [WORD]         what there is, or what a word means
          :step STATEMENT      run a statement and show every step of it
          :predict [on|off]    ask for each value before :step shows it, and keep score
          :check ΔW[1] [of J]  compare a gradient of yours with the true derivative
          :list [ALGORITHM]    print the text of an algorithm, the very text that runs
          :vars                list every variable and its shape, and your functions
          :show NAME           print a value whole, however large
          :state [ALGORITHM]   show what an optimiser keeps between its steps
          :rounding N|off      round every intermediate value to N decimals
          :precision N         print numbers with N significant digits
          :notation NAME       choose whose notation is read: galway or manchester
          :undo                take back the last input
          :reset               forget every variable, function and algorithm of yours
          :quit                leave gradus, as Ctrl-D does
        Greek letters and signs, with a backslash:
          \Delta z, \sigma, \odot, \leftarrow, \hat{y}, W^{(2)}, w^T, x^2 write Δz, σ,
          ⊙, ←, ŷ, W⁽²⁾, wᵀ, x².
        :help WORD explains a word; :help functions and :help signs list what there is.
        """#
    )
  }

  @Test func stepShowsEveryStepOfAStatement() {
    #expect(
      lastAnswer(
        "W = [1 2; 3 4]",
        ":step b = W [1; 1] + 1"
      )
        == """
        1  b = W [1; 1] + 1
             = [1, 2; 3, 4] [1; 1] + 1
             = ⎡ 4 ⎤
               ⎣ 8 ⎦ 2×1
        1.1  W [1; 1] = [1, 2; 3, 4] [1; 1]
                      = ⎡ 3 ⎤
                        ⎣ 7 ⎦ 2×1
        1.1.1  element 1: W_{1,1}·1 + W_{1,2}·1 = 1·1 + 2·1 = 3
        1.1.2  element 2: W_{2,1}·1 + W_{2,2}·1 = 3·1 + 4·1 = 7
        1.1.3  W [1; 1] = [1, 2; 3, 4] [1; 1]
                        = ⎡ 3 ⎤
                          ⎣ 7 ⎦ 2×1
        1.2  W [1; 1] + 1 = [3; 7] + 1
                          = ⎡ 4 ⎤
                            ⎣ 8 ⎦ 2×1
        1.2.1  element 1: 3 + 1 = 4
        1.2.2  element 2: 7 + 1 = 8
        1.2.3  [3; 7] + 1 = ⎡ 4 ⎤
                            ⎣ 8 ⎦ 2×1
        """
    )
  }

  @Test func stepOnShowsTheStepsOfEveryInput() {
    #expect(
      answers(
        "w = 3",
        ":step on",
        "w² + 1",
        ":step off",
        "w + 1"
      )
        == """
        w = 3
        Every input is shown step by step.
        1  w² + 1 = 3² + 1
                  = 10
        1.1  w² = 3² = 9
        1.2  w² + 1 = 9 + 1 = 10
        Steps are shown on :step only.
        w + 1 = 3 + 1
              = 4
        """
    )
  }

  @Test func stepDescendsIntoAlgorithms() {
    #expect(
      lastAnswer(
        "network([2, 2, 1], [tanh, σ], loss = binary_cross_entropy, seed = 1)",
        "x = [0 0 1 1; 0 1 0 1]",
        "algorithm twice(q) assigns p { p = q + q }",
        ":step twice(3)"
      )
        == """
        1  twice(3)
        1.1  p = q + q
               = 3 + 3
               = 6
        """
    )
  }

  @Test func checkAgreesWithTheRightGradient() {
    #expect(
      lastAnswer(
        "network([2, 2, 1], [tanh, σ], loss = binary_cross_entropy, seed = 1)",
        "x = [0 0 1 1; 0 1 0 1]",
        "y = [0 1 1 0]",
        "forward()",
        "Δz[2] = a[2] − y",
        "ΔW[2] = 1/N Δz[2] a[1]ᵀ",
        ":check ΔW[2]"
      )
        == """
        ΔW[2] agrees with ∂J/∂W[2]: relative error 0.
        """
    )
  }

  @Test func checkNamesTheFirstElementThatDiffers() {
    #expect(
      lastAnswer(
        "network([2, 2, 1], [tanh, σ], loss = binary_cross_entropy, seed = 1)",
        "x = [0 0 1 1; 0 1 0 1]",
        "y = [0 1 1 0]",
        "forward()",
        "ΔW[2] = [0.5 0.5]",
        ":check ΔW[2]"
      )
        == """
        ΔW[2] does not agree with ∂J/∂W[2]: the first element that differs is row 1,
          column 1. Yours is 0.5; the relative error is 1.1.
        """
    )
  }

  @Test func checkTakesAnotherCost() {
    #expect(
      lastAnswer(
        "w = 3",
        "C = w²",
        "J = w",
        "∂C/∂w = 6",
        ":check ∂C/∂w of C"
      )
        == """
        Your ∂C/∂w agrees with the derivative of C: relative error 0.
        """
    )
  }

  @Test func listNamesTheAlgorithms() {
    #expect(
      answers(
        ":list"
      )
        == """
        Algorithms; :list NAME prints the text of one:
          chain_example             softmax_by_hand           cross_entropy_by_hand
          forward                   backward                  through_activation
          descend                   gradient_descent          momentum
          momentum_update           nesterov                  adagrad
          adagrad_without_epsilon   rmsprop                   adadelta
          adam                      adamw                     decay_weights
          batch_gradient_descent    stochastic_gradient_descent
          minibatch_gradient_descent                          early_stopping
          early_stopping_last_check compare_with_best         compare_with_last
          save_parameters           restore_parameters        initialize_uniform
          initialize_gaussian       initialize_xavier         initialize_he
          variance_of_z             linear_decay              exponential_decay
          step_decay                inverse_square_root_decay inverse_time_decay
          warm_up                   reduce_on_plateau         linear_regression
          logistic_regression       softmax_against_logistic  gradient_sizes
          finite_difference         numeric_gradient          normalize_z
          normalize_min_max
        """
    )
  }

  @Test func listMarksTheLearnersOwn() {
    #expect(
      lastAnswer(
        "algorithm adam(w, g) { w ← w − g }",
        ":list"
      )
        == """
        Algorithms; :list NAME prints the text of one:
          chain_example             softmax_by_hand           cross_entropy_by_hand
          forward                   backward                  through_activation
          descend                   gradient_descent          momentum
          momentum_update           nesterov                  adagrad
          adagrad_without_epsilon   rmsprop                   adadelta
          adamw                     decay_weights             batch_gradient_descent
          stochastic_gradient_descent                         minibatch_gradient_descent
          early_stopping            early_stopping_last_check compare_with_best
          compare_with_last         save_parameters           restore_parameters
          initialize_uniform        initialize_gaussian       initialize_xavier
          initialize_he             variance_of_z             linear_decay
          exponential_decay         step_decay                inverse_square_root_decay
          inverse_time_decay        warm_up                   reduce_on_plateau
          linear_regression         logistic_regression       softmax_against_logistic
          gradient_sizes            finite_difference         numeric_gradient
          normalize_z               normalize_min_max         adam (yours)
        """
    )
  }

  @Test func listPrintsTheTextThatRuns() {
    #expect(
      answers(
        ":list forward"
      )
        == """
        # The forward pass: from the input through every layer to the cost.
        # galway, "Mini-Batch GD - Adjustment to Backprop" and "L2 Regularization - Cost
        # Function".
        algorithm forward() assigns N, a, z, J {
          a[0] = x
          N = columns(x)                                    # columns are training cases
          for l = 1, ..., L {
            z[l] = W[l] a[l-1] + b[l]
            a[l] = g[l](z[l])
          }
          if not defined(y) {
            "J needs y, the targets: set y, one column for each case, and run forward() again."
            return
          }
          # the mean loss, and the L2 penalty
          J = 1/N Σ loss(a[L], y) + λ/2N Σ_l ‖W[l]‖²
          if defined(λ₁) { J = J + λ₁/N Σ_l ‖W[l]‖_1 }         # the L1 penalty
        }
        """
    )
  }

  @Test func listPrintsTheLearnersText() {
    #expect(
      lastAnswer(
        "algorithm adam(w, g) { w ← w − g }",
        ":list adam()"
      )
        == """
        algorithm adam(w, g) { w ← w − g }
        """
    )
  }

  @Test func listPrintsAFunction() {
    #expect(
      lastAnswer(
        "f(x) = x^2 + 1",
        ":list f"
      )
        == """
        f(x) = x² + 1
        """
    )
  }

  @Test func varsListsEverythingThatHasAValue() {
    #expect(
      lastAnswer(
        "w = 1.5",
        "A = [1 2; 3 4]",
        "r = [1 2 3]",
        "W[1] = [5]",
        "g = tanh",
        "symbols p q",
        "f(x) = x^2",
        "algorithm a(w) { w ← 0 }",
        "J = w²",
        "∂J/∂w = 3",
        ":vars"
      )
        == """
        A = a 2×2 matrix
        J = 2.25
        W[1] = [5]
        g = tanh
        r = a row of 3
        w = 1.5
        ∂J/∂w = 3
        symbols p q
        f(x) = x²
        algorithm a
        """
    )
  }

  @Test func varsSaysThatThereIsNothing() {
    #expect(
      answers(
        ":vars"
      )
        == """
        No name has a value yet: try w = 1.
        """
    )
  }

  @Test func showPrintsAValueWhole() {
    #expect(
      lastAnswer(
        "A = zeros(2, 40)",
        ":show A"
      )
        == """
        A = ⎡ 0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0 ⎤
            ⎣ 0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0 ⎦
            2×40
        """
    )
  }

  @Test func showTakesAnExpression() {
    #expect(
      lastAnswer(
        "A = [1 2; 3 4]",
        ":show Aᵀ"
      )
        == """
        Aᵀ = ⎡ 1  3 ⎤
             ⎣ 2  4 ⎦ 2×2
        """
    )
  }

  @Test func stateShowsWhatAnOptimiserKeeps() {
    #expect(
      lastAnswer(
        "w = [1; 2]",
        "momentum(w, [0.5; 1])",
        ":state momentum"
      )
        == """
        momentum, w:
          ν = ⎡ 0.005 ⎤
              ⎣  0.01 ⎦ 2×1
        """
    )
  }

  @Test func stateWithoutANameShowsAll() {
    #expect(
      lastAnswer(
        "w = 1",
        "adam(w, 2)",
        "momentum(w, 2)",
        ":state"
      )
        == """
        adam, w:
          r = 0.004
          s = 0.2
          τ = 1
        momentum, w:
          ν = 0.02
        """
    )
  }

  @Test func stateSaysThatThereIsNone() {
    #expect(
      answers(
        ":state",
        ":state adam"
      )
        == """
        No algorithm keeps anything yet.
        adam keeps nothing yet: it has not run, or has no state.
        """
    )
  }

  @Test func roundingChangesValues() {
    #expect(
      answers(
        ":rounding",
        ":rounding 2",
        "1/3",
        "x = 2/3",
        ":rounding",
        ":rounding 1",
        ":rounding off",
        "1/3"
      )
        == """
        Values are not rounded.
        From now on every value is rounded to 2 decimals, at each step.
        1/3 = 0.33
        x = 2/3
          = 0.67
        Values are rounded to 2 decimals.
        From now on every value is rounded to 1 decimal, at each step.
        What has been computed stays as it is: run it again to round it.
        Values are not rounded any more.
        1/3 = 0.3333
        """
    )
  }

  @Test func precisionChangesWhatIsPrinted() {
    #expect(
      answers(
        ":precision",
        "x = 1/3",
        ":precision 8",
        "x",
        "3x",
        ":precision"
      )
        == """
        Numbers are shown with 4 significant digits.
        x = 1/3
          = 0.3333
        Numbers are shown with 8 significant digits.
        x = 0.33333333
        3x = 3·0.33333333
           = 1
        Numbers are shown with 8 significant digits.
        """
    )
  }

  @Test func notationChangesTheDialect() {
    #expect(
      answers(
        ":notation",
        ":notation manchester",
        "W[2] = 1",
        ":notation"
      )
        == """
        The notation is galway's.
        The notation is manchester's.
        W⁽²⁾ = 1
        The notation is manchester's.
        """
    )
  }

  @Test func undoTakesBackTheLastInput() {
    #expect(
      answers(
        "w = 1",
        "w = 2",
        ":undo",
        "w"
      )
        == """
        w = 1
        w = 2
        Taken back: w = 2
        w = 1
        """
    )
  }

  @Test func resetForgetsEverything() {
    #expect(
      answers(
        "w = 1",
        "f(x) = x",
        ":reset",
        ":vars",
        ":undo",
        ":vars"
      )
        == """
        w = 1
        f(x) = x
        Everything is forgotten; :undo brings it back.
        No name has a value yet: try w = 1.
        Taken back: :reset
        w = 1
        f(x) = x
        """
    )
  }

  @Test func quitEndsTheSession() {
    #expect(
      answers(
        ":quit"
      )
        == """
        (the session is over)
        """
    )
  }
}
