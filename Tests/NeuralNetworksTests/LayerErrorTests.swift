import NeuralNetworks
import Operations
import Tensors
import Testing

@Suite("What layers cannot be, in whole sentences") struct LayerErrorTests {
  static let image = LayerShape.image(channels: 2, rows: 4, columns: 3)

  static func column(_ count: Int, _ number: Double = 1) -> Tensor {
    Tensor(repeating: number, shape: Shape(rows: count, columns: 1))
  }

  static func filters(_ dimensions: [Int], stride: Int = 1, padding: Int = 0) -> Layer {
    Layer(
      .convolution(
        filters: Tensor(repeating: 1, shape: Shape(dimensions)),
        biases: column(dimensions[0]),
        stride: stride,
        padding: padding
      )
    )
  }

  static func batchNorm(_ gamma: Tensor, deviation: Tensor = column(2), delta: Double = 0) -> Layer
  {
    Layer(
      .batchNorm(
        Normalization(gamma: gamma, beta: column(2), delta: delta),
        momentum: 0.9,
        runningMean: column(2),
        runningDeviation: deviation
      )
    )
  }

  static let wrong: [([Layer], [String?])] = [
    (
      [LayerSamples.dense(3, 24)],
      [
        "layer 1, dense, takes columns, but below it a case is a 2×4×3 image",
        "Put flatten before it.",
      ]
    ),
    (
      [Layer(.flatten), LayerSamples.dense(3, 20)],
      ["layer 2 takes 20 inputs, but layer 1 has 24 units: W[2] needs 24 columns", nil]
    ),
    (
      [filters([3, 1, 2, 2])],
      [
        "layer 1, conv, has filters of 1 channel, but below it a case is a 2×4×3 image: "
          + "W[1] must be out × 2 × M × M", nil,
      ]
    ),
    (
      [filters([3, 2, 2, 1])],
      [
        "W[1] is a 3×2×2×1 tensor: filters must be out × in × M × M, "
          + "square and one for each channel", nil,
      ]
    ),
    (
      [filters([3, 2, 4, 4])],
      [
        "layer 1, conv: the 4×4 filter is larger than the padded 4×3 image",
        "Take a smaller one, or more padding.",
      ]
    ),
    (
      [filters([3, 2, 2, 2], stride: 0)],
      ["layer 1, conv, has the stride 0: the window must move by at least 1", nil]
    ),
    (
      [Layer(.flatten), Layer(.maxPool(size: 2, stride: 2, padding: 0))],
      [
        "layer 2, max_pool, takes images, but below it a case is a column of 24",
        "Begin with image(channels, rows, columns), and put flatten behind it.",
      ]
    ),
    (
      [Layer(.dropout(p: 1.5, isInverted: false))],
      [
        "layer 1, dropout, has p = 1.5: the probability of being turned off must be between 0 and 1",
        "0.5 is usual for hidden units, 0.2 for inputs.",
      ]
    ),
    (
      [Layer(.dropout(p: 1, isInverted: true))],
      [
        "layer 1, inverted dropout, divides by 1 − p, which is 0 for p = 1", "Take a p below 1.",
      ]
    ),
    (
      [batchNorm(column(3))],
      ["γ[1] is a 3×1 column: it must be a column of 2 numbers", nil]
    ),
    (
      [batchNorm(column(2), deviation: column(2, -1))],
      ["running_σ[1] has −1 in row 1, column 1: a deviation is never negative", nil]
    ),
    (
      [batchNorm(column(2, .nan))],
      [
        "γ[1] has NaN in row 1, column 1: every parameter must be a finite number",
        "Define the network again, to start from fresh weights.",
      ]
    ),
    (
      [filters([2, 2, 1, 1]), Layer(.residual(source: 2))],
      ["layer 2 takes the output of layer 2, which does not come before it", nil]
    ),
    (
      [filters([3, 2, 1, 1]), Layer(.residual(source: 0))],
      [
        "layer 2 adds F(x), which is 3×4×3, and x, which is 2×4×3: the two must have one shape",
        "Keep the shape with padding and stride 1, or give shortcut = [conv(…)].",
      ]
    ),
    (
      [filters([2, 2, 1, 1]), Layer(.flatten, input: 0)],
      ["no layer takes the output of layer 1, and it is not the last", nil]
    ),
  ]

  @Test("Layers that do not fit", arguments: wrong.indices)
  func layers(_ index: Int) throws {
    let (layers, sentences) = Self.wrong[index]
    let error = try #require(throws: NetworkError.self) {
      try Network(input: Self.image, layers: layers, loss: .squaredError)
    }
    #expect([error.message, error.suggestion] == sentences)
  }

  private func training(
    _ layers: [Layer],
    cases: Int,
    batchSize: Int,
    _ x: Tensor? = nil
  ) throws -> [String?] {
    let network = try Network(input: .units(2), layers: layers, loss: .squaredError)
    let x = x ?? Samples.normal(2, cases, seed: 1)
    let error = try #require(throws: TrainingError.self) {
      let trainer = try Trainer(
        network: network,
        data: LabelledData(inputs: x, targets: Samples.normal(network.outputs, cases, seed: 2)),
        options: TrainingOptions(epochs: 1, batchSize: batchSize, learningRate: 0.1)
      )
      while try trainer.runBatch() {}
    }
    return [error.message, error.suggestion]
  }

  @Test("Batch normalisation of one case says which batch size makes it")
  func loneCases() throws {
    let layers = [Self.batchNorm(Self.column(2))]
    #expect(
      try training(layers, cases: 1, batchSize: 5) == [
        "batch normalisation of one case: layer 1 would have one value for each unit",
        "Give it more cases.",
      ]
    )
    #expect(
      try training(layers, cases: 8, batchSize: 1) == [
        "batch normalisation of one case: layer 1 would have one value for each unit "
          + "in batches of 1",
        "Take a batch size of 2.",
      ]
    )
    #expect(
      try training(layers, cases: 21, batchSize: 10) == [
        "batch normalisation of one case: layer 1 would have one value for each unit, "
          + "since batches of 10 leave a last one of 1 of 21 cases",
        "Take a batch size of 11.",
      ]
    )
    let network = try Network(input: .units(2), layers: layers, loss: .squaredError)
    let error = try #require(throws: TrainingError.self) {
      try network.gradients(Self.column(2), Self.column(2))
    }
    #expect(
      error.message == "batch normalisation of one case: layer 1 would have one value for each unit"
    )
    // In test mode one case is as good as many.
    #expect(try network.outputs(for: Self.column(2)) == Self.column(2))
  }

  @Test("σ + δ = 0")
  func deviations() throws {
    let equal = Tensor(rows: [[1, 2, 3], [4, 4, 4]])
    #expect(
      try training([Self.batchNorm(Self.column(2))], cases: 3, batchSize: 3, equal) == [
        "in row 2 of layer 1, batch_norm, all values are equal, so that σ + δ is 0 and there is "
          + "nothing to divide by (epoch 1, update 1)",
        "Give the layer a δ, such as delta = 1e-5.",
      ]
    )
    let norm = Normalization(gamma: Self.column(2), beta: Self.column(2), delta: 0)
    let layers = [Layer(.layerNorm(norm), activation: .relu)]
    let alike = Tensor(rows: [[1, 2, 3], [4, 2, 5]])
    #expect(
      try training(layers, cases: 3, batchSize: 3, alike) == [
        "in case 2 of layer 1, layer_norm, all values are equal, so that σ + δ is 0 and there is "
          + "nothing to divide by (epoch 1, update 1)",
        "Give the layer a δ, such as delta = 1e-5.",
      ]
    )
    let network = try Network(
      input: .units(2),
      layers: [Self.batchNorm(Self.column(2), deviation: Tensor(column: [1, 0]))],
      loss: .squaredError
    )
    let error = try #require(throws: TrainingError.self) { try network.outputs(for: alike) }
    #expect(
      [error.message, error.suggestion] == [
        "running_σ[1] is 0 in row 2, so that σ + δ is 0 and there is nothing to divide by",
        "Give the layer a δ, such as delta = 1e-5.",
      ]
    )
    // With a δ equal values are no more than that: ẑ = 0, and no derivative comes through.
    let fine = try Network(
      input: .units(2),
      layers: [Self.batchNorm(Self.column(2), delta: 1e-5)],
      loss: .squaredError
    )
    let found = try fine.gradients(equal, Tensor(rows: [[0, 0, 0], [0, 1, 2]]))
    #expect(found.input.elements.allSatisfy { $0.isFinite })
  }

  @Test("Numbers beyond all bounds are found behind every kind of layer")
  func overflow() throws {
    let huge = Tensor(rows: [[1e200, 2e200, -1e200], [1, 2, 3]])
    #expect(
      try training([Self.batchNorm(Self.column(2))], cases: 3, batchSize: 3, huge)[0]
        == "training went astray in epoch 1, update 1: z[1] is no finite number; "
        + "the largest weight is 0"
    )
    let layers = [
      Self.filters([2, 2, 1, 1], padding: 0), Layer(.maxPool(size: 2, stride: 1, padding: 0)),
    ]
    let network = try Network(input: Self.image, layers: layers, loss: .squaredError)
    let x = Tensor(repeating: 1.7e308, shape: Shape(rows: 24, columns: 2))
    let error = try #require(throws: TrainingError.self) { try network.outputs(for: x) }
    #expect(
      error.message == "z[1] or what follows from it is no finite number: "
        + "the weights or the inputs are too large"
    )
  }

  @Test("A padding that no memory can hold")
  func memory() throws {
    let x = Samples.normal(24, 3, seed: 1)
    for stride in [1, 1 << 20] {
      let layers = [Self.filters([1, 2, 1, 1], stride: stride, padding: 1 << 18)]
      let network = try Network(input: Self.image, layers: layers, loss: .squaredError)
      for attempt in 0..<3 {
        let error = try #require(throws: TrainingError.self) {
          let data = LabelledData(
            inputs: x,
            targets: Tensor(repeating: 0, shape: Shape(rows: 1, columns: 3))
          )
          switch attempt {
          case 0: _ = try network.outputs(for: x)
          case 1: _ = try network.gradients(x, data.targets)
          default:
            _ = try Trainer(
              network: network,
              data: data,
              options: TrainingOptions(epochs: 1, learningRate: 0.1)
            )
          }
        }
        if stride == 1 && attempt > 0 {
          #expect(error.message.hasPrefix("the targets have 1 row"))
          continue
        }
        #expect(error.message.hasPrefix("the layers would take "))
        #expect(error.message.hasSuffix(": layer 1 is the largest"))
        #expect(
          error.suggestion == "Take less padding, smaller layers, or fewer cases at once."
        )
      }
    }
  }

  @Test("A mask of another shape")
  func masks() throws {
    let network = try Network(
      input: .units(2),
      layers: [Layer(.dropout(p: 0.5, isInverted: false))],
      loss: .squaredError
    )
    let x = Samples.normal(2, 3, seed: 1)
    let error = try #require(throws: TrainingError.self) {
      try network.gradients(x, x, masks: [1: x.transposed()])
    }
    #expect(error.message == "mask[1] is a 3×2 matrix: it must be 2×3")
  }
}
