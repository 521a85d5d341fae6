import Interpreter
import Notebooks
import Rendering
import Session

/// The words that a lesson's player knows at any time.
enum PlayerWord: String, CaseIterable {
  case play, resume, back, skip, hint, progress, quit, help

  /// What it does, in a line.
  var summary: String {
    switch self {
    case .play: "try things out in the lesson's session, until resume"
    case .resume: "go on with the lesson after play"
    case .back: "go back to the task before"
    case .skip: "see the answer and go on"
    case .hint: "get a hint"
    case .progress: "see how far you are"
    case .quit: "leave; the next time you go on here (Ctrl-D too)"
    case .help: "show these words"
    }
  }
}

extension LessonPlayer {
  /// The player's word that a text is; a name that has a value in the lesson is a program.
  func word(in text: String) -> PlayerWord? {
    let trimmed = text.trimmed.lowercased()
    if trimmed.hasPrefix(":") {
      return PlayerWord(rawValue: String(trimmed.dropFirst()))
    }
    if trimmed == "?" { return .help }
    guard let word = PlayerWord(rawValue: trimmed == "exit" ? "quit" : trimmed) else { return nil }
    let isTaken =
      inner?.interpreter.value(of: VariableKey(trimmed)) != nil
      || inner?.interpreter.environment.functions[trimmed] != nil
    return isTaken ? nil : word
  }

  /// Does what a word says.
  mutating func obey(_ word: PlayerWord) -> ActivityAnswer {
    switch word {
    case .help: return ActivityAnswer([.text(helpText)], isOver: false)
    case .progress: return ActivityAnswer([progressText], isOver: false)
    case .quit:
      if beforePlay != nil { inner = beforePlay }
      beforePlay = nil
      keep()
      let text = "Your place is kept: gradus lesson \(name) goes on here."
      return ActivityAnswer([say(text)] + (leavesAtEnd ? [.quit] : []), isOver: true)
    case .play:
      if beforePlay != nil {
        return ActivityAnswer([say("You are playing already; resume goes on.")], isOver: false)
      }
      beforePlay = inner
      let text =
        "Try what you like; the lesson's variables are here. resume goes on with the lesson, and "
        + "puts away what you changed."
      return ActivityAnswer([say(text, .remark)], isOver: false)
    case .resume: return resume()
    case .back: return back()
    case .hint: return ActivityAnswer(hint(), isOver: false)
    case .skip: return skip()
    }
  }

  private var helpText: StyledText {
    var styled = StyledText("Words you can type at any time:", .heading)
    for word in PlayerWord.allCases {
      let space = String(repeating: " ", count: 10 - word.rawValue.count)
      let line = look.wrapped(
        word.summary,
        within: max(20, look.width - 12),
        hanging: String(repeating: " ", count: 12)
      )
      for (index, part) in line.lines.enumerated() {
        let head = index == 0 ? "  \(word.rawValue)\(space)" : ""
        styled.append(head + part.map(\.text).joined())
      }
    }
    let text = "Where a name of the lesson is one of these words, a colon makes it the word: :skip."
    styled.append(look.wrapped(text, style: .remark, within: look.width, hanging: "  "))
    return styled
  }

  private var progressText: Output {
    let tasks = notebook.blocks.filter { if case .prose = $0 { false } else { true } }.count
    let done = notebook.blocks[..<min(position, notebook.blocks.count)]
      .filter { if case .prose = $0 { false } else { true } }.count
    let score =
      record.tasks == 0 ? "" : " \(record.right) of \(record.tasks) right at the first try."
    return say("\(done) of \(tasks) cells and questions are behind you.\(score)")
  }

  /// Ends free play, and shows again what is asked.
  mutating func resume() -> ActivityAnswer {
    guard let before = beforePlay else {
      return ActivityAnswer([say("The lesson is going on already.")], isOver: false)
    }
    let width = look.width
    inner = before
    inner?.look.width = width
    beforePlay = nil
    var outputs = [say("Back in the lesson.", .remark)]
    if waiting == .task, let task { outputs += present(task) }
    return ActivityAnswer(outputs, isOver: false)
  }

  private mutating func back() -> ActivityAnswer {
    if beforePlay != nil { _ = resume() }
    // The task before, and the prose in front of it.
    var target = min(position, notebook.blocks.count)
    var tasks = 0
    while target > 0 {
      if case .prose = notebook.blocks[target - 1] {
        target -= 1
      } else if tasks == 0 {
        tasks = 1
        target -= 1
      } else {
        break
      }
    }
    guard tasks > 0 else {
      return ActivityAnswer([say("This is the beginning.")], isOver: false)
    }
    position = target
    pieces = []
    rebuild()
    keep()
    return goOn([])
  }

  private mutating func skip() -> ActivityAnswer {
    if beforePlay != nil { _ = resume() }
    guard waiting == .task, let task else { return goOn([]) }
    count(right: false)
    switch task {
    case .cell(let cell): return run(cell, showsText: cell.role == .type)
    case .question(let question):
      advance()
      return goOn([say("The answer is \(rightAnswer(to: question))."), .text(StyledText(""))])
    case .prose:
      advance()
      return goOn([])
    }
  }
}
