import Algorithms
package import Diagnostics
import Interpreter
package import Notebooks
import Rendering
package import Session

/// Plays a lesson: prose, then a cell to run, type or predict, or a question.
///
/// It computes in a session of its own, so that the learner's variables stay as they were. What is
/// typed while free play goes on is put away when the lesson goes on.
package struct LessonPlayer: Activity {
  /// The lesson's name.
  package let name: String
  /// The lesson.
  let notebook: Notebook
  /// Where progress is kept.
  let store: ProgressStore
  /// What to say at the end of what comes next.
  let closing: [String]
  /// Whether the program ends with the lesson.
  var leavesAtEnd = false

  /// The session the lesson computes in; made when the lesson begins.
  var inner: Session?
  /// The state to go back to when free play ends.
  var beforePlay: Session?
  /// The block that is next or asked, as a position in the notebook.
  var position = 0
  /// The pieces of prose that are still to be shown.
  var pieces: [StyledText] = []
  /// What is waited for.
  var waiting = Waiting.more
  /// The wrong answers to what is asked.
  var misses = 0
  /// The hints that were given for what is asked.
  var hints = 0
  /// How far the learner is.
  var record = Progress.Lesson()

  /// What the player waits for.
  enum Waiting: Equatable {
    /// Enter, to read on.
    case more
    /// An answer to the block at `position`.
    case task
    /// Nothing: the lesson is over.
    case nothing
  }

  /// Makes a player that goes on where the learner left.
  ///
  /// - Parameters:
  ///   - name: The lesson's name.
  ///   - course: The course it is from.
  ///   - store: Where progress is kept.
  ///   - restart: Whether to begin at the beginning.
  /// - Throws: That there is no such lesson, or the first mistake in it.
  package init(
    _ name: String,
    of course: Course,
    _ store: ProgressStore,
    restart: Bool = false
  ) throws(Diagnostic) {
    self.init(
      name,
      try course.lesson(name),
      store,
      closing: course.whatFollows(name),
      restart: restart
    )
  }

  /// Makes a player of a lesson that has been read.
  package init(
    _ name: String,
    _ notebook: Notebook,
    _ store: ProgressStore,
    closing: [String] = [],
    restart: Bool = false
  ) {
    self.name = name
    self.notebook = notebook
    self.store = store
    self.closing = closing
    if !restart, let record = store.load().progress.lessons[name], !record.isDone {
      self.record = record
      position = min(record.position, notebook.blocks.count)
    }
  }

  // MARK: Activity

  /// The lesson's own session.
  package func sessionOfNames(in session: Session) -> Session { inner ?? session }

  /// What is waited for, as a prompt.
  package func prompt(in session: Session) -> String? {
    if let inner, !inner.activities.isEmpty { return inner.prompt }
    if let inner, beforePlay != nil { return "play \(inner.prompt)" }
    switch waiting {
    case .more: return "[Enter] "
    case .nothing: return nil
    case .task:
      switch task {
      case .cell(let cell)?:
        switch cell.role {
        case .type: return "type> "
        case .predict(let name): return session.look.typed("\(name) = ? ")
        case .run, .setup, .answer: return "[Enter runs it] "
        }
      case .question?: return "answer> "
      case .prose?, nil: return "[Enter] "
      }
    }
  }

  /// Whether what is typed goes on over several lines.
  package func isIncomplete(_ text: String, in session: Session) -> Bool {
    guard let inner, inner.activities.isEmpty, word(in: text) == nil else { return false }
    let takesPrograms =
      switch task {
      case .cell(let cell)?: cell.role == .type
      case .question?, .prose?, nil: false
      }
    return beforePlay != nil || takesPrograms ? inner.isIncomplete(text) : false
  }

  /// Answers what is typed: a word of the player's, or an answer to what is asked.
  package mutating func handle(_ text: String, in session: inout Session) -> ActivityAnswer {
    inner?.look.width = session.look.width
    if inner?.activities.isEmpty == false {
      // A question of the lesson's own session, such as whether to overwrite a file.
      return ActivityAnswer(inner?.handle(text) ?? [], isOver: false)
    }
    if let word = word(in: text) { return obey(word) }
    let command = text.trimmed.prefix { !$0.isWhitespace }
    if [":lesson", ":restore"].contains(command) {
      // These are for the session around the lesson, which this one would put away.
      return ActivityAnswer(
        [say("A lesson is going on: quit leaves it, then \(command) works.")],
        isOver: false
      )
    }
    if beforePlay != nil {
      let outputs = inner?.handle(text) ?? []
      let stays = outputs.filter { if case .quit = $0 { false } else { true } }
      if stays.count < outputs.count { return resume() }
      return ActivityAnswer(stays, isOver: false)
    }
    if text.trimmed.hasPrefix(":") {
      return ActivityAnswer(inner?.handle(text) ?? [], isOver: false)
    }
    switch waiting {
    case .more:
      if text.allSatisfy(\.isWhitespace) { return goOn([]) }
      return tryOut(text)
    case .task: return answer(text)
    case .nothing: return ActivityAnswer([], isOver: true)
    }
  }

  /// Ctrl-C does not end a lesson: it says what does.
  package mutating func cancel(in session: inout Session) -> ActivityAnswer {
    if inner?.activities.isEmpty == false {
      return ActivityAnswer(inner?.cancel() ?? [], isOver: false)
    }
    return ActivityAnswer(
      [say("(quit or Ctrl-D leaves the lesson; your place is kept)", .remark)],
      isOver: false
    )
  }

  /// Leaves as the word quit does; the place is kept.
  package mutating func leave(in session: inout Session) -> [Output] { obey(.quit).outputs }

  // MARK: The way through the lesson

  /// Begins: runs what comes before the learner's place, and shows what is there.
  mutating func open(in session: Session) -> [Output] {
    makeSession(like: session)
    rebuild()
    var outputs: [Output] = []
    let title = notebook.frontMatter.title ?? name
    let minutes = notebook.frontMatter.minutes.map { ", about \($0) minutes" } ?? ""
    outputs.append(say("\(title)\(minutes)", .heading))
    outputs.append(say("Enter goes on, help lists what else you can type.", .remark))
    if position > 0 {
      outputs.append(say("You go on where you left; back shows what was before.", .remark))
    }
    outputs.append(.text(StyledText("")))
    return goOn(outputs).outputs
  }

  private mutating func makeSession(like session: Session) {
    var interpreter = Interpreter(
      library: .shipped,
      interruption: session.interpreter.interruption
    )
    interpreter.stackBytes = session.interpreter.stackBytes
    interpreter.limits = session.interpreter.limits
    var look = session.look
    look.rounding = nil
    var fresh = Session(interpreter: interpreter, look: look, commands: session.commands)
    fresh.opensStepper = session.opensStepper
    try? notebook.prepare(&fresh)
    inner = fresh
  }

  /// Brings the lesson's session to what it is before the block at `position`.
  mutating func rebuild() {
    guard let current = inner else { return }
    makeSession(like: current)
    guard var fresh = inner else { return }
    for block in notebook.blocks[..<min(position, notebook.blocks.count)] {
      if case .cell(let cell) = block { cell.run(in: &fresh, named: notebook.name) { _ in } }
    }
    inner = fresh
  }

  /// The block that is asked.
  var task: Block? {
    notebook.blocks.indices.contains(position) ? notebook.blocks[position] : nil
  }

  /// Shows what comes next, up to where the learner is to do something.
  mutating func goOn(_ before: [Output]) -> ActivityAnswer {
    var outputs = before
    var shown = 0
    while true {
      if let piece = pieces.first {
        if shown > 0, shown + piece.lines.count > LessonText.screen {
          waiting = .more
          return ActivityAnswer(outputs, isOver: false)
        }
        if shown > 0 { outputs.append(.text(StyledText(""))) }
        shown += piece.lines.count + 1
        outputs.append(.text(piece))
        pieces.removeFirst()
        if pieces.isEmpty { advance() }
        continue
      }
      guard let block = task else { return ActivityAnswer(outputs + finish(), isOver: true) }
      if case .prose(let prose) = block {
        pieces = LessonText(prose.text, look).pieces
        if pieces.isEmpty { advance() }
        continue
      }
      if shown > 0 { outputs.append(.text(StyledText(""))) }
      outputs += present(block)
      waiting = .task
      misses = 0
      hints = 0
      return ActivityAnswer(outputs, isOver: false)
    }
  }

  /// Goes one block further, and keeps the place.
  mutating func advance() {
    position += 1
    keep()
  }

  /// Keeps the learner's place; prose that stands right before it is shown again.
  func keep() {
    var record = record
    record.position = position
    while record.position > 0, case .prose = notebook.blocks[record.position - 1] {
      record.position -= 1
    }
    store.update { $0.lessons[name] = record }
  }

  private mutating func finish() -> [Output] {
    waiting = .nothing
    record.isDone = true
    record.position = 0
    let done = record
    let notice = store.update { $0.lessons[name] = done }
    var outputs: [Output] = []
    let score =
      record.tasks == 0
      ? "" : " \(record.right) of \(record.tasks) were right at the first try."
    outputs.append(say("That is the end of the lesson.\(score)", .success))
    for line in closing { outputs.append(say(line)) }
    if let notice { outputs.append(say(notice, .remark)) }
    if leavesAtEnd { outputs.append(.quit) }
    return outputs
  }

  // MARK: Text

  /// How things are shown.
  var look: Look { inner?.look ?? Look() }

  /// A sentence, broken into lines that fit.
  func say(_ text: String, _ style: Style = .plain) -> Output {
    .text(look.wrapped(look.typed(text), style: style, within: look.width, hanging: "  "))
  }
}

extension Session {
  /// Begins a lesson; returns what it opens with.
  package mutating func play(_ player: LessonPlayer, leavesAtEnd: Bool = false) -> [Output] {
    var player = player
    player.leavesAtEnd = leavesAtEnd
    let outputs = player.open(in: self)
    if player.waiting != .nothing { begin(player) }
    return outputs
  }
}
