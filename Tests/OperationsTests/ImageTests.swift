import Operations
import Tensors
import TestSupport
import Testing

/// Convolution, pooling, normalisation and resampling by the operations themselves.
@Suite("Images") struct ImageTests {
  @Test(
    "Convolution and pooling agree with PyTorch to 1e-9",
    arguments: try ReferenceValues.convolutions()
  )
  func golden(_ reference: ReferenceValues.Convolution) throws {
    let image = tensor(reference.image)
    let (operation, operands): (Operation, [Tensor])
    var expected = [reference.dimage.flatMap(\.self).flatMap(\.self)]
    if let filters = reference.filters, let bias = reference.bias {
      let shape = [filters.count, filters[0].count, filters[0][0].count, filters[0][0][0].count]
      operation = .convolution(
        ConvolutionSteps(stride: reference.stride, padding: reference.padding ?? 0)
      )
      let weights = Tensor(
        shape: Shape(shape),
        elements: filters.flatMap(\.self).flatMap(\.self).flatMap(\.self)
      )
      operands = [image, weights, Tensor(column: bias)]
      expected.append((reference.dfilters ?? []).flatMap(\.self).flatMap(\.self).flatMap(\.self))
      expected.append(reference.dbias ?? [])
    } else {
      let window = PoolingWindow(size: reference.size ?? 0, stride: reference.stride)
      operation = reference.kind == "max_pool" ? .maxPool(window) : .averagePool(window)
      operands = [image]
    }
    let result = try operation.forward(operands)
    #expect(isClose(result, reference.output.flatMap(\.self).flatMap(\.self)))
    let shares = try operation.vectorJacobianProduct(
      tensor(reference.upstream),
      operands: operands,
      result: result
    )
    #expect(shares.count == expected.count)
    for (share, numbers) in zip(shares, expected) {
      #expect(isClose(try #require(share), numbers))
    }
  }

  @Test(
    "Normalisation agrees with PyTorch to 1e-9",
    arguments: try ReferenceValues.normalisations()
  )
  func golden(_ reference: ReferenceValues.Normalisation) throws {
    let kind: NormalizationKind = reference.kind == "batch_norm" ? .batch : .layer
    let operation = Operation.normalize(kind, delta: reference.delta)
    let operands = [reference.x, reference.gamma, reference.beta].map { Tensor(rows: $0) }
    let upstream = Tensor(rows: reference.upstream)
    let result = try operation.forward(operands)
    #expect(isClose(result, reference.y.flatMap(\.self)))
    let shares = try operation.vectorJacobianProduct(upstream, operands: operands, result: result)
    for (share, rows) in zip(shares, [reference.dx, reference.dgamma, reference.dbeta]) {
      #expect(isClose(try #require(share), rows.flatMap(\.self)))
    }
    let gradient = try Operation.normalizeGradient(kind, delta: reference.delta)
      .forward([operands[0], operands[1], upstream])
    #expect(isClose(gradient, reference.dx.flatMap(\.self)))
  }

  @Test("A case of many is convolved, pooled and layer-normalised as it is by itself")
  func cases() throws {
    let example = OperationExample(
      .convolution(ConvolutionSteps(stride: 2, padding: 1)),
      shapes: [Shape([2, 5, 4, 3]), Shape([3, 2, 3, 2])]
    )
    let operations: [Operation] = [
      example.operation, .maxPool(PoolingWindow(size: 2, stride: 1, padding: 1)),
      .averagePool(PoolingWindow(size: 2, stride: 1)), .normalize(.layer, delta: 0.1),
      .resample(.rotate(degrees: 30)), .resample(.shift(down: 1, right: -1)),
    ]
    for operation in operations {
      let rest = operation == example.operation ? [example.operands[1]] : []
      let whole = try operation.forward([example.operands[0]] + rest)
      for index in 0..<3 {
        let part = Operation.slice([.all, .all, .all, .at(index)])
        let image = try part.forward([example.operands[0]])
        #expect(isClose(try operation.forward([image] + rest), try part.forward([whole]).elements))
      }
    }
  }

  @Test("A large convolution, taken in pieces, is the sum it says at every entry")
  func pieces() throws {
    // 9·40·40·40 unrolled pixels do not fit one piece; a row of the second does not either.
    let shapes: [([Int], [Int])] = [
      ([1, 42, 42, 40], [2, 1, 3, 3]), ([40, 3, 60, 20], [1, 40, 2, 9]),
    ]
    for (image, filters) in shapes {
      let steps = ConvolutionSteps(stride: 1, padding: 1)
      let example = OperationExample(.convolution(steps), shapes: [Shape(image), Shape(filters)])
      let shape = try ConvolutionShape(image: Shape(image), filters: Shape(filters), steps)
      let result = try example.operation.forward(example.operands)
      let (pixels, weights) = (example.operands[0].elements, example.operands[1].elements)
      for position in stride(from: 0, to: result.count, by: 97) {
        let terms = shape.terms(ofOutput: position)
        let sum = zip(terms.left, terms.right).reduce(0) { $0 + pixels[$1.0] * weights[$1.1] }
        #expect((result.elements[position] - sum).magnitude < 1e-9)
      }
    }
  }

  @Test("The slide's ⌊(J + 2P − M)/S − 1⌋ is always 2 less than the rows of the result")
  func slideFormula() throws {
    var compared = 0
    for rows in 1...8 {
      for padding in 0...2 {
        for window in 1...rows + 2 * padding {
          for stride in 1...4 {
            let result = try Operation.convolution(
              ConvolutionSteps(stride: stride, padding: padding)
            ).forward([
              Tensor(repeating: 1, shape: Shape([rows, rows + 1])),
              Tensor(repeating: 1, shape: Shape([window, window])),
            ])
            let slide = Int(
              (Double(rows + 2 * padding - window) / Double(stride) - 1).rounded(.down)
            )
            #expect(result.rows == slide + 2)
            compared += 1
          }
        }
      }
    }
    #expect(compared > 400)
  }

  @Test("Quarter turns of a square are exact, counter-clockwise, and four of them change nothing")
  func quarterTurns() throws {
    let x = Tensor(rows: [[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    let turn = Operation.resample(.rotate(degrees: 90))
    #expect(try turn.forward([x]) == Tensor(rows: [[3, 6, 9], [2, 5, 8], [1, 4, 7]]))
    #expect(try Operation.resample(.rotate(degrees: 450)).forward([x]) == turn.forward([x]))
    #expect(
      try Operation.resample(.rotate(degrees: -180)).forward([x])
        == Tensor(rows: [[9, 8, 7], [6, 5, 4], [3, 2, 1]])
    )
    var turned = x
    for _ in 0..<4 { turned = try turn.forward([turned]) }
    #expect(turned == x)
  }

  @Test("Of equal largest pixels the first has the derivative")
  func equalPixels() throws {
    let x = Tensor(rows: [[5, 5], [5, 5]])
    let window = PoolingWindow(size: 2)
    let shares = try Operation.maxPool(window)
      .vectorJacobianProduct(Tensor(rows: [[3]]), operands: [x], result: Tensor(rows: [[5]]))
    #expect(shares == [Tensor(rows: [[3, 0], [0, 0]])])
  }

  @Test("Where σ is 0 its derivative is taken as 0")
  func noSpread() throws {
    let z = Tensor(rows: [[2, 2, 2]])
    let operation = Operation.normalize(.batch, delta: 0.5)
    let result = try operation.forward([z])
    #expect(result == Tensor(rows: [[0, 0, 0]]))
    let shares = try operation.vectorJacobianProduct(
      Tensor(rows: [[3, 0, 0]]),
      operands: [z],
      result: result
    )
    #expect(shares == [Tensor(rows: [[4, -2, -2]])])
  }

  private func tensor(_ channels: [[[Double]]]) -> Tensor {
    Tensor(
      shape: Shape([channels.count, channels[0].count, channels[0][0].count]),
      elements: channels.flatMap(\.self).flatMap(\.self)
    )
  }

  private func isClose(_ tensor: Tensor, _ reference: [Double]) -> Bool {
    tensor.count == reference.count
      && zip(tensor.elements, reference).allSatisfy {
        ($0 - $1).magnitude <= 1e-9 * (1 + $1.magnitude)
      }
  }
}
