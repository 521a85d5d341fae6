import Tensors

/// Cuts cases into parts for training, for choosing and for testing.
///
/// Source: auckland, "Evaluation strategy": 60/20/20, and 98/1/1 of large data sets.
package enum DatasetSplit {
  /// The numbers of cases in each part: they add up to all, the largest remainders rounded up.
  ///
  /// - Parameters:
  ///   - cases: The number of cases.
  ///   - shares: The share of each part.
  /// - Returns: The number of cases in each part.
  /// - Throws: `DatasetError`, where the shares are none, or a part would be empty.
  package static func sizes(of cases: Int, shares: [Double]) throws(DatasetError) -> [Int] {
    guard (2...3).contains(shares.count) else { throw .shareCount(shares.count) }
    for share in shares where !(share > 0 && share < 1) { throw .share(share) }
    let sum = shares.reduce(0, +)
    // 0.7 + 0.2 + 0.1 is a hair less than 1.
    guard (sum - 1).magnitude < 1e-9 else { throw .shareSum(sum) }
    let exact = shares.map { $0 * Double(cases) }
    // 0.6 · 5 is 3, and not a hair less.
    var sizes = exact.map { Int(($0 + 1e-9).rounded(.down)) }
    let order = shares.indices.sorted {
      (exact[$0] - Double(sizes[$0]), -$0) > (exact[$1] - Double(sizes[$1]), -$1)
    }
    for index in order.prefix(max(0, cases - sizes.reduce(0, +))) { sizes[index] += 1 }
    let names = shares.count == 2 ? ["training", "test"] : ["training", "dev", "test"]
    for (index, size) in sizes.enumerated() where size == 0 {
      throw .emptyPart(names[index], share: shares[index], cases: cases)
    }
    return sizes
  }

  /// The cases of each part, in random order.
  ///
  /// Stratified, each class is spread evenly over the whole before it is cut: a part's share of a
  /// class is off by less than one case.
  ///
  /// - Parameters:
  ///   - sizes: The numbers of cases in each part.
  ///   - classes: The class of each case, from 0; nil for a split that looks at none.
  ///   - seed: The seed of the order.
  /// - Returns: The numbers of the cases, from 0, part by part.
  package static func parts(sizes: [Int], classes: [Int]?, seed: UInt64) -> [[Int]] {
    var stream = RandomStream(seed: seed, for: .split)
    let cases = sizes.reduce(0, +)
    var order = stream.permutation(cases)
    if let classes {
      precondition(classes.count == cases, "Each case has a class.")
      order = spread(order, classes)
    }
    var parts: [[Int]] = []
    var start = 0
    for size in sizes {
      let part = order[start..<(start + size)]
      // Spread evenly is not at random: the classes would come in turns.
      parts.append(
        classes == nil ? Array(part) : stream.permutation(size).map { part[start + $0] }
      )
      start += size
    }
    return parts
  }

  /// Orders cases by their place within their class: the middle of each stands in the middle.
  private static func spread(_ order: [Int], _ classes: [Int]) -> [Int] {
    let count = (classes.max() ?? 0) + 1
    var sizes = [Int](repeating: 0, count: count)
    for label in classes { sizes[label] += 1 }
    var seen = [Int](repeating: 0, count: count)
    var places: [(place: Double, label: Int, index: Int)] = []
    places.reserveCapacity(order.count)
    for index in order {
      let label = classes[index]
      places.append(((Double(seen[label]) + 0.5) / Double(sizes[label]), label, index))
      seen[label] += 1
    }
    return places.sorted { ($0.place, $0.label) < ($1.place, $1.label) }.map(\.index)
  }
}
