package import Diagnostics

/// A notebook: a Markdown file whose `gradus` fences are cells, in the order of the file.
package struct Notebook: Sendable {
  /// What messages call the file.
  package let name: String
  /// The text as it was read.
  package let text: String
  /// What stands above the text.
  package let frontMatter: FrontMatter
  /// Prose, cells and questions, in the order of the file.
  package let blocks: [Block]

  /// The text as places in it are told: without a byte-order mark, lines ended by `\n`, in NFC.
  package let source: SourceText

  /// Reads a notebook.
  ///
  /// - Parameters:
  ///   - text: The text of the file.
  ///   - name: What messages call the file.
  /// - Throws: The first mistake in the front matter, a fence or a question, at its line.
  package init(parsing text: String, name: String) throws(Diagnostic) {
    self.name = name
    self.text = text
    let source = SourceText(NotebookLines.unified(text), name: name)
    self.source = source
    var reader = NotebookReader(source)
    frontMatter = try reader.readFrontMatter()
    blocks = try reader.readBlocks(frontMatter)
  }

  /// The cells, in the order of the file.
  package var cells: [Cell] {
    blocks.compactMap { block in if case .cell(let cell) = block { cell } else { nil } }
  }

  /// The questions, in the order of the file.
  package var questions: [Question] {
    blocks.compactMap { block in if case .question(let question) = block { question } else { nil } }
  }
}

/// A part of a notebook.
package enum Block: Sendable, Equatable {
  /// Text to read.
  case prose(Prose)
  /// A program to run.
  case cell(Cell)
  /// Something to answer.
  case question(Question)
}

/// Markdown between the cells.
package struct Prose: Sendable, Equatable {
  /// Its Markdown, line by line as it stands in the file.
  package var text: String
  /// The number of its first line in the file.
  package var line: Int

  /// Makes prose.
  package init(text: String, line: Int = 1) {
    self.text = text
    self.line = line
  }
}

/// A program in a notebook: the text of a `gradus` fence.
package struct Cell: Sendable, Equatable {
  /// What a cell is for, as the word behind `gradus` says.
  package enum Role: Sendable, Equatable {
    /// To be run.
    case run
    /// To be run, not to be changed.
    case setup
    /// To be typed by the learner.
    case type
    /// To be run after the learner has said what value a name will have.
    case predict(String)
    /// A part of an exercise, by its name.
    case answer(String)
  }

  /// What it is for.
  package var role: Role
  /// The program.
  package var text: String
  /// The number in the file of the program's first line.
  package var line: Int
  /// The number in the file of the fence's line.
  package var fenceLine: Int
  /// What it printed when the file was recorded; nil where no `output` fence follows.
  package var output: RecordedOutput?
  /// Its number, from 1 unless the front matter says otherwise: its random stream, its `_3`.
  package var number: Int
  /// The seed of its draws; nil for the notebook's.
  package var seed: UInt64?
}

/// What a cell printed when the notebook was recorded.
package struct RecordedOutput: Sendable, Equatable {
  /// The text between the fences.
  package var text: String
  /// The number in the file of the fence's line.
  package var fenceLine: Int
  /// The numbers in the file of the lines between the fences.
  package var lines: Range<Int>
}

/// A question that a fence asks.
package struct Question: Sendable, Equatable {
  /// One of the answers offered.
  package struct Choice: Sendable, Equatable {
    /// What it says.
    package var text: String
    /// Whether it is right.
    package var isRight: Bool
    /// Why it is wrong; empty for a right one.
    package var why: String
  }

  /// How it is answered.
  package enum Kind: Sendable, Equatable {
    /// By choosing all that are right.
    case choices([Choice])
    /// By an expression that has the value of this one.
    case answer(String)
    /// By putting steps in order; they stand in the right one.
    case order([String])
  }

  /// Its name.
  package var name: String
  /// The number in the file of the fence's line.
  package var line: Int
  /// What is asked, as Markdown.
  package var ask: String
  /// How it is answered.
  package var kind: Kind
  /// What the learner wrote behind `chosen:`, the `?` of an exercise included; nil without it.
  package var chosen: String?
}
