import Tensors

/// A data set that needs no file: one that is made from a seed, or the digits.
package enum DatasetGenerator: String, Sendable, CaseIterable {
  /// The four cases of exclusive or.
  case xor
  /// Two half circles that reach into each other.
  case moons
  /// A circle within a circle.
  case circles
  /// Arms that wind around the origin.
  case spirals
  /// Clouds around the corners of a polygon.
  case blobs
  /// A line with noise.
  case linear
  /// Handwritten digits of 8×8 points.
  case digits

  /// The options that it takes.
  package var options: [String] {
    switch self {
    case .xor, .digits: []
    case .moons, .circles, .linear: ["cases", "noise", "seed"]
    case .spirals, .blobs: ["cases", "noise", "seed", "classes"]
    }
  }

  /// How far points are scattered, unless another number is given.
  package var usualNoise: Double {
    switch self {
    case .xor, .digits: 0
    case .moons, .circles, .linear: 0.1
    case .spirals: 0.2
    case .blobs: 1
    }
  }

  /// The number of cases, unless another is given.
  package var usualCases: Int {
    switch self {
    case .xor: 4
    case .digits: Digits.count
    case .moons, .circles, .spirals, .blobs, .linear: 200
    }
  }

  /// The number of inputs of a case.
  package var features: Int {
    switch self {
    case .xor, .moons, .circles, .spirals, .blobs: 2
    case .linear: 1
    case .digits: 64
    }
  }

  /// The number of classes, unless another is given; nil where y is real-valued.
  package var usualClasses: Int? {
    switch self {
    case .xor, .moons, .circles: 2
    case .spirals, .blobs: 3
    case .digits: 10
    case .linear: nil
    }
  }

  /// What it is, in a line.
  package var summary: String {
    switch self {
    case .xor: "exclusive or"
    case .moons: "two half circles that reach into each other"
    case .circles: "a circle within a circle"
    case .spirals: "arms that wind around the origin"
    case .blobs: "clouds around the corners of a polygon"
    case .linear: "y = 2x + 1 with noise"
    case .digits: "handwritten digits of 8×8 points, 0 to 1"
    }
  }

  /// The generator of a name.
  ///
  /// - Throws: `DatasetError.unknownName`, where there is neither one nor one of these.
  package static func named(
    _ name: String,
    besides registered: [String] = []
  ) throws(DatasetError) -> DatasetGenerator {
    guard let found = DatasetGenerator(rawValue: name) else {
      throw .unknownName(name, known: allCases.map(\.rawValue) + registered)
    }
    return found
  }

  /// Makes the data set.
  ///
  /// - Parameters:
  ///   - cases: The number of cases; nil for the usual one.
  ///   - noise: How far points are scattered; nil for the usual.
  ///   - seed: The seed of the draws; the same one gives the same data on every machine.
  ///   - classes: The number of classes; nil for the usual one.
  /// - Returns: The data, in random order, except for xor and digits, which have their own.
  /// - Throws: `DatasetError`, where an option is out of its range.
  package func make(
    cases: Int? = nil,
    noise: Double? = nil,
    seed: UInt64 = 1,
    classes: Int? = nil
  ) throws(DatasetError) -> Dataset {
    switch self {
    case .xor: return Self.exclusiveOr
    case .digits: return Digits.dataset
    case .moons, .circles, .spirals, .blobs, .linear: break
    }
    let cases = cases ?? usualCases
    let noise = noise ?? usualNoise
    let classes = classes ?? usualClasses ?? 1
    guard (0...1e300).contains(noise) else { throw .noise(noise) }
    guard usualClasses == nil || (2...100).contains(classes) else {
      throw .classCount(classes, rawValue)
    }
    guard cases >= classes else { throw .tooFewCases(cases, least: classes, rawValue) }
    let rows = features + (classes > 2 ? classes : 1)
    guard cases <= Dataset.mostElements / rows else {
      let (count, overflow) = cases.multipliedReportingOverflow(by: rows)
      throw .tooManyElements(overflow ? .max : count)
    }
    var draws = Draws(cases: cases, noise: noise, seed: seed)
    switch self {
    case .linear: draws.drawLine()
    case .moons: draws.drawMoons()
    case .circles: draws.drawCircles()
    case .spirals: draws.drawSpirals(classes)
    case .blobs: draws.drawBlobs(classes)
    case .xor, .digits: break
    }
    return draws.dataset(of: self, classes: classes)
  }

  private static let exclusiveOr = Dataset(
    name: "xor",
    inputs: Tensor(rows: [[0, 0, 1, 1], [0, 1, 0, 1]]),
    targets: Tensor(row: [0, 1, 1, 0]),
    classes: ["0", "1"],
    citation: "made by gradus: exclusive or"
  )
}
