import Course
import Files
import LineEditing
import Rendering
import Session

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Helps with typing by what a session knows.
struct SessionAssistant: LineAssistant {
  /// The session's words.
  var vocabulary: Vocabulary
  /// The lines of an input that come before the one being typed.
  var earlier = ""
  /// How messages are spelled.
  var look: Look

  /// Takes the words of a session; files are looked for on disk.
  init(_ session: Session) {
    vocabulary = Vocabulary(session.sessionOfNames)
    vocabulary.providers[.file] = { Self.files($0) }
    vocabulary.providers[.lesson] = { Self.names(.lesson, $0) }
    vocabulary.providers[.exercise] = { Self.names(.exercise, $0) }
    look = session.look
  }

  func completions(of line: String, at cursor: Int) -> Completions {
    let found = vocabulary.completions(of: line, at: cursor, after: earlier)
    return Completions(
      replaced: found.replaced,
      found.items.map { .init($0.word, text: $0.text, shown: $0.shown) }
    )
  }

  func hint(for line: String) -> String? {
    vocabulary.hint(for: line, after: earlier).map(look.typed)
  }

  func more(_ count: Int) -> String { look.typed("… and \(count) more") }

  func highlights(of line: String) -> [Highlight] {
    vocabulary.parts(of: line, after: earlier).map { part in
      let kind: Highlight.Kind =
        switch part.kind {
        case .number: .number
        case .function: .function
        case .keyword: .keyword
        case .command: .command
        case .string: .string
        case .comment: .comment
        case .unbalanced: .unbalanced
        }
      return Highlight(part.range, kind)
    }
  }

  /// The names in the course that begin as typed, with their numbers or without.
  private static func names(_ kind: Course.Kind, _ typed: String) -> [String] {
    let names = (try? Course.find(CourseOptions.search()))?.names(of: kind) ?? []
    let numbered = names.filter { $0.hasPrefix(typed) }
    if !numbered.isEmpty { return numbered }
    return names.map { String($0.drop { $0.isNumber || $0 == "-" }) }.filter { $0.hasPrefix(typed) }
  }

  /// The files whose paths begin as typed; folders end with a slash.
  private static func files(_ typed: String) -> [String] {
    let slash = typed.lastIndex(of: "/").map { typed.index(after: $0) } ?? typed.startIndex
    let (folder, start) = (String(typed[..<slash]), typed[slash...])
    var path = folder.isEmpty ? "." : folder
    if path.hasPrefix("~/"), let home = Terminal.environment("HOME") {
      path = home + path.dropFirst()
    }
    var found: [String] = []
    for name in (try? Folder.names(in: path)) ?? [] where name.hasPrefix(start) {
      // What is hidden is offered only to who asks for it.
      if name.hasPrefix("."), !start.hasPrefix(".") { continue }
      var status = stat()
      let isFolder = stat(path + "/" + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      found.append(folder + name + (isFolder ? "/" : ""))
    }
    return found.sorted()
  }
}
