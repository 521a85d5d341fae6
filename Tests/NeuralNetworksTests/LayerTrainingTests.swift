import NeuralNetworks
import Operations
import Tensors
import Testing

/// Training and test mode, threads, checkpoints and frozen layers with all kinds of layers.
@Suite("Training layers of all kinds") struct LayerTrainingTests {
  /// Images of 2×6×6 in three classes, 41 of them; more to validate by.
  static let data = LabelledData(
    inputs: Samples.normal(72, 41, seed: 81),
    targets: Samples.oneHot(3, 41, seed: 82)
  )
  static let validation = LabelledData(
    inputs: Samples.normal(72, 23, seed: 83),
    targets: Samples.oneHot(3, 23, seed: 84)
  )

  /// Every kind of layer there is.
  static func network(frozen: Set<Int> = []) throws(NetworkError) -> Network {
    var layers = [
      LayerSamples.convolution(9, 2, 3, padding: 1), LayerSamples.batchNorm(9, .relu),
      LayerSamples.convolution(9, 9, 3, padding: 1), Layer(.residual(source: 2)),
      Layer(.maxPool(size: 2, stride: 2, padding: 0)), Layer(.averagePool(size: 2, stride: 1)),
      Layer(.flatten), Layer(.dropout(p: 0.2, isInverted: true)),
      LayerSamples.dense(17, 36), LayerSamples.batchNorm(17), Layer(.identity, activation: .tanh),
      Layer(.dropout(p: 0.3, isInverted: false)), Layer(.layerNorm(LayerSamples.norm(17))),
      LayerSamples.dense(3, 17, .softmax),
    ]
    for number in frozen { layers[number - 1].isFrozen = true }
    return try Network(
      input: .image(channels: 2, rows: 6, columns: 6),
      layers: layers,
      loss: .crossEntropy,
      l2: 0.01
    )
  }

  static func options(
    _ optimizer: Optimizer = .gradientDescent,
    threads: Int = 1,
    batchSize: Int = 16
  ) -> TrainingOptions {
    TrainingOptions(
      epochs: 3,
      batchSize: batchSize,
      optimizer: optimizer,
      learningRate: 0.02,
      validation: validation,
      earlyStopping: EarlyStopping(patience: 3),
      seed: 5,
      threads: threads
    )
  }

  @Test(
    "1, 2 and 3 threads agree bit for bit",
    arguments: [Optimizer.gradientDescent, .momentum(), .adam()]
  )
  func threads(_ optimizer: Optimizer) throws {
    let network = try Self.network()
    let results = try [1, 2, 3].map { threads in
      let trainer = try Trainer(
        network: network,
        data: Self.data,
        options: Self.options(optimizer, threads: threads)
      )
      while try trainer.runBatch() {}
      return (trainer.network, trainer.costHistory, trainer.validationCostHistory)
    }
    #expect(results[0].0 != network)
    for result in results { #expect(result == results[0]) }
  }

  @Test("Resumed after every batch, the result is the same bit for bit")
  func resumes() throws {
    let network = try Self.network()
    let options = Self.options(.adam())
    let trainer = try Trainer(network: network, data: Self.data, options: options)
    var checkpoints = [trainer.checkpoint()]
    while try trainer.runBatch() { checkpoints.append(trainer.checkpoint()) }
    #expect(checkpoints.count == 10)
    for bytes in checkpoints {
      let resumed = try Trainer(
        resuming: bytes,
        network: network,
        data: Self.data,
        options: options
      )
      while try resumed.runBatch() {}
      #expect(resumed.network == trainer.network)
      #expect(resumed.costHistory == trainer.costHistory)
      #expect(resumed.validationCostHistory == trainer.validationCostHistory)
    }
  }

  @Test("An update is −α times the gradient with the masks that are stated for it")
  func update() throws {
    let network = try Self.network()
    var options = Self.options(batchSize: 41)
    (options.validation, options.earlyStopping) = (nil, nil)
    let trainer = try Trainer(network: network, data: Self.data, options: options)
    var expected = network.layers
    for update in 1...2 {
      let before = try Network(
        input: network.input,
        layers: expected,
        loss: network.loss,
        l2: network.l2
      )
      let masks = Dictionary(
        uniqueKeysWithValues: [(8, 36, 0.2), (12, 17, 0.3)].map { layer, units, p in
          let mask = Trainer.mask(
            seed: 5,
            layer: layer,
            update: update,
            cases: 41,
            units: units,
            p: p
          )
          return (layer, mask)
        }
      )
      let gradients = try before.gradients(Self.data.inputs, Self.data.targets, masks: masks)
      for (index, layer) in expected.enumerated() {
        guard let (weights, biases) = layer.parameters else { continue }
        func moved(_ tensor: Tensor, _ gradient: Tensor) -> Tensor {
          let numbers = zip(tensor.elements, gradient.elements).map { $0 - 0.02 * $1 }
          return Tensor(shape: tensor.shape, elements: numbers)
        }
        expected[index] = layer.with(
          weights: moved(weights, gradients.layers[index].weights),
          biases: moved(biases, gradients.layers[index].biases)
        )
      }
      try trainer.runBatch()
      for (found, stated) in zip(trainer.network.layers, expected) {
        guard let found = found.parameters, let stated = stated.parameters else { continue }
        for (a, b) in zip(
          found.weights.elements + found.biases.elements,
          stated.weights.elements + stated.biases.elements
        ) { #expect((a - b).magnitude <= 1e-12) }
      }
    }
  }

  @Test("Masks: their share, and other ones for every layer and update")
  func masks() throws {
    func mask(_ layer: Int, _ update: Int, p: Double = 0.3) -> Tensor {
      Trainer.mask(seed: 5, layer: layer, update: update, cases: 100, units: 50, p: p)
    }
    let first = mask(2, 1)
    #expect(first.shape == Shape(rows: 50, columns: 100))
    #expect(first.elements.allSatisfy { $0 == 0 || $0 == 1 })
    // 5000 draws of 0.7 have a deviation of 0.0065.
    #expect((first.elements.reduce(0, +) / 5000 - 0.7).magnitude < 0.026)
    #expect(first == mask(2, 1))
    #expect(first != mask(2, 2))
    #expect(first != mask(3, 1))
    #expect(mask(2, 1, p: 0).elements.allSatisfy { $0 == 1 })
    #expect(mask(2, 1, p: 1).elements.allSatisfy { $0 == 0 })
    // The cases of a smaller batch have the masks they had in a larger one.
    let few = Trainer.mask(seed: 5, layer: 2, update: 1, cases: 3, units: 50, p: 0.3)
    #expect(few[7, 2] == first[7, 2])
  }

  @Test("Dropout in test mode: everything, times 1 − p; inverted as it is")
  func testMode() throws {
    func output(_ kind: Layer.Kind) throws -> [Double] {
      try Network(input: .units(2), layers: [Layer(kind)], loss: .squaredError)
        .outputs(for: Tensor(column: [3, -2])).elements
    }
    #expect(try output(.dropout(p: 0.25, isInverted: false)) == [2.25, -1.5])
    #expect(try output(.dropout(p: 0.25, isInverted: true)) == [3, -2])
    #expect(try output(.dropout(p: 1, isInverted: false)) == [0, 0])
    let norm = Layer.Kind.batchNorm(
      Normalization(
        gamma: Tensor(column: [2, 3]),
        beta: Tensor(column: [1, 0]),
        delta: 0.5
      ),
      momentum: 0.9,
      runningMean: Tensor(column: [1, -1]),
      runningDeviation: Tensor(column: [1.5, 0])
    )
    #expect(try output(norm) == [3, -6])
  }

  @Test("Running averages move by each batch's moments")
  func runningAverages() throws {
    let network = try Network(
      input: .units(2),
      layers: [
        Layer(
          .batchNorm(
            Normalization(gamma: Tensor(column: [1, 1]), beta: Tensor(column: [0, 0])),
            momentum: 0.75,
            runningMean: Tensor(column: [0, 4]),
            runningDeviation: Tensor(column: [1, 1])
          )
        )
      ],
      loss: .squaredError
    )
    let x = Tensor(rows: [[1, 3, 1, 3], [-2, -2, 6, 6]])
    let trainer = try Trainer(
      network: network,
      data: LabelledData(inputs: x, targets: x),
      options: TrainingOptions(epochs: 1, learningRate: 0.1)
    )
    try trainer.runBatch()
    let averages = try #require(trainer.network.layers[0].runningAverages)
    #expect(averages.mean == Tensor(column: [0.5, 3.5]))
    #expect(averages.deviation == Tensor(column: [1, 1.75]))
  }

  @Test("Frozen layers keep their parameters; the others move as they would")
  func frozen() throws {
    func trained(_ frozen: Set<Int>) throws -> [Layer] {
      var options = Self.options(batchSize: 41)
      options.epochs = 1
      let network = try Self.network(frozen: frozen)
      let trainer = try Trainer(network: network, data: Self.data, options: options)
      while try trainer.runBatch() {}
      return trainer.network.layers
    }
    let (start, free) = (try Self.network().layers, try trained([]))
    for frozen in [[1, 2, 3], [9], [14], [2, 10, 13], [1, 2, 3, 9, 10, 13, 14]] as [Set<Int>] {
      for (index, layer) in try trained(frozen).enumerated() {
        let expected = frozen.contains(index + 1) ? start[index] : free[index]
        #expect(layer.weights == expected.weights)
        #expect(layer.biases == expected.biases)
        #expect(layer.runningAverages?.mean == free[index].runningAverages?.mean)
      }
    }
  }
}
