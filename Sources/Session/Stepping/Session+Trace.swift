import Interpreter
package import Rendering

extension Session {
  /// All that has run and is still in the log, each statement with its steps, as numbered lines.
  ///
  /// What is left out is said: statements that the log no longer holds, and lines beyond a bound.
  /// - Parameter most: The number of lines after which a statement's rest is left out, and ten
  ///   times that after which all is.
  /// - Returns: The text; statements are numbered from 1, their parts 1.1, 1.1.1.
  package func traceText(most: Int = 400) -> StyledText {
    let look = currentLook
    let log = interpreter.log
    var styled = StyledText()
    func remark(_ sentence: String) {
      styled.append(look.wrapped(look.typed(sentence), style: .remark, within: look.width))
    }
    if log.stepBase > 0 { remark("(The first steps are no longer kept.)") }
    var number = 0
    for index in log.stepBase..<log.stepEnd where log.step(index).parent < 0 {
      guard let step = interpreter.step(at: index) else { continue }
      number += 1
      if styled.lines.count > 10 * most {
        remark("(The statements from number \(number) on are left out.)")
        break
      }
      let (text, isCut) = look.steps(of: step, numbered: "\(number)", interpreter, most: most)
      styled.append(text)
      if isCut {
        remark("(Statement \(number) has more than \(most) lines: the rest is left out.)")
      }
    }
    if number == 0 { remark("(Nothing has run yet.)") }
    return styled
  }
}
