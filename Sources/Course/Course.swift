package import Diagnostics
import Notation
package import Notebooks

/// A course: folders with lessons, exercises and solutions.
///
/// Several folders may be found; what the first one lacks is taken from the next. So a learner's
/// working copy, which has no solutions, rests on the course that is installed.
package struct Course: Sendable {
  /// The folders, in the order they are asked.
  package let folders: [String]
  /// Where the learner's own files go that cannot stand in a folder of the course; nil for nowhere.
  package let dataFolder: String?
  /// The folder that comes with the program: what is installed again would overwrite answers.
  package let installedFolder: String?

  /// What a course consists of, by the folder it is in.
  package enum Kind: String, Sendable {
    case lesson, exercise, solution

    /// The name of the folder.
    var folder: String { rawValue + "s" }
  }

  /// Makes a course of folders.
  package init(
    folders: [String],
    dataFolder: String? = nil,
    installedFolder: String? = nil
  ) {
    self.folders = folders
    self.dataFolder = dataFolder
    self.installedFolder = installedFolder
  }

  /// Where a course may be.
  package struct Search: Sendable {
    /// The folder given by `--course`.
    package var option: String?
    /// The value of `GRADUS_COURSE`.
    package var variable: String?
    /// The working directory.
    package var workingDirectory: String
    /// The path of the program.
    package var executable: String?
    /// The learner's data folder, `~/.local/share/gradus`.
    package var dataFolder: String?

    /// Makes a search.
    package init(
      option: String? = nil,
      variable: String? = nil,
      workingDirectory: String,
      executable: String? = nil,
      dataFolder: String? = nil
    ) {
      self.option = option
      self.variable = variable
      self.workingDirectory = workingDirectory
      self.executable = executable
      self.dataFolder = dataFolder
    }
  }

  /// Looks for the course.
  ///
  /// - Throws: That there is none, where was looked and what to do.
  package static func find(_ search: Search) throws(Diagnostic) -> Course {
    if let option = search.option {
      guard isCourse(option) else { throw .noCourse(in: option, named: "--course \(option)") }
      return found([option], search)
    }
    if let variable = search.variable, !variable.isEmpty {
      guard isCourse(variable) else {
        throw .noCourse(in: variable, named: "GRADUS_COURSE=\(variable)")
      }
      return found([variable], search)
    }
    var folders: [String] = []
    var folder = search.workingDirectory
    while !folder.isEmpty {
      if isCourse(folder) {
        folders.append(folder)
        break
      }
      if folder == "/" { break }
      folder = folder.folder
    }
    let course = found(folders, search)
    if course.folders.isEmpty { throw .noCourse(search) }
    return course
  }

  /// The course of these folders, and behind them the one that is installed.
  private static func found(_ folders: [String], _ search: Search) -> Course {
    var folders = folders
    let installed = search.executable.map { $0.folder.folder + "/share/gradus" }
    if let installed, !folders.contains(installed), isCourse(installed) {
      folders.append(installed)
    }
    return Course(folders: folders, dataFolder: search.dataFolder, installedFolder: installed)
  }

  /// Whether a folder holds lessons or exercises.
  static func isCourse(_ folder: String) -> Bool {
    ["lessons", "exercises"].contains { !FileStore.names(in: "\(folder)/\($0)").isEmpty }
  }

  /// The names of what there is of a kind, in order.
  package func names(of kind: Kind) -> [String] {
    Set(folders.flatMap { FileStore.names(in: "\($0)/\(kind.folder)") }).sorted()
  }

  /// The path of a file; nil where there is none.
  package func path(of kind: Kind, _ name: String) -> String? {
    folders.lazy.map { "\($0)/\(kind.folder)/\(name).md" }.first(where: FileStore.exists)
  }

  /// The name that was meant: `04`, `4`, `chain-rule`, `04-chain-rule` or a path to it.
  ///
  /// - Throws: That there is none, and which one is near.
  package func resolve(_ word: String, _ kind: Kind) throws(Diagnostic) -> String {
    let names = names(of: kind)
    var word = word.lastComponent
    if word.hasSuffix(".md") { word = String(word.dropLast(3)) }
    if names.contains(word) { return word }
    let lowered = word.lowercased().replacing(" ", with: "-").replacing("_", with: "-")
    let found = names.first { name in
      let pieces = name.split(separator: "-", maxSplits: 1)
      guard pieces.count == 2 else { return name.lowercased() == lowered }
      if let number = Int(word), let own = Int(pieces[0]) { return number == own }
      return name.lowercased() == lowered || pieces[1].lowercased() == lowered
    }
    if let found { return found }
    // What begins only one of the names will do.
    let begun = names.filter { name in
      name.hasPrefix(lowered) || name.drop { $0.isNumber || $0 == "-" }.hasPrefix(lowered)
    }
    if begun.count == 1, !lowered.isEmpty { return begun[0] }
    let parts = names + names.map { String($0.drop { $0.isNumber || $0 == "-" }) }
    let advice: String
    if let near = nearest(to: lowered, in: parts) {
      advice = "Did you mean \(near)?"
    } else if names.isEmpty {
      advice = "The course in \(folders[0]) has none."
    } else {
      advice = "There are: " + names.joined(separator: ", ") + "."
    }
    throw Diagnostic(.file, "There is no \(kind.rawValue) \(word).", suggestions: [advice])
  }

  /// The text of a file of the course.
  package func text(of kind: Kind, _ name: String) throws(Diagnostic) -> String {
    guard let path = path(of: kind, name) else {
      throw Diagnostic(
        .file,
        "There is no \(kind.rawValue) \(name).",
        suggestions: [
          "Was looked for in " + folders.map { "\($0)/\(kind.folder)" }.joined(separator: ", ")
            + "."
        ]
      )
    }
    guard let text = FileStore.text(at: path) else {
      throw Diagnostic(
        .file,
        "\(path) cannot be read.",
        suggestions: ["Is it a text in UTF-8, and may it be read?"]
      )
    }
    return text
  }

  /// A lesson.
  package func lesson(_ name: String) throws(Diagnostic) -> Notebook {
    try Notebook(parsing: text(of: .lesson, name), name: "lessons/\(name).md")
  }
}

extension Diagnostic {
  fileprivate static func noCourse(in folder: String, named name: String) -> Diagnostic {
    Diagnostic(
      .file,
      "There is no course in \(folder).",
      suggestions: [
        "\(name) is to name a folder that has the folders lessons and exercises."
      ]
    )
  }

  fileprivate static func noCourse(_ search: Course.Search) -> Diagnostic {
    let installed = search.executable.map { ", and \($0.folder.folder)/share/gradus" } ?? ""
    return Diagnostic(
      .file,
      "No course was found.",
      suggestions: [
        "Was looked for: folders lessons and exercises in \(search.workingDirectory) and the "
          + "folders above it\(installed).",
        "Name its folder by --course DIR or GRADUS_COURSE, or run make install.",
      ]
    )
  }
}
