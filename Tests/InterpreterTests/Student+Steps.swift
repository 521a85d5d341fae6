import Diagnostics
import Interpreter
import Notation
import Tensors

extension Student {
  /// Types an input and reads its last statement's step and sub-steps, each in one line.
  mutating func steps(_ text: String) -> String {
    do throws(Diagnostic) {
      guard let outcome = try type(text), let step = interpreter.step(at: outcome.step) else {
        return "nothing"
      }
      var parts = interpreter.substeps(of: step)
      // The links of a derivative stand one level further down.
      if let last = parts.last, last.label == "the chain rule" {
        parts = parts.dropLast() + interpreter.substeps(of: last)
      }
      return ([line(step)] + parts.map(line)).joined(separator: " // ")
    } catch {
      return Self.text(of: error)
    }
  }

  /// A step: its label, formula as written, with indices, with numbers, its value, its remarks.
  private func line(_ step: Step) -> String {
    let printer = Printer(.unicode, dialect: interpreter.dialect)
    func text(_ target: Expression?, _ formula: Expression?) -> String? {
      formula.map { formula in
        target.map { printer.text($0) + " = " + printer.text(formula) } ?? printer.text(formula)
      }
    }
    var parts: [String] = []
    for part in [
      step.label, text(step.writtenTarget, step.written), text(step.target, step.resolved),
      text(nil, step.form), text(step.target, step.numbers),
    ].compactMap(\.self) where parts.last != part { parts.append(part) }
    if let value = step.value { parts.append(Self.text(of: value)) }
    if let total = step.total {
      parts.append("\(total.name) is then \(Self.text(of: .tensor(Tensor(total.value))))")
    }
    return (parts + step.remarks).joined(separator: " | ")
  }
}
