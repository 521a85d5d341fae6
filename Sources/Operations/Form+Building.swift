package import Tensors

extension Form {
  /// left + right.
  package static func sum(_ left: Form, _ right: Form) -> Form {
    .apply(.pairwise(.add), [left, right])
  }

  /// left − right.
  package static func difference(_ left: Form, _ right: Form) -> Form {
    .apply(.pairwise(.subtract), [left, right])
  }

  /// left · right.
  package static func product(_ left: Form, _ right: Form) -> Form {
    .apply(.pairwise(.multiply), [left, right])
  }

  /// left / right.
  package static func quotient(_ left: Form, _ right: Form) -> Form {
    .apply(.pairwise(.divide), [left, right])
  }

  /// base ^ exponent.
  package static func power(_ base: Form, _ exponent: Form) -> Form {
    .apply(.pairwise(.power), [base, exponent])
  }

  /// −form.
  package static func negative(_ form: Form) -> Form {
    .apply(.elementwise(.negate), [form])
  }

  /// f(argument).
  package static func call(_ function: ElementwiseFunction, _ argument: Form) -> Form {
    .apply(.elementwise(function), [argument])
  }

  /// The numbers of a tensor: a number, or a literal of rows; nil for a rank the notation nests.
  ///
  /// A literal is `.apply(.assemble(…), numbers)`; that of a 1×1 matrix is its number alone.
  package init?(literal tensor: Tensor) {
    if let value = tensor.single {
      self = .number(value)
    } else if tensor.shape.rank == 2, tensor.count > 0 {
      let counts = [Int](repeating: tensor.columns, count: tensor.rows)
      self = .apply(.assemble(counts), tensor.elements.map(Form.number))
    } else {
      return nil
    }
  }
}
