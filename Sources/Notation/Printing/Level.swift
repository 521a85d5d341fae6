/// How tightly an expression binds; the printer puts brackets around a looser one.
enum Level: Int, Comparable {
  case evaluated, disjunction, conjunction, negation, comparison, sum, elementwise, product
  /// Signs, numbers glued to names, and what runs on to the right: Σ, `d/dx`.
  case prefix
  case power, operand

  static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }

  /// The next tighter level.
  var next: Level { Level(rawValue: rawValue + 1) ?? .operand }
}

extension Expression {
  /// How tightly the expression binds.
  var level: Level {
    switch kind {
    case .evaluated: .evaluated
    case .infix(.or, _, _): .disjunction
    case .infix(.and, _, _): .conjunction
    case .prefix(.not, _): .negation
    case .comparison: .comparison
    case .infix(.plus, _, _), .infix(.minus, _, _): .sum
    case .infix(.elementwiseProduct, _, _): .elementwise
    case .product: .product
    case .prefix, .glued, .big, .differentiate, .nabla: .prefix
    case .number(let value) where !(value >= 0 && value.isFinite): .prefix
    case .derivative(.partial, _, _): .prefix
    case .power, .transpose, .derivative: .power
    default: .operand
    }
  }

  /// Whether its text goes on to the right as far as a product does: `a Σ_j b`.
  var isOpenToTheRight: Bool {
    switch kind {
    case .big, .differentiate: true
    case .prefix(_, let operand): operand.isOpenToTheRight
    case .infix(_, _, let right): right.isOpenToTheRight
    case .product(_, let rest): rest.last?.1.isOpenToTheRight == true
    default: false
    }
  }

  /// Whether its text starts with a digit.
  var startsWithNumber: Bool {
    switch kind {
    case .number, .glued: true
    case .power(let base, _): base.startsWithNumber
    case .transpose(let base): base.startsWithNumber
    default: false
    }
  }

  /// Whether its text starts with a sign.
  var startsWithSign: Bool {
    switch kind {
    case .prefix(.minus, _), .prefix(.not, _): true
    case .product(let first, _): first.startsWithSign
    case .infix(_, let left, _): left.startsWithSign
    default: false
    }
  }

  /// The name at its very end, if nothing but the name stands there: of `2dz` dz.
  var lastName: Reference? {
    switch kind {
    case .reference(let name): name
    case .glued(_, let operand), .prefix(_, let operand), .nabla(_, let operand): operand.lastName
    default: nil
    }
  }

  /// The name at its very start: of `dw²` dw.
  var firstName: Reference? {
    switch kind {
    case .reference(let name), .primed(let name, _): name
    case .call(let callee, _): callee.reference
    case .power(let base, _), .transpose(let base): base.firstName
    case .derivative(.ordinary, _, let by): by
    default: nil
    }
  }

  /// Whether its text, as the only element of a row, reads as one element: it has no space
  /// between two factors.
  var isOneElement: Bool {
    switch kind {
    case .infix(_, let left, let right): left.isOneElement && right.isOneElement
    case .comparison(let first, let rest):
      first.isOneElement && rest.allSatisfy { $0.1.isOneElement }
    case .prefix(_, let operand): operand.isOneElement
    case .product(let first, let rest):
      first.isOneElement && rest.allSatisfy { $0.0 != .adjacent && $0.1.isOneElement }
    case .big, .differentiate, .nabla, .evaluated: false
    default: true
    }
  }
}
