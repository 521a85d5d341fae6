import Diagnostics
import Notation

extension CellProgram {
  /// The program with an expression in place of what its solution assigns to a name.
  ///
  /// - Parameters:
  ///   - written: `6y`, or `δ_z = 6y`, which names the name itself.
  ///   - names: The names that the part is about; any where it is empty.
  ///   - dialect: The notation it is written in.
  /// - Returns: The text and the position of the statement changed; nil where there is no such
  ///   assignment.
  func replacing(
    _ written: String,
    among names: [String],
    dialect: Dialect
  ) -> (text: String, statement: Int, name: String)? {
    let source = SourceText(written, name: "mistake")
    guard let program = try? Program(parsing: source, dialect: dialect),
      program.statements.count == 1, let statement = program.statements.first
    else { return nil }
    var wanted = names
    var isWhole = false
    if case .assignment(let target, _, _) = statement.kind, let name = target.spelled {
      wanted = [name]
      isWhole = true
    }
    let found =
      assignment { wanted.isEmpty || wanted.contains($0) }
      ?? assignment { name in wanted.contains { $0.withoutLayer == name.withoutLayer } }
    guard let found, case .assignment(_, _, let value) = found.statement.kind else { return nil }
    let span = isWhole ? found.statement.span : value.span
    let utf8 = Array(self.source.text.utf8)
    let text =
      String(decoding: utf8[..<span.start], as: UTF8.self) + written
      + String(decoding: utf8[span.end...], as: UTF8.self)
    return (text, found.index, wanted.first { $0 == found.name } ?? wanted.first ?? found.name)
  }

  /// The first assignment to a name that is wanted, and the top-level statement it stands in.
  private func assignment(
    to isWanted: (String) -> Bool
  ) -> (statement: Statement, index: Int, name: String)? {
    for (index, candidate) in statements.enumerated() {
      for statement in candidate.assignments {
        if case .assignment(let target, _, _) = statement.kind, let name = target.spelled,
          isWanted(name)
        {
          return (statement, index, name)
        }
      }
    }
    return nil
  }
}

extension Statement {
  /// The assignments in a statement, those inside loops, conditions and algorithms included.
  var assignments: [Statement] {
    switch kind {
    case .assignment: [self]
    case .forLoop(_, _, let body), .whileLoop(_, let body): body.flatMap(\.assignments)
    case .conditional(_, let then, let otherwise):
      then.flatMap(\.assignments) + (otherwise ?? []).flatMap(\.assignments)
    case .algorithm(let definition): definition.body.flatMap(\.assignments)
    case .expression, .symbols, .breakLoop, .returnValue, .state: []
    }
  }
}

extension Target {
  /// The name assigned to, as checks spell it: `Δz[1]`, `β_1`, `f`; nil for a list of names.
  var spelled: String? {
    switch self {
    case .reference(let reference): reference.spelled
    case .function(let reference, _): reference.identifier
    case .derivative(_, let numerator, let denominator):
      "∂\(numerator.spelled)/∂\(denominator.spelled)"
    case .list: nil
    }
  }
}

extension Reference {
  /// The name with its layer in brackets, without a braced subscript.
  var spelled: String {
    layer.map { "\(identifier)[\(Printer().text($0))]" } ?? identifier
  }
}

extension String {
  /// The name without its layer: `Δz` of `Δz[L]`.
  var withoutLayer: String { String(prefix { $0 != "[" }) }
}
