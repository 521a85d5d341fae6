import NeuralNetworks
import Operations
import Tensors
import TestSupport
import Testing

/// Normalisation, convolution and pooling against values computed with PyTorch in float64.
///
/// A squared error behind the identity has Δz = a − y: its targets are the outputs less the
/// derivatives that are given.
@Suite("Reference values of layers") struct LayerGoldenTests {
  struct Normalized: Decodable {
    let kind: String
    let delta: Double
    let x: [[Double]]
    let gamma: [[Double]]
    let beta: [[Double]]
    let y: [[Double]]
    let upstream: [[Double]]
    let dx: [[Double]]
    let dgamma: [[Double]]
    let dbeta: [[Double]]
  }

  typealias Image = [[[Double]]]

  struct Convolved: Decodable {
    let kind: String
    let size: Int?
    let padding: Int?
    let stride: Int
    let image: Image
    let filters: [Image]?
    let bias: [Double]?
    let output: Image
    let upstream: Image
    let dimage: Image
    let dfilters: [Image]?
    let dbias: [Double]?
  }

  /// |a − b| ≤ 1e-14 + 1e-9 |b|.
  private func expectClose(_ tensor: Tensor, _ reference: [Double], _ what: String) {
    #expect(tensor.count == reference.count, "\(what)")
    for (value, expected) in zip(tensor.elements, reference) {
      #expect((value - expected).magnitude <= 1e-14 + 1e-9 * expected.magnitude, "\(what)")
    }
  }

  @Test("Batch and layer normalisation, with and without δ")
  func normalisation() throws {
    let cases = try ReferenceValues.read("normalisation", as: [Normalized].self)
    #expect(cases.count == 4)
    for golden in cases {
      let norm = Normalization(
        gamma: Tensor(rows: golden.gamma),
        beta: Tensor(rows: golden.beta),
        delta: golden.delta
      )
      let column = Shape(rows: golden.x.count, columns: 1)
      let kind: Layer.Kind =
        golden.kind == "layer_norm"
        ? .layerNorm(norm)
        : .batchNorm(
          norm,
          momentum: 0.9,
          runningMean: Tensor(repeating: 0, shape: column),
          runningDeviation: Tensor(repeating: 1, shape: column)
        )
      let network = try Network(
        input: .units(golden.x.count),
        layers: [Layer(kind)],
        loss: .squaredError,
        convention: .sum
      )
      let targets = zip(golden.y, golden.upstream).map { zip($0, $1).map { $0 - $1 } }
      let found = try network.gradients(Tensor(rows: golden.x), Tensor(rows: targets))
      expectClose(found.deltas[0], golden.upstream.flatMap(\.self), golden.kind)
      expectClose(found.input, golden.dx.flatMap(\.self), golden.kind)
      expectClose(found.layers[0].weights, golden.dgamma.flatMap(\.self), golden.kind)
      expectClose(found.layers[0].biases, golden.dbeta.flatMap(\.self), golden.kind)
    }
  }

  @Test("Convolution with padding, stride and channels; pooling")
  func convolution() throws {
    let cases = try ReferenceValues.read("convolution", as: [Convolved].self)
    #expect(cases.count == 8)
    for golden in cases {
      let layer: Layer.Kind
      switch golden.kind {
      case "conv":
        let filters = try #require(golden.filters)
        let numbers = filters.flatMap(Self.numbers)
        layer = .convolution(
          filters: Tensor(
            shape: Shape([
              filters.count, filters[0].count, filters[0][0].count, filters[0][0].count,
            ]),
            elements: numbers
          ),
          biases: Tensor(column: try #require(golden.bias)),
          stride: golden.stride,
          padding: golden.padding ?? 0
        )
      case "max_pool":
        layer = .maxPool(size: try #require(golden.size), stride: golden.stride, padding: 0)
      default: layer = .averagePool(size: try #require(golden.size), stride: golden.stride)
      }
      let network = try Network(
        input: .image(
          channels: golden.image.count,
          rows: golden.image[0].count,
          columns: golden.image[0][0].count
        ),
        layers: [Layer(layer)],
        loss: .squaredError,
        convention: .sum
      )
      let (output, upstream) = (Self.numbers(golden.output), Self.numbers(golden.upstream))
      let input = Tensor(column: Self.numbers(golden.image))
      expectClose(try network.outputs(for: input), output, golden.kind)
      let targets = Tensor(column: zip(output, upstream).map { $0 - $1 })
      let found = try network.gradients(input, targets)
      expectClose(found.input, Self.numbers(golden.dimage), golden.kind)
      if let filters = golden.dfilters, let biases = golden.dbias {
        expectClose(found.layers[0].weights, filters.flatMap(Self.numbers), golden.kind)
        expectClose(found.layers[0].biases, biases, golden.kind)
      }
    }
  }

  private static func numbers(_ image: Image) -> [Double] {
    image.flatMap { $0.flatMap(\.self) }
  }
}
