import Foundation
import Testing

@Suite struct SessionTextTests {
  @Test(arguments: ["chain", "rounding", "xor-galway", "xor-manchester"])
  func sessionPrintsWhatItsFileSays(_ name: String) throws {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "txt", subdirectory: "Sessions")
    )
    let session = SessionText(try String(contentsOf: url, encoding: .utf8))
    let found = try session.replayed()
    if ProcessInfo.processInfo.environment["GRADUS_RECORD"] == "1" {
      let source = repository.appendingPathComponent("Tests/EndToEndTests/Sessions/\(name).txt")
      try Data((found.joined(separator: "\n") + "\n").utf8).write(to: source)
    }
    let changes = difference(session.lines, found)
    #expect(changes == nil, "\(changes ?? "")")
  }

  @Test func aDifferenceIsShownWithItsPlace() {
    let expected = ["1> w = 1", "w = 1", "2> w", "w = 1"]
    let found = ["1> w = 1", "w = 1", "2> w", "w = 2"]
    #expect(
      difference(expected, found) == """
        line 4:
          1> w = 1
          w = 1
          2> w
        − w = 1
        + w = 2
        """
    )
    #expect(difference(expected, expected) == nil)
  }
}
