import ArgumentParser
import Course
import Diagnostics
import Files
import Interpreter
import Rendering
import Session

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Options of what works with the course.
struct CourseOptions: ParsableArguments {
  @Option(
    help:
      "The folder of the course; else GRADUS_COURSE, this folder and those above, or the installed one.",
    completion: .directory
  )
  var course: String?

  /// Looks for the course.
  func find() throws(Diagnostic) -> Course { try Course.find(Self.search(option: course)) }

  /// Looks for the course from within the REPL.
  @Sendable static func found() -> Result<Course, Diagnostic> {
    Result { () throws(Diagnostic) in try Course.find(search()) }
  }

  /// Where a course may be.
  static func search(option: String? = nil) -> Course.Search {
    Course.Search(
      option: option.map(absolute),
      variable: Terminal.environment("GRADUS_COURSE").flatMap { $0.isEmpty ? nil : absolute($0) },
      workingDirectory: workingDirectory,
      executable: executable,
      dataFolder: dataFolder
    )
  }

  /// Where progress is kept.
  static var progress: ProgressStore {
    ProgressStore(StateFolder(environment: Terminal.environment))
  }

  /// `$XDG_DATA_HOME/gradus`, or `~/.local/share/gradus` (XDG Base Directory Specification).
  private static var dataFolder: String? {
    if let folder = Terminal.environment("XDG_DATA_HOME"), folder.hasPrefix("/") {
      return folder + "/gradus"
    }
    guard let home = Terminal.environment("HOME"), home.hasPrefix("/") else { return nil }
    return home + "/.local/share/gradus"
  }

  /// A path as it is told: from the working directory, where the file is in it.
  static func shown(_ path: String) -> String {
    let here = workingDirectory + "/"
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }

  private static func absolute(_ path: String) -> String {
    var path = path.hasPrefix("/") ? path : workingDirectory + "/" + path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  private static var workingDirectory: String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }

  /// The path of this program, links followed; nil where the system does not tell.
  private static var executable: String? {
    #if canImport(Darwin)
    var size: UInt32 = 0
    _NSGetExecutablePath(nil, &size)
    var buffer = [CChar](repeating: 0, count: Int(size) + 1)
    guard _NSGetExecutablePath(&buffer, &size) == 0, let path = realpath(buffer, nil) else {
      return nil
    }
    #else
    guard let path = realpath("/proc/self/exe", nil) else { return nil }
    #endif
    defer { free(path) }
    return String(cString: path)
  }
}

/// What completes the names of lessons or exercises.
func courseNames(_ kind: Course.Kind) -> CompletionKind {
  .custom { _, _, _ in (try? Course.find(CourseOptions.search()))?.names(of: kind) ?? [] }
}

extension DisplayOptions {
  /// Does something with the course; what is wrong is told, and the status is 1.
  func run(_ body: (inout Outlet) throws(Diagnostic) -> Bool) throws {
    var outlet = Outlet(json: false, colour: Terminal.usesColour(self), look: look)
    do {
      if try body(&outlet) { return }
    } catch {
      _ = outlet.write(.failure(error))
    }
    throw ExitCode(1)
  }
}

extension Outlet {
  /// Writes a text.
  mutating func say(_ text: StyledText) { _ = write(.text(text)) }

  /// Writes a sentence, broken into lines that fit.
  mutating func say(_ text: String, _ style: Style = .plain) {
    say(look.wrapped(look.typed(text), style: style, within: look.width, hanging: "  "))
  }
}
