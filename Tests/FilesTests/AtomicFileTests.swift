import Files
import Foundation
import Testing

/// A folder that is gone when the test is over.
final class ScratchFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func path(of name: String) -> String { path + "/" + name }

  func text(of name: String) -> String? {
    FileManager.default.contents(atPath: path(of: name)).map { String(decoding: $0, as: UTF8.self) }
  }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  func mode(of name: String) -> Int? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path(of: name))
    return (attributes?[.posixPermissions] as? NSNumber)?.intValue
  }
}

@Suite struct AtomicFileTests {
  @Test func aFileIsWrittenWholeAndNothingElseIsLeft() throws {
    let folder = try ScratchFolder()
    try AtomicFile.write("Δz = ŷ − y\n", to: folder.path(of: "ŷ.md"))
    #expect(folder.text(of: "ŷ.md") == "Δz = ŷ − y\n")
    #expect(folder.names == ["ŷ.md"])
  }

  @Test func aNewFileHasTheModeAndAnOldOneKeepsItsOwn() throws {
    let folder = try ScratchFolder()
    try AtomicFile.write("a", to: folder.path(of: "f"), mode: 0o600)
    #expect(folder.mode(of: "f") == 0o600)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640],
      ofItemAtPath: folder.path(of: "f")
    )
    try AtomicFile.write("b", to: folder.path(of: "f"), mode: 0o600)
    #expect(folder.mode(of: "f") == 0o640)
    #expect(folder.text(of: "f") == "b")
  }

  @Test func aLinkIsFollowed() throws {
    let folder = try ScratchFolder()
    try AtomicFile.write("a", to: folder.path(of: "real"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path(of: "link"),
      withDestinationPath: folder.path(of: "real")
    )
    try AtomicFile.write("b", to: folder.path(of: "link"))
    #expect(folder.text(of: "real") == "b")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.path(of: "link"))
        == folder.path(of: "real")
    )
  }

  @Test func whatCannotBeWrittenIsAnError() throws {
    let folder = try ScratchFolder()
    #expect(throws: FileError(path: folder.path, code: EISDIR)) {
      try AtomicFile.write("a", to: folder.path)
    }
    let missing = folder.path(of: "nowhere/f")
    #expect(throws: FileError(path: missing, code: ENOENT)) {
      try AtomicFile.write("a", to: missing)
    }
    #expect(folder.names == [])
    #expect(FileError(path: missing, code: ENOENT).reason == "No such file or directory")
  }
}

@Suite struct StateFolderTests {
  @Test(
    arguments: [
      (["XDG_STATE_HOME": "/s", "HOME": "/h"], "/s/gradus"),
      (["HOME": "/h"], "/h/.local/state/gradus"), (["HOME": "/"], "/.local/state/gradus"),
      (["XDG_STATE_HOME": "relative", "HOME": "/h"], "/h/.local/state/gradus"), ([:], nil),
      (["HOME": ""], nil),
    ] as [([String: String], String?)]
  )
  func theEnvironmentSaysWhere(_ environment: [String: String], _ path: String?) {
    #expect(StateFolder { environment[$0] }?.path == path)
  }

  @Test func foldersAreMadeForTheirOwnerAlone() throws {
    let folder = try ScratchFolder()
    let state = StateFolder(path: folder.path(of: "a/gradus"))
    try state.create("sessions")
    try state.create("sessions")
    #expect(folder.mode(of: "a/gradus") == 0o700)
    #expect(folder.mode(of: "a/gradus/sessions") == 0o700)
  }

  @Test func aFileInTheWayIsAnError() throws {
    let folder = try ScratchFolder()
    try AtomicFile.write("", to: folder.path(of: "gradus"))
    #expect(throws: FileError(path: folder.path(of: "gradus"), code: ENOTDIR)) {
      try StateFolder(path: folder.path(of: "gradus")).create()
    }
  }
}
