import Notebooks
import Rendering

extension Look {
  /// A question as it is asked: what it asks, and what there is to choose from, numbered.
  ///
  /// - Parameters:
  ///   - question: The question.
  ///   - order: The order in which steps are shown; nil for that of the file.
  /// - Returns: The lines.
  func question(_ question: Question, order: [Int]? = nil) -> StyledText {
    var styled = prose(question.ask)
    let items: [String] =
      switch question.kind {
      case .choices(let choices): choices.map(\.text)
      case .order(let steps): order.map { $0.map { steps[$0] } } ?? steps
      case .answer: []
      }
    for (index, item) in items.enumerated() {
      var inner = self
      let mark = "\(index + 1). "
      inner.width = width - 2 - mark.count
      let text = inner.prose(item)
      for (position, line) in text.lines.enumerated() {
        let head = position == 0 ? mark : String(repeating: " ", count: mark.count)
        styled.append(line: [StyledRun(text: "  " + head, style: .plain)] + line)
      }
    }
    return styled
  }
}
