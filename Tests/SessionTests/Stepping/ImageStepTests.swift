import Testing

/// What `:step` shows of convolution, pooling and normalisation, down to single products.
@Suite struct ImageStepTests {
  @Test func convolution() {
    #expect(
      answers(
        "x = [1 2 3; 4 5 6; 7 8 9]; w = [1 0; 0 -1]",
        ":step C = conv(x, w, bias = 2, padding = 1, stride = 2)"
      )
        == """
        x = ⎡ 1  2  3 ⎤
            ⎢ 4  5  6 ⎥
            ⎣ 7  8  9 ⎦ 3×3
        w = ⎡ 1   0 ⎤
            ⎣ 0  −1 ⎦ 2×2
        1  C = conv(x, w, bias = 2, padding = 1, stride = 2)
             = ⎡  1  −1 ⎤
               ⎣ −5  −2 ⎦ 2×2
        1.1  row 1, column 1: x_{1,1}·w_{2,2} + 2 = 1·(−1) + 2 = 1
        1.2  row 1, column 2:
             x_{1,2}·w_{2,1} + x_{1,3}·w_{2,2} + 2 = 2·0 + 3·(−1) + 2 = −1
        1.3  row 2, column 1:
             x_{2,1}·w_{1,2} + x_{3,1}·w_{2,2} + 2 = 4·0 + 7·(−1) + 2 = −5
        1.4  row 2, column 2:
             x_{2,2}·w_{1,1} + x_{2,3}·w_{1,2} + x_{3,2}·w_{2,1} + x_{3,3}·w_{2,2} + 2
               = 5·1 + 6·0 + 8·0 + 9·(−1) + 2
               = −2
        1.5  conv(x, w, bias = 2, stride = 2, padding = 1)
               = ⎡  1  −1 ⎤
                 ⎣ −5  −2 ⎦ 2×2
        """
    )
  }

  @Test func manyProducts() {
    #expect(
      answers("A = ones(9, 9); B = ones(9, 9)", ":step C = conv(A, B)")
        == """
        A = ones(9, 9)
          = ⎡ 1  1  1  1  1  1  1  1  1 ⎤
            ⎢ 1  1  1  1  1  1  1  1  1 ⎥
            ⎢ 1  1  1  1  1  1  1  1  1 ⎥
            ⎢ 1  1  1  1  1  1  1  1  1 ⎥
            ⎢ 1  1  1  1  1  1  1  1  1 ⎥
            ⎢ 1  1  1  1  1  1  1  1  1 ⎥
            ⎢ 1  1  1  1  1  1  1  1  1 ⎥
            ⎢ 1  1  1  1  1  1  1  1  1 ⎥
            ⎣ 1  1  1  1  1  1  1  1  1 ⎦ 9×9
        B = ones(9, 9)
          = ⎡ 1  1  1  1  1  1  1  1  1 ⎤
            ⎢ 1  1  1  1  1  1  1  1  1 ⎥
            ⎢ 1  1  1  1  1  1  1  1  1 ⎥
            ⎢ 1  1  1  1  1  1  1  1  1 ⎥
            ⎢ 1  1  1  1  1  1  1  1  1 ⎥
            ⎢ 1  1  1  1  1  1  1  1  1 ⎥
            ⎢ 1  1  1  1  1  1  1  1  1 ⎥
            ⎢ 1  1  1  1  1  1  1  1  1 ⎥
            ⎣ 1  1  1  1  1  1  1  1  1 ⎦ 9×9
        1  C = conv(A, B)
             = [81]
        1.1  sum(A_{[1, 2, 3, 4, 5, 6, 7, 8, 9],[1, 2, 3, 4, 5, 6, 7, 8, 9]} ⊙ B_{[1,
               2, 3, 4, 5, 6, 7, 8, 9],[1, 2, 3, 4, 5, 6, 7, 8, 9]})
               = 81
        1.2  conv(A, B) = [81]
        """
    )
  }

  @Test func cases() {
    #expect(
      answers("X = reshape(range(1, 16), 2, 2, 2, 2); W = ones(1, 2, 2, 2)", ":step C = conv(X, W)")
        == """
        X = reshape(range(1, 16), 2, 2, 2, 2)
          = 2×2×2×2 array:
          1: 2×2×2 array:
          1: ⎡ 1  2 ⎤
             ⎣ 3  4 ⎦ 2×2
          2: ⎡ 5  6 ⎤
             ⎣ 7  8 ⎦ 2×2
          2: 2×2×2 array:
          1: ⎡  9  10 ⎤
             ⎣ 11  12 ⎦ 2×2
          2: ⎡ 13  14 ⎤
             ⎣ 15  16 ⎦ 2×2
        W = ones(1, 2, 2, 2)
          = 1×2×2×2 array:
          1: 2×2×2 array:
          1: ⎡ 1  1 ⎤
             ⎣ 1  1 ⎦ 2×2
          2: ⎡ 1  1 ⎤
             ⎣ 1  1 ⎦ 2×2
        1  C = conv(X, W)
             = 1×1×1×2 array:
             1: 1×1×2 array:
             1: [64  72]   1×2
        1.1  channel 1, row 1, column 1, case 1:
             X_{1,1,1,1}·W_{1,1,1,1} + X_{1,1,2,1}·W_{1,1,1,2} +
               X_{1,2,1,1}·W_{1,1,2,1} + X_{1,2,2,1}·W_{1,1,2,2} +
               X_{2,1,1,1}·W_{1,2,1,1} + X_{2,1,2,1}·W_{1,2,1,2} +
               X_{2,2,1,1}·W_{1,2,2,1} + X_{2,2,2,1}·W_{1,2,2,2}
               = 1·1 + 3·1 + 5·1 + 7·1 + 9·1 + 11·1 + 13·1 + 15·1
               = 64
        1.2  channel 1, row 1, column 1, case 2:
             X_{1,1,1,2}·W_{1,1,1,1} + X_{1,1,2,2}·W_{1,1,1,2} +
               X_{1,2,1,2}·W_{1,1,2,1} + X_{1,2,2,2}·W_{1,1,2,2} +
               X_{2,1,1,2}·W_{1,2,1,1} + X_{2,1,2,2}·W_{1,2,1,2} +
               X_{2,2,1,2}·W_{1,2,2,1} + X_{2,2,2,2}·W_{1,2,2,2}
               = 2·1 + 4·1 + 6·1 + 8·1 + 10·1 + 12·1 + 14·1 + 16·1
               = 72
        1.3  conv(X, W) = 1×1×1×2 array:
               1: 1×1×2 array:
               1: [64  72]   1×2
        """
    )
  }

  @Test func filterGradient() {
    #expect(
      answers("x = [1 2 3; 4 5 6; 7 8 9]", ":step G = conv_filter_gradient(x, [1 2; 3 4], 2, 2)")
        == """
        x = ⎡ 1  2  3 ⎤
            ⎢ 4  5  6 ⎥
            ⎣ 7  8  9 ⎦ 3×3
        1  G = conv_filter_gradient(x, [1, 2; 3, 4], 2, 2)
             = ⎡ 37  47 ⎤
               ⎣ 67  77 ⎦ 2×2
        1.1  row 1, column 1:
             x_{1,1}·1 + x_{1,2}·2 + x_{2,1}·3 + x_{2,2}·4 = 1·1 + 2·2 + 4·3 + 5·4 = 37
        1.2  row 1, column 2:
             x_{1,2}·1 + x_{1,3}·2 + x_{2,2}·3 + x_{2,3}·4 = 2·1 + 3·2 + 5·3 + 6·4 = 47
        1.3  row 2, column 1:
             x_{2,1}·1 + x_{2,2}·2 + x_{3,1}·3 + x_{3,2}·4 = 4·1 + 5·2 + 7·3 + 8·4 = 67
        1.4  row 2, column 2:
             x_{2,2}·1 + x_{2,3}·2 + x_{3,2}·3 + x_{3,3}·4 = 5·1 + 6·2 + 8·3 + 9·4 = 77
        1.5  conv_filter_gradient(x, [1, 2; 3, 4], 2, 2)
               = conv_filter_gradient([1, 2, 3; 4, 5, 6; 7, 8, 9], [1, 2; 3, 4], 2, 2)
               = ⎡ 37  47 ⎤
                 ⎣ 67  77 ⎦ 2×2
        """
    )
  }

  @Test func inputGradient() {
    #expect(
      answers("w = [1 0; 0 -1]", ":step G = conv_input_gradient([1 2], w, 2, 3)")
        == """
        w = ⎡ 1   0 ⎤
            ⎣ 0  −1 ⎦ 2×2
        1  G = conv_input_gradient([1, 2], w, 2, 3)
             = conv_input_gradient([1, 2], [1, 0; 0, −1], 2, 3)
             = ⎡ 1   2   0 ⎤
               ⎣ 0  −1  −2 ⎦ 2×3
        1.1  row 1, column 1: 1w_{1,1} = 1·1 = 1
        1.2  row 1, column 2: 1w_{1,2} + 2w_{1,1} = 1·0 + 2·1 = 2
        1.3  row 1, column 3: 2w_{1,2} = 2·0 = 0
        1.4  row 2, column 1: 1w_{2,1} = 1·0 = 0
        1.5  row 2, column 2: 1w_{2,2} + 2w_{2,1} = 1·(−1) + 2·0 = −1
        1.6  row 2, column 3: 2w_{2,2} = 2·(−1) = −2
        1.7  conv_input_gradient([1, 2], w, 2, 3)
               = conv_input_gradient([1, 2], [1, 0; 0, −1], 2, 3)
               = ⎡ 1   2   0 ⎤
                 ⎣ 0  −1  −2 ⎦ 2×3
        """
    )
  }

  @Test func maximum() {
    #expect(
      answers("x = [1 2 3; 4 5 6]", ":step P = max_pool(x, 2, stride = 1)")
        == """
        x = ⎡ 1  2  3 ⎤
            ⎣ 4  5  6 ⎦ 2×3
        1  P = max_pool(x, 2, stride = 1)
             = max_pool([1, 2, 3; 4, 5, 6], 2, stride = 1)
             = [5  6]   1×2
        1.1  row 1, column 1:
             max([x_{1,1}, x_{1,2}, x_{2,1}, x_{2,2}]) = max([1, 2, 4, 5]) = 5
        1.2  row 1, column 2:
             max([x_{1,2}, x_{1,3}, x_{2,2}, x_{2,3}]) = max([2, 3, 5, 6]) = 6
        1.3  max_pool(x, 2, stride = 1)
               = max_pool([1, 2, 3; 4, 5, 6], 2, stride = 1)
               = [5  6]   1×2
        """
    )
  }

  @Test func maximumGradient() {
    #expect(
      answers("x = [1 2; 4 3]", ":step P = max_pool_gradient(x, [7], 2)")
        == """
        x = ⎡ 1  2 ⎤
            ⎣ 4  3 ⎦ 2×2
        1  P = max_pool_gradient(x, [7], 2)
             = max_pool_gradient([1, 2; 4, 3], [7], 2)
             = ⎡ 0  0 ⎤
               ⎣ 7  0 ⎦ 2×2
        1.1  row 1, column 1: never the largest: 0
        1.2  row 1, column 2: never the largest: 0
        1.3  row 2, column 1: 7
        1.4  row 2, column 2: never the largest: 0
        1.5  max_pool_gradient(x, 7, 2)
               = max_pool_gradient([1, 2; 4, 3], 7, 2)
               = ⎡ 0  0 ⎤
                 ⎣ 7  0 ⎦ 2×2
        """
    )
  }

  @Test func average() {
    #expect(
      answers("x = [1 2 3; 4 5 6]", ":step P = average_pool(x, 2, stride = 1)")
        == """
        x = ⎡ 1  2  3 ⎤
            ⎣ 4  5  6 ⎦ 2×3
        1  P = average_pool(x, 2, stride = 1)
             = average_pool([1, 2, 3; 4, 5, 6], 2, stride = 1)
             = [3  4]   1×2
        1.1  row 1, column 1:
             (x_{1,1} + x_{1,2} + x_{2,1} + x_{2,2})/4 = (1 + 2 + 4 + 5)/4 = 3
        1.2  row 1, column 2:
             (x_{1,2} + x_{1,3} + x_{2,2} + x_{2,3})/4 = (2 + 3 + 5 + 6)/4 = 4
        1.3  average_pool(x, 2, stride = 1)
               = average_pool([1, 2, 3; 4, 5, 6], 2, stride = 1)
               = [3  4]   1×2
        """
    )
  }

  @Test func normalisation() {
    #expect(
      answers("z = [1 3; 2 6]", ":step B = batch_norm(z, [1; 2], 3, δ = 1)")
        == """
        z = ⎡ 1  3 ⎤
            ⎣ 2  6 ⎦ 2×2
        1  B = batch_norm(z, [1; 2], 3, δ = 1)
             = batch_norm([1, 3; 2, 6], [1; 2], 3, δ = 1)
             = ⎡   2.5    3.5 ⎤
               ⎣ 1.667  4.333 ⎦ 2×2
        1.1  μ, the mean of each row:
             mean(z, 2) = mean([1, 3; 2, 6], 2)
                        = ⎡ 2 ⎤
                          ⎣ 4 ⎦ 2×1
        1.2  σ, the standard deviation:
             std(z, 2) = std([1, 3; 2, 6], 2)
                       = ⎡ 1 ⎤
                         ⎣ 2 ⎦ 2×1
        1.3  σ + δ:
             std(z, 2) + 1 = [1; 2] + 1
                           = ⎡ 2 ⎤
                             ⎣ 3 ⎦ 2×1
        1.4  ẑ = (z − μ)/(σ + δ):
             (z − mean(z, 2))/(std(z, 2) + 1)
               = ([1, 3; 2, 6] − [2; 4])/[2; 3]
               = ⎡    −0.5     0.5 ⎤
                 ⎣ −0.6667  0.6667 ⎦ 2×2
        1.5  times γ:
             [1; 2] · ((z − mean(z, 2))/(std(z, 2) + 1))
               = [1; 2] · [−0.5, 0.5; −0.6667, 0.6667]
               = ⎡   −0.5    0.5 ⎤
                 ⎣ −1.333  1.333 ⎦ 2×2
        1.6  plus β:
             [1; 2] · ((z − mean(z, 2))/(std(z, 2) + 1)) + 3
               = [−0.5, 0.5; −1.333, 1.333] + 3
               = ⎡   2.5    3.5 ⎤
                 ⎣ 1.667  4.333 ⎦ 2×2
        """
    )
  }

  @Test func layers() {
    #expect(
      answers("z = [1 3; 2 6]", ":step B = layer_norm(z, δ = 0)")
        == """
        z = ⎡ 1  3 ⎤
            ⎣ 2  6 ⎦ 2×2
        1  B = layer_norm(z, δ = 0)
             = layer_norm([1, 3; 2, 6], δ = 0)
             = ⎡ −1  −1 ⎤
               ⎣  1   1 ⎦ 2×2
        1.1  μ, the mean of each column: mean(z, 1) = mean([1, 3; 2, 6], 1) = [1.5  4.5]
        1.2  σ, the standard deviation: std(z, 1) = std([1, 3; 2, 6], 1) = [0.5  1.5]
        1.3  ẑ = (z − μ)/(σ + δ):
             (z − mean(z, 1))/std(z, 1)
               = ([1, 3; 2, 6] − [1.5, 4.5])/[0.5, 1.5]
               = ⎡ −1  −1 ⎤
                 ⎣  1   1 ⎦ 2×2
        """
    )
  }

  @Test func derivative() {
    #expect(
      answers(
        "x = [1 2 3; 4 5 6; 7 8 9]; w = [1 0; 0 -1]",
        "z = conv(x, w); J = sum(z²)",
        ":step dJ/dw"
      )
        == """
        x = ⎡ 1  2  3 ⎤
            ⎢ 4  5  6 ⎥
            ⎣ 7  8  9 ⎦ 3×3
        w = ⎡ 1   0 ⎤
            ⎣ 0  −1 ⎦ 2×2
        z = conv(x, w)
          = ⎡ −4  −4 ⎤
            ⎣ −4  −4 ⎦ 2×2
        J = sum(z²)
          = sum([−4, −4; −4, −4]²)
          = 64
        1  dJ/dw = ⎡  −96  −128 ⎤
                   ⎣ −192  −224 ⎦ 2×2
        1.1  ∂J/∂z = ⎡ −8  −8 ⎤
                     ⎣ −8  −8 ⎦ 2×2
        1.2  ∂J/∂w = conv_filter_gradient(x, ∂J/∂z, 2, 2)
                   = ⎡  −96  −128 ⎤
                     ⎣ −192  −224 ⎦ 2×2
        """
    )
  }
}
