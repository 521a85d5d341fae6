import Diagnostics
import Operations
import Tensors

extension Interpreter {
  /// How many terms the entries of a convolution of letters may have in all.
  private static let mostTerms = 200_000

  /// Convolution, pooling, sums and rearrangements of letters; nil for every other operation.
  func symbolicArray(
    _ operation: Operation,
    _ operands: [SymbolicTensor],
    span: SourceSpan
  ) throws(Diagnostic) -> SymbolicTensor? {
    if let cost = operation.cost(operands.map(\.shape)),
      max(cost.elements, cost.multiplications) > Double(Self.mostTerms)
    {
      throw .tooManyLetters(span)
    }
    switch operation {
    case .convolution(let steps): return try convolved(steps, operands, span: span)
    case .averagePool(let window):
      let (grid, shape) = try windows(operation, window, operands[0], span: span)
      let elements = (0..<shape.count).map { position in
        mean(grid.pixels(position).map { operands[0].elements[$0] })
      }
      return SymbolicTensor(shape: shape, elements: elements)
    case .maxPool, .maxPoolGradient, .largestOfTerms, .smallestOfTerms,
      .reduce(.maximum, _), .reduce(.minimum, _), .reduce(.argumentOfMaximum, _):
      throw .lettersHaveNoOrder(operation.name, span)
    case .reduce(.mean, .all): return SymbolicTensor(mean(operands[0].elements))
    case .reduce(let reduction, let dimension) where dimension != .all:
      return try reduced(reduction, dimension, operands[0], span: span)
    case .trace:
      _ = try positions(operation, operands[0].shape, span: span)
      let diagonal = try rearranged(.diagonal, operands[0], span: span)
      return SymbolicTensor(sum(diagonal.elements))
    case .resample(.rotate(let degrees)):
      let isQuarter = degrees.remainder(dividingBy: 90) == 0
      let extents = operands[0].shape.dimensions.dropFirst(operands[0].shape.rank > 2 ? 1 : 0)
      guard isQuarter, extents.first == extents.dropFirst().first else { return nil }
      return try rearranged(operation, operands[0], span: span)
    case .reshape, .flatten, .diagonal, .resample:
      return try rearranged(operation, operands[0], span: span)
    case .stack:
      return try stacked(operands, span: span)
    default: return nil
    }
  }

  /// The terms that a slide writes out: `aj + bk + dl + em`; padded zeros have none.
  private func convolved(
    _ steps: ConvolutionSteps,
    _ operands: [SymbolicTensor],
    span: SourceSpan
  ) throws(Diagnostic) -> SymbolicTensor {
    let (image, filters) = (operands[0], operands[1])
    let shape: ConvolutionShape
    do throws(OperationError) {
      shape = try ConvolutionShape(image: image.shape, filters: filters.shape, steps)
      if operands.count > 2, operands[2].elements.count != shape.filters {
        throw OperationError.biasCount(
          given: operands[2].elements.count,
          filters: shape.filters
        )
      }
    } catch { throw Diagnostic(error, span) }
    let output = shape.outputShape
    let elements = (0..<output.count).map { position in
      let terms = shape.terms(ofOutput: position)
      var products = zip(terms.left, terms.right).map { pixel, weight in
        Form.product(image.elements[pixel], filters.elements[weight])
      }
      if operands.count > 2 {
        products.append(operands[2].elements[position / (output.count / shape.filters)])
      }
      return sum(products)
    }
    return SymbolicTensor(shape: output, elements: elements)
  }

  private func windows(
    _ operation: Operation,
    _ window: PoolingWindow,
    _ image: SymbolicTensor,
    span: SourceSpan
  ) throws(Diagnostic) -> (WindowGrid, Shape) {
    let numbers = Tensor(repeating: 0, shape: image.shape)
    do throws(OperationError) {
      let grid = try WindowGrid(operation, window, numbers)
      return (grid, try operation.forward([numbers]).shape)
    } catch { throw Diagnostic(error, span) }
  }

  /// Sums and means down each column or along each row.
  private func reduced(
    _ reduction: Reduction,
    _ dimension: ReductionDimension,
    _ operand: SymbolicTensor,
    span: SourceSpan
  ) throws(Diagnostic) -> SymbolicTensor? {
    guard reduction == .sum || reduction == .mean, operand.shape.rank == 2 else { return nil }
    let (rows, columns) = (operand.shape.rows, operand.shape.columns)
    let lines: [[Form]] =
      dimension == .rows
      ? (0..<columns).map { column in (0..<rows).map { operand.elements[$0 * columns + column] } }
      : (0..<rows).map { row in (0..<columns).map { operand.elements[row * columns + $0] } }
    let elements = lines.map { reduction == .sum ? sum($0) : mean($0) }
    let shape =
      dimension == .rows ? Shape(rows: 1, columns: columns) : Shape(rows: rows, columns: 1)
    return SymbolicTensor(shape: shape, elements: elements)
  }

  /// Elements moved as the operation moves their positions; what it fills with 0 is 0.
  private func rearranged(
    _ operation: Operation,
    _ operand: SymbolicTensor,
    span: SourceSpan
  ) throws(Diagnostic) -> SymbolicTensor {
    let places = try positions(operation, operand.shape, span: span)
    let elements = places.elements.map { place in
      place == 0 ? Form.number(0) : operand.elements[Int(place) - 1]
    }
    return SymbolicTensor(shape: places.shape, elements: elements)
  }

  /// What an operation makes of an array's positions, counted from 1.
  private func positions(
    _ operation: Operation,
    _ shape: Shape,
    span: SourceSpan
  ) throws(Diagnostic) -> Tensor {
    let numbers = Tensor(shape: shape, elements: (0..<shape.count).map { Double($0 + 1) })
    do { return try operation.forward([numbers]) } catch { throw Diagnostic(error, span) }
  }

  private func stacked(
    _ operands: [SymbolicTensor],
    span: SourceSpan
  ) throws(Diagnostic) -> SymbolicTensor {
    let numbers = operands.map { Tensor(repeating: 0, shape: $0.shape) }
    let shape: Shape
    do { shape = try Operation.stack.forward(numbers).shape } catch {
      throw Diagnostic(error, span)
    }
    return SymbolicTensor(shape: shape, elements: operands.flatMap(\.elements))
  }

  private func mean(_ forms: [Form]) -> Form {
    .quotient(sum(forms), .number(Double(forms.count)))
  }
}
