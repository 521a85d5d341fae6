import Tensors

/// Makes targets of numbers that may be real values or the numbers of classes.
enum Targets {
  /// With more different values whole numbers are real values, unless they are labels.
  private static let mostUsualClasses = 20
  private static let mostClasses = 1000

  /// The targets of numbers, and the names of the classes; none for real values.
  ///
  /// Whole numbers are classes where there are at most 20 different ones and twice as many cases.
  ///
  /// - Parameters:
  ///   - values: A number for each case.
  ///   - alwaysClasses: Whether whole numbers are labels in any case, up to 1000 of them.
  /// - Returns: 1×N of 0 and 1 for two classes, one-hot for more, 1×N of the values else.
  static func encoded(_ values: [Double], alwaysClasses: Bool) -> (Tensor, [String]) {
    let real = (Tensor(row: values), [String]())
    let most = alwaysClasses ? mostClasses : mostUsualClasses
    var different: Set<Double> = []
    for value in values {
      guard value.rounded() == value, value.magnitude < 0x1p53 else { return real }
      different.insert(value)
      if different.count > most { return real }
    }
    let isFew = alwaysClasses || values.count >= 2 * different.count
    let tooMany = values.count > Dataset.mostElements / max(1, different.count)
    guard different.count > 1, isFew, !tooMany else { return real }
    let sorted = different.sorted()
    var ranks: [Double: Int] = [:]
    for (rank, value) in sorted.enumerated() { ranks[value] = rank }
    let indices = values.map { ranks[$0] ?? 0 }
    return (
      Dataset.targets(indices, classes: sorted.count), sorted.map { DatasetError.number($0 + 0) }
    )
  }
}
