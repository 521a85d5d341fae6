import Diagnostics
package import Interpreter
import Notation
import Synchronization

extension AlgorithmLibrary {
  /// The algorithms that come with the kit, each read when it is first asked for.
  package static let shipped = AlgorithmLibrary(names: shippedTexts.map(\.name)) { name, dialect in
    ShippedAlgorithms.shared.algorithm(named: name, dialect: dialect)
  }
}

/// The algorithms read so far, by dialect and name.
private final class ShippedAlgorithms: Sendable {
  static let shared = ShippedAlgorithms()

  private let read = Mutex<[String: Algorithm]>([:])

  func algorithm(named name: String, dialect: Dialect) -> Algorithm? {
    let key = "\(dialect.name)/\(name)"
    if let found = read.withLock({ $0[key] }) { return found }
    guard let shipped = shippedTexts.first(where: { $0.name == name }) else { return nil }
    let text = shipped.text(in: dialect.name)
    let source = SourceText(text, name: "the algorithm \(name)")
    guard let algorithm = Self.parse(source, dialect: dialect) else {
      preconditionFailure("The shipped text of \(name) is an algorithm in \(dialect.name).")
    }
    read.withLock { $0[key] = algorithm }
    return algorithm
  }

  private static func parse(_ source: SourceText, dialect: Dialect) -> Algorithm? {
    guard let program = try? Program(parsing: source, dialect: dialect),
      let statement = program.statements.first,
      case .algorithm(let definition) = statement.kind
    else { return nil }
    return Algorithm(
      definition: definition,
      site: CodeSite(statement: statement, source: source),
      isShipped: true,
      listing: source.text
    )
  }
}
