package import Tensors

/// Cases to learn from: a column of inputs and a column of targets for each.
package struct Dataset: Sendable, Equatable {
  /// The elements that inputs and targets may have together: as many as the notation holds.
  package static let mostElements = 100_000_000

  /// What it is called.
  package var name: String
  /// The inputs x: features × cases.
  package var inputs: Tensor
  /// The targets y: outputs × cases; two classes are one row of 0 and 1, more are one-hot.
  package var targets: Tensor
  /// The names of the classes, in the order of the rows of y; empty where y is real-valued.
  package var classes: [String]
  /// Where it comes from.
  package var citation: String
  /// The files it was read from; empty for what is made.
  package var paths: [String]

  /// Makes a data set of inputs and targets with as many columns.
  package init(
    name: String,
    inputs: Tensor,
    targets: Tensor,
    classes: [String] = [],
    citation: String = "",
    paths: [String] = []
  ) {
    precondition(inputs.columns == targets.columns, "Each case has inputs and targets.")
    self.name = name
    self.inputs = inputs
    self.targets = targets
    self.classes = classes
    self.citation = citation
    self.paths = paths
  }

  /// The number of cases, N.
  package var cases: Int { inputs.columns }

  /// The number of inputs of a case.
  package var features: Int { inputs.rows }

  /// The number of targets of a case.
  package var outputs: Int { targets.rows }

  /// The class of each case, from 0, where targets are 0 and 1 or one-hot; nil where they are not.
  package static func classIndices(of targets: Tensor) -> [Int]? {
    let (rows, columns) = (targets.rows, targets.columns)
    return targets.withElements { elements -> [Int]? in
      guard elements.allSatisfy({ $0 == 0 || $0 == 1 }) else { return nil }
      if rows == 1 { return elements.map { Int($0) } }
      var classes = [Int](repeating: -1, count: columns)
      for row in 0..<rows {
        for column in 0..<columns where elements[row * columns + column] == 1 {
          if classes[column] >= 0 { return nil }
          classes[column] = row
        }
      }
      return classes.contains(-1) ? nil : classes
    }
  }

  /// Some of the columns of a matrix, in the order given.
  package static func columns(_ indices: [Int], of tensor: Tensor) -> Tensor {
    let (rows, columns) = (tensor.rows, tensor.columns)
    return tensor.withElements { elements in
      Tensor(shape: Shape(rows: rows, columns: indices.count)) { result in
        var place = 0
        for row in 0..<rows {
          let start = row * columns
          for index in indices {
            result[place] = elements[start + index]
            place += 1
          }
        }
      }
    }
  }

  /// The targets of classes by their number, from 0: a row of 0 and 1 for two, else one-hot.
  static func targets(_ indices: [Int], classes: Int) -> Tensor {
    let count = indices.count
    if classes == 2 { return Tensor(row: indices.map { Double($0) }) }
    var elements = [Double](repeating: 0, count: classes * count)
    for (column, index) in indices.enumerated() { elements[index * count + column] = 1 }
    return Tensor(shape: Shape(rows: classes, columns: count), elements: elements)
  }
}
