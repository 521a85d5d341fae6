import Interpreter
import Tensors
import Testing

/// The reference derivatives, as forms of SymPy's, through the interpreter.
@Suite("Reference derivatives") struct GoldenDerivativeTests {
  private static let names = ["w", "x", "y"]

  @Test("The value, and d/dx of the expression", arguments: try Golden.derivatives())
  func expression(_ reference: Golden.Derivative) throws {
    var student = try Self.student(reference)
    #expect(isClose(try student.number(reference.expression), reference.value))
    for name in Self.names {
      let slope = try student.number("d/d\(name) (\(reference.expression))")
      #expect(isClose(slope, reference.derivative[name] ?? .nan), "d/d\(name): \(slope)")
    }
  }

  @Test("Through a variable: u = …, du/dx and ∂u/∂x", arguments: try Golden.derivatives())
  func variable(_ reference: Golden.Derivative) throws {
    var student = try Self.student(reference)
    try student.type("u = \(reference.expression)")
    for name in Self.names {
      for text in ["du/d\(name)", "∂u/∂\(name)", "∇_\(name) u"] {
        let slope = try student.number(text)
        #expect(isClose(slope, reference.derivative[name] ?? .nan), "\(text): \(slope)")
      }
    }
  }

  @Test("The form, at a point behind |", arguments: try Golden.derivatives())
  func point(_ reference: Golden.Derivative) throws {
    var student = Student()
    let point = Self.names.map { "\($0) = \(reference.at[$0] ?? 0)" }.joined(separator: ", ")
    #expect(isClose(try student.number("\(reference.expression) | \(point)"), reference.value))
    for name in Self.names {
      let slope = try student.number("d/d\(name) (\(reference.expression)) | \(point)")
      #expect(isClose(slope, reference.derivative[name] ?? .nan), "d/d\(name): \(slope)")
    }
  }

  @Test("As a function's prime", arguments: try Golden.derivatives())
  func prime(_ reference: Golden.Derivative) throws {
    for name in Self.names {
      var student = Student()
      for other in Self.names where other != name {
        try student.type("\(other) = \(reference.at[other] ?? 0)")
      }
      try student.type("f(\(name)) = \(reference.expression)")
      let slope = try student.number("f'(\(reference.at[name] ?? 0))")
      #expect(isClose(slope, reference.derivative[name] ?? .nan), "f' by \(name): \(slope)")
    }
  }

  private static func student(_ reference: Golden.Derivative) throws -> Student {
    var student = Student()
    for name in names { try student.type("\(name) = \(reference.at[name] ?? 0)") }
    return student
  }
}

/// The reference activations, near and far from 0.
@Suite("Reference activations") struct GoldenActivationTests {
  @Test("Value, prime and Jacobian")
  func activations() throws {
    for reference in try Golden.activations() {
      var student = Student()
      switch reference.value {
      case .list(let values):
        let x = try #require(reference.x)
        try student.type("x = \(literal([x]))")
        expect(try student.tensor("\(reference.name)(x)"), Tensor(rows: [values]), reference.name)
        let slopes = Tensor(rows: [try #require(reference.derivative)])
        expect(try student.tensor("\(reference.name)'(x)"), slopes, "\(reference.name)'")
        try student.type("s = Σ \(reference.name)(x)")
        expect(try student.tensor("∂s/∂x"), slopes, "∂/∂x \(reference.name)")
        try student.type("g[1] = \(reference.name)")
        expect(try student.tensor("g[1]'(x)"), slopes, "g[1]'")
        for (index, value) in x.enumerated() {
          let slope = try student.number("d/dx \(reference.name)(x) | x = \(value)")
          #expect(isClose(slope, slopes.elements[index]), "\(reference.name) at \(value): \(slope)")
        }
      case .rows(let values):
        try student.type("z = \(literal(try #require(reference.z)))")
        try student.type("a = softmax(z); l = log_softmax(z)")
        expect(try student.tensor("a"), Tensor(rows: values), "softmax")
        let jacobian = Tensor(rows: try #require(reference.jacobian))
        expect(try student.tensor("softmax'(z)"), jacobian, "softmax'")
        expect(try student.tensor("∂a/∂z"), jacobian, "∂a/∂z")
        let logarithm = Tensor(rows: try #require(reference.log_softmax))
        expect(try student.tensor("l"), logarithm, "log_softmax")
        expect(try student.tensor("log(a)"), logarithm, "log of softmax")
      }
    }
  }

  private func expect(_ value: Tensor, _ reference: Tensor, _ name: String) {
    #expect(isClose(value, reference), "\(name): \(value.elements) is not \(reference.elements)")
  }
}
