import Datasets
package import Diagnostics
import Interpreter
package import Session

/// Which files a learner's data set is in: `flowers iris.csv`, `mnist images.gz labels.gz`.
package struct DataSource: Sendable, Equatable {
  /// The name that `dataset` knows it by.
  package var name: String
  /// The files: one table, or the arrays of inputs and of targets.
  package var files: [String]
  /// The column of a table's targets; nil for the last.
  package var target: String?

  /// What stands before the name or the number of a column.
  private static let targetWord = "target="

  /// Makes a source of words: files, and `target=COLUMN` among them.
  package init(name: String, words: [String]) {
    self.name = name
    files = words.filter { !$0.hasPrefix(Self.targetWord) }.map(FileWriter.expanded)
    target = words.last { $0.hasPrefix(Self.targetWord) }
      .map { String($0.dropFirst(Self.targetWord.count)) }
  }

  /// Makes the source that `--data NAME=FILE[,FILE]` tells of; nil where it is none.
  package init?(option: String) {
    guard let sign = option.firstIndex(of: "="), sign > option.startIndex else { return nil }
    let rest = String(option[option.index(after: sign)...])
    // A name with a comma in it is one file.
    let words =
      SourceFile.exists(FileWriter.expanded(rest))
      ? [rest] : rest.split(separator: ",").map { String($0) }
    if words.isEmpty { return nil }
    self.init(name: String(option[..<sign]), words: words)
  }

  /// The words that tell of the files.
  var words: [String] { files + (target.map { [Self.targetWord + $0] } ?? []) }

  /// The source with its files' paths told from a folder instead of the one that it names them from.
  func relative(to folder: String) -> DataSource {
    var moved = self
    moved.files = files.map { path in
      path.hasPrefix("/") || folder.isEmpty ? path : "\(folder)/\(path)"
    }
    return moved
  }

  /// Reads the files, and makes them a data set of the session's.
  ///
  /// - Throws: What is wrong with the name or a file.
  package func register(in session: inout Session) throws(Diagnostic) {
    do throws(DatasetError) {
      if DatasetGenerator(rawValue: name) != nil { throw .nameTaken(name) }
      guard name.first?.isLetter == true,
        name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
      else { throw .badName(name) }
      // The old one is let go first: two large ones need not be held at once.
      let old = session.interpreter.datasets.removeValue(forKey: name)
      do throws(DatasetError) {
        var dataset = try DatasetFile.read(files, name: name, target: target)
        dataset.paths = words
        session.interpreter.datasets[name] = dataset
      } catch {
        session.interpreter.datasets[name] = old
        throw error
      }
    } catch {
      throw error.diagnostic()
    }
  }
}
