import Datasets
import Diagnostics
import Interpreter
import Rendering
package import Session

extension CommandTable {
  /// `:data`, which makes files data sets, and lists them.
  package static let dataCommand = Command(
    "data",
    usage: ":data [NAME FILE [FILE]]",
    summary: "make a file a data set, or list the data sets",
    details: "FILE is a table (CSV), a case a row, the last column the target; or two arrays, "
      + "inputs and targets: MNIST's IDX or NumPy's NPY, gzipped or not. Then dataset(\"NAME\") "
      + "defines x and y. :data flowers iris.csv target=species takes another column. :data NAME "
      + "tells more of one.",
    argument: .data,
    changesSession: true,
    run: { session, argument in session.data(argument) }
  )
}

extension Session {
  fileprivate mutating func data(_ argument: String) -> [Output] {
    let words = Self.words(of: argument)
    guard let name = words.first else { return [.text(dataList)] }
    if words.count == 1 { return describe(name) }
    let source = DataSource(name: name, words: Array(words.dropFirst()))
    do {
      try source.register(in: &self)
    } catch {
      return [.failure(error)]
    }
    guard let dataset = interpreter.datasets[name] else { return [] }
    return [.text(summary(of: dataset))]
  }

  /// Splits what was typed at spaces, but not between quotation marks or behind a backslash.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word: String?
    var mark: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if let open = mark {
        if character == open { mark = nil } else { word?.append(character) }
      } else if character == "\"" || character == "'" {
        mark = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words
  }

  /// What a data set has: `flowers: 150 cases, 4 features, 3 classes: setosa, …`.
  private func summary(of dataset: Dataset) -> StyledText {
    var classes = "y is real-valued"
    if !dataset.classes.isEmpty {
      let shown = dataset.classes.prefix(20).joined(separator: ", ")
      let more = dataset.classes.count > 20 ? ", …" : ""
      classes = "\(dataset.classes.count) classes: \(shown)\(more)"
    } else if dataset.outputs > 1 {
      classes = "\(dataset.outputs) targets"
    }
    let text =
      "\(dataset.name): \(Self.count(dataset.cases, "case")), "
      + "\(Self.count(dataset.features, "feature")), \(classes). "
      + "dataset(\"\(dataset.name)\") defines x and y."
    return look.wrapped(text, style: .remark, within: look.width, hanging: "  ")
  }

  private func describe(_ name: String) -> [Output] {
    do throws(DatasetError) {
      let dataset: Dataset
      if let registered = interpreter.datasets[name] {
        dataset = registered
      } else {
        let others = interpreter.datasets.keys.sorted()
        dataset = try DatasetGenerator.named(name, besides: others).make()
      }
      var text = summary(of: dataset)
      let source = dataset.paths.isEmpty ? dataset.citation : dataset.paths.joined(separator: ", ")
      let lines = look.wrapped(look.typed(source), style: .remark, within: look.width - 2)
      text.append(lines, indented: 2)
      return [.text(text)]
    } catch {
      return [.failure(error.diagnostic())]
    }
  }

  /// Every data set: cases and features, classes, and what it is.
  private var dataList: StyledText {
    var rows: [[String]] = []
    for generator in DatasetGenerator.allCases {
      rows.append([
        generator.rawValue,
        "\(generator.usualCases) × \(generator.features)",
        generator.usualClasses.map { "\($0) classes" } ?? "real values",
        generator.summary,
      ])
    }
    for (name, dataset) in interpreter.datasets.sorted(by: { $0.key < $1.key }) {
      let classes =
        dataset.classes.isEmpty
        ? dataset.outputs == 1 ? "real values" : "\(dataset.outputs) targets"
        : "\(dataset.classes.count) classes"
      let size = "\(dataset.cases) × \(dataset.features)"
      rows.append([name, size, classes, dataset.paths.joined(separator: ", ")])
    }
    var text = look.wrapped(
      "Data sets, cases × features; dataset(\"moons\") defines x and y:",
      style: .heading,
      within: look.width,
      hanging: "  "
    )
    let widths = (0..<3).map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    for row in rows {
      let cells = zip(row, widths).map { cell, width in
        look.typed(cell) + String(repeating: " ", count: width + 2 - DisplayWidth.of(cell))
      }
      let head = cells.joined()
      let room = max(20, look.width - 2 - DisplayWidth.of(head))
      for (index, line) in look.wrapped(look.typed(row[3]), within: room).lines.enumerated() {
        let start = index == 0 ? head : String(repeating: " ", count: DisplayWidth.of(head))
        text.append("  " + start + line.map(\.text).joined(), .plain)
      }
    }
    return text
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
