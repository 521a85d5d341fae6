import NeuralNetworks
import Operations
import Tensors
import TestSupport
import Testing

/// The reference values, computed with PyTorch in float64.
@Suite("Reference values of networks, optimisers and trainings") struct GoldenTests {
  struct NetworkCase: Decodable {
    let name: String
    let sizes: [Int]
    let activations: [String]
    let loss: String
    let l2_lambda: Double
    let X: [[Double]]
    let Y: [[Double]]
    let W: [String: [[Double]]]
    let b: [String: [[Double]]]
    let a: [String: [[Double]]]
    let J: Double
    let dz: [String: [[Double]]]
    let dW: [String: [[Double]]]
    let db: [String: [[Double]]]
  }

  /// |a − b| ≤ 1e-14 + 1e-9 |b|.
  private func expectClose(_ tensor: Tensor, _ rows: [[Double]], _ what: String) {
    let reference = Tensor(rows: rows)
    #expect(tensor.shape == reference.shape, "\(what)")
    for (value, expected) in zip(tensor.elements, reference.elements) {
      #expect((value - expected).magnitude <= 1e-14 + 1e-9 * expected.magnitude, "\(what)")
    }
  }

  private func optimizer(_ name: String, _ numbers: [String: Double]) throws -> Optimizer {
    func number(_ key: String) throws -> Double { try #require(numbers[key]) }
    switch name {
    case "sgd", "sgd_l2": return .gradientDescent
    case "momentum": return .momentum(decay: try number("momentum"))
    case "nesterov": return .nesterov(decay: try number("momentum"))
    case "adagrad": return .adagrad(epsilon: try number("epsilon"))
    case "rmsprop": return .rmsprop(beta: try number("beta"), epsilon: try number("epsilon"))
    case "adadelta": return .adadelta(rho: try number("rho"), epsilon: try number("epsilon"))
    case "adam":
      return .adam(
        beta1: try number("beta1"),
        beta2: try number("beta2"),
        epsilon: try number("epsilon")
      )
    default:
      return .adamw(
        beta1: try number("beta1"),
        beta2: try number("beta2"),
        epsilon: try number("epsilon"),
        weightDecay: try number("weight_decay")
      )
    }
  }

  @Test("Outputs, costs, Δz, ΔW and Δb of nine networks")
  func networks() throws {
    let losses = Dictionary(uniqueKeysWithValues: Loss.allCases.map { ($0.name, $0) })
    let cases = try ReferenceValues.read("networks", as: [NetworkCase].self)
    #expect(cases.count == 9)
    for golden in cases {
      let layers = try golden.activations.enumerated().map { index, name in
        DenseLayer(
          weights: Tensor(rows: try #require(golden.W["\(index + 1)"])),
          biases: Tensor(rows: try #require(golden.b["\(index + 1)"])),
          activation: try #require(Activation(name: name))
        )
      }
      let network = try Network(
        layers: layers,
        loss: try #require(losses[golden.loss]),
        l2: golden.l2_lambda
      )
      let (x, y) = (Tensor(rows: golden.X), Tensor(rows: golden.Y))
      let last = try #require(golden.a["\(layers.count)"])
      expectClose(try network.outputs(for: x), last, golden.name)
      expectClose(Tensor(rows: [[try network.cost(x, y)]]), [[golden.J]], golden.name)
      let gradients = try network.gradients(x, y)
      expectClose(Tensor(rows: [[gradients.cost]]), [[golden.J]], golden.name)
      for index in layers.indices {
        let key = "\(index + 1)"
        let what = "\(golden.name) \(key)"
        expectClose(gradients.deltas[index], try #require(golden.dz[key]), "Δz " + what)
        expectClose(gradients.layers[index].weights, try #require(golden.dW[key]), "ΔW " + what)
        expectClose(gradients.layers[index].biases, try #require(golden.db[key]), "Δb " + what)
      }
    }
  }

  @Test("Six updates of each optimiser by given gradients")
  func optimizers() throws {
    let cases = try ReferenceValues.optimizers()
    #expect(cases.count == 9)
    for golden in cases {
      let rate = try #require(golden.hyperparameters["rate"])
      let penalty = golden.hyperparameters["l2"] ?? 0
      let rule = try optimizer(golden.name, golden.hyperparameters)
      var state = OptimizerState(rule, count: golden.w0.count)
      var w = golden.w0
      for (gradient, expected) in zip(golden.gradients, golden.w) {
        let penalised = zip(gradient, w).map { $0 + penalty * $1 }
        state.update(&w, gradient: penalised, rate: rate)
        expectClose(Tensor(row: w), [expected], golden.name)
      }
    }
  }

  @Test("Fifty steps on XOR: the cost before each, the parameters after the last")
  func trainings() throws {
    let cases = try ReferenceValues.trainings()
    #expect(cases.count == 4)
    for golden in cases {
      let network = try Network(
        layers: [
          DenseLayer(
            weights: Tensor(rows: golden.W1),
            biases: Tensor(column: [0, 0, 0]),
            activation: .tanh
          ),
          DenseLayer(
            weights: Tensor(rows: golden.W2),
            biases: Tensor(column: [0]),
            activation: .sigmoid
          ),
        ],
        loss: .binaryCrossEntropy
      )
      let trainer = try Trainer(
        network: network,
        data: LabelledData(inputs: Tensor(rows: golden.X), targets: Tensor(rows: golden.Y)),
        options: TrainingOptions(
          epochs: 50,
          optimizer: try optimizer(golden.name, golden.hyperparameters),
          learningRate: try #require(golden.hyperparameters["rate"])
        )
      )
      while try trainer.runBatch() {}
      expectClose(Tensor(row: trainer.costHistory), [golden.costs], golden.name)
      let layers = trainer.network.denseLayers
      expectClose(layers[0].weights, golden.final.W1, golden.name)
      expectClose(layers[0].biases, golden.final.b1, golden.name)
      expectClose(layers[1].weights, golden.final.W2, golden.name)
      expectClose(layers[1].biases, golden.final.b2, golden.name)
    }
  }
}
