import Diagnostics
import Interpreter
import Notation
package import Session

extension Session {
  /// What of the session is still in force, as cells in the order in which they ran.
  ///
  /// Inputs that `:undo` took back and those that failed before they changed anything are left
  /// out; so is what `:reset` forgot, but not how things were computed and shown then. Commands
  /// that a file may hold stand before the input that followed them.
  package var cellsInForce: [Cell] {
    var cells: [Cell] = []
    var commands: [String] = []
    func append(_ text: String, _ number: Int, _ seed: UInt64) {
      let whole = (commands + [text]).joined(separator: "\n")
      commands = []
      cells.append(Cell(program: whole, number: number, seed: seed))
    }
    for exchange in exchangesInForce {
      if !exchange.loaded.isEmpty {
        for cell in exchange.loaded { append(cell.text, cell.number, cell.seed) }
      } else if let number = exchange.number {
        append(exchange.textThatRan(in: interpreter.dialect), number, interpreter.seed)
      } else {
        commands.append(exchange.text)
      }
    }
    if let last = commands.popLast() { append(last, input, interpreter.seed) }
    return cells
  }

  /// The exchanges that a copy of the session has to repeat.
  private var exchangesInForce: [Exchange] {
    // Each with whether it has been taken back or forgotten, and by which of the later ones.
    var isGone = [Bool](repeating: false, count: exchanges.count)
    var undoable: [(index: Int, forgotten: [Int])] = []
    for (index, exchange) in exchanges.enumerated() {
      if exchange.undoableChange < 0 {
        isGone[index] = true
        guard let last = undoable.popLast() else { continue }
        isGone[last.index] = true
        for forgotten in last.forgotten { isGone[forgotten] = false }
      } else if exchange.undoableChange > 0 {
        var forgotten: [Int] = []
        if exchange.isReset {
          forgotten = exchanges.indices.prefix(index).filter {
            !isGone[$0] && !exchanges[$0].isSetting
          }
          for earlier in forgotten { isGone[earlier] = true }
          isGone[index] = true
        }
        undoable.append((index, forgotten))
      } else {
        isGone[index] = exchange.failed || !exchange.mayStandInFiles
      }
    }
    return exchanges.indices.filter { !isGone[$0] }.map { exchanges[$0] }
  }
}

extension Exchange {
  /// What it typed; of an input that failed, the statements before the one that did.
  ///
  /// That one is not tried again: it may have been stopped because it had no end.
  fileprivate func textThatRan(in dialect: Dialect) -> String {
    let source = SourceText(text, name: "")
    guard let completed, completed > 0,
      let program = try? Program(parsing: source, dialect: dialect),
      program.statements.count >= completed
    else { return text }
    let end = program.statements[completed - 1].span.end
    return String(source.text(of: SourceSpan(start: 0, end: end)))
  }

  /// Whether it is `:reset`.
  fileprivate var isReset: Bool { undoableChange > 0 && !mayStandInFiles && loaded.isEmpty }

  /// Whether it only sets how things are computed or shown.
  fileprivate var isSetting: Bool { number == nil && changesSession && mayStandInFiles }
}

extension Cell {
  /// A cell that is not in a file yet.
  init(program: String, number: Int, seed: UInt64) {
    self.init(
      role: .run,
      text: program,
      line: 1,
      fenceLine: 0,
      output: nil,
      number: number,
      seed: seed
    )
  }
}
