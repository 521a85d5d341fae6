package import Tensors

/// One part of the work of an operation, shown when a learner looks into a step.
package struct Substep: Sendable, Equatable {
  /// What it computes, in the notation: `row 1, column 2`; nil if the formula says it.
  package var label: String?
  /// The formula over the operand forms given.
  package var formula: Form
  /// The same with numbers put in; large arrays stay as the formula has them.
  package var numbers: Form
  /// What it comes to.
  package var value: Tensor

  /// Makes a sub-step.
  package init(label: String? = nil, formula: Form, numbers: Form, value: Tensor) {
    self.label = label
    self.formula = formula
    self.numbers = numbers
    self.value = value
  }
}

extension Substep {
  /// How many elements an array may have to be put into `numbers` as a literal.
  static let literalLimit = 64
}

extension Operation {
  /// The parts of the work, in order; the last one's value is always the operation's result.
  ///
  /// A matrix product opens into its elements' sums of products, softmax into exp, sum and
  /// quotient, a function of a matrix into its elements; what has no parts is one sub-step itself.
  /// - Parameters:
  ///   - operands: what the operands are called in the formulas.
  ///   - values: the operands' values.
  ///   - result: what `forward` gave for them.
  ///   - limit: how many elements are opened at most; the whole always follows.
  /// - Returns: at least one sub-step.
  package func substeps(
    operands: [Form],
    values: [Tensor],
    result: Tensor,
    limit: Int
  ) -> [Substep] {
    var worksheet = Worksheet(self, operands: operands, values: values, result: result)
    worksheet.open(limit: max(0, limit))
    return worksheet.finished
  }
}
