import Algorithms
import Diagnostics
import Interpreter
import Notation
import Testing

@Suite("The shipped algorithms") struct ShippedTests {
  @Test("Each is found in each dialect, by its own name and with its text")
  func found() throws {
    for dialect in Dialect.all {
      for name in AlgorithmLibrary.shipped.names {
        let algorithm = try #require(AlgorithmLibrary.shipped.find(name, dialect))
        #expect(algorithm.definition.name == name)
        #expect(algorithm.isShipped)
        #expect(algorithm.listing.contains("algorithm \(name)("))
        #expect(!algorithm.citations.isEmpty || name == "descend", "\(name) cites no slide")
      }
    }
    #expect(AlgorithmLibrary.shipped.find("no_such", .galway) == nil)
  }
}
