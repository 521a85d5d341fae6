import Operations
import Tensors

/// Convolution, pooling and normalisation at several shapes, strides and paddings.
let imageExamples: [OperationExample] =
  convolutionExamples + poolingExamples + normalizationExamples
  + resamplingExamples

private let convolutionExamples: [OperationExample] = {
  var examples: [OperationExample] = []
  let cases: [(image: [Int], filters: [Int], stride: Int, padding: Int)] = [
    ([3, 3], [2, 2], 1, 0), ([4, 5], [2, 3], 2, 1), ([5, 4], [1, 2, 3, 3].suffix(2), 1, 2),
    ([1, 4, 4], [2, 2], 1, 1), ([4, 3], [2, 1, 2, 2], 1, 0), ([2, 4, 5], [3, 2, 3, 2], 2, 1),
    ([2, 3, 3, 2], [2, 2, 2, 2], 1, 0), ([1, 3, 4, 3], [2, 1, 3, 2], 3, 2),
    ([9, 9], [9, 8], 1, 0), ([3, 5, 5, 2], [1, 3, 5, 5], 2, 2), ([1, 2, 2], [1, 1, 4, 4], 3, 3),
  ]
  for (image, filters, stride, padding) in cases {
    let steps = ConvolutionSteps(stride: stride, padding: padding)
    let (image, filters) = (Shape(image), Shape(filters))
    let convolution = Operation.convolution(steps)
    examples.append(OperationExample(convolution, shapes: [image, filters]))
    let bias = Shape(rows: filters.rank == 4 ? filters.rows : 1, columns: 1)
    examples.append(OperationExample(convolution, shapes: [image, filters, bias]))
    guard let output = try? ConvolutionShape(image: image, filters: filters, steps).outputShape
    else { continue }
    let rank = image.rank
    let extents = rank == 2 ? image.dimensions : Array(image.dimensions[1...2])
    examples.append(
      OperationExample(
        .convolutionInputGradient(steps, rows: extents[0], columns: extents[1]),
        shapes: [output, filters]
      )
    )
    let window = filters.dimensions.suffix(2).map { $0 }
    examples.append(
      OperationExample(
        .convolutionFilterGradient(steps, rows: window[0], columns: window[1]),
        shapes: [image, output]
      )
    )
  }
  return examples
}()

private let poolingExamples: [OperationExample] = {
  var examples: [OperationExample] = []
  let shapes = [[4, 4], [5, 7], [2, 5, 4], [2, 4, 4, 3]].map { Shape($0) }
  let windows = [(2, 2, 0), (3, 2, 1), (3, 1, 2), (2, 3, 0), (4, 4, 0)]
  for shape in shapes {
    for (size, stride, padding) in windows {
      let window = PoolingWindow(size: size, stride: stride, padding: padding)
      examples.append(OperationExample(.maxPool(window), shapes: [shape]))
      let image = OperationExample(.maxPool(window), shapes: [shape]).operands
      guard let result = try? Operation.maxPool(window).forward(image) else { continue }
      examples.append(OperationExample(.maxPoolGradient(window), shapes: [shape, result.shape]))
      guard padding == 0 else { continue }
      examples.append(OperationExample(.averagePool(window), shapes: [shape]))
      let extents = shape.rank == 2 ? shape.dimensions : Array(shape.dimensions[1...2])
      examples.append(
        OperationExample(
          .averagePoolGradient(window, rows: extents[0], columns: extents[1]),
          shapes: [result.shape]
        )
      )
    }
  }
  return examples
}()

private let normalizationExamples: [OperationExample] = {
  var examples: [OperationExample] = []
  for kind in [NormalizationKind.batch, .layer] {
    for extents in [[3, 4], [1, 5], [2, 2, 3], [2, 2, 2, 3]] {
      if kind == .layer, extents == [1, 5] { continue }
      let shape = Shape(extents)
      let cases = kind == .batch ? 1 : extents.count == 3 ? 1 : extents[extents.count - 1]
      let units = kind == .batch ? extents[0] : shape.count / cases
      let column = Shape(rows: units, columns: 1)
      for delta in [0, 0.1] {
        let operation = Operation.normalize(kind, delta: delta)
        examples.append(OperationExample(operation, shapes: [shape]))
        examples.append(OperationExample(operation, shapes: [shape, column, column]))
        examples.append(OperationExample(operation, shapes: [shape, .scalar, .scalar]))
        for gamma in [column, .scalar] {
          examples.append(
            OperationExample(
              .normalizeGradient(kind, delta: delta),
              shapes: [shape, gamma, shape]
            )
          )
        }
      }
    }
  }
  return examples
}()

private let resamplingExamples: [OperationExample] = {
  let kinds: [Resampling] = [
    .flip(alongRows: false), .flip(alongRows: true), .shift(down: 1, right: -2),
    .shift(down: 0, right: 9), .rotate(degrees: 90), .rotate(degrees: -180),
    .rotate(degrees: 33), .rotate(degrees: 720.5), .pad(2),
    .crop(top: 2, left: 1, rows: 1, columns: 3),
  ]
  return kinds.flatMap { kind in
    [[3, 3], [2, 4], [2, 3, 4], [2, 2, 3, 2]].map {
      OperationExample(.resample(kind), shapes: [Shape($0)])
    }
  }
}()
