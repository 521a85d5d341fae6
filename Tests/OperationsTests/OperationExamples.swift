import Operations
import Tensors
import Testing

/// An operation with operands on which its passes and its sub-steps are tested.
struct OperationExample: Sendable, CustomTestStringConvertible {
  let operation: Operation
  let operands: [Tensor]

  var testDescription: String {
    "\(operation) of \(operands.map(\.shape.description).joined(separator: ", "))"
  }

  init(_ operation: Operation, _ operands: Tensor...) {
    (self.operation, self.operands) = (operation, operands)
  }

  /// Random operands of given shapes, away from kinks and equal numbers.
  init(
    _ operation: Operation,
    shapes: [Shape],
    in range: ClosedRange<Double> = -2...2
  ) {
    self.operation = operation
    var state: UInt64 = 42
    operands = shapes.map { shape in
      let elements = (0..<shape.count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let unit = Double(state >> 11) / 9_007_199_254_740_992
        return range.lowerBound + unit * (range.upperBound - range.lowerBound)
      }
      return Tensor(shape: shape, elements: elements)
    }
  }
}

/// The cases of `Operation`, so that a table can be checked for missing ones.
enum OperationKind: CaseIterable {
  case elementwise, elementwiseDerivative, pairwise, matrixProduct, transpose, reduce, norm, trace
  case diagonal, reshape, flatten, softmax, logSoftmax, softmaxJacobian, loss, lossDerivative
  case lossFromLogits, slice, replaceSlice, assemble, stack, sumOfTerms, productOfFactors
  case largestOfTerms, smallestOfTerms, convolution, convolutionInputGradient
  case convolutionFilterGradient, maxPool, maxPoolGradient, averagePool, averagePoolGradient
  case normalize, normalizeGradient, resample

  /// A new case of `Operation` does not compile here before it has a kind and examples.
  init(_ operation: Operation) {
    switch operation {
    case .elementwise: self = .elementwise
    case .elementwiseDerivative: self = .elementwiseDerivative
    case .pairwise: self = .pairwise
    case .matrixProduct: self = .matrixProduct
    case .transpose: self = .transpose
    case .reduce: self = .reduce
    case .norm: self = .norm
    case .trace: self = .trace
    case .diagonal: self = .diagonal
    case .reshape: self = .reshape
    case .flatten: self = .flatten
    case .softmax: self = .softmax
    case .logSoftmax: self = .logSoftmax
    case .softmaxJacobian: self = .softmaxJacobian
    case .loss: self = .loss
    case .lossDerivative: self = .lossDerivative
    case .lossFromLogits: self = .lossFromLogits
    case .slice: self = .slice
    case .replaceSlice: self = .replaceSlice
    case .assemble: self = .assemble
    case .stack: self = .stack
    case .sumOfTerms: self = .sumOfTerms
    case .productOfFactors: self = .productOfFactors
    case .largestOfTerms: self = .largestOfTerms
    case .smallestOfTerms: self = .smallestOfTerms
    case .convolution: self = .convolution
    case .convolutionInputGradient: self = .convolutionInputGradient
    case .convolutionFilterGradient: self = .convolutionFilterGradient
    case .maxPool: self = .maxPool
    case .maxPoolGradient: self = .maxPoolGradient
    case .averagePool: self = .averagePool
    case .averagePoolGradient: self = .averagePoolGradient
    case .normalize: self = .normalize
    case .normalizeGradient: self = .normalizeGradient
    case .resample: self = .resample
    }
  }
}

/// Every function of one number, and a range in which it is defined and smooth.
let elementwiseFunctions: [(function: ElementwiseFunction, range: ClosedRange<Double>)] = [
  (.identity, -2...2), (.negate, -2...2), (.exp, -2...2), (.log, 0.2...3), (.log2, 0.2...3),
  (.log10, 0.2...3), (.squareRoot, 0.2...3), (.sine, -2...2), (.cosine, -2...2),
  (.tangent, -1...1), (.hyperbolicTangent, -2...2), (.sigmoid, -3...3), (.relu, 0.1...2),
  (.relu, -2 ... -0.1), (.softplus, -2...2), (.leakyRelu(slope: 0.01), -2 ... -0.1),
  (.elu(alpha: 1.5), -2 ... -0.1), (.elu(alpha: 1.5), 0.1...2), (.absolute, -2 ... -0.1),
  (.absolute, 0.1...2), (.sign, 0.1...2), (.round, 0.6...1.4), (.floor, 0.1...0.9),
  (.ceiling, 0.1...0.9), (.not, 0.1...2),
]

/// Every function of two numbers, and a range in which it is defined and smooth.
let pairwiseFunctions: [(function: PairwiseFunction, range: ClosedRange<Double>)] = [
  (.add, -2...2), (.subtract, -2...2), (.multiply, -2...2), (.divide, 0.3...2),
  (.divide, -2 ... -0.3), (.power, 0.3...2), (.equal, -2...2), (.notEqual, -2...2),
  (.less, -2...2), (.lessOrEqual, -2...2), (.greater, -2...2), (.greaterOrEqual, -2...2),
  (.and, 0.1...2), (.or, 0.1...2), (.prelu, -2 ... -0.1), (.prelu, 0.1...2),
]

private let scalar = Shape.scalar
private let single = Shape(rows: 1, columns: 1)
private let column = Shape(rows: 3, columns: 1)
private let row = Shape(rows: 1, columns: 4)
private let matrix = Shape(rows: 3, columns: 4)
private let square = Shape(rows: 3, columns: 3)
private let image = Shape([2, 3, 4])

/// Every operation at several shapes.
let operationExamples: [OperationExample] = {
  var examples: [OperationExample] = []
  for (function, range) in elementwiseFunctions {
    for shape in [scalar, single, matrix, image] {
      examples.append(OperationExample(.elementwise(function), shapes: [shape], in: range))
    }
    for shape in [scalar, single, column] {
      examples.append(
        OperationExample(.elementwiseDerivative(function), shapes: [shape], in: range)
      )
    }
  }
  let pairs = [
    [scalar, scalar], [scalar, matrix], [matrix, scalar], [matrix, matrix], [column, matrix],
    [matrix, column], [row, matrix], [matrix, row], [single, matrix], [column, column],
    [image, image], [image, scalar], [single, scalar], [scalar, single],
  ]
  for (function, range) in pairwiseFunctions {
    for shapes in pairs {
      examples.append(OperationExample(.pairwise(function), shapes: shapes, in: range))
    }
  }
  for shapes in [
    [square, matrix], [matrix, Shape(rows: 4, columns: 2)], [row, Shape(rows: 4, columns: 1)],
    [column, row], [Shape(rows: 2, columns: 70), Shape(rows: 70, columns: 2)], [single, row],
  ] {
    examples.append(OperationExample(.matrixProduct, shapes: shapes))
  }
  let reductions: [Reduction] = [
    .sum, .mean, .variance, .standardDeviation, .maximum, .minimum, .argumentOfMaximum,
  ]
  for reduction in reductions {
    for dimension in [ReductionDimension.all, .rows, .columns] {
      for shape in [scalar, matrix, column, row] {
        // The spread of one number is 0 and cannot be told apart from a kink.
        if shape == scalar, reduction == .standardDeviation { continue }
        if reduction == .standardDeviation, dimension == .columns, shape == column { continue }
        if reduction == .standardDeviation, dimension == .rows, shape == row { continue }
        examples.append(OperationExample(.reduce(reduction, dimension), shapes: [shape]))
      }
    }
    examples.append(OperationExample(.reduce(reduction, .all), shapes: [image]))
    examples.append(
      OperationExample(.reduce(reduction, .all), shapes: [Shape(rows: 9, columns: 9)])
    )
  }
  for order in [1, 2, 3, 0.5, Double.infinity] {
    for shape in [scalar, matrix, column] {
      examples.append(OperationExample(.norm(order), shapes: [shape]))
    }
  }
  for shape in [scalar, single, square] {
    examples.append(OperationExample(.trace, shapes: [shape]))
  }
  for shape in [scalar, single, column, row, matrix, square] {
    examples.append(OperationExample(.diagonal, shapes: [shape]))
    examples.append(OperationExample(.transpose, shapes: [shape]))
    examples.append(OperationExample(.flatten, shapes: [shape]))
    examples.append(OperationExample(.softmax(.columns), shapes: [shape]))
    examples.append(OperationExample(.softmax(.rows), shapes: [shape]))
    examples.append(OperationExample(.logSoftmax(.columns), shapes: [shape]))
    examples.append(OperationExample(.logSoftmax(.rows), shapes: [shape]))
  }
  for shape in [scalar, single, column, row] {
    examples.append(OperationExample(.softmaxJacobian, shapes: [shape]))
  }
  examples.append(OperationExample(.reshape([2, 6]), shapes: [matrix]))
  examples.append(OperationExample(.reshape([3, 2, 2]), shapes: [matrix]))
  examples.append(OperationExample(.flatten, shapes: [image]))
  for loss in Loss.allCases {
    for shape in [scalar, single, column, row, matrix] {
      let shapes = [shape, shape]
      examples.append(OperationExample(.loss(loss), shapes: shapes, in: 0.1...0.9))
      examples.append(OperationExample(.lossDerivative(loss), shapes: shapes, in: 0.1...0.9))
      examples.append(OperationExample(.lossFromLogits(loss), shapes: shapes))
    }
    examples.append(OperationExample(.loss(loss), shapes: [scalar, single], in: 0.1...0.9))
  }
  let slices: [([SliceIndex], Shape, Shape)] = [
    ([.at(1), .at(2)], matrix, scalar), ([.at(1), .all], matrix, row),
    ([.all, .at(3)], matrix, column), ([.all, .all], matrix, matrix),
    ([.at(2)], column, scalar), ([.at(2)], row, scalar), ([.all], column, column),
    ([.at(1), .all, .all], image, Shape([3, 4])), ([.at(1), .at(2), .at(3)], image, scalar),
    ([.at(0)], scalar, scalar),
    ([.several([2, 0])], column, Shape(rows: 2, columns: 1)),
    ([.several([1, 1, 3])], row, Shape(rows: 1, columns: 3)),
    ([.all, .several([3, 1, 3, 0, 0])], matrix, Shape(rows: 3, columns: 5)),
    ([.several([2, 1]), .at(0)], matrix, Shape(rows: 2, columns: 1)),
    ([.several([2, 2]), .several([0, 3])], matrix, Shape(rows: 2, columns: 2)),
    ([.at(1), .several([2]), .all], image, Shape([1, 4])),
    ([.all, .at(2), .at(0)], image, Shape(rows: 2, columns: 1)),
    ([.several([0, 0])], scalar, Shape(rows: 1, columns: 2)),
  ]
  for (indices, whole, part) in slices {
    examples.append(OperationExample(.slice(indices), shapes: [whole]))
    examples.append(OperationExample(.replaceSlice(indices), shapes: [whole, part]))
  }
  examples.append(OperationExample(.assemble([2, 2]), shapes: [scalar, scalar, scalar, scalar]))
  examples.append(
    OperationExample(.assemble([2, 1]), shapes: [column, column, Shape(rows: 2, columns: 2)])
  )
  examples.append(OperationExample(.assemble([1]), shapes: [matrix]))
  examples.append(OperationExample(.stack, shapes: [matrix, matrix]))
  for operation in [Operation.sumOfTerms, .productOfFactors, .largestOfTerms, .smallestOfTerms] {
    examples.append(OperationExample(operation, shapes: [scalar, scalar, scalar]))
    examples.append(OperationExample(operation, shapes: [single, scalar]))
  }
  examples.append(OperationExample(.sumOfTerms, shapes: [matrix, matrix, matrix]))
  examples.append(OperationExample(.sumOfTerms, shapes: []))
  examples += imageExamples
  examples.append(OperationExample(.productOfFactors, shapes: []))
  return examples
}()
