import Algorithms
import Calculus
import Diagnostics
import Interpreter
import Notation
import Operations
import Tensors

/// Somebody at a keyboard: types inputs one after the other and reads what comes of them.
struct Student {
  var interpreter: Interpreter
  /// The number of the next input.
  var input = 1

  init(_ dialect: Dialect = .galway, seed: UInt64 = 1) {
    interpreter = Interpreter(dialect: dialect, seed: seed, library: .shipped)
  }

  /// Types one input of any number of statements; each is run, as a session does.
  ///
  /// - Returns: What the last statement came to; nil for an input without statements.
  @discardableResult
  mutating func type(_ text: String) throws(Diagnostic) -> StatementOutcome? {
    let source = SourceText(text, name: "input \(input)")
    interpreter.checkpoint(before: text)
    interpreter.beginCell(input)
    defer { input += 1 }
    let program = try Program(parsing: source, dialect: interpreter.dialect)
    var last: StatementOutcome?
    for statement in program.statements {
      let outcome = try interpreter.run(statement, in: source)
      switch outcome.value {
      case .tensor?, .symbolic?:
        let node = interpreter.log.step(outcome.step).result
        interpreter.keepResult(outcome.value ?? .string(""), node: node, input: input)
      default: break
      }
      last = outcome
    }
    return last
  }

  /// Types an input and reads what it came to as text, notices included, or the whole error.
  mutating func answer(_ text: String) -> String {
    do throws(Diagnostic) {
      guard let outcome = try type(text) else { return "nothing" }
      return Self.text(of: outcome)
    } catch {
      return Self.text(of: error)
    }
  }

  /// The array that an input comes to.
  mutating func tensor(_ text: String) throws -> Tensor {
    guard let outcome = try type(text) else { throw Unexpected(what: "no value: \(text)") }
    guard case .tensor(let tensor)? = outcome.value else {
      throw Unexpected(what: "\(text) is \(Self.text(of: outcome.value))")
    }
    return tensor
  }

  /// The number that an input comes to.
  mutating func number(_ text: String) throws -> Double {
    let tensor = try tensor(text)
    guard let number = tensor.single else { throw Unexpected(what: "\(text) is \(tensor.shape)") }
    return number
  }

  /// What `:check` says to a claim: the message, behind `agrees` where it does.
  mutating func check(_ claim: String, of cost: String? = nil) -> String {
    do throws(Diagnostic) {
      let expression = try Expression(parsing: claim, dialect: interpreter.dialect)
      var costName: Reference?
      if let cost, case .reference(let reference) = try Expression(parsing: cost).kind {
        costName = reference
      }
      let result = try interpreter.check(expression, of: costName)
      return (result.agrees ? "agrees: " : "") + result.message
    } catch {
      return Self.text(of: error)
    }
  }

  // MARK: Texts

  /// What a statement came to: its value, or all that it assigned; a mark where it is a claim's.
  static func text(of outcome: StatementOutcome) -> String {
    var parts: [String] = []
    if outcome.isCompound, outcome.value == nil || outcome.assigned.count > 1 {
      parts = outcome.assigned.map { "\($0.name) = \(text(of: $0.value))" }
    } else {
      parts = [text(of: outcome.value) + (outcome.isClaim ? " (claimed)" : "")]
    }
    let answer = parts.isEmpty ? "nothing" : parts.joined(separator: "; ")
    return ([answer] + outcome.notices).joined(separator: " ! ")
  }

  /// A value in one line: `5`, `[1, 2; 3, 4]`, `cos(x)`; numbers to ten digits.
  static func text(of value: Value?) -> String {
    switch value {
    case nil: "nothing"
    case .tensor(let tensor): text(of: tensor)
    case .function(let function): "function \(function.name)"
    case .functions(let list): "functions \(list.map(\.name).joined(separator: ", "))"
    case .string(let text): text
    case .symbolic(let symbolic):
      joined(
        symbolic.elements.map {
          Printer().text($0.expression(joinsLetters: symbolic.shape.rank == 2))
        },
        symbolic.shape
      )
    }
  }

  /// An array in one line.
  static func text(of tensor: Tensor) -> String {
    joined(tensor.elements.map { Printer().number($0, significantDigits: 10) }, tensor.shape)
  }

  private static func joined(_ cells: [String], _ shape: Shape) -> String {
    switch shape.rank {
    case 0: return cells.first ?? ""
    case 2:
      let rows = (0..<shape.rows).map { row in
        cells[row * shape.columns..<(row + 1) * shape.columns].joined(separator: ", ")
      }
      return "[" + rows.joined(separator: "; ") + "]"
    default: return "\(shape): " + cells.joined(separator: ", ")
    }
  }

  /// An error whole: kind, message, suggestions, and the text it points at.
  static func text(of error: Diagnostic) -> String {
    let place = error.source.flatMap { source in error.span.map { source.text(of: $0) } }
    let inside = error.inside.map { " in `\($0.source.text(of: $0.span))`" }.joined()
    return (["\(error.kind) at `\(place ?? "")`\(inside): \(error.message)"] + error.suggestions)
      .joined(separator: " | ")
  }
}

/// A test's expectation that a value is of a kind did not hold.
struct Unexpected: Error, CustomStringConvertible {
  let what: String
  var description: String { what }
}

/// Whether two numbers agree: |a − b| ≤ absolute + relative · |b|; the same where not finite.
func isClose(
  _ value: Double,
  _ reference: Double,
  absolute: Double = 1e-12,
  relative: Double = 1e-9
) -> Bool {
  if value.isNaN || reference.isNaN { return value.isNaN && reference.isNaN }
  if value.isInfinite || reference.isInfinite { return value == reference }
  return (value - reference).magnitude <= absolute + relative * reference.magnitude
}

/// Whether two arrays have the same shape and agree element by element.
func isClose(
  _ value: Tensor,
  _ reference: Tensor,
  absolute: Double = 1e-12,
  relative: Double = 1e-9
) -> Bool {
  value.shape == reference.shape
    && zip(value.elements, reference.elements).allSatisfy {
      isClose($0, $1, absolute: absolute, relative: relative)
    }
}
