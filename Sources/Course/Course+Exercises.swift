package import Diagnostics
package import Rendering

extension Course {
  /// The learner's own file of an exercise.
  ///
  /// It is the course's own `exercises/NAME.md` where that may be written, else, and for the course
  /// that is installed, a copy of it, `my-exercises/NAME.md` in the learner's data folder.
  package func workingFile(_ name: String) throws(Diagnostic) -> String {
    guard let original = path(of: .exercise, name) else { return try text(of: .exercise, name) }
    let isInstalled = installedFolder.map { original.hasPrefix($0 + "/") } ?? false
    if !isInstalled, FileStore.isWritable(original) { return original }
    guard let dataFolder else {
      throw Diagnostic(
        .file,
        "\(original) is not to be written, and there is no HOME for a copy of it.",
        suggestions: ["Copy it, fill it in, and type gradus check FILE."]
      )
    }
    return "\(dataFolder)/my-exercises/\(name).md"
  }

  /// Makes sure that the learner's own file is there; returns its path.
  package func beginExercise(_ name: String) throws(Diagnostic) -> String {
    let path = try workingFile(name)
    if !FileStore.exists(path) {
      try FileStore.write(try text(of: .exercise, name), to: path)
    }
    return path
  }

  /// The exercise as it is graded, and its grader.
  ///
  /// It is read from the solution, which is the same but for the holes: the exercise's file is the
  /// learner's, and may hold anything.
  package func grader(
    _ name: String,
    file: String,
    look: Look,
    learner: String? = nil
  ) throws(Diagnostic) -> Grader {
    let solution = try text(of: .solution, name)
    let path = "solutions/\(name).md"
    let exercise = try Exercise(parsing: solution, name: name, file: path)
    let seed = learner.map { stableHash("gradus", name, $0) }
    return try Grader(
      exercise,
      solution: solution,
      solutionFile: path,
      file: file,
      look: look,
      seed: seed
    )
  }

  /// The exercise as it was before anything was filled in.
  ///
  /// Where the learner's file is the only copy, it is made again from the solution.
  package func pristine(_ name: String) throws(Diagnostic) -> String {
    let working = try workingFile(name)
    for folder in folders {
      let path = "\(folder)/exercises/\(name).md"
      if path != working, let text = FileStore.text(at: path) { return text }
    }
    return try Exercise.withHoles(try text(of: .solution, name), file: "solutions/\(name).md")
  }

  /// Puts an exercise back as it was; returns where the learner's version is kept now.
  package func reset(_ name: String) throws(Diagnostic) -> (file: String, backup: String?) {
    let path = try workingFile(name)
    let fresh = try pristine(name)
    var backup: String?
    if let current = FileStore.text(at: path), current != fresh {
      var number = 1
      while FileStore.exists("\(path).bak-\(number)") { number += 1 }
      let kept = "\(path).bak-\(number)"
      try FileStore.write(current, to: kept)
      backup = kept
    }
    try FileStore.write(fresh, to: path)
    return (path, backup)
  }
}
