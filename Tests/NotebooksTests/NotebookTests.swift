import Diagnostics
import Notation
import Testing

@testable import Notebooks

@Suite struct NotebookTests {
  @Test func everyFenceIsRead() throws {
    let notebook = try Notebook(parsing: fixture("fences.md"), name: "fences.md")
    #expect(
      notebook.blocks.flatMap { $0.sketch.split(separator: "\n").map(String.init) } == [
        "prose 5: # Every fence",
        "cell 1 run, line 10 behind 9: w = 1",
        "  output 13, lines 14..<15: w = 1",
        "cell 2 setup, line 18 behind 17: x = normal(2, 1)",
        "prose 21: Prose between, with a fence of another language:⏎⏎```python⏎print(1)⏎```",
        "cell 3 type, line 28 behind 27: y = 2x",
        "cell 4 predict(\"z[1]\"), line 32 behind 31: z[1] = 3",
        "  output 35, lines 36..<38: z[1] = 3⏎more",
        "cell 5 answer(\"delta\"), line 41 behind 40: Δz[1] = ?",
        "question layers, line 44: How many layers are there?",
        "  wrong One: There are two W.",
        "  right Two",
        "question sum, line 51: What is 1 + 1?",
        "  answer 1 + 1",
        "question steps, line 55: What comes first?",
        "  1. forward()",
        "  2. backward()",
        "prose 61: 1. In a list:",
        "cell 6 run, line 64 behind 63: for i = 1, 2 {⏎  s = i⏎}",
        "  output 69, lines 70..<71: s = 2",
        "prose 73: What goes on in the list.⏎⏎> quoted⏎>",
        "cell 7 run, line 78 behind 77: q = 1",
        "cell 8 run, line 82 behind 81: t = \"```\"",
        "prose 85: The end.",
      ]
    )
  }

  @Test func everyKeyOfTheFrontMatterIsRead() throws {
    let text = """
      ---
      title: The chain rule
      decks:
        galway: ["One: and", Two]
        manchester: Three
      prerequisites: [softmax, chain]
      minutes: 15
      summary: >
        Two lines,
        one text.
      difficulty: 2
      seed: 7
      notation: manchester
      cells: [1, 2, 4]
      parts: {delta: {points: 2}}
      ---
      """
    let matter = try Notebook(
      parsing: text + String(repeating: "\n```gradus\n```\n", count: 4),
      name: "f"
    ).frontMatter
    #expect(matter.title == "The chain rule")
    #expect(
      matter.decks == [
        FrontMatter.Deck(deck: "galway", slides: ["One: and", "Two"]),
        FrontMatter.Deck(deck: "manchester", slides: ["Three"]),
      ]
    )
    #expect(matter.prerequisites == ["softmax", "chain"])
    #expect(matter.minutes == 15)
    #expect(matter.summary == "Two lines, one text.\n")
    #expect(matter.difficulty == 2)
    #expect(matter.seed == 7)
    #expect(matter.notation == .manchester)
    #expect(matter.cells == [1, 2, 4])
    let points = matter.node?["parts"]?["delta"]?["points"]
    #expect(try points?.int() == 2)
    #expect(points?.line == 15)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func lineBreaksOfEveryKindAndAByteOrderMarkDoNotMatter(lineBreak: String) throws {
    let lines = ["---", "title: T", "---", "", "```gradus", "x = 1", "", "y = 2", "```"]
    let text = "\u{FEFF}" + lines.joined(separator: lineBreak) + lineBreak
    let notebook = try Notebook(parsing: text, name: "f.md")
    #expect(notebook.frontMatter.title == "T")
    #expect(
      notebook.blocks.map(\.sketch) == ["cell 1 run, line 6 behind 5: x = 1⏎⏎y = 2"]
    )
  }

  @Test(arguments: [
    ("", []),
    ("\n\n", []),
    ("---\n\nA line of dashes\n", ["prose 1: ---⏎⏎A line of dashes"]),
    ("```gradus\nx = 1", ["cell 1 run, line 2 behind 1: x = 1"]),
    ("~~~ gradus\nx = 1\n~~~\n", ["cell 1 run, line 2 behind 1: x = 1"]),
    ("   ```gradus\n   x = 1\n   ```", ["cell 1 run, line 2 behind 1: x = 1"]),
    ("    ```gradus\n    x = 1\n    ```", ["prose 1:     ```gradus⏎    x = 1⏎    ```"]),
    ("<!--\n```gradus\nx = 1\n```\n-->", ["prose 1: <!--⏎```gradus⏎x = 1⏎```⏎-->"]),
    ("````\n```gradus\nx = 1\n```\n````", ["prose 1: ````⏎```gradus⏎x = 1⏎```⏎````"]),
    ("```gradus\n\tx = 1\n```", ["cell 1 run, line 2 behind 1: \tx = 1"]),
    ("```gradus\n```", ["cell 1 run, line 2 behind 1: "]),
  ])
  func fencesAreThoseOfCommonMark(text: String, blocks: [String]) throws {
    #expect(try Notebook(parsing: text, name: "f.md").blocks.map(\.sketch) == blocks)
  }

  @Test(arguments: [("?", "?"), (" [1, 3]  ", "[1, 3]"), ("", ""), (": [", ": [")])
  func whatALearnerChoseNeedNotBeYAML(written: String, chosen: String) throws {
    let text = "```question q\nask: Why?\nanswer: 1\nchosen:\(written)\n```\n"
    #expect(try Notebook(parsing: text, name: "f.md").questions.map(\.chosen) == [chosen])
  }

  @Test func numbersGoOnBehindTheLastThatIsGiven() throws {
    let text = "---\ncells: [2, 5]\n---\n" + String(repeating: "```gradus\n```\n", count: 4)
    #expect(try Notebook(parsing: text, name: "f.md").cells.map(\.number) == [2, 5, 6, 7])
  }
}

extension Block {
  /// A block in a line, its outputs and answers in lines of their own.
  fileprivate var sketch: String {
    func flat(_ text: String) -> String {
      String(text.hasSuffix("\n") ? text.dropLast() : text[...]).replacing("\n", with: "⏎")
    }
    switch self {
    case .prose(let prose): return "prose \(prose.line): \(flat(prose.text))"
    case .cell(let cell):
      var text = "cell \(cell.number) \(cell.role), line \(cell.line) behind \(cell.fenceLine): "
      text += flat(cell.text)
      if let output = cell.output {
        text += "\n  output \(output.fenceLine), lines \(output.lines): \(flat(output.text))"
      }
      return text
    case .question(let question):
      var text = "question \(question.name), line \(question.line): \(question.ask)"
      switch question.kind {
      case .choices(let choices):
        for choice in choices {
          text +=
            choice.isRight ? "\n  right \(choice.text)" : "\n  wrong \(choice.text): \(choice.why)"
        }
      case .answer(let answer): text += "\n  answer \(answer)"
      case .order(let steps):
        for (index, step) in steps.enumerated() { text += "\n  \(index + 1). \(step)" }
      }
      return text
    }
  }
}
