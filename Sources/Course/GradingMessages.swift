import Diagnostics
import Interpreter
import Notation
import Rendering
import Tensors

/// The sentences that grading says, in one place.
enum GradingMessages {
  static let constant =
    "Right for these inputs, wrong for others: is a number typed in where a name should stand?"

  static func notAssigned(_ name: String) -> String { "\(name) is not assigned in this cell." }

  static func stillOpen(_ names: [String]) -> String {
    "Still to do: \(names.joined(separator: ", "))."
  }

  static func judgedWith(_ names: [String]) -> String {
    "Judged with your value of \(names.joined(separator: " and "))."
  }

  static func judgedWithRight(_ names: [String]) -> String {
    "Judged with the right value of \(names.joined(separator: " and ")) in place of yours."
  }

  static func changes(_ names: [String]) -> String {
    "This cell changes \(names.joined(separator: " and ")), which the exercise has set."
  }

  static let missingCell = "Its cell is missing."
  static let twoCells = "Its cell stands here twice."

  /// How a value differs from the right one, which is never told.
  static func difference(
    _ right: Observation,
    _ given: Observation,
    _ check: Check,
    _ tolerance: Tolerance,
    _ look: Look
  ) -> String {
    let name = check.name
    switch (right, given) {
    case (_, .failure(let problem)): return problem.message
    case (.value(let right), .value(let given)):
      return difference(right, given, name, tolerance, look)
    case (.several(let right), .several(let given)):
      for (call, value) in right {
        guard let other = given.first(where: { $0.0 == call })?.1 else {
          if case .algorithm = check { return "\(name) does not assign \(call)." }
          return "\(call) has no value."
        }
        if !value.accepts(other, tolerance) {
          return difference(value, other, call, tolerance, look)
        }
      }
      return "\(name) is not right."
    case (.failure, _), (.value, .several), (.several, .value):
      return "\(name) is not what is asked for."
    }
  }

  private static func difference(
    _ right: Value,
    _ given: Value,
    _ name: String,
    _ tolerance: Tolerance,
    _ look: Look
  ) -> String {
    guard case .tensor(let right) = right, case .tensor(let given) = given else {
      let isSameKind =
        switch (right, given) {
        case (.symbolic, .symbolic), (.string, .string), (.function, .function),
          (.functions, .functions):
          true
        default: false
        }
      if isSameKind { return "\(name) is not right." }
      return "\(name) is to be \(right.kindName); yours is \(given.kindName)."
    }
    guard right.shape == given.shape || (right.count == 1 && given.count == 1) else {
      let isTransposed =
        right.shape.rank == 2 && given.shape.rank == 2 && right.rows == given.columns
        && right.columns == given.rows
      let hint = isTransposed ? " Is it the transpose?" : ""
      return "\(name) is \(right.shape.kindName); yours is \(given.shape.kindName).\(hint)"
    }
    let offset = zip(right.elements, given.elements).enumerated().first { _, pair in
      !tolerance.accepts(pair.1, for: pair.0)
    }?.offset
    guard let offset else { return "\(name) is not right." }
    let yours = described(given.elements[offset], look)
    guard right.count > 1 else { return "\(name) is not right: yours is \(yours)." }
    return "\(name) differs first \(place(offset, in: right.shape)): yours is \(yours)."
  }

  private static func described(_ value: Double, _ look: Look) -> String {
    if value.isNaN { return "nan, which is not a number" }
    if value.isInfinite { return value < 0 ? "minus infinity" : "infinite" }
    return look.number(value)
  }

  private static func place(_ offset: Int, in shape: Shape) -> String {
    if shape.rank == 2, shape.columns == 1 { return "in row \(offset + 1)" }
    if shape.rank == 2, shape.rows == 1 { return "in column \(offset + 1)" }
    if shape.rank == 2 {
      return "in row \(offset / shape.columns + 1), column \(offset % shape.columns + 1)"
    }
    var rest = offset
    var indices: [Int] = []
    for extent in shape.dimensions.reversed() {
      indices.insert(rest % extent + 1, at: 0)
      rest /= extent
    }
    return "at \(indices.map(String.init).joined(separator: ", "))"
  }
}
