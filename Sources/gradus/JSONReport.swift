import Calculus
import Diagnostics
import Interpreter
import Notation
import Operations
import Session
import Tensors

/// A JSON value whose members keep their order, and whose numbers read back exactly.
indirect enum JSONReport {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONReport])
  case object([(String, JSONReport)])

  /// The JSON text, on one line; what is no finite number is a string.
  var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let value): Self.number(value)
    case .string(let value): Self.quoted(value)
    case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { Self.quoted($0.0) + ":" + $0.1.text }.joined(separator: ",") + "}"
    }
  }

  private static func number(_ value: Double) -> String {
    if value.isNaN { return "\"nan\"" }
    if value.isInfinite { return value < 0 ? "\"-inf\"" : "\"inf\"" }
    if value == value.rounded(), value.magnitude < 1e15 {
      return value.sign == .minus && value == 0 ? "-0.0" : String(Int(value))
    }
    return value.description
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if scalar.value < 0x20 {
          let hex = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}

extension JSONReport {
  /// An executed statement.
  static func statement(_ outcome: StatementOutcome, cell: Int) -> JSONReport {
    let source = outcome.site.source
    let span = outcome.site.statement.span
    var members: [(String, JSONReport)] = [
      ("cell", .integer(cell)),
      ("line", .integer(source.position(of: span.start).line)),
      ("statement", .string(String(source.text(of: span)))),
    ]
    if outcome.isCompound {
      members.append(("name", .null))
      members.append(
        (
          "assigned",
          .array(
            outcome.assigned.map { name, value in
              .object([("name", .string(name))] + Self.members(of: value))
            }
          )
        )
      )
    } else {
      members.append(("name", outcome.name.map { .string($0) } ?? .null))
      members += outcome.value.map(Self.members(of:)) ?? [("shape", .null), ("value", .null)]
    }
    return .object(members)
  }

  /// What `:check` found.
  static func check(_ result: CheckResult) -> JSONReport {
    .object([
      ("check", .string(result.name)), ("agrees", .bool(result.agrees)),
      ("relative_error", result.relativeError.map { .number($0) } ?? .null),
      ("message", .string(result.message)),
    ])
  }

  /// An error.
  static func failure(_ diagnostic: Diagnostic) -> JSONReport {
    let sentences = [diagnostic.message] + diagnostic.suggestions
    let message = sentences.map(sentence).joined(separator: " ")
    var members: [(String, JSONReport)] = [
      ("kind", .string(diagnostic.kind.rawValue)), ("message", .string(message)),
    ]
    if let source = diagnostic.source, let span = diagnostic.span {
      let position = source.position(of: span.start)
      members.append(("line", .integer(position.line)))
      members.append(("column", .integer(position.column)))
      members.append(("length", .integer(source.length(of: span))))
    }
    return .object([("error", .object(members))])
  }

  /// A sentence with its full stop.
  private static func sentence(_ text: String) -> String {
    text.last.map { ".?!:".contains($0) } ?? true ? text : text + "."
  }

  private static func members(of value: Value) -> [(String, JSONReport)] {
    switch value {
    case .tensor(let tensor):
      return [("shape", shape(tensor.shape)), ("value", nested(tensor))]
    case .function(let function):
      return [("shape", .null), ("value", .string(function.name))]
    case .functions(let functions):
      return [("shape", .null), ("value", .array(functions.map { .string($0.name) }))]
    case .string(let text): return [("shape", .null), ("value", .string(text))]
    case .symbolic(let symbolic):
      let printer = Printer()
      let isMatrix = symbolic.shape.rank == 2
      let texts = symbolic.elements.map { printer.text($0.expression(joinsLetters: true)) }
      let columns = isMatrix ? max(1, symbolic.shape.columns) : 1
      let rows = stride(from: 0, to: texts.count, by: columns).map {
        texts[$0..<min($0 + columns, texts.count)].joined(separator: ", ")
      }
      let expression = isMatrix ? "[" + rows.joined(separator: "; ") + "]" : texts[0]
      return [
        ("shape", shape(symbolic.shape)), ("value", .null), ("expression", .string(expression)),
      ]
    }
  }

  private static func shape(_ shape: Shape) -> JSONReport {
    .array(shape.dimensions.map { .integer($0) })
  }

  private static func nested(_ tensor: Tensor) -> JSONReport {
    if tensor.shape.rank == 0 { return .number(tensor.single ?? .nan) }
    return nested(tensor.shape.dimensions[...], tensor.elements[...])
  }

  private static func nested(
    _ dimensions: ArraySlice<Int>,
    _ elements: ArraySlice<Double>
  ) -> JSONReport {
    guard let extent = dimensions.first, dimensions.count > 1 else {
      return .array(elements.map { .number($0) })
    }
    let stride = extent == 0 ? 0 : elements.count / extent
    return .array(
      (0..<extent).map { index in
        let start = elements.startIndex + index * stride
        return nested(dimensions.dropFirst(), elements[start..<start + stride])
      }
    )
  }
}
