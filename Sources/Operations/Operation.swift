/// A function of one number, applied to each element of a tensor.
@usableFromInline
package enum ElementwiseFunction: Hashable, Sendable {
  /// x itself.
  case identity
  /// −x.
  case negate
  /// eˣ.
  case exp
  /// The natural logarithm.
  case log
  /// The logarithm to base 2.
  case log2
  /// The logarithm to base 10.
  case log10
  /// √x.
  case squareRoot
  /// sin x, x in radians.
  case sine
  /// cos x, x in radians.
  case cosine
  /// tan x, x in radians.
  case tangent
  /// tanh x.
  case hyperbolicTangent
  /// σ(z) = 1/(1 + e⁻ᶻ).
  case sigmoid
  /// max(z, 0).
  case relu
  /// log(1 + eᶻ).
  case softplus
  /// z for z > 0, slope · z otherwise.
  case leakyRelu(slope: Double)
  /// z for z > 0, α(eᶻ − 1) otherwise.
  case elu(alpha: Double)
  /// |x|.
  case absolute
  /// 1, 0 or −1.
  case sign
  /// The nearest whole number, half away from zero.
  case round
  /// ⌊x⌋.
  case floor
  /// ⌈x⌉.
  case ceiling
  /// 1 for zero, 0 for everything else.
  case not
}

/// A function of two numbers, applied element by element; a scalar, a column or a row is spread.
@usableFromInline
package enum PairwiseFunction: Hashable, Sendable {
  /// x + y.
  case add
  /// x − y.
  case subtract
  /// x ⊙ y, the element-wise product.
  case multiply
  /// x / y.
  case divide
  /// xʸ.
  case power
  /// x == y, 1 or 0 as all comparisons.
  case equal
  /// x ≠ y.
  case notEqual
  /// x < y.
  case less
  /// x ≤ y.
  case lessOrEqual
  /// x > y.
  case greater
  /// x ≥ y.
  case greaterOrEqual
  /// 1 where both are not 0.
  case and
  /// 1 where one is not 0.
  case or
  /// `prelu(z, slope)`: z for z > 0, slope · z otherwise, the slope a parameter.
  case prelu
}

/// A function that sums up many elements in one.
package enum Reduction: Hashable, Sendable {
  /// Σ x.
  case sum
  /// 1/N Σ x.
  case mean
  /// 1/N Σ (x − mean)².
  case variance
  /// The root of the variance.
  case standardDeviation
  /// The largest; of equal ones the first has the derivative.
  case maximum
  /// The smallest; of equal ones the first has the derivative.
  case minimum
  /// The position of the largest element, counted from 1; it has no derivative.
  case argumentOfMaximum
}

/// What a reduction runs over.
package enum ReductionDimension: Hashable, Sendable {
  /// All elements; the result is a scalar.
  case all
  /// Down each column (dimension 1); the result is a row.
  case rows
  /// Along each row (dimension 2); the result is a column.
  case columns
}

/// The direction in which softmax normalises.
package enum SoftmaxAxis: Hashable, Sendable {
  /// Every column sums to 1: columns are training cases.
  case columns
  /// Every row sums to 1.
  case rows
}

/// A loss of one training case, between an output a and its target y.
package enum Loss: Hashable, Sendable, CaseIterable {
  /// −Σⱼ yⱼ log aⱼ.
  case crossEntropy
  /// −Σⱼ (yⱼ log aⱼ + (1 − yⱼ) log(1 − aⱼ)).
  case binaryCrossEntropy
  /// ½ Σⱼ (aⱼ − yⱼ)².
  case squaredError
}

/// Which positions of a dimension a slice takes, counted from 0.
package enum SliceIndex: Hashable, Sendable {
  /// One position.
  case at(Int)
  /// The whole range, `:`.
  case all
  /// Several positions, in this order; one may come more than once.
  case several([Int])

  /// Whether it takes positions from a list.
  package var isSeveral: Bool {
    if case .several = self { true } else { false }
  }
}

/// An operation that the log can record: its mathematics stands here, and only here.
///
/// Operands are tensors; the number of operands is `arity`, or any number where it is nil.
package enum Operation: Hashable, Sendable {
  /// f(x), element by element.
  case elementwise(ElementwiseFunction)
  /// f′(x), element by element.
  case elementwiseDerivative(ElementwiseFunction)
  /// f(x, y), element by element, with spreading.
  case pairwise(PairwiseFunction)
  /// A B, rows times columns; A is m×k, B is k×n.
  case matrixProduct
  /// Aᵀ.
  case transpose
  /// One number of many, for all elements or for each row or column.
  case reduce(Reduction, ReductionDimension)
  /// (Σ |x|ᵖ)^(1/p) over all entries.
  case norm(Double)
  /// The sum of the diagonal of a square matrix.
  case trace
  /// A column or row becomes a diagonal matrix; a matrix gives the column of its diagonal.
  case diagonal
  /// The same elements, row after row, in another shape.
  case reshape([Int])
  /// All elements as one column, row after row.
  case flatten
  /// aⱼ = exp(zⱼ)/Σₖ exp(zₖ), stably.
  case softmax(SoftmaxAxis)
  /// log softmax(z), stably.
  case logSoftmax(SoftmaxAxis)
  /// ∂softmax(z)ᵢ/∂zⱼ = aᵢ(δᵢⱼ − aⱼ) of one column, n×n.
  case softmaxJacobian
  /// The loss of each case (column): operands a, y; a scalar for one column, a row for more.
  case loss(Loss)
  /// ∂loss/∂a for each case, in the shape of a: operands a, y.
  case lossDerivative(Loss)
  /// Cross-entropy of softmax(z), or binary cross-entropy of σ(z), stably from z: operands z, y.
  case lossFromLogits(Loss)
  /// The part of a tensor that the indices take; `.several` keeps as many as it takes.
  ///
  /// Of a matrix a dimension with `.at` is kept with extent 1, unless all are `.at`: then the
  /// result is a scalar. Of a higher rank it is taken away; a single dimension left is a column.
  case slice([SliceIndex])
  /// A tensor with the part that the indices take replaced: operands array, new part.
  case replaceSlice([SliceIndex])
  /// Blocks put together to a matrix; the number of operands in each row of blocks.
  case assemble([Int])
  /// Tensors of one shape put side by side along a new first dimension.
  case stack
  /// The sum of any number of terms of one shape: Σ over an index.
  case sumOfTerms
  /// The product of any number of scalar factors: Π over an index.
  case productOfFactors
  /// The largest or smallest of any number of scalars: max_j, min_j.
  case largestOfTerms, smallestOfTerms
  /// Filters moved over images, not flipped: operands image, filters, and a bias for each filter.
  case convolution(ConvolutionSteps)
  /// ∂J/∂image of a convolution: operands ∂J/∂z, filters; the image has these rows and columns.
  case convolutionInputGradient(ConvolutionSteps, rows: Int, columns: Int)
  /// ∂J/∂filters of a convolution: operands image, ∂J/∂z; a filter has these rows and columns.
  case convolutionFilterGradient(ConvolutionSteps, rows: Int, columns: Int)
  /// The largest pixel of each window.
  case maxPool(PoolingWindow)
  /// ∂J/∂image of `maxPool`: operands image, ∂J/∂z.
  case maxPoolGradient(PoolingWindow)
  /// The mean of each window.
  case averagePool(PoolingWindow)
  /// ∂J/∂image of `averagePool`: operand ∂J/∂z; the image has these rows and columns.
  case averagePoolGradient(PoolingWindow, rows: Int, columns: Int)
  /// γ (z − μ)/(σ + δ) + β: operands z, and γ and β where they are not 1 and 0.
  case normalize(NormalizationKind, delta: Double)
  /// ∂J/∂z of `normalize`: operands z, γ, ∂J/∂(γẑ + β).
  case normalizeGradient(NormalizationKind, delta: Double)
  /// An image turned, moved, cut or padded.
  case resample(Resampling)
}

extension Operation {
  /// The number of operands, nil for any number or one of several.
  package var arity: Int? {
    switch operandCounts {
    case let counts? where counts.count == 1: counts.lowerBound
    default: nil
    }
  }

  /// The numbers of operands it takes, nil for any number.
  var operandCounts: ClosedRange<Int>? {
    switch self {
    case .elementwise, .elementwiseDerivative, .transpose, .reduce, .norm, .trace, .diagonal,
      .reshape, .flatten, .softmax, .logSoftmax, .softmaxJacobian, .slice, .maxPool, .averagePool,
      .averagePoolGradient, .resample:
      1...1
    case .pairwise, .matrixProduct, .loss, .lossDerivative, .lossFromLogits, .replaceSlice,
      .convolutionInputGradient, .convolutionFilterGradient, .maxPoolGradient:
      2...2
    case .normalizeGradient: 3...3
    case .convolution: 2...3
    case .normalize: 1...3
    case .assemble, .stack, .sumOfTerms, .productOfFactors, .largestOfTerms, .smallestOfTerms: nil
    }
  }
}
