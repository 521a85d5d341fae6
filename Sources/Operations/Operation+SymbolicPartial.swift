extension Operation {
  /// ∂(operation)/∂(its operand i) as a form over its operands, for scalars; not simplified.
  ///
  /// Where the derivative has no closed form (relu, abs) it is the operation `elementwiseDerivative`.
  /// nil where the operation is no function of numbers (matrix products, reductions, indices) or
  /// where which operand counts depends on the values (max over an index).
  package func partialDerivative(byOperand index: Int, operands: [Form]) -> Form? {
    guard operands.indices.contains(index) else { return nil }
    switch self {
    case .elementwise(let function):
      return function.derivative(of: operands[0])
    case .elementwiseDerivative(let function):
      return function.secondDerivative(of: operands[0])
    case .pairwise(let function):
      guard operands.count == 2 else { return nil }
      return function.partial(byFirst: index == 0, operands[0], operands[1])
    case .loss(let loss):
      return loss.partial(byOutput: index == 0, operands[0], operands[1])
    case .lossFromLogits(let loss):
      return loss.logitsPartial(byLogit: index == 0, operands[0], operands[1])
    case .lossDerivative(let loss):
      return loss.secondPartial(byOutput: index == 0, operands[0], operands[1])
    case .sumOfTerms:
      return .number(1)
    case .productOfFactors:
      let others = operands.indices.filter { $0 != index }.map { operands[$0] }
      guard let first = others.first else { return .number(1) }
      return others.dropFirst().reduce(first) { .product($0, $1) }
    case .matrixProduct, .transpose, .reduce, .norm, .trace, .diagonal, .reshape, .flatten,
      .softmax, .logSoftmax, .softmaxJacobian, .slice, .replaceSlice, .assemble, .stack,
      .largestOfTerms, .smallestOfTerms, .convolution, .convolutionInputGradient,
      .convolutionFilterGradient, .maxPool, .maxPoolGradient, .averagePool, .averagePoolGradient,
      .normalize, .normalizeGradient, .resample:
      return nil
    }
  }
}

extension ElementwiseFunction {
  /// f′(x) as a form; `elementwiseDerivative` where f has kinks.
  package func derivative(of x: Form) -> Form {
    switch self {
    case .identity: return .number(1)
    case .negate: return .number(-1)
    case .exp: return .call(.exp, x)
    case .log: return .quotient(.number(1), x)
    case .log2: return .quotient(.number(1), .product(x, .call(.log, .number(2))))
    case .log10: return .quotient(.number(1), .product(x, .call(.log, .number(10))))
    case .squareRoot:
      return .quotient(.number(1), .product(.number(2), .call(.squareRoot, x)))
    case .sine: return .call(.cosine, x)
    case .cosine: return .negative(.call(.sine, x))
    case .tangent: return .quotient(.number(1), .power(.call(.cosine, x), .number(2)))
    case .hyperbolicTangent:
      return .difference(.number(1), .power(.call(.hyperbolicTangent, x), .number(2)))
    case .sigmoid:
      let a = Form.call(.sigmoid, x)
      return .product(a, .difference(.number(1), a))
    case .softplus: return .call(.sigmoid, x)
    case .relu, .leakyRelu, .elu, .absolute: return .apply(.elementwiseDerivative(self), [x])
    case .sign, .round, .floor, .ceiling, .not: return .number(0)
    }
  }

  /// f″(x) as a form; at a kink that of the left side.
  func secondDerivative(of x: Form) -> Form {
    switch self {
    case .identity, .negate, .relu, .leakyRelu, .absolute, .sign, .round, .floor, .ceiling, .not:
      return .number(0)
    case .exp: return .call(.exp, x)
    case .log: return .quotient(.number(-1), .power(x, .number(2)))
    case .log2, .log10:
      let base = Form.number(self == .log2 ? 2 : 10)
      return .quotient(
        .number(-1),
        .product(.power(x, .number(2)), .call(.log, base))
      )
    case .squareRoot:
      return .quotient(
        .number(-1),
        .product(.product(.number(4), x), .call(.squareRoot, x))
      )
    case .sine: return .negative(.call(.sine, x))
    case .cosine: return .negative(.call(.cosine, x))
    case .tangent:
      return .quotient(
        .product(.number(2), .call(.tangent, x)),
        .power(.call(.cosine, x), .number(2))
      )
    case .hyperbolicTangent:
      return .product(
        .product(.number(-2), .call(.hyperbolicTangent, x)),
        derivative(of: x)
      )
    case .sigmoid:
      return .product(
        derivative(of: x),
        .difference(.number(1), .product(.number(2), .call(.sigmoid, x)))
      )
    case .softplus: return ElementwiseFunction.sigmoid.derivative(of: x)
    case .elu(let alpha):
      // α eˣ for x ≤ 0, which is elu(x) + α; written so that it does not overflow for x > 0.
      return .product(
        .apply(.pairwise(.lessOrEqual), [x, .number(0)]),
        .sum(.call(self, x), .number(alpha))
      )
    }
  }
}

extension PairwiseFunction {
  /// ∂f/∂x or ∂f/∂y as a form.
  fileprivate func partial(byFirst: Bool, _ x: Form, _ y: Form) -> Form {
    switch self {
    case .add: return .number(1)
    case .subtract: return .number(byFirst ? 1 : -1)
    case .multiply: return byFirst ? y : x
    case .divide:
      return byFirst
        ? .quotient(.number(1), y) : .negative(.quotient(x, .power(y, .number(2))))
    case .power:
      return byFirst
        ? .product(y, .power(x, .difference(y, .number(1))))
        : .product(.power(x, y), .call(.log, x))
    case .prelu:
      let left = Form.apply(.pairwise(.lessOrEqual), [x, .number(0)])
      if !byFirst { return .product(left, x) }
      return .sum(.apply(.pairwise(.greater), [x, .number(0)]), .product(left, y))
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .and, .or:
      return .number(0)
    }
  }
}

extension Loss {
  fileprivate func partial(byOutput: Bool, _ a: Form, _ y: Form) -> Form {
    switch self {
    case .crossEntropy:
      return .negative(byOutput ? .quotient(y, a) : .call(.log, a))
    case .binaryCrossEntropy:
      let rest = Form.difference(.number(1), a)
      return byOutput
        ? .quotient(.difference(a, y), .product(a, rest))
        : .difference(.call(.log, rest), .call(.log, a))
    case .squaredError:
      return byOutput ? .difference(a, y) : .difference(y, a)
    }
  }

  /// For one number z; softmax of one number is the constant 1.
  fileprivate func logitsPartial(byLogit: Bool, _ z: Form, _ y: Form) -> Form {
    switch self {
    case .crossEntropy: .number(0)
    case .binaryCrossEntropy: byLogit ? .difference(.call(.sigmoid, z), y) : .negative(z)
    case .squaredError: partial(byOutput: byLogit, z, y)
    }
  }

  fileprivate func secondPartial(byOutput: Bool, _ a: Form, _ y: Form) -> Form {
    let rest = Form.difference(.number(1), a)
    switch self {
    case .crossEntropy:
      return byOutput
        ? .quotient(y, .power(a, .number(2))) : .quotient(.number(-1), a)
    case .binaryCrossEntropy:
      return byOutput
        ? .sum(
          .quotient(y, .power(a, .number(2))),
          .quotient(.difference(.number(1), y), .power(rest, .number(2)))
        )
        : .quotient(.number(-1), .product(a, rest))
    case .squaredError:
      return .number(byOutput ? 1 : -1)
    }
  }
}
