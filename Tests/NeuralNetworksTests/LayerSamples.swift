import Testing
import NeuralNetworks
import Operations
import Tensors

/// Networks of all kinds of layers, with parameters from seeds.
enum LayerSamples {
  /// A network with the masks and cases it is tried with.
  struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    let network: Network
    var masks: [Int: Tensor] = [:]
    var cases = 5

    var testDescription: String { name }

    var inputs: Tensor { Samples.normal(network.inputs, cases, seed: 61) }

    var targets: Tensor {
      network.loss == .squaredError
        ? Samples.normal(network.outputs, cases, seed: 62)
        : Samples.oneHot(network.outputs, cases, seed: 62)
    }
  }

  static func dense(_ units: Int, _ inputs: Int, _ activation: Activation = .identity) -> Layer {
    Layer(
      DenseLayer(
        weights: Samples.normal(units, inputs, seed: UInt64(units * 100 + inputs)).map { 0.4 * $0 },
        biases: Samples.normal(units, 1, seed: UInt64(units)).map { 0.3 * $0 },
        activation: activation
      )
    )
  }

  static func convolution(
    _ filters: Int,
    _ channels: Int,
    _ size: Int,
    stride: Int = 1,
    padding: Int = 0,
    _ activation: Activation = .identity,
    input: Int? = nil
  ) -> Layer {
    let numbers = Samples.normal(filters, channels * size * size, seed: UInt64(filters * 7 + size))
    return Layer(
      .convolution(
        filters: Tensor(
          shape: Shape([filters, channels, size, size]),
          elements: numbers.elements.map { 0.4 * $0 }
        ),
        biases: Samples.normal(filters, 1, seed: UInt64(90 + filters)).map { 0.3 * $0 },
        stride: stride,
        padding: padding
      ),
      activation: activation,
      input: input
    )
  }

  static func norm(_ count: Int, delta: Double = 1e-5) -> Normalization {
    Normalization(
      gamma: Samples.normal(count, 1, seed: 71).map { 1 + 0.3 * $0 },
      beta: Samples.normal(count, 1, seed: 72).map { 0.3 * $0 },
      delta: delta
    )
  }

  static func batchNorm(
    _ count: Int,
    _ activation: Activation = .identity,
    delta: Double = 1e-5
  ) -> Layer {
    Layer(
      .batchNorm(
        norm(count, delta: delta),
        momentum: 0.9,
        runningMean: Samples.normal(count, 1, seed: 73),
        runningDeviation: Samples.normal(count, 1, seed: 74).map { 1 + $0 * $0 }
      ),
      activation: activation
    )
  }

  static func mask(_ units: Int, _ cases: Int) -> Tensor {
    Samples.normal(units, cases, seed: 75).map { $0 > -0.3 ? 1 : 0 }
  }

  /// All kinds, alone and together.
  static func all() throws(NetworkError) -> [Sample] {
    let image = LayerShape.image(channels: 2, rows: 5, columns: 4)
    let flatten = Layer(.flatten)
    func classifier(
      _ input: LayerShape,
      _ layers: [Layer],
      l2: Double = 0,
      l1: Double = 0,
      convention: CostConvention = .mean
    ) throws(NetworkError) -> Network {
      try Network(
        input: input,
        layers: layers,
        loss: .crossEntropy,
        l2: l2,
        l1: l1,
        convention: convention
      )
    }
    return [
      Sample(
        name: "convolution and max pooling, with penalties",
        network: try classifier(
          image,
          [
            convolution(3, 2, 3, padding: 1, .relu),
            Layer(.maxPool(size: 2, stride: 2, padding: 0)),
            flatten, dense(3, 12, .softmax),
          ],
          l2: 0.3,
          l1: 0.1
        )
      ),
      Sample(
        name: "convolution by stride 2 and average pooling, on a sum",
        network: try classifier(
          image,
          [
            convolution(3, 2, 2, stride: 2, padding: 1, .tanh),
            Layer(.averagePool(size: 2, stride: 1)), flatten, dense(3, 12, .softmax),
          ],
          l2: 0.2,
          convention: .sum
        )
      ),
      Sample(
        name: "overlapping and padded pooling",
        network: try classifier(
          image,
          [
            convolution(2, 2, 1, .softplus), Layer(.maxPool(size: 3, stride: 1, padding: 1)),
            convolution(2, 2, 3, .sigmoid), flatten, dense(3, 12, .softmax),
          ]
        )
      ),
      Sample(
        name: "batch normalisation of units",
        network: try classifier(
          .units(4),
          [dense(11, 4), batchNorm(11, .relu), dense(3, 11, .softmax)],
          l2: 0.2
        ),
        cases: 7
      ),
      Sample(
        name: "batch normalisation of channels",
        network: try classifier(
          image,
          [
            batchNorm(2), convolution(3, 2, 3), batchNorm(3, .tanh, delta: 0), flatten,
            dense(3, 18, .softmax),
          ]
        ),
        cases: 3
      ),
      Sample(
        name: "layer normalisation of units and of images",
        network: try classifier(
          image,
          [
            Layer(.layerNorm(norm(40)), activation: .tanh), flatten, dense(6, 40),
            Layer(.layerNorm(norm(6, delta: 0.1)), activation: .sigmoid), dense(3, 6, .softmax),
          ]
        )
      ),
      Sample(
        name: "dropout and inverted dropout",
        network: try classifier(
          .units(4),
          [
            dense(9, 4, .tanh), Layer(.dropout(p: 0.3, isInverted: false)), dense(6, 9, .relu),
            Layer(.dropout(p: 0.4, isInverted: true), activation: .elu(alpha: 1)),
            dense(3, 6, .softmax),
          ]
        ),
        masks: [2: mask(9, 5), 4: mask(6, 5)]
      ),
      Sample(
        name: "residual sums of the input and of the same layer twice",
        network: try Network(
          input: .units(4),
          layers: [
            dense(4, 4, .tanh), Layer(.residual(source: 0), activation: .tanh),
            dense(4, 4, .sigmoid),
            Layer(.residual(source: 2)), Layer(.residual(source: 4)), Layer(.residual(source: 2)),
            Layer(.identity, activation: .softplus),
          ],
          loss: .squaredError,
          l2: 0.1
        )
      ),
      Sample(
        name: "a shortcut by convolution, with batch normalisation",
        network: try classifier(
          image,
          [
            convolution(3, 2, 3, padding: 1, .relu), convolution(4, 3, 1, stride: 2),
            convolution(4, 3, 3, stride: 2, padding: 1, input: 1), batchNorm(4, .relu),
            convolution(4, 4, 3, padding: 1), Layer(.residual(source: 2), activation: .relu),
            flatten, dense(3, 24, .softmax),
          ]
        )
      ),
    ]
  }
}
