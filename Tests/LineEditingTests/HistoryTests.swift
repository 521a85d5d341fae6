import Files
import Foundation
import LineEditing
import Testing

/// History in memory and in its file.
@Suite struct HistoryTests {
  /// A store in a folder of its own.
  private func withStore(_ body: (HistoryStore) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("gradus-history-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(HistoryStore(StateFolder(path: folder)))
  }

  @Test func theLatestOfEqualEntriesStays() {
    var history = History(["a", "b", "a", " c ", "  "])
    #expect(history.entries == ["b", "a", "c"])
    history.add("b")
    history.add("")
    #expect(history.entries == ["a", "c", "b"])
    #expect(History((0..<10_050).map(String.init)).entries.first == "50")
  }

  @Test func upAndDownGoThroughWhatBeginsLikewise() {
    let history = History(["∂J/∂w", "w = 1", "∂J/∂b", "x = 2"])
    var browser = HistoryBrowser()
    #expect(browser.previous("∂", beginning: "∂", in: history) == "∂J/∂b")
    #expect(browser.previous("∂J/∂b", beginning: "∂J/∂b", in: history) == "∂J/∂w")
    #expect(browser.previous("∂J/∂w", beginning: "∂J/∂w", in: history) == nil)
    #expect(browser.next("∂J/∂w", in: history) == "∂J/∂b")
    #expect(browser.next("∂J/∂b", in: history) == "∂")
    #expect(browser.next("∂", in: history) == nil)
    // A line that was changed is a new beginning.
    #expect(browser.previous("w", beginning: "w", in: history) == "w = 1")
  }

  @Test func aSearchGoesOnWhileItsTextIsTyped() {
    let history = History(["√2", "∇_w J", "z = √x", "w"])
    var search = HistorySearch(from: "draft", in: history)
    #expect(search.text(in: history) == "draft")
    search.extend(by: "√", in: history)
    #expect(search.text(in: history) == "z = √x")
    search.goOn(otherwise: "", in: history)
    #expect(search.text(in: history) == "√2")
    search.extend(by: "9", in: history)
    #expect(search.failed)
    #expect(search.text(in: history) == "√2")
    search.shorten(in: history)
    #expect(search.text(in: history) == "z = √x")
    var again = HistorySearch(from: "", in: history)
    again.goOn(otherwise: "∇", in: history)
    #expect(again.text(in: history) == "∇_w J")
  }

  @Test func whatIsKeptIsReadAgain() throws {
    try withStore { (store) throws in
      let inputs = ["x = \\Delta z", "for i = 1, ..., 2 {\n\tv = 2i\n\n}", "漢 = ŷ⁽²⁾ # \\n"]
      for input in inputs { store.append(input) }
      #expect(store.load().entries == inputs)
      #expect(
        try String(contentsOfFile: store.path, encoding: .utf8)
          == "x = \\Delta z\nfor i = 1, ..., 2 {\n\t\tv = 2i\n\t\n\t}\n漢 = ŷ⁽²⁾ # \\n\n"
      )
      let files = FileManager.default
      let mode = try files.attributesOfItem(atPath: store.path)[.posixPermissions]
      #expect(mode as? Int == 0o600)
      let folder = (store.path as NSString).deletingLastPathComponent
      #expect(try files.attributesOfItem(atPath: folder)[.posixPermissions] as? Int == 0o700)
    }
  }

  @Test func aStartWritesTheFileAnew() throws {
    try withStore { (store) throws in
      for input in ["a", "b", "a"] { store.append(input) }
      #expect(store.load().entries == ["b", "a"])
      #expect(try String(contentsOfFile: store.path, encoding: .utf8) == "b\na\n")
    }
  }

  @Test func twoThatWriteAtOnceLoseNothing() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("gradus-history-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = HistoryStore(StateFolder(path: folder))
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<2 {
        group.addTask {
          for number in 0..<50 {
            store.append("\(writer).\(number)")
            if number % 10 == 0 {
              store.append("again")
              _ = store.load()
            }
          }
        }
      }
    }
    #expect(Set(store.load().entries).count == 101)
  }

  @Test func aDamagedFileIsNoReasonToFail() throws {
    try withStore { (store) throws in
      store.append("a")
      let damaged = Data(Array("\tcut\nb\n".utf8) + [0xff, 0x0a] + Array("c".utf8))
      try damaged.write(to: URL(fileURLWithPath: store.path))
      #expect(store.load().entries == ["cut", "b", "c"])
      store.append("d")
      #expect(store.load().entries == ["cut", "b", "c", "d"])
      try FileManager.default.removeItem(atPath: store.path)
      try FileManager.default.createDirectory(
        atPath: store.path,
        withIntermediateDirectories: false
      )
      #expect(store.load().entries == [])
      store.append("e")
    }
    let nowhere = HistoryStore(StateFolder(path: "/dev/null/gradus"))
    nowhere.append("a")
    #expect(nowhere.load().entries == [])
  }
}
