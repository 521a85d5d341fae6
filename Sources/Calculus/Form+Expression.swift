import Diagnostics
package import Notation
package import Operations
import Tensors

extension Form {
  /// The form as an expression of the notation, written as a lecturer writes it.
  ///
  /// `4y`, `cos(x²)·2x`, `σ(z)(1 − σ(z))`, `1 − tanh²(z)`. Letters stand side by side without a
  /// space where `joinsLetters` is true, as in `aj + bk`.
  package func expression(joinsLetters: Bool = false) -> Expression {
    FormWriter(joinsLetters: joinsLetters).expression(self)
  }
}

/// Writes forms as syntax trees, which the printers then print.
private struct FormWriter {
  let joinsLetters: Bool

  private func make(_ kind: Expression.Kind) -> Expression {
    Expression(kind, span: SourceSpan(start: 0, end: 0))
  }

  func expression(_ form: Form) -> Expression {
    switch form {
    case .number(let value): number(value)
    case .symbol(let name): make(.reference(reference(name)))
    case .apply(let operation, let operands): expression(operation, operands)
    }
  }

  private func number(_ value: Double) -> Expression {
    if value.sign == .minus, value != 0 {
      return make(.prefix(.minus, make(.number(-value))))
    }
    if value.isNaN { return make(.reference(plain("nan"))) }
    if value.isInfinite { return make(.reference(plain("inf"))) }
    return make(.number(value == 0 ? 0 : value))
  }

  private func plain(_ name: String) -> Reference {
    Reference(base: name, span: SourceSpan(start: 0, end: 0))
  }

  private func reference(_ name: String) -> Reference {
    if let parsed = try? Expression(parsing: name), case .reference(let reference) = parsed.kind {
      return reference
    }
    return plain(name)
  }

  private func expression(_ operation: Operation, _ operands: [Form]) -> Expression {
    switch operation {
    case .pairwise(let function): return pairwise(function, operands)
    case .elementwise(let function): return elementwise(function, expression(operands[0]))
    case .elementwiseDerivative(let function):
      return call(function.name, operands, primes: 1)
    case .matrixProduct:
      return make(.product(expression(operands[0]), [(.adjacent, expression(operands[1]))]))
    case .transpose: return make(.transpose(expression(operands[0])))
    case .norm(let p):
      return make(.norm(expression(operands[0]), p == 2 ? nil : number(p)))
    case .reduce(let reduction, let dimension):
      switch dimension {
      case .all: return call(reduction.name, operands)
      case .rows: return call(reduction.name, operands + [.number(1)])
      case .columns: return call(reduction.name, operands + [.number(2)])
      }
    case .softmax(.columns), .logSoftmax(.columns), .trace, .diagonal, .flatten:
      return call(operation.name, operands)
    case .softmax(.rows), .logSoftmax(.rows): return call(operation.name, operands + [.number(2)])
    case .softmaxJacobian: return call("softmax", operands, primes: 1)
    case .reshape(let extents):
      return call("reshape", operands + extents.map { .number(Double($0)) })
    case .loss(let loss): return call(loss.name, operands)
    case .lossFromLogits(let loss):
      let activation = loss == .crossEntropy ? "softmax" : "σ"
      return make(
        .call(
          Callee(reference: plain(loss.name)),
          [
            Argument(value: call(activation, [operands[0]])),
            Argument(value: expression(operands[1])),
          ]
        )
      )
    case .lossDerivative(let loss): return call(loss.name, operands, primes: 1)
    case .slice(let indices): return slice(operands[0], indices)
    case .replaceSlice: return expression(operands[1])
    case .assemble(let counts): return assembled(counts, operands)
    case .stack: return make(.matrix([operands.map(expression)]))
    case .sumOfTerms: return chain(.plus, operands)
    case .productOfFactors:
      guard operands.count > 1 else { return expression(operands.first ?? .number(1)) }
      return product(operands)
    case .largestOfTerms: return call("max", [.apply(.assemble([operands.count]), operands)])
    case .smallestOfTerms: return call("min", [.apply(.assemble([operands.count]), operands)])
    case .convolution, .convolutionInputGradient, .convolutionFilterGradient, .maxPool,
      .maxPoolGradient, .averagePool, .averagePoolGradient, .normalize, .normalizeGradient,
      .resample:
      return image(operation, operands) ?? call(operation.name, operands)
    }
  }

  private func call(
    _ name: String,
    _ operands: [Form],
    primes: Int = 0,
    options: [(String, Form)] = []
  ) -> Expression {
    make(
      .call(
        Callee(reference: plain(name), primes: primes),
        operands.map { Argument(value: expression($0)) }
          + options.map { Argument(label: $0.0, value: expression($0.1)) }
      )
    )
  }

  /// A call of an operation on images, with the options that differ from what goes without saying.
  private func image(_ operation: Operation, _ operands: [Form]) -> Expression? {
    switch operation {
    case .convolution(let steps):
      let bias = operands.dropFirst(2).map { ("bias", $0) }
      return call(
        operation.name,
        Array(operands.prefix(2)),
        options: bias + options(stride: steps.stride, unless: 1, padding: steps.padding)
      )
    case .convolutionInputGradient(let steps, let rows, let columns),
      .convolutionFilterGradient(let steps, let rows, let columns):
      return call(
        operation.name,
        operands + [rows, columns].map { .number(Double($0)) },
        options: options(stride: steps.stride, unless: 1, padding: steps.padding)
      )
    case .maxPool(let window), .maxPoolGradient(let window), .averagePool(let window):
      return call(
        operation.name,
        operands + [.number(Double(window.size))],
        options: options(stride: window.stride, unless: window.size, padding: window.padding)
      )
    case .averagePoolGradient(let window, let rows, let columns):
      return call(
        operation.name,
        operands + [rows, columns, window.size].map { .number(Double($0)) },
        options: options(stride: window.stride, unless: window.size, padding: 0)
      )
    case .normalize(_, let delta), .normalizeGradient(_, let delta):
      return call(
        operation.name,
        operands,
        options: delta == NormalizationKind.usualDelta ? [] : [("delta", .number(delta))]
      )
    case .resample(.flip(let alongRows)):
      return call("flip", operands + (alongRows ? [.number(1)] : []))
    case .resample(.shift(let down, let right)):
      return call("shift", operands + [down, right].map { .number(Double($0)) })
    case .resample(.rotate(let degrees)):
      return call("rotate", operands + [.number(degrees)])
    case .resample(.crop(let top, let left, let rows, let columns)):
      return call("crop", operands + [top, left, rows, columns].map { .number(Double($0)) })
    case .resample(.pad(let padding)):
      return call("pad", operands + [.number(Double(padding))])
    default:
      return nil
    }
  }

  private func options(stride: Int, unless usual: Int, padding: Int) -> [(String, Form)] {
    (stride == usual ? [] : [("stride", .number(Double(stride)))])
      + (padding == 0 ? [] : [("padding", .number(Double(padding)))])
  }

  private func chain(_ infix: InfixOperator, _ operands: [Form]) -> Expression {
    guard let first = operands.first else { return number(0) }
    return operands.dropFirst().reduce(expression(first)) { left, right in
      sum(infix, left, expression(right))
    }
  }

  /// `a + (−b)` is `a − b`; `a − (−b)` stays, in brackets that the printer puts in.
  private func sum(_ infix: InfixOperator, _ left: Expression, _ right: Expression) -> Expression {
    if infix == .plus, case .prefix(.minus, let operand) = right.kind {
      return make(.infix(.minus, left, operand))
    }
    return make(.infix(infix, left, right))
  }

  // MARK: Functions

  private func elementwise(_ function: ElementwiseFunction, _ operand: Expression) -> Expression {
    switch function {
    case .negate: return negative(operand)
    case .not: return make(.prefix(.not, operand))
    case .squareRoot: return make(.prefix(.squareRoot, operand))
    case .absolute: return make(.absolute(operand))
    case .floor: return make(.floor(operand))
    case .ceiling: return make(.ceiling(operand))
    case .identity: return operand
    default:
      var arguments = [Argument(value: operand)]
      switch function {
      case .leakyRelu(let slope) where slope != 0.01:
        arguments.append(Argument(value: number(slope)))
      case .elu(let alpha) where alpha != 1: arguments.append(Argument(value: number(alpha)))
      default: break
      }
      return make(.call(Callee(reference: plain(function.name)), arguments))
    }
  }

  // MARK: Sums, products, powers

  private func pairwise(_ function: PairwiseFunction, _ operands: [Form]) -> Expression {
    let left = operands[0]
    let right = operands[1]
    switch function {
    case .add, .subtract: return sum(of: .apply(.pairwise(function), operands))
    case .multiply where isPart(left) && isPart(right):
      return make(.infix(.elementwiseProduct, expression(left), expression(right)))
    case .multiply, .divide:
      return product(factors(of: .apply(.pairwise(function), operands)))
    case .power: return power(left, right)
    case .and: return make(.infix(.and, expression(left), expression(right)))
    case .or: return make(.infix(.or, expression(left), expression(right)))
    case .prelu: return call("prelu", operands)
    case .equal: return comparison(.equal, operands)
    case .notEqual: return comparison(.notEqual, operands)
    case .less: return comparison(.less, operands)
    case .lessOrEqual: return comparison(.lessOrEqual, operands)
    case .greater: return comparison(.greater, operands)
    case .greaterOrEqual: return comparison(.greaterOrEqual, operands)
    }
  }

  /// Whether a form is a part of an array with several elements, which ⊙ multiplies.
  private func isPart(_ form: Form) -> Bool {
    if case .apply(.slice(let indices), _) = form {
      indices.contains(where: \.isSeveral)
    } else {
      false
    }
  }

  /// A term of a sum and whether it is taken away.
  private typealias Term = (isNegative: Bool, form: Form)

  private func terms(of form: Form) -> [Term] {
    switch form {
    case .apply(.pairwise(.add), let operands):
      terms(of: operands[0]) + terms(of: operands[1])
    case .apply(.pairwise(.subtract), let operands):
      terms(of: operands[0]) + [(true, operands[1])]
    case .apply(.elementwise(.negate), let operands):
      switch operands[0] {
      case .apply(.pairwise(.add), _), .apply(.pairwise(.subtract), _): [(false, form)]
      default: [(true, operands[0])]
      }
    case .number(let value) where value < 0: [(true, .number(-value))]
    default: [(false, form)]
    }
  }

  /// Terms as they are written, a positive one first where there is one: `2cos(x) − 4x`.
  private func sum(of form: Form) -> Expression {
    var terms = terms(of: form)
    if terms[0].isNegative, let first = terms.firstIndex(where: { !$0.isNegative }) {
      terms.insert(terms.remove(at: first), at: 0)
    }
    let head = expression(terms[0].form)
    let start = terms[0].isNegative ? negative(head) : head
    return terms.dropFirst().reduce(start) { left, term in
      sum(term.isNegative ? .minus : .plus, left, expression(term.form))
    }
  }

  /// A minus before an expression; before a product it stands at the first factor.
  private func negative(_ operand: Expression) -> Expression {
    if case .product(let first, let rest) = operand.kind {
      return make(.product(negative(first), rest))
    }
    return make(.prefix(.minus, operand))
  }

  private func comparison(_ operation: ComparisonOperator, _ operands: [Form]) -> Expression {
    make(.comparison(expression(operands[0]), [(operation, expression(operands[1]))]))
  }

  /// `tanh²(z)` for the square of a function, `x²` for everything else.
  private func power(_ base: Form, _ exponent: Form) -> Expression {
    if case .number(let value) = exponent, value > 1, value == value.rounded(),
      case .apply(.elementwise, _) = base
    {
      let inner = expression(base)
      if case .call(var callee, let arguments) = inner.kind, callee.power == nil {
        callee.power = number(value)
        return make(.call(callee, arguments))
      }
    }
    return make(.power(expression(base), expression(exponent)))
  }

  /// A factor and how it is joined to what stands before it.
  private typealias Factor = (joiner: ProductOperator, form: Form)

  private func factors(of form: Form) -> [Factor] {
    switch form {
    case .apply(.pairwise(.multiply), let operands):
      let right: [Factor] =
        if case .apply(.pairwise(.multiply), _) = operands[1] {
          factors(of: operands[1])
        } else {
          [(.times, operands[1])]
        }
      return factors(of: operands[0]) + right
    case .apply(.pairwise(.divide), let operands):
      return factors(of: operands[0]) + [(.over, operands[1])]
    default:
      return [(.times, form)]
    }
  }

  private func product(_ forms: [Form]) -> Expression {
    product(forms.map { (joiner: .times, form: $0) })
  }

  /// Factors as they are written: `2x`, `cos(x²)·2x`, `σ(z)(1 − σ(z))`, `aj`.
  private func product(_ factors: [Factor]) -> Expression {
    if joinsLetters, let joined = letters(factors) { return joined }
    var parts: [(ProductOperator, Expression)] = []
    var position = 0
    while position < factors.count {
      let (joiner, form) = factors[position]
      var part = expression(form)
      if case .number(let value) = form, value >= 0, position + 1 < factors.count,
        factors[position + 1].joiner == .times
      {
        let next = expression(factors[position + 1].form)
        if startsWithName(next) {
          part = make(.glued(value, next))
          position += 1
        }
      }
      var join = joiner
      if join == .times, isSum(part), let before = parts.last?.1, endsWithBracket(before) {
        join = .adjacent
      }
      parts.append((join, part))
      position += 1
    }
    guard parts.count > 1 else { return parts[0].1 }
    return make(.product(parts[0].1, Array(parts.dropFirst())))
  }

  /// Single letters side by side are written without a space: `aj`, `2ab`.
  private func letters(_ factors: [Factor]) -> Expression? {
    var rest = factors[...]
    var number: Double?
    if case .number(let value)? = rest.first?.form, value >= 0, rest.count > 1 {
      number = value
      rest.removeFirst()
    }
    var word = ""
    for (joiner, form) in rest {
      guard joiner == .times, case .symbol(let name) = form, name.count == 1 else { return nil }
      word += name
    }
    let joined = make(.reference(plain(word)))
    return number.map { make(.glued($0, joined)) } ?? joined
  }

  private func startsWithName(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .reference, .call: true
    case .power(let base, _): startsWithName(base)
    default: false
    }
  }

  private func isSum(_ expression: Expression) -> Bool {
    if case .infix(let infix, _, _) = expression.kind {
      infix == .plus || infix == .minus
    } else {
      false
    }
  }

  private func endsWithBracket(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .call, .number: true
    case .glued(_, let operand): endsWithBracket(operand)
    default: isSum(expression)
    }
  }

  // MARK: Arrays

  private func slice(_ array: Form, _ indices: [SliceIndex]) -> Expression {
    var elements: [ElementIndex] = indices.map { index in
      positions(index).map(ElementIndex.position) ?? .all
    }
    // A column of a matrix is a case, x_{(2)}, and so is what is last of a higher rank.
    if indices.count >= 2, indices.dropLast().allSatisfy({ $0 == .all }),
      let taken = indices.last.flatMap(positions)
    {
      elements = [.trainingCase(taken)]
    }
    let inner = expression(array)
    if case .reference(var reference) = inner.kind, reference.element == nil {
      reference.element = elements
      return make(.reference(reference))
    }
    return make(
      .call(
        Callee(reference: plain("element")),
        [Argument(value: inner)]
          + indices.map { index in
            Argument(value: positions(index) ?? make(.reference(plain("all"))))
          }
      )
    )
  }

  /// An index counted from 1, several as a row, many as `…`; nil for the whole range.
  private func positions(_ index: SliceIndex) -> Expression? {
    switch index {
    case .all: return nil
    case .at(let position): return number(Double(position + 1))
    case .several(let list):
      if list.count > 12 { return make(.reference(plain("…"))) }
      return make(.matrix([list.map { number(Double($0 + 1)) }]))
    }
  }

  private func assembled(_ counts: [Int], _ operands: [Form]) -> Expression {
    var rows: [[Expression]] = []
    var position = 0
    for count in counts {
      rows.append(operands[position..<position + count].map(expression))
      position += count
    }
    return make(.matrix(rows))
  }
}
