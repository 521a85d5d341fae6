import Rendering

/// Something that takes the inputs for itself while it goes on: a question, a lesson.
///
/// A value like the session: what it remembers changes only in its methods.
package protocol Activity: Sendable {
  /// The prompt to type behind; nil for the session's own.
  func prompt(in session: Session) -> String?

  /// Whether a text is the beginning of an input that goes on over several lines.
  func isIncomplete(_ text: String, in session: Session) -> Bool

  /// The session whose names the inputs use: what completion goes by.
  func sessionOfNames(in session: Session) -> Session

  /// Answers one input, which may be empty.
  ///
  /// Inputs that are for the session itself go to `Session.handleInput(_:)`.
  mutating func handle(_ text: String, in session: inout Session) -> ActivityAnswer

  /// Ctrl-C was pressed at the prompt.
  mutating func cancel(in session: inout Session) -> ActivityAnswer

  /// Ctrl-D was pressed at the prompt, or the input has ended: it is over.
  mutating func leave(in session: inout Session) -> [Output]
}

extension Activity {
  /// Gives up what is waited for, where nothing else is to be done.
  package mutating func leave(in session: inout Session) -> [Output] {
    cancel(in: &session).outputs
  }

  /// The session itself, where the activity has none of its own.
  package func sessionOfNames(in session: Session) -> Session { session }
}

extension Session {
  /// The session whose names are typed: that of a lesson while one is played.
  package var sessionOfNames: Session { activities.last?.sessionOfNames(in: self) ?? self }
}

/// What an activity says to an input, and whether it is over.
package struct ActivityAnswer: Sendable {
  /// What to show.
  package var outputs: [Output]
  /// Whether inputs go to the session again.
  package var isOver: Bool

  /// Makes an answer.
  package init(_ outputs: [Output], isOver: Bool) {
    self.outputs = outputs
    self.isOver = isOver
  }
}

/// A question answered by yes or no, such as whether to overwrite a file.
///
/// What is neither is taken for a no, and answered as the input it is: on a pipe nobody knew of the
/// question, and nothing that was typed may be lost to it.
package struct Confirmation: Activity {
  private let question: String
  private let onYes: @Sendable (inout Session) -> [Output]
  private let onNo: @Sendable (inout Session) -> [Output]

  /// Makes a question.
  ///
  /// - Parameters:
  ///   - question: The question: `Overwrite chain.md?`.
  ///   - onYes: What is done if the answer is yes.
  ///   - onNo: What is done if it is no, or Ctrl-C.
  package init(
    _ question: String,
    onYes: @escaping @Sendable (inout Session) -> [Output],
    onNo: @escaping @Sendable (inout Session) -> [Output] = { _ in [] }
  ) {
    self.question = question
    self.onYes = onYes
    self.onNo = onNo
  }

  /// The question itself.
  package func prompt(in session: Session) -> String? { "\(question) [y/n] " }

  /// An answer is a line; another input may go on.
  package func isIncomplete(_ text: String, in session: Session) -> Bool {
    session.isIncompleteInput(text)
  }

  /// Does what belongs to the answer; an empty line is asked again.
  package mutating func handle(_ text: String, in session: inout Session) -> ActivityAnswer {
    switch text[...].trimmed().lowercased() {
    case "y", "yes": ActivityAnswer(onYes(&session), isOver: true)
    case "n", "no": ActivityAnswer(onNo(&session), isOver: true)
    case "": ActivityAnswer([.text(StyledText("Type y or n.", .remark))], isOver: false)
    default: ActivityAnswer(onNo(&session) + session.handleInput(text), isOver: true)
    }
  }

  /// Takes Ctrl-C for a no.
  package mutating func cancel(in session: inout Session) -> ActivityAnswer {
    ActivityAnswer(onNo(&session), isOver: true)
  }
}
