package import Diagnostics
package import Session

extension CommandTable {
  /// The commands of the REPL that the course brings.
  ///
  /// - Parameters:
  ///   - find: Looks for the course when one of them is used.
  ///   - store: Where progress is kept.
  /// - Returns: The rows of the table.
  package static func courseCommands(
    _ find: @escaping @Sendable () -> Result<Course, Diagnostic>,
    _ store: ProgressStore
  ) -> [Command] {
    [
      Command(
        "lesson",
        usage: ":lesson [NAME]",
        summary: "play a lesson; your variables stay as they are",
        details: "Without a name the next one. quit comes back here, and keeps your place.",
        argument: .lesson,
        run: { session, argument in
          session.answering { (session) throws(Diagnostic) in
            let course = try find().get()
            let progress = store.load().progress
            let name =
              argument.isEmpty
              ? course.next(.lesson, progress) : try course.resolve(argument, .lesson)
            guard let name else {
              return [
                .failure(Diagnostic(.usage, "Every lesson is done. Name one to play it again."))
              ]
            }
            return session.play(try LessonPlayer(name, of: course, store))
          }
        }
      ),
      Command(
        "progress",
        usage: ":progress",
        summary: "show which lessons and exercises are done",
        run: { session, _ in
          session.answering { (session) throws(Diagnostic) in
            let (progress, _) = store.load()
            return [.text(try find().get().overview(progress, session.look))]
          }
        }
      ),
      Command(
        "hint",
        usage: ":hint EXERCISE [PART]",
        summary: "give the next hint for a part of an exercise",
        argument: .exercise,
        run: { session, argument in
          session.answering { (session) throws(Diagnostic) in
            let words = argument.split(separator: " ").map(String.init)
            guard let first = words.first else {
              throw Diagnostic(
                .usage,
                "Which exercise is it?",
                suggestions: ["Type :hint EXERCISE [PART]."]
              )
            }
            let course = try find().get()
            let name = try course.resolve(first, .exercise)
            return [
              .text(try course.hint(name, part: words.dropFirst().first, store, session.look))
            ]
          }
        }
      ),
    ]
  }
}

extension Session {
  /// Does something that may fail, and answers with what is wrong.
  fileprivate mutating func answering(
    _ body: (inout Session) throws(Diagnostic) -> [Output]
  ) -> [Output] {
    do { return try body(&self) } catch { return [.failure(error)] }
  }
}
