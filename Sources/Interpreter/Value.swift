package import Notation
package import Operations
package import Tensors

/// What a name can stand for.
package enum Value: Sendable {
  /// A number, a matrix, or an array of higher rank.
  case tensor(Tensor)
  /// A function.
  case function(FunctionValue)
  /// A list of functions, as `network` takes it.
  case functions([FunctionValue])
  /// A text.
  case string(String)
  /// A scalar or matrix with letters in it.
  case symbolic(SymbolicTensor)
}

/// A function as a value.
package enum FunctionValue: Sendable, Equatable {
  /// A function of the language.
  case builtin(String)
  /// A function the learner defined.
  case user(UserFunction)
  /// An algorithm, by name.
  case algorithm(String)

  /// The name it prints as.
  package var name: String {
    switch self {
    case .builtin(let name), .algorithm(let name): name
    case .user(let function): function.name
    }
  }

  package static func == (left: FunctionValue, right: FunctionValue) -> Bool {
    switch (left, right) {
    case (.builtin(let a), .builtin(let b)), (.algorithm(let a), .algorithm(let b)): a == b
    case (.user(let a), .user(let b)): a === b
    default: false
    }
  }
}

/// A function written in the notation: `f(x, y) = body`.
package final class UserFunction: Sendable {
  /// Its name.
  package let name: String
  /// Its parameters.
  package let parameters: [String]
  /// What it computes.
  package let body: Expression
  /// The definition as a statement, and the text it stands in.
  package let definition: CodeSite

  init(name: String, parameters: [String], body: Expression, definition: CodeSite) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.definition = definition
  }
}

/// A scalar (`[]`) or a matrix whose elements are symbolic.
package struct SymbolicTensor: Sendable, Equatable {
  /// The extents.
  package var shape: Shape
  /// The elements in row-major order.
  package var elements: [Form]

  /// Makes a symbolic tensor; as many elements are given as the shape holds.
  package init(shape: Shape, elements: [Form]) {
    self.shape = shape
    self.elements = elements
  }

  /// Makes a symbolic scalar.
  package init(_ form: Form) {
    self.init(shape: .scalar, elements: [form])
  }

  /// A tensor of numbers as a symbolic one.
  init(_ tensor: Tensor) {
    self.init(shape: tensor.shape, elements: tensor.elements.map(Form.number))
  }
}

extension Value {
  /// The tensor, nil for every other kind.
  package var tensor: Tensor? {
    if case .tensor(let tensor) = self { tensor } else { nil }
  }

  /// What a message calls this kind of value: `a 2×3 matrix`, `a function`.
  package var kindName: String {
    switch self {
    case .tensor(let tensor): tensor.shape.kindName
    case .function: "a function"
    case .functions: "a list of functions"
    case .string: "a text"
    case .symbolic: "an expression with letters"
    }
  }
}

extension Shape {
  /// What a message calls a value of this shape: `a number`, `a column of 3`, `a 2×3 matrix`.
  package var kindName: String {
    switch rank {
    case 0: "a number"
    case 2 where columns == 1 && rows != 1: "a column of \(rows)"
    case 2 where rows == 1 && columns != 1: "a row of \(columns)"
    case 2: "a \(self) matrix"
    default: "a \(self) array"
    }
  }
}
