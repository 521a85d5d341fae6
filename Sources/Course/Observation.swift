import Diagnostics
import Interpreter
import Notation
import Tensors

/// What is compared of a learner's cell with the solution's.
enum Check: Sendable, Hashable {
  /// The value of a name or an expression: `Δz[1]`.
  case value(String)
  /// A function, by its values at a few points.
  case function(String, parameters: Int)
  /// An algorithm that can be called without arguments, by what it assigns.
  case algorithm(String)

  /// What it is called in messages.
  var name: String {
    switch self {
    case .value(let name), .function(let name, _): name
    case .algorithm(let name): "\(name)()"
    }
  }

  /// The name in it.
  var plainName: String {
    switch self {
    case .value(let name), .function(let name, _), .algorithm(let name): name
    }
  }
}

/// What a check found on a workbench.
enum Observation {
  /// A value.
  case value(Value)
  /// The values of a function at the sample points, or what an algorithm assigned.
  case several([(String, Value)])
  /// Nothing, and why.
  case failure(Diagnostic)
}

extension Workbench {
  /// Looks at what a check names.
  func observe(_ check: Check) -> Observation {
    switch check {
    case .value(let text):
      do {
        guard let value = try value(of: text) else { return .several([]) }
        return .value(value)
      } catch { return .failure(error) }
    case .function(let name, let parameters): return sample(name, parameters)
    case .algorithm(let name):
      var copy = self
      let source = SourceText("\(name)()", name: name)
      do {
        let program = try Program(parsing: source, dialect: interpreter.dialect)
        var values: [(String, Value)] = []
        for statement in program.statements {
          values += try copy.interpreter.run(statement, in: source).assigned.map {
            ($0.name, $0.value)
          }
        }
        return .several(values)
      } catch { return .failure(error) }
    }
  }

  /// Arguments at which functions are compared: numbers first, then a column and a matrix.
  private static let samples = [
    ["0.5", "2", "0.3", "1.7", "0.9"], ["2", "0.7", "1.1", "0.4", "3"],
    ["−1.3", "0.8", "−0.2", "2.1", "0.6"], ["3.7", "−0.4", "1.9", "−1.6", "0.2"],
    ["[0.4; 1.7; 0.6]", "[1.2; 0.3; −0.8]", "[0.9; −0.5; 2.2]", "[1; 2; 3]", "[2; 1; 0]"],
    [
      "[0.4, 1.7; −0.6, 0.2]", "[1.2, 0.3; 0.8, −1]", "[1, 2; 3, 4]", "[2, 0; 1, 1]",
      "[1, 0; 0, 1]",
    ],
  ]

  private func sample(_ name: String, _ parameters: Int) -> Observation {
    var values: [(String, Value)] = []
    var problem: Diagnostic?
    for sample in Self.samples {
      let arguments = (0..<parameters).map { sample[$0 % sample.count] }.joined(separator: ", ")
      let call = "\(name)(\(arguments))"
      do {
        if let value = try value(of: call) { values.append((call, value)) }
      } catch { problem = problem ?? error }
    }
    if values.isEmpty, let problem { return .failure(problem) }
    return .several(values)
  }
}

extension Observation {
  /// Whether a learner's observation is as good as this one, the right one.
  func accepts(_ other: Observation, _ tolerance: Tolerance) -> Bool {
    switch (self, other) {
    case (.value(let right), .value(let given)): right.accepts(given, tolerance)
    case (.several(let right), .several(let given)):
      right.allSatisfy { name, value in
        given.first { $0.0 == name }.map { value.accepts($0.1, tolerance) } ?? false
      }
    case (.failure, _), (_, .failure), (.value, .several), (.several, .value): false
    }
  }
}

extension Value {
  /// Whether another value is near enough to this one, the right one.
  func accepts(_ given: Value, _ tolerance: Tolerance) -> Bool {
    switch (self, given) {
    case (.tensor(let right), .tensor(let given)):
      let isNumber = right.count == 1 && given.count == 1
      guard right.shape == given.shape || isNumber else { return false }
      return zip(right.elements, given.elements).allSatisfy { right, given in
        tolerance.accepts(given, for: right)
      }
    case (.symbolic(let right), .symbolic(let given)): return right == given
    case (.string(let right), .string(let given)): return right == given
    case (.function(let right), .function(let given)): return right.name == given.name
    case (.functions(let right), .functions(let given)):
      return right.map(\.name) == given.map(\.name)
    case (.tensor, _), (.symbolic, _), (.string, _), (.function, _), (.functions, _): return false
    }
  }
}
