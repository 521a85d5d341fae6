import Operations
import Tensors

/// Data as the engine reads it: a case's numbers lie one after another.
///
/// A class: it owns memory. The one copy of the data is made here; columns become rows.
final class Cases {
  /// The number of cases.
  let count: Int
  /// count × features.
  let inputs: UnsafePointer<Double>
  /// count × outputs.
  let targets: UnsafePointer<Double>
  let features: Int
  let outputs: Int
  /// Whether there are targets.
  let hasTargets: Bool
  /// How an answer is judged, nil where targets are no classes.
  let judgement: Judgement?
  /// The input of the largest magnitude.
  let largestInput: Double

  private let memory = Memory()

  /// Checks data against a network and copies it.
  init(
    _ role: DataRole,
    inputs: Tensor,
    targets: Tensor?,
    for network: Network
  ) throws(TrainingError) {
    if inputs.shape.rank > 2 { throw .notMatrix(role, .inputs, inputs.shape) }
    if inputs.rows != network.inputs {
      throw .inputRows(role, given: inputs.rows, expected: network.inputs)
    }
    if let targets {
      if targets.shape.rank > 2 { throw .notMatrix(role, .targets, targets.shape) }
      if targets.rows != network.outputs {
        throw .targetRows(role, given: targets.rows, expected: network.outputs)
      }
      if targets.columns != inputs.columns {
        throw .caseCounts(role, inputs: inputs.columns, targets: targets.columns)
      }
    }
    if inputs.columns == 0 { throw .noCases(role) }
    count = inputs.columns
    features = inputs.rows
    outputs = network.outputs
    hasTargets = targets != nil
    let ownInputs = memory.emptyBlock(count * features)
    inputs.copyTransposed(to: ownInputs)
    let ownTargets = memory.emptyBlock(targets == nil ? 0 : count * outputs)
    targets?.copyTransposed(to: ownTargets)
    self.inputs = UnsafePointer(ownInputs)
    self.targets = UnsafePointer(ownTargets)
    if !isFinite(ownInputs, count * features), let place = inputs.firstNotFinite {
      throw .notFinite(role, .inputs, place)
    }
    if let targets {
      if !isFinite(ownTargets, count * outputs), let place = targets.firstNotFinite {
        throw .notFinite(role, .targets, place)
      }
      if network.loss != .squaredError,
        let place = targets.firstPlace(where: { !($0 >= 0 && $0 <= 1) })
      {
        throw .targetOutOfRange(role, network.loss, place)
      }
    }
    largestInput = largestMagnitude(ownInputs, count * features)
    judgement =
      targets == nil ? nil : Judgement(ownTargets, cases: count, network.outputs, network.loss)
  }
}

/// How an answer is judged right or wrong.
enum Judgement: Equatable {
  /// Every output lies on the target's side of 0.5; 0.5 itself counts as 1.
  case threshold
  /// The largest output, the first of equal ones, is that of the largest target.
  case largest

  /// The judgement that suits targets, cases × outputs; nil for real numbers.
  ///
  /// Targets of a squared error are classes if each is 0 or 1, and of several in a case one is 1.
  /// Cross-entropies speak of classes always; those of a binary cross-entropy over several outputs
  /// exclude each other only if one target in each case is 1.
  init?(_ targets: UnsafePointer<Double>, cases: Int, _ outputs: Int, _ loss: Loss) {
    var areBits = true
    var areOneHot = true
    for index in 0..<cases {
      let row = targets + index * outputs
      var ones = 0
      for j in 0..<outputs {
        if row[j] == 1 { ones += 1 } else if row[j] != 0 { areBits = false }
      }
      if ones != 1 { areOneHot = false }
    }
    areOneHot = areOneHot && areBits
    switch loss {
    case .crossEntropy: self = outputs == 1 ? .threshold : .largest
    case .binaryCrossEntropy: self = outputs == 1 || !areOneHot ? .threshold : .largest
    case .squaredError:
      if outputs == 1 && areBits {
        self = .threshold
      } else if outputs > 1 && areOneHot {
        self = .largest
      } else {
        return nil
      }
    }
  }

  /// Whether outputs answer what the targets ask.
  @inline(__always)
  func accepts(_ a: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ outputs: Int) -> Bool {
    switch self {
    case .threshold:
      for j in 0..<outputs where (a[j] >= 0.5) != (y[j] >= 0.5) { return false }
      return true
    case .largest: return indexOfLargest(a, outputs) == indexOfLargest(y, outputs)
    }
  }
}

/// The position of the largest number, the first of equal ones.
func indexOfLargest(_ numbers: UnsafePointer<Double>, _ count: Int) -> Int {
  var best = 0
  for index in 1..<Swift.max(count, 1) where numbers[index] > numbers[best] { best = index }
  return best
}

extension Tensor {
  /// Writes Aᵀ, row by row, in blocks that stay in the cache on both sides.
  func copyTransposed(to target: UnsafeMutablePointer<Double>) {
    let (rows, columns, block) = (self.rows, self.columns, 32)
    withElements { elements in
      guard let source = elements.baseAddress else { return }
      for top in stride(from: 0, to: rows, by: block) {
        for left in stride(from: 0, to: columns, by: block) {
          for column in left..<Swift.min(left + block, columns) {
            for row in top..<Swift.min(top + block, rows) {
              target[column &* rows &+ row] = source[row &* columns &+ column]
            }
          }
        }
      }
    }
  }

  /// The first element, row by row, of which something holds.
  func firstPlace(where holds: (Double) -> Bool) -> Place? {
    let columns = Swift.max(self.columns, 1)
    return withElements { elements in
      guard let index = elements.firstIndex(where: holds) else { return nil }
      return Place(row: index / columns + 1, column: index % columns + 1, value: elements[index])
    }
  }

  /// The first element that is no finite number.
  var firstNotFinite: Place? { firstPlace { !$0.isFinite } }
}
