import Diagnostics
import Interpreter
import Rendering
import Tensors

/// How many values were predicted, and how many of them rightly.
package struct PredictionScore: Sendable, Equatable {
  /// The values predicted rightly.
  package var right = 0
  /// The values predicted at all.
  package var asked = 0
  /// The values that were shown without a prediction.
  package var skipped = 0

  /// Makes a score of nothing.
  package init() {}

  /// The score in a sentence.
  package var sentence: String {
    if asked == 0, skipped == 0 { return "Nothing has been predicted yet." }
    let values = asked == 1 ? "value" : "values"
    let rest = skipped == 0 ? "" : ", \(skipped) skipped"
    return "\(right) of \(asked) \(values) predicted right\(rest)."
  }
}

/// A value that was predicted, compared with the one that was computed.
struct Prediction {
  let predicted: Tensor
  let actual: Tensor
  let look: Look
  /// The number of training cases, where there are several.
  let cases: Double?

  /// Whether they are the same to the digits that are shown.
  var isRight: Bool {
    hasShape && zip(predicted.elements, actual.elements).allSatisfy(agrees)
  }

  /// A number and a matrix of that one number count as the same shape.
  private var hasShape: Bool {
    predicted.shape == actual.shape || (predicted.count == 1 && actual.count == 1)
  }

  /// What to tell: how far off it is, and the slip it looks like.
  var sentences: [String] {
    if isRight { return ["Right."] }
    guard hasShape else { return shapeSentences }
    var sentences = [distance]
    if let slip { sentences.append(slip) }
    return sentences
  }

  private var shapeSentences: [String] {
    var sentences = [
      "Yours is \(predicted.shape.kindName), the value \(actual.shape.kindName)."
    ]
    if predicted.shape.rank == 2, actual.shape.rank == 2, let turned,
      turned.shape == actual.shape, zip(turned.elements, actual.elements).allSatisfy(agrees)
    {
      sentences.append("Transposed, it is right.")
    }
    return sentences
  }

  private var turned: Tensor? {
    guard predicted.shape.rank == 2 else { return nil }
    var elements: [Double] = []
    for column in 0..<predicted.columns {
      for row in 0..<predicted.rows { elements.append(predicted[row, column]) }
    }
    return Tensor(
      shape: Shape(rows: predicted.columns, columns: predicted.rows),
      elements: elements
    )
  }

  /// How far off the element is that differs most.
  private var distance: String {
    let pairs = Array(zip(predicted.elements, actual.elements))
    let wrong = pairs.indices.filter { !agrees(pairs[$0].0, pairs[$0].1) }
    let worst =
      wrong.max { difference(pairs[$0]) < difference(pairs[$1]) } ?? pairs.startIndex
    let (mine, right) = pairs[worst]
    let off = difference((mine, right))
    var text = "You said \(look.number(mine)): off by \(look.number(off))"
    if right != 0, off.isFinite, right.isFinite {
      text += ", \(percent(off / right.magnitude)) of the value"
    }
    guard actual.count > 1 else { return text + "." }
    let place =
      actual.shape.rank == 2 && actual.rows > 1 && actual.columns > 1
      ? "row \(worst / actual.columns + 1), column \(worst % actual.columns + 1)"
      : "element \(worst + 1)"
    return "\(actual.count - wrong.count) of \(actual.count) elements are right. Most wrong is "
      + "\(place). " + text + "."
  }

  private func percent(_ ratio: Double) -> String {
    let percent = ratio * 100
    var short = look
    short.rounding = nil
    short.precision = 2
    return percent >= 10_000 ? "\(short.number(ratio)) times" : "\(short.number(percent)) %"
  }

  private func difference(_ pair: (Double, Double)) -> Double {
    let difference = (pair.0 - pair.1).magnitude
    return difference.isNaN ? .infinity : difference
  }

  /// The slip that the prediction looks like, where it is one of the usual ones.
  private var slip: String? {
    guard actual.elements.contains(where: { $0 != 0 }) else { return nil }
    func isActual(_ change: (Double) -> Double) -> Bool {
      zip(predicted.elements, actual.elements).allSatisfy { agrees(change($0), $1) }
    }
    if isActual({ -$0 }) { return "The sign is flipped." }
    if let turned, turned.shape == actual.shape, turned.elements != predicted.elements,
      zip(turned.elements, actual.elements).allSatisfy(agrees)
    {
      return "It looks transposed."
    }
    if let cases, cases > 1 {
      let number = look.number(cases)
      if isActual({ $0 / cases }) {
        return "It is \(number) times too large: a mean over the \(number) cases has 1/N."
      }
      if isActual({ $0 * cases }) {
        return "It is \(number) times too small: was it divided by the \(number) cases twice?"
      }
    }
    if isActual({ $0 / 2 }) { return "It is 2 times too large." }
    if isActual({ $0 * 2 }) { return "It is 2 times too small." }
    return nil
  }

  /// Whether two numbers are the same to the digits shown: off by half of the last one at most.
  private func agrees(_ predicted: Double, _ actual: Double) -> Bool {
    if predicted == actual || (predicted.isNaN && actual.isNaN) { return true }
    guard predicted.isFinite, actual.isFinite else { return false }
    if look.number(predicted) == look.number(actual) { return true }
    var unit = 1.0
    if let rounding = look.rounding {
      for _ in 0..<rounding { unit /= 10 }
    } else {
      // What is 0 but for rounding errors may be called 0.
      guard actual != 0 else { return predicted.magnitude < 1e-12 }
      guard actual.magnitude > 1e-12 || predicted != 0 else { return true }
      var exponent = 0
      var magnitude = actual.magnitude
      while magnitude >= 10 { (magnitude, exponent) = (magnitude / 10, exponent + 1) }
      while magnitude < 1 { (magnitude, exponent) = (magnitude * 10, exponent - 1) }
      let last = exponent - look.precision + 1
      for _ in 0..<abs(last) { unit = last < 0 ? unit / 10 : unit * 10 }
    }
    return (predicted - actual).magnitude <= unit * 0.500001
  }
}

extension Stepper {
  /// Whether there is a value here that can be predicted.
  var canPredict: Bool {
    guard let step, case .tensor(let value)? = step.value, value.count > 0 else { return false }
    return (step.resolved ?? step.written)?.isLiteral != true
  }

  /// What stands before a prediction that is typed: `z[2] = `.
  var predictionPrompt: String {
    if let target = step?.target { return look.formula(target) + " = " }
    if let label = step?.label, step?.kind == .link { return look.typed(label) + " = " }
    let text = (step?.resolved ?? step?.written).map { look.formula($0) } ?? ""
    return text.count <= 24 && !text.isEmpty ? text + " = " : "value = "
  }

  /// Compares a prediction with the value, which is shown then; an empty one only shows it.
  mutating func predict(_ text: String) -> StepperEffect {
    guard isHidden, case .tensor(let actual)? = step?.value else { return .redraw }
    guard !text.isEmpty else {
      score.skipped += 1
      reveal()
      return .redraw
    }
    let found: Value
    do {
      found = try predictedValue(text)
    } catch {
      message = .failure(error)
      return .ask(prompt: predictionPrompt, .prediction)
    }
    guard let predicted = found.tensor else {
      say("This is \(found.kindName), the value a number or a matrix. Enter skips it.")
      return .ask(prompt: predictionPrompt, .prediction)
    }
    let cases = environment(isDone: false).variables[VariableKey("N")]?.value.tensor?.single
    let prediction = Prediction(predicted: predicted, actual: actual, look: look, cases: cases)
    let isRight = prediction.isRight
    score.asked += 1
    if isRight { score.right += 1 }
    reveal()
    let soFar = "\(score.right) of \(score.asked) right so far."
    let text = (prediction.sentences + [soFar]).joined(separator: " ")
    message = .sentence(text, isRight ? .success : .error)
    return .redraw
  }

  private mutating func reveal() {
    if let asked { revealed.insert(asked) }
    asked = nil
    settle()
  }
}
