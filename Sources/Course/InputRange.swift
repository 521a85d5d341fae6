import Diagnostics
import Tensors

/// Where an input may be drawn from instead of the number shown: `w: uniform(0.5, 2)`.
///
/// An input that is an array keeps its shape, and each of its elements is drawn.
package struct InputRange: Sendable, Equatable {
  /// How it is distributed.
  enum Distribution: Equatable {
    case uniform(Double, Double)
    case normal(Double, Double)
    /// Whole numbers, both ends included.
    case integer(Int, Int)
  }

  /// The input's name, a layer in brackets: `W[1]`.
  package var name: String
  /// The number in the exercise's file of its line.
  package var line: Int
  var distribution: Distribution

  /// Reads `uniform(0.5, 2)`, `normal(0, 1)` or `integer(1, 6)`; nil for anything else.
  init?(name: String, _ text: String, line: Int) {
    let pieces = text.trimmed.split(separator: "(", maxSplits: 1)
    guard pieces.count == 2, pieces[1].last == ")" else { return nil }
    let numbers = pieces[1].dropLast().split(separator: ",").map {
      Double($0.trimmed.replacing("−", with: "-"))
    }
    guard numbers.count == 2, let first = numbers[0], let second = numbers[1],
      first.isFinite, second.isFinite
    else { return nil }
    self.name = name
    self.line = line
    switch pieces[0].trimmed {
    case "uniform" where first < second: distribution = .uniform(first, second)
    case "normal" where second > 0: distribution = .normal(first, second)
    case "integer"
    where first < second && first == first.rounded() && second == second.rounded()
      && first.magnitude < 1e9 && second.magnitude < 1e9:
      distribution = .integer(Int(first), Int(second))
    default: return nil
    }
  }

  /// What can be written, for messages.
  static let forms = "uniform(0.5, 2), normal(0, 1) or integer(1, 6)"

  /// A value in place of one that is shown.
  func draw(like shown: Tensor, from stream: inout RandomStream) -> Tensor {
    var elements: [Double] = []
    for _ in 0..<shown.count {
      switch distribution {
      case .uniform(let low, let high): elements.append(low + (high - low) * stream.uniform())
      case .normal(let mean, let deviation): elements.append(mean + deviation * stream.normal())
      case .integer(let low, let high): elements.append(Double(low + stream.below(high - low + 1)))
      }
    }
    return shown.shape.rank == 0
      ? Tensor(elements[0]) : Tensor(shape: shown.shape, elements: elements)
  }
}
