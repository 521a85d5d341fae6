import Diagnostics
import Notation
import Rendering
package import Session

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

extension JournalStore {
  /// What is said at the start where a session was cut off; nil where none was.
  package var offer: String? {
    let cutOff = entries().filter(\.wasCutOff)
    guard let latest = cutOff.first else { return nil }
    let isOne = latest.contents.inputs.count == 1
    let others = cutOff.count == 1 ? "" : " (latest of \(cutOff.count))"
    return "\(Self.inputs(latest)) \(isOne ? "was" : "were") cut off \(Self.when(latest)): "
      + ":restore brings \(isOne ? "it" : "them") back\(others)."
  }

  /// `:restore`, which brings back a session from its journal.
  package var restoreCommand: Command {
    Command(
      "restore",
      usage: ":restore [list|N|forget]",
      summary: "bring back a session that was cut off",
      details: "Its inputs run again; those that had failed or been stopped do not. :restore list "
        + "shows the sessions there are, those that were left too; :restore 2 brings back the "
        + "second; :restore forget offers those that were cut off no longer.",
      argument: .word,
      run: { session, argument in restore(argument, &session) }
    )
  }

  private func restore(_ argument: String, _ session: inout Session) -> [Output] {
    let entries = entries()
    switch argument {
    case "list": return [.text(list(entries, session.look))]
    case "forget":
      let cutOff = entries.filter(\.wasCutOff)
      for entry in cutOff { setAside(entry) }
      return [
        .text(
          StyledText(
            cutOff.isEmpty
              ? "No session was cut off."
              : "They are not offered any more; :restore list shows them.",
            .remark
          )
        )
      ]
    default: break
    }
    guard argument.isEmpty || Int(argument) != nil else {
      return [.failure(.restoreUsage("There is no session \(argument)."))]
    }
    if entries.isEmpty {
      return [.text(StyledText("There is no session to bring back.", .remark))]
    }
    let position = Int(argument) ?? 1
    guard entries.indices.contains(position - 1) else {
      return [
        .failure(
          .restoreUsage(
            "There is no session \(position), only \(entries.count)."
          )
        )
      ]
    }
    let entry = entries[position - 1]
    let own = session.exchanges.count { $0.number != nil }
    if own == 0 { return bringBack(entry, &session) }
    session.begin(
      Confirmation(
        "Give up \(own == 1 ? "the input" : "the \(own) inputs") of this session for it?",
        onYes: { bringBack(entry, &$0) },
        onNo: { _ in [.text(StyledText("This session stays as it is.", .remark))] }
      )
    )
    return []
  }

  private func bringBack(_ entry: Entry, _ session: inout Session) -> [Output] {
    let dialect = Dialect.named(entry.contents.notation) ?? .galway
    session.startAnew(seed: entry.contents.seed, dialect: dialect)
    var outputs: [Output] = []
    for (position, input) in entry.contents.inputs.enumerated() {
      let answers =
        input.loaded.isEmpty
        ? session.bringBack(input.text, completed: input.completed)
        : session.loadAgain(input.loaded, asked: input.text)
      // A file that failed half-way then does so again.
      if !input.loaded.isEmpty, input.completed != nil { continue }
      guard let failure = answers.first(where: { if case .failure = $0 { true } else { false } })
      else { continue }
      outputs.append(failure)
      let left = entry.contents.inputs.count - position - 1
      let rest = left == 0 ? "It was the last." : "The \(left) behind it are left out."
      let remark = "This input had run before. \(rest) The journal is kept."
      let look = session.look
      outputs.append(.text(look.wrapped(remark, style: .remark, within: look.width)))
      return outputs + [.text(summary(session))]
    }
    // Not taken away: what is back is in the new journal only once this has been answered.
    setAside(entry)
    return [.text(summary(session))]
  }

  /// What is back, and the last of it.
  private func summary(_ session: Session) -> StyledText {
    let count = session.exchanges.count
    var text = StyledText(
      count == 1 ? "1 input is back:" : "\(count) inputs are back; the last of them:",
      .success
    )
    for exchange in session.exchanges.suffix(3) {
      let lines = exchange.text.split(separator: "\n", omittingEmptySubsequences: false)
      let more = lines.count > 1 ? " …" : ""
      let number = exchange.number.map { "\($0)> " } ?? ""
      text.append(session.look.typed("  \(number)\(lines.first ?? "")\(more)"), .plain)
    }
    return text
  }

  private func list(_ entries: [Entry], _ look: Look) -> StyledText {
    guard !entries.isEmpty else {
      return StyledText("There is no session to bring back.", .remark)
    }
    var text = StyledText("Sessions, :restore N brings one back:", .heading)
    for (position, entry) in entries.enumerated() {
      let state = entry.wasCutOff ? "cut off" : "left"
      let last = entry.contents.inputs.last?.text.split(separator: "\n").first ?? ""
      let line =
        "\(position + 1): \(Self.inputs(entry)), \(state) \(Self.when(entry)); the last: \(last)"
      let lines = look.wrapped(look.typed(line), within: look.width - 2, hanging: "   ")
      text.append(lines, indented: 2)
    }
    return text
  }

  private static func inputs(_ entry: Entry) -> String {
    entry.contents.inputs.count == 1 ? "1 input" : "\(entry.contents.inputs.count) inputs"
  }

  /// When its last input was answered: `at 22:41` today, else `on 2026-11-20`.
  private static func when(_ entry: Entry) -> String {
    func local(_ seconds: Int) -> tm {
      var seconds = time_t(seconds)
      var broken = tm()
      localtime_r(&seconds, &broken)
      return broken
    }
    func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
    let then = local(entry.time)
    let now = local(time(nil))
    if then.tm_year == now.tm_year, then.tm_yday == now.tm_yday {
      return "at \(two(then.tm_hour)):\(two(then.tm_min))"
    }
    return "on \(then.tm_year + 1900)-\(two(then.tm_mon + 1))-\(two(then.tm_mday))"
  }
}

extension Diagnostic {
  /// `:restore` was given what it does not take.
  fileprivate static func restoreUsage(_ message: String) -> Diagnostic {
    Diagnostic(.usage, message, suggestions: ["Type :restore list for what there is."])
  }
}
