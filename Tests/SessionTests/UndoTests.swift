import Testing

/// What :undo takes back: each kind of input.
@Suite struct UndoTests {
  @Test func definition() {
    #expect(
      answers(
        "w = 1",
        ":undo",
        ":vars"
      )
        == """
        w = 1
        Taken back: w = 1
        No name has a value yet: try w = 1.
        """
    )
  }

  @Test func update() {
    #expect(
      answers(
        "w = 1",
        "w ← 5",
        ":undo",
        "w"
      )
        == """
        w = 1
        w ← 5
        Taken back: w ← 5
        w = 1
        """
    )
  }

  @Test func function() {
    #expect(
      answers(
        "f(x) = x²",
        ":undo",
        "f(2)"
      )
        == """
        f(x) = x²
        Taken back: f(x) = x²
        input 2, line 1: f is neither a function nor a value
          f(2)
          ^
        """
    )
  }

  @Test func algorithm() {
    #expect(
      answers(
        "algorithm a(w) { w ← 0 }",
        ":undo",
        ":vars"
      )
        == """
        algorithm a is defined.
        Taken back: algorithm a(w) { w ← 0 }
        No name has a value yet: try w = 1.
        """
    )
  }

  @Test func symbols() {
    #expect(
      answers(
        "symbols p q",
        ":undo",
        ":vars"
      )
        == """
        p, q stay letters.
        Taken back: symbols p q
        No name has a value yet: try w = 1.
        """
    )
  }

  @Test func claim() {
    #expect(
      answers(
        "w = 3",
        "J = w²",
        "∂J/∂w = 1",
        ":undo",
        "∂J/∂w"
      )
        == """
        w = 3
        J = w²
          = 3²
          = 9
        ∂J/∂w = 1
        Taken back: ∂J/∂w = 1
        ∂J/∂w = 2w
              = 6
        """
    )
  }

  @Test func network() {
    #expect(
      answers(
        "network([1, 1], [σ])",
        ":undo",
        ":vars"
      )
        == """
        L = 1
        W[1] = [−0.06869]
        b[1] = [0]
        g[1] = σ
        λ = 0
        loss = binary_cross_entropy
        Taken back: network([1, 1], [σ])
        No name has a value yet: try w = 1.
        """
    )
  }

  @Test func callOfAnAlgorithm() {
    #expect(
      answers(
        "w = 1",
        "adam(w, 2)",
        ":undo",
        "w",
        ":state adam"
      )
        == """
        w = 1
        τ ← τ + 1
          = 0 + 1
          = 1
        s ← β₁ s + (1 − β₁) g
          = 0.9·0 + (1 − 0.9) · 2
          = 0.2
        r ← β₂ r + (1 − β₂) g²
          = 0.999·0 + (1 − 0.999) 2²
          = 0.004
        ŝ = s/(1 − β₁^τ)
          = 0.2/(1 − 0.9¹)
          = 2
        r̂ = r/(1 − β₂^τ)
          = 0.004/(1 − 0.999¹)
          = 4
        w ← w − α ŝ/(√r̂ + ε)
          = 1 − 0.001·2/(√4 + 1e-8)
          = 0.999
        Taken back: adam(w, 2)
        w = 1
        adam keeps nothing yet: it has not run, or has no state.
        """
    )
  }

  @Test func loop() {
    #expect(
      answers(
        "for i = 1, ..., 2 { v = i }",
        ":undo",
        ":vars"
      )
        == """
        v = i
          = 1
        v = i
          = 2
        Taken back: for i = 1, ..., 2 { v = i }
        No name has a value yet: try w = 1.
        """
    )
  }

  @Test func severalStatements() {
    #expect(
      answers(
        "u = 1; v = 2",
        ":undo",
        ":vars"
      )
        == """
        u = 1
        v = 2
        Taken back: u = 1; v = 2
        No name has a value yet: try w = 1.
        """
    )
  }

  @Test func expressionAndItsResult() {
    #expect(
      answers(
        "1 + 1",
        "2 + 2",
        ":undo",
        "_"
      )
        == """
        1 + 1 = 2
        2 + 2 = 4
        Taken back: 2 + 2
        _ = 2
        """
    )
  }

  @Test func step() {
    #expect(
      answers(
        ":step w = 4",
        ":undo",
        ":vars"
      )
        == """
        1  w = 4
        Taken back: :step w = 4
        No name has a value yet: try w = 1.
        """
    )
  }

  @Test func rounding() {
    #expect(
      answers(
        ":rounding 3",
        ":undo",
        ":rounding"
      )
        == """
        From now on every value is rounded to 3 decimals, at each step.
        Taken back: :rounding 3
        Values are not rounded.
        """
    )
  }

  @Test func notation() {
    #expect(
      answers(
        ":notation manchester",
        ":undo",
        ":notation"
      )
        == """
        The notation is manchester's.
        Taken back: :notation manchester
        The notation is galway's.
        """
    )
  }

  @Test func aFailedInputIsPassedOver() {
    #expect(
      answers(
        "w = 1",
        "w = foo",
        ":step foo",
        ":notation nobody",
        ":undo",
        ":vars"
      )
        == """
        w = 1
        input 2, line 1: foo has no value
          w = foo
              ^^^
        input 3, line 1: foo has no value
          foo
          ^^^
        There is no notation nobody
          Type :notation galway or manchester.
        Taken back: w = 1
        No name has a value yet: try w = 1.
        """
    )
  }

  @Test func whatRanBeforeTheFailureIsTakenBack() {
    #expect(
      answers(
        "u = 1; v = foo",
        ":undo",
        ":vars"
      )
        == """
        u = 1
        input 1, line 1: foo has no value
          u = 1; v = foo
                     ^^^
        Taken back: u = 1; v = foo
        No name has a value yet: try w = 1.
        """
    )
  }

  @Test func anInputOfSeveralLinesIsNamedByItsFirst() {
    #expect(
      answers(
        "for i = 1, ..., 2 {\n  v = i\n}",
        ":undo"
      )
        == """
        v = i
          = 1
        v = i
          = 2
        Taken back: for i = 1, ..., 2 { …
        """
    )
  }

  @Test func again() {
    #expect(
      answers(
        "w = 1",
        "w = 2",
        ":undo",
        ":undo",
        ":undo"
      )
        == """
        w = 1
        w = 2
        Taken back: w = 2
        Taken back: w = 1
        There is nothing to take back.
        """
    )
  }
}

extension UndoTests {
  @Test func resultsComeAndGoWithTheirInputs() {
    var learner = Learner()
    _ = learner.reads("2 + 1")
    _ = learner.reads("2 + 2")
    #expect(learner.reads("_1 + _2") == "_1 + _2 = 7")
    _ = learner.reads(":undo")
    _ = learner.reads(":undo")
    #expect(learner.reads("_") == "_ = 3")
    #expect(learner.reads("_2").hasPrefix("input 5, line 1: Input 2 has no result"))
    _ = learner.reads(":reset")
    #expect(learner.reads("_1").hasPrefix("input 6, line 1: Input 1 has no result"))
    _ = learner.reads(":undo")
    #expect(learner.reads("_1") == "_1 = 3")
  }
}
