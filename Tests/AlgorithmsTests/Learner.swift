import Algorithms
import Diagnostics
import Interpreter
import Notation
import Tensors

/// Somebody at a keyboard, with the shipped algorithms at hand.
struct Learner {
  var interpreter: Interpreter
  private var input = 1

  init(_ dialect: Dialect = .galway, seed: UInt64 = 1) {
    interpreter = Interpreter(dialect: dialect, seed: seed, library: .shipped)
  }

  /// Types inputs, each of any number of statements, and reads the outcome of the last one.
  @discardableResult
  mutating func type(_ texts: String...) throws(Diagnostic) -> StatementOutcome? {
    var last: StatementOutcome?
    for text in texts {
      let source = SourceText(text, name: "input \(input)")
      interpreter.beginCell(input)
      input += 1
      for statement in try Program(parsing: source, dialect: interpreter.dialect).statements {
        last = try interpreter.run(statement, in: source)
      }
    }
    return last
  }

  /// The array that an input comes to.
  mutating func tensor(_ text: String) throws -> Tensor {
    guard case .tensor(let tensor)? = try type(text)?.value else {
      throw NoArray(text: text)
    }
    return tensor
  }

  /// The numbers that an input comes to, row after row.
  mutating func numbers(_ text: String) throws -> [Double] { try tensor(text).elements }

  /// The number that an input comes to.
  mutating func number(_ text: String) throws -> Double {
    guard let number = try tensor(text).single else { throw NoArray(text: text) }
    return number
  }

  /// The error that an input ends in: its message and suggestions, or that there is none.
  mutating func error(_ text: String) -> String {
    do throws(Diagnostic) {
      try type(text)
      return "no error"
    } catch {
      return ([error.message] + error.suggestions).joined(separator: " | ")
    }
  }

  /// The variables of a session, written out to compare them.
  var variables: [String: String] {
    var texts: [String: String] = [:]
    for (key, variable) in interpreter.environment.variables {
      texts[key.spelling] = "\(variable.value)"
    }
    return texts
  }
}

/// An input did not come to an array of numbers.
struct NoArray: Error {
  let text: String
}

/// Whether numbers agree one by one: |a − b| ≤ absolute + relative · |b|.
func areClose(
  _ values: [Double],
  _ references: [Double],
  absolute: Double = 1e-12,
  relative: Double = 1e-9
) -> Bool {
  values.count == references.count
    && zip(values, references).allSatisfy { value, reference in
      (value - reference).magnitude <= absolute + relative * reference.magnitude
    }
}

/// Rows of numbers as a literal of the notation.
func literal(_ rows: [[Double]]) -> String {
  "[" + rows.map { $0.map { "\($0)" }.joined(separator: ", ") }.joined(separator: "; ") + "]"
}

/// Numbers as a column of the notation.
func column(_ numbers: [Double]) -> String { literal(numbers.map { [$0] }) }
