import Testing

/// What :help says of words of each kind.
@Suite struct HelpPageTests {
  @Test func functions() {
    #expect(
      answers(
        ":help functions"
      )
        == """
        Functions; :help NAME explains one:
          identity   σ   tanh   relu   leaky_relu   prelu   elu   softplus   softmax
          log_softmax   log   log2   log10   exp   sqrt   sin   cos   tan   abs   sign
          round   floor   ceil   sum   mean   var   std   max   min   argmax   norm
          trace   transpose   diag   reshape   flatten   size   rows   columns   conv
          conv_input_gradient   conv_filter_gradient   max_pool   max_pool_gradient
          average_pool   average_pool_gradient   batch_norm   batch_norm_gradient
          layer_norm   layer_norm_gradient   flip   shift   rotate   crop   pad
          add_noise   cross_entropy   binary_cross_entropy   squared_error   zeros
          ones   eye   range   one_hot   normal   uniform   bernoulli   shuffle   train
          predict   accuracy   confusion_matrix
        """
    )
  }

  @Test func signs() {
    #expect(
      answers(
        ":help signs"
      )
        == #"""
        Signs and letters, and how they are typed:
          α \alpha        β \beta         γ \gamma        δ \delta
          ε \epsilon      ζ \zeta         η \eta          θ \theta
          ι \iota         κ \kappa        λ \lambda       μ \mu
          ν \nu           ξ \xi           ο \omicron      π \pi
          ρ \rho          σ \sigma        ς \varsigma     τ \tau
          υ \upsilon      φ \phi          χ \chi          ψ \psi
          ω \omega        Γ \Gamma        Δ \Delta        Θ \Theta
          Λ \Lambda       Ξ \Xi           Υ \Upsilon      Φ \Phi
          Ψ \Psi          Ω \Omega        Σ \sum          Π \prod
          ∂ \partial      ∇ \nabla        √ \sqrt         ← \leftarrow
          ⊙ \odot         · \cdot         × \times        ᵀ \top
          ≤ \le           ≥ \ge           ≠ \ne           ‖ \Vert
          ⌊ \lfloor       ⌋ \rfloor       ⌈ \lceil        ⌉ \rceil
          ý \acute{y}     ȳ \bar{y}       y̆ \breve{y}     y̌ \check{y}
          ÿ \ddot{y}      ẏ \dot{y}       ỳ \grave{y}     ŷ \hat{y}
          ẙ \mathring{y}  ỹ \tilde{y}     y⃗ \vec{y}
        W^{(2)} or W\^(2) write W⁽²⁾, w^T wᵀ, x^2 or x\^2 x², \_1 a subscript.
        """#
    )
  }

  @Test func commands() {
    #expect(
      answers(
        ":help commands"
      )
        == """
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
        """
    )
  }

  @Test func aFunction() {
    #expect(
      answers(
        ":help softmax",
        ":help σ",
        ":help log"
      )
        == #"""
        softmax(z, dimension = 1)
          e^(z_j)/Σ_k e^(z_k) down each column (2: along each row): positive, and sums
          to 1
          Derivative: ∂a_i/∂z_j = a_i((i == j) − a_j)
          (galway, "Multi-Class Classification: Softmax Output")
        σ(z)
          1/(1 + e⁻ᶻ), which squeezes every number between 0 and 1
          Derivative: σ(z)(1 − σ(z))
          (manchester, "Compute gradients on a toy example (3)")
          Also written sigmoid.
        Type \sigma.
        log(x)
          the natural logarithm: log(e) is 1
          Domain: x > 0
          Derivative: 1/x
          (eindhoven, "Computation steps: another example")
        """#
    )
  }

  @Test func aFunctionByItsCall() {
    #expect(
      answers(
        ":help softmax(z)",
        ":help tanh()"
      )
        == """
        softmax(z, dimension = 1)
          e^(z_j)/Σ_k e^(z_k) down each column (2: along each row): positive, and sums
          to 1
          Derivative: ∂a_i/∂z_j = a_i((i == j) − a_j)
          (galway, "Multi-Class Classification: Softmax Output")
        tanh(z)
          the hyperbolic tangent, between −1 and 1
          Derivative: 1 − tanh²(z)
          (manchester, "Compute gradients on a toy example (3)")
        """
    )
  }

  @Test func aSign() {
    #expect(
      answers(
        ":help Δ",
        #":help \odot"#,
        ":help ←",
        ":help :="
      )
        == #"""
        Δz[2] = a[2] − y
          Part of the name. In galway Δz[l] is the derivative of one case's loss by
          z[l], ΔW[l] and Δb[l] are derivatives of the cost J; :check ΔW[1] compares
          yours. Type \Delta z.
        Type \Delta.
        g[1]'(z[1]) ⊙ Δa
          The product element by element; it binds looser than W Δz. Type \odot or .*.
        \odot writes ⊙.
        w ← w − α ΔW
          Updates w, which must exist: it stores the number and starts afresh, as a
          parameter update does. Type \leftarrow or :=.
        Type \leftarrow.
        w ← w − α ΔW
          Updates w, which must exist: it stores the number and starts afresh, as a
          parameter update does. Type \leftarrow or :=.
        """#
    )
  }

  @Test func aLetter() {
    #expect(
      answers(
        ":help α",
        #":help \alpha"#,
        ":help alpha",
        #":help \hat"#
      )
        == #"""
        Type \alpha: a letter for names.
        \alpha writes α, a letter for names.
        \alpha writes α, a letter for names.
        \hat{y} or \hat y writes ŷ, which is one name.
        """#
    )
  }

  @Test func aCommand() {
    #expect(
      answers(
        ":help :check",
        ":help rounding",
        ":help :quit"
      )
        == """
        :check ΔW[1] [of J]
          Compare a gradient of yours with the true derivative. It names the first
          element that differs and the relative error. Type :check ∂C/∂w of C for
          another cost than J.
        :rounding N|off
          Round every intermediate value to N decimals. That is what the slides do:
          values change, and the prompt shows it. Half is rounded away from zero.
        :quit
          Leave gradus, as Ctrl-D does.
        """
    )
  }

  @Test func anAlgorithm() {
    #expect(
      answers(
        ":help adam",
        ":help forward()"
      )
        == """
        adam(w, g, α = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 1e-8)
          Adaptive moments: moving averages of the gradient and of its square,
          corrected for their start at 0.
          manchester, "Gradient momentum: RMSProp and Adam".
          :list adam prints its text.
        forward()
          The forward pass: from the input through every layer to the cost.
          galway, "Mini-Batch GD - Adjustment to Backprop" and "L2 Regularization -
          Cost Function".
          :list forward prints its text.
        """
    )
  }

  @Test func aDerivative() {
    #expect(
      answers(
        ":help dz/dw",
        ":help ∂J/∂W[1]"
      )
        == #"""
        dz/dw, d/dx sin(x²)
          dz/dw differentiates through what was computed, link by link; where z, y and
          x are only functions, along their parameters' names. d/dx differentiates an
          expression.
        ∂J/∂W[1]
          A partial derivative, in the shape of the variable. Assigning to it states a
          claim that :check compares. Type \partial J/\partial W[1].
        Type \partial.
        """#
    )
  }

  @Test func aNameOfANetwork() {
    #expect(
      answers(
        ":help W[2]",
        ":help J"
      )
        == """
        z[l] = W[l] a[l-1] + b[l], a[l] = g[l](z[l])
          The names of a network: W, b its weights and biases, z the sums, a the
          activations, g (manchester: h) the activation functions, L the number of the
          last layer, λ the weight decay, loss the loss of one case, x the inputs, y
          the targets. network sets them; forward() computes z and a.
        forward()
          forward() sets N, the number of cases, and the cost: J, a mean over the
          cases, in galway; E, a sum, in manchester. Derivatives of the cost are asked
          for by ∂J/∂W[1].
        """
    )
  }

  @Test func aNameOfTheLearners() {
    #expect(
      answers(
        "w = 3",
        "f(x) = x²",
        "algorithm step_down(w) { w ← w − 1 }",
        ":help w",
        ":help f",
        ":help step_down"
      )
        == """
        w = 3
        f(x) = x²
        algorithm step_down is defined.
        w = 3
          A variable of yours.
        f(x) = x²
          A function of yours.
        step_down(w)
          :list step_down prints its text.
        """
    )
  }

  @Test func withoutAColon() {
    #expect(
      answers(
        "help tanh",
        "help(tanh)"
      )
        == """
        tanh(z)
          the hyperbolic tangent, between −1 and 1
          Derivative: 1 − tanh²(z)
          (manchester, "Compute gradients on a toy example (3)")
        tanh(z)
          the hyperbolic tangent, between −1 and 1
          Derivative: 1 − tanh²(z)
          (manchester, "Compute gradients on a toy example (3)")
        """
    )
  }
}
