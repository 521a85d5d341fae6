import Diagnostics
import Interpreter
import Notation
import Rendering

// The commands that set how things are computed and shown.
extension Session {
  mutating func rounding(_ argument: String) -> [Output] {
    if argument == "off" {
      interpreter.checkpoint(before: ":rounding off")
      interpreter.rounding = nil
      return [.text(StyledText("Values are not rounded any more.", .remark))]
    }
    if argument.isEmpty {
      let now = interpreter.rounding.map { "Values are rounded to \(decimals($0))." }
      return [.text(StyledText(now ?? "Values are not rounded.", .remark))]
    }
    guard let number = Int(argument), (0...15).contains(number) else {
      return [
        .failure(
          .commandUsage(
            ":rounding takes 0 to 15 decimals, not \(argument).",
            ":rounding 3 or :rounding off"
          )
        )
      ]
    }
    interpreter.checkpoint(before: ":rounding \(argument)")
    interpreter.rounding = number
    var text = StyledText(
      "From now on every value is rounded to \(decimals(number)), at each step.",
      .remark
    )
    if !interpreter.environment.variables.isEmpty {
      text.append("What has been computed stays as it is: run it again to round it.", .remark)
    }
    return [.text(text)]
  }

  private func decimals(_ number: Int) -> String {
    number == 1 ? "1 decimal" : "\(number) decimals"
  }

  mutating func precision(_ argument: String) -> [Output] {
    if argument.isEmpty {
      let now = "Numbers are shown with \(look.precision) significant digits."
      return [.text(StyledText(now, .remark))]
    }
    guard let digits = Int(argument), (1...17).contains(digits) else {
      return [
        .failure(
          .commandUsage(":precision takes 1 to 17 digits, not \(argument).", ":precision 5")
        )
      ]
    }
    look.precision = digits
    return [.text(StyledText("Numbers are shown with \(digits) significant digits.", .remark))]
  }

  mutating func notation(_ argument: String) -> [Output] {
    let names = Dialect.all.map(\.name)
    guard let dialect = Dialect.named(argument) else {
      let list = names.joined(separator: " or ")
      if argument.isEmpty {
        return [.text(StyledText("The notation is \(interpreter.dialect.name)'s.", .remark))]
      }
      return [
        .failure(.commandUsage("There is no notation \(argument).", ":notation \(list)"))
      ]
    }
    interpreter.checkpoint(before: ":notation \(dialect.name)")
    do {
      try interpreter.choose(dialect)
      look.dialect = dialect
      return [.text(StyledText("The notation is \(dialect.name)'s.", .remark))]
    } catch {
      interpreter.dropCheckpoint()
      return [.failure(error)]
    }
  }

  mutating func undo() -> [Output] {
    guard let text = interpreter.undo() else {
      return [.text(StyledText("There is nothing to take back.", .remark))]
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let first = "Taken back: \(lines.first ?? "")" + (lines.count > 1 ? " …" : "")
    return [.text(StyledText(currentLook.typed(first), .remark))]
  }

  mutating func reset() -> [Output] {
    interpreter.checkpoint(before: ":reset")
    interpreter.reset()
    return [.text(StyledText("Everything is forgotten; :undo brings it back.", .remark))]
  }
}
